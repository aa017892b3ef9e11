"""What the rows above a table say of it: whose book it is, of which month and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bokrules.base.messages import Message, msg
from bokrules.inspection.books.grid import Grid, Row
from bokrules.inspection.books.kinds import SheetKind, kind_in
from bokrules.inspection.dates import month_in

_END = (
    r"(?=\s*(?:$|[,;:()|]|\b(?:bulan|tahun|kecamatan|kec|kabupaten|kab|kota|periode|t\.?a|no|nomor"
    r"|provinsi|prov)\b))"
)
_HEALTH_CENTRE = re.compile(
    rf"(?<!kepala )(?<!kepala upt )(?<!kepala uptd )\b(?:((?:upt[d]?\.?\s+)?puskesmas)|(pkm))\b"
    rf"\s*[:.]?\s*([^,;:()|]+?){_END}",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:[0-9a-z]{1,3}[.)]\s*)?(?:(?:upt[d]?\.?\s+)?puskesmas|pkm)\b[\s:.]*(?:[\w'.-]+\s*){1,5}",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:satker|satuan kerja|unit kerja|skpd|opd|nama unit|unit organisasi)\s*:\s*"
    r"([^;|]+?)(?=\s*(?:$|[;|]|\b(?:bulan|tahun|periode)\b))",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(rf"\b(dinas kesehatan\s+(?:kab(?:upaten|\.)?|kota|prov(?:insi|\.)?)\s*"
                        rf"[^,;:()|]+?){_END}", re.IGNORECASE)  # fmt: skip
_PERIOD = re.compile(r"\b(?:bulan|periode|masa|keadaan)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_MONTH_AND_YEAR = re.compile(r"([^\W\d_]+)\.?\s*[-,]?\s*((?:19|20)[0-9]{2})\b")
_FIGURES = re.compile(r"(0?[1-9]|1[0-2])[-_. /]((?:19|20)[0-9]{2})")
_YEAR = re.compile(
    r"\b(?:tahun|t\.?\s?a\.?|anggaran)\b\D{0,20}((?:19|20)[0-9]{2})\b", re.IGNORECASE
)
_BARE_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_LABELS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"(?:^|[|])\s*{words}\s*:\s*([^|]+)", re.IGNORECASE)
    for name, words in {
        "nomor_bukti": r"(?:no(?:mor)?\.?\s*(?:bukti|kuitansi|kwitansi|bku|spj)(?:\s+kas)?)",
        "kegiatan": r"(?:nama\s+)?kegiatan",
        "tujuan": r"(?:tempat\s+)?tujuan",
        "tanggal": r"(?:tanggal|tgl\.?)(?:\s+(?:kegiatan|pelaksanaan))?",
    }.items()
}
_SHORT_WORDS = frozenset({"UPT", "UPTD", "DTP", "BLUD", "BOK", "I", "II", "III", "IV", "V"})


@dataclass(frozen=True, slots=True)
class Found:
    """A value, and where it stands."""

    value: str | int
    where: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """None is what is not said. `labels` are other lines with a colon, such as the voucher."""

    kind: SheetKind | None = None
    unit: Found | None = None
    year: Found | None = None
    month: Found | None = None
    labels: Mapping[str, Found] = field(default_factory=dict)

    def before(self, other: Titles) -> Titles:
        """These; where they say nothing, the others."""
        return replace(
            self,
            kind=self.kind or other.kind,
            unit=self.unit or other.unit,
            year=self.year or other.year,
            month=self.month or other.month,
        )


def unit_of_heading(text: str) -> str | None:
    """The health centre of a text that names it and says nothing else."""
    if _HEADING.fullmatch(" ".join(text.split())) is None:
        return None
    return _unit(text)


def titles_of(grid: Grid, rows: Iterable[int]) -> Titles:
    """What the rows (indexes of the grid) above a table say, the nearest to the table last."""
    found = Titles()
    for at in rows:
        text = _line(grid.rows[at])
        if text:
            said = _said(text, msg("row {row}", row=grid.numbers[at]))
            found = replace(found.before(said), labels={**found.labels, **said.labels})
    return found


def titles_of_name(sheet: str | None) -> Titles:
    """What the sheet's name says."""
    if sheet is None:
        return Titles()
    where = msg("the name of the sheet")
    said = _said(sheet, where)
    months = {month for word in _WORD.findall(sheet) if (month := month_in(word))}
    figures = _FIGURES.fullmatch(sheet.strip())
    year = _BARE_YEAR.findall(sheet)
    if figures:
        months = {int(figures[1])}
    return replace(
        said,
        month=said.month or (Found(months.pop(), where) if len(months) == 1 else None),
        year=said.year or (Found(int(year[0]), where) if len(year) == 1 else None),
        labels={},
    )


def _line(row: Row) -> str:
    cells: list[str] = []
    for cell in row:
        text = cell if isinstance(cell, str) else str(int(cell)) if _is_year(cell) else ""
        text = " ".join(text.split())
        if text and cells and (cells[-1].endswith(":") or text.startswith(":")):
            cells[-1] = f"{cells[-1]} {text}"
        elif text:
            cells.append(text)
    return " | ".join(cells).replace(" | :", " :").replace(": :", ":")


def _is_year(cell: object) -> bool:
    return not isinstance(cell, (str, bool)) and cell in _YEARS


_YEARS = frozenset(range(1990, 2100))


def _said(text: str, where: Message) -> Titles:
    month, year = _month_and_year(text)
    unit = _unit(text)
    return Titles(
        kind=kind_in(text),
        unit=Found(unit, where) if unit else None,
        year=Found(year, where) if year else None,
        month=Found(month, where) if month else None,
        labels={
            name: Found(" ".join(found[1].split()), where)
            for name, pattern in _LABELS.items()
            if (found := pattern.search(text))
        },
    )


def _unit(text: str) -> str | None:
    found = _HEALTH_CENTRE.search(text)
    if found is not None:
        words = found[3].split()
        while len(words) > 1 and (month_in(words[-1]) or _BARE_YEAR.fullmatch(words[-1])):
            words.pop()
        return _cased(" ".join([found[1] or "Puskesmas", *words]))
    found = _OFFICE.search(text) or _AUTHORITY.search(text)
    return _cased(found[1]) if found is not None else None


def _cased(name: str) -> str:
    """`PUSKESMAS KAMARANG` and `Puskesmas Kamarang` are one unit."""
    words = name.split()
    return " ".join(
        each.capitalize() if each.isupper() and each not in _SHORT_WORDS else each for each in words
    )


def _month_and_year(text: str) -> tuple[int | None, int | None]:
    dated = [
        (month, int(year))
        for word, year in _MONTH_AND_YEAR.findall(text)
        if (month := month_in(word)) is not None
    ]
    months = {month for month, _ in dated}
    if months or _PERIOD.search(text):
        months |= {month for word in _WORD.findall(text) if (month := month_in(word))}
    years = {year for _, year in dated} or set(map(int, _YEAR.findall(text)))
    return (
        months.pop() if len(months) == 1 else None,
        years.pop() if len(years) == 1 else None,
    )
