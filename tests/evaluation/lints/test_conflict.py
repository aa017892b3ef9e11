"""Rules that contradict each other are found, with an expense that shows it."""

from __future__ import annotations

import pytest

from bokrules.base.diagnostics import Diagnostic
from tests.helpers import compile_text, places


def found_in(prohibition: str, permission: str, more: str = "") -> list[Diagnostic]:
    _, found = compile_text(
        f'larang a "A" {prohibition} dasar A\nboleh b "B" {permission} dasar A\n{more}'
    )
    return found


def witness(found: list[Diagnostic]) -> str:
    [only] = found
    assert only.code == "BOK211"
    message = str(only.message)
    before = "`larang a` and `boleh b` both hold, for example: "
    assert message.startswith(before)
    return message.removeprefix(before)


@pytest.mark.parametrize(
    ("prohibition", "permission", "example"),
    [
        # terms
        ("untuk belanja gaji", "untuk belanja gaji", "belanja = gaji"),
        ("untuk belanja gaji", "untuk belanja imbalan", "belanja = gaji"),
        ("untuk belanja imbalan", "untuk belanja honor", "belanja = honor"),
        ("untuk belanja pemeliharaan", "untuk belanja bahan_imunisasi", "belanja = cold_chain"),
        ("untuk belanja transpor, gaji", "untuk belanja honor, gaji", "belanja = gaji"),
        (
            "untuk belanja gaji untuk kegiatan promotif",
            "untuk kegiatan gizi untuk belanja gaji",
            "belanja = gaji, kegiatan = gizi",
        ),
        (
            "untuk belanja gaji",
            "untuk belanja imbalan bila bukan belanja = honor",
            "belanja = gaji",
        ),
        (
            "untuk belanja gaji",
            "untuk belanja gaji bila bukan kegiatan = promotif",
            "belanja = gaji, kegiatan = rapat",
        ),
        # yes and no, choices
        (
            "untuk belanja gaji bila terpencil",
            "untuk belanja gaji",
            "belanja = gaji, terpencil = ya",
        ),
        (
            "untuk belanja gaji",
            "untuk belanja gaji bila bukan terpencil",
            "belanja = gaji, terpencil = tidak",
        ),
        (
            "untuk belanja gaji bila bukan (wilayah = desa)",
            "untuk belanja gaji bila bukan (wilayah = kota)",
            "belanja = gaji, wilayah = pulau",
        ),
        # thresholds
        (
            "untuk belanja gaji bila nilai di atas Rp100",
            "untuk belanja gaji bila nilai paling banyak Rp101",
            "belanja = gaji, nilai = Rp101",
        ),
        (
            "untuk belanja gaji bila nilai paling sedikit Rp100",
            "untuk belanja gaji bila nilai paling banyak Rp100",
            "belanja = gaji, nilai = Rp100",
        ),
        (
            "untuk belanja gaji bila nilai = Rp1.000.000",
            "untuk belanja gaji",
            "belanja = gaji, nilai = Rp1.000.000",
        ),
        (
            "untuk belanja gaji bila nilai di atas Rp100 s/d Rp102",
            "untuk belanja gaji bila nilai di atas Rp101 s/d Rp200",
            "belanja = gaji, nilai = Rp102",
        ),
        (
            "untuk belanja gaji bila 10% * nilai di atas Rp100.000",
            "untuk belanja gaji",
            "belanja = gaji, nilai = Rp1.000.001",
        ),
        (
            "untuk belanja gaji bila nilai - Rp100 > Rp5",
            "untuk belanja gaji",
            "belanja = gaji, nilai = Rp106",
        ),
        (
            "untuk belanja gaji bila nilai di atas nilai_kuitansi",
            "untuk belanja gaji",
            "nilai_kuitansi = Rp0, belanja = gaji, nilai = Rp1",
        ),
        (
            "untuk belanja gaji bila nilai > Rp100 dan nilai_kuitansi < Rp50",
            "untuk belanja gaji",
            "nilai_kuitansi = Rp0, belanja = gaji, nilai = Rp101",
        ),
        (
            "untuk belanja gaji bila volume > 0,1 dan volume < 0,2",
            "untuk belanja gaji",
            "belanja = gaji, volume = 3/20",
        ),
        (
            "untuk belanja gaji bila jumlah_orang * Rp50 > nilai",
            "untuk belanja gaji bila nilai > Rp99",
            "belanja = gaji, jumlah_orang = 49, nilai = Rp100",
        ),
        (
            "untuk belanja gaji bila jumlah_orang > 2 orang",
            "untuk belanja gaji bila jumlah_orang < 4 orang",
            "belanja = gaji, jumlah_orang = 3",
        ),
        (
            "untuk belanja gaji bila tanggal > 2010-05-01",
            "untuk belanja gaji bila tanggal <= 2010-05-02",
            "belanja = gaji, tanggal = 2010-05-02",
        ),
    ],
)
def test_conflicts(prohibition: str, permission: str, example: str) -> None:
    assert witness(found_in(prohibition, permission)) == example


