"""The tables of a sheet: where their heads stand, what is above them, and where they end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bokrules.inspection.books.grid import Grid, Row
from bokrules.inspection.books.heads import (
    Head,
    HeadReader,
    Parts,
    folded_head,
    is_head_word,
    kind_of,
)
from bokrules.inspection.books.kinds import WORDS, SheetKind
from bokrules.inspection.books.titles import Titles, titles_of, titles_of_name
from bokrules.inspection.dates import month_in
from bokrules.inspection.xlsx_file import cell_of

SEARCHED = 80
"""Rows from the top in which the first head of a sheet is looked for."""
_TITLE_ROWS = 12
_DEEPEST = 3
_NUMBERED = re.compile(r"\(?[0-9]{1,2}\)?(?:\s*=.*)?")
_USUAL = frozenset(
    form
    for kind in WORDS.values()
    for words in kind.values()
    for word in words
    for form in (word, word.upper(), word.title(), word.capitalize())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows by their index in the grid: titles from `top`, heads from `head`, lines up to `end`."""

    grid: Grid
    kind: SheetKind
    top: int
    head: int
    body: int
    end: int
    heads: Sequence[Head]
    titles: Titles
    depth: int = 1
    """Rows of heads."""

    @property
    def title_texts(self) -> list[str]:
        """The sheet's name, and the texts above the heads."""
        above = self.grid.rows[self.top : self.head]
        texts = [each for row in above for each in row if isinstance(each, str) and each]
        return [self.grid.sheet or "", *texts]

    def column(self, role: str) -> int | None:
        """The column that plays a role."""
        return next((at for at, each in enumerate(self.heads) if each.role == role), None)

    def written(self, column: int | None) -> str:
        """A column's head; its letters where it has none."""
        if column is None:
            return ""
        return self.heads[column].written or self.grid.letters(column)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is said of a sheet beforehand: its kind, and columns by their letters or heads."""

    kind: SheetKind | None = None
    columns: Mapping[str, str | None] = field(default_factory=dict)

    def given(self, grid: Grid, columns: Sequence[Parts]) -> dict[int, str]:
        """The roles by the columns of a table. A head goes before letters that spell it."""
        heads = {folded_head(" / ".join(each)): at for at, each in enumerate(columns) if each}
        heads |= {folded_head(each[-1]): at for at, each in enumerate(columns) if each}
        letters = {grid.letters(at): at for at in range(len(columns))}
        found = {}
        for column, role in self.columns.items():
            at = heads.get(folded_head(column), letters.get(column))
            if at is not None:
                found[at] = role or ""
        return found

    def by_letters(self, grid: Grid, columns: Sequence[Parts]) -> Set[int]:
        """The columns that are said by their letters."""
        letters = {grid.letters(at): at for at in range(len(columns))}
        given = self.given(grid, columns)
        return {
            at for each in self.columns if (at := letters.get(each)) is not None and at in given
        }

    def unknown(self, grid: Grid, columns: Sequence[Parts]) -> list[str]:
        """Columns that a table does not have."""
        return [
            each for each in self.columns if not Wanted(None, {each: None}).given(grid, columns)
        ]


ANYTHING = Wanted()


def tables_of(grid: Grid, reader: HeadReader, wanted: Wanted = ANYTHING) -> list[Table]:
    """All that are recognised, in their order."""
    found: list[Table] = []
    named = titles_of_name(grid.name)
    for at in _candidates(grid):
        if found and at < found[-1].body:
            continue
        top = _top(grid, at, found[-1].body) if found else 0
        above = titles_of(grid, range(top, at))
        title = above.kind or named.kind or (found[-1].kind if found else None)
        table = table_at(grid, at, reader, title, wanted)
        if table is None:
            continue
        titles = above.before(found[-1].titles if found else named).before(named)
        if found:
            found[-1] = replace(found[-1], end=top)
        found.append(replace(table, top=top, titles=titles))
    return found


def _candidates(grid: Grid) -> Iterator[int]:
    """Rows that may be heads: those near the top, then those that hold a usual head."""
    for at, row in enumerate(grid.rows):
        if row and (at < SEARCHED or not _USUAL.isdisjoint(row)) and _heads(row) > 1:
            yield at


def _heads(row: Row) -> int:
    """How many cells of the row are words of heads."""
    return sum(type(each) is str and len(each) <= 60 and is_head_word(each) for each in row)


def _top(grid: Grid, head: int, first: int) -> int:
    """The first title row of a table that stands below another one."""
    top = head
    while top > first and head - top < _TITLE_ROWS and _may_be_title(grid.rows[top - 1]):
        top -= 1
    return top


def _may_be_title(row: Row) -> bool:
    filled = [each for each in row if each != ""]
    return len(filled) < 4 and all(isinstance(each, str) for each in filled)


def table_at(
    grid: Grid,
    at: int,
    reader: HeadReader,
    title: SheetKind | None,
    wanted: Wanted = ANYTHING,
    depth: int | None = None,
) -> Table | None:
    """The table whose heads begin in a row; None if they make no kind of book.

    With a `depth` the heads are those rows, whatever they look like.
    """
    best: tuple[int, int, SheetKind, list[Head]] | None = None
    for rows in range(1, _DEEPEST + 1) if depth is None else (depth,):
        if at + rows > len(grid.rows) or (depth is None and not _may_head(grid, at, rows)):
            break
        columns = columns_under(grid, at, rows)
        given = wanted.given(grid, columns)
        if wanted.kind is None:
            found = kind_of(reader, columns, title, given)
        else:
            found = wanted.kind, reader.heads(wanted.kind, columns, given)
        if found is None:
            continue
        kind, heads = found
        known = _known(reader, kind, heads, wanted.by_letters(grid, columns), columns)
        if best is None:
            better = depth is not None or known > 1
        else:
            last = grid.rows[at + rows - 1]
            better = known > best[0] or (known == best[0] and _all_sub_heads(last))
        if better:
            best = known, rows, kind, heads
    if best is None:
        return None
    _, rows, kind, heads = best
    return Table(
        grid=grid,
        kind=kind,
        top=at,
        head=at,
        depth=rows,
        body=body_below(grid, at + rows),
        end=len(grid.rows),
        heads=heads,
        titles=Titles(),
    )


def body_below(grid: Grid, at: int) -> int:
    """The first row below the heads that is no row of the columns' numbers."""
    return at + 1 if at < len(grid.rows) and _is_numbered(grid.rows[at]) else at


