"""Complete expenses beside which something turns, most natural first, by decision diagrams."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bokrules.backends.decision import Facts
from bokrules.cells.conditions import atom_of
from bokrules.cells.diagrams import Diagrams, Part
from bokrules.cells.formulas import FALSE, TRUE, TRUTHS, Node
from bokrules.cells.standing import Open, Standing, standing
from bokrules.cells.variables import Variable
from bokrules.comparison.analysis.space import Space
from bokrules.comparison.boundary.natural import Classes, Habits
from bokrules.comparison.boundary.thresholds import Rule, Threshold, settled, with_rule
from bokrules.semantics.expressions import AllOf
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Must, Obligation, Policy

MOST_WAYS = 400
"""Of one answer, as many ways through a diagram are held against each other."""
_IDLE = "idle"
"""Where the rule does not apply."""
PAYABLE = frozenset({Open.PAYABLE})


@dataclass(frozen=True, slots=True)
class Stand:
    """How an expense stands on one side of a boundary.

    `own` is what the rule itself does where it applies: of an obligation whether its `harus` holds,
    of others how the expense would stand if just its comparison turned out otherwise.
    `is_clean` says that what other rules ask of the expense's facts holds.
    """

    standing: Standing
    own: Standing | Truth | str
    is_clean: bool

    @property
    def is_payable(self) -> bool:
        return self.standing is not None and Open.PAYABLE in self.standing


Answer = tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Facts that go together, without what lies at the boundary, and how they stand beside it."""

    facts: Facts
    stands: Answer
    is_unheard_of: bool
    """No signed example has these terms together."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A diagram of how expenses stand on all sides of a boundary."""

    diagrams: Diagrams[Answer]
    root: Part
    complete: Part
    wanted: Callable[[Answer], bool]

    @property
    def turns(self) -> Truth:
        """Whether something turns; None if only a comparison of several facts tells."""
        return self.diagrams.reached(self.complete, self.wanted)

    def candidates(self, habits: Habits) -> Iterator[Candidate]:
        """Expenses beside which something turns: plain answers first, then what is natural."""
        answers = sorted(
            filter(self.wanted, self.diagrams.reachable(self.complete)), key=_plainness
        )
        for answer in answers:
            ways = self.diagrams.paths(self.complete, lambda each, a=answer: each == a)  # type: ignore[misc]
            found = [self._candidate(way, answer, habits) for way, _ in islice(ways, MOST_WAYS)]
            ranked = sorted((each for each in found if each is not None), key=lambda each: each[0])
            yield from (candidate for _, candidate in ranked)

    def _candidate(
        self, way: Mapping[int, tuple[int, ...]], answer: Answer, habits: Habits
    ) -> tuple[tuple[int, int], Candidate] | None:
        classes: dict[str, tuple[Variable, Sequence[Any]]] = {}
        for place, chosen in way.items():
            variable = self.diagrams.variable(place)
            if variable.is_opaque:
                return None
            classes[variable.name] = variable, [variable.classes[each] for each in chosen]
        rank, like = habits.place_of(classes)
        facts = self._facts(classes, answer, habits, like)
        if facts is None:
            return None
        return (rank, len(facts)), Candidate(facts, answer, is_unheard_of=not like)

    def _facts(
        self, classes: Classes, answer: Answer, habits: Habits, like: Facts
    ) -> dict[str, Any] | None:
        """What makes no difference if it is given may make one if missing: such facts are added."""
        facts = {name: habits.value(*each, like) for name, each in classes.items()}
        if self._answer(facts) == answer:
            return facts
        part = self.root
        while part in self.diagrams.choices:
            place, parts = self.diagrams.choices[part]
            variable = self.diagrams.variable(place)
            if variable.is_opaque:
                return None
            if variable.name not in facts:
                facts[variable.name] = habits.value(variable, variable.classes, like)
            part = parts[variable.class_of(facts[variable.name])]
        return facts

    def _answer(self, facts: Facts) -> Answer:
        return self.diagrams.answer_at(self.root, lambda each: each.class_of(facts.get(each.name)))


def _plainness(answer: Answer) -> tuple[int, int, int, str]:
    """Answers that are certain, where nothing else is owed and something is payable, come first."""
    unclean = sum(each.is_payable and not each.is_clean for each in answer)
    doubts = sum(len(each.standing or ()) - 1 for each in answer)
    payable = any(each.standing == PAYABLE for each in answer)
    return doubts, unclean, not payable, _in_words(answer)


def _in_words(answer: Answer) -> str:
    """The same in every run, which the order of sets is not."""
    return repr([(sorted(each.standing or ()), _own(each.own), each.is_clean) for each in answer])


def _own(own: object) -> str:
    return repr(sorted(own)) if isinstance(own, frozenset) else repr(own)


# ---- thresholds ----


