"""Expenses put together as an auditor reports them, their sum, and how they are listed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.books.lines import CashLine
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.wording import MOST, listed, row_words

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
_LONGEST = 80


def grouped(items: Iterable[T], key: Callable[[T], K]) -> Mapping[K, list[T]]:
    """In the order in which the keys first come."""
    found: dict[K, list[T]] = {}
    for each in items:
        found.setdefault(key(each), []).append(each)
    return found


def unit_of(inspected: Inspected, line: CashLine) -> str | None:
    """The unit as it was judged, else as the line has it."""
    unit = inspected.fact(line, "satker")
    return unit if isinstance(unit, str) else line.unit


def amount_of(inspected: Inspected, line: CashLine) -> int | None:
    """The rupiah as they were judged, else as the line has them."""
    amount = inspected.fact(line, "nilai")
    return amount if isinstance(amount, int) else line.spent


def total(amounts: Iterable[int | None]) -> int | None:
    """The sum; None if one of them is not known."""
    found = 0
    for each in amounts:
        if each is None:
            return None
        found += each
    return found


def total_words(amounts: Sequence[int | None]) -> Message | str:
    """`Rp1.000`; where some are not known: `at least Rp1.000 (1 without an amount)`."""
    known = [each for each in amounts if each is not None]
    sum_known = format_rupiah(sum(known))
    if len(known) == len(amounts):
        return sum_known
    return msg(
        "at least {amount} ({n} without an amount)", amount=sum_known, n=len(amounts) - len(known)
    )


def amount_words(amount: int | None) -> Message | str:
    return msg("an amount not given") if amount is None else format_rupiah(amount)


def first_listed(items: Sequence[T], words: Callable[[T], Message | str]) -> Message | str:
    """As `listed`, but only the items that are shown are put into words."""
    shown = [words(each) for each in items[:MOST]]
    return listed([*shown, *[""] * (len(items) - len(shown))])


def lines_words(inspected: Inspected, lines: Sequence[CashLine]) -> Message | str:
    """`row 3: Honor kader, Rp500.000; row 4: …`"""
    return first_listed(
        lines,
        lambda each: msg(
            "{row}: {text}, {amount}",
            row=row_words(each.place),
            text=short(each.description),
            amount=amount_words(amount_of(inspected, each)),
        ),
    )


def short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
