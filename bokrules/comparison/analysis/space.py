"""What the checks of one policy share: its conditions as nodes, and how they are asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from bokrules.backends import reference
from bokrules.backends.decision import Decision, Facts
from bokrules.cells.conditions import Conditions, Permission, conditions_of, permission_of
from bokrules.cells.diagrams import Diagrams
from bokrules.cells.formulas import FALSE, TRUE, UNKNOWN, Node
from bokrules.cells.questions import Answer, Question
from bokrules.cells.standing import Standing, standing_of
from bokrules.comparison.speaking import speaking_of
from bokrules.comparison.verdicts.compare import WitnessDisagrees
from bokrules.comparison.verdicts.witnesses import NotResolved, Witnesses
from bokrules.semantics.expressions import Expression
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Gap, Policy, Prohibition


@dataclass(frozen=True)
class Space:
    """A policy, its conditions as nodes, and what its permission rests on."""

    policy: Policy
    conditions: Conditions
    permission: Permission
    _reach: dict[int, int] = field(default_factory=dict)
    """Of each permission, prohibition and gap (by `id`), the classes that it may apply to."""
    _near: dict[int, Space] = field(default_factory=dict)

    def around(self, region: Node) -> Space:
        """The same with the rules alone that have a say where the region is true.

        It holds for complete expenses in the region. Exceptions are kept with what they except.
        """
        wanted = self.complete_classes(region)
        if wanted == self.complete_classes(TRUE):
            return self
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
            return 1
        column = formulas.column(region, 0)
        classes = formulas.variables[0].classes
        return sum(
            1 << place
            for place, (node, of) in enumerate(zip(column, classes, strict=True))
            if of.is_complete and node not in but
        )

    def _with_rules_for(self, wanted: int) -> Policy:
        policy = self.policy
        if not self._reach:
            rules = (*policy.permissions, *policy.prohibitions, *policy.gaps)
            nodes = ((id(each), self.conditions.node(each.condition)) for each in rules)
            self._reach.update((key, self.complete_classes(node, (FALSE,))) for key, node in nodes)
        prohibitions = [each for each in policy.prohibitions if self._reach[id(each)] & wanted]
        gaps = [each for each in policy.gaps if self._reach[id(each)] & wanted]
        excepting: list[Prohibition | Gap] = [*prohibitions, *gaps]
        named = {name for each in excepting for name in each.exceptions}
        return replace(
            policy,
            permissions=tuple(
                each
                for each in policy.permissions
                if each.name in named or self._reach[id(each)] & wanted
            ),
            prohibitions=tuple(prohibitions),
            gaps=tuple(gaps),
        )

    @cached_property
    def witnesses(self) -> Witnesses:
        return Witnesses([self.policy])

    def reached(
        self, question: Question[Answer], nothing: Answer, wanted: Callable[[Answer], bool]
    ) -> Truth:
        """Whether some complete expense gets a wanted answer; None where nobody can tell."""
        known = question.reached(wanted)
        if known is not None:
            return known
        try:
            return self._search(question, nothing, wanted) is not None
        except NotResolved:
            return None

    def first_witness(
        self, question: Question[Answer], nothing: Answer, wanted: Callable[[Answer], bool]
    ) -> tuple[Facts, Answer] | None:
        """The first complete expense that gets a wanted answer, and that answer.

        None if there is none, and where nobody can tell.
        """
        try:
            return self._search(question, nothing, wanted)
        except NotResolved:
            return None

    def _search(
        self, question: Question[Answer], nothing: Answer, wanted: Callable[[Answer], bool]
    ) -> tuple[Facts, Answer] | None:
        diagrams: Diagrams[Answer] = Diagrams(question.formulas)
        complete = diagrams.build_complete(question, nothing)
        is_resolved = True
        for way, answer in diagrams.paths(complete, wanted):
            try:
                witness = self.witnesses.find(way, question, answer)
            except NotResolved:
                is_resolved = False
            else:
                if witness is not None:
                    return witness, answer
        if not is_resolved:
            raise NotResolved
        return None

    def permission_in(self, changed: Policy) -> Permission:
        """What permission rests on in a policy that has no condition which this one lacks."""
        return permission_of(changed, self.conditions)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Something that rests on comparisons of several facts: a diagram cannot tell."""

    check: str
    rules: tuple[str, ...] = ()


def space_of(policy: Policy, further: Iterable[Expression] = ()) -> Space:
    conditions = conditions_of([policy], further)
    return Space(policy, conditions, permission_of(policy, conditions))


def replayed(facts: Facts, policy: Policy, expected: Standing) -> Decision:
    """What the reference decides. Raises WitnessDisagrees where it is not what is expected."""
    decision = reference.decide(facts, speaking_of(facts, policy))
    agree(standing_of(decision.possible) == expected, facts, decision.possible)
    return decision


def agree(holds: bool, facts: Facts, found: object) -> None:
    """Raise WitnessDisagrees, a bug in bokrules, unless the reference confirms a witness."""
    if not holds:
        raise WitnessDisagrees(f"{dict(facts)}: {found}")
