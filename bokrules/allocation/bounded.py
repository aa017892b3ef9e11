"""Arrays of 64-bit integers with a bound on their values, and memory to write them into again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

LARGEST = 2**63 - 1
BLOCK = 1 << 14
"""So many units at a time: what is computed on the way stays near the processor."""


class Bounded(NamedTuple):
    """An array, and what none of its values exceeds in size; its numbers are over `scale`."""

    values: Ints
    bound: int
    scale: int = 1

    @classmethod
    def of(cls, values: Ints, scale: int = 1) -> Bounded:
        """An array of numbers that are not negative."""
        return cls(values, int(np.maximum.reduce(values)), scale)


Column = tuple[Ints, int, int]
"""The same, as it is passed on."""


class Spare:
    """Large arrays to write into again: fresh memory costs more than what is computed in it."""

    def __init__(self) -> None:
        self._arrays: list[Ints] = []

    def array(self, size: int, lent: list[Ints]) -> Ints:
        """An array of any content; a large one is noted in `lent`, to be given back."""
        if size <= BLOCK:
            return np.empty(size, np.int64)
        try:
            array = self._arrays.pop()
        except IndexError:
            array = np.empty(size, np.int64)
        if len(array) != size:
            array = np.empty(size, np.int64)
        lent.append(array)
        return array

    def give_back(self, lent: Iterable[Ints]) -> None:
        self._arrays += lent
