"""Units and their typed columns; tables with an entry for every option of a choice."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bokrules.semantics.allocation import Table
from bokrules.semantics.policy import Citation
from bokrules.semantics.types import NUMBER, RUPIAH, TEXT, YES_NO, Type
from bokrules.semantics.vocabulary import Label
from tests.helpers import compile_text, compiled, words
from tests.semantics.test_bind_formulas import AROUND


def test_a_kind_of_unit() -> None:
    [unit] = compiled(f'{AROUND} satuan v "V" en "W" kolom a : persen dahulu x tafsir "T"').units[
        1:
    ]
    assert (unit.name, unit.label, unit.formerly, unit.notes) == (
        "v",
        Label("V", "W"),
        ("x",),
        ("T",),
    )
    assert unit.columns == {"kode": TEXT, "a": NUMBER}
    assert unit.citations == ()
    [first] = compiled(AROUND).units
    assert dict(first.columns) == {
        "kode": TEXT,
        "wilayah": Type("choice", "regional"),
        "desa": NUMBER,
        "orang2": Type("count", "orang"),
        "lama": Type("count", "hari"),
        "jk": Type("count", "jam"),
        "terpencil": YES_NO,
        "dana_lain": RUPIAH,
        "catatan": TEXT,
    }


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("a : bilangan, a : teks", "BOK204 `a` is declared twice"),
        ("kode : teks", "BOK204 `kode` is the key of every unit: it is a column already"),
        ("kode : bilangan", "BOK204 `kode` is the key of every unit: it is a column already"),
        ("a : bilagan", "BOK209 there is no type `bilagan`"),
        ("a : jenis_x", "BOK209 there is no type `jenis_x`"),
    ],
)
def test_faults_of_columns(columns: str, message: str) -> None:
    _, found = compile_text(f'satuan v "V" kolom {columns}')
    assert words(found) == [message]


def test_tables() -> None:
    numbers, money = compiled(AROUND).tables
    assert numbers == Table(
        name="bobot",
        label=Label("B"),
        citations=(Citation("A"),),
        span=numbers.span,
        choice="regional",
        type=NUMBER,
        entries={"jawa": Fraction(1), "bali": Fraction(5, 4)},
    )
    assert (money.type, dict(money.entries)) == (RUPIAH, {"jawa": 100, "bali": 200})


@pytest.mark.parametrize(
    ("table", "messages"),
    [
        ("per regional jawa 1", ["BOK219 `tabel t` has no entry for: bali"]),
        ("per regional jawa 1 bali 2 jawa 3", ["BOK204 `jawa` is declared twice"]),
        ("per regional jawa 1 balli 2", ["BOK201 there is no `regional balli` in the vocabulary"]),
        ("per regionl jawa 1 bali 2", ["BOK201 there is no `pilihan regionl` in the vocabulary"]),
        (
            "per regional jawa 1 bali Rp2",
            ["BOK301 the entries of a table are all numbers, or all r"],
        ),
        (
            "per regional jawa ya bali tidak",
            ["BOK301 the entries of a table are all numbers, or all"] * 2,
        ),
        ("per regional jawa 1 orang bali 2 hari", ["BOK301 the entries of a table are all"] * 2),
    ],
)
def test_faults_of_tables(table: str, messages: list[str]) -> None:
    _, found = compile_text(f'pilihan regional "R" jawa "J" bali "B"\ntabel t "T" {table} dasar A')
    assert len(found) == len(messages)
    for each, message in zip(words(found), messages, strict=True):
        assert each.startswith(message)


def test_a_table_of_a_broken_choice() -> None:
    _, found = compile_text('pilihan regional "R" jawa\ntabel t "T" per regional jawa 1 dasar A')
    assert [each.code for each in found] == ["BOK101"]
