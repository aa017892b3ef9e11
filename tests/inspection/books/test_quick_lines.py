"""The quick reader of usual lines says what the careful one says."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bokrules.editions import load_edition
from bokrules.inspection.books.cash_rows import _CashRows, read_cash
from bokrules.inspection.books.grid import Grid
from bokrules.inspection.books.heads import HeadReader
from bokrules.inspection.books.lines import CashBook
from bokrules.inspection.books.table_rows import ReadTable
from bokrules.inspection.books.tables import tables_of
from bokrules.inspection.columns import Headers
from bokrules.inspection.values import CellReader
from tests.inspection.books.conftest import HEAD

VOCABULARY = load_edition(2010).policy.vocabulary
HEADERS = Headers(VOCABULARY)
numbers = st.sampled_from([0.0, 1.0, 250_000.0, 1.5, -5.0, 1e15, 2e15, 1e300])
texts = st.sampled_from(["Transport", " Snack", "a  b", "a\nb", "x\xa0", "-", "Jumlah", "x", "",
                         "Saldo awal", "Jumlah peserta", "1.000", "Mengetahui"])  # fmt: skip
days = st.one_of(st.dates(date(1985, 1, 1), date(2030, 1, 1)), st.just(datetime(2010, 5, 14, 8)))
amounts = st.one_of(numbers, st.just(""), st.sampled_from(["-", "1.000", "x"]))
rows = st.tuples(
    st.one_of(numbers, st.just("")), st.one_of(days, texts, numbers), st.one_of(texts, numbers),
    texts, amounts, amounts, st.one_of(numbers, st.just("")),
)  # fmt: skip


class _Careful(_CashRows):
    def _usual(self):  # type: ignore[no-untyped-def]
        return lambda _at, _row: None


def _read(grid: Grid) -> tuple[tuple[CashBook, ...], ReadTable]:
    (table,) = tables_of(grid, HeadReader(HEADERS))
    return read_cash(table, CellReader(VOCABULARY), frozenset(VOCABULARY.facts), None)


@given(st.lists(rows, max_size=6), st.booleans())
def test_both_say_the_same(given_rows: list[tuple[object, ...]], titled: bool) -> None:
    from bokrules.inspection.books import cash_rows

    title = ["PUSKESMAS A", "BULAN MEI 2010"] if titled else [""]
    every: list[list[object]] = [list(title), list(HEAD), *map(list, given_rows)]
    grid = Grid(None, every, range(1, len(every) + 1))
    quick = _read(grid)
    cash_rows._CashRows = _Careful  # type: ignore[misc]
    try:
        careful = _read(grid)
    finally:
        cash_rows._CashRows = _CashRows  # type: ignore[misc]
    assert quick[0] == careful[0]
    assert quick[1].carried_days == careful[1].carried_days
    assert [(each.place, str(each.error)) for each in quick[1].errors] == [
        (each.place, str(each.error)) for each in careful[1].errors
    ]
