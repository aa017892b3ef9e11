"""`maksimal` of persons, days, hours and rupiah, and of a share of a ceiling."""

from __future__ import annotations

import pytest

from bokrules.base.errors import InvalidValue
from bokrules.evaluation.limits import Ceiling, Ceilings, ceilings_of, limits_over
from tests.evaluation.limits.ledgers import (
    found,
    groups,
    judged,
    left,
    limited,
    over,
    policy_of,
    row,
)

# ---- persons ----

TWO_PERSONS = limited("maksimal 2 orang per satker per kejadian")
TWO_A_YEAR = limited("maksimal 2 orang per satker per tahun")


def test_payees_are_counted_once() -> None:
    rows = [row(payee=name, date=f"2019-01-0{n}") for n, name in enumerate(("Ani", "ani ", "Budi",
            "Cici", "Ani", "Cici"), start=1)]  # fmt: skip
    result = over(rows, TWO_A_YEAR)
    assert found(result) == [(3, 2, [4, 6], [1, 2, 3, 5], 200)]
    assert (result.findings[0].measure, left(result)) == ("persons", [])


def test_which_of_the_payees_of_one_day_are_beyond_is_open() -> None:
    rows = [row(payee=name, date="2019-01-01", event="A") for name in ("Ani", "Budi", "Cici")]
    result = over([row(payee="Dodi", date="2018-12-31", event="A"), *rows], TWO_PERSONS)
    assert found(result) == [(4, 2, [2, 3, 4], [1], None)]
    (note,) = result.findings[0].notes
    assert note.startswith("persons of the same day stand on both sides of the limit")


def test_the_largest_number_that_a_row_of_an_event_states() -> None:
    rows = [row(persons=n, event="A", date="2019-01-01") for n in (2, 3, 1)]
    result = over([*rows, row(persons=2, event="B", date="2019-02-01")], TWO_PERSONS)
    assert found(result) == [(3, 2, [1, 2, 3], [], None)]
    assert result.findings[0].notes == (
        "not every person is named: whose rupiah are beyond the limit is open",
    )
    assert left(result) == []


def test_numbers_of_several_events_may_be_the_same_persons() -> None:
    rows = [row(persons=2, event=name, date="2019-01-01") for name in "AB"]
    result = over(rows, TWO_A_YEAR)
    assert found(result) == []
    why = "how many different persons there were is not known: not every row names its payee"
    assert left(result) == [([1, 2], ("payee",), why)]
    assert groups(result.not_decided) == [{"office": "Dinas", "period": "2019"}]


def test_one_name_may_stand_for_several_persons() -> None:
    rows = [row(payee=name, persons=2, event="A", date="2019-01-01") for name in ("Ani", "Budi")]
    assert found(over(rows, TWO_PERSONS)) == []
    assert left(over(rows, TWO_PERSONS)) == []
    assert found(over([*rows, row(payee="Cici", event="A")], TWO_PERSONS)) == [
        (3, 2, [3], [1, 2], None)
    ]


def test_a_row_of_one_person_may_name_another() -> None:
    """Two persons are named; whose the third row is, is not said."""
    rows = [row(payee=name, event="A", date="2019-01-01") for name in ("Ani", "Budi")]
    unnamed = row(persons=1, event="A", date="2019-01-01")
    why = "how many different persons there were is not known: not every row names its payee"
    assert left(over([*rows, unnamed], TWO_PERSONS)) == [([3], ("payee",), why)]
    assert left(over([rows[0], unnamed], TWO_PERSONS)) == []
    assert left(over([unnamed] * 3, TWO_PERSONS)) == [([1, 2, 3], ("payee",), why)]
    named = over([*rows, unnamed | {"payee": "Cici"}], TWO_PERSONS)
    assert [each.used for each in named.findings] == [3]


def test_a_row_that_may_be_of_another_unit_may_name_another_person() -> None:
    rows = [row(payee=name, event="A", date="2019-01-01") for name in ("Ani", "Cici")]
    unnamed = row(persons=1, event="A", date="2019-01-01", office=None)
    why = "in which group it counts is not known"
    assert left(over([*rows, unnamed], TWO_PERSONS)) == [([3], ("office",), why)]
    assert left(over([rows[0], unnamed], TWO_PERSONS)) == []


