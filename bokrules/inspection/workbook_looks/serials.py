"""Days and times as the numbers that workbooks hold."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from fractions import Fraction

_EPOCH = datetime(1899, 12, 30)
_FIRST_OF_MARCH = datetime(1900, 3, 1)
_DAY = timedelta(days=1)
_EXACT = Context(prec=17)
"""As many digits as a workbook's numbers have."""


def serial_of(value: date | time | timedelta) -> str:
    """Days since the end of 1899; those before March 1900 stand one lower, as in every workbook."""
    match value:
        case datetime():
            passed = value - _EPOCH
            passed -= _DAY if value < _FIRST_OF_MARCH else timedelta()
        case date():
            return serial_of(datetime(value.year, value.month, value.day))
        case time():
            passed = datetime.combine(_EPOCH, value.replace(tzinfo=None)) - _EPOCH
        case _:
            passed = value
    micros = passed // timedelta(microseconds=1)
    days = Fraction(micros, 86_400_000_000)
    shown = _EXACT.divide(Decimal(days.numerator), Decimal(days.denominator)).normalize()
    return f"{shown:f}"
