"""A ledger replayed under two editions: which rows and how many rupiah change."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from bokrules.base.errors import BokrulesError
from bokrules.evaluation.compiled import CompiledTexts
from bokrules.evaluation.expense import is_governed
from bokrules.evaluation.row import Place, RowError
from bokrules.evaluation.single import judge
from bokrules.evaluation.timeline import Texts
from bokrules.evaluation.verdict import Verdict
from bokrules.semantics.operators import in_force
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Policy

_Key = TypeVar("_Key", bound=Hashable)
Pair = tuple[Outcome, Outcome]
Row = tuple[Place, Mapping[str, object]]


class RowChange(StrEnum):
    """What became of a row."""

    SAME = "same"
    CHANGED = "changed"
    NOT_COMPARABLE = "not_comparable"
    """Both outcomes may still be the same, and only gaps of the sources keep it open."""
    UNDECIDED = "undecided"
    """Both outcomes may still be the same: facts of the expense are missing."""


@dataclass(frozen=True, slots=True)
class ReplayedRow:
    """A row and what each of the two editions says of it."""

    place: Place
    before: Verdict
    after: Verdict

    @property
    def id(self) -> str | None:
        return self._text("id")

    @property
    def unit(self) -> str | None:
        return self._text("satker")

    @property
    def expense_type(self) -> str | None:
        return self._text("belanja")

    @property
    def amount(self) -> int | None:
        value = self.before.facts.get("nilai")
        return value if isinstance(value, int) else None

    @property
    def outcomes(self) -> Pair:
        return self.before.outcome, self.after.outcome

    @property
    def change(self) -> RowChange:
        return _change(self.before, self.after)

    def _text(self, name: str) -> str | None:
        value = self.before.facts.get(name)
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows, their rupiah, and what of these is questioned before and after.

    Rows without an amount count as 0 rupiah, and so does what is questioned of a row of which
    that is not known: of `unknown_before` and `unknown_after` rows.
    """

    rows: int = 0
    amount: int = 0
    questioned_before: int = 0
    questioned_after: int = 0
    without_amount: int = 0
    unknown_before: int = 0
    unknown_after: int = 0

    def plus(self, row: ReplayedRow) -> Tally:
        return Tally(
            self.rows + 1,
            self.amount + (row.amount or 0),
            self.questioned_before + (row.before.questioned_amount or 0),
            self.questioned_after + (row.after.questioned_amount or 0),
            self.without_amount + (row.amount is None),
            self.unknown_before + _hides_what_is_questioned(row.before),
            self.unknown_after + _hides_what_is_questioned(row.after),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """How many rows an edition judged without a fact that does not fit it."""

    dates: int = 0
    """The day lies outside its force."""
    funds: int = 0
    """It does not govern the fund."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerComparison:
    """All rows that both editions can judge, and those that one of them cannot."""

    rows: tuple[ReplayedRow, ...]
    errors: tuple[RowError, ...]
    aside_before: SetAside
    aside_after: SetAside
    source: str | None = None

    @property
    def is_empty(self) -> bool:
        """No row is known to be judged otherwise, and none is left open by a gap."""
        kinds = {each.change for each in self.rows}
        return kinds <= {RowChange.SAME, RowChange.UNDECIDED} and not self.errors

    def having(self, change: RowChange) -> tuple[ReplayedRow, ...]:
        return tuple(each for each in self.rows if each.change is change)

    def total(self, change: RowChange | None = None) -> Tally:
        return _tally(self.rows if change is None else self.having(change))

    def by_outcomes(self, change: RowChange) -> Mapping[Pair, Tally]:
        """By the outcome before and after; the gravest first."""
        order = list(Outcome)
        found = _tallies(self.having(change), lambda row: row.outcomes)
        return dict(sorted(found.items(), key=lambda each: [order.index(o) for o in each[0]]))

    def by_unit(self, change: RowChange) -> Mapping[str | None, Tally]:
        """By unit (satker), in the order of the ledger."""
        return _tallies(self.having(change), lambda row: row.unit)

    def by_expense_type(self, change: RowChange) -> Mapping[str | None, Tally]:
        """By expense type, in the order of the ledger."""
        return _tallies(self.having(change), lambda row: row.expense_type)


def replay(
    rows: Iterable[Row | RowError], before: Texts, after: Texts, source: str | None = None
) -> LedgerComparison:
    """Judge every row under both editions' texts.

    A date outside an edition's force is left out for that edition, and so is a fund that it does
    not govern: else no row of one year could be judged by another's rules. Rows that one of the
    editions cannot judge, for another reason, are in `errors`.
    """
    found: list[ReplayedRow] = []
    errors: list[RowError] = []
    aside = (_Counter(), _Counter())
    first, second = CompiledTexts(before), CompiledTexts(after)
    for row in rows:
        if isinstance(row, RowError):
            errors.append(row)
            continue
        place, fields = row
        try:
            one, other = _judged(fields, first), _judged(fields, second)
        except BokrulesError as error:
            errors.append(RowError(place, error))
            continue
        for counter, (_, left_out) in zip(aside, (one, other), strict=True):
            counter.note(left_out)
        found.append(ReplayedRow(place, one[0], other[0]))
    return LedgerComparison(
        rows=tuple(found),
        errors=tuple(errors),
        aside_before=aside[0].counted,
        aside_after=aside[1].counted,
        source=source,
    )


# ---- what an edition says of a row ----


class _Counter:
    def __init__(self) -> None:
        self._dates = self._funds = 0

    def note(self, left_out: frozenset[str]) -> None:
        self._dates += "tanggal" in left_out
        self._funds += "dana" in left_out

    @property
    def counted(self) -> SetAside:
        return SetAside(dates=self._dates, funds=self._funds)


def _judged(row: Mapping[str, object], texts: CompiledTexts) -> tuple[Verdict, frozenset[str]]:
    """The verdict, and the facts that were left out for it."""
    policy = texts.texts[0]
    names = {
        name: policy.vocabulary.by_any_name[name].name
        for name in row
        if name in policy.vocabulary.by_any_name
    }
    left_out = {
        name for name, value in row.items() if not _fits(names.get(name, name), value, policy)
    }
    kept = {name: value for name, value in row.items() if name not in left_out}
    return judge(kept, texts), frozenset(names[each] for each in left_out)


def _fits(fact: str, value: object, policy: Policy) -> bool:
    """Whether an edition can judge by this value: a day in its force, a fund that it governs."""
    if fact == "tanggal" and isinstance(value, date):
        return in_force(value, policy.edition.first_day, policy.edition.last_day) is True
    return fact != "dana" or not isinstance(value, str) or is_governed(value, policy)


# ---- what became of it ----


def _change(before: Verdict, after: Verdict) -> RowChange:
    """Different for certain, the same, or open: for want of facts, else by gaps alone.

    Verdicts that rest on the same rules and gaps are the same, however open they are. What stays
    undetermined when all its facts are given cannot be compared, whatever the other side lacks.
    """
    if _rests_on(before) == _rests_on(after):
        return RowChange.SAME
    if not _could_be(before) & _could_be(after):
        return RowChange.CHANGED
    both = (before, after)
    if before.outcome is after.outcome is not Outcome.UNDETERMINED:
        if before.questioned_amount == after.questioned_amount:
            return RowChange.SAME
        if not any(_is_open(each) for each in both):
            return RowChange.CHANGED
    if any(each.outcome is Outcome.UNDETERMINED and not _asks(each) for each in both):
        return RowChange.NOT_COMPARABLE
    if any(_is_open(each) and _asks(each) for each in both):
        return RowChange.UNDECIDED
    return RowChange.NOT_COMPARABLE


def _could_be(verdict: Verdict) -> frozenset[Outcome]:
    """The outcomes still possible: any, where the text is silent because not all of it is known.

    A complete text that says nothing of an expense leaves nothing open.
    """
    possible = verdict.decision.possible
    is_known = not verdict.policy.edition.partial and not verdict.decision.gaps
    if Outcome.UNDETERMINED in possible and not is_known:
        return frozenset(Outcome)
    return possible


def _asks(verdict: Verdict) -> bool:
    """Whether facts are missing that might decide."""
    return bool(verdict.missing or verdict.too_general)


def _rests_on(verdict: Verdict) -> object:
    decision, policy = verdict.decision, verdict.policy
    names = {*decision.basis, *decision.gaps, *(each.name for each in decision.obligations)}
    declared = [each for name in sorted(names) for each in policy.by_name.get(name, [])]
    return decision.outcome, decision.possible, decision.questioned, decision.missing, declared


def _is_open(verdict: Verdict) -> bool:
    return len(_could_be(verdict)) > 1


# ---- sums ----


def _hides_what_is_questioned(verdict: Verdict) -> bool:
    """Whether its amount is missing, or the fund may pay it or not."""
    is_open = verdict.outcome is Outcome.UNDETERMINED and not verdict.only_refusals
    return is_open or verdict.questioned_amount is None


def _tally(rows: Iterable[ReplayedRow]) -> Tally:
    found = Tally()
    for each in rows:
        found = found.plus(each)
    return found


def _tallies(rows: Iterable[ReplayedRow], key: Callable[[ReplayedRow], _Key]) -> dict[_Key, Tally]:
    found: dict[_Key, Tally] = {}
    for each in rows:
        of = key(each)
        found[of] = found.get(of, Tally()).plus(each)
    return found
