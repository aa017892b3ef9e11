"""Claims, proved or refuted, with the rules that make them so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bokrules.comparison.analysis.deciding import Deciding, deciding_in
from bokrules.comparison.analysis.space import Space, space_of
from bokrules.evaluation.claims import ClaimResult, ClaimState, check_claim
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Claim, Policy


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """What became of a claim.

    `rules` are those that decide: of a refuted claim its witness, of a proved one what it is about,
    as few as account for all of it. None where it was not analysed.
    """

    result: ClaimResult
    rules: tuple[str, ...]


def judge_claims(policy: Policy) -> list[JudgedClaim]:
    """Every claim of a policy, in the order of the files."""
    if not policy.claims:
        return []
    space = space_of(policy, [each.condition for each in policy.claims])
    return [_judged(each, space) for each in policy.claims]


def _judged(claim: Claim, space: Space) -> JudgedClaim:
    result = check_claim(claim, space.policy)
    match result.state:
        case ClaimState.PROVED:
            return JudgedClaim(result, _deciding(claim, space))
        case ClaimState.REFUTED:
            assert result.decision is not None
            decision = result.decision
            return JudgedClaim(result, tuple(dict.fromkeys((*decision.basis, *decision.gaps))))
        case ClaimState.NOT_ANALYSED:
            return JudgedClaim(result, ())
        case _:
            assert_never(result.state)


def _deciding(claim: Claim, space: Space) -> tuple[str, ...]:
    policy = space.policy
    rules: list[Deciding] = [*policy.prohibitions, *policy.closed_lists]
    rules += [each for each in policy.gaps if each.touches in ("allow", "forbid")]
    claimed = frozenset(Outcome) - claim.outcomes if claim.never else claim.outcomes
    if Outcome.ALLOWED in claimed:
        rules += policy.permissions
    else:  # what is payable is conditional, for what obligations ask
        rules += policy.obligations
        rules += [each for each in policy.gaps if each.touches in ("require", "limit")]
    region = space.conditions.node(claim.condition)
    return deciding_in(region, sorted(rules, key=policy.place), space)
