"""Limits and ledgers drawn at random, the same for the same seed, for any engine to be tried with.

An engine is anything with a function `run(sql) -> list of rows`:
`agree(SqlEngine(run, "postgres"), case)` for each of `cases(seed, number)`, or
`agree_at_once` for each of `shelves(seed, number, ledgers)`, which takes far less time for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random

from bokrules.evaluation.limits import Ceiling, Ceilings, LimitsResult, limits_over
from bokrules.evaluation.limits_in_sql import Engine
from bokrules.semantics.policy import Policy
from tests.evaluation.limits.ledgers import YEAR, judged, policy_of
from tests.evaluation.limits_in_sql.at_once import at_once
from tests.evaluation.limits_in_sql.in_engine import in_engine, shown

Row = dict[str, object]

BOUNDS = ("maksimal", "maksimal", "minimal")
MEASURES = ("2 kali", "1 kali", "2 orang", "1 orang", "2 hari", "10 jam", "Rp500", "30% dari pagu")
GROUPS = (
    "",
    "per satker",
    "per satker per kejadian",
    "per penerima",
    "per dana",
    "per satker per dana",
    "per dana per satker per penerima",
    "per kejadian",
    "per kegiatan",
    "per wilayah per terpencil",
    "per nilai_kuitansi",
    "per uraian",
)
PERIODS = ("", "per tahun", "per semester", "per triwulan", "per bulan", "per hari")
SELECTED = (
    "untuk kegiatan rapat",
    "untuk kegiatan imunisasi untuk dana bok_provinsi",
    "untuk dana bok_provinsi",
    "untuk dana bok_puskesmas, bok_provinsi bila terpencil",
    "bila nilai_kuitansi lebih dari Rp200",
)
DAYS = ("2019-01-03", "2019-01-04", "2019-01-05", "2019-01-07", "2019-02-01", "2019-07-01")
VALUES: dict[str, Sequence[object]] = {
    "activity": ("rapat", "rapat", "imunisasi", "promotif"),
    "fund": ("bok_provinsi", "bok_provinsi", "bok_puskesmas", "bok"),
    "date": (*DAYS, "2018-12-31", "2020-02-29"),
    "office": ("Dinas", "dinas ", "Straße", "STRASSE", "B"),
    "event": ("ST-1", "st-1", "ST-2", "ST-3"),
    "payee": ("Ani", "ANI", "Budi", "Σίσυφος", "ΣΊΣΥΦΟΣ"),
    "persons": (1, 1, 2, 3),
    "hours": (0, 3, 7, 10),
    "amount": (0, 1, 100, 400),
    "voucher_amount": (100, 400),
    "remote": (True, True, False),
    "region": ("desa", "kota"),
    "description": ("a", "A ", "b"),
}
"""The first of them are drawn more often."""
UNITS = ("Dinas", "DINAS", "strasse", "B", "C")
CEILINGS = (0, 1, 999, 1000, 3000, 10**15)
FUNDS = (None, None, None, "bok", "bok_provinsi", "bok_puskesmas")
YEARS = (None, None, 2019, 2018)


@cache
def with_limit(limit: str) -> Policy:
    """An edition with one limit, such as `untuk kegiatan rapat maksimal 2 kali per satker`."""
    return policy_of(f'batas x "Batas" {limit} dasar A.1')


@cache
def amended(limit: str, then: str) -> tuple[Policy, Policy]:
    """An edition, and from April a text with another limit."""
    later = replace(YEAR, id="2019-2", first_day=date(2019, 4, 1))
    return with_limit(limit), replace(with_limit(then), edition=later)


@dataclass(frozen=True)
class Case:
    texts: Sequence[Policy]
    rows: Sequence[Row]
    ceilings: Ceilings | None = None
    unread: int = 0


def cases(seed: int, number: int) -> Iterator[Case]:
    """Some ledgers lack much, some nothing, and of what they have some is much alike."""
    random = Random(seed)
    texts = _texts(random)
    for place in range(number):
        if place % 3 == 2:
            texts = _texts(random)
        yield Case(texts, _rows(random), _ceilings(random), random.choice((0, 0, 0, 1)))


def shelves(seed: int, number: int, ledgers: int) -> Iterator[list[Case]]:
    """Limits, and so many ledgers of each; all or none with ceilings, and with rows unread."""
    random = Random(seed)
    for _ in range(number):
        texts = _texts(random)
        draw = random.choice((_given_ceilings, _given_ceilings, lambda _: None))
        unread = random.choice((0, 0, 0, 1))
        yield [Case(texts, _rows(random), draw(random), unread) for _ in range(ledgers)]


def _texts(random: Random) -> Sequence[Policy]:
    def limit() -> str:
        parts = SELECTED[:3] + SELECTED, BOUNDS, MEASURES, GROUPS, PERIODS
        return " ".join(random.choice(each) for each in parts)

    first, then = limit(), limit()
    return amended(first, then) if random.random() < 0.2 else [with_limit(first)]


def _rows(random: Random) -> list[Row]:
    lacking = {name: random.choice((0, 0, 0, 0, 0.05, 0.2, 0.9)) for name in VALUES}
    kept = {name: values[: random.randint(1, len(values))] for name, values in VALUES.items()}
    return [
        {name: random.choice(kept[name]) for name in VALUES if random.random() >= lacking[name]}
        for _ in range(random.choice((0, 1, 3, 8, 20, 40)))
    ]


def _ceilings(random: Random) -> Ceilings | None:
    return None if random.random() < 0.4 else _given_ceilings(random)


def _given_ceilings(random: Random) -> Ceilings:
    drawn = [
        Ceiling(*map(random.choice, (UNITS, CEILINGS, FUNDS, YEARS)))  # type: ignore[arg-type]
        for _ in range(random.randint(0, 6))
    ]
    return Ceilings(tuple(drawn))


def agree(engine: Engine, case: Case) -> LimitsResult:
    """What the reference says, which the engine must say too."""
    expected, check = _both(case)
    _same(check(engine), expected)
    return expected


def agree_at_once(engine: Engine, shelf: Sequence[Case]) -> list[LimitsResult]:
    """The same of each ledger of a shelf."""
    both = [_both(each) for each in shelf]
    found = at_once(engine, [check for _, check in both])
    for (expected, _), each in zip(both, found, strict=True):
        _same(each, expected)
    return [expected for expected, _ in both]


def _both(case: Case) -> tuple[LimitsResult, Callable[[Engine], LimitsResult]]:
    read = judged(case.rows, *case.texts)

    def check(engine: Engine) -> LimitsResult:
        return in_engine(engine, read, case.texts, case.ceilings, unread=case.unread)

    return limits_over(read, case.texts, case.ceilings, unread=case.unread), check


def _same(found: LimitsResult, expected: LimitsResult) -> None:
    if found != expected:
        assert shown(found) == shown(expected)
    assert found == expected


def kinds(results: Iterable[LimitsResult]) -> Counter[str]:
    """How many results have an answer of each kind."""
    seen = Counter[str]()
    for each in results:
        seen["beyond"] += any(found.rows for found in each.findings)
        seen["short"] += any(found.short is not None for found in each.findings)
        seen["open"] += bool(each.not_decided)
    return seen
