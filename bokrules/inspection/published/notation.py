"""A number as tables print it: `1.234.567`, `(1.234)`, `-1.234`, `74,36`, `58,85%`, `na`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from bokrules.base.messages import Message, msg
from bokrules.inspection.ledger import BadCell, Cell, PercentCell


class Kind(StrEnum):
    """What the cells of a column hold."""

    RUPIAH = "rupiah"
    PERCENT = "percent"
    COUNT = "count"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Number:
    """A number, exact, and to how many decimals it was printed. Percent are in points: 74,36."""

    value: Fraction
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing is printed."""


@dataclass(frozen=True, slots=True)
class NoValue:
    """A mark such as `na` or `-` says that there is no value."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text, in a column of texts."""

    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """What is printed is no number. `likely` is what it probably says: a hypothesis."""

    why: Message
    likely: Number | NoValue | None = None


Reading: TypeAlias = Number | Blank | NoValue | Words | Broken

NO_VALUE_MARKS = frozenset({"na", "n/a", "n.a.", "n.a", "-", "–", "—"})
MOST_DECIMALS = 9
"""Of a number in a workbook: what stands behind them is what its arithmetic left."""
_DIGITS = r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?"
_PLAIN = re.compile(_DIGITS)
_PARENTHESES = re.compile(rf"\({_DIGITS}\)")
_MINUS = re.compile(rf"[-−]\s?{_DIGITS}")
_ONE_PARENTHESIS = re.compile(rf"\({_DIGITS}|{_DIGITS}\)")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_DOT_DECIMAL = re.compile(r"\d{1,3}\.\d{1,2}")
_NEAR_NO_VALUE = frozenset({"no", "n a", "nn", "ma"})


def read_printed(cell: Cell, kind: Kind) -> Reading:
    """What a cell says in a column of that kind. Never raises: what cannot be read is Broken."""
    if cell is None:
        return Blank()
    if kind is Kind.TEXT:
        return Words(printed_text(cell))
    if isinstance(cell, PercentCell):
        return _whole_where_needed(_from_spreadsheet(cell.points), kind)
    if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
        return _whole_where_needed(_from_spreadsheet(cell), kind)
    if isinstance(cell, (bool, date, datetime, time, timedelta, BadCell)):
        return Broken(msg("this is no number"))
    return _in_words(cell, kind)


def printed_text(cell: Cell) -> str:
    """A cell as people see it; an empty one is ''."""
    return "" if cell is None else str(cell)


def _from_spreadsheet(cell: int | Decimal) -> Number:
    exponent = Decimal(cell).as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return Number(Fraction(cell), min(decimals, MOST_DECIMALS))


def _in_words(text: str, kind: Kind) -> Reading:
    bare = re.sub(r"^rp\.?\s*", "", text.strip(), flags=re.IGNORECASE)
    if kind is Kind.PERCENT:
        bare = bare.removesuffix("%").rstrip()
    if bare.casefold() in NO_VALUE_MARKS:
        return NoValue()
    if found := _PLAIN.fullmatch(bare):
        return _whole_where_needed(_number(found[1], found[2]), kind)
    if found := _PARENTHESES.fullmatch(bare) or _MINUS.fullmatch(bare):
        return _whole_where_needed(_negative(found[1], found[2]), kind)
    return _broken(bare)


def _broken(text: str) -> Broken:
    if found := _ONE_PARENTHESIS.fullmatch(text):
        likely = _negative(found[1] or found[3], found[2] or found[4])
        return Broken(msg("only one parenthesis is printed"), likely)
    if text.casefold() in _NEAR_NO_VALUE:
        return Broken(msg("this is neither a number nor the mark `na`"), NoValue())
    if _COMMAS.fullmatch(text):
        return Broken(msg("commas group the thousands"), _number(text.replace(",", ""), None))
    if _DOT_DECIMAL.fullmatch(text):
        return Broken(msg("a dot stands before the decimals"), _number(*text.split(".")))
    return Broken(msg("this is no number"))


def _number(whole: str, part: str | None) -> Number:
    digits = whole.replace(".", "") + (part or "")
    decimals = len(part or "")
    return Number(Fraction(int(digits), 10**decimals), decimals)


def _negative(whole: str, part: str | None) -> Number:
    number = _number(whole, part)
    return Number(-number.value, number.decimals)


def _whole_where_needed(number: Number, kind: Kind) -> Number | Broken:
    if kind is not Kind.PERCENT and number.value.denominator != 1:
        return Broken(msg("this is no whole number"))
    return number
