"""bokrules on arrays, on integers of any size, from dicts, and from the shell."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.rounds import Run
from benchmarks.workload import Case, Encoded
from bokrules.allocation.arrays import ArrayFormula
from bokrules.allocation.bounded import Bounded
from bokrules.allocation.inputs import read_inputs
from bokrules.allocation.solve import exact_shares, solve

WITHOUT_LOCUS = {"balkesmas": 0, "biaya_satuan_balkesmas": 0}
"""What the formula adds for named places is left out, as the peers do."""


def on_arrays(case: Case, known: Encoded) -> dict[str, Run]:
    """The formula is prepared once. Columns carry a bound of their values: given, or found anew."""
    prepared = ArrayFormula(known.formula, {known.table.name: known.table})
    arrays = {
        "regional": np.array(case.classes, dtype=np.int64),
        "kab_kota": np.array(case.counts, dtype=np.int64),
        "balkesmas": np.zeros(case.size, dtype=np.int64),
    }
    columns = {name: Bounded.of(array) for name, array in arrays.items()}
    inputs = {"pagu": (case.ceiling, 1), "biaya_satuan_balkesmas": (0, 1)}
    out = np.empty(case.size, dtype=np.int64)

    def with_bounds_found() -> Any:
        found = {name: Bounded.of(array) for name, array in arrays.items()}
        return prepared.shares(case.size, found, inputs, out=out)

    return {
        "bokrules, out=": lambda: prepared.shares(case.size, columns, inputs, out=out),
        "bokrules": lambda: prepared.shares(case.size, columns, inputs),
        "bokrules, out=, bounds found": with_bounds_found,
    }


def exactly(case: Case, known: Encoded) -> Run:
    """The reference, from units that are read and checked."""
    given = read_inputs(known.formula, known.policy, units_of(case, known), inputs_of(case))
    return lambda: exact_shares(known.formula, known.policy, given).amounts


def whole_call(case: Case, known: Encoded) -> Run:
    """Dicts in, checked, shares out; the edition is loaded."""
    units, inputs = units_of(case, known), inputs_of(case)
    return lambda: solve(known.formula, known.policy, units, inputs).amounts


def from_the_shell(case: Case, known: Encoded, folder: Path) -> Run:
    """A process that reads a csv, loads the edition and prints JSON."""
    units = folder / "units.csv"
    rows = units_of(case, known)
    with units.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    settings = [f"--set={name}={value}" for name, value in inputs_of(case).items()]
    command = [
        *(sys.executable, "-m", "bokrules", "allocate", known.formula.name, "--year", "2019"),
        *("--units", str(units), "--format", "json", *settings),
    ]
    return lambda: subprocess.run(command, check=True, capture_output=True).stdout


def units_of(case: Case, known: Encoded) -> list[dict[str, object]]:
    options = list(known.table.entries)
    return [
        {"kode": f"{place:06}", "regional": options[each], "kab_kota": count}
        for place, (each, count) in enumerate(zip(case.classes, case.counts, strict=True))
    ]


def inputs_of(case: Case) -> dict[str, object]:
    return {"pagu": case.ceiling, **WITHOUT_LOCUS}
