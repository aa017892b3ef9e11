"""Examples: values of the facts' own types, and names that exist."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bokrules.semantics.outcomes import Outcome
from tests.helpers import compile_text, compiled, places


def test_an_example_with_every_kind_of_value() -> None:
    [example] = compiled(
        'contoh "E" diberi belanja = gaji, wilayah = desa, terpencil = tidak, nilai = Rp5,'
        " volume = 1,5, jumlah_orang = 3 orang, jumlah_hari = 2, tanggal = 2010-05-01,"
        ' uraian = "u", bukti = (kuitansi, faktur), pajak = (ppn Rp10, pph22 Rp0)'
        " maka perlu data karena a, kegiatan, masa_berlaku perlu nilai, dana dipertanyakan Rp7"
        ' larang a "A" untuk belanja gaji dasar A'
    ).examples
    assert example.given == {
        "belanja": "gaji",
        "wilayah": "desa",
        "terpencil": False,
        "nilai": 5,
        "volume": Fraction(3, 2),
        "jumlah_orang": 3,
        "jumlah_hari": 2,
        "tanggal": date(2010, 5, 1),
        "uraian": "u",
        "bukti": frozenset({"kuitansi", "faktur"}),
        "pajak": {"ppn": 10, "pph22": 0},
    }
    assert example.outcome is Outcome.UNDETERMINED
    assert example.because == ("a", "kegiatan", "masa_berlaku")
    assert example.missing == ("nilai", "dana")
    assert example.questioned == 7


def test_lists_may_be_empty() -> None:
    [example] = compiled('contoh "E" diberi bukti = (), pajak = () maka diizinkan').examples
    assert example.given == {"bukti": frozenset(), "pajak": {}}


@pytest.mark.parametrize(
    ("given", "found", "message", "help_"),
    [
        ("nilai = 5", "BOK301 27-28", "`nilai` is rupiah", "write an amount of money as `Rp1.000`"),
        (
            "nilai = ()",
            "BOK301 19-24",
            "`nilai` is rupiah",
            "write an amount of money as `Rp1.000`",
        ),
        (
            "nilai = gaji",
            "BOK301 27-31",
            "`nilai` is rupiah",
            "write an amount of money as `Rp1.000`",
        ),
        ("terpencil = Rp1", "BOK301 31-34", "`terpencil` is yes or no", "write `ya` or `tidak`"),
        (
            "bukti = kuitansi",
            "BOK301 27-35",
            "`bukti` is a list of documents",
            "write the documents in parentheses: `(kuitansi, surat_tugas)`",
        ),
        (
            "pajak = Rp5",
            "BOK301 27-30",
            "`pajak` is a mapping of taxes",
            "write the taxes in parentheses: `(ppn Rp1.000)`",
        ),
        ("bukti = (kuitansi Rp5)", "BOK301 37-40", "a document has no amount", None),
        ("pajak = (ppn)", "BOK301 28-31", "`ppn` needs its amount", "write `ppn Rp1.000`"),
        ("pajak = (ppn 5)", "BOK301 28-31", "`ppn` needs its amount", "write `ppn Rp1.000`"),
        ("jumlah_orang = 2 hari", "BOK301 34-40", "`jumlah_orang` is a count", None),
        ("jumlah_orang = 1,5", "BOK301 34-37", "`jumlah_orang` is a count", None),
        ("belanja = Rp5", "BOK301 29-32", "`belanja` is a term of the vocabulary", None),
        ('belanja = "gaji"', "BOK301 29-35", "`belanja` is a term of the vocabulary", None),
        ("uraian = gaji", "BOK301 28-32", "`uraian` is text", None),
        ("tanggal = Rp5", "BOK301 29-32", "`tanggal` is a date", None),
        ("wilayah = ya", "BOK301 29-31", "`wilayah` is a choice", None),
        (
            "belanja = gajih",
            "BOK201 29-34",
            "there is no `belanja gajih` in the vocabulary",
            "did you mean `gaji`?",
        ),
        (
            "wilayah = desaa",
            "BOK201 29-34",
            "there is no `jenis_wilayah desaa` in the vocabulary",
            "did you mean `desa`?",
        ),
        (
            "bukti = (kwitansi)",
            "BOK201 28-36",
            "there is no `dokumen kwitansi` in the vocabulary",
            "did you mean `kuitansi`?",
        ),
        (
            "pajak = (ppnn Rp1)",
            "BOK201 28-32",
            "there is no `pajak ppnn` in the vocabulary",
            "did you mean `ppn`?",
        ),
        ("nila = Rp5", "BOK202 19-23", "there is no fact `nila`", "did you mean `nilai`?"),
        ("nilai = Rp5, nilai = Rp6", "BOK205 32-37", "`nilai` stands twice", None),
    ],
)
def test_refused_values(given: str, found: str, message: str, help_: str | None) -> None:
    policy, [diagnostic] = compile_text(f'contoh "E" diberi {given} maka diizinkan')
    assert policy is None
    code, columns = found.split()
    start, end = columns.split("-")
    assert places([diagnostic]) == [f"{code} 1:{start}-1:{end}"]
    assert str(diagnostic.message) == message
    assert (str(diagnostic.help) if diagnostic.help else None) == help_


@pytest.mark.parametrize(
    ("answer", "found", "help_"),
    [
        ("karena atura", "BOK214 1:52-1:57", "did you mean `aturan`?"),
        ("karena gaji", "BOK214 1:52-1:56", None),
        ("perlu nila", "BOK202 1:51-1:55", "did you mean `nilai`?"),
    ],
)
def test_refused_answers(answer: str, found: str, help_: str | None) -> None:
    policy, [diagnostic] = compile_text(
        f'contoh "E" diberi nilai = Rp5 maka dilarang {answer}'
        ' larang aturan "A" untuk belanja transpor dasar A'
    )
    assert policy is None
    assert places([diagnostic]) == [found]
    assert (str(diagnostic.help) if diagnostic.help else None) == help_
