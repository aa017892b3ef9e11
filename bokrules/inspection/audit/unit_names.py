"""Names of units, compared without what only spells them differently."""

from __future__ import annotations

import re

_KINDS = re.compile(r"^(provinsi|prov|kabupaten|kab|kota)\b\.?\s*", re.IGNORECASE)
_ISLANDS = re.compile(r"\bkep\b\.?", re.IGNORECASE)
_OTHERS = re.compile(r"[^a-z0-9]")


def plain_name(name: str) -> str:
    """Without the kind of unit, case, spaces and marks; `Kep.` is `Kepulauan`."""
    bare = _KINDS.sub("", name.strip())
    return _OTHERS.sub("", _ISLANDS.sub("kepulauan", bare).casefold())


def has_kind(name: str) -> bool:
    """Whether it says that it is a Kabupaten, a Kota or a Provinsi."""
    return _KINDS.match(name.strip()) is not None
