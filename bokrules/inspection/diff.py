"""`diff`: two editions, and a ledger and units seen under both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.comparison.difference import Difference, compare
from bokrules.comparison.fiscal import FiscalComparison, Side, Units, compare_shares
from bokrules.comparison.input_ranges import InputRange, Of
from bokrules.comparison.ledger import LedgerComparison, replay
from bokrules.comparison.possible_loss import PossibleLosses, possible_losses
from bokrules.editions import Edition, load_edition
from bokrules.editions.allocating import find_formula
from bokrules.evaluation.row import Place
from bokrules.inspection.books.kinds import SheetKind
from bokrules.inspection.books.lines import CashKind, CashLine
from bokrules.inspection.books.reading import BookFile, read_books
from bokrules.inspection.classify.classifier import ACTIVITY, EXPENSE_TYPE, Classifier
from bokrules.inspection.records import Record
from bokrules.inspection.unit_rows import read_range, read_settings, read_units
from bokrules.semantics.allocation import Formula
from bokrules.semantics.policy import Policy

Table = Iterable[Mapping[str, object]]
Inputs = Mapping[str, object]
Ranges = Mapping[str, tuple[object, object]]


def diff(
    a: int | str | Path,
    b: int | str | Path,
    *,
    ledger: str | Path | Table | None = None,
    units: str | Path | Units | None = None,
    formula: str | None = None,
    inputs: Inputs | None = None,
    inputs_a: Inputs | None = None,
    inputs_b: Inputs | None = None,
    ranges: Ranges | None = None,
    ranges_a: Ranges | None = None,
    ranges_b: Ranges | None = None,
    prove: bool = False,
) -> Difference:
    """What changes from edition `a` to edition `b` (years, or folders).

    Their rules are always compared. `ledger` (a file, or expenses) is judged under both; `units` (a
    file, or mappings of columns) are given their shares of `formula` under both, with `inputs` for
    both sides and `inputs_a`, `inputs_b` for one. A formula that only one edition has is used for
    both. Amounts are whole rupiah. `prove` has the solver go over the verdicts a second time.

    `ranges`, `ranges_a` and `ranges_b` give the lowest and the highest value of inputs that are not
    known; the solver then finds in `losses` what each unit can lose at most, and `money` is None.

    Raises UnknownEdition, InvalidPolicy, UnreadableFile, UnknownValue, InvalidValue.
    """
    one, other = load_edition(a), load_edition(b)
    replayed = None if ledger is None else replay_ledger(ledger, one, other)
    money = losses = None
    unknown = [
        InputRange(name, low, high, of)
        for of, given in ((Of.BOTH, ranges), (Of.BEFORE, ranges_a), (Of.AFTER, ranges_b))
        for name, (low, high) in (given or {}).items()
    ]
    if unknown and units is None:
        raise no_units()
    if units is not None:
        own = {**(inputs or {}), **(inputs_a or {})}, {**(inputs or {}), **(inputs_b or {})}
        sides = allocation_sides(one.policy, other.policy, units, formula, own)
        if unknown:
            losses = possible_losses(*sides, unknown)
        else:
            money = compare_shares(*sides)
    return compare(one.texts, other.texts, replayed, money, losses=losses, prove=prove)


def replay_ledger(ledger: str | Path | Table, before: Edition, after: Edition) -> LedgerComparison:
    """A ledger under the texts of both editions. Raises UnreadableFile."""
    if isinstance(ledger, str | Path):
        file = read_books(Path(ledger), before.policy.vocabulary)
        return replay(_records(file, before), before.texts, after.texts, file.source.name)
    rows = [(Place(number), row) for number, row in enumerate(ledger, start=1)]
    return replay(rows, before.texts, after.texts)


def _records(file: BookFile, edition: Edition) -> list[Record]:
    """The expenses of a file, and the rows that could not be read.

    Of a cash book, which has no columns for them, texts propose expense type and activity.
    """
    classifier = Classifier.of(edition)
    plain = {each.place for each in file.recognised if each.kind is SheetKind.TABLE}
    records: list[Record] = [*file.errors]
    for book in file.books.cash:
        for line in book.lines:
            if line.kind is CashKind.EXPENSE:
                named = {} if book.place in plain else _named(line, classifier, edition.year)
                records.append((line.place, {**named, **line.facts}))
    return records


def _named(line: CashLine, classifier: Classifier, year: int) -> dict[str, str]:
    """The one expense type and the one activity that a line names."""
    code = line.facts.get("rekening")
    found = classifier.classify(line.description, code if isinstance(code, str) else None, year)
    named = {EXPENSE_TYPE: found.expense_type.value, ACTIVITY: found.activity.value}
    return {name: value for name, value in named.items() if value is not None}


def compare_allocations(
    before: Policy,
    after: Policy,
    units: str | Path | Units,
    formula: str | None,
    inputs: tuple[Inputs, Inputs],
) -> FiscalComparison:
    """The same units under the formula of both editions. Raises InvalidValue, UnknownValue."""
    return compare_shares(*allocation_sides(before, after, units, formula, inputs))


def largest_losses(
    before: Policy,
    after: Policy,
    units: str | Path | Units,
    formula: str | None,
    inputs: tuple[Inputs, Inputs],
    ranges: Sequence[InputRange],
) -> PossibleLosses:
    """What the units can lose at most. Raises InvalidValue, UnknownValue."""
    sides = allocation_sides(before, after, units, formula, inputs)
    return possible_losses(*sides, ranges)


def allocation_sides(
    before: Policy,
    after: Policy,
    units: str | Path | Units,
    formula: str | None,
    inputs: tuple[Inputs, Inputs],
) -> tuple[Side, Side]:
    """Both formulas with what they are computed from. Raises InvalidValue, UnknownValue."""
    sides = formula_sides(before, after, formula)
    one, other = (
        Side(
            formula=found,
            policy=policy,
            inputs=given,
            units=_unit_rows(units, found, policy),
            is_own=policy is own,
        )
        for (found, policy), given, own in zip(sides, inputs, (before, after), strict=True)
    )
    return one, other


def no_units() -> InvalidValue:
    """The error where something is said of a formula, and there is nothing to share out to."""
    return InvalidValue(
        codes.BAD_ALLOCATION_INPUT,
        msg("a formula and its inputs are given, and no units"),
        msg("give --units FILE"),
    )


def side_settings(
    before: Policy, after: Policy, formula: str | None, texts: tuple[Sequence[str], Sequence[str]]
) -> tuple[Inputs, Inputs]:
    """`NAME=VALUE` for each side, each name once. Raises as `read_settings` does."""
    (old, old_policy), (new, new_policy) = formula_sides(before, after, formula)
    return (
        read_settings(texts[0], old, old_policy),
        read_settings(texts[1], new, new_policy),
    )


def range_settings(
    before: Policy,
    after: Policy,
    formula: str | None,
    texts: Sequence[tuple[Of, Sequence[str]]],
) -> list[InputRange]:
    """`NAME=LOW..HIGH` of both sides, or of one. Raises InvalidValue."""
    sides = formula_sides(before, after, formula)
    found = []
    for of, of_side in texts:
        for text in of_side:
            read = [read_range(text, *side) for place, side in enumerate(sides) if of.is_of(place)]
            if read[0] != read[-1]:
                raise InvalidValue(
                    codes.BAD_ALLOCATION_INPUT,
                    msg("`{text}` is another range by each edition's table", text=text),
                    msg("give each side its own: --range-a and --range-b"),
                )
            found.append(InputRange(*read[0], of))
    return found


def formula_sides(
    before: Policy, after: Policy, name: str | None
) -> tuple[tuple[Formula, Policy], tuple[Formula, Policy]]:
    """Each side's formula and the edition that has it; one that only one has stands for both.

    Raises UnknownValue if neither has it, InvalidValue if none is named and several could be meant.
    """
    if name is None:
        name = _only_formula(before, after)
    having = [each for each in (before, after) if any(f.name == name for f in each.formulas)]
    first = having[0] if having else before
    last = having[-1] if having else after
    return (find_formula(name, first), first), (find_formula(name, last), last)


def _only_formula(before: Policy, after: Policy) -> str:
    names = [{each.name for each in policy.formulas} for policy in (before, after)]
    meant = names[0] & names[1] or names[0] | names[1]
    if len(meant) == 1:
        return meant.pop()
    raise InvalidValue(
        codes.BAD_ALLOCATION_INPUT,
        msg("units are shared out by a formula, and none is named"),
        msg("name one of: {names}", names=sorted(meant) or "-"),
    )


def _unit_rows(
    units: str | Path | Units, formula: Formula, policy: Policy
) -> Sequence[Mapping[str, object]]:
    if isinstance(units, str | Path):
        return read_units(Path(units), formula, policy)
    return units
