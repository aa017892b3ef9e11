"""Formulas over units: what is computed for each province, district or Puskesmas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, assert_never

from bokrules.semantics.declared import Declared
from bokrules.semantics.expressions import Constant
from bokrules.semantics.types import Type

KEY_COLUMN = "kode"
"""The column that every kind of unit has: its key, a text."""

NAME_COLUMN = "nama"
"""The column that tables and units give the name of a unit in, if they do."""


@dataclass(frozen=True, slots=True)
class Ref:
    """An input of the formula, an earlier line, or a column of the unit."""

    kind: Literal["input", "line", "column"]
    name: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """The entry of a table for the unit's choice."""

    table: str
    key: Node


@dataclass(frozen=True, slots=True)
class SumOver:
    """The sum over all units."""

    operand: Node


@dataclass(frozen=True, slots=True)
class UnitCount:
    """The number of units."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """1 where a yes-or-no value is yes, else 0."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Sum:
    """Signed terms."""

    terms: tuple[tuple[int, Node], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Product and quotient, from the left; a divisor may turn out to be 0."""

    factors: tuple[tuple[Literal["*", "/"], Node], ...]


Node = Constant | Ref | Lookup | SumOver | UnitCount | Indicator | Sum | Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    name: str
    value: Node
    type: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """The result in multiples of `unit` rupiah, by largest remainders.

    The shares sum to `exact_total` (the sum of the exact shares if None); `ties` is the column that
    settles equal remainders. What the total has over the last multiple of `unit` goes to the
    largest share, or is not shared out, as `rest` says; without it there may be nothing over.
    """

    unit: int
    exact_total: Node | None = None
    ties: str = KEY_COLUMN
    rest: Literal["largest", "undistributed"] | None = None


@dataclass(frozen=True, kw_only=True)
class UnitKind(Declared):
    """`satuan`: a kind of unit and its typed columns; the key column is among them."""

    columns: Mapping[str, Type]


@dataclass(frozen=True, kw_only=True)
class Table(Declared):
    """`tabel`: a number, or rupiah, for every option of a choice."""

    choice: str
    type: Type
    entries: Mapping[str, int | Fraction]


@dataclass(frozen=True, kw_only=True)
class Formula(Declared):
    """`rumus`: `lines` in the order of dependence, the last of them need not be the result."""

    unit: str
    inputs: Mapping[str, Type]
    lines: tuple[Line, ...]
    result: str
    rounding: Rounding | None = None
    least: Node | None = None
    """What a unit gets at least, in rupiah; the same for all, or from unit to unit."""
    most: Node | None = None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All that is computed: the lines, the total and the bounds of a share."""
        total = self.rounding.exact_total if self.rounding is not None else None
        beside = (each for each in (total, self.least, self.most) if each is not None)
        return (*(each.value for each in self.lines), *beside)


def nodes_of(node: Node) -> Iterator[Node]:
    """A node and all inside it, in the order of reading."""
    yield node
    match node:
        case Constant() | UnitCount() | Ref():
            return
        case Lookup(key=operand) | SumOver(operand=operand) | Indicator(operand=operand):
            yield from nodes_of(operand)
        case Sum(terms=terms):
            for _, each in terms:
                yield from nodes_of(each)
        case Product(factors=factors):
            for _, each in factors:
                yield from nodes_of(each)
        case _:
            assert_never(node)


def refs_of(node: Node) -> Iterator[Ref]:
    """What a node reads, in the order of reading, repeats included."""
    return (each for each in nodes_of(node) if isinstance(each, Ref))
