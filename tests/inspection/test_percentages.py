from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from bokrules import InvalidValue
from bokrules.inspection.ledger import Cell, PercentCell
from bokrules.inspection.percentages import has_no_value, ratio_in


@pytest.mark.parametrize(
    ("cell", "ratio"),
    [
        ("85", Fraction(85, 100)),
        ("58,85%", Fraction(5885, 10000)),
        ("105,04 %", Fraction(10504, 10000)),
        ("100", Fraction(1)),
        ("0", Fraction(0)),
        ("37.632,4", Fraction(376324, 1000)),
        (85, Fraction(85, 100)),
        (0, Fraction(0)),
        (Decimal("58.85"), Fraction(5885, 10000)),
        (PercentCell(Decimal("58.85")), Fraction(5885, 10000)),
        (PercentCell(Decimal("0.5")), Fraction(5, 1000)),
        (None, None),
        ("-", None),
        ("–", None),
        ("na", None),
        ("N/A", None),
    ],
)
def test_percentages(cell: Cell, ratio: Fraction | None) -> None:
    assert ratio_in(cell, "rasio") == ratio
    assert has_no_value(cell) is (ratio is None)


@pytest.mark.parametrize("cell", ["no", "1.250", "-5", "(5)", "58,85%%", "5%5", "%", "1e2"])
def test_what_is_no_percentage(cell: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        ratio_in(cell, "rasio")
    assert caught.value.message.text() == (
        f"column `rasio`: `{cell}` is not a percentage, such as 85 or 58,85%"
    )
    assert caught.value.hint == "write a percentage, such as 85 or 58,85%, or leave the cell empty"


@pytest.mark.parametrize(
    "cell",
    [-5, True, Decimal("NaN"), Decimal("Infinity"), date(2020, 1, 1), PercentCell(Decimal(-5))],
)
def test_a_number_of_a_workbook_that_is_no_ratio(cell: Cell) -> None:
    with pytest.raises(InvalidValue) as caught:
        ratio_in(cell, "rasio")
    assert caught.value.hint == "write it as text with its sign: `58,85%`"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [(Decimal("0.5885"), "58,85%"), (1, "100%"), (2, "200%"), (Decimal("0.5"), "50%")],
)
def test_a_number_of_a_workbook_that_seems_to_be_the_ratio(cell: Cell, shown: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        ratio_in(cell, "rasio")
    assert caught.value.message.text() == (
        f"column `rasio`: `{cell}` seems to be the ratio itself and not a percentage:"
        f" write `{shown}`"
    )
    assert caught.value.hint == (
        f"give the column the format of percentages, or write it as text with its sign: `{shown}`"
    )
