"""The results as one table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

NOTES = """\
ms: the least of the rounds, and their median. ×: how many times as fast as the peer, by the least.
All but OpenFisca-Core give the same shares; they were compared before anything was timed.
bokrules: the formula as encoded, prepared once. Its part for named places, 0 here, is computed
  where it must be; the others leave it out. out=: into an array that is there already. bounds
  found: the largest value of each column is looked for in every run. exact path: integers of any
  size over one denominator, and every line of the formula.
by value: what depends on the score alone is computed once for each different score.
DuckDB: exact; one query over registered arrays on all cores, and its window sorts every unit.
OpenFisca-Core: the quotas alone, in its float32. It has no form for rounding to a total; one may
  program that by hand in a formula, in integers of one's own, and would then time that program.
the whole call: units as dicts, checked; the edition is loaded. From the shell a process starts,
  reads a csv, loads the edition, and prints every line of every unit as JSON."""
TITLES = {"solve": "the whole call, dicts in", "shell": "`bokrules allocate` from the shell"}


def table_of(document: dict[str, Any], peer: str) -> str:
    """A table for each workload, with what it ran on above and notes below."""
    machine = ", ".join(f"{name} {value}" for name, value in document["machine"].items())
    lines = [machine, f"made-up units, seed {document['seed']}; the peer is {peer}"]
    for case in document["cases"]:
        lines += ["", *_case(case)]
    return "\n".join([*lines, "", NOTES])


def _case(case: dict[str, Any]) -> Iterator[str]:
    title = f"{case['text']}, {case['different_scores']:,} different scores"
    yield f"{title:58}{'least ms':>12}{'median ms':>12}{'×':>9}"
    for name, times in case["contestants"].items():
        yield f"  {name:56}{_times(times)}{times['times_as_fast']:9.2f}"
    for name, times in case["whole_call"].items():
        yield f"  {TITLES[name]:56}{_times(times)}"
    lost = case["float32_rupiah"]
    yield (
        f"  float32: off the ceiling by Rp{lost['sum_minus_ceiling']:,}, and off the exact quotas "
        f"by up to Rp{lost['largest_from_exact_quota']:,};"
    )
    yield (
        f"    each rounded to thousands: off the ceiling by "
        f"Rp{lost['rounded_sum_minus_ceiling']:,}, "
        f"{lost['units_with_another_share']:,} units get another share"
    )


def _times(times: dict[str, float]) -> str:
    return f"{times['least_ms']:12,.3f}{times['median_ms']:12,.3f}"
