"""The syntax tree of a policy file: what is written, not yet what it means.

Nodes are frozen and compare without their position. Each shows the text that it stands for, in the
Indonesian spelling.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from bokrules.base.messages import Language
from bokrules.base.spans import Span

Dimension = Literal["belanja", "kegiatan", "dana"]
"""What a rule can select on; a closed list closes one of them."""
DIMENSIONS: tuple[Dimension, ...] = ("belanja", "kegiatan", "dana")

Effect = Literal["allow", "forbid", "require"]
Touched = Literal["allow", "forbid", "require", "duty"]
TermKind = Literal["belanja", "kegiatan", "dana", "dokumen", "pajak"]
Unit = Literal["orang", "kali", "hari"]
Comparison = Literal[">", ">=", "<", "<=", "="]
WrittenOutcome = Literal["forbidden", "unlisted", "undetermined", "conditional", "allowed"]


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


# ---- expressions ----


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


Expression = Constant | Reference | Not | AllOf | AnyOf | Compare | Between | Total | Scaled


# ---- clauses ----


@dataclass(frozen=True, slots=True, kw_only=True)
class Applies(Node):
    """`untuk belanja penggandaan, bahan_kontak`"""

    dimension: Dimension
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class When(Node):
    """`bila terpencil`"""

    condition: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Excepts(Node):
    """`kecuali cold_chain`"""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfils(Node):
    """`memenuhi kegiatan, belanja`"""

    dimensions: tuple[Dimension, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Must(Node):
    """`harus dalam_rpk`"""

    condition: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Node):
    """`bukti kuitansi atau faktur, surat_tugas`: all of them, each with its alternatives"""

    documents: tuple[tuple[Name, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit(Node):
    """`ppn = 10% * nilai`"""

    tax: Name
    due: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposits(Node):
    """`setor ppn = 10% * nilai, pph22 = 1,5% * nilai`"""

    deposits: tuple[Deposit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp(Node):
    """`meterai Rp3.000`"""

    due: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Cites(Node):
    """`dasar III.B.3.h, I.E.5`; `II.A.tabel.1.*` is a clause and all below it"""

    clauses: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Node):
    """`tafsir "…"`: how an unclear text was read, and why"""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Node):
    """`temuan 1.01.09`: the inspectors' code"""

    finding: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Per(Node):
    """`per satker`, `per bulan`"""

    unit: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Within(Node):
    """`termasuk transpor`"""

    parents: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases(Node):
    """`sebutan "ongkos jalan"`"""

    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts(Node):
    """`rekening 5.1.02.04.01.*`"""

    prefixes: tuple[Name, ...]


RuleClause = (
    Applies
    | When
    | Excepts
    | Fulfils
    | Must
    | Evidence
    | Deposits
    | Stamp
    | Cites
    | Note
    | Finding
    | Per
)
TermClause = Within | Phrases | Accounts


# ---- declarations ----


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Node):
    """`belanja transpor "Biaya transpor"`"""

    kind: TermKind
    name: Name
    label: Label
    clauses: tuple[TermClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Node):
    """`pilihan regional "Regional" jawa "Jawa" bali "Bali"`"""

    name: Name
    label: Label
    options: tuple[tuple[Name, Label], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeName(Node):
    """`rupiah`, `daftar dokumen`, `rupiah per pajak`"""

    name: str
    shape: Literal["plain", "list", "map"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Node):
    """`fakta terpencil alias remote : ya_tidak "Kegiatan di desa terpencil"`"""

    name: Name
    alias: Name | None
    type: TypeName
    label: Label
    default: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedList(Node):
    """`tertutup belanja "Dana BOK digunakan untuk" dasar III.B.3`"""

    dimension: Dimension
    label: Label
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Node):
    """`boleh`, `larang` or `wajib`, its name, its label, its clauses"""

    effect: Effect
    name: Name
    label: Label
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Node):
    """`celah lampiran "Format tidak ada di naskah" menyentuh wajib`"""

    name: Name
    label: Label
    touches: Touched
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Node):
    """`kewajiban laporan "…" per satker per bulan`: of an office, not of an expense"""

    name: Name
    label: Label
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients(Node):
    """`sasaran penerima "Puskesmas yang ditetapkan"`: who is funded"""

    name: Name
    label: Label
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Node):
    """`target k4 "Cakupan K4" paling sedikit 95% pada 2015`"""

    name: Name
    label: Label
    comparison: Comparison
    value: Constant
    year: int | None = None
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Node):
    """`"…"` as a value in an example"""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Node):
    """`(kuitansi, surat_tugas)` or `(ppn Rp100.000, pph22 Rp15.000)`"""

    items: tuple[tuple[Name, Constant | None], ...]


Value = Constant | Name | Text | Items


@dataclass(frozen=True, slots=True, kw_only=True)
class Example(Node):
    """`contoh "…" diberi belanja = honor maka dilarang karena honor`"""

    label: Label
    given: tuple[tuple[Name, Value], ...]
    outcome: WrittenOutcome
    because: tuple[Name, ...] = ()
    missing: tuple[Name, ...] = ()
    questioned: int | None = None
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken(Node):
    """What could not be parsed. What it seems to declare stays known: to use it is no error."""

    names: frozenset[str] = frozenset()


Declaration = (
    Term | Choice | Fact | ClosedList | Rule | Gap | Duty | Recipients | Target | Example | Broken
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Node):
    """One policy file."""

    language: Language = "id"
    declarations: tuple[Declaration, ...] = ()
