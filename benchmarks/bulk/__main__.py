"""`python -m benchmarks.bulk`: lines of parquet to row key and class, compared, then timed.

Every run is a process of its own; they take turns, so that what slows the machine slows them all.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.bulk import checking, ledgers
from benchmarks.bulk.job import Contestant, Job, Sink
from benchmarks.bulk.model import model_of
from benchmarks.bulk.one import MODULES, contestants_of, removed
from benchmarks.bulk.report import table_of
from benchmarks.machine import machine
from bokrules import load_edition
from bokrules.semantics.policy import Policy

RESULTS = Path(__file__).parents[1] / "results" / "bulk.json"
FOLDER = Path(__file__).parents[2] / "build" / "bulk"
ROWS = 10_000_000
ROUNDS = 5
MOST_SECONDS = 20.0
"""A contestant whose processes took this long, start and all, sits out the rounds that are left."""
MEASURE = "duckdb-join"
"""Whose codes the reference decides, and every other is compared with."""
LIBRARIES = ("duckdb", "polars", "numpy", "pandas", "pyarrow", "openfisca-core", "pyspark")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stage:
    """Lines of one kind, and what their answers are compared with."""

    kind: ledgers.Kind
    job: Job
    rows: int
    folder: Path

    @property
    def measure(self) -> Path:
        return self.folder / f"{self.kind}-measure.parquet"

    @property
    def table(self) -> Path:
        return self.folder / f"{self.kind}-classes.parquet"


def main() -> None:
    asked = _asked()
    contestants = dict(_contestants(asked.only))
    policy = load_edition(ledgers.YEAR).policy
    document: Row = {
        "seed": ledgers.SEED,
        "rows": asked.rows,
        "machine": {**machine(), **dict(_versions())},
        "kinds": {},
    }
    for kind in ledgers.KINDS:
        stage = _stage(kind, asked.rows, policy)
        verdicts = _measure_made(stage, policy)
        found = {name: _checked(name, each, stage) for name, each in contestants.items()}
        _timed(found, contestants, stage, asked.rounds)
        document["kinds"][kind] = {"verdicts": verdicts, "contestants": found}
    asked.out.parent.mkdir(exist_ok=True)
    asked.out.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(table_of(document))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Bulk checks by bokrules and by others.")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", nargs="*", help="names of contestants, or their first parts")
    parser.add_argument("--out", type=Path, default=RESULTS)
    return parser.parse_args()


def _contestants(only: Iterable[str] | None) -> Iterator[tuple[str, Contestant]]:
    """The scan is always among them; Spark only where there is a Java to run it."""
    for module in dict.fromkeys(MODULES.values()):
        if module == MODULES["spark"] and shutil.which("java") is None:
            print("no java on the path: Spark is left out", file=sys.stderr)
            continue
        for name, contestant in contestants_of(module).items():
            wanted = only is None or {name, name.partition("-")[0]} & {*only, "scan"}
            if wanted:
                yield name, contestant


def _versions() -> Iterator[tuple[str, str]]:
    for name in LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not installed"


def _stage(kind: ledgers.Kind, rows: int, policy: Policy) -> Stage:
    taxonomies = policy.vocabulary.taxonomies
    words = ledgers.Words.of(taxonomies)
    source = Path(ledgers.__file__).read_bytes() + repr(words).encode()
    folder = FOLDER / sha256(source).hexdigest()[:12]
    print(f"{kind}: {rows:,} lines …", file=sys.stderr)
    paths = tuple(ledgers.write(folder, rows, kind, words))
    types, activities = (
        {term: frozenset(taxonomies[name].above_or_same(term)) for term in taxonomies[name].terms}
        for name in ("belanja", "kegiatan")
    )
    job = Job(paths, model_of(types, activities), folder / f"{kind}-answer.parquet")
    return Stage(kind, job, rows, folder)


def _measure_made(stage: Stage, policy: Policy) -> int:
    print(f"{stage.kind}: the reference …", file=sys.stderr)
    _run(MEASURE, "file", replace(stage.job, out=stage.measure))
    return checking.table_of_classes(stage.job.paths, stage.measure, policy, stage.table)


def _checked(name: str, contestant: Contestant, stage: Stage) -> Row:
    """Stops where an answer is wrong. Its memory for the first file alone, while we are at it."""
    print(f"{stage.kind}: {contestant.text}, compared …", file=sys.stderr)
    found: Row = {"text": contestant.text, "sinks": {sink: {} for sink in contestant.runs}}
    job = replace(stage.job, table=stage.table)
    for sink in contestant.runs:
        if sink == "stream":
            continue
        _run(name, sink, job)
        compare = checking.wrong_words if sink == "wide" else checking.wrong
        problem = compare(job.out, stage.measure, stage.table, stage.rows)
        removed(job.out)
        if problem:
            raise SystemExit(f"{contestant.text}, {stage.kind}, {sink}: {problem}")
    for sink in contestant.runs:
        small = replace(job, paths=job.paths[:1])
        found["sinks"][sink]["megabytes_of_first_file"] = _run(name, sink, small)["megabytes"]
        removed(job.out)
    return found


def _timed(
    found: dict[str, Row], contestants: dict[str, Contestant], stage: Stage, rounds: int
) -> None:
    job = replace(stage.job, table=stage.table)
    runs: dict[tuple[str, Sink], list[Row]] = {
        (name, sink): [] for name, each in contestants.items() for sink in each.runs
    }
    for number in range(rounds):
        print(f"{stage.kind}: round {number + 1} of {rounds} …", file=sys.stderr)
        for (name, sink), rows in runs.items():
            if sum(each["whole_seconds"] for each in rows) < MOST_SECONDS:
                rows.append(_run(name, sink, job))
                removed(job.out)
                if rows[-1]["rows"] != stage.rows:
                    raise SystemExit(f"{name}, {sink}: {rows[-1]['rows']} lines answered")
    for (name, sink), rows in runs.items():
        found[name]["sinks"][sink] |= _summary(rows)


def _summary(rows: list[Row]) -> Row:
    return {
        "least_seconds": round(min(each["seconds"] for each in rows), 4),
        "median_seconds": round(median(each["seconds"] for each in rows), 4),
        "processor_seconds": round(min(each["processor_seconds"] for each in rows), 2),
        "megabytes": max(each["megabytes"] for each in rows),
        "rounds": len(rows),
    }


def _run(name: str, sink: Sink, job: Job) -> Row:
    path = job.out.with_suffix(".json")
    job.written(path)
    command = [sys.executable, "-m", "benchmarks.bulk.one", name, sink, str(path)]
    start = perf_counter()
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    whole = perf_counter() - start
    path.unlink()
    if ran.returncode:
        raise SystemExit(f"{name}, {sink}: {ran.stderr[-2000:]}")
    row: Row = json.loads(ran.stdout.strip().splitlines()[-1])
    return {**row, "whole_seconds": whole}


if __name__ == "__main__":
    main()
