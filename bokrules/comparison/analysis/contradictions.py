"""Permissions and prohibitions that contradict each other."""

from __future__ import annotations

from bokrules.backends import reference
from bokrules.cells.formulas import TRUE, TRUTHS
from bokrules.cells.questions import Nodes, Question
from bokrules.comparison.analysis.deciding import effect_node
from bokrules.comparison.analysis.space import Space, Unresolved, agree
from bokrules.evaluation.finder import Finder
from bokrules.evaluation.lints.conflict import Conflict, compete, conflict_between
from bokrules.semantics.policy import Permission, Prohibition


def find_contradictions(space: Space) -> list[Conflict | Unresolved]:
    """Every pair that the compiler would refuse, and whether there is no other.

    Raises WitnessDisagrees, which is a bug.
    """
    rules: list[Prohibition | Permission] = [*space.policy.prohibitions, *space.policy.permissions]
    reach = {each.name: space.complete_classes(effect_node(each, space)) for each in rules}
    finder = Finder(space.policy)
    found = [
        _between(prohibition, permission, space, finder)
        for prohibition in space.policy.prohibitions
        for permission in space.policy.permissions
        if reach[prohibition.name] & reach[permission.name] and compete(prohibition, permission)
    ]
    return [each for each in found if each is not None]


def _between(
    prohibition: Prohibition, permission: Permission, space: Space, finder: Finder
) -> Conflict | Unresolved | None:
    policy = space.policy
    formulas = space.conditions.formulas
    both = formulas.conjunction([effect_node(prohibition, space), effect_node(permission, space)])
    if space.shown(both, lambda _: [TRUE]) is False:
        return None
    question = Question(formulas, (both,), _truth)
    if space.reached(both, lambda _: question, False, bool) is False:
        return None
    found = space.first_witness(both, lambda _: question, False, bool)
    if found is None:  # a search may know better
        known = conflict_between(prohibition, permission, finder)
        return known or Unresolved("conflicts", (prohibition.name, permission.name))
    witness = found[0]
    truths = (
        reference.prohibition_truth(prohibition, witness, policy),
        reference.holds(permission.condition, witness, policy),
    )
    agree(truths == (True, True), witness, truths)
    return Conflict(prohibition, permission, witness)


def _truth(nodes: Nodes) -> bool | None:
    return nodes[0] == TRUE if nodes[0] in TRUTHS else None
