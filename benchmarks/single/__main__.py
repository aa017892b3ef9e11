"""`python -m benchmarks.single`: one expense at a time, by bokrules and by others.

Everyone's answers are compared with the reference before anything is timed. `--quick` compares and
times little: to see that it runs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.machine import machine
from benchmarks.single import cases, processes
from benchmarks.single.cases import Case
from benchmarks.single.expenses import SEED
from benchmarks.single.goals import goals_of
from benchmarks.single.measuring import QUICK, Effort, measured
from benchmarks.single.table import table_of

RESULTS = Path(__file__).parents[1] / "results" / "single.json"
LIBRARIES = (
    "bokrules",
    "datalogic-py",
    "zen-engine",
    "common-expression-language",
    "gordon-to-regorus",
    "cedarpy",
    "rule-engine",
    "openfisca-core",
)
LINES = 2000
SIZES = (0, 200, 1000, 2000)


def main() -> None:
    effort, is_quick = (QUICK, True) if "--quick" in sys.argv[1:] else (Effort(), False)
    document: dict[str, Any] = {
        "seed": SEED,
        "machine": machine(_installed()),
        "cases": [measured(each, effort) for each in _cases(effort)],
        "cold_start": processes.cold_start(),
        "shell": processes.shell(),
        "compile": processes.compiling(LINES),
        "growth": processes.growth(SIZES[:2] if is_quick else SIZES),
    }
    document["goals"] = [each.to_dict() for each in goals_of(document)]
    if not is_quick:
        RESULTS.parent.mkdir(exist_ok=True)
        text = json.dumps(document, indent=2, ensure_ascii=False)
        RESULTS.write_text(text + "\n", encoding="utf-8")
    print(table_of(document))


def _cases(effort: Effort) -> Iterator[Case]:
    yield from cases.shipped(effort.own)
    yield from cases.flat(min(effort.own, 5_000))
    yield from cases.large(effort.own)


def _installed() -> Iterator[str]:
    for name in LIBRARIES:
        try:
            version(name)
        except PackageNotFoundError:
            continue
        yield name


if __name__ == "__main__":
    main()
