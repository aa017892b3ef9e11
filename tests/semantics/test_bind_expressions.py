"""Conditions and sums: what they are bound to, and which types they refuse."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bokrules.base.diagnostics import Diagnostic
from bokrules.semantics import expressions as ir
from tests.helpers import compile_text, compiled, places

BEFORE = 'boleh a "A" bila '


def bound(condition: str) -> ir.Expression:
    [permission] = compiled(f"{BEFORE}{condition} dasar A").permissions
    return permission.when


def refused(condition: str) -> list[Diagnostic]:
    policy, found = compile_text(f"{BEFORE}{condition} dasar A")
    assert policy is None
    return found


def column_of(condition: str, part: str) -> str:
    """The columns of `part` as `places` writes them."""
    start = len(BEFORE) + condition.index(part) + 1
    return f"1:{start}-1:{start + len(part)}"


# ---- what is bound ----


@pytest.mark.parametrize(
    ("condition", "expression"),
    [
        ("terpencil", ir.Field("terpencil")),
        ("bukan terpencil", ir.Not(ir.Field("terpencil"))),
        ("ya", ir.Constant(True)),
        (
            "terpencil = tidak",
            ir.Compare(ir.Field("terpencil"), "=", ir.Constant(False)),
        ),
        ("belanja = gaji", ir.IsA("belanja", "gaji")),
        ("wilayah = desa", ir.Compare(ir.Field("wilayah"), "=", ir.Constant("desa"))),
        (
            "jumlah_orang >= 5 orang",
            ir.Compare(ir.Field("jumlah_orang"), ">=", ir.Constant(5)),
        ),
        (
            "tanggal < 2010-05-01",
            ir.Compare(ir.Field("tanggal"), "<", ir.Constant(date(2010, 5, 1))),
        ),
        (
            "volume > 10%",
            ir.Compare(ir.Field("volume"), ">", ir.Constant(Fraction(1, 10))),
        ),
        (
            "nilai di atas Rp1 s/d Rp9",
            ir.AllOf(
                (
                    ir.Compare(ir.Field("nilai"), ">", ir.Constant(1)),
                    ir.Compare(ir.Field("nilai"), "<=", ir.Constant(9)),
                )
            ),
        ),
        (
            "terpencil atau dalam_rpk dan ya",
            ir.AnyOf(
                (
                    ir.Field("terpencil"),
                    ir.AllOf((ir.Field("dalam_rpk"), ir.Constant(True))),
                )
            ),
        ),
    ],
)
def test_bound(condition: str, expression: ir.Expression) -> None:
    assert bound(condition) == expression


@pytest.mark.parametrize(
    "condition",
    [
        "nilai + Rp1 > nilai_kuitansi - Rp2",
        "10% * nilai > Rp5",
        "nilai * 10% > Rp5",
        "Rp50.000 * jumlah_orang > nilai",
        "jumlah_orang * Rp50.000 > nilai",
        "jumlah_orang * Rp50.000 * jumlah_hari > nilai",
        "nilai / 2 > Rp5",
        "nilai / Rp1.000 > 5",
        "2 * jumlah_orang > 5 orang",
        "jumlah_orang / 2 orang > 1",
        "jumlah_orang + 1 orang > 2 orang",
        "volume * volume / 2 + 1 > 1,5",
        "nilai = nilai_kuitansi",
        "terpencil = dalam_rpk",
    ],
)
def test_types_that_fit(condition: str) -> None:
    assert isinstance(bound(condition), ir.Compare)


# ---- what is refused ----


@pytest.mark.parametrize(
    ("condition", "part", "message", "help_"),
    [
        (
            "jumlah_orang + jumlah_hari > 1 orang",
            "jumlah_hari",
            "a count of hari cannot be added to a count of orang",
            "one counts orang, the other hari",
        ),
        (
            "nilai + 1 > Rp1",
            "1",
            "a number cannot be added to rupiah",
            "write an amount of money as `Rp1.000`",
        ),
        ("terpencil + ya > 1", "terpencil", "yes or no cannot be added to a number", None),
        ("tanggal - tanggal > 1", "tanggal", "a date cannot be added to a number", None),
        (
            "nilai * nilai_kuitansi > Rp1",
            "nilai_kuitansi",
            "rupiah cannot be multiplied by rupiah",
            None,
        ),
        (
            "jumlah_orang * jumlah_hari > 1",
            "jumlah_hari",
            "a count cannot be multiplied by a count",
            None,
        ),
        ("nilai / 2 orang > Rp1", "2 orang", "rupiah cannot be divided by a count", None),
        ("volume / Rp2 > 1", "Rp2", "a number cannot be divided by rupiah", None),
        ("2 * terpencil > 1", "terpencil", "a number cannot be multiplied by yes or no", None),
        (
            "nilai di atas 1000",
            "nilai di atas 1000",
            "rupiah cannot be compared with a number",
            "write an amount of money as `Rp1.000`",
        ),
        (
            "jumlah_orang paling sedikit 5",
            "jumlah_orang paling sedikit 5",
            "a count cannot be compared with a number",
            "write the unit after the number: `5 orang`",
        ),
        (
            "jumlah_orang paling sedikit 5 hari",
            "jumlah_orang paling sedikit 5 hari",
            "a count cannot be compared with a count",
            "one counts orang, the other hari",
        ),
        ("tanggal > Rp1", "tanggal > Rp1", "a date cannot be compared with rupiah", None),
        ("terpencil > ya", "terpencil > ya", "yes or no has no order to compare by", None),
        ("bukti = bukti", "bukti = bukti", "a list of documents has no order to compare by", None),
        ("pajak = pajak", "pajak = pajak", "a mapping of taxes has no order to compare by", None),
        (
            "belanja > gaji",
            "belanja > gaji",
            "`belanja` is compared with one of its terms only, by `=`",
            None,
        ),
        (
            "wilayah = Rp1",
            "wilayah = Rp1",
            "`jenis_wilayah` is compared with one of its terms only, by `=`",
            None,
        ),
    ],
)
def test_type_mismatch(condition: str, part: str, message: str, help_: str | None) -> None:
    [found] = refused(condition)
    assert places([found]) == [f"BOK301 {column_of(condition, part)}"]
    assert str(found.message) == message
    assert (str(found.help) if found.help else None) == help_


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        ("uraian", "uraian"),
        ("bukan uraian", "uraian"),
        ("uraian = uraian", "uraian"),
        ("nilai = uraian", "uraian"),
        ("terpencil dan uraian", "uraian"),
    ],
)
def test_text_never_decides(condition: str, part: str) -> None:
    [found] = refused(condition)
    assert places([found]) == [f"BOK302 {column_of(condition, part)}"]


@pytest.mark.parametrize(
    ("condition", "part", "kind"),
    [
        ("nilai", "nilai", "rupiah"),
        ("bukan belanja", "belanja", "a term of the vocabulary"),
        ("terpencil dan wilayah", "wilayah", "a choice"),
        ("terpencil atau bukti", "bukti", "a list of documents"),
        ("nilai + Rp1", "nilai + Rp1", "rupiah"),
        ("5 orang", "5 orang", "a count"),
    ],
)
def test_what_is_no_condition(condition: str, part: str, kind: str) -> None:
    [found] = refused(condition)
    assert places([found]) == [f"BOK303 {column_of(condition, part)}"]
    assert str(found.message) == f"yes or no is asked for here, this is {kind}"


@pytest.mark.parametrize("divisor", ["0", "volume", "(1 - 1)", "0,0"])
def test_a_divisor_is_a_fixed_number(divisor: str) -> None:
    [found] = refused(f"nilai / {divisor} > Rp1")
    assert (found.code, found.span.column) == ("BOK304", 26 + divisor.startswith("("))


@pytest.mark.parametrize(
    ("condition", "part", "code", "help_"),
    [
        ("terpencill", "terpencill", "BOK202", "did you mean `terpencil`?"),
        ("qqq > Rp1", "qqq", "BOK202", "declare it with `fakta`"),
        ("belanja = gajih", "gajih", "BOK201", "did you mean `gaji`?"),
        ("kegiatan = qqq", "qqq", "BOK201", "declare it, or write a name that the vocabulary has"),
        ("wilayah = desaa", "desaa", "BOK201", "did you mean `desa`?"),
        ("belanja = imunisasi", "imunisasi", "BOK201", "did you mean `bahan_imunisasi`?"),
    ],
)
def test_unknown_names(condition: str, part: str, code: str, help_: str) -> None:
    [found] = refused(condition)
    assert places([found]) == [f"{code} {column_of(condition, part)}"]
    assert str(found.help) == help_


def test_every_fault_of_a_condition_is_reported() -> None:
    found = refused("(aaa atau nilai > 1) dan bukan (bbb = Rp1 atau uraian)")
    assert [each.code for each in found] == ["BOK202", "BOK301", "BOK202", "BOK302"]


def test_a_range_over_an_unknown_fact_is_one_fault() -> None:
    assert places(refused("aaa di atas Rp1 s/d Rp2")) == ["BOK202 1:18-1:21"]


# ---- what an expression reads ----


def test_fields_in_the_order_of_reading() -> None:
    condition = bound(
        "bukan (belanja = gaji atau terpencil) dan nilai + Rp1 > 10% * nilai_kuitansi dan ya"
    )
    assert list(ir.fields_of(condition)) == ["belanja", "terpencil", "nilai", "nilai_kuitansi"]
    assert list(ir.memberships_of(condition)) == [ir.IsA("belanja", "gaji")]
