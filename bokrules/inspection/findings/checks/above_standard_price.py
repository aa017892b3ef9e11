"""`above_standard_price`: unit prices above the district's standard (standar satuan harga)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.inspection.books.lines import CashLine, PriceLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import Entry, entries, text_key, unit_key
from bokrules.inspection.findings.finding import Finding, criterion_of
from bokrules.inspection.findings.groups import (
    amount_of,
    first_listed,
    grouped,
    short,
    total,
    total_words,
    unit_of,
)
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.phrases import PhraseIndex, Words, words_of
from bokrules.inspection.findings.wording import row_words
from bokrules.inspection.multiplications import Multiplication, multiplications_in

CODE = "1.01.05"


@dataclass(frozen=True, slots=True)
class _Priced:
    """What one line pays for a piece of one item."""

    line: CashLine
    price: int
    quantity: Fraction | None
    measures: frozenset[str]
    """Of what is counted, where the text says so."""


@dataclass(frozen=True, slots=True)
class _Above:
    priced: _Priced
    standard: PriceLine

    @property
    def excess(self) -> int | None:
        """Rupiah; None where the quantity is not known, or the excess is not whole."""
        if self.priced.quantity is None:
            return None
        exact = (self.priced.price - self.standard.price) * self.priced.quantity
        return exact.numerator if exact.denominator == 1 else None

    def words(self) -> Message:
        quantity = self.priced.quantity
        return msg(
            "{row}: {text}, {n} at {price}",
            row=row_words(self.priced.line.place),
            text=short(self.priced.line.description),
            n=msg("an unknown quantity") if quantity is None else format_number(quantity),
            price=format_rupiah(self.priced.price),
        )


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One for each item and unit.

    An item is one whose words stand together in the text of the expense; of two the one within the
    other does not count, and a text with two different items is left out. Of several standards of
    one item the year of the expense decides, then the measure; of those that are left the highest
    is the standard.
    """
    standards = _Standards(inspected.books.prices)
    found = (_above(inspected, each, standards) for each in entries(inspected))
    above = [each for each in found if each is not None]
    groups = grouped(
        above,
        lambda each: (
            text_key(each.standard.item),
            each.standard.place,
            unit_key(unit_of(inspected, each.priced.line)),
        ),
    )
    for group in groups.values():
        yield _finding(inspected, group)


class _Standards:
    def __init__(self, prices: Sequence[PriceLine]) -> None:
        self._by_item: Mapping[Words, Sequence[PriceLine]] = grouped(
            (each for each in prices if each.price > 0), lambda each: words_of(each.item)
        )
        self._items = PhraseIndex(self._by_item)

    def of(self, text: str, year: int, measures: frozenset[str]) -> PriceLine | None:
        items = self._items.longest_in(words_of(text))
        if len(items) != 1:
            return None
        found = [each for each in self._by_item[items[0]] if each.year in (None, year)]
        same = [each for each in found if each.measure and text_key(each.measure) in measures]
        return max(same or found, key=lambda each: each.price, default=None)


def _above(inspected: Inspected, entry: Entry, standards: _Standards) -> _Above | None:
    priced = _priced(inspected, entry.line)
    if priced is None:
        return None
    standard = standards.of(entry.line.description, entry.year, priced.measures)
    if standard is None or priced.price <= standard.price:
        return None
    return _Above(priced, standard)


def _priced(inspected: Inspected, line: CashLine) -> _Priced | None:
    """The price that the ledger has a column for, else the one of the text."""
    given = inspected.fact(line, "harga_satuan")
    found = multiplications_in(line.description)
    text = found[0] if len(found) == 1 else None
    price = given if isinstance(given, int) else text.price if text is not None else None
    if price is None:
        return None
    counts = () if text is None else text.counts
    measures = frozenset(text_key(each.measure) for each in counts)
    return _Priced(line, price, _quantity(inspected, line, price, text), measures)


def _quantity(
    inspected: Inspected, line: CashLine, price: int, text: Multiplication | None
) -> Fraction | None:
    """As the ledger has it, as the text counts, else how often the price goes into the amount."""
    given = inspected.fact(line, "volume")
    if isinstance(given, (int, Fraction)):
        return Fraction(given)
    if text is not None and text.price in (None, price):
        return text.quantity
    amount = amount_of(inspected, line)
    if amount is None or not price or amount % price:
        return None
    return Fraction(amount // price)


def _finding(inspected: Inspected, group: Sequence[_Above]) -> Finding:
    standard = group[0].standard
    excesses = [each.excess for each in group]
    lines = [each.priced.line for each in group]
    return Finding(
        check=CHECK.name,
        code=CODE,
        title=msg("Price above the district's standard: {item}", item=standard.item),
        condition=msg(
            "The standard of {item} is {price} ({row}). Above it: {lines}.",
            item=standard.item,
            price=format_rupiah(standard.price),
            row=row_words(standard.place),
            lines=first_listed(group, _Above.words),
        ),
        criterion=criterion_of(
            inspected.texts,
            ("satuan_biaya",),
            msg("No unit price is above the district's standard of unit prices"),
        ),
        consequence=msg("{amount} was paid above the standard", amount=total_words(excesses)),
        recommendation=msg("What is above the standard is paid back"),
        amount=total(excesses),
        rows=(*(each.place for each in lines), standard.place),
        unit=unit_of(inspected, lines[0]),
    )


def _lacks(inspected: Inspected) -> Message | None:
    return None if inspected.books.prices else msg("there is no standard of unit prices")


CHECK = Check("above_standard_price", msg("Prices above the standard"), _run, _lacks)
