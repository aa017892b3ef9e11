"""OpenFisca-Core: a person for each line, its facts as variables, the answer from formulas.

It knows no missing values: `-1`, or a first item `missing` of an enumeration, is written for them.
Its whole numbers are int32, so that the code comes as two variables, put together at the end.
Words are given as the indices of its enumerations, which is its quickest way in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.bulk import model as known
from benchmarks.bulk.arrays import (
    Answer,
    columns_of,
    contestant,
    filled,
    looked_up,
    purchase_bits,
    row_groups,
)
from benchmarks.bulk.job import Job
from benchmarks.bulk.model import BITS, PAPERS, Model, papers_bits

PERIOD = "2010"
NUMBERS = ("amount", "voucher_amount", "ppn", "pph22", "stamp", "date", "papers")
FLAGS = ("remote", "in_plan", "over_unit_cost")
_FIRST, _LAST = (
    int(np.datetime64(day).astype("datetime64[D]").astype(np.int64))
    for day in (known.FIRST_DAY, known.LAST_DAY)
)
Line = build_entity("line", "lines", "A ledger line", is_person=True)


def _variable(name: str, formula: Any = None, words: Any = None) -> type[Variable]:
    members: dict[str, Any] = {
        "value_type": int if words is None else Enum,
        "entity": Line,
        "definition_period": DateUnit.YEAR,
    }
    if words is not None:
        members |= {"possible_values": words, "default_value": next(iter(words))}
    if formula is not None:
        members["formula"] = formula
    return type(name, (Variable,), members)


def _enumeration(name: str, words: Sequence[str]) -> Any:
    return Enum(name, {"missing": "missing", **{word: word for word in words}})


def _system(model: Model) -> tuple[TaxBenefitSystem, dict[str, Any]]:
    words = {
        "expense_type": _enumeration("ExpenseType", list(model.types)),
        "activity": _enumeration("Activity", list(model.activities)),
    }
    of_type = np.array([0, *(each * model.size for each in model.types.values())])
    of_activity = np.array([0, *model.activities.values()])
    masks = np.array(model.masks, dtype=np.int32)

    def slice_of(line: Any, period: Any) -> Any:
        return of_type[line("expense_type", period)] + of_activity[line("activity", period)]

    def bits(line: Any, period: Any) -> Any:
        found = line("papers", period)
        for name, place in zip(FLAGS, (known.REMOTE, known.IN_PLAN, known.OVER), strict=True):
            value = line(name, period)
            found = found | np.where(value < 0, 1, value * 2) << place
        day = line("date", period)
        inside = ((day >= _FIRST) & (day <= _LAST)) * 2
        return found | np.where(day < 0, 1, inside) << known.IN_FORCE

    def purchases(line: Any, period: Any) -> Any:
        names = ("amount", "voucher_amount", "stamp", "ppn", "pph22")
        return purchase_bits(*(line(name, period) for name in names))

    def matters(line: Any, period: Any) -> Any:
        every = line("bits", period) | line("purchases", period)
        return every & masks[line("slice", period)]

    system = TaxBenefitSystem([Line])
    system.add_variables(
        *(_variable(name, words=each) for name, each in words.items()),
        *(_variable(name) for name in (*NUMBERS, *FLAGS)),
        _variable("slice", slice_of),
        _variable("bits", bits),
        _variable("purchases", purchases),
        _variable("matters", matters),
    )
    return system, words


def answers(job: Job) -> Iterator[Answer]:
    """A row group at a time; a simulation for each."""
    system, words = _system(job.model)
    places = {
        "expense_type": {word: place for place, word in enumerate(job.model.types, 1)},
        "activity": {word: place for place, word in enumerate(job.model.activities, 1)},
    }
    for path, group, first in row_groups(job.paths):
        columns = columns_of(path, group)
        size = len(columns["amount"])
        simulation = SimulationBuilder().build_default_simulation(system, count=size)
        for name, of_word in places.items():
            indices = looked_up(columns[name], of_word.__getitem__, 0)
            simulation.set_input(name, PERIOD, EnumArray(indices.astype(np.uint8), words[name]))
        columns["date"] = columns["date"].cast(pa.int32())
        for name in FLAGS:
            columns[name] = columns[name].cast(pa.int8())
        for name in (*NUMBERS[:-1], *FLAGS):
            simulation.set_input(name, PERIOD, filled(columns[name]).astype(np.int32))
        papers = looked_up(
            columns["documents"], lambda text: papers_bits(text) << PAPERS, 1 << PAPERS
        )
        simulation.set_input("papers", PERIOD, papers)
        slices = simulation.calculate("slice", PERIOD).astype(np.int64)
        codes = (slices << BITS) | simulation.calculate("matters", PERIOD)
        yield np.arange(first, first + size), codes


CONTESTANTS = {"openfisca": contestant("OpenFisca-Core, vectorised", answers)}
