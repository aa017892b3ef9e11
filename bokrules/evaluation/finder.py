"""Facts that make conditions true, found in a time that does not grow with all their combinations.

A short search comes first: most conditions need no more. Where it is used up, decision diagrams
tell which facts cannot lead on. They never change what the search finds, only how soon it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from fractions import Fraction
from functools import cached_property

from bokrules.backends.decision import Facts, Value
from bokrules.base.money import LARGEST_AMOUNT
from bokrules.cells.conditions import FUND, Conditions, conditions_of
from bokrules.cells.formulas import TRUE, TRUTHS, Node
from bokrules.cells.questions import Nodes, Question
from bokrules.evaluation.plain_wishes import Impossible, Wishes
from bokrules.evaluation.search import Test, UsedUp, constants_of, find_facts
from bokrules.evaluation.thresholds import comparisons_of
from bokrules.semantics import expressions as ir
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Policy, Selective

SHORT = 600
"""Steps of a search before diagrams are built, which then serve every other search."""
MOST_STEPS = 2_000
"""Steps of a search that diagrams guide; only comparisons of several facts need many."""
MOST_READ = 200_000
"""Parts of diagrams that are read for one search."""
DAY = "tanggal"


class Undecided(Exception):
    """Whether there are such facts is left open: to tell would take too long."""


class Finder:
    """Finds facts for conditions of the rules of one policy.

    `short` are the steps of a search before diagrams are built, `most` those after.
    """

    def __init__(self, policy: Policy, *, short: int = SHORT, most: int = MOST_STEPS) -> None:
        self.policy = policy
        self.short, self.most = short, most
        self._diagrams: _Diagrams | None = None
        self._selected: dict[int, Mapping[str, frozenset[str]]] = {}

    def find(
        self,
        tests: Sequence[Test],
        conditions: Sequence[ir.Expression],
        *,
        is_governed: bool = False,
    ) -> Facts | None:
        """As `find_facts`: facts that make every test true, or None if there are none.

        The tests must not all be true where one of the `conditions`, made up of conditions of the
        policy's rules, is not; with `is_governed` also not where the edition does not govern the
        fund or the day. Raises Undecided.
        """
        if self._diagrams is None:
            with suppress(UsedUp):
                return find_facts(tests, conditions, self.policy, steps=self.short)
        try:
            return find_facts(
                tests,
                conditions,
                self.policy,
                steps=self.most,
                may_succeed=self._may_succeed(conditions, is_governed=is_governed),
            )
        except UsedUp:
            raise Undecided from None

    def is_possible(
        self,
        tests: Sequence[Test],
        conditions: Sequence[ir.Expression],
        *,
        is_governed: bool = False,
    ) -> bool:
        """Whether there are such facts; what is undecided counts as yes.

        The tests must all be true wherever what `find` asks of them is.
        """
        try:
            if self._diagrams is not None and not any(map(_is_beyond, conditions)):
                told = self._diagrams.told(self._asked(conditions, is_governed=is_governed))
                if told is not None:
                    return told
            return self.find(tests, conditions, is_governed=is_governed) is not None
        except (Undecided, UsedUp):
            return True

    def may_meet(self, rule: Selective, other: Selective) -> bool:
        """No if two rules plainly exclude each other.

        So they do if their selectors leave no term of a dimension that both name, or one of them
        asks for what the other asks to be false.
        """
        ours, theirs = self._terms(rule), self._terms(other)
        if not all(terms & theirs[name] for name, terms in ours.items() if name in theirs):
            return False
        try:
            Wishes((rule.when, other.when))
        except Impossible:
            return False
        return True

    def first_guess(self, rule: Selective, other: Selective) -> Facts:
        """Facts that two rules which `may_meet` select, if all that they ask for is plain."""
        ours, theirs = self._terms(rule), self._terms(other)
        terms = {name: min(each & theirs.get(name, each)) for name, each in ours.items()}
        terms = {name: min(each) for name, each in theirs.items()} | terms
        return {**terms, **Wishes((rule.when, other.when)).facts()}

    def _terms(self, rule: Selective) -> Mapping[str, frozenset[str]]:
        """By dimension the terms that a rule's selectors are true of."""
        known = self._selected.get(id(rule))
        if known is None:
            found: dict[str, frozenset[str]] = {}
            for each in rule.selectors:
                taxonomy = self.policy.vocabulary.taxonomies[each.dimension]
                terms = frozenset[str]().union(*map(taxonomy.below_or_same, each.terms))
                found[each.dimension] = found.get(each.dimension, terms) & terms
            known = self._selected[id(rule)] = found
        return known

    def _may_succeed(
        self, conditions: Sequence[ir.Expression], *, is_governed: bool
    ) -> Callable[[Facts], bool] | None:
        """None where diagrams cannot tell: they end at the largest amount of rupiah."""
        if any(map(_is_beyond, conditions)):
            return None
        return self._built.may_hold(self._asked(conditions, is_governed=is_governed))

    def _asked(
        self, conditions: Sequence[ir.Expression], *, is_governed: bool
    ) -> list[ir.Expression]:
        """The conditions, and what the edition governs of the facts that they read."""
        if not is_governed:
            return [*conditions]
        read = {name for each in conditions for name in ir.fields_of(each)}
        governing = self._built.governing
        return [*conditions, *(governing[name] for name in (FUND, DAY) if name in read)]

    @property
    def _built(self) -> _Diagrams:
        if self._diagrams is None:
            self._diagrams = _Diagrams(self.policy)
        return self._diagrams


