"""The clauses of declarations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bokrules.syntax.ast.expressions import Count, Expression, Money, Name, Node, Number

Dimension = Literal["belanja", "kegiatan", "dana"]
"""What a rule can select on; a closed list closes one of them."""
DIMENSIONS: tuple[Dimension, ...] = ("belanja", "kegiatan", "dana")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Formerly(Node):
    """`dahulu nama_lama`: what this was called, or was part of, in earlier years"""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Node):
    """`60% dari pagu`"""

    percent: Number
    basis: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound(Node):
    """`maksimal 2 kali`, `minimal 60% dari pagu`"""

    is_most: bool
    measure: Count | Money | Share


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeName(Node):
    """`rupiah`, `daftar dokumen`, `rupiah per pajak`"""

    name: str
    shape: Literal["plain", "list", "map"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input(Node):
    """`masukan pagu : rupiah`"""

    name: Name
    type: TypeName


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Node):
    """`dasar_alokasi = 65% * pagu`, or with `hasil` before it"""

    name: Name
    value: Expression
    is_result: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding(Node):
    """`bulatkan alokasi ke Rp1.000 sisa_terbesar jumlah_tepat pagu seri kode`

    `rest` says where a part of the total goes that is less than the unit: `sisa_ke_terbesar`,
    `sisa_tidak_dibagi`, or nothing.
    """

    line: Name
    unit: Money
    exact_total: Expression | None = None
    ties: Name | None = None
    rest: Literal["largest", "undistributed"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBound(Node):
    """`maksimal Rp5.000.000.000` or `minimal 2 * dasar_alokasi`: of the result, for each unit"""

    is_most: bool
    amount: Expression


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
    | Bound
    | Formerly
)
TermClause = Within | Phrases | Accounts | Formerly
FormulaClause = Input | Line | Rounding | ShareBound
