"""`description_arithmetic`: amounts that their own counts and prices do not come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.evaluation.row import Place
from bokrules.inspection.books.lines import BudgetLine, CashLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import text_key, unit_key
from bokrules.inspection.findings.finding import Finding, Weight, criterion_of
from bokrules.inspection.findings.groups import amount_of, grouped, unit_of
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.products import part_products, right_amounts, right_result
from bokrules.inspection.findings.vouchers import voucher_key
from bokrules.inspection.findings.wording import listed, row_words
from bokrules.inspection.multiplications import Multiplication, multiplications_in

OVERPAID, BOOKS = "1.01.04", "2.01.01"
PRICE, QUANTITY = "harga_satuan", "volume"


class _Kind(Enum):
    OVERPAID = "overpaid"
    """More was spent than the counts and prices come to."""
    INACCURATE = "inaccurate"
    """The numbers of a line do not go together; no more was spent than they come to."""
    BUDGET = "budget"
    """The same of a line of the budget, of which nothing is spent yet."""


@dataclass(frozen=True, slots=True)
class _Slip:
    """`excess` is in rupiah, and 0 unless it was spent."""

    kind: _Kind
    place: Place
    unit: str | None
    words: Message
    excess: int = 0
    weight: Weight = Weight.FINDING


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One for each unit and kind. A line that is wrong in several ways is in one, with the first:
    the product and the amount, the printed result, price times quantity, counts and quantity."""
    groups = grouped(_slips(inspected), lambda each: (unit_key(each.unit), each.kind, each.weight))
    for (_, kind, weight), slips in groups.items():
        yield _finding(inspected, kind, weight, slips)


def _slips(inspected: Inspected) -> Iterator[_Slip]:
    found = [(line, slip) for line in inspected.expenses if (slip := _of_expense(inspected, line))]
    # A receipt for several payees stands in several lines, each with the text of the whole.
    sums = _sums_of_texts(inspected) if found else {}
    for line, slip in found:
        together = sums[_same_text(inspected, line)]
        if together == amount_of(inspected, line) or not _comes_to(inspected, line, together):
            yield slip
    for budget in inspected.books.budget:
        of_budget = _of_budget(budget)
        if of_budget is not None:
            yield of_budget


# ---- one expense ----


def _of_expense(inspected: Inspected, line: CashLine) -> _Slip | None:
    found = multiplications_in(line.description)
    price = _price(inspected, line)
    quantity = None if price is None and not found else _quantity(inspected, line)
    if not found and (price is None or quantity is None):
        return None
    amount = amount_of(inspected, line)
    unit = unit_of(inspected, line)
    right = right_amounts(found, price, quantity)
    if found and amount is not None and right:
        if amount not in right:
            return _amount_slip(line.place, unit, found, amount, max(right))
    elif amount is not None and price is not None and quantity is not None:
        exact = price * quantity
        if exact != amount and exact.denominator == 1:
            return _price_slip(line.place, unit, price, quantity, amount)
    return _printed_slip(line.place, unit, found) or (
        _quantity_slip(line.place, unit, found, quantity) if amount is not None else None
    )


def _amount_slip(
    place: Place,
    unit: str | None,
    found: Sequence[Multiplication],
    amount: int,
    right: int,
) -> _Slip:
    over = amount - right
    words = msg(
        "{row}: {text} comes to {right}, booked are {amount}",
        row=row_words(place),
        text=listed([each.text for each in found]),
        right=format_rupiah(right),
        amount=format_rupiah(amount),
    )
    return _Slip(
        _Kind.OVERPAID if over > 0 else _Kind.INACCURATE,
        place,
        unit,
        words,
        max(over, 0),
        Weight.INDICATION
        if len(found) > 1 or _may_be_part(found[0], amount, right)
        else Weight.FINDING,
    )


def _may_be_part(found: Multiplication, amount: int, right: int) -> bool:
    """Whether the amount is that of some of the persons, days or villages of the text."""
    return 0 < amount < right and Fraction(right, amount) in part_products(found)


def _price_slip(
    place: Place, unit: str | None, price: int, quantity: Fraction, amount: int
) -> _Slip:
    right = int(price * quantity)
    words = msg(
        "{row}: {quantity} at {price} comes to {right}, booked are {amount}",
        row=row_words(place),
        quantity=format_number(quantity),
        price=format_rupiah(price),
        right=format_rupiah(right),
        amount=format_rupiah(amount),
    )
    over = amount - right
    return _Slip(_Kind.OVERPAID if over > 0 else _Kind.INACCURATE, place, unit, words, max(over, 0))


def _printed_slip(place: Place, unit: str | None, found: Sequence[Multiplication]) -> _Slip | None:
    """The text prints another result than its own product; the amount is right."""
    for each in found:
        right = right_result(each)
        if right is not None and each.printed != right:
            words = msg(
                "{row}: {text} comes to {right}",
                row=row_words(place),
                text=each.text,
                right=format_number(right) if each.price is None else format_rupiah(int(right)),
            )
            is_count = each.price is None
            weight = Weight.INDICATION if is_count else Weight.FINDING
            return _Slip(_Kind.INACCURATE, place, unit, words, weight=weight)
    return None