def _is_numbered(row: Row) -> bool:
    """1, 2, 3, … under the heads; also (1), and 7 = 5 - 6."""
    filled = [each for each in row if each != ""]
    numbers = []
    for each in filled:
        if isinstance(each, str) and not _NUMBERED.fullmatch(each.strip()):
            return False
        number = re.search("[0-9]+", each) if isinstance(each, str) else None
        numbers.append(int(number[0]) if number else cell_of(each))
    return len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))


def _may_head(grid: Grid, at: int, rows: int) -> bool:
    """Whether the last of these rows can belong to the heads that begin at the first."""
    row = grid.rows[at + rows - 1]
    filled = [each for each in row if each != ""]
    if not filled or (rows > 1 and _is_numbered(row)):
        return False
    if not all(isinstance(each, str) and len(each) <= 60 for each in filled):
        return False
    return rows == 1 or sum(_is_sub_head(each) for each in filled) * 2 >= len(filled)


def _known(
    reader: HeadReader,
    kind: SheetKind,
    heads: Sequence[Head],
    by_letters: Set[int],
    columns: Sequence[Parts],
) -> int:
    """How many columns are known. Of those said by letters only what their heads say by themselves.

    Else every row would head the columns that a mapping names by letters.
    """
    alone = reader.heads(kind, columns) if by_letters else heads
    return sum(
        (alone if at in by_letters else heads)[at].role is not None for at in range(len(heads))
    )


def _all_sub_heads(row: Row) -> bool:
    return all(_is_sub_head(each) for each in row if each != "")


def _is_sub_head(text: str) -> bool:
    return is_head_word(text) or month_in(text.strip()) is not None or _is_currency(text)


def _is_currency(text: str) -> bool:
    return text.strip(" ().").casefold() == "rp"


def columns_under(grid: Grid, at: int, rows: int) -> list[Parts]:
    """The heads over each column, from the top; a merged head stands over all its columns."""
    cells = [[_text(each) for each in grid.rows[at + each]] for each in range(rows)]
    width = max(map(len, cells))
    for line in cells:
        line.extend([""] * (width - len(line)))
    for first, left, last, right in grid.merged or ():
        if at <= first < at + rows and 0 <= left < width:
            for row in range(first, min(last, at + rows - 1) + 1):
                for column in range(left, min(right, width - 1) + 1):
                    cells[row - at][column] = cells[first - at][left]
    for upper, lower in pairwise(cells):
        for column in range(1, width):
            if not upper[column] and lower[column] and lower[column - 1] and upper[column - 1]:
                upper[column] = upper[column - 1]
    return [
        tuple(dict.fromkeys(each[column] for each in cells if each[column]))
        for column in range(width)
    ]


def _text(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""
