"""What of the decree an edition encodes, and how well its examples guard what it encodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bokrules.evaluation.examples import (
    ExampleResult,
    RuleWays,
    run_example,
    run_examples,
    ways,
)
from bokrules.evaluation.mutations import Mutant, is_decisive, mutants
from bokrules.semantics.accounting import State, states_of_clauses
from bokrules.semantics.policy import IN_FORCE, Citation, Clause, Declared, EditionInfo, Policy

WANTED_SCORE = Fraction(9, 10)
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
    """The clauses, and how the examples that pass and that an author signed guard the rules.

    `failing` and `generated` count examples that guard nothing. `unexercised` counts, by their
    type, the declarations that no verdict on a single expense depends on: no mutants of these.
    """

    edition: EditionInfo
    clauses: tuple[ClauseCoverage, ...]
    ways: tuple[RuleWays, ...]
    examples: int
    failing: int
    generated: int
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
        """How many mutants some example noticed."""
        return self.mutants - len(self.survivors)

    @property
    def score(self) -> Fraction | None:
        """The share of mutants noticed; None where there is nothing to change."""
        return _share(self.killed, self.mutants)

    @property
    def suffices(self) -> bool:
        """Every clause is accounted for, and nine mutants of ten are noticed."""
        return not self.uncovered and (self.score is None or self.score >= WANTED_SCORE)


def cover(policy: Policy, progress: Progress | None = None) -> Coverage:
    """Account for every clause, run the examples, and try every mutant on them."""
    results = run_examples(policy)
    signed = [each for each in results if each.is_signed]
    guards = [each for each in signed if each.passed]
    tried = tuple(mutants(policy))
    return Coverage(
        edition=policy.edition,
        clauses=_clauses(policy),
        ways=ways(policy, guards),
        examples=len(guards),
        failing=len(signed) - len(guards),
        generated=len(results) - len(signed),
        mutants=len(tried),
        survivors=_survivors(tried, guards, progress),
        unexercised=Counter(type(each) for each in policy.declared if not is_decisive(each)),
    )


# ---- clauses ----


def _clauses(policy: Policy) -> tuple[ClauseCoverage, ...]:
    states = states_of_clauses(policy)
    return tuple(
        ClauseCoverage(policy.outline[id_], state, _citing(id_, policy))
        for id_, state in states.items()
    )


def _citing(clause: str, policy: Policy) -> tuple[str, ...]:
    """Names in the order of the decree, without repeats."""
    names = [
        each.name
        for each in policy.declared
        if any(citation.covers(clause) for citation in each.citations)
    ]
    if any(Citation(each).covers(clause) for each in policy.edition.force_clauses):
        names.append(IN_FORCE)
    return tuple(dict.fromkeys(names))


# ---- mutants ----


def _survivors(
    tried: Sequence[Mutant], guards: Sequence[ExampleResult], progress: Progress | None
) -> tuple[Mutant, ...]:
    """Nearest examples first: a mutant that is noticed is noticed soon."""
    near: dict[str, list[ExampleResult]] = {}
    found = []
    for number, mutant in enumerate(tried, start=1):
        if mutant.rule not in near:
            near[mutant.rule] = sorted(guards, key=lambda each: -_nearness(mutant.rule, each))
        if not is_noticed(mutant.policy, near[mutant.rule]):
            found.append(mutant)
        if progress is not None:
            progress(number, len(tried))
    return tuple(found)


def is_noticed(changed: Policy, guards: Iterable[ExampleResult]) -> bool:
    """Whether an example that passed fails under the changed policy."""
    return any(not run_example(each.example, changed).passed for each in guards)


def _nearness(rule: str, result: ExampleResult) -> int:
    """2 where the example names the rule, 1 where the rule has a part in its decision, else 0."""
    if rule in result.example.because:
        return 2
    involved = (*result.decision.basis, *(each.name for each in result.decision.obligations))
    return int(rule in involved)


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
