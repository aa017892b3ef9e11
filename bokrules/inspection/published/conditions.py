"""Conditions over the rows of a table, as a catalogue writes them.

`serapan > 90`, `alokasi / realisasi > 90`, `jenis = kab/kota`, `nama dari Aceh, Banten`,
`alokasi kosong`, `alokasi ada`; several with a semicolon between them, all of which must hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol, TypeAlias

from bokrules.inspection.published.notation import Kind, Number, read_printed

Operator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">=", "dari", "ada", "kosong"]


class Row(Protocol):
    """What a condition needs of a row."""

    def text(self, column: str | None) -> str: ...

    def value(self, column: str) -> Fraction | None: ...


@dataclass(frozen=True, slots=True)
class Measure:
    """A column, the difference of two, or the quotient of two in percent."""

    column: str
    by: str | None = None
    sign: Literal["-", "/"] | None = None

    def of(self, row: Row) -> Fraction | None:
        """None where a part has no number, or the divisor is 0."""
        first = row.value(self.column)
        if self.by is None or self.sign is None:
            return first
        second = row.value(self.by)
        if first is None or second is None:
            return None
        if self.sign == "-":
            return first - second
        return first * Fraction(100, second) if second else None

    def is_blank(self, row: Row) -> bool:
        """Whether a part has no number; what else leaves it unknown is a divisor of 0."""
        return any(row.value(each) is None for each in self.columns)

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column,) if self.by is None else (self.column, self.by)

    def __str__(self) -> str:
        return self.column if self.by is None else f"{self.column} {self.sign} {self.by}"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A measure against a number, texts, or another measure."""

    measure: Measure
    operator: Operator
    number: Fraction | None = None
    texts: tuple[str, ...] = ()
    other: Measure | None = None

    def holds(self, row: Row) -> bool | None:
        """None where a number is missing."""
        match self.operator:
            case "ada" | "kosong":
                is_there = self.measure.of(row) is not None
                return is_there is (self.operator == "ada")
            case "dari":
                return row.text(self.measure.column).casefold() in self.texts
        if self.texts:
            same = row.text(self.measure.column).casefold() == self.texts[0]
            return same is (self.operator == "=")
        left = self.measure.of(row)
        right = self.other.of(row) if self.other is not None else self.number
        if left is None or right is None:
            return None
        return _compare(left, self.operator, right)

    @property
    def measures(self) -> tuple[Measure, ...]:
        return (self.measure,) if self.other is None else (self.measure, self.other)


@dataclass(frozen=True, slots=True)
class Condition:
    """All of the tests."""

    requirements: tuple[Requirement, ...]
    text: str

    def holds(self, row: Row) -> bool | None:
        """False as soon as one test fails; None if none fails and one cannot be told."""
        results = [each.holds(row) for each in self.requirements]
        if False in results:
            return False
        return None if None in results else True

    def is_blank(self, row: Row) -> bool:
        """Where it cannot be told: whether a number is missing, and not only a divisor 0."""
        return any(
            measure.is_blank(row)
            for each in self.requirements
            if each.holds(row) is None
            for measure in each.measures
        )


_TEST = re.compile(
    r"(?P<left>.+?)\s*(?:(?P<sign><=|>=|!=|=|<|>)\s*(?P<right>.+)|\s(?P<word>ada|kosong)"
    r"|\sdari\s+(?P<texts>.+))"
)
_MEASURE = re.compile(r"(\w+)(?:\s*([-/])\s*(\w+))?")


def parse_condition(text: str, columns: Mapping[str, Kind]) -> Condition | str:
    """The condition, or the part of `text` that is none."""
    tests = []
    for part in text.split(";"):
        test = _parse_test(part.strip(), columns)
        if test is None:
            return part.strip()
        tests.append(test)
    return Condition(tuple(tests), text)


def columns_named(test: str, columns: Mapping[str, Kind]) -> list[str]:
    """The columns that a test speaks of, those that are not there included."""
    found = _TEST.fullmatch(test)
    if found is None:
        return []
    left = _MEASURE.fullmatch(found["left"])
    named = [each for each in (left[1], left[3]) if each] if left else []
    right = _MEASURE.fullmatch(found["right"] or "")
    if right and all(columns.get(each, Kind.TEXT) is not Kind.TEXT for each in named):
        named += [each for each in (right[1], right[3]) if each and not each[0].isdigit()]
    return named


def parse_measure(text: str, columns: Collection[str]) -> Measure | None:
    found = _MEASURE.fullmatch(text.strip())
    if found is None or not {found[1], found[3] or found[1]} <= set(columns):
        return None
    match found[2]:
        case "-" | "/" as sign:
            return Measure(found[1], found[3], sign)
        case _:
            return Measure(found[1])


def _parse_test(text: str, columns: Mapping[str, Kind]) -> Requirement | None:
    found = _TEST.fullmatch(text)
    measure = parse_measure(found["left"], columns) if found else None
    if found is None or measure is None:
        return None
    if found["texts"]:
        texts = tuple(each.strip().casefold() for each in found["texts"].split(","))
        return Requirement(measure, "dari", texts=texts)
    match found["sign"] or found["word"]:
        case "ada" | "kosong" as word:
            return Requirement(measure, word)
        case "=" | "!=" | "<" | "<=" | ">" | ">=" as sign:
            return _comparison(measure, sign, found["right"].strip(), columns)
        case _:
            return None


def _comparison(
    measure: Measure, sign: Operator, right: str, columns: Mapping[str, Kind]
) -> Requirement | None:
    if measure.sign is None and columns[measure.column] is Kind.TEXT:
        return (
            Requirement(measure, sign, texts=(right.casefold(),)) if sign in ("=", "!=") else None
        )
    other = parse_measure(right, columns)
    if other is not None:
        return Requirement(measure, sign, other=other)
    read = read_printed(right, Kind.PERCENT)
    return Requirement(measure, sign, number=read.value) if isinstance(read, Number) else None


def _compare(left: Fraction, operator: Operator, right: Fraction) -> bool:
    match operator:
        case "=":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right
