"""Small ledgers under small policies, and what limits say of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from bokrules.evaluation.limits import (
    LimitFinding,
    LimitsResult,
    OpenLimit,
    ceilings_of,
    limits_over,
)
from bokrules.evaluation.row import Place, RowVerdict
from bokrules.evaluation.table import judge_row
from bokrules.semantics.policy import EditionInfo, Policy
from tests.helpers import EDITION, OUTLINE, VOCABULARY, compiled

WORDS = (
    VOCABULARY
    + """
fakta kejadian alias event : teks "Kejadian"
fakta penerima alias payee : teks "Penerima"
fakta jumlah_jam alias hours : jam "Jumlah jam"
"""
)
YEAR = replace(
    EDITION,
    id="2019",
    year=2019,
    first_day=date(2019, 1, 1),
    last_day=date(2019, 12, 31),
    funds=(),
)


@cache
def policy_of(rules: str, edition: EditionInfo = YEAR) -> Policy:
    return compiled(f'boleh semua "Semua" untuk dana bok dasar A\n{rules}', OUTLINE, edition, WORDS)


def limited(limit: str) -> Policy:
    """A policy with one limit `x` on meetings, such as `maksimal 2 kali per satker`."""
    return policy_of(f'batas x "Rapat" untuk kegiatan rapat {limit} dasar A.1')


def row(**fields: Any) -> dict[str, object]:
    """A meeting of one office that cost Rp100, unless told otherwise; None leaves a field out."""
    given: dict[str, object] = {"activity": "rapat", "office": "Dinas", "amount": 100, **fields}
    return {name: value for name, value in given.items() if value is not None}


def judged(rows: Iterable[Mapping[str, object]], *texts: Policy) -> list[RowVerdict]:
    found = [judge_row(Place(number), each, texts) for number, each in enumerate(rows, start=1)]
    assert all(isinstance(each, RowVerdict) for each in found), found
    return [each for each in found if isinstance(each, RowVerdict)]


def over(
    rows: Iterable[Mapping[str, object]],
    *texts: Policy,
    units: Mapping[str, object] | None = None,
    unread: int = 0,
) -> LimitsResult:
    ceilings = None if units is None else ceilings_of(units)
    return limits_over(judged(rows, *texts), texts, ceilings, unread=unread)


def numbers(places: Iterable[Place]) -> list[int]:
    return [each.row for each in places]


def found(result: LimitsResult) -> list[tuple[int, int, list[int], list[int], int | None]]:
    """Used, limit, the rows beyond it, the rows before, and the excess of each finding."""
    return [
        (each.used, each.limit, numbers(each.rows), numbers(each.earlier_rows), each.excess)
        for each in result.findings
    ]


def left(result: LimitsResult) -> list[tuple[list[int], tuple[str, ...], str]]:
    """Rows, what is missing, and why, of all that is not decided."""
    return [(numbers(each.rows), each.missing, each.why) for each in result.not_decided]


def groups(entries: Iterable[LimitFinding | OpenLimit]) -> list[dict[str, object]]:
    return [dict(each.group) for each in entries]


def five_rows() -> list[dict[str, object]]:
    """An expense of each kind: by event, unit, and name however written, and one of no unit."""
    return [
        row(event="ST-3", date="2019-03-01", amount=300),
        row(event="ST-1", date="2019-01-01", office="DINAS "),
        row(date="2019-02-01", payee="Straße"),
        row(date="2019-02-02", payee="STRASSE"),
        row(date="2019-05-01", office=None),
    ]
