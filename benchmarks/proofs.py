"""`python -m benchmarks.proofs`: one question three ways: diagrams, solver, plain enumeration.

The question: where do two editions decide otherwise, and is that all? All three must come to the
same before anything is told; where enumeration is out of reach, its seconds are extrapolated.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from math import prod
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.edition_text import policy_of
from benchmarks.large_editions import SEED, large_edition, rewritten
from benchmarks.machine import machine
from bokrules import load_edition
from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.cells.conditions import conditions_of
from bokrules.cells.standing import standing_of
from bokrules.cells.variables import Variable
from bokrules.comparison.verdicts.changes import VerdictComparison
from bokrules.comparison.verdicts.compare import compare_verdicts
from bokrules.comparison.verdicts.proof import is_confirmed
from bokrules.comparison.verdicts.regions import Range
from bokrules.evaluation.expense import is_governed
from bokrules.semantics.policy import Policy

RESULTS = Path(__file__).parent / "results" / "proofs.json"
ROUNDS = 5
MOST_ENUMERATED = 300_000
SAMPLE = 500
Row = dict[str, Any]


@dataclass(frozen=True)
class Workload:
    text: str
    policies: Callable[[], tuple[Policy, Policy]]
    goal: float | None = None
    """Seconds for the solver's proof."""


def shipped(before: int, after: int) -> Workload:
    return Workload(
        f"editions {before} and {after}",
        lambda: (load_edition(before).policy, load_edition(after).policy),
    )


def in_other_words(size: int, goal: float | None) -> Workload:
    def policies() -> tuple[Policy, Policy]:
        edition = large_edition(size)
        other = policy_of(rewritten(edition), in_other_words=True, may_conflict=True)
        return policy_of(edition, may_conflict=True), other

    return Workload(f"{size:,} rules and the same in other words", policies, goal)


WORKLOADS = (
    shipped(2015, 2021),
    shipped(2015, 2019),
    shipped(2010, 2015),
    in_other_words(200, None),
    in_other_words(1000, 3),
)


def main() -> None:
    rows = [measured(each) for each in WORKLOADS]
    document = {"seed": SEED, "machine": machine(), "rounds": ROUNDS, "rows": rows}
    RESULTS.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(table_of(rows))


def measured(workload: Workload) -> Row:
    before, after = workload.policies()
    cells: list[float] = []
    solver: list[float] = []
    found = compare_verdicts(before, after)
    for _ in range(ROUNDS):
        start = perf_counter()
        found = compare_verdicts(before, after)
        cells.append(perf_counter() - start)
        start = perf_counter()
        if not is_confirmed(before, after, found):
            raise AssertionError("the solver gave up")
        solver.append(perf_counter() - start)
    return {
        "text": workload.text,
        "goal": workload.goal,
        "regions": len(found.outcomes),
        "cells_seconds": [round(min(cells), 4), round(median(cells), 4)],
        "solver_seconds": [round(min(solver), 4), round(median(solver), 4)],
        **enumerated(before, after, found),
    }


# ---- enumeration ----


def enumerated(before: Policy, after: Policy, found: VerdictComparison) -> Row:
    """Every combination of the classes of values decided by the reference, under both."""
    variables = conditions_of([before, after]).formulas.variables
    if any(each.is_opaque for each in variables):
        raise AssertionError("a comparison of several facts cannot be enumerated")
    combinations = prod(len(each.classes) for each in variables)
    is_whole = combinations <= MOST_ENUMERATED
    tried = list(islice(_combinations(variables), None if is_whole else SAMPLE))
    start = perf_counter()
    differing = [_differs(facts, before, after) for _, facts in tried]
    seconds = perf_counter() - start
    for (is_complete, facts), differs in zip(tried, differing, strict=True):
        if is_complete and differs is not _is_told(facts, found):
            raise AssertionError(f"enumeration and diagrams disagree: {facts}")
    return {
        "combinations": combinations,
        "tried": len(tried),
        "enumeration_seconds": round(seconds / len(tried) * combinations, 2),
        "is_extrapolated": not is_whole,
    }


def _combinations(variables: list[Variable]) -> Iterator[tuple[bool, Facts]]:
    """One expense of each, and whether it says all that is asked."""
    for chosen in product(*(each.classes for each in variables)):
        named = zip(variables, chosen, strict=True)
        facts = {each.name: of.example for each, of in named if not of.is_missing}
        yield all(each.is_complete for each in chosen), facts


def _differs(facts: Facts, before: Policy, after: Policy) -> bool:
    fund = facts.get("dana")
    if fund is not None and not (is_governed(str(fund), before) and is_governed(str(fund), after)):
        return False
    one, other = (reference.decide(facts, each).possible for each in (before, after))
    return standing_of(one) != standing_of(other)


def _is_told(facts: Facts, found: VerdictComparison) -> bool:
    """It lies in a region; funds that one edition alone governs lie in none."""
    if facts.get("dana") in (*found.only_before, *found.only_after):
        return False
    return any(
        all(_lies_in(facts, each) for each in change.region if isinstance(each, Range))
        for change in found.outcomes
    )


def _lies_in(facts: Facts, each: Range) -> bool:
    value = facts[each.field]
    if each.intervals:
        return any(ends.holds(value) for ends in each.intervals)
    return value in each.values


# ---- the table ----


def table_of(rows: list[Row]) -> str:
    lines = [
        f"{'':44}{'cells s':>10}{'solver s':>10}{'goal':>6}{'enumeration s':>16}  combinations"
    ]
    for row in rows:
        about = "~" if row["is_extrapolated"] else ""
        enumeration = f"{about}{row['enumeration_seconds']:.3g}"
        lines.append(
            f"{row['text']:44}{row['cells_seconds'][0]:10.3f}{row['solver_seconds'][0]:10.3f}"
            f"{row['goal'] or '':>6}{enumeration:>16}  {row['combinations']:.3g}"
        )
    return "\n".join([*lines, "~ extrapolated from a part of the combinations"])


if __name__ == "__main__":
    main()
