"""Large editions, made up from a fixed seed: as data that is easy to edit, and as policy text.

They are compiled from their text by the whole pipeline. Nothing in them is law.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Literal

SEED = 2010
FACTS = 30
DOCUMENTS = ("kuitansi", "faktur", "surat_tugas", "daftar_hadir", "notulen", "laporan")
STEP = 50_000
"""Thresholds are multiples of it, in rupiah."""

Kind = Literal["boleh", "larang", "wajib", "celah"]
Literals = tuple[tuple[str, bool], ...]
"""Yes-or-no facts, each with the answer that is asked for."""


@dataclass(frozen=True, slots=True)
class Condition:
    """All of the clauses hold, each being any of its facts; and the amount lies within.

    `least` and `most` are in rupiah, both included; 0 and None are no bound.
    """

    clauses: tuple[Literals, ...] = ()
    least: int = 0
    most: int | None = None

    def meets(self, other: Condition) -> bool:
        """Whether some facts and some amount meet both."""
        ends = [each.most for each in (self, other) if each.most is not None]
        if ends and max(self.least, other.least) > min(ends):
            return False
        return any(
            all(dict(chosen).get(name) is answer for name, answer in chosen)
            for chosen in product(*self.clauses, *other.clauses)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    kind: Kind
    name: str
    selects: tuple[tuple[str, tuple[str, ...]], ...]
    when: Condition = Condition()
    exceptions: tuple[str, ...] = ()
    touches: str = ""
    asks: tuple[str, ...] = ()
    """Clauses of an obligation, as they stand in the file."""

    @property
    def dimensions(self) -> frozenset[str]:
        return frozenset(dimension for dimension, _ in self.selects)


@dataclass(frozen=True, slots=True)
class LargeEdition:
    """Terms by dimension, each with its parent or None; yes-or-no facts; rules."""

    terms: dict[str, dict[str, str | None]]
    facts: tuple[str, ...]
    rules: tuple[Rule, ...] = field(default=())

    def leaves(self, dimension: str) -> list[str]:
        parents = set(self.terms[dimension].values())
        return [each for each in self.terms[dimension] if each not in parents]

    def overlap(self, one: Rule, other: Rule) -> bool:
        """Some expense meets both, exceptions aside."""
        others = dict(other.selects)
        return all(
            self._below(dimension, terms) & self._below(dimension, others[dimension])
            for dimension, terms in one.selects
            if dimension in others
        ) and one.when.meets(other.when)

    def _below(self, dimension: str, terms: Iterable[str]) -> set[str]:
        wanted = set(terms)
        parents = self.terms[dimension]
        return wanted | {each for each in parents if parents[each] in wanted}


def large_edition(size: int, *, facts_per_rule: int = 2, seed: int = SEED) -> LargeEdition:
    """An edition of `size` rules whose conditions read about `facts_per_rule` optional facts.

    Half allow, a quarter forbids, the rest requires; a few gaps and two closed lists come on top.
    A prohibition names as exception every permission that it would contradict.
    """
    return _Drawing(size, facts_per_rule, random.Random(seed)).edition()


class _Drawing:
    def __init__(self, size: int, facts_per_rule: int, draw: random.Random) -> None:
        self.size, self.facts_per_rule, self.draw = size, facts_per_rule, draw
        self.empty = LargeEdition(
            {
                "belanja": _taxonomy("belanja", size // 5, 8),
                "kegiatan": _taxonomy("kegiatan", size // 10, 6),
                "dana": _taxonomy("dana", 4, 4),
            },
            tuple(f"fakta_{number}" for number in range(FACTS)),
        )
        self.leaves = {name: self.empty.leaves(name) for name in self.empty.terms}
        expense_types = self.draw.sample(self.leaves["belanja"], len(self.leaves["belanja"]))
        cut = len(expense_types) // 3
        self.free, self.bound = expense_types[:cut], expense_types[cut:]
        self.groups = {
            name: [each for each in terms if each not in self.leaves[name]]
            for name, terms in self.empty.terms.items()
        }

    def edition(self) -> LargeEdition:
        allowed = [self.permission(number) for number in range(self.size // 2)]
        forbidden = [self.prohibition(number, allowed) for number in range(self.size // 4)]
        left = self.size - len(allowed) - len(forbidden)
        required = [self.obligation(number) for number in range(left)]
        gaps = [self.gap(number) for number in range(self.size // 100)]
        return replace(self.empty, rules=(*allowed, *forbidden, *required, *gaps))

    def permission(self, number: int) -> Rule:
        """On no condition for a third of the expense types, which no other permission is about."""
        name = f"izin_{number}"
        if number % 5 == 0 and self.free:
            terms = tuple(self.free.pop() for _ in range(min(2, len(self.free))))
            return Rule(kind="boleh", name=name, selects=(("belanja", terms),))
        selects = [("belanja", tuple(self.draw.sample(self.bound, self.draw.randint(1, 3))))]
        if number % 10 == 1:
            selects = [("kegiatan", self.some("kegiatan", 1, 4))]
        elif number % 10 in (2, 3, 4):
            selects.append(("kegiatan", self.some("kegiatan", 1, 4)))
        return Rule(kind="boleh", name=name, selects=tuple(selects), when=self.condition())

    def prohibition(self, number: int, allowed: Sequence[Rule]) -> Rule:
        """On a whole group of expense types now and then."""
        general = number % 10 == 0
        terms = (
            (self.draw.choice(self.groups["belanja"]),) if general else self.some("belanja", 1, 2)
        )
        selects = [("belanja", terms)]
        if number % 4 == 1:
            selects.append(("kegiatan", self.some("kegiatan", 1, 3)))
        bare = Rule(
            kind="larang",
            name=f"larangan_{number}",
            selects=tuple(selects),
            when=self.condition(),
        )
        excepted = [
            each.name
            for each in allowed
            if self.empty.overlap(bare, each)
            and (bare.dimensions == each.dimensions or self.draw.random() < 0.1)
        ]
        return replace(bare, exceptions=tuple(excepted))

    def obligation(self, number: int) -> Rule:
        asks = (
            f"bukti {self.draw.choice(DOCUMENTS)} atau surat_pernyataan, kuitansi",
            f"harus {self.draw.choice(self.empty.facts)}",
            "setor ppn = 10% * nilai",
            "meterai Rp6.000",
        )
        general = number % 5 == 0
        terms = (
            (self.draw.choice(self.groups["belanja"]),) if general else self.some("belanja", 1, 3)
        )
        return Rule(
            kind="wajib",
            name=f"kewajiban_{number}",
            selects=(("belanja", terms),),
            when=self.condition(),
            asks=tuple(self.draw.sample(asks, self.draw.randint(1, 2))),
        )

    def gap(self, number: int) -> Rule:
        return Rule(
            kind="celah",
            name=f"celah_{number}",
            selects=(("belanja", self.some("belanja", 1, 1)),),
            when=self.condition(),
            touches=("wajib", "larang", "boleh")[number % 3],
        )

    def group(self, dimension: str) -> str:
        return self.draw.choice(self.groups[dimension])

    def some(self, dimension: str, least: int, most: int) -> tuple[str, ...]:
        return tuple(self.draw.sample(self.leaves[dimension], self.draw.randint(least, most)))

    def condition(self) -> Condition:
        names = self.draw.sample(self.empty.facts, self.facts_per_rule)
        literals = [(name, self.draw.random() < 0.7) for name in names]
        clauses: list[Literals] = []
        while literals:
            width = 2 if len(literals) > 2 else 1
            clauses.append(tuple(literals[:width]))
            literals = literals[width:]
        least, most = 0, None
        match self.draw.randrange(4):
            case 0:
                most = STEP * self.draw.randint(1, 100)
            case 1:
                least = STEP * self.draw.randint(1, 100) + 1
            case 2:
                least = STEP * self.draw.randint(1, 50) + 1
                most = least - 1 + STEP * self.draw.randint(1, 50)
        return Condition(tuple(clauses), least, most)


def _taxonomy(prefix: str, size: int, group: int) -> dict[str, str | None]:
    """Terms on two levels: after each general term those below it."""
    found: dict[str, str | None] = {}
    parent = ""
    for number in range(size):
        name = f"{prefix}_{number}"
        found[name] = None if number % group == 0 else parent
        parent = name if number % group == 0 else parent
    return found


# ---- editions made from it ----


def edited(edition: LargeEdition) -> LargeEdition:
    """With five planted edits.

    A threshold moves by a rupiah, a value is dropped from a permission and one from a
    prohibition, a permission that nothing names is removed, and an obligation is added where
    something is payable on no condition.
    """
    named = {name for each in edition.rules for name in each.exceptions}
    rules = {each.name: each for each in edition.rules}
    allowing = [each for each in edition.rules if each.kind == "boleh" and each.name not in named]
    moved = next(each for each in allowing if each.when.most is not None)
    several = next(each for each in allowing if len(each.selects[0][1]) > 1 and each != moved)
    removed = next(each for each in allowing if each not in (moved, several))
    forbidding = next(
        each
        for each in edition.rules
        if each.kind == "larang"
        and len(each.selects[0][1]) > 1
        and all(edition.overlap(_with_fewer_terms(each), rules[name]) for name in each.exceptions)
    )
    assert moved.when.most is not None
    rules[moved.name] = replace(moved, when=replace(moved.when, most=moved.when.most + 1))
    for each in (several, forbidding):
        rules[each.name] = _with_fewer_terms(each)
    del rules[removed.name]
    freely = next(
        each
        for each in reversed(edition.rules)
        if each.kind == "boleh" and each.when == Condition() and each.dimensions == {"belanja"}
    )
    added = Rule(
        kind="wajib",
        name="kewajiban_baru",
        selects=(("belanja", freely.selects[0][1][:1]),),
        asks=("bukti notulen",),
    )
    return replace(edition, rules=(*rules.values(), added))


def _with_fewer_terms(rule: Rule) -> Rule:
    (dimension, terms), *rest = rule.selects
    return replace(rule, selects=((dimension, terms[1:]), *rest))


def rewritten(edition: LargeEdition) -> LargeEdition:
    """The same in other rules: lists of terms split, all renamed but the gaps, and shuffled.

    How conditions are worded is up to `declarations`.
    """
    named = {name for each in edition.rules for name in each.exceptions}
    parts = {
        each.name: list(_split(each, is_whole=each.name in named or bool(each.exceptions)))
        for each in edition.rules
    }
    rules = [
        replace(
            part,
            exceptions=tuple(new.name for name in part.exceptions for new in parts[name]),
        )
        for each in edition.rules
        for part in parts[each.name]
    ]
    random.Random(SEED).shuffle(rules)
    return replace(edition, rules=tuple(rules))


def _split(rule: Rule, *, is_whole: bool) -> Iterator[Rule]:
    """A rule for each term; what is or has an exception stays whole, lest an exception be idle."""
    (dimension, terms), *rest = rule.selects
    apart = [terms] if is_whole else [(each,) for each in terms]
    for number, some in enumerate(apart):
        name = rule.name if rule.kind == "celah" else f"baru_{rule.name}_{number}"
        yield replace(rule, name=name, selects=((dimension, some), *rest))
