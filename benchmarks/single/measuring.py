"""Answers compared with the reference, then times."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from benchmarks.rounds import times_of
from benchmarks.single import hand, own
from benchmarks.single.answers import Answer, Reference
from benchmarks.single.cases import Case
from benchmarks.single.contestants import Contestant
from benchmarks.single.expenses import share_of

SLOW = 100e-6
"""Who needs more seconds than this for an expense is timed, and compared, on fewer of them."""
UNTYPED = 300
"""So many expenses without a type are compared: their answers name hundreds of rules."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How many expenses are compared, by whoever it is; how many are timed; how often."""

    own: int = 100_000
    peers: int = 5_000
    slow: int = 200
    timed: int = 1_000
    timed_if_slow: int = 100
    rounds: int = 9


QUICK = Effort(own=500, peers=100, slow=30, timed=100, timed_if_slow=30, rounds=3)


def measured(case: Case, effort: Effort) -> dict[str, Any]:
    print(f"{case.text} …", file=sys.stderr)
    reference = Reference(case.workload.policy)
    case.expenses[:] = _few_untyped(case)
    answers = [reference.answer(each) for each in case.expenses[: effort.own]]
    compared = {each.title: _compared(case, each, answers, effort) for each in case.contestants}
    runs = {}
    counts = {}
    for each in case.contestants:
        is_slow = _seconds_of_one(each, case) > SLOW
        counts[each.title] = effort.timed_if_slow if is_slow else effort.timed
        timed = case.expenses[: counts[each.title]]
        counts[each.title] = len(timed)
        runs[each.title] = each.run(timed)
    gc.collect()
    gc.freeze()  # what was made for all contestants is not searched for garbage in every round
    times = times_of(runs, effort.rounds)
    gc.unfreeze()
    return {
        "name": case.name,
        "text": case.text,
        "expenses": len(case.expenses),
        "outcomes": share_of(answers),
        "contestants": {
            each.title: {
                "name": each.name,
                "way": each.way,
                "least_us": _microseconds(times[each.title].least, counts[each.title]),
                "median_us": _microseconds(times[each.title].median, counts[each.title]),
                "rounds": times[each.title].rounds,
                "timed": counts[each.title],
                "compared": compared[each.title],
                "gives": list(each.gives),
            }
            for each in case.contestants
        },
    }


def _few_untyped(case: Case) -> list[Any]:
    found, untyped = [], 0
    for each in case.expenses:
        untyped += each.row[0] is None
        if each.row[0] is not None or untyped <= UNTYPED or case.name.startswith("2010"):
            found.append(each)
    return found


def _compared(case: Case, contestant: Contestant, answers: Sequence[Answer], effort: Effort) -> int:
    """How many answers are the reference's; stops at one that is not."""
    count = effort.own if contestant.name in (hand.NAME, own.NAME) else effort.peers
    if count != effort.own and _seconds_of_one(contestant, case) > SLOW:
        count = effort.slow
    expenses = case.expenses[:count]
    for expense, right, given in zip(expenses, answers, contestant.answers(expenses), strict=False):
        for part in contestant.gives:
            if getattr(given, part) != getattr(right, part):
                raise SystemExit(
                    f"{case.text}: {contestant.title} gives {given} for {expense.as_dict}; "
                    f"the reference gives {right}"
                )
    return len(expenses)


def _seconds_of_one(contestant: Contestant, case: Case) -> float:
    run = contestant.run(case.expenses[:20])
    run()
    start = perf_counter()
    run()
    return (perf_counter() - start) / min(20, len(case.expenses))


def _microseconds(seconds: float, count: int) -> float:
    return round(seconds / count * 1e6, 3)
