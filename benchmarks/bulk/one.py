"""One run of one contestant in a process of its own: `python -m benchmarks.bulk.one NAME SINK JOB`.

Prints its seconds, those of the processor, its peak memory and how many lines it answered, as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any, cast

from benchmarks.bulk.job import Contestant, Job, Sink
from benchmarks.machine import peak_kilobytes

MODULES = {
    "bokrules": "own",
    "scan": "duckdb_ways",
    "duckdb": "duckdb_ways",
    "polars": "polars_ways",
    "numpy": "arrays",
    "pandas": "arrays",
    "openfisca": "openfisca_way",
    "spark": "spark_ways",
}
"""By the first part of a contestant's name: no process loads another's libraries."""


def contestants_of(module: str) -> dict[str, Contestant]:
    found = import_module(f"benchmarks.bulk.{module}").CONTESTANTS
    return cast("dict[str, Contestant]", found)


def measured(name: str, sink: Sink, job: Job) -> dict[str, Any]:
    """Libraries loaded, a session started, the first file done once; then all of them, timed."""
    contestant = contestants_of(MODULES[name.partition("-")[0]])[name]
    run = contestant.runs[sink]
    contestant.ready()
    run(job.first())
    removed(job.first().out)
    start, busy = perf_counter(), _processor_seconds()
    rows = run(job)
    return {
        "seconds": perf_counter() - start,
        "processor_seconds": _processor_seconds() - busy,
        "megabytes": _peak_megabytes(),
        "rows": rows,
    }


def removed(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _children() -> Iterator[Path]:
    """Those of this process in /proc: Spark computes in one."""
    for task in Path("/proc/self/task").iterdir():
        try:
            children = (task / "children").read_text(encoding="ascii")
        except FileNotFoundError:  # a thread that has ended meanwhile
            continue
        yield from (Path("/proc") / each for each in children.split())


def _processor_seconds() -> float:
    seconds = sum(os.times()[:2])
    for child in _children():
        fields = (child / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        seconds += sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    return seconds


def _peak_megabytes() -> int:
    """Of this process and of those that it started."""
    return sum(map(peak_kilobytes, (Path("/proc/self"), *_children()))) // 1024


if __name__ == "__main__":
    _, name, sink, path = sys.argv
    print(json.dumps(measured(name, cast("Sink", sink), Job.read(Path(path)))))
