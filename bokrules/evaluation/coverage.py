"""What of the decree an edition encodes, and how well its examples guard what it encodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bokrules.evaluation.claims import ClaimState, check_claim, check_claims
from bokrules.evaluation.examples import (
    ExampleResult,
    RuleWays,
    is_signed,
    run_example,
    run_examples,
    ways,
)
from bokrules.evaluation.mutations import Mutant, declarations, is_decisive, mutants
from bokrules.evaluation.timeline import Texts
from bokrules.semantics.accounting import State, states_of_clauses
from bokrules.semantics.policy import (
    IN_FORCE,
    Citation,
    Claim,
    Clause,
    Declared,
    EditionInfo,
    Policy,
)

WANTED_SCORE = Fraction(9, 10)
MOST_TRIED = 5_000
"""Expenses tried on a claim, for each mutant that no example notices."""
Progress = Callable[[int, int | None], None]
"""Told the mutants tried, and how many there are."""


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """A clause of the outline, what accounts for it, and the declarations that cite it."""

    clause: Clause
    state: State
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The clauses, and how the examples that pass, and that an author signed, guard the rules.

    `failing` and `generated` count examples that guard nothing, `claims` those that are proved,
    `unproved` the others. `unexercised` counts, by their type, the declarations that no verdict on
    a single expense depends on: there are no mutants of these.
    """

    edition: EditionInfo
    clauses: tuple[ClauseCoverage, ...]
    ways: tuple[RuleWays, ...]
    examples: int
    failing: int
    generated: int
    claims: int
    unproved: int
    mutants: int
    survivors: tuple[Mutant, ...]
    unexercised: Mapping[type[Declared], int]

    def count(self, *states: State) -> int:
        """How many clauses are in one of these states."""
        return sum(each.state in states for each in self.clauses)

    @property
    def share_encoded(self) -> Fraction | None:
        """Of the clauses that are more than a heading; None where there are none."""
        return _share(self.count("encoded"), self.count("encoded", "reason", "uncovered"))

    @property
    def share_encoded_of_encodable(self) -> Fraction | None:
        """Of these, without those that give a reason; None where there are none."""
        return _share(self.count("encoded"), self.count("encoded", "uncovered"))

    @property
    def uncovered(self) -> tuple[ClauseCoverage, ...]:
        return tuple(each for each in self.clauses if each.state == "uncovered")

    @property
    def untried(self) -> tuple[RuleWays, ...]:
        """The rules that the examples do not decide both ways."""
        return tuple(each for each in self.ways if not each.both)

    @property
    def killed(self) -> int:
        """How many mutants some example or claim noticed."""
        return self.mutants - len(self.survivors)

    @property
    def score(self) -> Fraction | None:
        """The share of mutants noticed; None where there is nothing to change."""
        return _share(self.killed, self.mutants)

    @property
    def suffices(self) -> bool:
        """Every clause is accounted for, and nine mutants of ten are noticed."""
        return not self.uncovered and (self.score is None or self.score >= WANTED_SCORE)


def cover(texts: Texts, progress: Progress | None = None) -> Coverage:
    """Account for every clause, run examples and claims, and try every mutant on them."""
    results = run_examples(texts)
    signed = [each for each in results if each.is_signed]
    claims = [each for each in check_claims(texts) if is_signed(each.claim)]
    guards = Guards(
        tuple(each for each in signed if each.passed),
        tuple(each.claim for each in claims if each.state is ClaimState.PROVED),
    )
    tried = tuple(mutants(texts))
    return Coverage(
        edition=texts[0].edition,
        clauses=_clauses(texts),
        ways=ways(texts, guards.examples),
        examples=len(guards.examples),
        failing=len(signed) - len(guards.examples),
        generated=len(results) - len(signed),
        claims=len(guards.claims),
        unproved=len(claims) - len(guards.claims),
        mutants=len(tried),
        survivors=_survivors(tried, guards, progress),
        unexercised=Counter(type(e) for e, _ in declarations(texts) if not is_decisive(e)),
    )


# ---- clauses ----


def _clauses(texts: Texts) -> tuple[ClauseCoverage, ...]:
    """Each text accounts for the clauses that it adds; what all editions share is not counted."""
    found: dict[str, ClauseCoverage] = {}
    for policy in texts:
        for id_, state in states_of_clauses(policy).items():
            clause = policy.outline[id_]
            if not clause.is_shared and id_ not in found:
                found[id_] = ClauseCoverage(clause, state, _citing(id_, policy))
    return tuple(found.values())


def _citing(clause: str, policy: Policy) -> tuple[str, ...]:
    """Names in the order of the decree, without repeats, then what else cites it."""
    citing = [(each.name, each.citations) for each in policy.declared]
    if policy.amendment is not None:
        citing.append((policy.amendment.name, policy.amendment.citations))
        citing += [(each.name, each.citations) for each in policy.amendment.repealed]
    citing += [(each.label, each.citations) for each in policy.claims]
    citing.append((IN_FORCE, tuple(Citation(each) for each in policy.edition.force_clauses)))
    names = [name for name, citations in citing if any(each.covers(clause) for each in citations)]
    return tuple(dict.fromkeys(names))


# ---- mutants ----


@dataclass(frozen=True, slots=True)
class Guards:
    """What can notice a change: examples that pass, the likeliest first, and proved claims."""

    examples: tuple[ExampleResult, ...]
    claims: tuple[Claim, ...]

    def notice(self, changed: Texts) -> bool:
        """Whether an example fails, or a claim is refuted, under the changed texts."""
        return any(not run_example(each.example, changed).passed for each in self.examples) or any(
            check_claim(claim, policy, MOST_TRIED).state is ClaimState.REFUTED
            for policy in changed
            for claim in policy.claims
            if claim in self.claims
        )

    def nearest_first(self, rule: str) -> Guards:
        """The same; what is noticed is noticed soon."""
        ordered = sorted(self.examples, key=lambda each: -_nearness(rule, each))
        return Guards(tuple(ordered), self.claims)


def _nearness(rule: str, result: ExampleResult) -> int:
    """2 where the example names the rule, 1 where the rule has a part in its decision, else 0."""
    if rule in result.example.because:
        return 2
    involved = (*result.decision.basis, *(each.name for each in result.decision.obligations))
    return int(rule in involved)


def _survivors(
    tried: Sequence[Mutant], guards: Guards, progress: Progress | None
) -> tuple[Mutant, ...]:
    near: dict[str, Guards] = {}
    found = []
    for number, mutant in enumerate(tried, start=1):
        if mutant.rule not in near:
            near[mutant.rule] = guards.nearest_first(mutant.rule)
        if not near[mutant.rule].notice(mutant.texts):
            found.append(mutant)
        if progress is not None:
            progress(number, len(tried))
    return tuple(found)


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
