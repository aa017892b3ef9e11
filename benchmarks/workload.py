"""What is computed: the formula of Permenkes 48/2017 for provinces, for made-up units.

The formula, its nine weights and the kinds of its inputs are the encoded ones (edition 2019,
`bok_provinsi`). The units and their counts are drawn at random from a fixed seed: they are no data.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bokrules import load_edition
from bokrules.semantics.allocation import Formula, Table
from bokrules.semantics.policy import Policy

SEED = 2017
UNIT = 1000


@dataclass(frozen=True, slots=True)
class Case:
    """Units with a class and a count each, weights by class, and a ceiling in rupiah."""

    name: str
    text: str
    classes: list[int]
    counts: list[int]
    weights: tuple[Fraction, ...]
    ceiling: int
    rounds: int

    @property
    def size(self) -> int:
        return len(self.counts)

    @property
    def whole_weights(self) -> list[int]:
        """The weights in quarters, which all of them are multiples of."""
        return [int(each * 4) for each in self.weights]


@dataclass(frozen=True, slots=True)
class Encoded:
    """The formula as bokrules has it, and its table of weights."""

    formula: Formula
    policy: Policy
    table: Table


def encoded() -> Encoded:
    policy = load_edition(2019).policy
    formula = next(each for each in policy.formulas if each.name == "bok_provinsi")
    table = next(each for each in policy.tables if each.name == "bobot_regional")
    return Encoded(formula, policy, table)


def cases(table: Table) -> Iterator[Case]:
    """The ceilings are those of 2019 for districts and for health centres."""
    weights = tuple(Fraction(each) for each in table.entries.values())
    for name, text, size, most, ceiling, rounds in (
        ("districts", "514 units, counts 1-60", 514, 60, 571_048_000_000, 60),
        ("villages", "100,000 units, counts 1-60", 100_000, 60, 7_000_377_130_000, 9),
        ("population", "100,000 units, counts 1-60,000", 100_000, 60_000, 7_000_377_130_000, 9),
    ):
        draw = random.Random(SEED)
        classes = [draw.randrange(len(weights)) for _ in range(size)]
        counts = [draw.randint(1, most) for _ in range(size)]
        yield Case(name, text, classes, counts, weights, ceiling, rounds)
