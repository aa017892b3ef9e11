"""Conditions as shared nodes: written once, simplified by Kleene's laws, decided fact by fact.

A node is a number. Two conditions that are written with the same parts, in whatever order and
depth, are the same node; so are a condition and its double negation, and what De Morgan's laws make
of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from bokrules.cells.variables import Variable
from bokrules.semantics.operators import Truth

Node = int

TRUE, FALSE, UNKNOWN = 0, 1, 2
CONSTANTS: dict[Truth, Node] = {True: TRUE, False: FALSE, None: UNKNOWN}
TRUTHS: dict[Node, Truth] = {node: truth for truth, node in CONSTANTS.items()}


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
        if not parts:
            return neutral
        if len(parts) == 1:
            return parts.pop()
        support = 0
        for each in parts:
            support |= self.support[each]
        return self._node((how, frozenset(parts)), support)

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
        parts = [self.assigned(each, place, chosen) for each in key[1]]  # type: ignore[attr-defined]
        return self.conjunction(parts) if key[0] == "and" else self.disjunction(parts)

    def _decided(self, place: int, test: int, positive: bool, chosen: int) -> Node:
        variable = self.variables[place]
        value = variable.classes[chosen]
        if value.is_missing and variable.default is not None:
            source = self.variables[variable.default]
            return self.literal(source.place, source.tests.index(variable.tests[test]), positive)
        node = CONSTANTS[value.truths[test]]
        return node if positive else self._negated[node]

    def first_variable(self, nodes: Iterable[Node]) -> int | None:
        """The first variable that any of the nodes reads."""
        support = 0
        for each in nodes:
            support |= self.support[each]
        return (support & -support).bit_length() - 1 if support else None
