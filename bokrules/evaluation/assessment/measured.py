"""What a row says of a unit: its rupiah, and the ratio that is to be judged."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.evaluation.row import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One row. What it leaves blank is None, and never 0.

    Amounts are rupiah; `ratio` is exact, 1 is 100%. `scale` and `target` are the yardstick that the
    row itself names, `criterion` is the band as the source prints it, `group` what it is summed by.
    """

    place: Place
    unit: str
    code: str | None = None
    year: int | None = None
    allocation: int | None = None
    realisation: int | None = None
    need: int | None = None
    ratio: Fraction | None = None
    scale: str | None = None
    target: str | None = None
    criterion: str | None = None
    group: str | None = None

    @property
    def has_both(self) -> bool:
        """Whether the row counts in sums of realisation over allocation."""
        return self.allocation is not None and self.realisation is not None


def absorption(unit: str, realisation: int | None, allocation: int | None) -> Fraction | None:
    """Realisation over allocation, exactly; None if either is not known.

    Raises InvalidValue, naming the unit, for an allocation of 0 rupiah.
    """
    if realisation is None or allocation is None:
        return None
    if allocation == 0:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("unit `{unit}`: an allocation of Rp0 has no ratio", unit=unit),
            msg("leave the cell empty if the allocation is not known"),
        )
    return Fraction(realisation, allocation)
