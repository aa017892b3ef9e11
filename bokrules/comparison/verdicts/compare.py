"""Two policies decided side by side for every expense, through one decision diagram."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from bokrules.backends import reference, to_smt
from bokrules.backends.decision import Decision, Facts
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.cells.conditions import FUND, Conditions, Permission, conditions_of, permission_of
from bokrules.cells.diagrams import Building, Diagrams, Part
from bokrules.cells.formulas import TRUE, TRUTHS, Node
from bokrules.cells.questions import Nodes, Question
from bokrules.cells.standing import Open, Standing, payable, settled, standing, standing_of
from bokrules.comparison.speaking import selected_by, speaking_of
from bokrules.comparison.verdicts.regions import Range, Region, region_of, without_all
from bokrules.comparison.verdicts.requirements import Asked, Asking, Unknown, asked_by
from bokrules.comparison.verdicts.witnesses import NotResolved, Way, Witnesses
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Gap, Policy
from bokrules.semantics.vocabulary import Vocabulary

Kind = Literal["law", "gap"]
Pair = tuple[Standing, Standing]
SAME: Pair = (None, None)
AskedWhen = tuple[Truth, Truth, bool]
"""Whether it is asked for, before and after; and whether the side that does not ask yet may."""
ALIKE: AskedWhen = (None, None, False)


class WitnessDisagrees(AssertionError):
    """The reference decides a witness otherwise than the diagram: a bug in bokrules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChange:
    """A region in which the outcomes differ, one way throughout.

    `before` and `after` are the outcomes still open for a complete expense: more than one only
    where a gap hides something. A change of kind `gap` may be none: both texts may say the same.
    """

    kind: Kind
    before: frozenset[Open]
    after: frozenset[Open]
    region: Region
    witness: Facts
    because_before: tuple[str, ...]
    because_after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationChange:
    """A region of payable expenses in which something is asked for on one side only.

    `hidden_by` are gaps of the other side, which may ask for it too: then nobody knows.
    """

    kind: Kind
    asked: tuple[Asked, ...]
    is_added: bool
    region: Region
    witness: Facts
    rules: tuple[str, ...]
    hidden_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncompleteChange:
    """Values of the first fact whose complete expenses are decided alike, incomplete ones not."""

    field: str
    values: tuple[str, ...]
    witness: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictComparison:
    """Every difference between two policies in what they decide; what is not listed is the same.

    `unresolved` counts regions that rest on comparisons of several facts: then nothing is proved.
    `only_before` and `only_after` are the funds that just one of the editions governs.
    """

    outcomes: tuple[VerdictChange, ...]
    obligations: tuple[ObligationChange, ...]
    incomplete: tuple[IncompleteChange, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    unresolved: int = 0
    lacks_solver: bool = False
    """Whether the solver is missing, which might resolve them."""

    @property
    def is_proved(self) -> bool:
        """Whether nothing else differs, for certain."""
        return self.unresolved == 0

    @property
    def shows_something(self) -> bool:
        return bool(self.outcomes or self.obligations or self.incomplete)

    @property
    def is_empty(self) -> bool:
        """Nothing differs, for certain."""
        return self.is_proved and not self.shows_something


def compare_verdicts(before: Policy, after: Policy) -> VerdictComparison:
    """Compare two policies on every expense that both vocabularies can tell, dates of force aside.

    Raises InvalidValue where a fact is declared in two ways; WitnessDisagrees, which is a bug.
    """
    _check_facts(before.vocabulary, after.vocabulary)
    return _Comparing(before, after).result()


def _check_facts(before: Vocabulary, after: Vocabulary) -> None:
    for name, fact in before.facts.items():
        other = after.facts.get(name, fact)
        if (fact.type, fact.default) != (other.type, other.default):
            raise InvalidValue(
                codes.INVALID_VALUE,
                msg("the fact `{name}` is declared otherwise in each edition", name=name),
                msg("give it one type and one `bawaan`, or two names"),
            )


class _Comparing:
    def __init__(self, before: Policy, after: Policy) -> None:
        self.before, self.after = before, after
        self.conditions: Conditions = conditions_of((before, after))
        self.formulas = self.conditions.formulas
        self.sides: tuple[Permission, Permission] = (
            permission_of(before, self.conditions),
            permission_of(after, self.conditions),
        )
        self.nodes = (*self.sides[0].nodes, *self.sides[1].nodes)
        self.diagrams: Diagrams[Pair] = Diagrams(self.formulas)
        self.question: Question[Pair] = Question(self.formulas, self.nodes, _pair, _settled)
        self.complete = Building(self.diagrams, self.question, SAME)
        self.variables = self.formulas.variables
        self.witnesses = Witnesses((before, after))
        self.unresolved = 0
        self._speaking: dict[object, tuple[Policy, Policy]] = {}

    def result(self) -> VerdictComparison:
        outcomes = tuple(self._outcomes())
        obligations = tuple(self._obligations())
        return VerdictComparison(
            outcomes=outcomes,
            obligations=obligations,
            incomplete=tuple(self._incomplete(is_same_complete=not outcomes)),
            only_before=self._funds(governed=(True, False)),
            only_after=self._funds(governed=(False, True)),
            unresolved=self.unresolved,
            lacks_solver=not to_smt.is_available(),
        )

    # ---- outcomes ----

    def _outcomes(self) -> Iterator[VerdictChange]:
        for path, (before, after) in self.diagrams.paths(self.complete.root(), _differs):
            assert before is not None
            assert after is not None
            found: dict[object, list[VerdictChange]] = {}
            for way in self._by_first_fact(path):
                change = self._outcome(way, before, after)
                if change is not None:
                    because = change.because_before, change.because_after
                    found.setdefault(because, []).append(change)
            yield from (each for changes in found.values() for each in _joined(changes))

    def _by_first_fact(self, path: Way) -> list[Way]:
        """One way for each class of the first fact: other rules may decide the same there."""
        place = min(path, default=None)
        if place is None:
            return [path]
        classes = self.variables[place].classes
        return [{**path, place: (chosen,)} for chosen in path[place] if classes[chosen].is_complete]

    def _outcome(
        self, way: Way, before: frozenset[Open], after: frozenset[Open]
    ) -> VerdictChange | None:
        witness = self._witness(way, self.question, (before, after))
        if witness is None:
            return None
        decisions = self._replayed(witness, (before, after))
        return VerdictChange(
            kind=self._kind(before, after),
            before=before,
            after=after,
            region=self._region(way),
            witness=witness,
            because_before=_because(decisions[0], before),
            because_after=_because(decisions[1], after),
        )

    def _witness(
        self, way: Way, question: Question[Any], expected: object, *, is_complete: bool = True
    ) -> Facts | None:
        """An expense that shows it; None if there is none, or nobody can tell, which is counted."""
        try:
            return self.witnesses.find(way, question, expected, is_complete=is_complete)
        except NotResolved:
            self.unresolved += 1
            return None

    def _kind(self, before: frozenset[Open], after: frozenset[Open]) -> Kind:
        """Nobody knows whether it is a change if a gap leaves open that both sides say the same.

        Silence is an answer only where the edition is complete and no gap hides anything.
        """
        for outcomes, policy in ((before, self.before), (after, self.after)):
            if Open.SILENT in outcomes and (policy.edition.partial or len(outcomes) > 1):
                return "gap"
        return "gap" if before & after else "law"

    def _replayed(self, facts: Facts, expected: Pair) -> tuple[Decision, Decision]:
        first, second = (reference.decide(facts, each) for each in self._speaking_of(facts))
        for decision, wanted in ((first, expected[0]), (second, expected[1])):
            if standing_of(decision.possible) != wanted:
                raise WitnessDisagrees(f"{dict(facts)}: {decision.possible}, not {wanted}")
        return first, second

    def _speaking_of(self, facts: Facts) -> tuple[Policy, Policy]:
        selected = selected_by(facts)
        known = self._speaking.get(selected)
        if known is None:
            known = speaking_of(facts, self.before), speaking_of(facts, self.after)
            self._speaking[selected] = known
        return known

    def _incomplete(self, *, is_same_complete: bool) -> Iterator[IncompleteChange]:
        """For each value of the first fact whose complete expenses are the same on both sides.

        If those of every value are, also for the first fact being missing, or too general.
        """
        place, parts = self._first_fact(is_same_complete=is_same_complete)
        groups: dict[Part, list[int]] = {}
        for chosen, part in parts.items():
            groups.setdefault(part, []).append(chosen)
        for part, chosen_classes in groups.items():
            path = next(self.diagrams.paths(part, _differs), None)
            if path is None:
                continue
            way = {place: tuple(chosen_classes), **path[0]}
            witness = self._witness(way, self.question, path[1], is_complete=False)
            if witness is None:
                continue
            self._replayed(witness, path[1])
            classes = [self.variables[place].classes[each] for each in chosen_classes]
            yield IncompleteChange(
                field=self.variables[place].name,
                values=tuple(value for each in classes for value in each.values),
                witness=witness,
            )

    def _first_fact(self, *, is_same_complete: bool) -> tuple[int, Mapping[int, Part]]:
        """The first fact that matters, and for its classes the part, incomplete expenses too.

        Only for classes whose complete expenses are the same; without `is_same_complete` only for
        complete classes. The others are not built: where the first fact is missing every rule may
        apply.
        """
        building = Building(self.diagrams, self.question)
        state = self.question.start
        while self.question.decide(state) is None:
            place, states = self.question.branches(state)
            wanted = [
                chosen
                for chosen, of in enumerate(self.variables[place].classes)
                if is_same_complete
                or (of.is_complete and not self._differs_complete(states[chosen]))
            ]
            parts = {chosen: building.part(states[chosen]) for chosen in wanted}
            if len(wanted) < len(states) or len(set(parts.values())) > 1:
                return place, parts
            state = states[0]
        return 0, {}

    def _differs_complete(self, state: Nodes) -> bool:
        return any(map(_differs, self.diagrams.reachable(self.complete.part(state))))

    def _region(self, path: Way) -> Region:
        """Without the funds where they are all that both editions govern."""
        shared = self._funds(governed=(True, True))
        return without_all(FUND, shared, region_of(path, self.variables))

    # ---- obligations ----

    def _obligations(self) -> Iterator[ObligationChange]:
        """What is asked for on one side only, where both sides pay."""
        told_apart: Diagrams[Node] = Diagrams(self.formulas)
        first, second = (
            asked_by(each, self.conditions, told_apart) for each in (self.before, self.after)
        )
        never = Asking(1, ())
        groups: dict[tuple[Node, Node], list[Asked]] = {}
        for asked in dict.fromkeys((*first, *second)):
            whens = first.get(asked, never).when, second.get(asked, never).when
            if whens[0] != whens[1]:
                groups.setdefault(whens, []).append(asked)
        for whens, group in groups.items():
            yield from self._asked_apart(whens, group, (first, second))

    def _asked_apart(
        self,
        whens: tuple[Node, Node],
        group: Sequence[Asked],
        askings: tuple[Mapping[Asked, Asking], Mapping[Asked, Asking]],
    ) -> Iterator[ObligationChange]:
        diagrams: Diagrams[AskedWhen] = Diagrams(self.formulas)
        hiding = (self._hiding(each) for each in (self.before, self.after))
        question = Question(self.formulas, (*self.nodes, *whens, *hiding), _asked, _settled)
        complete = diagrams.build_complete(question, ALIKE)
        for path, answer in diagrams.paths(complete, lambda each: each[0] != each[1]):
            before, after, is_hidden = answer
            witness = self._witness(path, question, answer)
            if witness is None:
                continue
            is_added = before is False or (before is None and after is True)
            rules = [
                rule.name
                for asked in group
                for rule in askings[1 if is_added else 0].get(asked, Asking(1, ())).rules
            ]
            is_unknown = any(isinstance(each, Unknown) for each in group)
            other = self.before if is_added else self.after
            yield ObligationChange(
                kind="gap" if is_unknown or is_hidden or None in answer else "law",
                asked=tuple(group),
                is_added=is_added,
                region=self._region(path),
                witness=witness,
                rules=tuple(dict.fromkeys(rules)),
                hidden_by=tuple(
                    each.name
                    for each in _hiding(other)
                    if is_hidden
                    and not is_unknown
                    and reference.holds(each.condition, witness, other)
                ),
            )

    def _hiding(self, policy: Policy) -> Node:
        """Where a gap leaves open what else a policy asks for."""
        node = self.conditions.seen_by(policy).node
        return self.formulas.disjunction(node(each.condition) for each in _hiding(policy))

    # ---- funds ----

    def _funds(self, governed: tuple[bool, bool]) -> tuple[str, ...]:
        variable = self.conditions.variables.get(FUND)
        if variable is None:
            return ()
        found: list[str] = []
        for chosen, each in enumerate(variable.classes):
            truths = tuple(
                TRUTHS.get(self.formulas.assigned(side.governed, variable.place, chosen))
                for side in self.sides
            )
            if truths == governed:
                found += each.values
        return tuple(found)


def _joined(changes: Sequence[VerdictChange]) -> list[VerdictChange]:
    """Changes that differ in the first fact alone, as one; the first gives the witness."""
    starts = [each.region[0] for each in changes if each.region]
    ranges = [each for each in starts if isinstance(each, Range)]
    if len(changes) == 1 or len(ranges) < len(changes):
        return list(changes)
    whole = replace(
        ranges[0],
        values=tuple(value for each in ranges for value in each.values),
        intervals=tuple(ends for each in ranges for ends in each.intervals),
    )
    return [replace(changes[0], region=(whole, *changes[0].region[1:]))]


def _settled(nodes: Sequence[Node]) -> Nodes:
    """Both sides with constants for what cannot matter any more."""
    return *settled(nodes[:4]), *settled(nodes[4:8]), *nodes[8:]


def _pair(nodes: Nodes) -> Pair | None:
    """Both standings; of what is the same on both sides only that it is the same."""
    if nodes[:4] == nodes[4:]:
        return SAME
    first, second = standing(nodes[:4]), standing(nodes[4:])
    if first is None or second is None:
        return None
    return SAME if first == second else (first[0], second[0])


def _differs(pair: Pair) -> bool:
    before, after = pair
    return before is not None and after is not None and before != after


def _hiding(policy: Policy) -> list[Gap]:
    return [each for each in policy.gaps if each.touches == "require"]


def _asked(nodes: Nodes) -> AskedWhen | None:
    """When it is asked for on either side; alike also where one side does not pay."""
    before, after, *hiding = nodes[8:]
    if before == after:
        return ALIKE
    paying = payable(nodes[:4]), payable(nodes[4:8])
    if False in paying:
        return ALIKE
    if None in paying or before not in TRUTHS or after not in TRUTHS:
        return None
    hidden = hiding[1 if before == TRUE else 0]
    return (TRUTHS[before], TRUTHS[after], hidden == TRUE) if hidden in TRUTHS else None


def _because(decision: Decision, outcomes: frozenset[Open]) -> tuple[str, ...]:
    """The rules that decide; also the gaps that leave something open."""
    gaps = decision.gaps if len(outcomes) > 1 else ()
    return tuple(dict.fromkeys((*decision.basis, *gaps)))
