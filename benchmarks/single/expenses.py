"""Expenses, made up from a fixed seed: each as tuple, slotted object, dict, and JSON.

They have the facts that the edition's rules read, a fund and a date. All expense types and all
activities appear, general ones too; amounts lie around the thresholds.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

from bokrules.backends.decision import Facts
from bokrules.semantics.expressions import fields_of
from bokrules.semantics.policy import Policy

SEED = 20100422
MISSING = 0.15
"""How often a fact is missing, where facts may be."""


@dataclass(frozen=True)
class Expense:
    """Values in vocabulary order, None where missing; and the same in other shapes."""

    names: tuple[str, ...]
    row: tuple[Any, ...]

    @cached_property
    def as_dict(self) -> dict[str, Any]:
        """As an application gives it: by API name, what is missing left out, documents a list."""
        given = zip(self.names, self.row, strict=True)
        return {
            name: sorted(value) if isinstance(value, frozenset) else value
            for name, value in given
            if value is not None
        }

    @cached_property
    def as_json(self) -> dict[str, Any]:
        """What JSON can hold: the same, the date as text."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.as_dict.items()
        }

    @cached_property
    def as_text(self) -> str:
        return json.dumps(self.as_json)

    def is_specific(self, policy: Policy) -> bool:
        """No term of it has others below."""
        named = zip(self.row[:3], ("belanja", "kegiatan", "dana"), strict=True)
        taxonomies = policy.vocabulary.taxonomies
        return all(term is None or not taxonomies[of].below(term) for term, of in named)

    def as_object(self, kind: Any) -> Any:
        return kind(*self.row)

    def facts(self, policy: Policy) -> Facts:
        """As the reference takes it."""
        facts = policy.vocabulary.facts
        given = zip(facts, self.row, strict=True)
        return {name: value for name, value in given if value is not None}


def slotted(names: Sequence[str]) -> Any:
    """A class whose objects have a slot for each fact."""
    body = ", ".join(names)
    lines = [f"def __init__(self, {body}):", *(f"    self.{each} = {each}" for each in names)]
    space: dict[str, Any] = {}
    exec("\n".join(lines), space)
    return type("SlottedExpense", (), {"__slots__": tuple(names), "__init__": space["__init__"]})


@dataclass(frozen=True)
class Workload:
    """An edition, and how expenses under it are drawn."""

    name: str
    text: str
    policy: Policy
    read: frozenset[str]
    """API names of the facts that an expense has: those that rules read, fund and date."""
    payable: tuple[tuple[str, str], ...]
    """Pairs of expense type and activity of which most expenses are."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.alias for each in self.policy.vocabulary.facts.values())

    def expenses(
        self, count: int, *, is_complete: bool, always: Iterable[str] = (), seed: int = SEED
    ) -> list[Expense]:
        """Where they are not complete, the facts `always` are given all the same."""
        drawing = _Drawing(self, random.Random(seed))
        names = self.names
        optional = [] if is_complete else sorted(self.read - set(always))
        return [Expense(names, drawing.row(optional)) for _ in range(count)]


def workload_of(
    name: str, text: str, policy: Policy, payable: Iterable[tuple[str, str]]
) -> Workload:
    facts = policy.vocabulary.facts
    rules = (*policy.closed_lists, *policy.permissions, *policy.prohibitions, *policy.gaps)
    read = {field for rule in rules for field in fields_of(rule.condition)}
    read |= {field for rule in policy.obligations for field in rule.reads}
    read |= {"belanja", "kegiatan", "dana", "tanggal", "nilai"}
    return Workload(
        name, text, policy, frozenset(facts[each].alias for each in read), tuple(payable)
    )


class _Drawing:
    def __init__(self, workload: Workload, draw: random.Random) -> None:
        self.workload, self.draw = workload, draw
        vocabulary = workload.policy.vocabulary
        self.facts = list(vocabulary.facts.values())
        self.terms = {
            name: sorted(taxonomy.terms) for name, taxonomy in vocabulary.taxonomies.items()
        }
        self.funds = sorted(workload.policy.governed_funds)
        self.documents = sorted(vocabulary.documents)
        self.taxes = sorted(vocabulary.taxes)
        edition = workload.policy.edition
        self.first = edition.first_day
        self.days = ((edition.last_day or self.first + timedelta(365)) - self.first).days

    def row(self, optional: Sequence[str]) -> tuple[Any, ...]:
        given = self.values()
        for name in optional:
            if self.draw.random() < MISSING:
                given[name] = None
        return tuple(given.get(each.alias) for each in self.facts)

    def values(self) -> dict[str, Any]:
        draw = self.draw
        if draw.random() < 0.75:
            expense_type, activity = draw.choice(self.workload.payable)
        else:
            expense_type = draw.choice(self.terms["belanja"])
            activity = draw.choice(self.terms["kegiatan"])
        amount = 50_000 * draw.randint(1, 60) + draw.choice((0, 0, 0, 1, 500))
        voucher = amount if draw.random() < 0.7 else amount + 50_000 * draw.randint(1, 20)
        many = len(self.documents) if draw.random() < 0.6 else draw.randint(0, 4)
        day = self.first + timedelta(draw.randint(-2, self.days + 2))
        found: dict[str, Any] = {
            "expense_type": expense_type,
            "activity": activity,
            "fund": draw.choice(self.funds),
            "amount": amount,
            "voucher_amount": voucher,
            "date": day if draw.random() < 0.05 else self.first + timedelta(draw.randrange(250)),
            "documents": frozenset(draw.sample(self.documents, many)),
            "taxes": self.paid(amount),
            "stamp": draw.choice((0, 3000, 6000, 6000)),
            "in_plan": draw.random() < 0.95,
            "over_unit_cost": draw.random() < 0.05,
        }
        for each in self.facts:
            if each.type.kind == "yes_no" and each.alias not in found:
                found[each.alias] = draw.random() < 0.6
        return {name: value for name, value in found.items() if name in self.workload.read}

    def paid(self, amount: int) -> dict[str, int]:
        """Mostly what is due; now and then a rupiah less, or nothing."""
        due = {"ppn": Fraction(1, 10), "pph22": Fraction(3, 200)}
        found = {}
        for tax in self.taxes:
            way = self.draw.random()
            if way < 0.9:
                found[tax] = max(0, int(due[tax] * amount) - (way < 0.1))
        return found


def share_of(answers: Iterable[Any]) -> Mapping[str, float]:
    """How often each outcome occurs."""
    found: dict[str, int] = {}
    for each in answers:
        found[each.outcome] = found.get(each.outcome, 0) + 1
    total = sum(found.values())
    return {name: round(count / total, 3) for name, count in sorted(found.items())}
