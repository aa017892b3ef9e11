"""bokrules itself: deciding what was checked before, and checking a dict and answering in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.single.answers import Answer
from benchmarks.single.contestants import Contestant
from benchmarks.single.expenses import Workload, slotted
from bokrules import Edition, validate
from bokrules.backends.cell_plan.result_class import ResultClass

NAME = "bokrules"


def contestants(workload: Workload, edition: Edition, year: int | None) -> Iterator[Contestant]:
    """With `year`, the edition is the one that is shipped for it."""
    decide = edition.decide
    kind = slotted(workload.names)
    yield Contestant(
        name=NAME, way="decide, tuple", feed=lambda e: e.row, decide=decide, read=_of_class
    )
    yield Contestant(
        name=NAME,
        way="decide, slotted object",
        feed=lambda e: e.as_object(kind),
        decide=decide,
        read=_of_class,
    )
    yield Contestant(
        name=NAME,
        way="Edition.validate(dict)",
        feed=lambda e: e.as_dict,
        decide=edition.validate,
        read=_of_verdict,
    )
    if year is not None:
        yield Contestant(
            name=NAME,
            way="validate(dict, year)",
            feed=lambda e: e.as_dict,
            decide=lambda e: validate(e, year),
            read=_of_verdict,
        )


def _of_class(result: ResultClass) -> Answer:
    return Answer(result.outcome.value, tuple(result.basis), tuple(result.missing))


def _of_verdict(verdict: Any) -> Answer:
    rules = dict.fromkeys(each.rule for each in verdict.basis)
    return Answer(verdict.outcome.value, tuple(rules), tuple(verdict.missing))
