"""Two policies decided side by side for every expense, through one decision diagram."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from bokrules.backends import reference, to_smt
from bokrules.backends.decision import Decision, Facts
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.cells.conditions import FUND, Conditions, Permission, conditions_of, permission_of
from bokrules.cells.diagrams import Building, Diagrams, Part
from bokrules.cells.formulas import TRUTHS, Node
from bokrules.cells.questions import Nodes, Question
from bokrules.cells.standing import (
    Open,
    standing_of,
)
from bokrules.comparison.speaking import replayed_in, selected_by
from bokrules.comparison.verdicts.answers import (
    ALIKE,
    SAME,
    AskedWhen,
    Pair,
    asked_when,
    askings_in,
    both_settled,
    differs,
    hiding_in,
    is_asked_apart,
    pair_of,
    pairs_in,
)
from bokrules.comparison.verdicts.changes import (
    IncompleteChange,
    Kind,
    ObligationChange,
    VerdictChange,
    VerdictComparison,
)
from bokrules.comparison.verdicts.incompletely_asked import incompletely_asked
from bokrules.comparison.verdicts.regions import Range, Region, region_of, without_all
from bokrules.comparison.verdicts.requirements import Asked, Asking, Unknown, asked_by
from bokrules.comparison.verdicts.slices import MOST_WAYS, Coarse, Slices, answers_in
from bokrules.comparison.verdicts.witnesses import NotResolved, Way, Witnesses, names_of
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Vocabulary


class WitnessDisagrees(AssertionError):
    """The reference decides a witness otherwise than the diagram: a bug in bokrules."""


def compare_verdicts(
    before: Policy, after: Policy, *, most_ways: int = MOST_WAYS
) -> VerdictComparison:
    """Compare two policies on every expense that both vocabularies can tell, dates of force aside.

    Of an expense type, a fund and an activity with more ways to a difference than `most_ways` it is
    only told which differences there are, and which facts they depend on.

    Raises InvalidValue where a fact is declared in two ways; WitnessDisagrees, which is a bug.
    """
    _check_facts(before.vocabulary, after.vocabulary)
    return _Comparing(before, after, most_ways).result()


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
    def __init__(self, before: Policy, after: Policy, most_ways: int) -> None:
        self.before, self.after, self.most_ways = before, after, most_ways
        self.conditions: Conditions = conditions_of((before, after))
        self.formulas = self.conditions.formulas
        self.sides: tuple[Permission, Permission] = (
            permission_of(before, self.conditions),
            permission_of(after, self.conditions),
        )
        self.nodes = (*self.sides[0].nodes, *self.sides[1].nodes)
        self.diagrams: Diagrams[Pair | Coarse] = Diagrams(self.formulas)
        self.question: Question[Pair] = Question(self.formulas, self.nodes, pair_of, both_settled)
        self.complete = Slices(self.diagrams, self.question, SAME, pairs_in, differs, most_ways)
        self.hiding = self._hiding(before), self._hiding(after)
        self.variables = self.formulas.variables
        self.witnesses = Witnesses((before, after))
        self.unresolved = 0
        self.incompletely_asked: list[IncompleteChange] = []
        self._speaking: dict[object, tuple[Policy, Policy]] = {}

    def result(self) -> VerdictComparison:
        outcomes = tuple(self._outcomes())
        obligations = tuple(self._obligations())
        return VerdictComparison(
            outcomes=outcomes,
            obligations=obligations,
            incomplete=(
                *self._incomplete(is_same_complete=not outcomes),
                *self.incompletely_asked,
            ),
            only_before=self._funds(governed=(True, False)),
            only_after=self._funds(governed=(False, True)),
            unresolved=self.unresolved,
            lacks_solver=not to_smt.is_available(),
        )

    # ---- outcomes ----

    def _outcomes(self) -> Iterator[VerdictChange]:
        for path, answer in self.diagrams.paths(self.complete.root(), self.complete.is_told):
            for pair in answers_in(answer):
                before, after = cast("Pair", pair)
                assert before is not None
                assert after is not None
                found: dict[object, list[VerdictChange]] = {}
                for way in self._by_first_fact(path):
                    change = self._outcome(way, before, after, answer)
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
        self, way: Way, before: frozenset[Open], after: frozenset[Open], answer: Pair | Coarse
    ) -> VerdictChange | None:
        witness = self._witness_in(way, self.complete, (before, after), answer)
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
            depends_on=self._depends_on(answer),
        )

    def _witness_in(
        self, way: Way, building: Slices, expected: Hashable, answer: Hashable
    ) -> Facts | None:
        """As `_witness`; also where the way leads to a slice that is told coarsely."""
        if not isinstance(answer, Coarse):
            return self._witness(way, building.question, expected)
        known = self.unresolved
        whole = building.way_to(expected, way)
        witness = None if whole is None else self._witness(whole, building.question, expected)
        if witness is None:  # another way in the slice may be one
            self.unresolved = known + 1
        return witness

    def _depends_on(self, answer: Hashable) -> tuple[str, ...]:
        if not isinstance(answer, Coarse):
            return ()
        named = (names_of(self.variables[place]) for place in answer.places)
        return tuple(dict.fromkeys(name for names in named for name in names))

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
            known = replayed_in(facts, self.before), replayed_in(facts, self.after)
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
            path = next(self.diagrams.paths(part, self.complete.is_told), None)
            if path is None:
                continue
            way = {place: tuple(chosen_classes), **path[0]}
            pair = cast("Pair", path[1])
            witness = self._witness(way, self.question, pair, is_complete=False)
            if witness is None:
                continue
            self._replayed(witness, pair)
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
        building = Building[Any](self.diagrams, self.question)
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
        reachable = self.diagrams.reachable(self.complete.part(state))
        return any(map(self.complete.is_told, reachable))

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
            changes = list(self._asked_apart(whens, group, (first, second)))
            yield from changes
            if not changes:
                pair = first.get(group[0], never), second.get(group[0], never)
                self._find_incompletely_asked(group, pair)

    def _find_incompletely_asked(
        self, group: Sequence[Asked], askings: tuple[Asking, Asking]
    ) -> None:
        sides = self.before, self.after
        try:
            found = incompletely_asked(group, askings, sides, self.formulas, self.witnesses)
        except NotResolved:
            self.unresolved += 1
        else:
            self.incompletely_asked += [] if found is None else [found]

    def _asked_apart(
        self,
        whens: tuple[Node, Node],
        group: Sequence[Asked],
        askings: tuple[Mapping[Asked, Asking], Mapping[Asked, Asking]],
    ) -> Iterator[ObligationChange]:
        diagrams: Diagrams[AskedWhen | Coarse] = Diagrams(self.formulas)
        nodes = (*self.nodes, *whens, *self.hiding)
        question = Question(self.formulas, nodes, asked_when, both_settled)
        building = Slices(diagrams, question, ALIKE, askings_in, is_asked_apart, self.most_ways)
        for path, answer in diagrams.paths(building.root(), building.is_told):
            for asked in answers_in(answer):
                change = self._owed(path, building, (asked, answer), group, askings)
                if change is not None:
                    yield change

    def _owed(
        self,
        way: Way,
        building: Slices,
        answers: tuple[Hashable, Hashable],
        group: Sequence[Asked],
        askings: tuple[Mapping[Asked, Asking], Mapping[Asked, Asking]],
    ) -> ObligationChange | None:
        witness = self._witness_in(way, building, *answers)
        if witness is None:
            return None
        before, after, is_hidden = cast("AskedWhen", answers[0])
        is_added = before is False or (before is None and after is True)
        asking = self.after if is_added else self.before
        rules = [
            rule.name
            for asked in group
            for rule in askings[1 if is_added else 0].get(asked, Asking(1, ())).rules
            if reference.holds(rule.condition, witness, asking) is not False
        ]
        is_unknown = any(isinstance(each, Unknown) for each in group)
        other = self.before if is_added else self.after
        return ObligationChange(
            kind="gap" if is_unknown or is_hidden or None in (before, after) else "law",
            asked=tuple(group),
            is_added=is_added,
            region=self._region(way),
            witness=witness,
            rules=tuple(dict.fromkeys(rules)),
            hidden_by=tuple(
                each.name
                for each in hiding_in(other)
                if is_hidden and not is_unknown and reference.holds(each.condition, witness, other)
            ),
            depends_on=self._depends_on(answers[1]),
        )

    def _hiding(self, policy: Policy) -> Node:
        """Where a gap leaves open what else a policy asks for."""
        node = self.conditions.seen_by(policy).node
        return self.formulas.disjunction(node(each.condition) for each in hiding_in(policy))

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


def _because(decision: Decision, outcomes: frozenset[Open]) -> tuple[str, ...]:
    """The rules that decide; also the gaps that leave something open."""
    gaps = decision.gaps if len(outcomes) > 1 else ()
    return tuple(dict.fromkeys((*decision.basis, *gaps)))
