"""`minimal`, decided at the end of each period."""

from __future__ import annotations

from bokrules.evaluation.limits import Ceiling, Ceilings, limits_over
from tests.evaluation.limits.ledgers import (
    groups,
    judged,
    left,
    limited,
    numbers,
    over,
    policy_of,
    row,
)

MONTHLY = limited("minimal 1 kali per satker per bulan")
SHARE = limited("untuk dana bok_puskesmas minimal 60% dari pagu per satker per tahun")
HEALTH_CENTRE = "bok_puskesmas"


def test_a_share_that_is_reached_exactly() -> None:
    rows = [row(fund=HEALTH_CENTRE, amount=61)]
    assert over(rows, SHARE, units={"Dinas": 101}).findings == over(rows, SHARE).findings == ()


def test_a_share_that_is_not_reached() -> None:
    rows = [row(fund=HEALTH_CENTRE, amount=60, date="2019-11-30")]
    result = over(rows, SHARE, units={"Dinas": 101})
    (finding,) = result.findings
    assert (finding.limit, finding.used, finding.short, finding.ceiling) == (61, 60, 1, 101)
    assert (finding.excess, finding.rows, numbers(finding.earlier_rows)) == (None, (), [1])
    assert (finding.bound, finding.measure) == ("minimum", "rupiah")
    assert finding.notes == ("by the rows of this ledger; the last of the year is of 2019-11-30",)
    assert result.of_row(finding.earlier_rows[0]) == ()


def test_without_ceilings_a_share_is_not_decided() -> None:
    result = over([row(fund=HEALTH_CENTRE)], SHARE)
    why = "the limit is a share of a ceiling, and none is given (--units FILE)"
    assert left(result) == [([], ("ceiling",), why)]


def test_a_unit_with_a_ceiling_and_no_row_is_short() -> None:
    rows = [row(fund=HEALTH_CENTRE, amount=60)]
    result = over(rows, SHARE, units={"Dinas": 100, "Lain": 10})
    assert groups(result.findings) == [{"office": "Lain", "period": "2019"}]
    assert (result.findings[0].used, result.findings[0].limit) == (0, 6)
    assert result.findings[0].notes == ("by the rows of this ledger",)
    assert groups(over([], SHARE, units={"A": 1, "B": 1}).findings) == [
        {"office": "A", "period": "2019"},
        {"office": "B", "period": "2019"},
    ]


def test_a_unit_with_rows_and_no_ceiling_is_not_decided() -> None:
    result = over([row(fund=HEALTH_CENTRE)], SHARE, units={"Lain": 0})
    assert left(result) == [([], ("ceiling",), "no ceiling is given for it")]
    assert groups(result.not_decided) == [{"office": "Dinas", "period": "2019"}]


def test_rows_that_may_count_could_reach_it() -> None:
    rows = [row(fund=HEALTH_CENTRE, amount=50), row(fund=HEALTH_CENTRE, activity=None, amount=10)]
    result = over(rows, SHARE, units={"Dinas": 100})
    assert result.findings == ()
    why = "with rows that may count the minimum could be reached"
    assert left(result) == [([2], ("activity",), why)]
    assert len(over(rows, SHARE, units={"Dinas": 101}).findings) == 1


def test_a_row_without_an_amount_could_be_of_any() -> None:
    rows = [row(fund=HEALTH_CENTRE, amount=None)]
    assert left(over(rows, SHARE, units={"Dinas": 100})) == [
        ([1], ("amount",), "with rows that may count the minimum could be reached")
    ]


def test_rows_that_could_not_be_read_may_count() -> None:
    result = over([row(fund=HEALTH_CENTRE)], SHARE, units={"Dinas": 1_000}, unread=1)
    assert left(result) == [([], (), "rows that could not be read may count")]


def test_units_of_other_funds_owe_nothing() -> None:
    rows = [row(fund="bok_provinsi", amount=1), row(office="Lain", fund=None, amount=1)]
    result = over(rows, SHARE, units={"Dinas": 1_000, "Lain": 1_000})
    assert result.findings == ()
    assert left(result) == [([], ("fund",), "whether this limit is one of its fund is not known")]
    assert groups(result.not_decided) == [{"office": "Lain", "period": "2019"}]


def test_ceilings_of_other_funds_owe_nothing() -> None:
    ceilings = Ceilings(
        (Ceiling("A", 100, fund="bok_provinsi"), Ceiling("B", 100, fund=HEALTH_CENTRE))
    )
    result = limits_over(judged([], SHARE), [SHARE], ceilings)
    assert groups(result.findings) == [{"office": "B", "period": "2019"}]


def test_each_period_from_the_first_row_to_the_last() -> None:
    rows = [row(date="2019-02-01"), row(date="2019-04-30", activity="gizi"), row(office="Lain",
            date="2019-03-01")]  # fmt: skip
    rows += [row(date="2018-06-01", activity="gizi")]
    assert groups(over(rows, MONTHLY).findings) == [
        {"office": "Dinas", "period": "2019-03"},
        {"office": "Dinas", "period": "2019-04"},
        {"office": "Lain", "period": "2019-02"},
        {"office": "Lain", "period": "2019-04"},
    ]


def test_without_dates_the_periods_are_not_known() -> None:
    result = over([row(event="A")], MONTHLY)
    why = "no row of the year has a date: which periods the ledger covers is not known"
    assert left(result) == [([1], ("date",), why)]
    assert over([row(activity="gizi")], MONTHLY).not_decided == ()


def test_the_whole_ledger() -> None:
    policy = limited("minimal 2 kali")
    assert [each.used for each in over([row(event="A")], policy).findings] == [1]
    assert [each.used for each in over([], policy).findings] == [0]
    assert over([row(event="A"), row(event="B")], policy).findings == ()


def test_persons_of_an_event() -> None:
    policy = limited("minimal 3 orang per kejadian")
    rows = [row(event="A", persons=2), row(event="B", persons=3)]
    assert groups(over(rows, policy).findings) == [{"event": "A"}]


def test_persons_who_may_be_others() -> None:
    policy = limited("minimal 3 orang per satker")
    result = over([row(event="A", persons=2), row(event="B", persons=2)], policy)
    why = "how many different persons there were is not known: not every row names its payee"
    assert left(result) == [([1, 2], ("payee",), why)]
    unknown = over([row(event="A")], policy)
    assert [missing for _, missing, _ in left(unknown)] == [("payee", "persons")]


def test_hours_and_days_that_could_reach_it() -> None:
    hours = limited("minimal 5 jam per satker")
    assert [missing for _, missing, _ in left(over([row()], hours))] == [("hours",)]
    assert [each.short for each in over([row(hours=4)], hours).findings] == [1]
    days = policy_of('batas x "X" untuk kegiatan rapat minimal 2 hari per satker dasar A')
    rows = [row(date="2019-01-01"), row(date="2019-01-01"), row(date=None)]
    assert [missing for _, missing, _ in left(over(rows, days))] == [("date",)]
    assert [each.used for each in over(rows[:2], days).findings] == [1]
