"""Claims on all complete expenses, checked by enumeration: proved, refuted, or too many to try.

Values that no rule tells apart count once, so few are tried: of the terms those that meet the same
rules, of amounts those at and beside each threshold. A branch is left as soon as every way to
complete it is settled. Evidence, taxes and stamps only help, so all and nothing of them suffice.
Where a comparison reads several facts, the solver is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import cast

from bokrules.backends import reference, to_smt
from bokrules.backends.decision import Decision, Facts, Value
from bokrules.base.money import LARGEST_AMOUNT
from bokrules.evaluation.thresholds import (
    comparisons_of,
    fractions_around,
    thresholds_of,
    whole_around,
)
from bokrules.evaluation.timeline import Texts
from bokrules.semantics import expressions as ir
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Claim, Deposit, Gap, Must, Policy, StampDuty
from bokrules.semantics.types import NUMBER
from bokrules.semantics.vocabulary import DIMENSION_ORDER

MOST_TRIED = 100_000
_PAYABLE = frozenset({Outcome.ALLOWED, Outcome.CONDITIONAL})


class ClaimState(StrEnum):
    PROVED = "proved"
    REFUTED = "refuted"
    NOT_ANALYSED = "not analysed"


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A claim and the text it is about; where it is refuted, an expense and what is decided."""

    claim: Claim
    policy: Policy
    state: ClaimState
    witness: Facts | None = None
    decision: Decision | None = None


def check_claims(texts: Texts) -> tuple[ClaimResult, ...]:
    """The claims of each text, on the days that it is in force."""
    return tuple(check_claim(claim, policy) for policy in texts for claim in policy.claims)


def check_claim(claim: Claim, policy: Policy, most: int = MOST_TRIED) -> ClaimResult:
    """Proved if it holds for every complete expense, refuted by one for which it does not."""
    if not _is_enumerable(claim, policy):
        return solve_claim(claim, policy)
    try:
        found = _Search(claim, policy, most).witness()
    except _TooMany:
        return ClaimResult(claim, policy, ClaimState.NOT_ANALYSED)
    if found is None:
        return ClaimResult(claim, policy, ClaimState.PROVED)
    return ClaimResult(claim, policy, ClaimState.REFUTED, found, reference.decide(found, policy))


def _refuting(claim: Claim) -> frozenset[Outcome]:
    """The outcomes of which one refutes it."""
    return claim.outcomes if claim.never else frozenset(Outcome) - claim.outcomes


def solve_claim(claim: Claim, policy: Policy) -> ClaimResult:
    """By the solver, where it is installed and does not give up."""
    if not to_smt.is_available():
        return ClaimResult(claim, policy, ClaimState.NOT_ANALYSED)
    from bokrules.backends.to_smt.claims import expense_in
    from bokrules.backends.to_smt.solver import NotDecided

    try:
        found = expense_in(policy, claim.condition, _refuting(claim))
    except NotDecided:
        return ClaimResult(claim, policy, ClaimState.NOT_ANALYSED)
    if found is None:
        return ClaimResult(claim, policy, ClaimState.PROVED)
    decision = reference.decide(found, policy)
    if decision.outcome not in _refuting(claim):
        raise AssertionError(f"the solver and the reference disagree: {dict(found)}")
    return ClaimResult(claim, policy, ClaimState.REFUTED, found, decision)


class _TooMany(Exception):
    """More expenses than will be tried."""


class _Search:
    """Depth first, for a complete expense that meets the condition and refutes the claim."""

    def __init__(self, claim: Claim, policy: Policy, most: int) -> None:
        self.claim, self.policy, self.left = claim, policy, most
        self.refuting = _refuting(claim)
        conditions = [claim.condition, *_conditions(policy)]
        self.values = {
            name: list(_values(name, conditions, policy)) for name in _fields(claim, policy)
        }

    def witness(self) -> Facts | None:
        facts: dict[str, Value] = {"tanggal": self.policy.edition.first_day}
        if "tanggal" in self.values:
            facts = {}
        found = self._extend(facts, list(self.values))
        return None if found is None else self._completed(found)

    def _completed(self, facts: Facts) -> Facts:
        """With facts that only obligations read, where allowed and conditional are alike."""
        conditions = [self.claim.condition, *_conditions(self.policy)]
        lacking = {name for rule in self.policy.obligations for name in rule.reads} - facts.keys()
        more = {
            name: next(iter(_values(name, conditions, self.policy))) for name in sorted(lacking)
        }
        return {**facts, **more}

    def _extend(self, facts: dict[str, Value], left: Sequence[str]) -> Facts | None:
        self.left -= 1
        if self.left < 0:
            raise _TooMany
        meets = reference.holds(self.claim.condition, facts, self.policy)
        if meets is False:
            return None
        decision = reference.decide(facts, self.policy)
        if not left:
            return facts if meets and decision.outcome in self.refuting else None
        if not _reachable(decision, facts, self.policy) & self.refuting:
            return None
        for value in self.values[left[0]]:
            found = self._extend({**facts, left[0]: value}, left[1:])
            if found is not None:
                return found
        return None


