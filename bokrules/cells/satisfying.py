"""Whether some complete expense makes a formula true, found fact by fact without a diagram.

Of complete expenses every test is true or false. So the laws of two-valued logic may be used here,
which no diagram uses, and what was never read is never built.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bokrules.cells.formulas import FALSE, TRUE, UNKNOWN, Formulas, Node

Chosen = Mapping[int, int]
"""Of some variables the place of one class; whatever the others are, the formula is true."""
_MANY = 4
"""A variable of more classes is asked first which of them a formula tells apart."""
_SHORT = 2
"""Ways of so many facts are kept: parts of conditions, which many searches share."""


@dataclass(slots=True)
class Satisfying:
    """Finds expenses that make formulas true; what has failed once is not tried again.

    Where a comparison of several facts is read, an expense that is found may be none.
    """

    formulas: Formulas
    _failed: set[Node] = field(default_factory=set)
    _found: dict[Node, Chosen] = field(default_factory=dict)
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
        if node in self._found:
            return self._found[node]
        simple = self._simplified(node)
        if simple == TRUE:
            return {}
        if simple in (FALSE, UNKNOWN) or simple in self._failed:
            return None
        if self.formulas.parts(simple)[0] == "or":
            ways = map(self.find, self._shortest_first(simple))
            return next((way for way in ways if way is not None), None)
        way = self._part_by_part(simple)
        if way is None:
            way = self._read(simple)
        if way is None:
            self._failed.add(simple)
        elif len(way) <= _SHORT:
            self._found[simple] = way
        return way

    def _shortest_first(self, node: Node) -> Sequence[Node]:
        formulas = self.formulas
        _, parts = formulas.parts(node)
        return sorted(parts, key=lambda each: (len(formulas.parts(each)[1]), each))

    def _part_by_part(self, node: Node) -> Chosen | None:
        """The parts of a conjunction made true one after the other: a guess, None if it fails.

        Nothing is rewritten but the part that is looked at.
        """
        formulas = self.formulas
        chosen: dict[int, int] = {}
        taken = 0
        for part in self._shortest_first(node):
            known = formulas.support[part] & taken
            left = part
            while known:
                place = (known & -known).bit_length() - 1
                left = formulas.assigned(left, place, chosen[place])
                known &= known - 1
            way = self.find(left)
            if way is None:
                return None
            chosen.update(way)
            for place in way:
                taken |= 1 << place
        return chosen or None

    def _read(self, node: Node) -> Chosen | None:
        place, alone = self._telling(node)
        tried: set[Node] = set()
        for chosen in self._worth_trying(node, place, alone):
            left = self.formulas.assigned(node, place, chosen)
            if left not in tried:
                tried.add(left)
                way = self.find(left)
                if way is not None:
                    return {place: chosen, **way}
        return None

    def _worth_trying(self, node: Node, place: int, alone: Iterable[Node]) -> Iterator[int]:
        """Complete classes of a variable, one of those that the node does not tell apart.

        Only those for which the literals are true.
        """
        classes = self.formulas.variables[place].classes
        assigned = self.formulas.assigned
        if len(classes) > _MANY:
            found = [
                next((each for each in alike if classes[each].is_complete), None)
                for alike in self.formulas.classes_alike(node, place)
            ]
        else:
            found = [each for each, of in enumerate(classes) if of.is_complete]
        for each in found:
            if each is not None and all(assigned(one, place, each) == TRUE for one in alone):
                yield each

    def _telling(self, node: Node) -> tuple[int, Collection[Node]]:
        """A variable that the node fails without, and the literals of it that have to be true.

        Else one of terms, which leave few rules; else one of the part with the fewest ways to hold.
        """
        formulas = self.formulas
        how, parts = formulas.parts(node)
        if how != "and":
            parts = (node,)
        literals = [each for each in parts if not formulas.parts(each)[1]]
        place = formulas.first_variable(literals)
        if place is not None:
            return place, [each for each in literals if formulas.support[each] == 1 << place]
        place = formulas.first_variable(parts)
        assert place is not None, "constants are settled"
        if not formulas.variables[place].is_enumeration:
            fewest = min(parts, key=lambda each: (len(formulas.parts(each)[1]), each))
            place = formulas.first_variable([fewest])
            assert place is not None
        return place, ()

    def _simplified(self, node: Node) -> Node:
        """A conjunction without what its other parts rule out; FALSE where they contradict."""
        formulas = self.formulas
        while True:
            how, operands = formulas.parts(node)
            if how != "and":
                return node
            true = set(operands)
            false = {formulas.negation(each) for each in operands}
            if not false.isdisjoint(operands):
                return FALSE
            narrowed = [self._narrowed(each, true, false) for each in operands]
            simpler = formulas.conjunction(narrowed)
            if simpler == node:
                return node
            node = simpler

    def _narrowed(self, node: Node, true: set[Node], false: set[Node]) -> Node:
        """A disjunction where some nodes are true and their negations are false."""
        how, parts = self.formulas.parts(node)
        if how != "or":
            return node
        if not true.isdisjoint(parts):
            return TRUE
        left = [each for each in parts if not self._fails(each, false)]
        return node if len(left) == len(parts) else self.formulas.disjunction(left)

    def _fails(self, node: Node, false: set[Node]) -> bool:
        """Whether a node is among the false ones, or a part of the conjunction that it is."""
        if node in false:
            return True
        how, parts = self.formulas.parts(node)
        return how == "and" and not false.isdisjoint(parts)
