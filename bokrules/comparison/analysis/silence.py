"""Expenses that no rule speaks of: no closed list is in force, nothing allows them by name."""

from __future__ import annotations

from dataclasses import dataclass

from bokrules.backends.decision import Facts
from bokrules.cells.conditions import FUND
from bokrules.cells.diagrams import Diagrams
from bokrules.cells.standing import Open, Standing, standing
from bokrules.comparison.analysis.space import Space, Unresolved, replayed
from bokrules.comparison.verdicts.regions import Region, region_of, without_all, witness_of

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
    diagrams: Diagrams[tuple[Standing]] = Diagrams(space.conditions.formulas)
    root = diagrams.build(space.permission.nodes, standing)
    complete = diagrams.complete(root, (None,))
    governed = space.policy.governed_funds if space.policy.edition.funds else frozenset()
    found: list[Silence | Unresolved] = []
    for way, answer in diagrams.paths(complete, lambda each: each == (_SILENT,)):
        witness = witness_of(way, diagrams, root, answer)
        if witness is None:
            found.append(Unresolved("silence"))
            continue
        replayed(witness, space.policy, _SILENT)
        region = region_of(way, diagrams.formulas.variables)
        found.append(Silence(without_all(FUND, governed, region), witness))
    return found
