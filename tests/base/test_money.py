from __future__ import annotations

import pytest

from bokrules.base.money import LARGEST_AMOUNT, format_rupiah


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "Rp0"),
        (999, "Rp999"),
        (1_000, "Rp1.000"),
        (1_250_000, "Rp1.250.000"),
        (-1_500, "-Rp1.500"),
        (LARGEST_AMOUNT, "Rp1.000.000.000.000.000"),
    ],
)
def test_format_rupiah(amount: int, text: str) -> None:
    assert format_rupiah(amount) == text