def _reachable(decision: Decision, facts: Facts, policy: Policy) -> frozenset[Outcome]:
    """What a complete expense may come to: what is possible, and with a gap no answer.

    What a gap in prohibitions certainly hides stays undetermined, unless a rule forbids it.
    """
    if Outcome.FORBIDDEN in decision.possible:
        may_forbid = any(
            reference.prohibition_truth(each, facts, policy) is not False
            for each in policy.prohibitions
        )
        refused = frozenset({Outcome.FORBIDDEN}) if may_forbid else frozenset[Outcome]()
        if any(_certainly_hides(each, facts, policy) for each in policy.gaps):
            return refused | {Outcome.UNDETERMINED}
    undecided = Outcome.UNDETERMINED in decision.possible or decision.gaps
    still = len(decision.possible) > 1 and not decision.possible <= _PAYABLE
    if undecided or still:
        return decision.possible | {Outcome.UNDETERMINED}
    return decision.possible


def _certainly_hides(gap: Gap, facts: Facts, policy: Policy) -> bool:
    """A gap in prohibitions that reaches the expense, whatever else becomes known of it."""
    return (
        gap.touches == "forbid"
        and reference.holds(gap.condition, facts, policy) is True
        and all(
            reference.holds(policy.permission_by_name[name].condition, facts, policy) is False
            for name in gap.exceptions
        )
    )


# ---- what is tried ----


def _conditions(policy: Policy) -> Iterator[ir.Expression]:
    selective = (*policy.closed_lists, *policy.permissions, *policy.prohibitions)
    for each in (*selective, *policy.gaps, *policy.obligations):
        yield each.condition
    for rule in policy.obligations:
        for requirement in rule.requirements:
            if isinstance(requirement, Must):
                yield requirement.condition


def _fields(claim: Claim, policy: Policy) -> list[str]:
    """The facts that make a difference, those of the claim first, then the three dimensions."""
    read = dict.fromkeys(ir.fields_of(claim.condition))
    permission = (*policy.closed_lists, *policy.permissions, *policy.prohibitions, *policy.gaps)
    obliging: list[str] = []
    if claim.outcomes & _PAYABLE and not claim.outcomes >= _PAYABLE:
        obliging = [name for rule in policy.obligations for name in rule.reads]
    told_apart = {name for each in permission for name in ir.fields_of(each.condition)}
    read |= dict.fromkeys(name for name in DIMENSION_ORDER if name in told_apart)
    read |= dict.fromkeys(sorted(told_apart))
    read |= dict.fromkeys(sorted(obliging))
    # A fact before the one it is taken from, which would stand in for it.
    return sorted(read, key=lambda name: policy.vocabulary.facts[name].default is None)


def _is_enumerable(claim: Claim, policy: Policy) -> bool:
    """Arithmetic between facts is not enumerated: every comparison reads one fact."""
    conditions = [claim.condition, *_conditions(policy)]
    return all(len(set(ir.fields_of(each))) <= 1 for c in conditions for each in comparisons_of(c))


def _values(name: str, conditions: Sequence[ir.Expression], policy: Policy) -> Iterable[Value]:
    type_ = policy.vocabulary.facts[name].type
    match type_.kind:
        case "yes_no":
            return (True, False)
        case "choice":
            return list(policy.vocabulary.choices[type_.of].options)
        case "term":
            return _terms(name, conditions, policy)
        case "documents":
            return (frozenset(policy.vocabulary.documents), frozenset[str]())
        case "taxes":
            return (dict.fromkeys(policy.vocabulary.taxes, LARGEST_AMOUNT), {})
        case "date":
            return _days(name, conditions, policy)
        case "text":
            return ("",)
        case _:
            return _numbers(name, conditions, policy)


def _terms(name: str, conditions: Sequence[ir.Expression], policy: Policy) -> list[str]:
    """Of the most specific terms one for each way of meeting the rules."""
    taxonomy = policy.vocabulary.taxonomies[policy.vocabulary.facts[name].type.of]
    tests = {
        test.term for each in conditions for test in ir.memberships_of(each) if test.field == name
    }
    parents = {parent for term in taxonomy.terms.values() for parent in term.parents}
    found: dict[frozenset[str], str] = {}
    governed = policy.edition.funds if name == "dana" else ()
    for term in sorted(set(taxonomy.terms) - parents):
        above = taxonomy.above_or_same(term)
        if governed and not above & set(governed):
            continue
        found.setdefault(frozenset(above & tests), term)
    return list(found.values())


def _days(name: str, conditions: Sequence[ir.Expression], policy: Policy) -> list[date]:
    edition = policy.edition
    days = {edition.first_day, *(edition.last_day,) * (edition.last_day is not None)}
    for value in _constants_beside(name, conditions):
        if isinstance(value, date):
            days |= {value - timedelta(days=1), value, value + timedelta(days=1)}
    last = edition.last_day or date.max
    return sorted(day for day in cast("set[date]", days) if edition.first_day <= day <= last)


def _numbers(
    name: str, conditions: Sequence[ir.Expression], policy: Policy
) -> list[int] | list[Fraction]:
    """At and beside each threshold; of amounts due, nothing and far too much."""
    comparisons = [each for condition in conditions for each in comparisons_of(condition)]
    thresholds = {Fraction(0), *thresholds_of(name, comparisons, {}, policy)}
    if policy.vocabulary.facts[name].type == NUMBER:
        return fractions_around(thresholds)
    whole = whole_around(thresholds)
    if any(isinstance(r, StampDuty | Deposit) for o in policy.obligations for r in o.requirements):
        whole.append(LARGEST_AMOUNT if name == "meterai" else 1_000_000_000)
    return sorted(set(whole))


def _constants_beside(name: str, conditions: Iterable[ir.Expression]) -> Iterator[ir.Scalar]:
    for condition in conditions:
        for each in comparisons_of(condition):
            if name in ir.fields_of(each):
                for side in (each.left, each.right):
                    if isinstance(side, ir.Constant):
                        yield side.value
