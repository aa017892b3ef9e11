"""Policies and expenses drawn by hypothesis.

A policy is drawn as text and compiled by the whole pipeline. Refusals are avoided by construction:
where the compiler finds that a `larang` and a `boleh` contradict each other, the `boleh` becomes an
exception of the `larang`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from bokrules.backends.decision import Facts, Value
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import (
    Deposit,
    Must,
    Obligation,
    Policy,
    Requirement,
    Selective,
    StampDuty,
)
from bokrules.semantics.vocabulary import Fact
from tests.properties.drafts import Condition, Draft, Inverse, Joined, Kind, Leaf, Rule, settle

_T = TypeVar("_T")

DOCUMENTS = ("kuitansi", "faktur", "surat_tugas")
TAXES = ("ppn", "pph")
CHOICES = ("desa", "kota", "pulau")

FIXED = (
    *(f'dokumen {name} "D"' for name in DOCUMENTS),
    *(f'pajak {name} "P"' for name in TAXES),
    'pilihan jenis "J" ' + " ".join(f'{name} "C"' for name in CHOICES),
    'fakta belanja alias expense_type : belanja "F"',
    'fakta kegiatan alias activity : kegiatan "F"',
    'fakta dana alias fund : dana "F"',
    'fakta tanggal alias date : tanggal "F"',
    'fakta nilai alias amount : rupiah "F"',
    'fakta nilai_kuitansi alias voucher_amount : rupiah "F" bawaan nilai',
    'fakta nilai_rapat alias meeting_amount : rupiah "F" bawaan nilai_kuitansi',
    'fakta volume alias quantity : bilangan "F"',
    'fakta jumlah_orang alias persons : orang "F"',
    'fakta bukti alias documents : daftar dokumen "F"',
    'fakta pajak alias taxes : rupiah per pajak "F"',
    'fakta meterai alias stamp : rupiah "F"',
    'fakta wilayah alias region : jenis "F"',
    'fakta terpencil alias remote : ya_tidak "F"',
    'fakta dalam_rpk alias in_plan : ya_tidak "F"',
)
MONEY = ("nilai", "nilai_kuitansi", "nilai_rapat")
"""The second is taken from the first where it is missing, the third from the second."""
THRESHOLDS = (0, 1, 100, 250, 1000)


class Chooser:
    """Small choices that hypothesis can shrink: to the first, the smallest, to no."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def number(self, least: int, most: int) -> int:
        return self.draw(_integers(least, most))

    def chance(self, percent: int) -> bool:
        return self.number(0, 99) >= 100 - percent

    def one(self, items: Sequence[_T]) -> _T:
        return items[self.number(0, len(items) - 1)]

    def some(self, items: Sequence[_T], least: int, most: int) -> tuple[_T, ...]:
        """Different items, in any order."""
        left = list(items)
        wanted = min(self.number(least, most), len(left))
        return tuple(left.pop(self.number(0, len(left) - 1)) for _ in range(wanted))

    def subset(self, items: Sequence[_T], percent: int) -> list[_T]:
        return [each for each in items if self.chance(percent)]


@cache
def _integers(least: int, most: int) -> st.SearchStrategy[int]:
    return st.integers(least, most)


# ---- policies ----


@dataclass(frozen=True)
class Generated:
    """A policy, and the draft of its text, to be rewritten."""

    draft: Draft
    policy: Policy


@st.composite
def generated(draw: st.DrawFn) -> Generated:
    return Generated(*settle(_draft(Chooser(draw))))


def policies() -> st.SearchStrategy[Policy]:
    """Compiled policies."""
    return generated().map(lambda each: each.policy)


