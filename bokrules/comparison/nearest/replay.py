"""A set of changes as an expense: values are chosen, amounts due computed, and it is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any, cast

from bokrules.backends import reference
from bokrules.backends.decision import Facts, Value
from bokrules.backends.reference import evaluate, holds
from bokrules.comparison.nearest.options import Option
from bokrules.comparison.nearest.problem import Problem, difference
from bokrules.comparison.nearest.search import Found, Search
from bokrules.comparison.verdicts.compare import WitnessDisagrees
from bokrules.evaluation.thresholds import fractions_around, whole_around
from bokrules.semantics import expressions as ir
from bokrules.semantics import operators
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Deposit

MOST_TRIED = 500
"""Combinations of values, where a comparison of several facts decides."""


class NotAnalysed(Exception):
    """No values were found that do, and it is not certain that there are none."""


def expense_of(found: Found, search: Search) -> Facts | None:
    """The changed expense, which is payable by the reference; None if there is none.

    Raises WitnessDisagrees, a bug, if the reference decides otherwise; NotAnalysed.
    """
    problem = search.problem
    compared = [(name, each) for name, each in found.moved if name in search.compared]
    if not compared:
        facts = with_papers(_with_values(found.moved, problem.facts), found, problem)
        decision = reference.decide(facts, problem.policy)
        if decision.outcome is not Outcome.ALLOWED:
            raise WitnessDisagrees(f"{dict(facts)}: {decision.outcome}, not allowed")
        return facts
    start = _with_values([each for each in found.moved if each not in compared], problem.facts)
    tried = 0
    for values in islice(_telling(compared, start, search), MOST_TRIED):
        tried += 1
        facts = with_papers(values, found, problem)
        if reference.decide(facts, problem.policy).outcome is Outcome.ALLOWED:
            return facts
    if len(compared) > 1 or tried == MOST_TRIED:
        raise NotAnalysed
    return None


def _with_values(moved: Sequence[tuple[str, Option]], facts: Facts) -> dict[str, Value]:
    return {**facts, **{name: option.values[0] for name, option in moved}}


def with_papers(values: Mapping[str, Value], found: Found, problem: Problem) -> Facts:
    """With the documents added, and of each tax as much as is due."""
    facts = dict(values)
    papers = found.papers
    if papers.documents:
        given = cast("frozenset[str]", facts.get("bukti", frozenset()))
        facts["bukti"] = given | {each[0] for each in papers.documents}
    if papers.taxes or papers.tells_taxes:
        paid = dict(cast("Mapping[str, int]", facts.get("pajak", {})))
        paid.update({tax: _due(tax, facts, problem) for tax in sorted(papers.taxes)})
        facts["pajak"] = paid
    return facts


def _due(tax: str, facts: Facts, problem: Problem) -> int:
    policy = problem.policy
    found = [
        operators.whole_rupiah(cast("int | Fraction | None", evaluate(amount, facts, policy)))
        for rule in policy.obligations
        if holds(rule.condition, facts, policy) is not False
        for requirement in rule.requirements
        if isinstance(requirement, Deposit)
        for name, amount in requirement.due
        if name == tax
    ]
    return max((each for each in found if each is not None), default=0)


# ---- where several facts are compared ----


def _telling(
    moved: Sequence[tuple[str, Option]], facts: Mapping[str, Value], search: Search
) -> Iterator[dict[str, Value]]:
    """Values at and beside the places where a comparison turns over, the nearest first."""
    if not moved:
        yield dict(facts)
        return
    (name, option), *others = moved
    for value in _candidates(name, option, facts, search):
        yield from _telling(others, {**facts, name: value}, search)


def _candidates(name: str, option: Option, facts: Mapping[str, Value], search: Search) -> list[Any]:
    problem = search.problem
    variable = next(each for each in search.formulas.variables if each.name == name)
    to = variable.classes[option.chosen]
    kind = problem.policy.vocabulary.facts[name].type.kind
    if not to.is_interval or kind == "date":
        return list(option.values)
    edges = [
        edge
        for comparison in search.comparisons
        if (edge := _edge(comparison, name, facts, problem)) is not None
    ]
    beside: Sequence[Any] = whole_around(edges)
    if kind == "number":
        beside = fractions_around([*edges, Fraction(0)])
    present = problem.facts.get(name)
    start = option.values[0] if present is None else cast("Any", present)
    inside = {each for each in (*option.values, *to.values, *beside) if to.holds(each)}
    return sorted(inside - {present}, key=lambda each: (abs(each - start), each))


def _edge(
    comparison: ir.Compare, name: str, facts: Mapping[str, Value], problem: Problem
) -> Fraction | None:
    """Where the sides of a comparison are equal, with the other facts as they are."""
    at_0, at_1 = (difference(comparison, {**facts, name: each}, problem.policy) for each in (0, 1))
    if at_0 is None or at_1 is None or at_0 == at_1:
        return None
    return Fraction(at_0) / (at_0 - at_1)
