"""Everything that the checks find in one edition, text by text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bokrules.comparison.analysis.claimed import JudgedClaim, judge_claims
from bokrules.comparison.analysis.contradictions import find_contradictions
from bokrules.comparison.analysis.idle_exceptions import IdleException, find_idle_exceptions
from bokrules.comparison.analysis.idle_rules import IdleRule, find_idle_rules
from bokrules.comparison.analysis.silence import Silence, find_silence
from bokrules.comparison.analysis.space import Unresolved, space_of
from bokrules.comparison.analysis.unmeetable import Unmeetable, find_unmeetable
from bokrules.evaluation.claims import ClaimState
from bokrules.evaluation.lints.conflict import Conflict
from bokrules.semantics.policy import Policy

Finding = TypeVar("Finding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What is found in one text; `unresolved` is what rests on comparisons of several facts."""

    policy: Policy
    conflicts: tuple[Conflict, ...]
    silences: tuple[Silence, ...]
    idle_rules: tuple[IdleRule, ...]
    idle_exceptions: tuple[IdleException, ...]
    unmeetable: tuple[Unmeetable, ...]
    claims: tuple[JudgedClaim, ...]
    unresolved: tuple[Unresolved, ...]

    @property
    def found_something(self) -> bool:
        """A claim that is proved is no finding."""
        findings = (
            *self.conflicts,
            *self.silences,
            *self.idle_rules,
            *self.idle_exceptions,
            *self.unmeetable,
        )
        return bool(findings) or ClaimState.REFUTED in self._states

    @property
    def is_complete(self) -> bool:
        """Every question has an answer."""
        return not self.unresolved and ClaimState.NOT_ANALYSED not in self._states

    @property
    def _states(self) -> set[ClaimState]:
        return {each.result.state for each in self.claims}


def analyse(policy: Policy) -> Analysis:
    """Every check on one text; its conflicts do not hinder it. Raises WitnessDisagrees, a bug."""
    space = space_of(policy)
    unresolved: list[Unresolved] = []
    return Analysis(
        policy=policy,
        conflicts=_settled(find_contradictions(space), unresolved),
        silences=_settled(find_silence(space), unresolved),
        idle_rules=_settled(find_idle_rules(space), unresolved),
        idle_exceptions=_settled(find_idle_exceptions(space), unresolved),
        unmeetable=_settled(find_unmeetable(space), unresolved),
        claims=tuple(judge_claims(policy)),
        unresolved=tuple(dict.fromkeys(unresolved)),
    )


def _settled(
    found: Sequence[Finding | Unresolved], unresolved: list[Unresolved]
) -> tuple[Finding, ...]:
    """The findings; what could not be told goes to `unresolved`."""
    unresolved += [each for each in found if isinstance(each, Unresolved)]
    return tuple(each for each in found if not isinstance(each, Unresolved))
