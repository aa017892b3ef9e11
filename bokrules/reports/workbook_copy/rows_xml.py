"""The rows of a copied sheet as XML, with the added cells.

XlsxWriter writes all other parts. It takes several microseconds a cell, which for a workbook of
100,000 rows with six columns more is twice what reading and checking them may take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bokrules.inspection.ledger import column_letters
from bokrules.inspection.workbook_looks.look import PLAIN_ROW, CellLook, Row, RowLook, SheetLook
from bokrules.inspection.workbook_looks.xlsx_rows import column_index
from bokrules.reports.workbook_copy.added import AddedColumn, AddedColumns, AddedRow
from bokrules.reports.workbook_copy.heights import LINE, MOST_LINES, TextLines
from bokrules.reports.workbook_copy.texts import CellTexts
from bokrules.semantics.outcomes import Outcome

MOST_EXACT = 10**15
"""Excel keeps fifteen digits of a number; a larger one is written as text."""
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class StyleNumbers:
    """The numbers of the formats in the copy."""

    source: tuple[int, ...]
    """Those of the source, in their order there."""
    head: int
    text: int
    money: int
    outcomes: Mapping[Outcome | None, int]


class SheetRows:
    """Writes the rows of one sheet. `first_column` is that of the added ones, from 0."""

    def __init__(
        self,
        sheet: SheetLook,
        added: AddedColumns | None,
        first_column: int,
        styles: StyleNumbers,
        texts: CellTexts,
        styles_that_wrap: frozenset[int],
    ) -> None:
        self._sheet = sheet
        self._styles = styles
        self._texts = texts
        self._marks = _Marks(styles.source)
        self._lines = TextLines(sheet, styles_that_wrap)
        self._default_height = sheet.row_height or _height_of(1)
        self._first_column = first_column
        self._letters = [column_letters(first_column + each) for each in range(len(AddedColumn))]
        self._extras: dict[int, AddedRow | None] = {}
        """What is added to a row; None for the heads."""
        if added is not None:
            self._extras |= added.rows
            self._extras |= dict.fromkeys(added.header_rows)

    def parts(self) -> Iterator[str]:
        """The XML in parts, each of many rows."""
        part: list[str] = []
        for row in self._all_rows():
            self._write(row, part)
            if len(part) >= _ROWS_AT_ONCE * 8:
                yield "".join(part)
                part.clear()
        yield "".join(part)

    def _all_rows(self) -> Iterator[Row]:
        """Those of the source, and among them those that get cells but do not stand there."""
        waiting = iter(sorted(self._extras))
        following = next(waiting, None)
        for row in self._sheet.rows():
            while following is not None and following <= row[0]:
                if following < row[0]:
                    yield following, PLAIN_ROW, ()
                following = next(waiting, None)
            yield row
        while following is not None:
            yield following, PLAIN_ROW, ()
            following = next(waiting, None)

    def _write(self, row: Row, part: list[str]) -> None:
        number, look, cells = row
        add, marks, texts = part.append, self._marks, self._texts
        has_added = number in self._extras
        extra = self._extras.get(number)
        if has_added:
            cells = self._without_blanks(cells)
            attributes = self._row_attributes(look, self._height(look, cells, extra))
        else:
            attributes = "" if look is PLAIN_ROW else self._row_attributes(look, look.height)
        add(f'<row r="{number}"{attributes}>')
        for letters, style, kind, value in cells:
            if kind == "n":
                add(f'<c r="{letters}{number}"{marks[style]}><v>{value}</v></c>')
            elif kind == "s":
                add(f'<c r="{letters}{number}"{marks[style]}{texts[value]}')
            elif kind:
                add(f'<c r="{letters}{number}"{marks[style]} t="{kind}"><v>{value}</v></c>')
            elif style:
                add(f'<c r="{letters}{number}"{marks[style]}/>')
        if has_added:
            add(self._heads(number) if extra is None else self._added(number, extra))
        add("</row>")

    def _without_blanks(self, cells: Sequence[CellLook]) -> Sequence[CellLook]:
        """Without the blank cells that stand where cells are added."""
        if cells and column_index(cells[-1][0]) >= self._first_column:
            return [each for each in cells if column_index(each[0]) < self._first_column]
        return cells

    def _height(
        self, look: RowLook, cells: Sequence[CellLook], extra: AddedRow | None
    ) -> Decimal | None:
        """A row that is not of a fixed height grows with the added texts.

        Where the source leaves the height to the program that shows it, the row's own texts count.
        """
        if look.is_fixed or extra is None:
            return look.height
        lines = self._lines.of_added(extra)
        if lines == 1:
            return look.height
        if look.height is not None:
            return max(look.height, _height_of(lines))
        lines = max(lines, self._lines.of_source(cells))
        return max(self._default_height, _height_of(lines))

    def _row_attributes(self, look: RowLook, height: Decimal | None) -> str:
        found = "" if look.style is None else f'{self._marks[look.style]} customFormat="1"'
        if height is not None:
            found += f' ht="{height:g}"' + (' customHeight="1"' if look.is_fixed else "")
        return found + (' hidden="1"' if look.is_hidden else "")

    def _heads(self, number: int) -> str:
        cells = zip(self._letters, AddedColumn, strict=True)
        return "".join(
            f'<c r="{letters}{number}" s="{self._styles.head}"{self._texts[each.head.text()]}'
            for letters, each in cells
        )

    def _added(self, number: int, cells: AddedRow) -> str:
        texts, styles = self._texts, self._styles
        outcome, basis, why, questioned, codes, taken_for = self._letters
        text = f'" s="{styles.text}"'
        money = f'<c r="{questioned}{number}" s="{styles.money}"'
        amount = cells.questioned
        if amount is None:
            money += "/>"
        elif abs(amount) < MOST_EXACT:
            money += f"><v>{amount}</v></c>"
        else:
            money += texts[str(amount)]
        return (
            f'<c r="{outcome}{number}" s="{styles.outcomes[cells.outcome]}"{texts[cells.result]}'
            f'<c r="{basis}{number}{text}{texts[cells.basis] if cells.basis else "/>"}'
            f'<c r="{why}{number}{text}{texts[cells.why] if cells.why else "/>"}'
            f"{money}"
            f'<c r="{codes}{number}{text}'
            f"{texts[cells.finding_codes] if cells.finding_codes else '/>'}"
            f'<c r="{taken_for}{number}{text}{texts[cells.taken_for] if cells.taken_for else "/>"}'
        )


def _height_of(lines: int) -> Decimal:
    """In points."""
    return Decimal(min(lines, MOST_LINES) * LINE)


class _Marks(dict[int, str]):
    """From a style of the source to the attribute of a cell. One that does not exist is plain."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        super().__init__({style: f' s="{number}"' for style, number in enumerate(numbers)})

    def __missing__(self, style: int) -> str:
        return ""
