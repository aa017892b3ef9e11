"""Places of rows as a reader looks them up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bokrules.base.messages import Message, msg
from bokrules.evaluation.row import Place
from bokrules.reports.page import printable


def place_text(place: Place) -> str:
    """`Januari, row 17`."""
    return ", ".join(place_lines(place))


def place_lines(place: Place) -> list[str]:
    """The book, then the row."""
    return [*_book(place), msg("row {row}", row=place.row).text()]


def places_text(places: Sequence[Place], most: int) -> str:
    """`Januari: rows 5, 7-9; Februari: row 3`; of more than `most` places the first are named."""
    books: dict[tuple[str, ...], list[int]] = {}
    for each in places[:most]:
        books.setdefault(_book(each), []).append(each.row)
    parts = [
        f"{', '.join(book)}: {_rows(rows)}" if book else str(_rows(rows))
        for book, rows in books.items()
    ]
    text = "; ".join(parts)
    more = len(places) - most
    return msg("{names} and {n} more", names=text, n=more).text() if more > 0 else text


def _rows(rows: Sequence[int]) -> Message:
    if len(rows) == 1:
        return msg("row {row}", row=rows[0])
    return msg("rows {rows}", rows=", ".join(_runs(rows)))


def _runs(rows: Iterable[int]) -> Iterator[str]:
    """`7-9` for three or more that follow one another."""
    run: list[int] = []
    for row in [*rows, -1]:
        if run and row != run[-1] + 1:
            yield from [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
            run = []
        run.append(row)


def _book(place: Place) -> tuple[str, ...]:
    return tuple(printable(each) for each in (place.file, place.sheet) if each)