def beside(threshold: Threshold, space: Space, classes: Sequence[int]) -> Sides:
    """What turns between values of the threshold's fact, given by their classes.

    Of a comparison of several facts the classes are those of its truth.
    """
    rule = threshold.rule
    variable = _variable(threshold, space)
    chosen = tuple(dict.fromkeys(classes))
    assigned = space.conditions.formulas.assigned
    own = _own_nodes(threshold, space)
    each_side = (*space.permission.nodes, _clean(rule, space), *own)
    nodes = tuple(assigned(node, variable.place, side) for side in chosen for node in each_side)
    if isinstance(rule, Obligation) or _asks_unknown(rule):
        return _sides(space, nodes, len(each_side), _owed, _obliges)
    truths = variable.classes, variable.tests.index(_test(threshold))
    holds = [truths[0][side].truths[truths[1]] for side in chosen]

    def decide(place: int, nodes: Sequence[Node]) -> tuple[Standing | Truth | str] | None:
        if nodes[0] != TRUE:
            return (_IDLE,) if nodes[0] in TRUTHS else None
        return standing(nodes[5:9] if holds[place] else nodes[1:5])  # as if it had not held

    return _sides(space, nodes, len(each_side), decide, _permits)


def class_order(threshold: Threshold, space: Space, values: Sequence[Any]) -> list[int]:
    """The class of each value; of a comparison of several facts both of its truths."""
    variable = _variable(threshold, space)
    if variable.is_opaque:
        return [variable.class_of(True), variable.class_of(False)]
    return [variable.class_of(each) for each in values]


def _variable(threshold: Threshold, space: Space) -> Variable:
    if threshold.constant is None:
        return space.conditions.variables[f"({threshold.comparison})"]
    return space.conditions.variables[threshold.field]


def _test(threshold: Threshold) -> Any:
    atom = atom_of(threshold.comparison)
    assert atom is not None
    return atom[1]


def _asks_unknown(rule: Rule) -> bool:
    return getattr(rule, "touches", "") in ("require", "limit")


def _own_nodes(threshold: Threshold, space: Space) -> tuple[Node, ...]:
    """Whether the rule applies; what an obligation asks, of others permission, settled twice."""
    rule = threshold.rule
    node = space.conditions.node
    if isinstance(rule, Obligation):
        asked = [each.condition for each in rule.requirements if isinstance(each, Must)]
        return node(rule.condition), node(AllOf(tuple(asked)))
    if _asks_unknown(rule):
        return node(rule.condition), FALSE
    true, false = (
        space.permission_in(
            with_rule(space.policy, rule, settled(rule, threshold.comparison, truth))
        )
        for truth in (True, False)
    )
    return (node(rule.condition), *true.nodes, *false.nodes)


def _owed(_: int, nodes: Sequence[Node]) -> tuple[Standing | Truth | str] | None:
    applies, asked = nodes
    if applies != TRUE:
        return (_IDLE,) if applies in TRUTHS else None
    return (TRUTHS[asked],) if asked in TRUTHS else None


def _obliges(answer: Answer) -> bool:
    return len({each.own for each in answer if each.is_payable}) > 1


def _permits(answer: Answer) -> bool:
    stands = {each.standing for each in answer}
    return len(stands) > 1 and any(
        each.standing is not None and each.own not in (each.standing, _IDLE) for each in answer
    )


# ---- exceptions ----


def excepted(meet: Node, without: Policy, space: Space) -> Sides:
    """Expenses that a prohibition and its exception are both about, and that stand by it."""
    nodes = (
        *space.permission.nodes,
        _clean(None, space),
        *space.permission_in(without).nodes,
        meet,
    )

    def decide(_: int, nodes: Sequence[Node]) -> tuple[Standing | Truth | str] | None:
        if nodes[4] != TRUE:
            return (_IDLE,) if nodes[4] in TRUTHS else None
        return standing(nodes[:4])

    def differs(answer: Answer) -> bool:
        own = answer[0].own
        return answer[0].standing is not None and own not in (answer[0].standing, _IDLE)

    return _sides(space, nodes, len(nodes), decide, differs)


# ---- diagrams ----


def _sides(
    space: Space,
    nodes: Sequence[Node],
    width: int,
    own: Callable[[int, Sequence[Node]], tuple[Standing | Truth | str] | None],
    wanted: Callable[[Answer], bool],
) -> Sides:
    count = len(nodes) // width

    def decide(state: Sequence[Node]) -> Answer | None:
        stands = []
        for place in range(count):
            side = state[place * width : (place + 1) * width]
            stand, of_rule = standing(side[:4]), own(place, side[5:])
            if stand is None or of_rule is None or side[4] not in TRUTHS:
                return None
            stands.append(Stand(stand[0], of_rule[0], side[4] == TRUE))
        return tuple(stands)

    diagrams: Diagrams[Answer] = Diagrams(space.conditions.formulas)
    root = diagrams.build(nodes, decide)
    complete = diagrams.complete(root, tuple(Stand(None, None, False) for _ in range(count)))
    return Sides(diagrams, root, complete, wanted)


def _clean(rule: Rule | None, space: Space) -> Node:
    """Whether every `harus` of the other obligations is fulfilled where it applies."""
    make, node = space.conditions.formulas, space.conditions.node
    found = []
    for each in space.policy.obligations:
        asked = [must.condition for must in each.requirements if isinstance(must, Must)]
        if each is not rule and asked:
            found.append(
                make.disjunction([make.negation(node(each.condition)), node(AllOf(tuple(asked)))])
            )
    return make.conjunction(found)
