"""Names, labels, constants and expressions as they are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from bokrules.base.spans import Span

Unit = Literal["orang", "kali", "hari", "jam"]
Comparison = Literal[">", ">=", "<", "<=", "="]
Function = Literal["jumlah", "cacah", "hitung"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Node):
    """An identifier, a field, or the id of a clause or an account."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Node):
    """`"Uang penginapan" en "Lodging"`"""

    text: str
    english: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Node):
    """`Rp1.000.000`, in rupiah"""

    rupiah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Node):
    """`1,25`, `65%`, `3`"""

    value: Fraction
    percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Node):
    """`2 orang`"""

    value: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Node):
    """`2010-04-22`"""

    value: date


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Node):
    """`ya`, `tidak`"""

    value: bool


Constant = Money | Number | Count | Day | YesNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Node):
    """A field, a choice or a term of the vocabulary: `terpencil`, `gaji`"""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Not(Node):
    """`bukan terpencil`"""

    operand: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf(Node):
    """`a dan b dan c`"""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf(Node):
    """`a atau b atau c`"""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Node):
    """`nilai_kuitansi di atas Rp1.000.000`"""

    left: Expression
    comparison: Comparison
    right: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Between(Node):
    """`nilai_kuitansi di atas Rp250.000 s/d Rp1.000.000`"""

    operand: Expression
    lower_comparison: Comparison
    lower: Expression
    upper_comparison: Comparison
    upper: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Total(Node):
    """`a + b - c`: signs +1 and -1"""

    terms: tuple[tuple[int, Expression], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled(Node):
    """`10% * nilai / 2`: the first factor carries `*`"""

    factors: tuple[tuple[Literal["*", "/"], Expression], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup(Node):
    """`bobot_regional[regional]`: the entry of a table"""

    table: Name
    key: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Node):
    """`jumlah(kab_kota)` over all units, `cacah(provinsi)` their number, `hitung(lokus)` 1 or 0"""

    function: Function
    argument: Expression


Expression = (
    Constant | Reference | Not | AllOf | AnyOf | Compare | Between | Total | Scaled | Lookup | Call
)
