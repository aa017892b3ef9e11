"""How many lines the texts of a row take: an estimate, for no font is at hand to measure them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bokrules.inspection.ledger import column_letters
from bokrules.inspection.workbook_looks.look import CellLook, SheetLook
from bokrules.reports.workbook_copy.added import AddedColumn, AddedRow

LINE = 15
"""Points."""
MOST_LINES = 20
_USUAL_WIDTH = 8
_RESULT, _BASIS, _WHY, _, _CODES, _TAKEN_FOR = (each.width for each in AddedColumn)


def lines_of(text: str, width: int) -> int:
    """In a column of `width` characters.

    A tenth is lost where lines break between words, and to wide letters.
    """
    if len(text) * 11 <= width * 10 and "\n" not in text:
        return 1
    return sum(max(1, -(-len(each) * 11 // (width * 10))) for each in text.split("\n"))


_known_lines = lru_cache(maxsize=50_000)(lines_of)
"""The added texts are often the same."""


class TextLines:
    """Lines of texts in the columns of a sheet. `wrapping` are the styles whose texts wrap."""

    def __init__(self, sheet: SheetLook, wrapping: frozenset[int]) -> None:
        self._wrapping = wrapping
        self._usual = int(sheet.column_width or _USUAL_WIDTH)
        self._widths = {
            column_letters(column): int(each.width)
            for each in sheet.columns
            for column in range(each.first, min(each.last, each.first + 255) + 1)
            if each.width
        }

    def of_added(self, row: AddedRow) -> int:
        return max(
            _known_lines(row.result, _RESULT),
            _known_lines(row.basis, _BASIS),
            _known_lines(row.why, _WHY),
            _known_lines(row.finding_codes, _CODES),
            _known_lines(row.taken_for, _TAKEN_FOR),
        )

    def of_source(self, cells: Sequence[CellLook]) -> int:
        return max(
            (
                lines_of(value, max(self._widths.get(letters, self._usual), 1))
                for letters, style, kind, value in cells
                if kind == "s" and style in self._wrapping
            ),
            default=1,
        )
