"""An exception that never meets its prohibition is found."""

from __future__ import annotations

import pytest

from bokrules.base.diagnostics import Diagnostic
from tests.helpers import compile_text, places, words


def found_in(prohibition: str, permission: str) -> list[Diagnostic]:
    _, found = compile_text(
        f'larang a "A" {prohibition} dasar A\nboleh b "B" {permission} dasar A\n'
    )
    return found


@pytest.mark.parametrize(
    ("prohibition", "permission"),
    [
        ("untuk belanja gaji kecuali b", "untuk belanja honor"),
        ("untuk belanja gaji bila terpencil kecuali b", "untuk belanja gaji bila bukan terpencil"),
        ("untuk belanja gaji bila nilai > Rp9 kecuali b", "untuk belanja gaji bila nilai < Rp10"),
        ("untuk belanja gaji kecuali b", "untuk belanja gaji bila nilai > Rp9 dan nilai < Rp10"),
        ("untuk belanja gaji kecuali b", "untuk belanja gaji bila nilai > nilai"),
    ],
)
def test_an_exception_that_can_never_apply(prohibition: str, permission: str) -> None:
    [found] = found_in(prohibition, permission)
    end = len(f'larang a "A" {prohibition}') + 1
    assert places([found]) == [f"BOK210 1:{end - 1}-1:{end}"]
    assert words([found]) == ["BOK210 the exception `b` of `larang a` can never apply"]


@pytest.mark.parametrize(
    "permission",
    [
        "untuk belanja imbalan",
        "untuk kegiatan gizi",
        "bila terpencil",
        "bila nilai > nilai_kuitansi",
        "bila nilai < nilai_kuitansi",
        "bila nilai + nilai_kuitansi > Rp1.000.000",
        "bila 10% * nilai di atas Rp100.000",
        "bila volume di atas 0,1 dan volume di bawah 0,2",
        "bila volume * volume > 2",
        "bila Rp1.000.000 / 3 < nilai dan nilai <= Rp333.334",
        "bila tanggal > 2010-12-31",
    ],
)
def test_an_exception_that_can_apply(permission: str) -> None:
    assert found_in("untuk belanja gaji kecuali b", permission) == []


def test_a_gap_in_prohibitions_has_exceptions_too() -> None:
    text = (
        'celah a "A" menyentuh larang untuk belanja gaji kecuali b, c\n'
        'boleh b "B" untuk belanja imbalan dasar A\nboleh c "C" untuk belanja transpor dasar A\n'
    )
    _, found = compile_text(text)
    assert words(found) == ["BOK210 the exception `c` of `celah a` can never apply"]
