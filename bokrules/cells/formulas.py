"""Conditions as shared nodes: written once, simplified by Kleene's laws, decided fact by fact.

A node is a number. Two conditions that are written with the same parts, in whatever order and
depth, are the same node; so are a condition and its double negation, and what De Morgan's laws make
of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bokrules.cells.variables import Variable
from bokrules.semantics import operators
from bokrules.semantics.operators import Truth

Node = int

TRUE, FALSE, UNKNOWN = 0, 1, 2
CONSTANTS: dict[Truth, Node] = {True: TRUE, False: FALSE, None: UNKNOWN}
TRUTHS: dict[Node, Truth] = {node: truth for truth, node in CONSTANTS.items()}
_WIDE = 8
"""A node of so many parts is split by the classes in which each part has a say."""


class Formulas:
    """The nodes made so far, over some variables."""

    def __init__(self, variables: Iterable[Variable]) -> None:
        self.variables = sorted(variables, key=lambda each: each.place)
        self._keys: list[tuple[object, ...]] = [("true",), ("false",), ("unknown",)]
        self._nodes: dict[tuple[object, ...], Node] = {
            key: node for node, key in enumerate(self._keys)
        }
        self.support: list[int] = [0, 0, 0]
        """The variables that a node reads, as bits by their place."""
        self._assigned: dict[tuple[Node, int, int], Node] = {}
        self._negated: dict[Node, Node] = {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}
        self._tests: dict[tuple[Node, int], frozenset[int]] = {}
        self._alike: dict[tuple[int, frozenset[int]], list[list[int]]] = {}
        self._answers: dict[tuple[int, int], Sequence[Truth]] = {}
        self._columns: dict[tuple[Node, int], Sequence[Node]] = {}

    def _node(self, key: tuple[object, ...], support: int) -> Node:
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = len(self._keys)
            self._keys.append(key)
            self.support.append(support)
        return node

    def literal(self, place: int, test: int, positive: bool = True) -> Node:
        return self._node(("literal", place, test, positive), 1 << place)

    def conjunction(self, operands: Iterable[Node]) -> Node:
        return self._joined("and", operands, FALSE, TRUE)

    def disjunction(self, operands: Iterable[Node]) -> Node:
        return self._joined("or", operands, TRUE, FALSE)

    def _joined(self, how: str, operands: Iterable[Node], decisive: Node, neutral: Node) -> Node:
        parts: set[Node] = set()
        for each in operands:
            if each == decisive:
                return decisive
            key = self._keys[each]
            if key[0] == how:
                parts.update(key[1])  # type: ignore[arg-type]
            elif each != neutral:
                parts.add(each)
        if UNKNOWN in parts:  # unknown, or unknown and x: unknown
            parts = {each for each in parts if not self._holds_unknown(each)}
        if not parts:
            return neutral
        if len(parts) == 1:
            return parts.pop()
        support = 0
        for each in parts:
            support |= self.support[each]
        return self._node((how, tuple(sorted(parts))), support)

    def _holds_unknown(self, node: Node) -> bool:
        key = self._keys[node]
        return key[0] in ("and", "or") and UNKNOWN in key[1]  # type: ignore[operator]

    def negation(self, node: Node) -> Node:
        known = self._negated.get(node)
        if known is None:
            key = self._keys[node]
            if key[0] == "literal":
                known = self.literal(key[1], key[2], not key[3])  # type: ignore[arg-type]
            else:
                parts = [self.negation(each) for each in key[1]]  # type: ignore[attr-defined]
                known = self.disjunction(parts) if key[0] == "and" else self.conjunction(parts)
            self._negated[node] = known
            self._negated[known] = node
        return known

    def assigned(self, node: Node, place: int, chosen: int) -> Node:
        """The node where a variable has a value of its class `chosen`."""
        if not self.support[node] >> place & 1:
            return node
        memo = node, place, chosen
        known = self._assigned.get(memo)
        if known is None:
            known = self._assigned[memo] = self._assign(node, place, chosen)
        return known

    def _assign(self, node: Node, place: int, chosen: int) -> Node:
        key = self._keys[node]
        if key[0] == "literal":
            return self._decided(place, key[2], key[3], chosen)  # type: ignore[arg-type]
        parts = (self.assigned(each, place, chosen) for each in key[1])  # type: ignore[attr-defined]
        return self.conjunction(parts) if key[0] == "and" else self.disjunction(parts)

    def _decided(self, place: int, test: int, positive: bool, chosen: int) -> Node:
        variable = self.variables[place]
        value = variable.classes[chosen]
        if value.is_missing and variable.default is not None:
            source = self.variables[variable.default]
            return self.literal(source.place, source.tests.index(variable.tests[test]), positive)
        node = CONSTANTS[value.truths[test]]
        return node if positive else self._negated[node]

    def column(self, node: Node, place: int) -> Sequence[Node]:
        """The node for each class of a variable: `assigned`, for all of them at once.

        Of the parts of a wide node most have no say in most classes; they are not looked at there.
        """
        memo = node, place
        known = self._columns.get(memo)
        if known is None:
            known = self._columns[memo] = self._column(node, place)
        return known

    def _column(self, node: Node, place: int) -> Sequence[Node]:
        classes = self.variables[place].classes
        if not self.support[node] >> place & 1:
            return [node] * len(classes)
        how, *_ = key = self._keys[node]
        if how == "literal" or len(key[1]) < _WIDE:  # type: ignore[arg-type]
            found = [TRUE] * len(classes)
            for value, chosen in self._pieces(node, place):
                for each in chosen:
                    found[each] = value
            return found
        neutral, joined = (TRUE, self.conjunction) if how == "and" else (FALSE, self.disjunction)
        everywhere: list[Node] = []
        parts: list[list[Node]] = [[] for _ in classes]
        for each in key[1]:  # type: ignore[attr-defined]
            if not self.support[each] >> place & 1:
                everywhere.append(each)
                continue
            for value, chosen in self._pieces(each, place):
                if value != neutral:
                    for one in chosen:
                        parts[one].append(value)
        whole = joined(everywhere)
        return [joined([whole, *each]) for each in parts]

    def _pieces(self, node: Node, place: int) -> Iterator[tuple[Node, Sequence[int]]]:
        """What a node becomes, and for which classes."""
        key = self._keys[node]
        if key[0] != "literal" and len(key[1]) >= _WIDE:  # type: ignore[arg-type]
            for chosen, value in enumerate(self.column(node, place)):
                yield value, (chosen,)
            return
        for alike in self._classes_alike(place, self._tests_of(node, place)):
            yield self.assigned(node, place, alike[0]), alike

    def _tests_of(self, node: Node, place: int) -> frozenset[int]:
        """The tests on a variable that a node makes."""
        if not self.support[node] >> place & 1:
            return frozenset()
        known = self._tests.get((node, place))
        if known is None:
            key = self._keys[node]
            if key[0] == "literal":
                known = frozenset((key[2],))  # type: ignore[arg-type]
            else:
                parts = (self._tests_of(each, place) for each in key[1])  # type: ignore[attr-defined]
                known = frozenset[int]().union(*parts)
            self._tests[node, place] = known
        return known

    def _classes_alike(self, place: int, tests: frozenset[int]) -> list[list[int]]:
        """The classes of a variable, those together that the tests do not tell apart."""
        known = self._alike.get((place, tests))
        if known is None:
            groups: dict[object, list[int]] = {}
            columns = [self._truths(place, test) for test in tests]
            missing = [each.is_missing for each in self.variables[place].classes]
            for number, answers in enumerate(zip(missing, *columns, strict=True)):
                groups.setdefault(answers, []).append(number)
            known = self._alike[place, tests] = list(groups.values())
        return known

    def _truths(self, place: int, test: int) -> Sequence[Truth]:
        """What a test answers for each class of a variable."""
        known = self._answers.get((place, test))
        if known is None:
            known = [each.truths[test] for each in self.variables[place].classes]
            self._answers[place, test] = known
        return known

    def parts(self, node: Node) -> tuple[str, tuple[Node, ...]]:
        """How a node is joined, `and` or `or`, and of what; anything else has no parts."""
        key = self._keys[node]
        how = key[0]
        return (how, key[1]) if how in ("and", "or") else (how, ())  # type: ignore[return-value]

    def classes_alike(self, node: Node, place: int) -> list[list[int]]:
        """The classes of a variable, those together that a node does not tell apart."""
        return self._classes_alike(place, self._tests_of(node, place))

    def classes_alike_for(self, nodes: Iterable[Node], place: int) -> list[list[int]]:
        """The classes of a variable, those together that none of the nodes tells apart."""
        tests = (self._tests_of(each, place) for each in nodes)
        return self._classes_alike(place, frozenset[int]().union(*tests))

    def truth(self, node: Node, answer: Callable[[int, int], Truth]) -> Truth:
        """The truth of a node; `answer` tells that of a test on a variable, both by place."""
        how, *parts = self._keys[node]
        match how:
            case "literal":
                place, test, positive = parts
                truth = answer(place, test)  # type: ignore[arg-type]
                return truth if positive else operators.negation(truth)
            case "and":
                return operators.conjunction(self.truth(each, answer) for each in parts[0])  # type: ignore[attr-defined]
            case "or":
                return operators.disjunction(self.truth(each, answer) for each in parts[0])  # type: ignore[attr-defined]
            case _:
                return TRUTHS[node]

    def first_variable(self, nodes: Iterable[Node]) -> int | None:
        """The first variable that any of the nodes reads."""
        support = 0
        for each in nodes:
            support |= self.support[each]
        return (support & -support).bit_length() - 1 if support else None

    def telling_variable(self, nodes: Sequence[Node]) -> int | None:
        """The variable to read first where the order does not matter, the first node being a gate.

        Terms come first, for they leave few rules; then what the gate fails without, then what it
        reads. A comparison of several facts comes last, as in every diagram.
        """
        first = self.first_variable(nodes)
        if first is None or self.variables[first].is_enumeration:
            return first
        key = self._keys[nodes[0]]
        if key[0] == "and":
            literals = [each for each in key[1] if self._keys[each][0] == "literal"]  # type: ignore[attr-defined]
            place = self.first_variable(literals)
            if place is not None and not self.variables[place].is_opaque:
                return place
        place = self.first_variable(nodes[:1])
        return first if place is None or self.variables[place].is_opaque else place
