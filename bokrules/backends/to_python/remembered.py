"""Digits by the value of one fact, for values that come back: days, and lists of documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bokrules.backends.to_python.values import refuse

MOST_REMEMBERED = 10_000
"""Different values; those beyond are worked out each time."""


class Remembered(dict[Any, int]):
    """The number of a value, worked out when it is first met. One of another type is refused."""

    __slots__ = ("_number_of", "_type")

    def __init__(self, number_of: Callable[[Any], int], type_: type) -> None:
        super().__init__({None: number_of(None)})
        self._number_of = number_of
        self._type = type_

    def __missing__(self, value: object) -> int:
        if type(value) is not self._type:
            refuse()
        number = self._number_of(value)
        if len(self) < MOST_REMEMBERED:
            self[value] = number
        return number
