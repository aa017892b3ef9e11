"""The answer where the texts of an edition differ and the expense does not say its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bokrules.backends.cell_plan.result_class import ResultClass
from bokrules.backends.decision import Decision, Facts
from bokrules.evaluation.timeline import undated_decision
from bokrules.semantics.policy import Policy


@dataclass(frozen=True, slots=True, eq=False)
class DisagreeingClass(ResultClass):
    """An expense is undetermined for want of its date; `parts` are what each text says.

    `id` counts the classes of this kind. The questioned amount is the least that any text
    questions: `questions_all` and `unsupported_all` say that every text means all of it.
    """

    parts: tuple[ResultClass, ...]

    def decision(self, facts: Facts) -> Decision:
        return undated_decision([each.decision(facts) for each in self.parts])

    def disagreeing(self, facts: Facts) -> tuple[tuple[Policy, Decision], ...]:
        return tuple((each.policy, each.decision(facts)) for each in self.parts)


def disagreeing_class(id_: int, parts: Sequence[ResultClass]) -> DisagreeingClass:
    """The class of expenses that lie in these classes, one of each text."""
    pattern = undated_decision([each.pattern for each in parts])
    first = parts[0].policy
    return DisagreeingClass(
        id=id_,
        outcome=pattern.outcome,
        basis=pattern.basis,
        obligations=pattern.obligations,
        missing=first.vocabulary.aliases(pattern.missing),
        possible=pattern.possible,
        gaps=pattern.gaps,
        limits=pattern.limits,
        doubtful_limits=(),
        questions_all=all(each.questions_all for each in parts),
        unsupported_all=all(each.unsupported_all for each in parts),
        owing=tuple(dict.fromkeys(rule for each in parts for rule in each.owing)),
        pattern=pattern,
        policy=first,
        parts=tuple(parts),
    )
