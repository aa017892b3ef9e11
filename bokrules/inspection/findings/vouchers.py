"""Numbers of vouchers, compared as people mean them."""

from __future__ import annotations

import re
from functools import lru_cache

_LABEL = re.compile(r"^(?:nomor|no|bukti)\b[\s.:]*(?:bukti\b[\s.:]*)?", re.IGNORECASE)
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_NOTHING = re.compile(r"[\W_]*")


@lru_cache(maxsize=100_000)
def voucher_key(written: str | None) -> str | None:
    """`No. 012`, `012` and `12` are one number; None if nothing is written but dashes."""
    if written is None or _NOTHING.fullmatch(written):
        return None
    text = _LABEL.sub("", written.strip()) or written
    return _ZEROS.sub("", "".join(text.casefold().split()))