def _draft(choose: Chooser) -> Draft:
    terms = {
        "belanja": _taxonomy("b", choose.number(4, 7), choose),
        "kegiatan": _taxonomy("k", choose.number(3, 5), choose),
        "dana": _taxonomy("d", choose.number(2, 3), choose),
    }
    closed = choose.some(("belanja", "kegiatan"), 1 if choose.chance(65) else 0, 2)
    writer = _Writer(terms, choose)
    allowed = [writer.permission(number, closed) for number in range(choose.number(1, 4))]
    served = {name for each in allowed for name in each.dimensions}
    allowed += [writer.entry(name) for name in closed if name not in served]
    forbidden = [writer.prohibition(number, allowed) for number in range(choose.number(0, 3))]
    required = [writer.obligation(number) for number in range(choose.number(0, 3))]
    gaps = [
        writer.gap(number, allowed) for number in range(choose.number(0, 2)) if choose.chance(50)
    ]
    limits = [writer.limit(number) for number in range(choose.number(0, 2))]
    return Draft(
        vocabulary=(
            *FIXED,
            *(
                f'{dimension} {name} "T"' + (f" termasuk {', '.join(parents)}" if parents else "")
                for dimension, names in terms.items()
                for name, parents in names.items()
            ),
        ),
        closed=tuple(writer.closed_list(name) for name in closed),
        rules=(*allowed, *forbidden, *required, *gaps, *limits),
    )


_Terms = dict[str, tuple[str, ...]]
"""Names, each with its parents."""


def _taxonomy(prefix: str, size: int, choose: Chooser) -> _Terms:
    names = [f"{prefix}{number}" for number in range(size)]
    return {name: choose.some(names[:place], 0, 2) for place, name in enumerate(names)}


