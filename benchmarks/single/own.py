"""bokrules itself: deciding what was checked before, and checking a dict and answering in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.single.answers import Answer
from benchmarks.single.contestants import Contestant
from benchmarks.single.expenses import Workload, slotted
from bokrules import Edition, Verdict, validate

NAME = "bokrules"


def contestants(workload: Workload, edition: Edition, year: int | None) -> Iterator[Contestant]:
    """With `year`, the edition is the one that is shipped for it."""
    decide = _decide(workload, edition)
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


def _decide(workload: Workload, edition: Edition) -> Callable[[Any], Any]:
    # ==== FALLBACK: remove this whole block once `Edition.decide` is there ====
    if not hasattr(edition, "decide"):
        names = workload.names

        def decide(given: Any) -> Any:
            values = given if isinstance(given, tuple) else [getattr(given, n) for n in names]
            return edition.validate(dict(zip(names, values, strict=True)))

        return decide
    # ==== end of the fallback; `_of_class` has the other half ====
    found: Callable[[Any], Any] = edition.decide
    return found


def _of_class(result: Any) -> Answer:
    if isinstance(result, Verdict):  # FALLBACK: remove with the block above
        return _of_verdict(result)
    return Answer(result.outcome.value, tuple(result.basis), tuple(result.missing))


def _of_verdict(verdict: Any) -> Answer:
    rules = dict.fromkeys(each.rule for each in verdict.basis)
    return Answer(verdict.outcome.value, tuple(rules), tuple(verdict.missing))
