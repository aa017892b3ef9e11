"""`diff`: two editions, and a ledger and units seen under both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.comparison.difference import Difference, compare
from bokrules.comparison.fiscal import FiscalComparison, Side, Units, compare_shares
from bokrules.comparison.ledger import LedgerComparison, replay
from bokrules.editions import Edition, load_edition
from bokrules.editions.allocating import find_formula
from bokrules.evaluation.row import Place
from bokrules.inspection.ledger_file import read_ledger
from bokrules.inspection.unit_rows import read_settings, read_units
from bokrules.semantics.allocation import Formula
from bokrules.semantics.policy import Policy

Table = Iterable[Mapping[str, object]]
Inputs = Mapping[str, object]


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
    prove: bool = False,
) -> Difference:
    """What changes from edition `a` to edition `b` (years, or folders).

    Their rules are always compared. `ledger` (a file, or expenses) is judged under both; `units` (a
    file, or mappings of columns) are given their shares of `formula` under both, with `inputs` for
    both sides and `inputs_a`, `inputs_b` for one. A formula that only one edition has is used for
    both. Amounts are whole rupiah. `prove` has the solver go over the verdicts a second time.

    Raises UnknownEdition, InvalidPolicy, UnreadableFile, UnknownValue, InvalidValue.
    """
    one, other = load_edition(a), load_edition(b)
    replayed = None if ledger is None else replay_ledger(ledger, one, other)
    money = None
    if units is not None:
        own = {**(inputs or {}), **(inputs_a or {})}, {**(inputs or {}), **(inputs_b or {})}
        money = compare_allocations(one.policy, other.policy, units, formula, own)
    return compare(one.texts, other.texts, replayed, money, prove=prove)


def replay_ledger(ledger: str | Path | Table, before: Edition, after: Edition) -> LedgerComparison:
    """A ledger under the texts of both editions. Raises UnreadableFile."""
    if isinstance(ledger, str | Path):
        file = read_ledger(Path(ledger), before.policy.vocabulary)
        return replay(file.records, before.texts, after.texts, file.source.name)
    rows = [(Place(number), row) for number, row in enumerate(ledger, start=1)]
    return replay(rows, before.texts, after.texts)


def compare_allocations(
    before: Policy,
    after: Policy,
    units: str | Path | Units,
    formula: str | None,
    inputs: tuple[Inputs, Inputs],
) -> FiscalComparison:
    """The same units under the formula of both editions. Raises InvalidValue, UnknownValue."""
    sides = formula_sides(before, after, formula)
    own = {True: before, False: after}
    return compare_shares(
        *(
            Side(
                formula=found,
                policy=policy,
                inputs=given,
                units=_unit_rows(units, found, policy),
                is_own=policy is own[place == 0],
            )
            for place, ((found, policy), given) in enumerate(zip(sides, inputs, strict=True))
        )
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
