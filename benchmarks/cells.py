"""`python -m benchmarks.cells`: large editions compared and analyzed, in seconds and against goals.

Each row runs in a process of its own, so that its peak memory is its own too.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice, permutations, product
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.edition_text import policy_of
from benchmarks.large_editions import FACTS, SEED, edited, large_edition, rewritten
from benchmarks.machine import machine
from bokrules import load_edition
from bokrules.backends import reference
from bokrules.cells.conditions import conditions_of
from bokrules.comparison.analysis.analysis import analyse
from bokrules.comparison.difference import compare
from bokrules.comparison.verdicts.compare import compare_verdicts
from bokrules.semantics.policy import Policy

RESULTS = Path(__file__).parent / "results" / "cells.json"
YEARS = (2010, 2015, 2019, 2020, 2021)
MOST_MEGABYTES = 500
MOST_SECONDS = 60.0
"""A row that takes longer is given up."""
_SAMPLE = 300

Row = dict[str, Any]


def timed(run: Callable[[], Any]) -> tuple[Row, Any]:
    """Seconds by the clock and of the processor, and the result."""
    start, busy = perf_counter(), process_time()
    result = run()
    row = {
        "seconds": round(perf_counter() - start, 3),
        "processor_seconds": round(process_time() - busy, 3),
    }
    return row, result


def _pair(size: int, facts: int, *, is_rewritten: bool) -> tuple[Policy, Policy]:
    before = large_edition(size, facts_per_rule=facts)
    if is_rewritten:
        other = policy_of(rewritten(before), in_other_words=True, may_conflict=True)
    else:
        other = policy_of(edited(before), may_conflict=True)
    return policy_of(before, may_conflict=True), other


def verdicts(size: int, facts: int, *, is_rewritten: bool) -> Row:
    before, after = _pair(size, facts, is_rewritten=is_rewritten)
    row, found = timed(lambda: compare_verdicts(before, after))
    if is_rewritten and not (found.is_empty and found.is_proved):
        raise AssertionError("what says the same is not proved to be the same")
    if not is_rewritten and not found.outcomes:
        raise AssertionError("the planted edits are not found")
    changes = (*found.outcomes, *found.obligations)
    return {
        **row,
        "outcomes": len(found.outcomes),
        "obligations": len(found.obligations),
        "coarse": sum(bool(each.depends_on) for each in changes),
    }


def whole(size: int, facts: int) -> Row:
    before, after = _pair(size, facts, is_rewritten=False)
    row, found = timed(lambda: compare((before,), (after,)))
    return {**row, "rules": len(found.rules.changes)}


def analysis(size: int, facts: int) -> Row:
    policy = policy_of(large_edition(size, facts_per_rule=facts), may_conflict=True)
    row, found = timed(lambda: analyse(policy))
    return {**row, "idle_rules": len(found.idle_rules), "conflicts": len(found.conflicts)}


def compiling(size: int, facts: int) -> Row:
    edition = large_edition(size, facts_per_rule=facts)
    return timed(lambda: policy_of(edition, may_conflict=True))[0]


def shipped() -> Row:
    """The slowest of all pairs of shipped editions, warm."""
    policies = {year: load_edition(year).policy for year in YEARS}
    slowest: Row = {"seconds": 0.0}
    for one, other in permutations(YEARS, 2):
        run = _comparing(policies[one], policies[other])
        run()
        row = timed(run)[0]
        if row["seconds"] > slowest["seconds"]:
            slowest = {**row, "pair": f"{one}-{other}"}
    return slowest


def _comparing(before: Policy, after: Policy) -> Callable[[], Any]:
    return lambda: compare((before,), (after,))


def enumeration() -> Row:
    """A small edition and its edited copy: cells, and the reference on a sample of all classes.

    Every combination of classes is one expense to decide on both sides; the seconds for all of
    them are extrapolated from the first ones.
    """
    before, after = _pair(100, 2, is_rewritten=False)
    cells = timed(lambda: compare_verdicts(before, after))[0]
    variables = conditions_of([before, after]).formulas.variables
    combinations = 1
    for each in variables:
        combinations *= len(each.classes)
    values = [
        [None if of.is_missing else (each.name, of.example) for of in each.classes]
        for each in variables
    ]
    sample = [
        dict(chosen for chosen in combination if chosen is not None)
        for combination in islice(product(*values), _SAMPLE)
    ]

    def decided() -> None:
        for facts in sample:
            reference.decide(facts, before)
            reference.decide(facts, after)

    row = timed(decided)[0]
    return {
        **cells,
        "combinations": combinations,
        "sample": _SAMPLE,
        "sample_seconds": row["seconds"],
        "extrapolated_seconds": combinations // _SAMPLE * row["seconds"],
    }


ROWS: dict[str, tuple[str, float | None, Callable[[], Row]]] = {
    "compile": ("1,000 rules, text to policy", None, lambda: compiling(1000, 2)),
    "diff": (
        "1,000 rules, verdicts, edited copy",
        2,
        lambda: verdicts(1000, 2, is_rewritten=False),
    ),
    "whole": ("1,000 rules, rules and verdicts, edited copy", 2, lambda: whole(1000, 2)),
    "rewritten": (
        "1,000 rules, verdicts, in other words",
        3,
        lambda: verdicts(1000, 2, is_rewritten=True),
    ),
    "analysis": ("1,000 rules, analyze", 5, lambda: analysis(1000, 2)),
    "shipped": ("shipped editions, slowest pair, warm", 1, shipped),
    "many_rewritten": (
        "2,000 rules, 4 facts each, in other words",
        None,
        lambda: verdicts(2000, 4, is_rewritten=True),
    ),
    "many": (
        "2,000 rules, 4 facts each, edited copy",
        None,
        lambda: verdicts(2000, 4, is_rewritten=False),
    ),
    "many_analysis": ("2,000 rules, 4 facts each, analyze", None, lambda: analysis(2000, 4)),
    "enumeration": ("100 rules, edited copy", None, enumeration),
}
"""Text, the goal in seconds if there is one, and what is run."""


def _measured(name: str) -> Row:
    row = ROWS[name][2]()
    return {**row, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def _in_a_process(name: str) -> Row:
    print(f"{ROWS[name][0]} …", file=sys.stderr)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        waiting = pool.submit(_measured, name)
        try:
            return waiting.result(timeout=MOST_SECONDS)
        except (TimeoutError, BrokenProcessPool) as error:
            for each in pool._processes.values():
                each.terminate()
            return {"given_up": type(error).__name__}


def main() -> None:
    found = {
        name: {"text": text, "goal": goal, **_in_a_process(name)}
        for name, (text, goal, _) in ROWS.items()
    }
    document = {"seed": SEED, "facts": FACTS, "machine": machine(), "rows": found}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(table_of(document))


def table_of(document: dict[str, Any]) -> str:
    """A line for each row; × is the goal over the seconds: below 1 the goal is missed."""
    lines = [f"{'cells':52}{'s':>9}{'CPU s':>9}{'goal':>6}{'×':>7}{'MB':>6}"]
    for row in document["rows"].values():
        if "given_up" in row:
            lines.append(f"{row['text']:52}{'given up':>9}")
            continue
        goal, seconds = row["goal"], row["seconds"]
        ratio = f"{goal / seconds:7.1f}" if goal else f"{'':7}"
        lines.append(
            f"{row['text']:52}{seconds:9.2f}{row['processor_seconds']:9.2f}{goal or '':>6}{ratio}"
            f"{row['megabytes']:6}"
        )
    row = document["rows"]["enumeration"]
    if "combinations" in row:
        lines.append(
            f"  plain enumeration: {row['combinations']:.1e} combinations of classes; extrapolated "
            f"from {row['sample']}, {row['extrapolated_seconds']:.1e} s"
        )
    return "\n".join([*lines, f"memory: the goal is {MOST_MEGABYTES} MB."])


if __name__ == "__main__":
    main()
