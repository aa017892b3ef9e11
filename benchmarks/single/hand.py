"""The hand-written functions as contestants: for tuples, slotted objects and dicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.large_editions import LargeEdition
from benchmarks.single import hand_2010, hand_large
from benchmarks.single.contestants import Contestant
from benchmarks.single.expenses import Workload, slotted
from benchmarks.single.heads import Decide, shapes_of

NAME = "hand-written"


def of_2010(workload: Workload) -> Iterator[Contestant]:
    for way, remembering in (("rules in turn", False), ("permission remembered", True)):
        found = shapes_of(hand_2010.decide, workload.names, remembering=remembering)
        yield from _contestants(workload, found, way)


def of_large(
    workload: Workload, edition: LargeEdition, *, has_lists: bool = True
) -> Iterator[Contestant]:
    found = hand_large.shapes_of(edition, workload.names, has_lists=has_lists)
    yield from _contestants(workload, found, "rules by type")


def _contestants(workload: Workload, found: Mapping[str, Decide], way: str) -> Iterator[Contestant]:
    kind = slotted(workload.names)
    feeds = {
        "tuple": lambda e: e.row,
        "object": lambda e: e.as_object(kind),
        "dict": lambda e: e.as_dict,
    }
    for shape, decide in found.items():
        yield Contestant(name=NAME, way=f"{shape}, {way}", feed=feeds[shape], decide=decide)