def test_without_payee_and_number_the_persons_are_not_known() -> None:
    result = over([row(event="A", date="2019-01-01")], TWO_PERSONS)
    why = "how much of the limit it uses is not known"
    assert left(result) == [([1], ("payee", "persons"), why)]


def test_nobody_may_be() -> None:
    rows = [row(payee="Ani", date="2019-01-01")]
    assert found(over(rows, limited("maksimal 0 orang"))) == [(1, 0, [1], [], 100)]


# ---- days and hours ----


def test_days() -> None:
    days = ("2019-01-03", "2019-01-01", "2019-01-02", "2019-01-02", None)
    result = over([row(date=each) for each in days], limited("maksimal 1 hari per satker"))
    assert found(result) == [(3, 1, [1, 3, 4], [2], 300)]
    assert left(result) == [([5], ("date",), "how much of the limit it uses is not known")]


HOURS = limited("maksimal 20 jam per satker per tahun")


def test_hours_that_end_with_a_row() -> None:
    rows = [row(hours=n, date=f"2019-01-0{day}") for n, day in ((5, 3), (12, 1), (8, 2), (0, 4))]
    assert found(over(rows, HOURS)) == [(25, 20, [1], [2, 3, 4], 100)]


def test_hours_that_are_passed_within_a_row() -> None:
    rows = [row(hours=n, date=f"2019-01-0{n}") for n in (9, 8, 7)]
    result = over(rows, HOURS)
    assert found(result) == [(24, 20, [1], [2, 3], None)]
    assert result.findings[0].notes == (
        "the limit is passed within a row: how many rupiah of it are beyond is not said",
    )


def test_hours_that_are_not_given() -> None:
    result = over([row(hours=4, date="2019-01-01"), row(date="2019-01-01")], HOURS)
    assert found(result) == []
    assert left(result) == [([2], ("hours",), "how much of the limit it uses is not known")]


# ---- rupiah ----

MONEY = limited("maksimal Rp1.000 per satker per bulan")


def test_the_row_that_passes_the_limit_counts_in_part() -> None:
    rows = [
        row(amount=n, date=f"2019-01-0{day}") for n, day in ((500, 4), (700, 1), (0, 5), (1, 2))
    ]
    result = over(rows, MONEY)
    assert found(result) == [(1_201, 1_000, [1], [2, 3, 4], 201)]
    assert result.findings[0].measure == "rupiah"


def test_exactly_the_limit_is_within() -> None:
    assert found(over([row(amount=1_000, date="2019-01-01")], MONEY)) == []


def test_rows_without_an_amount() -> None:
    rows = [row(amount=1_000, date="2019-01-01"), row(amount=None, date="2019-01-01")]
    assert left(over(rows, MONEY)) == [
        ([2], ("amount",), "how much of the limit it uses is not known")
    ]


def test_undecided_rows_that_the_limit_leaves_room_for() -> None:
    rows = [row(amount=300, date="2019-01-01"), row(amount=700, activity=None, date="2019-01-02")]
    assert left(over(rows, MONEY)) == []
    rows += [row(amount=1, activity=None, date="2019-02-01"), row(amount=1, date="2019-01-01")]
    assert left(over(rows, MONEY)) == [
        ([2], ("activity",), "whether the limit applies is not known")
    ]


# ---- shares ----

SHARE = limited("maksimal 40% dari pagu per satker per tahun")


def test_a_share_of_the_unit_s_ceiling() -> None:
    rows = [row(amount=n, office=unit, date="2019-01-01") for n, unit in ((41, "A"), (40, "B"))]
    result = over(rows, SHARE, units={"a": 101, "B ": 100})
    assert found(result) == [(41, 40, [1], [], 1)]
    assert (result.findings[0].ceiling, groups(result.findings)) == (
        101,
        [{"office": "a", "period": "2019"}],
    )


def test_without_ceilings_a_share_is_not_decided() -> None:
    result = over([row(date="2019-01-01"), row(activity=None), row(activity="gizi")], SHARE)
    why = "the limit is a share of a ceiling, and none is given (--units FILE)"
    assert left(result) == [([1, 2], ("ceiling",), why)]
    assert groups(result.not_decided) == [{}]
    assert left(over([row(activity="gizi")], SHARE)) == []


