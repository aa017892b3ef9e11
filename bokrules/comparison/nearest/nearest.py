"""The nearest compliant change of one expense: what would make it payable, with the fewest changes.

First changes that keep the expense what it is; only if there are none, what other expense would be
payable. Where a gap of the sources stands in the way for certain, that is the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from itertools import islice
from typing import cast

from bokrules.backends.decision import Facts
from bokrules.comparison.nearest.change import Answer, Nearest, Solution
from bokrules.comparison.nearest.options import Reach
from bokrules.comparison.nearest.problem import Days, Problem
from bokrules.comparison.nearest.replay import NotAnalysed, expense_of
from bokrules.comparison.nearest.search import Search
from bokrules.comparison.nearest.solution import Payable, preference, solution_of, way_of
from bokrules.evaluation.timeline import Texts, rule_on
from bokrules.evaluation.verdict import Verdict
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Gap, Permission, Selective

MOST_SHOWN = 5
BLIND = 2
"""How many more changes are tried where values for comparisons of several facts are not found."""
_HIDING = frozenset({"allow", "forbid", "require", "limit"})


def nearest_change(facts: Facts, texts: Texts) -> Nearest:
    """The smallest changes after which the expense is `allowed`, each replayed in the reference.

    `texts` are those of one edition; the date of an expense selects one, as for `validate`.
    Raises WitnessDisagrees, which is a bug.
    """
    ruling = rule_on(facts, texts)
    verdict = Verdict(ruling.policy, facts, ruling.decision, disagreeing=ruling.disagreeing)
    if ruling.decision.outcome is Outcome.ALLOWED:
        return Nearest(answer=Answer.ALREADY, verdict=verdict)
    problems = _problems(facts, texts)
    best = _within_reach(Reach.WITHIN, problems, texts)
    if best.solutions:
        kept: tuple[Solution, ...] = ()
        if all(each.changes_a_fact for each in best.solutions):
            kept = _within_reach(Reach.ADDED, problems, texts).solutions
        return replace(_nearest(Answer.WITHIN, verdict, best), kept=kept)
    if not best.is_proved:
        return Nearest(answer=Answer.OPEN, verdict=verdict, is_proved=False)
    hidden = _hidden(problems, verdict)
    if hidden is not None:
        return hidden
    best = _within_reach(Reach.ANOTHER, problems, texts)
    return _nearest(Answer.ANOTHER if best.solutions else Answer.NONE, verdict, best)


def _within_reach(reach: Reach, problems: Sequence[Problem], texts: Texts) -> _Best:
    return _best([_Tried(Search(each, reach)) for each in problems], texts)


def _nearest(answer: Answer, verdict: Verdict, best: _Best) -> Nearest:
    return Nearest(
        answer=answer,
        verdict=verdict,
        solutions=best.solutions,
        count=best.count,
        is_proved=best.is_proved,
    )


# ---- the texts of an edition ----


def _problems(facts: Facts, texts: Texts) -> list[Problem]:
    """Under one text, or each of several; without a date also each text as if it were alone."""
    if len(texts) == 1:
        return [Problem(texts[0], facts, _span(0, texts), is_dated=False)]
    dated = [Problem(each, facts, _span(n, texts), is_dated=True) for n, each in enumerate(texts)]
    if "tanggal" in facts:
        return dated
    return [*dated, *(replace(each, is_dated=False) for each in dated)]


def _span(number: int, texts: Texts) -> Days:
    """The days on which a text is in force, and no later one."""
    edition = texts[number].edition
    if number + 1 == len(texts):
        return edition.first_day, edition.last_day
    return edition.first_day, texts[number + 1].edition.first_day - timedelta(days=1)


# ---- the smallest ----


class _Tried:
    """The smallest changes under one problem; surely none takes fewer than `bound` changes."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.found: list[Payable] = []
        self.bound: int | None = None
        """None where there surely are none."""
        if search.can_be_payable:
            self._try()

    def _try(self) -> None:
        failed: int | None = None
        doubtful: int | None = None
        for size in range(self.search.fewest, self.search.most + 1):
            if failed is not None and size > failed + BLIND:
                doubtful = failed if doubtful is None else doubtful
                break
            for each in self.search.of_size(size):
                try:
                    facts = expense_of(each, self.search)
                except NotAnalysed:
                    facts, doubtful = None, size if doubtful is None else doubtful
                if facts is not None:
                    self.found.append(Payable(each, facts, self.search))
                elif failed is None:
                    failed = size
            if self.found:
                self.bound = size
                break
        if doubtful is not None:
            self.bound = doubtful