def _quantity_slip(
    place: Place, unit: str | None, found: Sequence[Multiplication], quantity: Fraction | None
) -> _Slip | None:
    """The quantity is not even the product of some of the counts."""
    if quantity is None or len(found) != 1 or quantity in part_products(found[0]):
        return None
    return _Slip(
        _Kind.INACCURATE,
        place,
        unit,
        msg(
            "{row}: {text} counts {counts}, the quantity is {quantity}",
            row=row_words(place),
            text=found[0].text,
            counts=format_number(found[0].quantity),
            quantity=format_number(quantity),
        ),
        weight=Weight.INDICATION,
    )


def _price(inspected: Inspected, line: CashLine) -> int | None:
    price = inspected.fact(line, PRICE)
    return price if isinstance(price, int) else None


def _quantity(inspected: Inspected, line: CashLine) -> Fraction | None:
    quantity = inspected.fact(line, QUANTITY)
    return Fraction(quantity) if isinstance(quantity, (int, Fraction)) else None


# ---- several lines with one text ----


def _same_text(inspected: Inspected, line: CashLine) -> tuple[object, ...]:
    voucher = voucher_key(line.voucher)
    unit = unit_key(unit_of(inspected, line))
    return unit, voucher or line.date, text_key(line.description)


def _sums_of_texts(inspected: Inspected) -> Mapping[tuple[object, ...], int]:
    found: dict[tuple[object, ...], int] = {}
    for each in inspected.expenses:
        key = _same_text(inspected, each)
        found[key] = found.get(key, 0) + (amount_of(inspected, each) or 0)
    return found


def _comes_to(inspected: Inspected, line: CashLine, together: int) -> bool:
    found = multiplications_in(line.description)
    return together in right_amounts(found, _price(inspected, line), _quantity(inspected, line))


# ---- a line of the budget ----


def _of_budget(line: BudgetLine) -> _Slip | None:
    """Its coefficients against its quantity, and either of them with the price to its amount.

    Without coefficients those of its text count, and what the text makes of them.
    """
    found = multiplications_in(line.coefficients or line.description)
    words = _budget_counts(line, found) or _budget_amount(line, found) or _budget_text(line, found)
    return None if words is None else _Slip(_Kind.BUDGET, line.place, line.unit, words)


def _budget_counts(line: BudgetLine, found: Sequence[Multiplication]) -> Message | None:
    if len(found) != 1 or line.quantity is None or not line.coefficients:
        return None
    if found[0].quantity == line.quantity:
        return None
    return msg(
        "{row}: {text} counts {counts}, the quantity is {quantity}",
        row=row_words(line.place),
        text=found[0].text,
        counts=format_number(found[0].quantity),
        quantity=format_number(line.quantity),
    )


def _budget_amount(line: BudgetLine, found: Sequence[Multiplication]) -> Message | None:
    counts = found[0].quantity if len(found) == 1 else None
    quantity = line.quantity if line.quantity is not None else counts
    if quantity is None or line.price is None or line.amount is None:
        return None
    right = quantity * line.price
    if right == line.amount or right.denominator != 1:
        return None
    return msg(
        "{row}: {quantity} at {price} comes to {right}, the budget has {amount}",
        row=row_words(line.place),
        quantity=format_number(quantity),
        price=format_rupiah(line.price),
        right=format_rupiah(int(right)),
        amount=format_rupiah(line.amount),
    )


def _budget_text(line: BudgetLine, found: Sequence[Multiplication]) -> Message | None:
    right = right_amounts(found, None, None)
    if line.amount is None or not right or line.amount in right:
        printed = _printed_slip(line.place, line.unit, found)
        return None if printed is None else printed.words
    return msg(
        "{row}: {text} comes to {right}, the budget has {amount}",
        row=row_words(line.place),
        text=listed([each.text for each in found]),
        right=format_rupiah(max(right)),
        amount=format_rupiah(line.amount),
    )


# ---- the finding ----


def _finding(inspected: Inspected, kind: _Kind, weight: Weight, slips: Sequence[_Slip]) -> Finding:
    excess = sum(each.excess for each in slips)
    amount = format_rupiah(excess)
    is_overpaid = kind is _Kind.OVERPAID
    return Finding(
        check=CHECK.name,
        code=OVERPAID if is_overpaid else BOOKS,
        title=_TITLES[kind],
        condition=msg(
            "{n} lines do not add up: {slips}.",
            n=len(slips),
            slips=listed([each.words for each in slips]),
        ),
        criterion=criterion_of(
            inspected.texts,
            ("pembukuan",) if kind is _Kind.INACCURATE else (),
            msg("The amount is the product of the counts and the price that it is made up of"),
        ),
        consequence=msg("{amount} was paid too much", amount=amount)
        if is_overpaid
        else msg("The numbers of these lines cannot be relied on"),
        recommendation=msg(
            "{amount} is paid back, unless documents show another count", amount=amount
        )
        if is_overpaid
        else msg("The lines are corrected from their documents"),
        amount=excess,
        rows=tuple(each.place for each in slips),
        unit=slips[0].unit,
        weight=weight,
    )


_TITLES = {
    _Kind.OVERPAID: msg("More was paid than counts and prices come to"),
    _Kind.INACCURATE: msg("Counts, prices and amounts of expenses do not go together"),
    _Kind.BUDGET: msg("Counts, prices and amounts of the budget do not go together"),
}


def _lacks(inspected: Inspected) -> Message | None:
    if inspected.expenses or inspected.books.budget:
        return None
    return msg("there are no expenses, and there is no budget")


CHECK = Check("description_arithmetic", msg("Counts times price against the amount"), _run, _lacks)
