"""`maksimal 2 kali`: distinct events, in the order of days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bokrules.evaluation.limits.counting import WHETHER
from bokrules.semantics.policy import Policy
from tests.evaluation.limits.ledgers import found, groups, left, limited, over, policy_of, row

TWICE_A_YEAR = limited("untuk dana bok_provinsi maksimal 2 kali per satker per tahun")
PROVINCE = "bok_provinsi"


def trip(name: str, day: str, *, office: str = "Dinas", lines: int = 3) -> list[dict[str, object]]:
    """A consultation on several lines with one event."""
    return [
        row(fund=PROVINCE, office=office, event=name, date=day, amount=1_000 + n)
        for n in range(lines)
    ]


def test_the_third_trip_is_beyond_with_all_its_lines() -> None:
    rows = [*trip("ST-1", "2019-02-11"), *trip("ST-2", "2019-05-06"), *trip("ST-3", "2019-09-16")]
    result = over(rows, TWICE_A_YEAR)
    assert found(result) == [(3, 2, [7, 8, 9], [1, 2, 3, 4, 5, 6], 3_003)]
    (finding,) = result.findings
    assert finding.group == {"office": "Dinas", "period": "2019"}
    assert (finding.event, finding.date) == ("ST-3", "2019-09-16")
    assert finding.citation == "Kepmenkes 494/2010 A.1, p. 2"
    assert (result.not_decided, result.remarks) == ((), ())


def test_of_two_offices_none_is_beyond() -> None:
    rows = [
        *trip("ST-1", "2019-02-11", office="A"),
        *trip("ST-2", "2019-05-06", office="B"),
        *trip("ST-3", "2019-09-16", office="A"),
    ]
    assert over(rows, TWICE_A_YEAR).findings == ()


def test_events_stand_in_the_order_of_their_first_days_not_of_the_file() -> None:
    rows = [
        *trip("ST-3", "2019-09-16", lines=1),
        *trip("ST-1", "2019-02-11", lines=1),
        *trip("ST-2", "2019-05-06", lines=1),
        *trip("ST-3", "2019-09-15", lines=1),
    ]
    assert found(over(rows, TWICE_A_YEAR)) == [(3, 2, [1, 4], [2, 3], 2_000)]


def test_events_of_one_day_stand_in_the_order_of_the_file() -> None:
    rows = [row(fund=PROVINCE, event=name, date="2019-02-11") for name in ("C", "A", "B")]
    assert found(over(rows, TWICE_A_YEAR)) == [(3, 2, [3], [1, 2], 100)]


def test_every_event_beyond_is_a_finding() -> None:
    rows = [row(fund=PROVINCE, event=f"ST-{n}", date=f"2019-0{n}-01") for n in range(1, 5)]
    assert found(over(rows, TWICE_A_YEAR)) == [
        (3, 2, [3], [1, 2], 100),
        (4, 2, [4], [1, 2], 100),
    ]


def test_names_are_the_same_whatever_their_case_and_spaces() -> None:
    rows = [
        row(fund=PROVINCE, event="ST 1", date="2019-01-01", office="DINAS  kesehatan"),
        row(fund=PROVINCE, event="st  1", date="2019-01-01", office="Dinas Kesehatan"),
        row(fund=PROVINCE, event="ST 2", date="2019-02-01", office="dinas kesehatan "),
        row(fund=PROVINCE, event="ST 3", date="2019-03-01", office="Dinas kesehatan"),
    ]
    result = over(rows, TWICE_A_YEAR)
    assert found(result) == [(3, 2, [4], [1, 2, 3], 100)]
    assert groups(result.findings) == [{"office": "DINAS  kesehatan", "period": "2019"}]


def test_refused_rows_count_too() -> None:
    policy = policy_of(
        """
        larang honor "Honor" untuk belanja honor dasar B
        batas x "Rapat" untuk kegiatan rapat maksimal 1 kali per satker per tahun dasar A.1
        """
    )
    rows = [
        row(expense_type="honor", event="A", date="2019-01-01"),
        row(expense_type="honor", event="B", date="2019-01-02"),
    ]
    assert found(over(rows, policy)) == [(2, 1, [2], [1], 100)]


def test_an_amount_that_is_missing_leaves_the_excess_open() -> None:
    rows = [*trip("A", "2019-01-01"), *trip("B", "2019-02-01"), *trip("C", "2019-03-01")]
    del rows[-1]["amount"]
    (finding,) = over(rows, TWICE_A_YEAR).findings
    assert finding.excess is None
    assert finding.notes == ("at least Rp2.001; rows without an amount: 1",)


# ---- rows without an event ----


def days(*given: str | None, **fields: object) -> list[dict[str, object]]:
    return [row(fund=PROVINCE, date=each, **fields) for each in given]


def test_consecutive_days_of_one_activity_are_one_event() -> None:
    rows = days("2019-03-02", "2019-01-01", "2019-03-01", "2019-03-03", "2019-05-01", "2019-05-01")
    result = over(rows, TWICE_A_YEAR)
    assert found(result) == [(3, 2, [5, 6], [1, 2, 3, 4], 200)]
    (finding,) = result.findings
    assert (finding.event, finding.date) == (None, "2019-05-01")
    assert finding.notes == (
        "rows without an event are told apart by unit, activity and consecutive days",
    )


def test_a_row_beside_a_named_event_may_belong_to_it() -> None:
    named = [row(fund=PROVINCE, event=name, date=f"2019-0{n}-10") for n, name in enumerate("AB", 1)]
    assert found(over([*named, *days("2019-03-10")], TWICE_A_YEAR)) == [(3, 2, [3], [1, 2], 100)]
    beside = over([*named, *days("2019-02-11")], TWICE_A_YEAR)
    assert found(beside) == []
    assert left(beside) == [([3], ("event",), "which event it belongs to is not known")]


def test_a_named_event_without_days_may_own_any_row() -> None:
    rows = [row(fund=PROVINCE, event=name) for name in "AB"]
    result = over([*rows, *days("2019-03-10")], TWICE_A_YEAR)
    assert found(result) == []
    assert [missing for _, missing, _ in left(result)] == [("event",)]


def test_without_event_and_day_it_is_not_known_which_event_it_was() -> None:
    result = over(days("2019-01-01", "2019-02-01", None), TWICE_A_YEAR)
    assert found(result) == []
    assert left(result) == [([3], ("date", "event"), "which event it belongs to is not known")]
    assert groups(result.not_decided) == [{"office": "Dinas", "period": "2019"}]


def test_without_event_the_activity_tells_events_apart() -> None:
    policy = policy_of(
        'batas x "Perjalanan" untuk belanja transpor maksimal 1 kali per satker dasar A'
    )
    rows = [
        row(expense_type="transpor_petugas", date=f"2019-01-0{n}", activity=activity)
        for n, activity in enumerate(("rapat", "rapat", "gizi", None), start=1)
    ]
    result = over(rows, policy)
    assert found(result) == [(2, 1, [3], [1, 2], 100)]
    assert left(result) == [([4], ("activity", "event"), "which event it belongs to is not known")]


# ---- days and years ----


def test_an_event_without_a_day_comes_last_in_the_edition_s_year() -> None:
    rows = [
        row(fund=PROVINCE, event="A"),
        row(fund=PROVINCE, event="B", date="2019-12-01"),
        row(fund=PROVINCE, event="C", date="2019-11-01"),
        row(fund=PROVINCE, event="D"),
    ]
    assert found(over(rows, TWICE_A_YEAR)) == [
        (3, 2, [1], [2, 3], 100),
        (4, 2, [4], [2, 3], 100),
    ]


def test_days_of_another_year_are_a_group_of_their_own() -> None:
    rows = [row(fund=PROVINCE, event=n, date=f"201{n}-12-01") for n in "89"]
    rows += [row(fund=PROVINCE, event=f"x{n}", date=f"2018-10-0{n}") for n in (1, 2)]
    result = over(rows, TWICE_A_YEAR)
    assert groups(result.findings) == [{"office": "Dinas", "period": "2018"}]
    assert found(result) == [(3, 2, [1], [3, 4], 100)]


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("semester", "2019-S1"),
        ("triwulan", "2019-Q2"),
        ("bulan", "2019-05"),
        ("hari", "2019-05-10"),
    ],
)
def test_shorter_periods(period: str, shown: str) -> None:
    policy = limited(f"maksimal 1 kali per satker per {period}")
    rows = [row(event=name, date="2019-05-10") for name in "AB"]
    rows += [row(event="C", date="2019-12-01"), row(event="D")]
    result = over(rows, policy)
    assert groups(result.findings) == [{"office": "Dinas", "period": shown}]
    assert left(result) == [([4], ("date",), "in which period it counts is not known")]
    assert groups(result.not_decided) == [{"office": "Dinas", "period": None}]


def test_an_event_that_lies_in_two_periods_counts_in_the_first() -> None:
    policy = limited("maksimal 1 kali per satker per bulan")
    rows = [
        row(event="A", date="2019-01-31"),
        row(event="A", date="2019-02-01"),
        row(event="B", date="2019-02-10"),
    ]
    assert found(over(rows, policy)) == []


def test_without_a_period_the_ledger_is_one() -> None:
    rows = [row(event="A", date="2018-01-31"), row(event="B", date="2019-02-01"), row(event="C")]
    result = over(rows, limited("maksimal 2 kali per satker"))
    assert found(result) == [(3, 2, [3], [1, 2], 100)]
    assert groups(result.findings) == [{"office": "Dinas"}]


# ---- rows that may count ----


def test_a_row_that_may_count_is_never_counted() -> None:
    funds = (PROVINCE, PROVINCE, None, "bok")
    rows = [row(fund=f, event=f"{n}", date=f"2019-0{n}-01") for n, f in enumerate(funds, start=1)]
    result = over(rows, TWICE_A_YEAR)
    assert found(result) == []
    assert left(result) == [([3, 4], ("fund",), str(WHETHER))]
    assert groups(result.not_decided) == [{"office": "Dinas", "period": "2019"}]


def test_rows_that_cannot_matter_are_not_listed() -> None:
    rows = [row(fund=PROVINCE, event="A", date="2019-01-01"), row(event="B", date="2019-02-01")]
    assert left(over(rows, TWICE_A_YEAR)) == []
    # A row of an event that is counted already adds no event.
    rows += [row(fund=PROVINCE, event="C", date="2019-01-01"), row(event="A", date="2019-01-01")]
    assert [each for each, _, _ in left(over(rows, TWICE_A_YEAR))] == [[2, 4]]


def test_a_row_without_the_unit_may_be_any_unit_s() -> None:
    rows = [row(fund=PROVINCE, event=name, date="2019-01-01") for name in "AB"]
    rows += [row(fund=PROVINCE, event="C", date="2019-01-01", office=None)]
    result = over(rows, TWICE_A_YEAR)
    assert found(result) == []
    assert left(result) == [([3], ("office",), "in which group it counts is not known")]
    assert groups(result.not_decided) == [{"office": None, "period": "2019"}]


def test_rows_of_no_unit_may_be_one_s_that_has_no_other_rows() -> None:
    rows = [row(fund=PROVINCE, event="A", date="2019-01-01")]
    rows += [row(fund=PROVINCE, event=name, date="2019-01-01", office=None) for name in "BCD"]
    assert [each for each, _, _ in left(over(rows, TWICE_A_YEAR))] == [[2, 3, 4]]


def test_a_ledger_that_names_no_unit_is_one_office_s() -> None:
    rows = [row(fund=PROVINCE, event=n, date="2019-01-01", office=None) for n in "ABC"]
    result = over(rows, TWICE_A_YEAR)
    assert found(result) == [(3, 2, [3], [1, 2], 100)]
    assert groups(result.findings) == [{"office": None, "period": "2019"}]
    assert [str(each) for each in result.remarks] == [
        "No row names a unit: the ledger was taken as that of one office."
    ]
    assert over(rows, TWICE_A_YEAR, units={"Dinas A": 5}).findings[0].group["office"] == "Dinas A"


def test_a_value_more_general_than_the_vocabulary_has_no_group() -> None:
    policy = policy_of('batas x "X" untuk dana bok_provinsi maksimal 1 kali per kegiatan dasar A')
    activities = ("promotif", "promotif", "gizi", "imunisasi")
    rows = [row(fund=PROVINCE, event=f"{n}", activity=a) for n, a in enumerate(activities)]
    result = over(rows, policy)
    assert found(result) == []
    assert left(result) == [([1, 2], ("activity",), "in which group it counts is not known")]


# ---- events as groups, texts ----


def test_an_event_may_be_the_group() -> None:
    policy = limited("maksimal 2 hari per satker per kejadian")
    rows = days("2019-01-01", "2019-01-02", "2019-01-03")
    rows += [row(event="A", date=f"2019-05-0{n}") for n in (1, 3, 5, 3)]
    result = over(rows, policy)
    assert found(result) == [(3, 2, [3], [1, 2], 100), (3, 2, [6], [4, 5, 7], 100)]
    assert groups(result.findings) == [
        {"office": "Dinas", "event": "2019-01-01"},
        {"office": "Dinas", "event": "A"},
    ]


def test_a_limit_counts_the_days_on_which_its_text_is_in_force() -> None:
    before, after = TWICE_A_YEAR, later(limited("maksimal 1 kali per satker per tahun"))
    rows = [row(fund=PROVINCE, event=f"{n}", date=f"2019-0{n}-01") for n in range(1, 9)]
    rows = [*rows[:4], rows[5], rows[7], row(fund=PROVINCE, event="x")]
    result = over(rows, before, after)
    assert found(result) == [
        (3, 2, [3], [1, 2], 100),
        (4, 2, [4], [1, 2], 100),
        (2, 1, [6], [5], 100),
    ]
    why = "whether it falls into the days of the text that has this limit is not known"
    assert left(result) == [([7], ("date",), why)] * 2


def test_a_limit_that_all_texts_have_counts_all_days() -> None:
    rows = [row(fund=PROVINCE, event=f"{n}", date=f"2019-0{n}-01") for n in (1, 5, 8)]
    assert found(over(rows, TWICE_A_YEAR, later(TWICE_A_YEAR))) == [(3, 2, [3], [1, 2], 100)]


def later(policy: Policy) -> Policy:
    """The same text, in force from June on."""
    return replace(policy, edition=replace(policy.edition, first_day=date(2019, 6, 1)))
