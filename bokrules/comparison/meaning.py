"""What a declaration says, part by part, in a form that equals another's if both say the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never, get_args

from bokrules.comparison.changes import Part
from bokrules.comparison.formula_form import FormulaForms
from bokrules.comparison.normal_form import normal_amount, normal_form
from bokrules.semantics.allocation import Formula, Table, UnitKind
from bokrules.semantics.declared import Declared, Selective
from bokrules.semantics.expressions import AllOf
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import (
    ClosedList,
    Deposit,
    Duty,
    Evidence,
    Gap,
    Must,
    Obligation,
    Permission,
    Prohibition,
    Recipients,
    StampDuty,
    Target,
)
from bokrules.semantics.scales import Scale

Meaning = Mapping[Part, Hashable]
_OWN_LABEL_SAYS_IT = (Gap, Duty, Recipients, Target)
"""What these are about stands in their label only: nothing else tells one from another."""


@dataclass(frozen=True, slots=True)
class Names:
    """Under which names the permissions, tables and kinds of units of a side are compared.

    `lists` are those that an edition closes: an entry of any other list is an entry of nothing.
    """

    lists: frozenset[str] = frozenset()
    permissions: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


def meaning(declared: Declared, names: Names) -> Meaning:
    """All that decides something, by part; no label, note, clause or earlier name."""
    found = dict(_own(declared, names))
    finding = getattr(declared, "finding", None)
    if finding is not None:
        found["finding"] = finding
    return found


def condition_form(declared: Declared) -> Hashable:
    """`untuk` and `bila` together, for they may say the same in each other's place."""
    return normal_form(declared.condition) if isinstance(declared, Selective) else None


def selection(declared: Declared) -> Meaning:
    """`untuk` by dimension, and `bila`."""
    found: dict[Part, Hashable] = {}
    if isinstance(declared, Selective):
        for each in declared.selectors:
            part = _DIMENSIONS[each.dimension]
            found[part] = (found.get(part), frozenset(each.terms))
        found["when"] = normal_form(declared.when)
    return found


_DIMENSIONS: dict[str, Part] = {"belanja": "belanja", "kegiatan": "kegiatan", "dana": "dana"}


def identity(declared: Declared, names: Names) -> Hashable:
    """Equal for two declarations of a kind that say the same under different names."""
    label = declared.label.text if isinstance(declared, _OWN_LABEL_SAYS_IT) else ""
    return condition_form(declared), frozenset(meaning(declared, names).items()), label


def changed_parts(
    before: Declared, after: Declared, names: tuple[Names, Names]
) -> tuple[Part, ...]:
    """What says something else. `names` are those of the two sides."""
    old, new = meaning(before, names[0]), meaning(after, names[1])
    if condition_form(before) != condition_form(after):
        old = {**selection(before), **old}
        new = {**selection(after), **new}
    return tuple(part for part in get_args(Part) if old.get(part) != new.get(part))


def _own(declared: Declared, names: Names) -> Iterator[tuple[Part, Hashable]]:
    match declared:
        case ClosedList(dimension=dimension):
            yield "list", dimension
        case Permission(serves=serves):
            yield "serves", serves & names.lists
        case Prohibition(exceptions=exceptions):
            yield "exceptions", _called(exceptions, names)
        case Obligation():
            yield from _required(declared)
        case Gap(touches=touches, serves=serves, exceptions=exceptions):
            yield "touches", touches
            yield "serves", serves & names.lists
            yield "exceptions", _called(exceptions, names)
        case Limit():
            yield "limit", (declared.is_most, declared.measure)
            yield "per", (frozenset(declared.fields), declared.period)
        case Duty(per=per):
            yield "per", frozenset(per)
        case Target():
            yield "value", (declared.comparison, declared.value, declared.is_percent, declared.year)
        case Scale():
            yield "bands", (declared.bands, declared.is_percent)
        case UnitKind(columns=columns):
            yield "columns", frozenset(columns.items())
        case Table():
            entries = frozenset(declared.entries.items())
            yield "entries", (declared.choice, declared.type, entries)
        case Formula():
            yield from _formula(declared, names)
        case _:
            return


def _called(permissions: Iterable[str], names: Names) -> frozenset[str]:
    return frozenset(names.permissions.get(each, each) for each in permissions)


def _required(rule: Obligation) -> Iterator[tuple[Part, Hashable]]:
    groups: list[frozenset[str]] = []
    musts = []
    taxes = []
    stamps = []
    for each in rule.requirements:
        match each:
            case Evidence(documents=documents):
                groups += [frozenset(group) for group in documents]
            case Must(condition=condition):
                musts.append(condition)
            case Deposit(due=due):
                taxes += [(tax, normal_amount(amount)) for tax, amount in due]
            case StampDuty(due=amount):
                stamps.append(normal_amount(amount))
            case _:
                assert_never(each)
    if groups:
        yield "evidence", frozenset(groups)
    if musts:
        yield "must", normal_form(AllOf(tuple(musts)))
    if taxes:
        yield "taxes", tuple(sorted(taxes, key=repr))
    if stamps:
        yield "stamp", tuple(sorted(stamps, key=repr))


def _formula(formula: Formula, names: Names) -> Iterator[tuple[Part, Hashable]]:
    forms = FormulaForms(formula, names.tables)
    yield "unit", names.units.get(formula.unit, formula.unit)
    yield "inputs", frozenset(formula.inputs.items())
    yield "lines", forms.result
    rounding = formula.rounding
    if rounding is not None:
        total = None if rounding.exact_total is None else forms.of(rounding.exact_total)
        yield "rounding", (rounding.unit, total, rounding.ties, rounding.rest)
    bounds = tuple(
        None if each is None else forms.of(each) for each in (formula.least, formula.most)
    )
    if bounds != (None, None):
        yield "bounds", bounds
