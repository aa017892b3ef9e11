"""What only a fresh process shows: cold start, the shell, memory, and growth with the rules."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.single.rounds_of_processes import least_of

ROUNDS = 7
EXPENSE = '{"expense_type": "honor", "activity": "imunisasi", "amount": 500000}'

START = """
from time import perf_counter
start = perf_counter()
import bokrules
imported = perf_counter()
edition = bokrules.load_edition(2010)
loaded = perf_counter()
bokrules.validate({"expense_type": "honor", "amount": 500000}, 2010).outcome
decided = perf_counter()
import json
print(json.dumps([imported - start, loaded - imported, decided - loaded]))
"""
TYPER = """
import typer

app = typer.Typer()


@app.command()
def main(text: str) -> None:
    print(text)


if __name__ == "__main__":
    app()
"""
COMPILE = """
import json, sys
from time import perf_counter
from benchmarks.edition_text import declarations, policy_of_text
from benchmarks.large_editions import large_edition

def text_of(lines):
    size = 100
    while True:
        text = "\\n\\n".join(declarations(large_edition(size)))
        if sum(bool(line) for line in text.splitlines()) >= lines:
            return text
        size += 20

text = text_of(int(sys.argv[1]))
seconds = []
for _ in range(4):
    start = perf_counter()
    policy_of_text(text, may_conflict=True)
    seconds.append(perf_counter() - start)
print(json.dumps([len([1 for line in text.splitlines() if line]), min(seconds)]))
"""
MEMORY = """
import json, sys
from time import perf_counter
from benchmarks.machine import peak_kilobytes as peak
from benchmarks.single import own, workloads
from benchmarks.large_editions import large_edition
size = int(sys.argv[1])
start = perf_counter()
if size:
    source = large_edition(size)
    workload = workloads.generated(source)
    edition = workloads.edition_of(workload.policy, source)
else:
    workload = workloads.shipped()
    edition = workloads.load_edition(2010)
loaded = perf_counter() - start
expenses = workload.expenses(1000, is_complete=True)
before = peak()
contestant = next(iter(own.contestants(workload, edition, None)))
run = contestant.run(expenses)
run()
start = perf_counter()
run()
each = (perf_counter() - start) / len(expenses)
after = peak()
print(json.dumps({"load_s": loaded, "decide_us": each * 1e6, "loaded_mb": before // 1024,
                  "peak_mb": after // 1024}))
"""


def cold_start() -> dict[str, Any]:
    """Milliseconds of each step, least of some processes; the cache starts empty, then is warm."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "BOKRULES_CACHE": folder}
        cold = _printed(START, environment)
        runs = [_printed(START, environment) for _ in range(ROUNDS)]
    warm = [min(each) for each in zip(*runs, strict=True)]
    steps = ("import_ms", "load_ms", "first_validate_ms")
    return {
        "cold": {name: round(each * 1000, 2) for name, each in zip(steps, cold, strict=True)},
        "warm": {name: round(each * 1000, 2) for name, each in zip(steps, warm, strict=True)},
    }


def shell() -> dict[str, Any]:
    """Milliseconds of `bokrules validate`, and of a typer program that prints one line."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "hello.py"
        program.write_text(TYPER, encoding="utf-8")
        environment = {**os.environ, "BOKRULES_CACHE": str(Path(folder) / "cache")}
        commands = {
            "bokrules": [
                *(sys.executable, "-m", "bokrules", "validate", "--year", "2010", EXPENSE),
            ],
            "typer": [sys.executable, str(program), "hello"],
        }
        least = least_of(commands, environment, ROUNDS)
    return {
        **{f"{name}_ms": round(each * 1000, 1) for name, each in least.items()},
        "ratio": round(least["bokrules"] / least["typer"], 2),
    }


def compiling(lines: int) -> dict[str, Any]:
    """Milliseconds for policy text of that many lines that are not empty; conflicts not sought."""
    found, seconds = _printed(COMPILE, dict(os.environ), str(lines))
    return {"lines": found, "ms": round(seconds * 1000, 1)}


def growth(sizes: tuple[int, ...]) -> dict[str, Any]:
    """By number of rules: seconds to compile, microseconds to decide, megabytes. 0 is 2010."""
    return {
        str(size) if size else "2010": {
            name: round(value, 2)
            for name, value in _printed(MEMORY, dict(os.environ), str(size)).items()
        }
        for size in sizes
    }


def _printed(program: str, environment: Mapping[str, str], *arguments: str) -> Any:
    """What a fresh process prints as JSON."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, env=environment)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return json.loads(done.stdout)
