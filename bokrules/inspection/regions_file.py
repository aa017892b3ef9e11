"""`--regions FILE`: the region of each province, by the code of the statistics office."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import msg
from bokrules.evaluation.row import RowError
from bokrules.evaluation.table import Source
from bokrules.inspection.columns import Headers
from bokrules.inspection.ledger import Sheet
from bokrules.inspection.names import folded
from bokrules.inspection.records import where
from bokrules.inspection.sheets import read_sheets

CODE, REGION = "kode", "regional"


def read_regions(path: Path, headers: Headers) -> tuple[dict[str, str], Source]:
    """Region by code, from the columns kode and regional. Raises UnreadableFile."""
    name = str(path)
    data, sheets = read_sheets(path, headers)
    regions: dict[str, str] = {}
    for sheet in sheets:
        code_at, region_at = (_column(each, sheet, name) for each in (CODE, REGION))
        for row in sheet.rows:
            if isinstance(row, RowError):
                raise _bad(name, sheet, row.place.row, str(row.error.message))
            cells = [*row.cells, *[None] * (len(sheet.header) - len(row.cells))]
            code, region = cells[code_at], cells[region_at]
            if code is None or region is None:
                raise _bad(name, sheet, row.place.row, msg("kode or regional is empty").text())
            if regions.setdefault(str(code), str(region)) != str(region):
                why = msg("code {code} has another region already", code=code)
                raise _bad(name, sheet, row.place.row, why.text())
    return regions, Source(path.name, hashlib.sha256(data).hexdigest())


def _column(name: str, sheet: Sheet, file: str) -> int:
    heads = [folded(each) for each in sheet.header]
    if name in heads:
        return heads.index(name)
    raise UnreadableFile(
        codes.NO_KNOWN_COLUMN,
        msg("{where}: there is no column {names}", where=where(file, sheet.place), names=[name]),
        msg("a file of regions has the columns kode (of the province) and regional"),
    )


def _bad(file: str, sheet: Sheet, row: int, why: str) -> UnreadableFile:
    return UnreadableFile(
        codes.UNREADABLE_CELL,
        msg("{file}, row {row}: {why}", file=where(file, sheet.place), row=row, why=why),
        msg("give each province once, with its region"),
    )
