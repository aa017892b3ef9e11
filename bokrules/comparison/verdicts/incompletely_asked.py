"""What is asked of every complete expense alike, and of an incomplete one otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.cells.diagrams import Building, Diagrams
from bokrules.cells.formulas import TRUTHS, Formulas
from bokrules.cells.questions import Nodes, Question
from bokrules.cells.standing import Open, standing_of
from bokrules.comparison.speaking import replayed_in
from bokrules.comparison.verdicts.changes import IncompleteChange
from bokrules.comparison.verdicts.requirements import Asked, Asking
from bokrules.comparison.verdicts.witnesses import Witnesses
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Policy

MOST_WAYS = 50
"""So many ways are held against what is payable."""
_Truths = tuple[Truth, Truth]


def incompletely_asked(
    asked: Sequence[Asked],
    askings: tuple[Asking, Asking],
    sides: tuple[Policy, Policy],
    formulas: Formulas,
    witnesses: Witnesses,
) -> IncompleteChange | None:
    """An expense, perhaps payable by both, of which it is known on one side only, or on neither.

    None if none is found. Raises NotResolved.
    """
    diagrams: Diagrams[_Truths] = Diagrams(formulas)
    question = Question(formulas, tuple(each.when for each in askings), _truths)
    ways = diagrams.paths(Building(diagrams, question).root(), lambda each: each[0] != each[1])
    for way, answer in islice(ways, MOST_WAYS):
        witness = witnesses.find(way, question, answer, is_complete=False)
        if witness is not None and all(_may_be_paid(witness, each) for each in sides):
            return IncompleteChange(field="", values=(), witness=witness, asked=tuple(asked))
    return None


def _truths(nodes: Nodes) -> _Truths | None:
    before, after = nodes
    if before == after:
        return (None, None)
    if before not in TRUTHS or after not in TRUTHS:
        return None
    return TRUTHS[before], TRUTHS[after]


def _may_be_paid(facts: Facts, policy: Policy) -> bool:
    decision = reference.decide(facts, replayed_in(facts, policy))
    return Open.PAYABLE in standing_of(decision.possible)
