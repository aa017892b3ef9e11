from __future__ import annotations

import pytest

from bokrules.inspection.findings.deposits import is_for_the_state


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("Setor PPN", True),
        ("Penyetoran PPh22 bulan Mei", True),
        ("Setor jasa giro ke kas negara", True),
        ("Pajak bunga bank", True),
        ("Setor sisa kas", True),
        ("Setor laporan ke dinas", False),
        ("Belanja ATK termasuk PPN", False),
        ("Karangan bunga", False),
        ("Sosialisasi pajak", False),
    ],
)
def test_money_for_the_state(text: str, is_it: bool) -> None:
    assert is_for_the_state(text) is is_it
