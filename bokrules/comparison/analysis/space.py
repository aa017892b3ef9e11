"""What the checks of one policy share: its conditions as nodes, and how they are asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import and_
from typing import TypeVar

from bokrules.backends import reference
from bokrules.backends.decision import Decision, Facts
from bokrules.cells.conditions import (
    Conditions,
    Permission,
    conditions_of,
    forbidden_of,
    permission_of,
)
from bokrules.cells.diagrams import Diagrams
from bokrules.cells.formulas import FALSE, TRUE, UNKNOWN, Node
from bokrules.cells.questions import Answer, Question
from bokrules.cells.satisfying import Satisfying
from bokrules.cells.standing import Standing, differing, standing_of
from bokrules.comparison.speaking import replayed_in, selected_by
from bokrules.comparison.verdicts.compare import WitnessDisagrees
from bokrules.comparison.verdicts.witnesses import NotResolved, Witnesses
from bokrules.semantics.expressions import Expression
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Gap, Policy, Prohibition, Selective

_Rule = TypeVar("_Rule", bound=Selective)
_Excepting = TypeVar("_Excepting", Prohibition, Gap)
Within = Mapping[int, tuple[int]]
"""Of some variables the place of one class."""


@dataclass(frozen=True)
class Space:
    """A policy, its conditions as nodes, and what its permission rests on."""

    policy: Policy
    conditions: Conditions
    permission: Permission
    _reach: dict[int, int] = field(default_factory=dict)
    """Of each permission, prohibition and gap (by `id`), the classes that it may apply to."""
    _near: dict[int, Space] = field(default_factory=dict)
    _classes: dict[tuple[Node, tuple[Node, ...]], int] = field(default_factory=dict)
    _speaking: dict[object, Policy] = field(default_factory=dict)

    def around(self, region: Node) -> Space:
        """The same with the rules alone that have a say where the region is true.

        It holds for complete expenses in the region. Exceptions that have none are left out too.
        """
        wanted = self.complete_classes(region)
        return self if wanted == self.complete_classes(TRUE) else self._near_classes(wanted)

    def reached(
        self,
        region: Node,
        asked: Callable[[Space], Question[Answer]],
        nothing: Answer,
        wanted: Callable[[Answer], bool],
    ) -> Truth:
        """Whether some complete expense in a region gets a wanted answer; None if nobody can tell.

        `asked` puts the question to the rules that have a say; outside of the region no answer is
        wanted. One value of the first fact after the other is tried, until one shows it.
        """
        found: Truth = False
        for space, within in self._parts(region):
            question = asked(space)
            truth = _inside(question, within).reached(wanted)
            if truth is None:
                truth = self._resolved(question, within, nothing, wanted)
            if truth:
                return True
            found = None if truth is None else found
        return found

    def shown(self, region: Node, nodes_in: Callable[[Space], Iterable[Node]]) -> Truth:
        """Whether a complete expense in a region makes a node true; None if nodes do not tell.

        `nodes_in` names the nodes for the rules that have a say. Where comparisons of several facts
        are read it may be None, though `reached` could tell.
        """
        for space, within in self._parts(region):
            inside = self._given(self.search.certain(region), within)
            for node in nodes_in(space):
                both = self.conditions.formulas.conjunction([inside, self._given(node, within)])
                if self.conditions.formulas.support[both] & self._opaque:
                    return None
                if self.search.find(both) is not None:
                    return True
        return False

    def differs(self, region: Node, changed_in: Callable[[Space], Permission]) -> Truth:
        """Whether a complete expense in a region stands otherwise by another permission.

        As `shown`; `changed_in` makes it for the rules that have a say.
        """
        return self.shown(
            region,
            lambda near: differing(near.permission.nodes, changed_in(near).nodes, self.search),
        )

    def _given(self, node: Node, within: Within) -> Node:
        for place, (chosen,) in within.items():
            node = self.conditions.formulas.assigned(node, place, chosen)
        return node

    @cached_property
    def search(self) -> Satisfying:
        return Satisfying(self.conditions.formulas)

    @cached_property
    def _opaque(self) -> int:
        """The comparisons of several facts, as bits."""
        return sum(1 << e.place for e in self.conditions.formulas.variables if e.is_opaque)

    def _parts(self, region: Node) -> Iterator[tuple[Space, Within]]:
        """The rules that have a say on each value of the first fact in the region."""
        if not self.complete_classes(TRUE) or self.conditions.formulas.variables[0].is_opaque:
            yield self, {}
            return
        classes = self.complete_classes(region)
        for chosen in range(classes.bit_length()):
            if classes >> chosen & 1:
                yield self._near_classes(1 << chosen), {0: (chosen,)}

    def first_witness(
        self,
        region: Node,
        asked: Callable[[Space], Question[Answer]],
        nothing: Answer,
        wanted: Callable[[Answer], bool],
    ) -> tuple[Facts, Answer] | None:
        """The first complete expense that gets a wanted answer, and that answer.

        As with `reached`, outside of the region no answer is wanted. None if there is none, and
        where nobody can tell.
        """
        whole = self.complete_classes(region) == self.complete_classes(TRUE)
        # The first fact may make no difference: then the whole is asked at once.
        for space, within in [(self, dict[int, tuple[int]]())] if whole else self._parts(region):
            with suppress(NotResolved):
                witness = self._witness(asked(space), within, nothing, wanted)
                if witness is not None:
                    return witness
        return None

    def _resolved(
        self,
        question: Question[Answer],
        within: Within,
        nothing: Answer,
        wanted: Callable[[Answer], bool],
    ) -> Truth:
        try:
            return self._witness(question, within, nothing, wanted) is not None
        except NotResolved:
            return None

    def _witness(
        self,
        question: Question[Answer],
        within: Within,
        nothing: Answer,
        wanted: Callable[[Answer], bool],
    ) -> tuple[Facts, Answer] | None:
        """Among expenses with a value of one class of the facts that `within` names.

        Raises NotResolved where only comparisons of several facts lead there, and nobody can tell.
        """
        inside = _inside(question, within)
        first = inside.first_way(wanted)
        if first is not None:
            witness = self.witnesses.find({**within, **first[0]}, question, first[1])
            if witness is not None:
                return witness, first[1]
        diagrams: Diagrams[Answer] = Diagrams(question.formulas)
        is_resolved = True
        for way, answer in diagrams.paths(diagrams.build_complete(inside, nothing), wanted):
            try:
                witness = self.witnesses.find({**within, **way}, question, answer)
            except NotResolved:
                is_resolved = False
            else:
                if witness is not None:
                    return witness, answer
        if not is_resolved:
            raise NotResolved
        return None

    @cached_property
    def witnesses(self) -> Witnesses:
        return Witnesses([self.policy])

    def _near_classes(self, wanted: int) -> Space:
        known = self._near.get(wanted)
        if known is None:
            policy = self._with_rules_for(wanted)
            permission = permission_of(policy, self.conditions)
            known = self._near[wanted] = Space(policy, self.conditions, permission)
        return known

    def complete_classes(self, region: Node, but: Collection[Node] = (FALSE, UNKNOWN)) -> int:
        """The complete classes of the first fact, as bits, for which a node may be true."""
        formulas = self.conditions.formulas
        if not formulas.variables:
            return 0
        key = region, tuple(but)
        known = self._classes.get(key)
        if known is None:
            how, parts = formulas.parts(region)
            if how == "and":
                known = reduce(and_, (self.complete_classes(each, but) for each in parts))
            else:
                column = formulas.column(region, 0)
                classes = formulas.variables[0].classes
                known = sum(
                    1 << place
                    for place, (node, of) in enumerate(zip(column, classes, strict=True))
                    if of.is_complete and node not in but
                )
            self._classes[key] = known
        return known

    def _with_rules_for(self, wanted: int) -> Policy:
        policy = self.policy
        if not self._reach:
            rules = (*policy.permissions, *policy.prohibitions, *policy.gaps)
            nodes = ((id(each), self.conditions.node(each.condition)) for each in rules)
            self._reach.update((key, self.complete_classes(node, (FALSE,))) for key, node in nodes)
        permissions = self._reaching(policy.permissions, wanted)
        names = {each.name for each in permissions}
        return replace(
            policy,
            permissions=permissions,
            prohibitions=_excepting(self._reaching(policy.prohibitions, wanted), names),
            gaps=_excepting(self._reaching(policy.gaps, wanted), names),
        )

    def _reaching(self, rules: Iterable[_Rule], wanted: int) -> tuple[_Rule, ...]:
        return tuple(each for each in rules if self._reach[id(each)] & wanted)

    def permission_in(self, changed: Policy) -> Permission:
        """What permission rests on in a policy that has no condition which this one lacks."""
        return permission_of(changed, self.conditions)

    def forbidding_in(self, changed: Policy) -> Permission:
        """As `permission_in`, of a policy that has other prohibitions, or exceptions, alone."""
        return replace(self.permission, forbidden=forbidden_of(changed, self.conditions))

    def replayed(
        self, facts: Facts, expected: Standing, changed: Callable[[Policy], Policy] | None = None
    ) -> Decision:
        """What the reference decides, if the rules on an expense are changed first.

        Raises WitnessDisagrees where it is not what is expected.
        """
        selected = selected_by(facts)
        policy = self._speaking.get(selected)
        if policy is None:
            policy = self._speaking[selected] = replayed_in(facts, self.policy)
        decision = reference.decide(facts, policy if changed is None else changed(policy))
        agree(standing_of(decision.possible) == expected, facts, decision.possible)
        return decision


def _excepting(rules: Iterable[_Excepting], names: Collection[str]) -> tuple[_Excepting, ...]:
    """The rules with the exceptions alone that are among some permissions."""
    return tuple(
        replace(each, exceptions=tuple(name for name in each.exceptions if name in names))
        for each in rules
    )


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Something that rests on comparisons of several facts: a diagram cannot tell."""

    check: str
    rules: tuple[str, ...] = ()


def space_of(policy: Policy, further: Iterable[Expression] = ()) -> Space:
    conditions = conditions_of([policy], further)
    return Space(policy, conditions, permission_of(policy, conditions))


def _inside(question: Question[Answer], within: Within) -> Question[Answer]:
    for place, (chosen,) in within.items():
        question = question.given(place, chosen)
    return question


def agree(holds: bool, facts: Facts, found: object) -> None:
    """Raise WitnessDisagrees, a bug in bokrules, unless the reference confirms a witness."""
    if not holds:
        raise WitnessDisagrees(f"{dict(facts)}: {found}")