class _Diagrams:
    """The conditions of a policy as formulas, made once, and which of them may be true."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._may_be_true: dict[Node, bool] = {}
        self._classes: dict[tuple[str, Value], int | None] = {}

    @cached_property
    def governing(self) -> Mapping[str, ir.Expression]:
        """By fact what it must be for the edition to govern an expense."""
        edition = self.policy.edition
        funds = [each for each in edition.funds if each in self.policy.vocabulary.taxonomies[FUND]]
        is_own = ir.AnyOf(tuple(ir.IsA(FUND, each) for each in funds))
        days: list[ir.Expression] = [_compared(">=", edition.first_day)]
        if edition.last_day is not None:
            days.append(_compared("<=", edition.last_day))
        return {FUND: is_own if edition.funds else ir.ALWAYS, DAY: ir.AllOf(tuple(days))}

    @cached_property
    def conditions(self) -> Conditions:
        rules = [each for each in self.policy.declared if isinstance(each, Selective)]
        governing = [
            each for name, each in self.governing.items() if name in self.policy.vocabulary.facts
        ]
        return conditions_of([self.policy], [*(each.condition for each in rules), *governing])

    def may_hold(self, conditions: Iterable[ir.Expression]) -> Callable[[Facts], bool]:
        """Whether facts can be completed so that all conditions are true.

        Yes if in doubt: comparisons of several facts may turn out in any way. What is asked raises
        UsedUp where too much would have to be read.
        """
        whole, may_be_true = self._whole(conditions), self._reading()
        return lambda facts: may_be_true(self._given(whole, facts))

    def told(self, conditions: Iterable[ir.Expression]) -> Truth:
        """Whether some facts make all conditions true; None if only a search tells.

        That is so of comparisons of several facts, and where only a term decides that is more
        general than a rule asks. Raises UsedUp where too much would have to be read.
        """
        formulas = self.conditions.formulas
        whole = self._whole(conditions)
        if not self._reading()(whole):
            return False
        support = formulas.support[whole]
        if any(each.is_opaque and support >> each.place & 1 for each in formulas.variables):
            return None
        return Question(formulas, (whole,), _truth).reached(bool) or None

    def _whole(self, conditions: Iterable[ir.Expression]) -> Node:
        nodes = [self.conditions.node(each) for each in conditions]
        return self.conditions.formulas.conjunction(nodes)

    def _reading(self) -> Callable[[Node], bool]:
        """Whether nodes may be true, which is remembered; raises UsedUp in the end."""
        left = MOST_READ

        def may_be_true(node: Node) -> bool:
            nonlocal left
            if node in TRUTHS:
                return node == TRUE
            known = self._may_be_true.get(node)
            if known is None:
                left -= 1
                if left < 0:
                    raise UsedUp
                known = self._may_be_true[node] = any(map(may_be_true, self._branches(node)))
            return known

        return may_be_true

    def _branches(self, node: Node) -> Iterable[Node]:
        """What is left of a node for each class of the values of a fact that it reads.

        Also for terms that are more general than a rule asks: a search tries them too.
        """
        formulas = self.conditions.formulas
        place = formulas.telling_variable((node,))
        assert place is not None, "constants are told before"
        column = zip(formulas.column(node, place), formulas.variables[place].classes, strict=True)
        return dict.fromkeys(each for each, of in column if not of.is_missing)

    def _given(self, node: Node, facts: Facts) -> Node:
        for name, value in facts.items():
            chosen = self._class_of(name, value)
            if chosen is not None:
                place = self.conditions.variables[name].place
                node = self.conditions.formulas.assigned(node, place, chosen)
        return node

    def _class_of(self, name: str, value: Value) -> int | None:
        """None where no test reads the fact alone, and above the largest amount."""
        if (name, value) not in self._classes:
            chosen: int | None = None
            if name in self.conditions.variables:
                with suppress(ValueError):
                    chosen = self.conditions.variables[name].class_of(value)
            self._classes[name, value] = chosen
        return self._classes[name, value]


def _truth(nodes: Nodes) -> bool | None:
    return nodes[0] == TRUE if nodes[0] in TRUTHS else None


def _compared(how: ir.Comparison, day: date) -> ir.Expression:
    return ir.Compare(ir.Field(DAY), how, ir.Constant(day))


def _is_beyond(condition: ir.Expression) -> bool:
    return any(value >= LARGEST_AMOUNT for value in _numbers(condition))


def _numbers(condition: ir.Expression) -> Iterator[int | Fraction]:
    for each in comparisons_of(condition):
        for value in constants_of(each):
            if isinstance(value, (int, Fraction)):
                yield value