class _Writer:
    def __init__(self, terms: dict[str, _Terms], choose: Chooser) -> None:
        self.terms = terms
        self.choose = choose

    # ---- rules ----

    def closed_list(self, dimension: str) -> str:
        text = f'tertutup {dimension} "Daftar" dasar A'
        if self.choose.chance(30):
            text += f" untuk dana {self.choose.one(list(self.terms['dana']))}"
        return text

    def permission(self, number: int, closed: Sequence[str]) -> Rule:
        fulfilled = self.choose.subset(closed, 30)
        return self._rule(
            "boleh",
            f"izin{number}",
            at_least=1,
            clauses=(f"memenuhi {', '.join(fulfilled)}",) if fulfilled else (),
        )

    def entry(self, dimension: str) -> Rule:
        """So that a closed list has one."""
        selector = dimension, self.choose.some(list(self.terms[dimension]), 1, 2)
        return Rule(kind="boleh", name=f"izin_{dimension}", selectors=(selector,))

    def prohibition(self, number: int, allowed: Sequence[Rule]) -> Rule:
        rule = self._rule("larang", f"larangan{number}", at_least=1)
        excepted = tuple(
            each.name
            for each in allowed
            if self._overlap(rule, each)
            and (rule.dimensions == each.dimensions or self.choose.chance(15))
        )
        clauses = ("temuan 1.01.09",) if self.choose.chance(20) else ()
        return replace(rule, exceptions=excepted, clauses=clauses)

    def obligation(self, number: int) -> Rule:
        kinds = self.choose.some(("harus", "bukti", "setor", "meterai"), 1, 2)
        clauses = []
        if "bukti" in kinds:
            groups = [
                " atau ".join(self.choose.some(DOCUMENTS, 1, 2))
                for _ in range(self.choose.number(1, 2))
            ]
            clauses.append(f"bukti {', '.join(groups)}")
        if "setor" in kinds:
            taxes = self.choose.some(TAXES, 1, 2)
            clauses.append("setor " + ", ".join(f"{tax} = {self._amount()}" for tax in taxes))
        if "meterai" in kinds:
            clauses.append(f"meterai {self._amount()}")
        return self._rule(
            "wajib",
            f"kewajiban{number}",
            at_least=0,
            must=self._condition(2) if "harus" in kinds else None,
            clauses=tuple(clauses),
        )

    def gap(self, number: int, allowed: Sequence[Rule]) -> Rule:
        touches = self.choose.one(("wajib", "boleh", "larang", "batas"))
        clauses: tuple[str, ...] = ()
        if touches == "boleh" and self.choose.chance(50):
            clauses = (f"memenuhi {', '.join(self.choose.some(('belanja', 'kegiatan'), 1, 2))}",)
        at_least = 1 if touches == "larang" else 0
        rule = self._rule("celah", f"celah{number}", at_least, touches=touches, clauses=clauses)
        if touches != "larang":
            return rule
        meeting = [each.name for each in allowed if self._overlap(rule, each)]
        return replace(rule, exceptions=tuple(self.choose.subset(meeting, 50)))

    def limit(self, number: int) -> Rule:
        measure = self.choose.one(("2 kali", "3 orang", "1 hari", "Rp1.000", "60% dari pagu"))
        per = self.choose.some(("per tahun", "per kegiatan", "per wilayah"), 0, 2)
        bound = self.choose.one(("maksimal", "minimal"))
        clauses = (f"{bound} {measure}", *per)
        return self._rule("batas", f"batas{number}", at_least=0, clauses=clauses)

    def _rule(self, kind: Kind, name: str, at_least: int, **rest: Any) -> Rule:
        chosen = self.choose.some(("belanja", "kegiatan"), at_least, 2)
        if self.choose.chance(10):
            chosen = (*chosen, "dana")
        selectors = tuple(
            (each, self.choose.some(list(self.terms[each]), 1, 3 if kind == "boleh" else 2))
            for each in chosen
        )
        # The compiler looks for conflicts among all combinations of values: the fewer, the better.
        size = 2 if kind in ("boleh", "larang") else 3
        when = self._condition(size) if self.choose.chance(40) else None
        return Rule(kind=kind, name=name, selectors=selectors, when=when, **rest)

    def _overlap(self, rule: Rule, other: Rule) -> bool:
        """Some term lies below both, in every dimension that both select on."""
        others = dict(other.selectors)
        return all(
            self._below(dimension, terms) & self._below(dimension, others[dimension])
            for dimension, terms in rule.selectors
            if dimension in others
        )

    def _below(self, dimension: str, terms: Sequence[str]) -> set[str]:
        found = set(terms)
        for name, parents in self.terms[dimension].items():
            if found & set(parents):
                found.add(name)
        return found

    # ---- conditions, amounts ----

    def _condition(self, size: int) -> Condition:
        """Up to `size` tests."""
        if size == 1 or self.choose.chance(45):
            leaf = Leaf(self._test())
            return Inverse(leaf) if self.choose.chance(20) else leaf
        first = self.choose.number(1, size - 1)
        parts = (self._condition(first), self._condition(size - first))
        joined = Joined(self.choose.one(("dan", "atau")), parts)
        return Inverse(joined) if self.choose.chance(25) else joined

    def _test(self) -> str:
        choose = self.choose
        kind = choose.number(0, 9)
        if kind <= 2:
            return choose.one(("terpencil", "dalam_rpk", "terpencil = tidak"))
        if kind <= 4:
            money = choose.one(MONEY)
            return f"{money} {self._comparison()} {_rupiah(choose.one(THRESHOLDS))}"
        if kind == 5:
            low, high = sorted(choose.some(THRESHOLDS, 2, 2))
            words = choose.one(
                (
                    f"di atas {_rupiah(low)} s/d {_rupiah(high)}",
                    f"paling sedikit {_rupiah(low)} sampai kurang dari {_rupiah(high)}",
                )
            )
            return f"{choose.one(MONEY)} {words}"
        if kind <= 7:
            dimension = choose.one(("belanja", "kegiatan", "dana"))
            return f"{dimension} = {choose.one(list(self.terms[dimension]))}"
        return choose.one(
            (
                f"wilayah = {choose.one(CHOICES)}",
                f"jumlah_orang {self._comparison()} {choose.number(0, 3)} orang",
                f"volume {self._comparison()} 1,5",
                f"nilai {self._comparison()} 2 * meterai + {_rupiah(choose.one(THRESHOLDS))}",
                "tanggal paling sedikit 2010-07-01",
                "(terpencil dan dalam_rpk) = ya",
            )
        )

    def _comparison(self) -> str:
        return self.choose.one(
            ("di atas", "paling sedikit", "kurang dari", "paling banyak", ">", ">=", "<", "<=", "=")
        )

    def _amount(self) -> str:
        return self.choose.one(
            (
                _rupiah(self.choose.one(THRESHOLDS)),
                "10% * nilai",
                "1,5% * nilai_kuitansi",
                "Rp7 * jumlah_orang",
                "nilai / 3",
                "5% * (nilai - Rp100)",
            )
        )


def _rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")


# ---- expenses ----


@st.composite
def expenses(draw: st.DrawFn, policy: Policy) -> Facts:
    """Facts under a policy: some missing, some general, amounts at and beside every threshold."""
    choose = Chooser(draw)
    given_percent = choose.one((100, 100, 85, 50))
    facts: dict[str, Value] = {}
    for fact in policy.vocabulary.facts.values():
        percent = 25 if fact.type.kind == "date" else given_percent
        if percent == 100 or choose.chance(percent):
            facts[fact.name] = _value(fact, policy, choose)
    return facts


