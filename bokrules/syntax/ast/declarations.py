"""The declarations of a policy file, and the file itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bokrules.base.messages import Language
from bokrules.syntax.ast.clauses import (
    Applies,
    Dimension,
    FormulaClause,
    RuleClause,
    TermClause,
    TypeName,
)
from bokrules.syntax.ast.expressions import Comparison, Constant, Expression, Label, Name, Node

Effect = Literal["allow", "forbid", "require"]
Touched = Literal["allow", "forbid", "require", "limit", "duty", "formula", "recipients", "target"]
TermKind = Literal["belanja", "kegiatan", "dana", "dokumen", "pajak"]
WrittenOutcome = Literal["forbidden", "unlisted", "undetermined", "conditional", "allowed"]


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
class Limit(Node):
    """`batas konsultasi "…" untuk … maksimal 2 kali per satker per tahun`"""

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
    """`target k4 "Cakupan K4" paling sedikit 95% pada 2015`; the source may print no number"""

    name: Name
    label: Label
    comparison: Comparison | None = None
    value: Constant | None = None
    year: int | None = None
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(Node):
    """`"Efektif" di atas 90% s/d 100%`; an end that is None is open"""

    label: Label
    lower_comparison: Comparison | None = None
    lower: Constant | None = None
    upper_comparison: Comparison | None = None
    upper: Constant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Node):
    """`skala efektivitas "…" "Efektif" di atas 90% s/d 100% …`"""

    name: Name
    label: Label
    bands: tuple[Band, ...]
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitKind(Node):
    """`satuan provinsi "Provinsi" kolom regional : regional, kab_kota : bilangan`"""

    name: Name
    label: Label
    columns: tuple[tuple[Name, TypeName], ...]
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Node):
    """`tabel bobot_regional "…" per regional jawa 1 bali 1,25`"""

    name: Name
    label: Label
    key: Name
    entries: tuple[tuple[Name, Constant], ...]
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula(Node):
    """`rumus bok_provinsi "…" untuk_setiap provinsi`, its inputs, lines and rounding"""

    name: Name
    label: Label
    unit: Name
    body: tuple[FormulaClause, ...] = ()
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
    possible: tuple[WrittenOutcome, ...] = ()
    questioned: int | None = None
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Node):
    """`klaim "…" bila belanja = gaji maka selalu dilarang`; `never` where it is `tidak pernah`"""

    label: Label
    condition: Expression
    never: bool
    outcomes: tuple[WrittenOutcome, ...]
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken(Node):
    """What could not be parsed. What it seems to declare stays known: to use it is no error."""

    names: frozenset[str] = frozenset()


Named = Rule | Limit | Gap | Duty | Recipients | Target | Scale | UnitKind | Table | Formula
"""What has a name of its own and clauses."""
Ordinary = Term | Choice | Fact | ClosedList | Named
"""What an amendment may add, replace or repeal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amends(Node):
    """`mengubah 2020 "Perluasan penggunaan BOK" dasar SE.1`: the edition that this text amends"""

    base: Name
    label: Label
    clauses: tuple[RuleClause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(Node):
    """`tambah boleh …`, `ganti wajib …`"""

    action: Literal["add", "replace"]
    declaration: Ordinary


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeal(Node):
    """`cabut wajib rpk`; of a closed list the dimension, and the funds that it is limited to"""

    kind: str
    name: Name
    limited_to: Applies | None = None
    clauses: tuple[RuleClause, ...] = ()


Headed = Named | ClosedList | Amends
"""What cites, notes and selects by clauses."""
Declaration = Ordinary | Example | Claim | Amends | Edit | Repeal | Broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Node):
    """One policy file."""

    language: Language = "id"
    declarations: tuple[Declaration, ...] = ()
