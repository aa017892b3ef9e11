"""Obligations that cannot be met: conditions that fail wherever they are asked for.

Documents, taxes and stamps can always be given; only what a `harus` says can be out of reach.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.cells.formulas import FALSE, TRUE, TRUTHS, UNKNOWN, Node
from bokrules.cells.questions import Nodes, Question
from bokrules.cells.standing import payable, payable_node, settled
from bokrules.comparison.analysis.space import Space, Unresolved, agree
from bokrules.semantics.expressions import AllOf
from bokrules.semantics.operators import Truth
from bokrules.semantics.outcomes import State
from bokrules.semantics.policy import Must, Obligation

_Truths = tuple[Truth, ...]
"""Of each obligation, whether its conditions hold; empty where not all apply, or nothing is due."""
_CHECK = "unmeetable"


@dataclass(frozen=True, slots=True)
class Unmeetable:
    """One obligation that cannot be met, or two of which only one can; and who owes them."""

    rules: tuple[Obligation, ...]
    witness: Facts


def find_unmeetable(space: Space) -> list[Unmeetable | Unresolved]:
    """Every obligation that no payable expense can meet, then every pair that none can meet both.

    Raises WitnessDisagrees, which is a bug.
    """
    asking = [each for each in space.policy.obligations if _conditions(each)]
    found: list[Unmeetable | Unresolved] = []
    left: list[Obligation] = []
    for each in asking:
        result = _checked([each], space)
        if isinstance(result, Unmeetable):
            found.append(result)
        else:
            left.append(each)
            found += [] if result is None else [result]
    reach = {
        each.name: space.complete_classes(space.conditions.node(each.condition)) for each in left
    }
    for one, other in combinations(left, 2):
        if reach[one.name] & reach[other.name]:
            result = _checked((one, other), space)
            found += [] if result is None else [result]
    return found


def _conditions(rule: Obligation) -> list[Must]:
    return [each for each in rule.requirements if isinstance(each, Must)]


def _checked(rules: Sequence[Obligation], space: Space) -> Unmeetable | Unresolved | None:
    make = space.conditions.formulas
    node = space.conditions.node
    asked = [node(AllOf(tuple(must.condition for must in _conditions(each)))) for each in rules]
    when = make.conjunction(node(each.condition) for each in rules)
    if when == FALSE:
        return None

    nothing: _Truths = ()

    def question_in(near: Space) -> Question[_Truths]:
        return Question(make, (when, *near.permission.nodes, *asked), _owed, _settled)

    def seen(wanted: Callable[[_Truths], bool]) -> Truth:
        return space.reached(when, question_in, nothing, lambda each: bool(each) and wanted(each))

    def nodes_in(near: Space, *further: Node) -> list[Node]:
        return [make.conjunction([payable_node(near.permission.nodes, space.search), *further])]

    met = space.shown(when, lambda near: nodes_in(near, *asked))
    if met is None:
        met = space.reached(
            when, lambda near: Question(make, question_in(near).nodes, _met, _settled), False, bool
        )
    if met or space.shown(when, nodes_in) is False or seen(bool) is not True:
        return None

    def met_alone(place: int) -> bool:
        """Within where both apply one of them can be met."""
        shown = space.shown(when, lambda near: nodes_in(near, asked[place]))
        if shown is None:
            shown = seen(lambda each: each[place] is not False)
        return shown is not False

    if len(rules) > 1 and not all(map(met_alone, range(len(rules)))):
        return None
    found = None if met is None else space.first_witness(when, question_in, nothing, bool)
    if found is None:
        return Unresolved(_CHECK, tuple(each.name for each in rules))
    witness = found[0]
    results = [reference.obligation_result(each, witness, space.policy) for each in rules]
    states = [None if each is None else each.state for each in results]
    agree(State.UNMET in states and None not in states, witness, states)
    return Unmeetable(tuple(rules), witness)


def _settled(nodes: Sequence[Node]) -> Nodes:
    first = nodes[0]
    if first in (FALSE, UNKNOWN):
        return (first,) * len(nodes)
    return first, *settled(nodes[1:5]), *nodes[5:]


def _owed(nodes: Nodes) -> _Truths | None:
    when, asked = nodes[0], nodes[5:]
    if when != TRUE:
        return () if when in TRUTHS else None
    paying = payable(nodes[1:5])
    if paying is False:
        return ()
    if paying is None or any(each not in TRUTHS for each in asked):
        return None
    return tuple(TRUTHS[each] for each in asked)


def _met(nodes: Nodes) -> bool | None:
    """Whether something is due, and nothing of it fails."""
    if FALSE in nodes[5:]:
        return False
    owed = _owed(nodes)
    return None if owed is None else bool(owed)