@dataclass(frozen=True, slots=True)
class _Best:
    solutions: tuple[Solution, ...]
    count: int
    is_proved: bool


def _best(tried: Sequence[_Tried], texts: Texts) -> _Best:
    """The smallest of all; without a date every text must allow it."""
    found = [
        payable
        for each in tried
        for payable in each.found
        if rule_on(payable.facts, texts).decision.outcome is Outcome.ALLOWED
    ]
    undated = [each for each in tried if not each.search.problem.is_dated]
    bounds = [each.bound for each in tried if each.search.problem.is_dated]
    if undated and all(each.bound is not None for each in undated):
        bounds.append(max(cast("int", each.bound) for each in undated))
    known = [each for each in bounds if each is not None]
    if not found:
        return _Best((), 0, is_proved=not known)
    size = min(each.found.cost for each in found)
    ways: dict[object, Payable] = {}
    smallest = [each for each in found if each.found.cost == size]
    for payable in sorted(smallest, key=preference):
        ways.setdefault(way_of(payable), payable)
    solutions = [solution_of(each) for each in islice(ways.values(), MOST_SHOWN)]
    return _Best(tuple(solutions), len(ways), is_proved=size == min(known))


# ---- gaps ----


def _hidden(problems: Sequence[Problem], verdict: Verdict) -> Nearest | None:
    """The answer where only gaps are in the way, and as few of them as can be."""
    needs_date = bool(verdict.disagreeing) or "tanggal" in verdict.facts
    found = [
        _besides(gaps, each, verdict)
        for each in problems
        if each.is_dated == needs_date or len(problems) == 1
        if (gaps := _gaps_in_the_way(each))
    ]
    return min(found, key=lambda each: (len(each.gaps), each.size or 0), default=None)


def _gaps_in_the_way(problem: Problem) -> list[Gap]:
    """The fewest gaps, taken one by one, that keep the expense from being payable for certain."""
    policy = problem.policy
    hiding = [each for each in policy.gaps if each.touches in _HIDING]
    if not hiding or not _can_be_payable(_if_nothing_hides(hiding, problem)):
        return []
    in_the_way = sorted(hiding, key=policy.place)
    for each in tuple(in_the_way):
        fewer = [other for other in in_the_way if other is not each]
        if _can_be_payable(_if_nothing_hides(fewer, problem)):
            in_the_way = fewer
    return in_the_way


def _can_be_payable(problem: Problem) -> bool:
    return Search(problem, Reach.WITHIN).can_be_payable


def _if_nothing_hides(gaps: Sequence[Gap], problem: Problem) -> Problem:
    """If gaps turn out for the expense: they allow what they may, forbid and ask for nothing."""
    policy = problem.policy
    left = tuple(each for each in policy.gaps if each not in gaps)
    allowing = [each for each in gaps if each.touches == "allow"]
    permissions = (*policy.permissions, *map(_as_permission, allowing))
    return replace(problem, policy=replace(policy, gaps=left, permissions=permissions))


def _as_permission(gap: Gap) -> Permission:
    said = {each.name: getattr(gap, each.name) for each in fields(Selective)}
    return Permission(**said, serves=gap.serves)


def _besides(gaps: Sequence[Gap], problem: Problem, verdict: Verdict) -> Nearest:
    """What has to be changed besides, if the gaps turn out for the expense."""
    hopeful = _if_nothing_hides(gaps, problem)
    best = _within_reach(Reach.WITHIN, [hopeful], [hopeful.policy])
    if best.solutions and not best.solutions[0].changes:
        best = _Best((), 0, is_proved=True)
    return replace(_nearest(Answer.GAP, verdict, best), gaps=tuple(gaps))
