"""Expenses that no rule speaks of: no closed list is in force, nothing allows them by name."""

from __future__ import annotations

from dataclasses import dataclass

from bokrules.backends.decision import Facts
from bokrules.cells.conditions import FUND
from bokrules.cells.diagrams import Diagrams
from bokrules.cells.formulas import FALSE, TRUE, UNKNOWN
from bokrules.cells.questions import Nodes, Question
from bokrules.cells.standing import Open, Standing, settled, standing
from bokrules.comparison.analysis.space import Space, Unresolved
from bokrules.comparison.verdicts.regions import Region, region_of, without_all
from bokrules.comparison.verdicts.witnesses import NotResolved

_SILENT = frozenset({Open.SILENT})


@dataclass(frozen=True, slots=True)
class Silence:
    """A region of complete expenses on which the text is silent, and one of them.

    Funds are named only where not all that the edition governs are meant.
    """

    region: Region
    witness: Facts


def find_silence(space: Space) -> list[Silence | Unresolved]:
    """Every region on which the text is certainly silent; what a gap may hide is left out.

    Raises WitnessDisagrees, which is a bug.
    """
    formulas = space.conditions.formulas
    question = Question(formulas, space.permission.nodes, _silence, settled)
    if question.reached(_is_silent) is False:
        return []
    diagrams: Diagrams[tuple[Standing]] = Diagrams(formulas)
    complete = diagrams.build_complete(question, (None,))
    governed = space.policy.governed_funds if space.policy.edition.funds else frozenset()
    found: list[Silence | Unresolved] = []
    for way, answer in diagrams.paths(complete, _is_silent):
        try:
            witness = space.witnesses.find(way, question, answer)
        except NotResolved:
            found.append(Unresolved("silence"))
            continue
        if witness is None:
            continue
        space.replayed(witness, _SILENT)
        region = region_of(way, formulas.variables)
        found.append(Silence(without_all(FUND, governed, region), witness))
    return found


def _silence(nodes: Nodes) -> tuple[Standing] | None:
    """Where nothing but silence is open; of all else only that it is something else."""
    forbidden, refused, silent, _ = nodes
    if {forbidden, refused} & {TRUE, UNKNOWN} or silent in (FALSE, UNKNOWN):
        return (None,)
    return standing(nodes)


def _is_silent(answer: tuple[Standing]) -> bool:
    return answer == (_SILENT,)
