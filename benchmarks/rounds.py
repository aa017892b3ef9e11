"""Timing in rounds: every contestant in turn, so that what slows the machine slows all of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

SECONDS = 0.01
"""A contestant runs so often in a round that it takes about this long, after a few runs more."""
MOST_SECONDS = 12.0
"""A contestant that has run this long sits out the rounds that are left."""

Run = Callable[[], Any]


class Times(NamedTuple):
    """Seconds for one run: the least and the median of the rounds."""

    least: float
    median: float
    rounds: int


def times_of(contestants: Mapping[str, Run], rounds: int) -> dict[str, Times]:
    """Each contestant ran before, when its values were compared."""
    repeats = {name: _repeats(run) for name, run in contestants.items()}
    found: dict[str, list[float]] = {name: [] for name in contestants}
    spent = dict.fromkeys(contestants, 0.0)
    for _ in range(rounds):
        for name, run in contestants.items():
            if spent[name] < MOST_SECONDS:
                found[name].append(_timed(run, repeats[name]))
                spent[name] += found[name][-1] * repeats[name]
    return {name: Times(min(each), median(each), len(each)) for name, each in found.items()}


def _repeats(run: Run) -> int:
    once = min(_timed(run, 1) for _ in range(3))
    return max(1, int(SECONDS / once))


def _timed(run: Run, repeats: int) -> float:
    """Seconds for one run, without collecting garbage meanwhile."""
    gc.collect()
    gc.disable()
    for _ in range(repeats // 10):
        run()
    start = perf_counter()
    for _ in range(repeats):
        run()
    seconds = perf_counter() - start
    gc.enable()
    return seconds / repeats
