"""Raw cells of books to amounts, days and texts. Nothing is rounded, nothing guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import Message, msg
from bokrules.base.money import LARGEST_AMOUNT, format_rupiah
from bokrules.inspection.amounts import number_in, rupiah_in
from bokrules.inspection.books.grid import Raw
from bokrules.inspection.dates import day_in, month_in
from bokrules.inspection.ledger import BadCell
from bokrules.inspection.xlsx_file import cell_of

_DASHES = frozenset({"-", "–", "—", "Rp-", "Rp -", "Rp. -", "Rp.-", "rp -"})
_NIL = "nihil"
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of a spreadsheet."""
_SERIALS = range(32_000, 74_000)
"""1987 to 2102."""
FIRST_YEAR = 1990
"""A day before it is a number that was taken for a day."""
_YEARS = range(FIRST_YEAR, 2100)
_DAY = re.compile(r"[0-9]{1,2}")
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})[\s-]+([^\W\d_]+)\.?|([0-9]{1,2})[/-]([0-9]{1,2})")
_SHORT_YEAR = re.compile(r"([0-9]{1,2})[\s/.-]+([0-9]{1,2}|[^\W\d_]+)[\s/.-]+'?([0-9]{2})")
_WEEKDAY = re.compile(r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*[,/]?\s*",
                      re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """The year and the month of a sheet, for days that name neither."""

    year: int | None = None
    month: int | None = None


def is_empty(raw: Raw) -> bool:
    """Nothing, or a dash."""
    return raw == "" or (isinstance(raw, str) and raw.strip() in _DASHES | {""})


def amount(raw: Raw, head: str, *, negative: bool = False) -> int | None:
    """Whole rupiah; None for an empty cell, a dash or `nihil`. Raises InvalidValue.

    A balance may be `negative` where it is a number.
    """
    if raw == "":
        return None
    cell = cell_of(raw) if not isinstance(raw, BadCell) else raw
    if isinstance(cell, str):
        if cell in _DASHES or cell.strip(" .,").casefold() == _NIL:
            return None
        value = rupiah_in(cell)
    elif isinstance(cell, int) and not isinstance(cell, bool):
        value = cell if negative or cell >= 0 else None
    elif cell is None:
        return None
    else:
        value = None
    if value is None:
        raise unreadable(cell, head, msg("whole rupiah, such as 1250000 or Rp1.250.000"))
    if abs(value) > LARGEST_AMOUNT:
        raise InvalidValue(
            codes.UNREADABLE_CELL,
            msg("column `{column}`: {value} is beyond any expense", column=head, value=cell),
            msg("at most {most}", most=format_rupiah(LARGEST_AMOUNT)),
        )
    return value


def quantity(raw: Raw, head: str) -> Fraction | None:
    """An exact number, None for an empty cell or a dash. Raises InvalidValue."""
    if is_empty(raw):
        return None
    cell = cell_of(raw) if not isinstance(raw, BadCell) else raw
    value: Fraction | None = None
    if (isinstance(cell, int) and not isinstance(cell, bool)) or (
        isinstance(cell, Decimal) and cell.is_finite()
    ):
        value = Fraction(cell)
    elif isinstance(cell, str):
        value = number_in(cell)
    if value is None or value < 0:
        raise unreadable(
            cell, head, msg("a number such as 12 or 2,5 (1.250 may be two numbers: write 1250, or"
                            " 1,25)")
        )  # fmt: skip
    return value


def text(raw: Raw) -> str:
    """As it is read: 12 for a number 12.0. Empty for an empty cell."""
    if isinstance(raw, str):
        return " ".join(raw.split())
    if isinstance(raw, datetime):
        return raw.isoformat(" ").removesuffix(" 00:00:00")
    return str(cell_of(raw)) if not isinstance(raw, BadCell) else raw.text


def day(raw: Raw, head: str, period: Period) -> date | None:
    """The day of a cell; None for an empty cell or a dash. Raises InvalidValue.

    A number is a spreadsheet's count of days, or from 1 to 31 a day of the sheet's month.
    """
    if is_empty(raw):
        return None
    found = _day(raw, period)
    if found is None or found.year not in _YEARS:
        raise unreadable(
            raw, head, msg("a day, such as 2010-05-14, 14/05/2010 or 14 Mei 2010"),
            _why_no_day(raw, period),
        )  # fmt: skip
    return found


def _day(raw: Raw, period: Period) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str):
        return _day_in_text(_WEEKDAY.sub("", raw.strip(), count=1), period)
    if isinstance(raw, (bool, timedelta, BadCell)):
        return None
    whole = cell_of(raw)
    if not isinstance(whole, int):
        return None
    if whole in _SERIALS:
        return _FIRST_DAY + timedelta(days=whole)
    return _made(period.year, period.month, whole)


def _day_in_text(given: str, period: Period) -> date | None:
    found = day_in(given)
    if found is not None:
        return found
    if _DAY.fullmatch(given):
        return _made(period.year, period.month, int(given))
    if parts := _DAY_AND_MONTH.fullmatch(given):
        month = month_in(parts[2]) if parts[2] else int(parts[4])
        return _made(period.year, month, int(parts[1] or parts[3]))
    if parts := _SHORT_YEAR.fullmatch(given):
        month = int(parts[2]) if parts[2].isdigit() else month_in(parts[2])
        return _made(2000 + int(parts[3]), month, int(parts[1]))
    if given.isdigit() and int(given) in _SERIALS:
        return _FIRST_DAY + timedelta(days=int(given))
    return None


def _made(year: int | None, month: int | None, number: int) -> date | None:
    if year is None or month is None:
        return None
    try:
        return date(year, month, number)
    except (ValueError, OverflowError):
        return None


def _why_no_day(raw: Raw, period: Period) -> Message | None:
    short = isinstance(raw, str) and (_DAY.fullmatch(raw.strip()) or _DAY_AND_MONTH.fullmatch(raw))
    if (short or not isinstance(raw, (str, date))) and (
        period.year is None or period.month is None
    ):
        return msg("the sheet does not say its month and year: write them into its title, or give"
                   " them in a mapping")  # fmt: skip
    return None


def unreadable(
    cell: object, head: str, wanted: Message, hint: Message | None = None
) -> InvalidValue:
    """What is said of a cell that is not what its column holds."""
    if isinstance(cell, BadCell):
        return InvalidValue(
            codes.UNREADABLE_CELL,
            msg("column `{column}`: the cell shows {value}", column=head, value=cell),
            msg("mend the formula; then open the file in Excel and save it"),
        )
    shown = str(cell)
    return InvalidValue(
        codes.UNREADABLE_CELL,
        msg("column `{column}`: `{value}` is not {wanted}", column=head,
            value=shown if len(shown) <= 60 else shown[:59] + "…", wanted=wanted),
        hint or msg("write {wanted}, or leave the cell empty", wanted=wanted),
    )  # fmt: skip
