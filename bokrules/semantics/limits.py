"""Limits over a ledger: how much of something may be, or must be, in a period."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from bokrules.semantics.declared import Selective

CountedUnit = Literal["orang", "kali", "hari", "jam"]
Period = Literal["tahun", "semester", "triwulan", "bulan", "hari"]
PERIODS: tuple[Period, ...] = ("tahun", "semester", "triwulan", "bulan", "hari")
DISBURSEMENT = "pencairan"
"""A duty may also be owed before each disbursement: no ledger tells when that is."""


@dataclass(frozen=True, slots=True)
class Counted:
    """`2 kali`: distinct events, persons or days, or a sum of hours."""

    value: int
    unit: CountedUnit


@dataclass(frozen=True, slots=True)
class Rupiah:
    """A sum of amounts, in rupiah."""

    amount: int


@dataclass(frozen=True, slots=True)
class ShareOf:
    """A sum of amounts, as a share of a ceiling that is given with the ledger."""

    share: Fraction
    basis: str


Measure = Counted | Rupiah | ShareOf
Unit = Literal["times", "persons", "days", "hours", "rupiah"]
_UNITS: dict[CountedUnit, Unit] = {
    "kali": "times",
    "orang": "persons",
    "hari": "days",
    "jam": "hours",
}


def unit_of(measure: Measure) -> Unit:
    """What the numbers of a measure are; a share of a ceiling is compared in rupiah."""
    return _UNITS[measure.unit] if isinstance(measure, Counted) else "rupiah"


@dataclass(frozen=True, kw_only=True)
class Limit(Selective):
    """`batas`: the most, or the least, of a measure in each group and period.

    `fields` are facts of an expense that make the groups; without a period the whole ledger is one.
    """

    is_most: bool
    measure: Measure
    fields: tuple[str, ...] = ()
    period: Period | None = None
    finding: str | None = None
