"""What a column of a published table is for, and by which heads it is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from bokrules.inspection.published.notation import Kind


class Role(StrEnum):
    """The roles of columns, by the words that a catalogue uses for them."""

    LINE = "baris"
    NUMBER = "no"
    CODE = "kode"
    NAME = "nama"
    GROUP = "kelompok"
    ALLOCATION = "alokasi"
    REALISATION = "realisasi"
    NEED = "kebutuhan"
    DIFFERENCE = "selisih"
    ABSORPTION = "serapan"
    RATIO = "rasio"
    CHANGE = "perubahan"
    DIRECTION = "arah"
    CRITERION = "kriteria"
    RUPIAH = "rupiah"
    COUNT = "banyak"
    LABEL = "keterangan"

    @property
    def kind(self) -> Kind:
        return _KINDS.get(self, Kind.TEXT)


_KINDS = {
    Role.LINE: Kind.COUNT,
    Role.ALLOCATION: Kind.RUPIAH,
    Role.REALISATION: Kind.RUPIAH,
    Role.NEED: Kind.RUPIAH,
    Role.DIFFERENCE: Kind.RUPIAH,
    Role.RUPIAH: Kind.RUPIAH,
    Role.ABSORPTION: Kind.PERCENT,
    Role.RATIO: Kind.PERCENT,
    Role.CHANGE: Kind.PERCENT,
    Role.COUNT: Kind.COUNT,
}
_HEADS = {
    Role.LINE: ("baris",),
    Role.NUMBER: ("no", "nomor"),
    Role.CODE: ("kode", "kodebps"),
    Role.NAME: ("nama", "kabkota", "kabupatenkota", "provinsi", "bokdinaskesehatan", "unit"),
    Role.ALLOCATION: ("alokasi", "pagu", "alokasiformulasi", "anggaran"),
    Role.REALISATION: ("realisasi",),
    Role.NEED: ("kebutuhan", "kebutuhanriil"),
    Role.DIFFERENCE: ("selisih", "sisa"),
    Role.ABSORPTION: ("serapan", "penyerapan", "%", "persen", "persentase"),
}
_BY_HEAD = {head: role for role, heads in _HEADS.items() for head in heads}
_NOT_LETTERS = re.compile(r"[^a-z%]")


def role_of_head(head: str) -> Role:
    """The role that a head suggests; LABEL where it suggests none."""
    plain = _NOT_LETTERS.sub("", head.casefold())
    for known in (plain, plain.removesuffix("%"), plain.removesuffix("rp")):
        if known in _BY_HEAD:
            return _BY_HEAD[known]
    return Role.LABEL


def roles_of_heads(named: Sequence[str]) -> dict[str, Role]:
    """The roles that heads suggest. Of several names of units the column `nama` is the one, or
    the last; the others are of the groups that the units are in.
    """
    roles = {head: role_of_head(head) for head in named}
    names = [head for head, role in roles.items() if role is Role.NAME]
    exact = [head for head in names if head.casefold() == Role.NAME]
    chosen = (exact or names or [""])[-1]
    return {
        head: Role.GROUP if role is Role.NAME and head != chosen else role
        for head, role in roles.items()
    }


def heads() -> tuple[str, ...]:
    """A name for every role that a head can have."""
    return tuple(role.value for role in _HEADS)
