"""A ledger under two small editions, and under shipped ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from bokrules import Outcome, load_edition
from bokrules.backends.decision import Facts
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.comparison.ledger import (
    LedgerComparison,
    ReplayedRow,
    RowChange,
    SetAside,
    Tally,
    replay,
)
from bokrules.evaluation.row import Place, RowError
from bokrules.inspection.diff import replay_ledger
from bokrules.semantics.policy import Policy
from tests.helpers import EDITION, compiled
from tests.properties.generators import Generated, cases, generated

CASH_BOOK = POLICIES_FOLDER.parent / "examples" / "buku_kas_2010.csv"
LISTS = 'tertutup belanja "L" dasar A '
BEFORE = LISTS + (
    'boleh konsumsi "K" untuk belanja konsumsi dasar A '
    'larang honor "H" untuk belanja honor dasar B '
    'wajib ppn "P" untuk belanja konsumsi setor ppn = 10% * nilai dasar C'
)
AFTER = LISTS + (
    'boleh konsumsi "K" untuk belanja konsumsi dasar A '
    'boleh honor "H" untuk belanja honor bila terpencil dasar A '
    'wajib ppn "P" untuk belanja konsumsi setor ppn = 5% * nilai dasar C'
)
NEXT = replace(
    EDITION,
    id="2011",
    year=2011,
    first_day=date(2011, 1, 1),
    last_day=date(2011, 12, 31),
    funds=("bok_provinsi",),
)


def before() -> Policy:
    return compiled(BEFORE)


def after() -> Policy:
    return compiled(AFTER, edition=NEXT)


def rows(*expenses: dict[str, object]) -> LedgerComparison:
    numbered = [(Place(number), each) for number, each in enumerate(expenses, start=2)]
    return replay(numbered, [before()], [after()])


def one(**expense: object) -> ReplayedRow:
    (row,) = rows(expense).rows
    return row


def test_a_row_that_changes() -> None:
    row = one(expense_type="honor", amount=500, remote=True)
    assert row.outcomes == (Outcome.FORBIDDEN, Outcome.ALLOWED)
    assert row.change is RowChange.CHANGED
    assert (row.before.questioned_amount, row.after.questioned_amount) == (500, 0)


def test_another_amount_is_questioned() -> None:
    # 10% and 5% of 1.000, of which 20 was paid: 80 and 30 are lacking.
    row = one(expense_type="konsumsi", amount=1_000, taxes={"ppn": 20})
    assert row.outcomes == (Outcome.CONDITIONAL, Outcome.CONDITIONAL)
    assert (row.before.questioned_amount, row.after.questioned_amount) == (80, 30)
    assert row.change is RowChange.CHANGED


def test_a_row_that_stays() -> None:
    assert one(expense_type="konsumsi", amount=0, taxes={}).change is RowChange.SAME
    assert one(expense_type="penginapan", amount=7).change is RowChange.SAME


def test_missing_facts_that_could_still_make_it_the_same() -> None:
    # Forbidden before; after it depends on where it was spent, so that it changes in any case.
    assert one(expense_type="honor", amount=5).change is RowChange.CHANGED
    # 2010: salary and fees alike are imbalan, one of them forbidden, the other unlisted.
    row = one(expense_type="imbalan", amount=5)
    assert row.outcomes == (Outcome.UNDETERMINED, Outcome.UNDETERMINED)
    assert row.change is RowChange.UNDECIDED
    # The tax is not known, and half of it is asked for: what is questioned is not known either.
    row = one(expense_type="konsumsi", amount=1_000)
    assert row.change is RowChange.SAME


def test_what_is_questioned_is_not_known_yet() -> None:
    planned = compiled(LISTS + 'boleh konsumsi "K" untuk belanja konsumsi dasar A '
                       'wajib rpk "R" harus dalam_rpk dasar C', edition=NEXT)  # fmt: skip
    row = {"belanja": "konsumsi", "nilai": 1_000, "pajak": {}}
    found = replay([(Place(1), row)], [before()], [planned]).rows[0]
    assert found.outcomes == (Outcome.CONDITIONAL, Outcome.CONDITIONAL)
    assert (found.before.questioned_amount, found.after.questioned_amount) == (100, 0)
    assert found.change is RowChange.UNDECIDED


def test_what_only_a_gap_leaves_open_is_no_change_of_law() -> None:
    gap = compiled(
        'boleh konsumsi "K" untuk belanja konsumsi dasar A '
        'celah lain "Lain" menyentuh larang dasar C kecuali konsumsi',
        edition=replace(NEXT, partial=True),
    )
    found = replay(
        [(Place(2), {"expense_type": "honor", "amount": 4}),
         (Place(3), {"expense_type": "konsumsi", "amount": 0, "taxes": {}}),
         (Place(4), {"amount": 0})],
        [before()],
        [gap],
    )  # fmt: skip
    assert [each.change for each in found.rows] == [
        RowChange.NOT_COMPARABLE,
        RowChange.SAME,
        RowChange.UNDECIDED,
    ]
    assert found.rows[0].outcomes == (Outcome.FORBIDDEN, Outcome.UNDETERMINED)
    assert found.total(RowChange.NOT_COMPARABLE) == Tally(1, 4, 4, 0, unknown_after=1)
    assert not found.is_empty


def test_a_gap_in_the_obligations() -> None:
    text = 'boleh konsumsi "K" untuk belanja konsumsi dasar A '
    hidden = compiled(text + 'celah lain "B" menyentuh wajib dasar C', edition=NEXT)
    found = replay([(Place(1), {"belanja": "konsumsi"})], [compiled(text)], [hidden])
    assert found.rows[0].outcomes == (Outcome.ALLOWED, Outcome.CONDITIONAL)
    assert found.rows[0].change is RowChange.NOT_COMPARABLE


def test_a_complete_text_that_says_nothing_has_said_what_it_says() -> None:
    allows = compiled('boleh konsumsi "K" untuk belanja konsumsi dasar A')
    silent = compiled('boleh gaji "G" untuk belanja gaji dasar A', edition=NEXT)
    row = [(Place(1), {"belanja": "konsumsi"})]
    assert replay(row, [allows], [silent]).rows[0].change is RowChange.CHANGED
    part = compiled(
        'boleh gaji "G" untuk belanja gaji dasar A', edition=replace(NEXT, partial=True)
    )
    assert replay(row, [allows], [part]).rows[0].change is RowChange.NOT_COMPARABLE


def test_the_same_gap_leaves_the_same_open() -> None:
    text = 'celah lain "Lain" menyentuh larang dasar C'
    found = replay([(Place(1), {"belanja": "honor"})], [compiled(text)], [compiled(text)])
    assert found.rows[0].change is RowChange.SAME
    assert found.is_empty


def test_dates_and_funds_of_the_other_year_are_left_out_and_counted() -> None:
    found = rows(
        {"belanja": "honor", "tanggal": date(2010, 5, 1), "dana": "bok_puskesmas"},
        {"belanja": "honor", "tanggal": date(2011, 5, 1), "dana": "bok_provinsi"},
        {"belanja": "honor", "tanggal": date(1999, 5, 1)},
    )
    assert found.errors == ()
    assert found.aside_before == SetAside(dates=2, funds=1)
    assert found.aside_after == SetAside(dates=2, funds=1)
    assert found.rows[0].before.facts["tanggal"] == date(2010, 5, 1)
    assert "tanggal" not in found.rows[0].after.facts


def test_rows_that_cannot_be_judged() -> None:
    unread = RowError(Place(2), InvalidValue(codes.INVALID_VALUE, msg("bad")))
    found = replay(
        [unread, (Place(3), {"belanja": "tidak_ada"}), (Place(4), {"dana": "tidak_ada"}),
         (Place(5), {"asing": 1})],
        [before()],
        [after()],
    )  # fmt: skip
    assert [each.place.row for each in found.errors] == [2, 3, 4, 5]
    assert found.rows == ()
    assert not found.is_empty


def test_sums() -> None:
    honor = {"belanja": "honor", "terpencil": True}
    found = rows(
        {**honor, "nilai": 5, "satker": "A"},
        {**honor, "nilai": 7, "satker": "B"},
        {**honor, "satker": "A"},
        {"belanja": "konsumsi", "nilai": 20, "pajak": {}},
    )
    pair = (Outcome.FORBIDDEN, Outcome.ALLOWED)
    taxed = (Outcome.CONDITIONAL, Outcome.CONDITIONAL)
    # 10% of 20 before, 5% after.
    assert found.by_outcomes(RowChange.CHANGED) == {
        pair: Tally(3, 12, 12, 0, without_amount=1, unknown_before=1),
        taxed: Tally(1, 20, 2, 1),
    }
    assert list(found.by_outcomes(RowChange.CHANGED)) == [pair, taxed]
    assert found.by_unit(RowChange.CHANGED) == {
        "A": Tally(2, 5, 5, 0, without_amount=1, unknown_before=1),
        "B": Tally(1, 7, 7, 0),
        None: Tally(1, 20, 2, 1),
    }
    assert found.by_expense_type(RowChange.CHANGED) == {
        "honor": Tally(3, 12, 12, 0, without_amount=1, unknown_before=1),
        "konsumsi": Tally(1, 20, 2, 1),
    }
    assert found.total() == Tally(4, 32, 14, 1, without_amount=1, unknown_before=1)
    assert found.rows[0].id is None


# ---- properties ----


@settings(max_examples=40)
@given(cases(least=4))
def test_under_itself_nothing_changes(case: tuple[Generated, list[Facts]]) -> None:
    policy = case[0].policy
    numbered = [(Place(number), facts) for number, facts in enumerate(case[1])]
    found = replay(numbered, [policy], [policy])
    assert {each.change for each in found.rows} <= {RowChange.SAME}


@settings(max_examples=40)
@given(cases(least=4), generated())
def test_the_other_way_round(case: tuple[Generated, list[Facts]], other: Generated) -> None:
    numbered = [
        (
            Place(number),
            {name: facts[name] for name in ("nilai", "terpencil", "bukti") if name in facts},
        )
        for number, facts in enumerate(case[1])
    ]
    there = replay(numbered, [case[0].policy], [other.policy])
    back = replay(numbered, [other.policy], [case[0].policy])
    assert [each.change for each in there.rows] == [each.change for each in back.rows]
    assert [each.outcomes for each in there.rows] == [each.outcomes[::-1] for each in back.rows]


# ---- the real cash book ----


@pytest.mark.parametrize(
    ("year", "changed", "not_comparable", "undecided"),
    [
        # Food for recovery and at counselling: unlisted in 2010, named in the excerpts of 2015.
        (2015, [12, 14], [2, 3, 4, 5, 6, 7, 8, 11, 13, 19], [9, 10, 15, 16, 17, 18]),
        # The prohibitions of 2019 are not in the sources: nothing of a Puskesmas can be compared.
        (2019, [], list(range(2, 20)), []),
        (2010, [], [], []),
    ],
)
def test_the_cash_book_of_2010(
    year: int, changed: list[int], not_comparable: list[int], undecided: list[int]
) -> None:
    found = replay_ledger(CASH_BOOK, load_edition(2010), load_edition(year))
    for kind, expected in (
        (RowChange.CHANGED, changed),
        (RowChange.NOT_COMPARABLE, not_comparable),
        (RowChange.UNDECIDED, undecided),
    ):
        assert [each.place.row for each in found.having(kind)] == expected
    assert found.errors == ()
    assert found.total().rows == 18
    assert found.total().amount == 16_470_000
