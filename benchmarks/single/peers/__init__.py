"""Rule engines from PyPI, each written as its documentation advises."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from benchmarks.single.contestants import Contestant
from benchmarks.single.programs import Programs

MODULES = ("datalogic", "zen", "cel", "rego", "cedar", "rule_engine", "openfisca")


def everyone(programs: Programs, *, is_small: bool) -> Iterator[Contestant]:
    """All ways of all peers. With `is_small` also those that try every rule."""
    for name in MODULES:
        peer = import_module(f"{__name__}.{name}_peer")
        yield from peer.ways(programs, is_small=is_small)
