"""From what a search found to changes that can be told: each with what asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, cast

from bokrules.backends import reference
from bokrules.backends.decision import Facts, Value
from bokrules.comparison.nearest.change import Change, Kind, Solution
from bokrules.comparison.nearest.options import DIMENSIONS, STAMP, Option
from bokrules.comparison.nearest.problem import Problem
from bokrules.comparison.nearest.search import Found, Search
from bokrules.evaluation.verdict import Verdict

_ORDER = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Payable:
    """What a search found, and the expense that it makes, which is allowed."""

    found: Found
    facts: Facts
    search: Search


def preference(payable: Payable) -> tuple[Any, ...]:
    """Documents come before taxes and stamp, these before facts supplied, these before changed."""
    found, problem = payable.found, payable.search.problem
    kinds = [_kind(name, option, problem) for name, option in found.moved]
    return (
        kinds.count(Kind.CHANGED),
        kinds.count(Kind.SUPPLIED) + found.papers.tells_taxes,
        kinds.count(Kind.STAMP) + len(found.papers.taxes),
        [option.rank[0] for name, option in found.moved if name in DIMENSIONS],
        [name for name, _ in found.moved],
        [option.rank for _, option in found.moved],
    )


def way_of(payable: Payable) -> object:
    """The same for changes that differ in an amount alone: of those the nearest is enough."""
    before = payable.search.problem.facts
    moved = tuple(
        (name, None if _is_amount(payable.facts[name], before.get(name)) else option.values)
        for name, option in payable.found.moved
    )
    return moved, payable.found.papers


def _is_amount(value: Value, before: Value | None) -> bool:
    """An amount or a number, or a day that was another one."""
    if isinstance(value, date):
        return before is not None
    return isinstance(value, (int, Fraction)) and not isinstance(value, bool)


def _kind(name: str, option: Option, problem: Problem) -> Kind:
    if name == STAMP:
        return Kind.STAMP
    is_term = problem.policy.vocabulary.facts[name].type.kind == "term"
    is_finer = is_term and option.rank[0] == 0
    return Kind.SUPPLIED if is_finer or name not in problem.facts else Kind.CHANGED


def solution_of(payable: Payable) -> Solution:
    """Every change with the verdict that there is without it."""
    policy = payable.search.problem.policy

    def judged(facts: Facts) -> Verdict:
        return Verdict(policy, facts, reference.decide(facts, policy))

    changed = judged(payable.facts)
    before = payable.search.problem.facts
    changes = [
        Change(**each, without=judged(_without(each, payable.facts, before)), changed=changed)
        for each in _changes(payable)
    ]
    return Solution(
        changes=tuple(sorted(changes, key=lambda each: _ORDER.index(each.kind))), verdict=changed
    )


def _changes(payable: Payable) -> Iterator[dict[str, Any]]:
    """The fields of each Change, but for the verdicts."""
    found, facts, problem = payable.found, payable.facts, payable.search.problem
    for document, *others in found.papers.documents:
        yield {
            "kind": Kind.DOCUMENT, "fact": "bukti", "value": document, "also": tuple(others),
        }  # fmt: skip
    paid = cast("Mapping[str, int]", facts.get("pajak", {}))
    given = cast("Mapping[str, int]", problem.facts.get("pajak", {}))
    for tax in sorted(found.papers.taxes):
        yield {
            "kind": Kind.TAX, "fact": "pajak", "value": paid[tax], "tax": tax,
            "before": given.get(tax),
        }  # fmt: skip
    if found.papers.tells_taxes:
        yield {"kind": Kind.SUPPLIED, "fact": "pajak", "value": paid}
    for name, option in found.moved:
        kind, value = _kind(name, option, problem), facts[name]
        terms = [each for each in option.values if isinstance(each, str)]
        is_exact = name in payable.search.compared or kind is Kind.STAMP
        yield {
            "kind": kind, "fact": name, "value": value, "before": problem.facts.get(name),
            "between": None if is_exact else option.between,
            "also": tuple(each for each in terms if each != value),
        }  # fmt: skip


def _without(change: Mapping[str, Any], facts: Facts, before: Facts) -> Facts:
    """The changed expense with one change taken back."""
    name: str = change["fact"]
    undone: dict[str, Value] = dict(facts)
    match change["kind"]:
        case Kind.DOCUMENT:
            undone[name] = cast("frozenset[str]", facts[name]) - {change["value"]}
        case Kind.TAX:
            others = {
                tax: amount
                for tax, amount in cast("Mapping[str, int]", facts[name]).items()
                if tax != change["tax"]
            }
            is_paid = change["before"] is not None
            undone[name] = {**others, change["tax"]: change["before"]} if is_paid else others
        case _:
            del undone[name]
            if name in before:
                undone[name] = before[name]
            return undone
    if not undone[name] and name not in before:
        del undone[name]
    return undone
