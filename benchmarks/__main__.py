"""`make bench`: allocations by bokrules and by others, compared for equality, then timed."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import duckdb_peer, openfisca_peer, own, plain_python
from benchmarks.losses import losses
from benchmarks.machine import machine
from benchmarks.report import table_of
from benchmarks.rounds import Run, Times, times_of
from benchmarks.workload import SEED, UNIT, Case, Encoded, cases, encoded

RESULTS = Path(__file__).parent / "results" / "allocation.json"
PEER = "plain Python, integers"
LIBRARIES = ("bokrules", "numpy", "duckdb", "openfisca-core")
INEXACT = "OpenFisca-Core, float32"


def main() -> None:
    known = encoded()
    found = [_measured(case, known) for case in cases(known.table)]
    document = {"seed": SEED, "machine": machine(LIBRARIES), "cases": found}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(table_of(document, PEER))


def _measured(case: Case, known: Encoded) -> dict[str, Any]:
    print(f"{case.text} …", file=sys.stderr)
    contestants = _contestants(case, known)
    shares = contestants[PEER]()
    lost = _compared(case, contestants, shares)
    times = times_of(contestants, case.rounds)
    whole = _whole_calls(case, known, shares) if case.name == "districts" else {}
    peer = times[PEER].least
    return {
        "name": case.name,
        "text": case.text,
        "units": case.size,
        "ceiling": case.ceiling,
        "different_scores": len(
            {case.whole_weights[a] * b for a, b in zip(case.classes, case.counts, strict=True)}
        ),
        "contestants": {
            name: {**_seconds(each), "times_as_fast": round(peer / each.least, 2)}
            for name, each in times.items()
        },
        "float32_rupiah": lost,
        "whole_call": {name: _seconds(each) for name, each in whole.items()},
    }


def _contestants(case: Case, known: Encoded) -> dict[str, Run]:
    plain = (case.classes, case.counts, case.whole_weights, case.ceiling, UNIT)
    fractions = (case.classes, case.counts, case.weights, case.ceiling, UNIT)
    return {
        **own.on_arrays(case, known),
        PEER: lambda: plain_python.with_integers(*plain),
        f"{PEER}, by value": lambda: plain_python.with_integers_by_value(*plain),
        "DuckDB, HUGEINT": duckdb_peer.prepared(case),
        "bokrules, exact path": own.exactly(case, known),
        "fractions.Fraction": lambda: plain_python.with_fractions(*fractions),
        INEXACT: openfisca_peer.prepared(case),
    }


def _compared(case: Case, contestants: dict[str, Run], shares: list[int]) -> dict[str, int]:
    """Stops where one that can be exact is not; says how far the other is off."""
    if sum(shares) != case.ceiling:
        raise SystemExit(f"{case.name}: the shares do not sum to the ceiling")
    lost = {}
    for name, run in contestants.items():
        values = list(map(float, run())) if name == INEXACT else list(map(int, run()))
        if name == INEXACT:
            lost = losses(case, values, shares)
        elif values != shares:
            raise SystemExit(f"{case.name}: {name} gives other shares than {PEER}")
    return lost


def _whole_calls(case: Case, known: Encoded, shares: list[int]) -> dict[str, Times]:
    with tempfile.TemporaryDirectory() as folder:
        calls = {
            "solve": own.whole_call(case, known),
            "shell": own.from_the_shell(case, known, Path(folder)),
        }
        printed = json.loads(calls["shell"]())
        if not list(calls["solve"]()) == shares == [each["amount"] for each in printed["units"]]:
            raise SystemExit(f"{case.name}: the whole call gives other shares than {PEER}")
        return times_of(calls, 9)


def _seconds(times: Times) -> dict[str, float]:
    return {
        "least_ms": round(times.least * 1000, 5),
        "median_ms": round(times.median * 1000, 5),
        "rounds": times.rounds,
    }


if __name__ == "__main__":
    main()
