"""What must hold of limits over any ledger, and a naive count to compare with.

Rows name their event, and an event has one day: rows without one are told apart by days, so
another row between two of them joins what was apart. That is how the language defines an event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bokrules.evaluation.limits import LimitsResult
from bokrules.semantics.policy import Policy
from tests.evaluation.limits.ledgers import numbers, over, policy_of

PROVINCE = "bok_provinsi"
LIMITS = {
    "per_kali": "maksimal 2 kali per satker per tahun",
    "per_bulan": "maksimal 1 kali per satker per bulan",
    "per_orang": "maksimal 2 orang per satker per kejadian",
    "per_orang_tahun": "maksimal 3 orang per satker per tahun",
    "per_hari": "maksimal 2 hari per satker per triwulan",
    "per_jam": "maksimal 10 jam per satker per tahun",
    "per_rupiah": "maksimal Rp500 per satker per penerima",
}
POLICY: Policy = policy_of(
    "\n".join(
        f'batas {name} "L" untuk dana {PROVINCE} {limit} dasar A.1'
        for name, limit in LIMITS.items()
    )
)
DAYS = [f"2019-{month:02}-{day:02}" for month in (1, 2, 5) for day in (3, 4, 20)]
CHOICES: dict[str, Sequence[object]] = {
    "fund": (PROVINCE, PROVINCE, PROVINCE, "bok_puskesmas"),
    "office": ("A", "A", "B"),
    "amount": (0, 1, 100, 400),
    "payee": ("Ani", "Budi", "Cici", "Dodi"),
    "persons": (1, 1, 2, 3),
    "hours": (0, 3, 7, 10),
}
Row = dict[str, object]


@st.composite
def rows(draw: st.DrawFn, *, complete: bool = False, most: int = 9) -> Row:
    """A row that may lack facts; its event tells its day."""
    event = draw(st.integers(0, min(most, len(DAYS)) - 1))
    found: Row = {"event": f"ST-{event}", "date": DAYS[event]}
    for name, values in CHOICES.items():
        given_values = st.sampled_from(values)
        value = draw(given_values if complete else st.one_of(given_values, st.none()))
        if value is not None:
            found[name] = value
    return found


def ledgers(*, complete: bool = False) -> st.SearchStrategy[list[Row]]:
    """One row always names a unit, so that no ledger is taken as one office's."""
    first: Row = {"event": "ST-0", "date": DAYS[0], "fund": "bok_puskesmas", "office": "A"}
    return st.lists(rows(complete=complete), max_size=12).map(lambda each: [first, *each])


def passed(result: LimitsResult) -> set[tuple[object, ...]]:
    return {(each.rule, *each.group.items()) for each in result.findings}


@given(ledgers(complete=True))
def test_the_naive_count(ledger: list[Row]) -> None:
    by_group: dict[tuple[str, Any], dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for number, row in enumerate(ledger, start=1):
        if row["fund"] == PROVINCE:
            office, day = row["office"], str(row["date"])
            by_group["per_kali", office][str(row["event"])].add(number)
            by_group["per_bulan", (office, day[:7])][str(row["event"])].add(number)
    expected = set()
    for (rule, _), events in by_group.items():
        limit = 2 if rule == "per_kali" else 1
        order = sorted(events, key=lambda each: DAYS[int(each.removeprefix("ST-"))])
        earlier = frozenset[int]().union(*(events[each] for each in order[:limit]))
        for used, event in enumerate(order[limit:], start=limit + 1):
            excess = sum(int(str(ledger[n - 1]["amount"])) for n in events[event])
            expected.add((rule, event, used, frozenset(events[event]), earlier, excess))
    assert {
        (
            each.rule,
            each.event,
            each.used,
            frozenset(numbers(each.rows)),
            frozenset(numbers(each.earlier_rows)),
            each.excess,
        )
        for each in over(ledger, POLICY).findings
        if each.measure == "times"
    } == expected


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_finding(ledger: list[Row], random: Any) -> None:
    """Which rows are beyond is looked at only where no day is shared by two of them."""
    order = list(range(len(ledger)))
    random.shuffle(order)
    before = over(ledger, POLICY)
    after = over([ledger[n] for n in order], POLICY)
    days = {str(each["date"]) for each in ledger}
    has_ties = len(days) < len(ledger)

    def shown(result: LimitsResult, place: Sequence[int]) -> list[tuple[object, ...]]:
        found = []
        for each in result.findings:
            rows = [[place[n - 1] for n in numbers(p)] for p in (each.rows, each.earlier_rows)]
            beyond = None if has_ties else (each.excess, each.notes, *(sorted(r) for r in rows))
            found.append((each.rule, str(each.group), each.used, each.limit, beyond))
        return sorted(found, key=str)

    assert shown(before, range(len(ledger))) == shown(after, order)
    assert {
        (each.rule, str(each.group), each.missing, each.why, frozenset(numbers(each.rows)))
        for each in before.not_decided
    } == {
        (
            each.rule,
            str(each.group),
            each.missing,
            each.why,
            frozenset(order[n - 1] + 1 for n in numbers(each.rows)),
        )
        for each in after.not_decided
    }


@given(ledgers(), ledgers())
def test_more_rows_take_no_finding_back(ledger: list[Row], more: list[Row]) -> None:
    assert passed(over(ledger, POLICY)) <= passed(over([*ledger, *more], POLICY))


@given(ledgers(), st.data())
def test_more_facts_take_no_finding_back_and_bring_none_that_was_not_open(
    ledger: list[Row], data: st.DataObject
) -> None:
    """A row that names its payee is one person until it states a larger number."""
    full = []
    for row in ledger:
        facts = {name: data.draw(st.sampled_from(values)) for name, values in CHOICES.items()}
        if "payee" in row:
            del facts["persons"]
        full.append(facts | row)
    before, after = over(ledger, POLICY), over(full, POLICY)
    assert passed(before) <= passed(after)
    open_rules = {each.rule for each in before.not_decided}
    new = {rule for rule, *_ in passed(after) - passed(before)}
    assert new <= open_rules
    assert {each.rule for each in after.not_decided} <= {"per_orang", "per_orang_tahun"}
