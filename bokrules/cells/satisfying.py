"""Whether some complete expense makes a formula true, found fact by fact without a diagram.

Of complete expenses every test is true or false. So the laws of two-valued logic may be used here,
which no diagram uses, and what was never read is never built.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bokrules.cells.formulas import FALSE, TRUE, UNKNOWN, Formulas, Node

Chosen = Mapping[int, int]
"""Of some variables the place of one class; whatever the others are, the formula is true."""


@dataclass(slots=True)
class Satisfying:
    """Finds expenses that make formulas true; what has failed once is not tried again.

    Where a comparison of several facts is read, an expense that is found may be none.
    """

    formulas: Formulas
    _failed: set[Node] = field(default_factory=set)
    _certain: dict[Node, Node] = field(default_factory=dict)

    def certain(self, node: Node) -> Node:
        """Where the node is true for certain: what nobody knows put as false."""
        if node in (TRUE, FALSE, UNKNOWN):
            return FALSE if node == UNKNOWN else node
        known = self._certain.get(node)
        if known is None:
            how, parts = self.formulas.parts(node)
            known = node
            if parts:
                join = self.formulas.conjunction if how == "and" else self.formulas.disjunction
                known = join(self.certain(each) for each in parts)
            self._certain[node] = known
        return known

    def possible(self, node: Node) -> Node:
        """Where the node is true or nobody knows."""
        negation = self.formulas.negation
        return negation(self.certain(negation(node)))

    def find(self, node: Node) -> Chosen | None:
        """A way to make a node true that holds nothing unknown; None if there is none."""
        how, parts = self.formulas.parts(node)
        if how == "or":
            return next((way for each in parts if (way := self.find(each)) is not None), None)
        simple = self._simplified(node)
        if simple == TRUE:
            return {}
        if simple in (FALSE, UNKNOWN) or simple in self._failed:
            return None
        if simple != node and self.formulas.parts(simple)[0] == "or":
            return self.find(simple)
        way = self._read(simple)
        if way is None:
            self._failed.add(simple)
        return way

    def _read(self, node: Node) -> Chosen | None:
        place = self._telling(node)
        classes = self.formulas.variables[place].classes
        for alike in self.formulas.classes_alike(node, place):
            chosen = next((each for each in alike if classes[each].is_complete), None)
            if chosen is not None:
                way = self.find(self.formulas.assigned(node, place, chosen))
                if way is not None:
                    return {place: chosen, **way}
        return None

    def _telling(self, node: Node) -> int:
        """A variable that the node fails without; else one of those that few parts are left to."""
        formulas = self.formulas
        how, parts = formulas.parts(node)
        if how != "and":
            parts = [node]
        alone = [each for each in parts if not formulas.parts(each)[1]]
        narrow = alone or [min(parts, key=lambda each: (len(formulas.parts(each)[1]), each))]
        place = formulas.first_variable(narrow)
        assert place is not None, "constants are settled"
        return place

    def _simplified(self, node: Node) -> Node:
        """A conjunction without what its other parts rule out; FALSE where they contradict."""
        formulas = self.formulas
        how, operands = formulas.parts(node)
        if how != "and":
            return node
        parts = set(operands)
        while True:
            if any(formulas.negation(each) in parts for each in parts):
                return FALSE
            narrowed = {each: self._narrowed(each, parts) for each in parts}
            changed = {each: new for each, new in narrowed.items() if each != new}
            if not changed:
                return formulas.conjunction(parts)
            whole = formulas.conjunction(narrowed.values())
            how, operands = formulas.parts(whole)
            if how != "and":
                return whole
            parts = set(operands)

    def _narrowed(self, node: Node, given: Iterable[Node]) -> Node:
        """A disjunction where some nodes are true."""
        how, parts = self.formulas.parts(node)
        if how != "or":
            return node
        left = [each for each in parts if not self._fails(each, given)]
        if any(each in given for each in left):
            return TRUE
        return node if len(left) == len(parts) else self.formulas.disjunction(left)

    def _fails(self, node: Node, given: Iterable[Node]) -> bool:
        """Whether a node, or a part of the conjunction that it is, is false where others hold."""
        negation = self.formulas.negation
        how, parts = self.formulas.parts(node)
        if negation(node) in given:
            return True
        return how == "and" and any(negation(each) in given for each in parts)