def values(fact: Fact, policy: Policy) -> st.SearchStrategy[Value]:
    """Values of one fact."""

    @st.composite
    def drawn(draw: st.DrawFn) -> Value:
        return _value(fact, policy, Chooser(draw))

    return drawn()


@st.composite
def cases(draw: st.DrawFn, least: int = 1, most: int = 12) -> tuple[Generated, list[Facts]]:
    """A policy, and expenses under it."""
    case = draw(generated())
    return case, draw(st.lists(expenses(case.policy), min_size=least, max_size=most))


def _value(fact: Fact, policy: Policy, choose: Chooser) -> Value:
    vocabulary = policy.vocabulary
    match fact.type.kind:
        case "yes_no":
            return choose.chance(50)
        case "term":
            taxonomy = vocabulary.taxonomies[fact.type.of]
            general = {parent for term in taxonomy.terms.values() for parent in term.parents}
            exact = [name for name in taxonomy.terms if name not in general]
            return choose.one(list(taxonomy.terms) if choose.chance(25) else exact)
        case "choice":
            return choose.one(list(vocabulary.choices[fact.type.of].options))
        case "documents":
            names = list(vocabulary.documents)
            return frozenset(names if choose.chance(50) else choose.subset(names, 50))
        case "taxes":
            return _taxes(policy, choose)
        case "date":
            first = policy.edition.first_day
            return first + timedelta(days=choose.one((0, 1, 70, -1, 300)))
        case "text":
            return choose.one(("", "a"))
        case "count":
            return choose.number(0, 4)
        case "number":
            return choose.one((Fraction(0), Fraction(3, 2), Fraction(149, 100), Fraction(2)))
        case "rupiah":
            return choose.one(near_thresholds(policy))


def _taxes(policy: Policy, choose: Chooser) -> dict[str, int]:
    names = list(policy.vocabulary.taxes)
    if choose.chance(40):
        return dict.fromkeys(names, 10**9)
    return {name: choose.one(near_thresholds(policy)) for name in choose.subset(names, 60)}


@cache
def _near(constants: frozenset[int]) -> list[int]:
    beside = {each + step for each in constants for step in (-1, 0, 1)}
    # The tenth of a threshold is the tax on it, or one rupiah less.
    beside |= {each // 10 - step for each in constants for step in (0, 1)}
    return sorted(each for each in {*beside, 0, 10, 5000} if each >= 0)


def near_thresholds(policy: Policy) -> list[int]:
    return _near(thresholds(policy))


def thresholds(policy: Policy) -> frozenset[int]:
    """Every whole number that a rule names."""
    rules = (*policy.permissions, *policy.prohibitions, *policy.obligations, *policy.gaps)
    return frozenset(
        value
        for rule in rules
        for expression in expressions_in(rule)
        for value in constants_of(expression)
        if isinstance(value, int) and not isinstance(value, bool)
    )


def constants_of(expression: ir.Expression) -> Iterator[ir.Scalar]:
    if isinstance(expression, ir.Constant):
        yield expression.value
    for part in parts_of(expression):
        yield from constants_of(part)


def parts_of(expression: ir.Expression) -> list[ir.Expression]:
    """The expressions directly inside one."""
    match expression:
        case ir.Not(operand=operand):
            return [operand]
        case ir.AllOf(operands=operands) | ir.AnyOf(operands=operands):
            return list(operands)
        case ir.Compare(left=left, right=right):
            return [left, right]
        case ir.Total(terms=terms):
            return [each for _, each in terms]
        case ir.Scaled(factors=factors):
            return [each for _, each in factors]
        case _:
            return []


def expressions_in(rule: Selective) -> list[ir.Expression]:
    """The condition of a rule, and what it asks for."""
    found = [rule.when]
    if isinstance(rule, Obligation):
        for requirement in rule.requirements:
            found += _asked(requirement)
    return found


def _asked(requirement: Requirement) -> list[ir.Expression]:
    match requirement:
        case Must(condition=condition):
            return [condition]
        case Deposit(due=due):
            return [amount for _, amount in due]
        case StampDuty(due=amount):
            return [amount]
        case _:
            return []