def test_a_unit_without_a_ceiling() -> None:
    rows = [row(amount=50, office=unit, date="2019-01-01") for unit in ("A", "B", None)]
    result = over(rows, SHARE, units={"A": 100})
    assert found(result) == [(50, 40, [1], [], 10)]
    assert left(result) == [
        ([2], ("ceiling",), "no ceiling is given for it"),
        ([3], ("office",), "in which group it counts is not known"),
    ]


def test_ceilings_are_of_the_edition_s_year() -> None:
    rows = [row(amount=50, date="2018-01-01")]
    assert found(over(rows, SHARE, units={"Dinas": 100})) == []
    assert left(over(rows, SHARE, units={"Dinas": 100})) == [
        ([1], ("ceiling",), "no ceiling is given for it")
    ]
    of_2018 = Ceilings((Ceiling("Dinas", 100, year=2018), Ceiling("Dinas", 1, year=2019)))
    assert found(limits_over(judged(rows, SHARE), [SHARE], of_2018)) == [(50, 40, [1], [], 10)]


def test_one_office_s_ceiling() -> None:
    rows = [row(amount=50, office=None)]
    assert found(over(rows, SHARE, units={"A": 100})) == [(50, 40, [1], [], 10)]
    assert left(over(rows, SHARE, units={"A": 100, "B": 1})) == [
        ([1], ("ceiling",), "the ledger names no unit, and ceilings are given for several")
    ]


def test_a_share_of_all_ceilings() -> None:
    policy = limited("maksimal 40% dari pagu per tahun")
    rows = [row(amount=50, office=unit) for unit in ("A", "B")]
    assert found(over(rows, policy, units={"A": 100, "B": 50, "C": 60})) == [
        (100, 84, [2], [1], 16)
    ]
    assert left(over(rows, policy, units={"A": 100})) == [
        ([1, 2], ("ceiling",), "no ceiling is given for: B")
    ]
    nameless = over([row(amount=50, office=None)], policy, units={"A": 100})
    assert found(nameless) == [(50, 40, [1], [], 10)]
    assert nameless.remarks == ()


def test_a_share_of_something_else() -> None:
    policy = limited("maksimal 40% dari belanja_tahun_lalu per satker")
    assert left(over([row()], policy, units={"Dinas": 1})) == [
        ([1], ("ceiling",), "nothing says what `belanja_tahun_lalu` is for a ledger")
    ]


OF_FUNDS = Ceilings(
    (
        Ceiling("Dinas", 100, fund="bok_provinsi"),
        Ceiling("Dinas", 1_000, fund="bok_puskesmas"),
        Ceiling("Lain", 1_000, fund="bok"),
    )
)


def test_ceilings_of_funds() -> None:
    share = "maksimal 40% dari pagu per satker"
    policy = policy_of(f'batas x "X" untuk dana bok_provinsi {share} dasar A')
    rows = [row(fund="bok_provinsi", amount=50, office=unit) for unit in ("Dinas", "Lain")]
    result = limits_over(judged(rows, policy), [policy], OF_FUNDS)
    assert found(result) == [(50, 40, [1], [], 10)]
    why = "the ceiling of `Lain` is given for `bok`, which is too general"
    assert left(result) == [([2], ("ceiling",), why)]
    by_fund = policy_of(f'batas x "X" {share} per dana dasar A')
    result = limits_over(judged(rows[:1], by_fund), [by_fund], OF_FUNDS)
    assert [(each.limit, each.group["fund"]) for each in result.findings] == [(40, "bok_provinsi")]
    of_all = policy_of(f'batas x "X" {share} dasar A')
    assert found(limits_over(judged(rows[:1], of_all), [of_all], OF_FUNDS)) == []


@pytest.mark.parametrize(
    ("units", "message"),
    [
        ({"A": "100"}, "units, `A`: its ceiling is not whole rupiah, such as 1250000"),
        ({"A": True}, "units, `A`: its ceiling is not whole rupiah, such as 1250000"),
        ({"A": -1}, "units, `A`: its ceiling is not from Rp0 to Rp1.000.000.000.000.000"),
        ({"A": 1, "a ": 2}, "units, `a `: the unit is given twice"),
        ({" ": 1}, "units, ` `: a unit is named by a text"),
    ],
)
def test_bad_ceilings(units: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        ceilings_of(units)
    assert caught.value.message.text() == message
