"""Amounts out of proportion to an allocation, and the power of ten that would mend them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from statistics import median

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.figures import figure
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.rules import Difference
from bokrules.inspection.published.table import PublishedRow, PublishedTable

BOUNDS = {
    Role.REALISATION: (Fraction(1, 20), Fraction(5)),
    Role.NEED: (Fraction(1, 10), Fraction(10)),
}
"""Within these a realisation, or a need, is in proportion to its allocation."""
MENDED = {
    Role.REALISATION: (Fraction(1, 5), Fraction(1)),
    Role.NEED: (Fraction(1, 5), Fraction(5)),
}
"""Into these a factor must bring it to be a hypothesis."""


def proportion(row: PublishedRow, rule: Difference, role: Role) -> Fraction | None:
    """What was realised or needed to what was allocated, if it is out of proportion."""
    of, minus = row.value(rule.of), row.value(rule.minus)
    if not of or not minus or of < 0 or minus < 0 or role not in BOUNDS:
        return None
    ratio = Fraction(minus, of)
    low, high = BOUNDS[role]
    return None if low <= ratio <= high else ratio


def factor_slip(
    table: PublishedTable,
    row: PublishedRow,
    rule: Difference,
    rows: Iterable[PublishedRow],
) -> Message | None:
    """Which of the two amounts a power of ten would mend: the one farther from its median."""
    role = table.columns[rule.minus]
    ratio = proportion(row, rule, role)
    if ratio is None:
        return None
    power = _power(ratio, *MENDED[role])
    if power is None:
        return None
    every = list(rows)
    of, minus = row.value(rule.of), row.value(rule.minus)
    assert of is not None
    assert minus is not None
    is_first = _distance(of, every, rule.of) > _distance(minus, every, rule.minus)
    column = rule.of if is_first else rule.minus
    meant = Fraction(of, power) if is_first else minus * power
    return msg(
        "{column} is off by a factor of {factor}: {meant} would be in proportion ({percent})",
        column=column,
        factor=figure(max(power, Fraction(1, power))),
        meant=figure(meant),
        percent=f"{figure(ratio * power * 100, 2)}%",
    )


def _power(ratio: Fraction, low: Fraction, high: Fraction) -> Fraction | None:
    """The smallest power of ten that brings the ratio between the two."""
    for power in (10, 100, 1000):
        for factor in (Fraction(1, power), Fraction(power)):
            if low <= ratio * factor <= high:
                return factor
    return None


def _distance(value: Fraction, rows: Iterable[PublishedRow], column: str) -> Fraction:
    """How many times the median, or what part of it turned over."""
    amounts = [amount for each in rows if (amount := each.value(column)) is not None and amount > 0]
    times = Fraction(value, Fraction(median(amounts)))
    return max(times, Fraction(1, times))
