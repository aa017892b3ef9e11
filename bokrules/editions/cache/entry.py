"""An entry of the cache as bytes: the hash of all that follows, then each part on a line.

The first line tells at once whether something was cut off, damaged or edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

_DIGEST = 64
"""Hexadecimal digits."""


def packed(texts: Sequence[Sequence[bytes]]) -> bytes:
    """The parts of each text of an edition, as JSON without line breaks; all have equally many."""
    body = b"\n".join([b"%d" % len(texts), *(part for text in texts for part in text)])
    return sha256(body).hexdigest().encode() + b"\n" + body


def unpacked(content: bytes) -> list[list[bytes]] | None:
    """The parts of each text; None if these are not the bytes that were written."""
    body = content[_DIGEST + 1 :]
    if content[: _DIGEST + 1] != sha256(body).hexdigest().encode() + b"\n":
        return None
    written, *parts = body.split(b"\n")
    count = int(written) if written.isdigit() and len(written) < 4 else 0
    if not count or not parts or len(parts) % count:
        return None
    size = len(parts) // count
    return [parts[start : start + size] for start in range(0, len(parts), size)]
