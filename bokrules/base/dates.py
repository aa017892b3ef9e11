"""Days as a reader writes them."""

from __future__ import annotations

from datetime import date

from bokrules.base.messages import Message, msg

_MONTHS = (
    msg("January"),
    msg("February"),
    msg("March"),
    msg("April"),
    msg("May"),
    msg("June"),
    msg("July"),
    msg("August"),
    msg("September"),
    msg("October"),
    msg("November"),
    msg("December"),
)


def day_words(day: date) -> str:
    """`22 April 2010`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_message(day: date) -> Message:
    """`22 April 2010`, put into words when it is shown."""
    return msg("{day} {month} {year}", day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def month_message(year: int, month: int) -> Message:
    """`April 2010`."""
    return msg("{month} {year}", month=_MONTHS[month - 1], year=year)
