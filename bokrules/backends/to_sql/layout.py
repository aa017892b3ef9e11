"""Where the parts of a cell stand in its code: the classes of the closed fields, then the atoms.

A code is one BIGINT, or several where the atoms need more bits. Only the bits of atoms that can
matter under the classes are kept, so that many expenses share a code; `class_of` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

from bokrules.backends.cell_plan.atoms import Atom, ClassOf, IsGiven, bits_of
from bokrules.backends.cell_plan.plan import CellPlan
from bokrules.backends.cell_plan.result_class import ResultClass
from bokrules.backends.cell_plan.slices import Slice
from bokrules.backends.deciding import reads_of
from bokrules.backends.decision import Facts
from bokrules.cells.variables import Variable

WORD = 62
"""Bits of a word: a BIGINT that is never negative."""
MOST_SLICES = 20_000
"""Combinations of classes that are all looked at for the atoms that matter."""

Code = tuple[int, ...]
_Placed = tuple[Slice, tuple[tuple[int, int, int], ...]]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a value stands: the word, and how far from its lowest bit."""

    word: int
    shift: int
    bits: int

    @property
    def ones(self) -> int:
        return ((1 << self.bits) - 1) << self.shift

    def put(self, value: int) -> int:
        return value << self.shift

    def read(self, code: Sequence[int]) -> int:
        return code[self.word] >> self.shift & ((1 << self.bits) - 1)


@dataclass(frozen=True)
class Layout:
    """The codes of one policy."""

    plan: CellPlan
    closed: tuple[Seat, ...]
    """Of the closed fields; all in the first word, above its atoms."""
    atoms: Mapping[Atom, Seat]
    masks: tuple[tuple[Code, ...], ...]
    """For each closed field and class the bits of the atoms that may matter."""
    words: int

    @classmethod
    def of(cls, plan: CellPlan, *, most_slices: int = MOST_SLICES, word_bits: int = WORD) -> Layout:
        """The layout of all cells that a policy has.

        With at most so many slices all are looked at, else each closed field for itself.
        """
        classes = [range(len(each.classes)) for each in plan.closed]
        few = prod(map(len, classes)) <= most_slices
        mattering = _by_slices(plan, classes) if few else _by_rules(plan, classes)
        every = dict.fromkeys(atom for field in mattering for each in field for atom in each)
        if not classes:
            every = dict.fromkeys(plan.slice_at(()).atoms)
        widths = [(len(each) - 1).bit_length() for each in classes]
        seats, words = _seated(every, word_bits - sum(widths), word_bits)
        above, shift = [], word_bits
        for width in widths:
            shift -= width
            above.append(Seat(0, shift, width))
        masks = tuple(
            tuple(_mask((seats[atom] for atom in each), words) for each in field)
            for field in mattering
        )
        return cls(plan, tuple(above), seats, masks, words)

    @cached_property
    def low(self) -> int:
        """The bits of the first word that are for atoms."""
        return (1 << (self.closed[-1].shift if self.closed else WORD)) - 1

    def mask(self, classes: Sequence[int]) -> Code:
        """The bits that may matter under some classes of the closed fields."""
        found = [(1 << WORD) - 1] * self.words
        for field, chosen in zip(self.masks, classes, strict=True):
            found = [a & b for a, b in zip(found, field[chosen], strict=True)]
        return tuple(found)

    def code_of(self, facts: Facts) -> Code:
        """The code of an expense: what SQL must agree with."""
        classes = [each.class_of(facts.get(each.name)) for each in self.plan.closed]
        code = [0] * self.words
        for atom, seat in self.atoms.items():
            code[seat.word] |= seat.put(self.plan.value_of(atom, facts))
        code = [a & b for a, b in zip(code, self.mask(classes), strict=True)]
        for seat, chosen in zip(self.closed, classes, strict=True):
            code[0] |= seat.put(chosen)
        return tuple(code)

    def class_of(self, code: Sequence[int]) -> ResultClass:
        """What an expense with this code is told."""
        above = code[0] & ~self.low
        found = self._slices.get(above)
        if found is None:
            found = self._slices[above] = self._slice_of(code)
        slice_, places = found
        values = tuple([code[word] >> shift & ones for word, shift, ones in places])
        return self.plan.class_of(slice_, values)

    @cached_property
    def _slices(self) -> dict[int, _Placed]:
        """By the bits of the closed fields the slice, and where the values of its atoms stand."""
        return {}

    def _slice_of(self, code: Sequence[int]) -> _Placed:
        slice_ = self.plan.slice_at(tuple(each.read(code) for each in self.closed))
        seats = (self.atoms[each] for each in slice_.atoms)
        return slice_, tuple((each.word, each.shift, (1 << each.bits) - 1) for each in seats)


def _seated(atoms: Iterable[Atom], room: int, word_bits: int) -> tuple[dict[Atom, Seat], int]:
    """Atoms in words, one after the other; the first word has only so much room."""
    seats: dict[Atom, Seat] = {}
    word, used = 0, 0
    for atom in atoms:
        bits = bits_of(atom)
        if used + bits > (room if word == 0 else word_bits):
            word, used = word + 1, 0
        seats[atom] = Seat(word, used, bits)
        used += bits
    return seats, word + 1


def _mask(seats: Iterable[Seat], words: int) -> Code:
    found = [0] * words
    for each in seats:
        found[each.word] |= each.ones
    return tuple(found)


_Mattering = list[list[dict[Atom, None]]]
"""For each closed field and class the atoms that may matter, in a stable order."""


def _by_slices(plan: CellPlan, classes: Sequence[range]) -> _Mattering:
    found: _Mattering = [[{} for _ in each] for each in classes]
    for combination in product(*classes):
        atoms = dict.fromkeys(plan.slice_at(combination).atoms)
        for field, chosen in zip(found, combination, strict=True):
            field[chosen] |= atoms
    return found


def _by_rules(plan: CellPlan, classes: Sequence[range]) -> _Mattering:
    """As far as one closed field alone tells: no combination is looked at."""
    slices = plan.slices
    found: _Mattering = []
    for place, every in enumerate(classes):
        field: list[dict[Atom, None]] = []
        for chosen in every:
            rules = slices.rules_under(place, chosen)
            atoms = dict.fromkeys(slices.atoms_under(rules, place, chosen))
            names = {name for r in rules for s in slices.spoken(r) for name in reads_of(s)}
            # A slice asks whether a fact is given where it does not ask for its class.
            atoms |= dict.fromkeys(map(IsGiven, sorted(names - _names(plan.closed))))
            field.append({each: None for each in atoms if not _is_closed(each, plan)})
        found.append(field)
    return found


def _is_closed(atom: Atom, plan: CellPlan) -> bool:
    return isinstance(atom, ClassOf) and atom.variable in plan.closed


def _names(variables: Iterable[Variable]) -> set[str]:
    return {each.name for each in variables}
