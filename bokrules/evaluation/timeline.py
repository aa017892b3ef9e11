"""The texts of one edition over the days: the decree, and what amends it within its year.

A day selects the text in force. Without one the texts must agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from bokrules.backends import reference
from bokrules.backends.decision import Decision, Facts
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Declared, Gap, Policy

DAY = "tanggal"
Texts = Sequence[Policy]
"""The texts of an edition by their first day in force; the edition itself is the first."""

_Declared = TypeVar("_Declared", bound=Declared)
_REFUSED = frozenset({Outcome.FORBIDDEN, Outcome.UNLISTED})


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided, and by which text; where texts disagree, what each of them says."""

    policy: Policy
    decision: Decision
    disagreeing: tuple[tuple[Policy, Decision], ...] = ()


def text_on(day: date, texts: Texts) -> Policy:
    """The text in force on a day; on a day before all of them the first."""
    begun = [each for each in texts if each.edition.first_day <= day]
    return begun[-1] if begun else texts[0]


def declared_in(
    texts: Texts, kind: Callable[[Policy], Sequence[_Declared]]
) -> list[tuple[_Declared, Policy]]:
    """All declarations of one kind, each once, in the order of the first text that has it."""
    found: list[tuple[_Declared, Policy]] = []
    for text in texts:
        new = [each for each in kind(text) if all(each != other for other, _ in found)]
        found += [(each, text) for each in sorted(new, key=text.place)]
    return found


def days_in_force(
    declared: _Declared, texts: Texts, kind: Callable[[Policy], Sequence[_Declared]]
) -> Callable[[date | None], bool | None]:
    """Tells of a day whether its text has a declaration; of None whether every text has it."""
    having = [declared in kind(text) for text in texts]

    def on(day: date | None) -> bool | None:
        if all(having):
            return True
        if day is None:
            return None
        first_days = [text.edition.first_day for text in texts]
        begun = [has for has, first in zip(having, first_days, strict=True) if first <= day]
        return begun[-1] if begun else having[0]

    return on


def rule_on(facts: Facts, texts: Texts) -> Ruling:
    """The ruling of the text that the date selects, or of all texts if they agree.

    They agree if everything that they decide, and every rule that it rests on, is the same; a gap
    is the same unknown under the same name. Else the expense is undetermined for want of its date.
    """
    day = cast("date | None", facts.get("tanggal"))
    if day is not None or len(texts) == 1:
        policy = texts[0] if day is None else text_on(day, texts)
        return Ruling(policy, reference.decide(facts, policy))
    decided = [(each, reference.decide(facts, each)) for each in texts]
    first, decision = decided[0]
    if all(rests_on(*each) == rests_on(first, decision) for each in decided[1:]):
        return Ruling(first, decision)
    return Ruling(first, undated_decision([each for _, each in decided]), tuple(decided))


def rests_on(policy: Policy, decision: Decision) -> object:
    """A decision, and every rule that it rests on; a gap by its name."""
    names = [*decision.basis, *decision.gaps, *decision.limits]
    names += [each.name for each in decision.obligations]
    declared = [each for name in names for each in policy.by_name.get(name, [])]
    return decision, [each.name if isinstance(each, Gap) else each for each in declared]


def undated_decision(decisions: Sequence[Decision]) -> Decision:
    """Undetermined for want of a date: what follows whichever text is in force."""
    possible = frozenset[Outcome]().union(*(each.possible for each in decisions))
    questioned = [each.questioned for each in decisions]
    unsupported = [each.unsupported for each in decisions]
    return Decision(
        outcome=Outcome.UNDETERMINED,
        basis=(),
        obligations=(),
        missing=frozenset({"tanggal"}),
        too_general=frozenset(),
        possible=possible,
        gaps=(),
        questioned=questioned[0] if possible <= _REFUSED else least(questioned),
        unsupported=least(unsupported),
    )


def least(amounts: Sequence[int | None]) -> int | None:
    """What every text questions: None (all of an unknown amount) only if all of them say so."""
    known = [each for each in amounts if each is not None]
    return min(known) if known else None
