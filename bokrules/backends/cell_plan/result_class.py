"""What all expenses of some cells are told: a decision without the rupiah of the single expense."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from bokrules.backends import reference
from bokrules.backends.deciding import amounts
from bokrules.backends.decision import Decision, Facts, ObligationResult
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Obligation, Policy

AMOUNT = "nilai"


@dataclass(frozen=True, slots=True, eq=False)
class ResultClass:
    """One of the answers of an edition; made once, so that two are the same or differ.

    `missing` are API names, in vocabulary order; `doubtful_limits` are those of `limits` that may
    apply or not. `pattern` is the decision on an expense whose amount and taxes
    nobody knows; `decision` fills them in.
    """

    id: int
    outcome: Outcome
    basis: tuple[str, ...]
    obligations: tuple[ObligationResult, ...]
    missing: tuple[str, ...]
    possible: frozenset[Outcome]
    gaps: tuple[str, ...]
    limits: tuple[str, ...]
    doubtful_limits: tuple[str, ...]
    questions_all: bool
    """All of the amount is questioned; else what taxes and stamps lack."""
    unsupported_all: bool
    """All of the amount lacks the evidence asked for; else none of it."""
    owing: tuple[Obligation, ...]
    """The obligations that ask for taxes or stamps."""
    pattern: Decision = field(repr=False)
    policy: Policy = field(repr=False)

    def decision(self, facts: Facts) -> Decision:
        """The whole decision on one expense of the class."""
        amount = cast("int | None", facts.get(AMOUNT))
        obligations = self.obligations
        if self.owing:
            owed = {
                each.name: reference.obligation_result(each, facts, self.policy)
                for each in self.owing
            }
            obligations = tuple(owed.get(each.name) or each for each in obligations)
        questioned, unsupported = amounts(amount, self.possible, obligations)
        return Decision(
            outcome=self.outcome,
            basis=self.basis,
            obligations=obligations,
            missing=self.pattern.missing,
            too_general=self.pattern.too_general,
            possible=self.possible,
            gaps=self.gaps,
            questioned=questioned,
            unsupported=unsupported,
            limits=self.limits,
        )

    def disagreeing(self, facts: Facts) -> tuple[tuple[Policy, Decision], ...]:  # noqa: ARG002
        """What each text says, where texts of an edition do not agree: of one text nothing."""
        return ()
