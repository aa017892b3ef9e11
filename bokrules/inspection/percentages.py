"""Ratios as tables print them: `58,85%`, `85`, `-`."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TypeGuard

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.inspection.amounts import number_in
from bokrules.inspection.ledger import Cell, PercentCell

NO_VALUE = frozenset({"-", "–", "—", "na", "n/a", "n.a."})
"""What tables write where there is no value."""
LARGEST_BARE = 2
"""A number of a workbook up to here may be a percentage or, shown as one, a ratio."""


def has_no_value(cell: Cell) -> bool:
    """An empty cell, or one that says that there is no value."""
    return cell is None or (isinstance(cell, str) and cell.casefold() in NO_VALUE)


def ratio_in(cell: Cell, header: str) -> Fraction | None:
    """The exact ratio of a percentage in local notation; None where there is no value.

    Raises InvalidValue for what is no percentage, and for a number of a workbook that may be one
    or the ratio itself.
    """
    if has_no_value(cell):
        return None
    if isinstance(cell, str):
        number = number_in(cell.removesuffix("%").rstrip())
        if number is not None:
            return Fraction(number, 100)
    elif isinstance(cell, PercentCell) and cell.points >= 0:
        return Fraction(cell.points) * Fraction(1, 100)
    elif _is_number(cell) and (cell == 0 or cell > LARGEST_BARE):
        return Fraction(cell) * Fraction(1, 100)
    raise _not_a_ratio(cell, header)


def _is_number(cell: Cell) -> TypeGuard[int | Decimal]:
    if isinstance(cell, Decimal):
        return cell.is_finite()
    return isinstance(cell, int) and not isinstance(cell, bool)


def _not_a_ratio(cell: Cell, header: str) -> InvalidValue:
    if _is_number(cell) and 0 < cell <= LARGEST_BARE:
        return _may_be_a_ratio(Decimal(cell), header)
    wanted = msg("a percentage, such as 85 or 58,85%")
    hint = msg("write {wanted}, or leave the cell empty", wanted=wanted)
    if not isinstance(cell, str):
        hint = msg("write it as text with its sign: `58,85%`")
    return InvalidValue(
        codes.UNREADABLE_CELL,
        msg(
            "column `{column}`: `{value}` is not {wanted}", column=header, value=cell, wanted=wanted
        ),
        hint,
    )


def _may_be_a_ratio(cell: Decimal, header: str) -> InvalidValue:
    shown = PercentCell((cell * 100).normalize())
    return InvalidValue(
        codes.UNREADABLE_CELL,
        msg(
            "column `{column}`: `{value}` seems to be the ratio itself and not a percentage:"
            " write `{shown}`",
            column=header,
            value=cell,
            shown=shown,
        ),
        msg(
            "give the column the format of percentages, or write it as text with its sign:"
            " `{shown}`",
            shown=shown,
        ),
    )
