"""`missing_vouchers`: numbers that a series of vouchers leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from bokrules.base.messages import Message, msg
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import Entry
from bokrules.inspection.findings.finding import Finding, Weight, criterion_of
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.numbering import Numbering
from bokrules.inspection.findings.wording import listed

_NUMBER = re.compile(r"[0-9]+")
_NUMBERS = re.compile(rf"({_NUMBER.pattern})")
LARGEST_DIGITS = 12
"""A longer run of digits is no running number."""
_Numbered: TypeAlias = tuple[tuple[int, ...], Entry]


@dataclass(frozen=True, slots=True)
class _Gap:
    """The numbers between two vouchers that the book has."""

    before: Entry
    after: Entry
    first: int
    last: int
    column: int

    @property
    def n(self) -> int:
        return self.last - self.first + 1

    def words(self) -> Message | str:
        first, last = self._written(self.first), self._written(self.last)
        return first if first == last else msg("{first} to {last}", first=first, last=last)

    def _written(self, number: int) -> str:
        """As the voucher before the gap is written, with as many digits."""
        written = (self.before.line.voucher or "").strip()
        found = list(_NUMBER.finditer(written))[self.column]
        digits = str(number).zfill(len(found[0]))
        return written[: found.start()] + digits + written[found.end() :]


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One indication for each unit and year, with all gaps of its series.

    A series is what vouchers have in common but for one number (and the month, where numbers
    restart with it): of the numbers in them that which
    changes most. Fewer than `least` numbers, or more that are missing than are there, are none.
    """
    numbered_lines = [each for each in inspected.entries if each.line.kind.moves]
    numbering = Numbering(numbered_lines)
    units: dict[tuple[str, int], dict[tuple[str, int | None], list[_Numbered]]] = {}
    for each in numbered_lines:
        if each.voucher is None:
            continue
        parts = _NUMBERS.split((each.line.voucher or "").strip())
        texts = parts[1::2]
        if texts and max(map(len, texts)) <= LARGEST_DIGITS:
            month = numbering.scope(each)[2]
            form = "".join("#".join(parts[::2]).casefold().split()), month
            forms = units.setdefault((each.unit, each.year), {})
            forms.setdefault(form, []).append((tuple(map(int, texts)), each))
    for forms in units.values():
        gaps = [gap for numbered in forms.values() for gap in _gaps(inspected, numbered)]
        if gaps:
            yield _finding(inspected, gaps)


def _gaps(inspected: Inspected, numbered: Sequence[_Numbered]) -> Iterator[_Gap]:
    """The gaps of the vouchers of one form."""
    columns = list(zip(*(numbers for numbers, _ in numbered), strict=True))
    running = max(range(len(columns)), key=lambda n: (len(set(columns[n])), -n))
    series: dict[tuple[int, ...], dict[int, Entry]] = {}
    for numbers, entry in numbered:
        rest = (*numbers[:running], *numbers[running + 1 :])
        series.setdefault(rest, {}).setdefault(numbers[running], entry)
    for of_series in series.values():
        there = sorted(of_series)
        missing = there[-1] - there[0] + 1 - len(there)
        if len(there) < inspected.settings.missing_vouchers.least or missing > len(there):
            continue
        for before, after in pairwise(there):
            if after > before + 1:
                ends = of_series[before], of_series[after]
                yield _Gap(*ends, first=before + 1, last=after - 1, column=running)


def _finding(inspected: Inspected, gaps: Sequence[_Gap]) -> Finding:
    first = gaps[0].before
    n = sum(gap.n for gap in gaps)
    places = (each.line.place for gap in gaps for each in (gap.before, gap.after))
    return Finding(
        check=CHECK.name,
        code="1.04.01",
        title=msg(
            "{n} numbers of vouchers are missing in the book of {year}", n=n, year=first.year
        ),
        condition=msg(
            "The numbers of vouchers of {year} run on, but the book leaves out {n}: {gaps}.",
            year=first.year,
            n=n,
            gaps=listed([gap.words() for gap in gaps]),
        ),
        criterion=criterion_of(
            inspected.texts,
            ("pembukuan", "bku_terpisah"),
            msg("Vouchers are numbered in sequence, and all of them are in the book"),
        ),
        consequence=msg(
            "It cannot be ruled out that receipts or expenses are not in the book: their rupiah "
            "cannot be told from it"
        ),
        recommendation=msg(
            "Ask for these vouchers, or for the minutes on which they were cancelled"
        ),
        amount=None,
        rows=tuple(dict.fromkeys(places)),
        unit=first.shown_unit,
        weight=Weight.INDICATION,
    )


def _lacks(inspected: Inspected) -> Message | None:
    if any(each.voucher for each in inspected.lines):
        return None
    return msg("the book has no numbers of vouchers")


CHECK = Check("missing_vouchers", msg("Numbers left out in a series of vouchers"), _run, _lacks)
