"""Balances, balances carried over, and subtotals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.evaluation.row import Place
from bokrules.inspection.books.lines import CashBook, CashLine
from bokrules.inspection.findings.checks.broken_balance import CHECK
from bokrules.inspection.findings.finding import Finding, Weight
from tests.inspection.findings.making_books import (
    UNIT,
    book,
    carried,
    clean,
    found,
    inspected,
    received,
    rows,
    spent,
    subtotal,
    words,
)


def only(*books: CashBook) -> Finding:
    (finding,) = found(CHECK, inspected(*books))
    return finding


def test_one_slip_is_one_finding_with_its_row() -> None:
    cash = book(
        carried(1_000_000),
        spent(100_000, balance=900_000),
        spent(50_000, balance=805_000),
        spent(5_000, balance=800_000),
        received(200_000, balance=1_000_000),
    )
    finding = only(cash)
    assert (finding.code, finding.amount, rows(finding)) == ("2.01.01", 45_000, [4])
    assert (finding.unit, finding.weight) == (UNIT, Weight.FINDING)
    assert words(finding) == (
        "In row 4 the balance is Rp805.000. Computed from the figures before it, it is Rp850.000: "
        "Rp45.000 too little."
    )


def test_a_balance_that_is_not_printed_is_computed() -> None:
    cash = book(carried(1_000), spent(100), spent(50), spent(5, balance=846))
    assert only(cash).amount == 1


def test_what_is_carried_over_differs_from_the_sheet_before() -> None:
    may = book(carried(0), received(1_000, balance=1_000), sheet="Mei", month=5)
    june = book(carried(900), spent(100, balance=800), sheet="Juni", month=6)
    finding = only(may, june)
    assert (finding.amount, finding.rows[0].sheet, rows(finding)) == (100, "Juni", [2])
    assert str(finding.title).startswith("Does not add up: the balance carried over from the sheet")


def test_a_first_balance_tells_what_was_carried_over() -> None:
    may = book(received(1_000, balance=1_000), month=5)
    june = book(spent(100, balance=800), sheet="Juni", month=6)
    assert only(may, june).amount == 100


@pytest.mark.parametrize(("first", "second"), [(5, 7), (5, 5), (7, 5)])
def test_sheets_that_do_not_follow_one_another_are_not_compared(first: int, second: int) -> None:
    one = book(carried(1_000), spent(100, balance=900), month=first)
    other = book(carried(500), spent(100, balance=400), month=second)
    assert found(CHECK, inspected(one, other)) == []


def test_other_units_and_years_are_other_books() -> None:
    one = book(carried(1_000), spent(100, balance=900))
    other = book(carried(500), unit="Puskesmas Mawar")
    later = book(carried(500), year=2011)
    assert found(CHECK, inspected(one, other, later)) == []


def test_a_balance_carried_over_within_a_sheet() -> None:
    assert only(book(carried(1_000), spent(100, balance=900), carried(950))).amount == 50


def test_a_carried_line_that_prints_two_amounts() -> None:
    assert only(book(carried(900, received=1_000), spent(100, balance=800))).amount == 100


def test_a_carried_line_may_print_only_a_receipt_or_nothing() -> None:
    assert found(CHECK, inspected(book(carried(None, 1_000), spent(100, balance=900)))) == []
    assert found(CHECK, inspected(book(carried(None), received(100, balance=100)))) == []


def test_a_first_balance_without_a_line_for_what_was_there_is_an_indication() -> None:
    finding = only(book(received(1_000, balance=1_500), spent(100, balance=1_400)))
    assert (finding.amount, finding.weight, rows(finding)) == (500, Weight.INDICATION, [2])


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        (subtotal("Jumlah bulan ini", 1_000, 350), 50),
        (subtotal("Jumlah bulan ini", 1_100, 300), 100),
        (subtotal("Jumlah bulan ini", 1_000, 300, 650), 50),
        (subtotal("Saldo akhir", None, None, 600), 100),
        (subtotal("Saldo akhir", None, 650), 50),
        (subtotal("Total", 1_001, None), 1),
        (subtotal("Jumlah s/d bulan ini", None, 299), 1),
        (subtotal("Jumlah sampai dengan bulan lalu", 5, None), 5),
    ],
)
def test_subtotals_that_do_not_add_up(line: object, amount: int) -> None:
    cash = book(
        carried(0),
        received(1_000, balance=1_000),
        spent(300, balance=700),
        line,  # type: ignore[arg-type]
    )
    finding = only(cash)
    assert (finding.amount, rows(finding)) == (amount, [5])


@pytest.mark.parametrize(
    "line",
    [
        subtotal("Jumlah bulan ini", 1_000, 300, 1_200),
        subtotal("Jumlah bulan ini", 1_500, 300),
        subtotal("Jumlah", 1_500, 1_500),
        subtotal("Saldo akhir", None, 1_200),
        subtotal("Saldo akhir", 0, None, 1_200),
        subtotal("Jumlah s/d bulan ini", 77_000, 88_000),
        subtotal("Jumlah s/d bulan lalu", 77_000, 88_000),
        subtotal("Jumlah bulan lalu", 77_000, 88_000),
        subtotal("Jumlah penerimaan dan saldo awal", 1_500, None),
    ],
)
def test_subtotals_that_add_up_or_cannot_be_said(line: object) -> None:
    cash = book(
        carried(500, received=500),
        received(1_000, balance=1_500),
        spent(300, balance=1_200),
        line,  # type: ignore[arg-type]
    )
    assert found(CHECK, inspected(cash)) == []


def test_the_sums_of_a_year_go_over_its_sheets() -> None:
    given = clean()
    may, june = given.books.cash
    assert found(CHECK, given) == []
    lines = list(june.lines)
    lines[-1] = replace(lines[-1], spent=1_000_500)
    lines[-2] = replace(lines[-2], spent=550_001)
    wrong = found(CHECK, inspected(may, replace(june, lines=tuple(lines))))
    assert [each.amount for each in wrong] == [1, 500]


def test_several_months_in_one_sheet() -> None:
    cash = book(
        received(1_000, balance=1_000),
        spent(300, balance=700),
        subtotal("Jumlah bulan ini", 1_000, 300),
        spent(200, balance=500),
        subtotal("Jumlah bulan ini", 0, 200),
        subtotal("Jumlah s/d bulan lalu", 1_000, 300),
        subtotal("Jumlah s/d bulan ini", 1_000, 500),
    )
    assert found(CHECK, inspected(cash)) == []


def test_sums_at_the_turn_of_a_page() -> None:
    cash = book(
        received(1_000, balance=1_000),
        spent(300, balance=700),
        subtotal("Jumlah dipindahkan", 1_000, 300, 700),
        carried(700),
        spent(200, balance=500),
        subtotal("Jumlah bulan ini", 1_000, 500, 500),
    )
    assert found(CHECK, inspected(cash)) == []


def test_a_balance_that_is_not_known_has_no_sum() -> None:
    table = book(spent(300), subtotal("Saldo akhir", None, 5), has_balance=False)
    assert found(CHECK, inspected(table)) == []


def test_a_book_without_balances_may_have_subtotals() -> None:
    cash = book(spent(300), spent(200), subtotal("Jumlah", None, 600), has_balance=False)
    assert only(cash).amount == 100


def test_a_sheet_of_subtotals_alone() -> None:
    may = book(carried(100), month=5)
    june = book(subtotal("Saldo akhir", None, None, 50), month=6)
    assert found(CHECK, inspected(may, june)) == []


MOVES = st.lists(st.tuples(st.booleans(), st.integers(0, 10**9)), min_size=1, max_size=12)


def running(moves: list[tuple[bool, int]], opening: int) -> CashBook:
    lines = [carried(opening)]
    balance = opening
    for receives, amount in moves:
        balance += amount if receives else -amount
        line = received(amount, balance=balance) if receives else spent(amount, balance=balance)
        lines.append(line)
    return book(*lines)


@given(MOVES, st.integers(0, 10**9))
def test_balances_that_add_up_give_nothing(moves: list[tuple[bool, int]], opening: int) -> None:
    assert found(CHECK, inspected(running(moves, opening))) == []


@given(MOVES, st.integers(0, 10**9), st.data())
def test_one_slip_that_goes_on_is_found_with_its_difference(
    moves: list[tuple[bool, int]], opening: int, data: st.DataObject
) -> None:
    cash = running(moves, opening)
    at = data.draw(st.integers(1, len(moves)))
    slip = data.draw(st.integers(-(10**6), 10**6).filter(bool))
    lines = [
        replace(each, balance=(each.balance or 0) + slip) if n >= at else each
        for n, each in enumerate(cash.lines)
    ]
    finding = only(replace(cash, lines=tuple(lines)))
    assert (finding.amount, rows(finding)) == (abs(slip), [at + 2])


def footed(last: int | None, received_before: int = 10_000, spent_before: int = 3_000) -> CashBook:
    """June, with the foot that prints the sums of last month, and their balance."""
    return book(
        carried(7_000, received=7_000),
        spent(100, balance=6_900),
        subtotal("Jumlah bulan ini", 0, 100, 6_900),
        subtotal("Jumlah s/d bulan lalu", received_before, spent_before, last),
        subtotal("Jumlah s/d bulan ini", 10_000, 3_100, 6_900),
        sheet="Juni",
        month=6,
    )


def opened(text: str, balance: int | None = 0) -> CashBook:
    return book(
        received(10_000, balance=10_000),
        spent(3_000, balance=7_000),
        subtotal("Jumlah bulan ini", 10_000, 3_000, 7_000),
        subtotal(text, 0, 0, balance),
        subtotal("Jumlah s/d bulan ini", 10_000, 3_000, 7_000),
        sheet="Mei",
        month=5,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah s/d bulan lalu",
        "Jumlah sampai dengan bulan lalu",
        "Jumlah s.d. bulan sebelumnya",
        "Jumlah s/d bulan April",
    ],
)
def test_the_balance_of_the_sums_of_last_month_is_last_months(text: str) -> None:
    assert found(CHECK, inspected(opened(text), footed(7_000))) == []
    assert found(CHECK, inspected(footed(7_000))) == []
    (finding,) = found(CHECK, inspected(opened(text), footed(7_200)))
    assert (finding.amount, rows(finding)) == (200, [5])


def test_a_line_for_last_month_alone() -> None:
    cash = book(
        carried(7_000),
        spent(100, balance=6_900),
        subtotal("Jumlah bulan lalu", 10_000, 3_000, 7_000),
        subtotal("Jumlah bulan ini", 0, 100, 6_900),
        subtotal("Jumlah s/d bulan ini", 10_000, 3_100, 6_900),
    )
    assert found(CHECK, inspected(cash)) == []


def test_several_months_in_one_sheet_with_their_balances() -> None:
    cash = book(
        received(1_000, balance=1_000),
        subtotal("Jumlah bulan ini", 1_000, 0, 1_000),
        subtotal("Jumlah s/d bulan lalu", 0, 0, 0),
        subtotal("Jumlah s/d bulan ini", 1_000, 0, 1_000),
        spent(200, balance=800),
        subtotal("Jumlah bulan ini", 0, 200, 800),
        subtotal("Jumlah s/d bulan lalu", 1_000, 0, 1_000),
        subtotal("Jumlah s/d bulan ini", 1_000, 200, 800),
    )
    assert found(CHECK, inspected(cash)) == []


def test_the_foot_may_name_last_months_balance_in_a_line_of_its_own() -> None:
    cash = book(
        carried(7_000, received=7_000),
        spent(100, balance=6_900),
        subtotal("Jumlah bulan ini", 0, 100, 6_900),
        carried(7_000, received=7_000),
        subtotal("Jumlah", 7_000, 100, 6_900),
    )
    assert found(CHECK, inspected(cash)) == []


def moved_on(received: int, spent: int, balance: int | None) -> CashLine:
    line = carried(balance, received=received)
    return replace(line, description="Jumlah pindahan", spent=spent)


FIRST_PAGE = (
    received(1_000, balance=1_000),
    spent(300, balance=700),
    subtotal("Jumlah dipindahkan", 1_000, 300, 700),
)


@pytest.mark.parametrize(
    "head",
    [
        moved_on(1_000, 300, 700),
        moved_on(1_000, 300, None),
        subtotal("Jumlah pindahan", 1_000, 300, 700),
    ],
)
def test_sums_that_are_moved_to_the_next_page_receive_nothing(head: CashLine) -> None:
    rest = (head, spent(200, balance=500), subtotal("Jumlah bulan ini", 1_000, 500, 500))
    assert found(CHECK, inspected(book(*FIRST_PAGE, *rest))) == []
    pages = book(*FIRST_PAGE, month=5, sheet="Mei"), book(*rest, month=5, sheet="Mei")
    assert found(CHECK, inspected(*pages)) == []
    other = book(*FIRST_PAGE, month=5, sheet="1"), book(*rest, month=None, sheet="2")
    assert found(CHECK, inspected(*other)) == []


def test_sums_moved_on_in_a_book_that_began_with_a_balance() -> None:
    cash = book(
        carried(400, received=400),
        received(1_000, balance=1_400),
        spent(300, balance=1_100),
        subtotal("Jumlah dipindahkan", 1_000, 300, 1_100),
        moved_on(1_000, 300, 1_100),
        spent(200, balance=900),
        subtotal("Jumlah halaman ini", 0, 200, 900),
        subtotal("Jumlah bulan ini", 1_400, 500, 900),
    )
    assert found(CHECK, inspected(cash)) == []


def test_a_wrong_sum_moved_on() -> None:
    cash = book(*FIRST_PAGE, moved_on(1_000, 300, 600), spent(200, balance=400))
    assert (only(cash).amount, rows(only(cash))) == (100, [5])


def test_behind_an_unread_row_it_is_an_indication_that_says_so() -> None:
    cash = book(
        carried(1_000),
        spent(100, balance=900),
        spent(50, balance=850),
        spent(50, balance=700),
        sheet="Mei",
    )
    given = inspected(cash)
    places = {
        Place(4, "Mei", "TANGGAL"),
        Place(3, "Juni"),
        Place(9, "Mei"),
        Place(4, "Mei", "URAIAN"),
    }
    (finding,) = found(CHECK, replace(given, unread=frozenset(places)))
    assert (finding.weight, finding.amount, rows(finding)) == (Weight.INDICATION, 100, [5])
    assert words(finding).endswith(
        "Rows before it could not be read, and may hold the difference: sheet Mei, row 4."
    )
    (sure,) = found(CHECK, replace(given, unread=frozenset({Place(9, "Mei"), Place(3, "Juni")})))
    assert sure.weight is Weight.FINDING


def test_an_unread_row_of_a_sheet_before_is_in_no_sum_of_the_year() -> None:
    may = book(received(1_000, balance=1_000), spent(300, balance=700), sheet="Mei", month=5)
    june = book(
        carried(650),
        spent(100, balance=550),
        spent(100, balance=451),
        subtotal("Jumlah s/d bulan ini", 1_000, 550),
        sheet="Juni",
        month=6,
    )
    given = replace(inspected(may, june), unread=frozenset({Place(4, "Mei"), Place(9, "Juni")}))
    carried_over, slip, of_year = found(CHECK, given)
    assert [each.amount for each in (carried_over, slip, of_year)] == [50, 1, 50]
    assert [each.weight for each in (carried_over, slip, of_year)] == [
        Weight.INDICATION,
        Weight.FINDING,
        Weight.INDICATION,
    ]
    assert words(of_year).endswith("may hold the difference: sheet Mei, row 4.")


def of(unit: str, line: CashLine) -> CashLine:
    return replace(line, unit=unit)


def test_balances_by_unit_in_a_table_of_several() -> None:
    lines = (
        of("A", received(1_000, balance=1_000)),
        of("A", spent(300, balance=700)),
        of("B", received(2_000, balance=2_000)),
        of("B", spent(100, balance=1_900)),
        of("A", spent(200, balance=500)),
        replace(subtotal("Jumlah", 3_000, 600), unit=None),
    )
    assert found(CHECK, inspected(book(*lines, unit=None))) == []
    wrong = (*lines[:-1], replace(lines[-1], spent=650))
    (finding,) = found(CHECK, inspected(book(*wrong, unit=None)))
    assert (finding.amount, rows(finding)) == (50, [7])


def test_balances_over_the_whole_table_of_several_units() -> None:
    lines = (
        of("A", received(1_000, balance=1_000)),
        of("B", received(2_000, balance=3_000)),
        of("A", spent(300, balance=2_700)),
        of("B", spent(100, balance=2_600)),
    )
    assert found(CHECK, inspected(book(*lines, unit=None))) == []
    wrong = (*lines[:-1], replace(lines[-1], balance=2_500))
    (finding,) = found(CHECK, inspected(book(*wrong, unit=None)))
    assert (finding.amount, rows(finding)) == (100, [5])