@pytest.mark.parametrize(
    ("prohibition", "permission"),
    [
        # another dimension: the prohibition simply wins
        ("untuk belanja gaji", "untuk kegiatan gizi"),
        ("untuk belanja gaji", "untuk belanja gaji untuk dana bok"),
        ("untuk belanja gaji", "memenuhi belanja"),
        ("bila terpencil", "bila terpencil"),
        # nothing in common
        ("untuk belanja gaji", "untuk belanja honor"),
        ("untuk belanja gaji bila terpencil", "untuk belanja gaji bila bukan terpencil"),
        ("untuk belanja gaji bila wilayah = desa", "untuk belanja gaji bila wilayah = kota"),
        ("untuk belanja gaji bila nilai > Rp100", "untuk belanja gaji bila nilai <= Rp100"),
        (
            "untuk belanja gaji bila nilai < Rp100",
            "untuk belanja gaji bila nilai di atas Rp98 dan bukan nilai = Rp99",
        ),
        ("untuk belanja gaji bila 10% * nilai > Rp10", "untuk belanja gaji bila nilai <= Rp100"),
        ("untuk belanja imbalan bila bukan belanja = gaji", "untuk belanja gaji"),
        (
            "untuk belanja gaji bila tanggal > 2010-05-01",
            "untuk belanja gaji bila tanggal < 2010-05-02",
        ),
        # an exception between them
        ("untuk belanja gaji kecuali b", "untuk belanja gaji"),
        ("untuk belanja imbalan kecuali b", "untuk belanja gaji bila terpencil"),
    ],
)
def test_no_conflict(prohibition: str, permission: str) -> None:
    assert found_in(prohibition, permission) == []


def test_the_place_and_the_help() -> None:
    [found] = found_in("untuk belanja gaji", "untuk belanja gaji")
    assert places([found]) == ["BOK211 1:1-1:40"]
    assert str(found.help) == "name the exception in the prohibition: `kecuali b`"


def test_another_exception_may_leave_no_room_for_a_conflict() -> None:
    """Where `c` always holds together with `b`, the prohibition never meets `b`."""
    exception = 'boleh c "C" untuk belanja gaji {when} dasar A'
    prohibition, permission = "untuk belanja gaji kecuali c", "untuk belanja gaji bila nilai > Rp5"
    assert found_in(prohibition, permission, exception.format(when="bila nilai > Rp4")) == []
    assert (
        witness(found_in(prohibition, permission, exception.format(when="bila nilai > Rp6")))
        == "belanja = gaji, nilai = Rp6"
    )


def test_every_pair_is_reported() -> None:
    _, found = compile_text(
        'larang a "A" untuk belanja gaji dasar A\nlarang b "B" untuk belanja imbalan dasar A\n'
        'boleh c "C" untuk belanja gaji dasar A\nboleh d "D" untuk belanja honor dasar A\n'
    )
    assert [(each.code, each.span.line) for each in found] == [
        ("BOK211", 1),
        ("BOK211", 2),
        ("BOK211", 2),
    ]
