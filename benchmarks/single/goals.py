"""The goals, and what was reached: ratios of the least of interleaved rounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.single import hand, own

FASTER = {
    "datalogic": 2,
    "zen-engine": 4,
    "regorus": 15,
    "cedarpy": 60,
    "rule-engine": 150,
    "OpenFisca": 400,
}
"""How many times as fast as a peer's best way `validate` should be."""
WHOLE_CALL = "validate(dict, year)"


@dataclass(frozen=True, slots=True)
class Goal:
    """`reached` should be at most `goal`; with `is_least`, at least."""

    what: str
    goal: float
    reached: float
    unit: str = "×"
    is_least: bool = False

    @property
    def is_met(self) -> bool:
        return self.reached >= self.goal if self.is_least else self.reached <= self.goal

    def to_dict(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "goal": self.goal,
            "at": "least" if self.is_least else "most",
            "reached": round(self.reached, 3),
            "unit": self.unit,
            "is_met": self.is_met,
        }


def goals_of(document: Mapping[str, Any]) -> Iterator[Goal]:
    cases = {each["name"]: each for each in document["cases"]}
    yield from _of_deciding(cases)
    yield from _of_the_whole_call(cases["2010_complete"])
    yield from _of_processes(document)


def _of_deciding(cases: Mapping[str, Any]) -> Iterator[Goal]:
    for name in ("2010_complete", "large_complete"):
        case = cases[name]
        for shape, way, goal in (("tuple", "tuple", 0.6), ("object", "slotted object", 0.9)):
            peer = _least(case, hand.NAME, lambda each, shape=shape: each.startswith(shape))
            mine = _least(case, own.NAME, lambda each, way=way: each == f"decide, {way}")
            yield Goal(f"decide, {way}, by hand-written; {case['text']}", goal, mine / peer)
    few, many = (_decide(cases[name]) for name in ("keyed_20", "keyed_2000"))
    yield Goal("decide, 2,000 type-keyed rules by 20", 1.3, many / few)
    case = cases["unkeyed_20"]
    peer = _least(case, hand.NAME, lambda each: each.startswith("tuple"))
    yield Goal("decide without a field to dispatch on, by hand-written", 1.1, _decide(case) / peer)


def _of_the_whole_call(case: Mapping[str, Any]) -> Iterator[Goal]:
    mine = _least(case, own.NAME, lambda each: each == WHOLE_CALL)
    peer = _least(case, hand.NAME, lambda each: each.startswith("dict"))
    yield Goal(f"{WHOLE_CALL}, by hand-written on a dict", 2, mine / peer)
    for name, goal in FASTER.items():
        if any(each["name"] == name for each in case["contestants"].values()):
            theirs = _least(case, name, bool)
            yield Goal(f"{WHOLE_CALL} faster than {name}", goal, theirs / mine, is_least=True)


def _of_processes(document: Mapping[str, Any]) -> Iterator[Goal]:
    warm = document["cold_start"]["warm"]
    yield Goal("bokrules validate from the shell, warm, by typer", 1.5, document["shell"]["ratio"])
    yield Goal("load an edition, warm", 10, warm["load_ms"], "ms")
    yield Goal("import bokrules", 40, warm["import_ms"], "ms")
    lines = document["compile"]["lines"]
    yield Goal(f"cold compile of {lines:,} lines", 250, document["compile"]["ms"], "ms")


def _decide(case: Mapping[str, Any]) -> float:
    return _least(case, own.NAME, lambda each: each == "decide, tuple")


def _least(case: Mapping[str, Any], name: str, is_way: Any) -> float:
    """The best of a contestant's ways, in microseconds."""
    found = [
        each["least_us"]
        for each in case["contestants"].values()
        if each["name"] == name and is_way(each["way"])
    ]
    return float(min(found))


def best_ways(contestants: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Of each contestant the fastest way."""
    found: dict[str, Mapping[str, Any]] = {}
    for each in contestants:
        if each["name"] not in found or each["least_us"] < found[each["name"]]["least_us"]:
            found[each["name"]] = each
    return found
