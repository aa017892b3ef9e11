"""Writes a generated edition as Python: a function for each rule's condition, and its record."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.large_editions import Condition, LargeEdition, Rule
from benchmarks.single import by_type
from benchmarks.single.heads import Decide, shapes_of_source

Access = Callable[[str], str]
"""The expression that reads a fact of `row`."""


def shapes_of(
    edition: LargeEdition, names: tuple[str, ...], *, has_lists: bool = True
) -> dict[str, Decide]:
    """The function for each shape of an expense."""
    access: dict[str, Access] = {
        "tuple": lambda name: f"row[{names.index(name)}]",
        "object": lambda name: f"row.{name}",
        "dict": lambda name: f"row.get({name!r})",
    }
    places = {name: place for place, name in enumerate(names)}
    values: dict[str, Callable[[Any, str], Any]] = {
        "tuple": lambda row, name: row[places[name]],
        "object": getattr,
        "dict": lambda row, name: row.get(name),
    }
    found = {}
    for shape, read in access.items():
        space = dict(vars(by_type))
        space |= {"HAS_LISTS": has_lists, "FACTS": names}
        exec(compile(source_of(edition, read), "<generated rules>", "exec"), space)
        _fill(space, edition)
        space["value_of"] = values[shape]
        for each in (by_type.asked_for, by_type.permits, by_type.in_order, by_type.decide):
            exec(compile(inspect.getsource(each), f"<{each.__name__}>", "exec"), space)
        decide = inspect.getsource(by_type.decide)
        found[shape] = shapes_of_source(decide, names, space)[shape]
    return found


def _fill(space: dict[str, Any], edition: LargeEdition) -> None:
    rules: list[by_type.Rule] = space["RULES"]
    types, activities = edition.terms["belanja"], edition.terms["kegiatan"]

    def of(kind: str, touches: str, *, typed: bool = True) -> list[by_type.Rule]:
        return [
            each
            for each in rules
            if (each.kind == kind or (each.kind == "celah" and each.touches == touches))
            and typed is (each.types is not None or each.activities is None)
        ]

    space |= {
        "BANS": by_type.by_term(of("larang", "larang"), types, "types"),
        "PERMISSIONS": by_type.by_term(of("boleh", ""), types, "types"),
        "ACTIVITY_PERMISSIONS": by_type.by_term(
            of("boleh", "", typed=False), activities, "activities"
        ),
        "LIST_GAPS": by_type.by_term(of("", "boleh"), types, "types"),
        "OBLIGATIONS": by_type.by_term(of("wajib", "wajib"), types, "types"),
    }


def source_of(edition: LargeEdition, access: Access) -> str:
    """The rules as Python source: what `RULES` is made of."""
    lines: list[str] = []
    for rule in edition.rules:
        lines += _functions(rule, access)
    lines += [
        f"BELANJA = {edition.terms['belanja']!r}",
        f"KEGIATAN = {edition.terms['kegiatan']!r}",
    ]
    for rule in edition.rules:
        lines += _record(rule)
    names = ", ".join(each.name for each in edition.rules)
    return "\n".join([*lines, f"RULES = [{names}]"]) + "\n"


def _record(rule: Rule) -> Iterator[str]:
    selects = dict(rule.selects)
    types, activities = (
        f"one_of({taxonomy}, {', '.join(map(repr, selects[field]))})"
        if field in selects
        else "None"
        for field, taxonomy in (("belanja", "BELANJA"), ("kegiatan", "KEGIATAN"))
    )
    reads = [*_facts(rule.when), *(name for ask in rule.asks for name in _ASKS[_way(ask)][1](ask))]
    exceptions = "".join(f"{each}, " for each in rule.exceptions)
    yield f"{rule.name} = Rule("
    yield f"    {rule.kind!r}, {rule.name!r}, {types}, {activities},"
    holds = f"{rule.name}_holds" if rule.when != Condition() else "ALWAYS"
    yield f"    holds={holds}, reads={tuple(dict.fromkeys(reads))!r},"
    yield f"    met={f'{rule.name}_met' if rule.asks else None},"
    yield f"    exceptions=({exceptions}), touches={rule.touches!r},"
    yield ")"


def _facts(condition: Condition) -> Iterator[str]:
    yield from (f"{name}_en" for clause in condition.clauses for name, _ in clause)
    if condition.least or condition.most is not None:
        yield "amount"


def _functions(rule: Rule, access: Access) -> Iterator[str]:
    condition = rule.when
    if condition != Condition():
        yield f"def {rule.name}_holds(row):"
        names = {name: access(f"{name}_en") for clause in condition.clauses for name, _ in clause}
        if condition.least or condition.most is not None:
            names["amount"] = access("amount")
        yield from (f"    {name} = {read}" for name, read in names.items())
        false = [
            " and ".join(f"{name} is {not answer}" for name, answer in clause)
            for clause in condition.clauses
        ]
        true = [
            " or ".join(f"{name} is {answer}" for name, answer in clause)
            for clause in condition.clauses
        ]
        false = [f"({each})" if " and " in each else each for each in false]
        true = [f"({each})" if " or " in each else each for each in true]
        if "amount" in names:
            bounds = f"{condition.least} <= amount" if condition.least else "amount"
            bounds += f" <= {condition.most}" if condition.most is not None else ""
            false.append(f"(amount is not None and not {bounds})")
            true.append("amount is not None")
        yield f"    if {' or '.join(false)}:"
        yield "        return False"
        yield f"    return True if {' and '.join(true)} else None"
    if rule.asks:
        yield f"def {rule.name}_met(row):"
        yield "    unknown = False"
        for ask in rule.asks:
            yield from (f"    {line}" for line in _ASKS[_way(ask)][0](ask, access))
        yield "    return None if unknown else True"


def _way(ask: str) -> str:
    return ask.partition(" ")[0]


def _evidence(ask: str, access: Access) -> list[str]:
    document = ask.split()[1]
    return [
        f"documents = {access('documents')}",
        "if documents is None:",
        "    unknown = True",
        f"elif 'kuitansi' not in documents or not ("
        f"{document!r} in documents or 'surat_pernyataan' in documents):",
        "    return False",
    ]


def _must(ask: str, access: Access) -> list[str]:
    fact = access(f"{ask.split()[1]}_en")
    return [f"given = {fact}", "if given is None:", "    unknown = True", *_unless("given")]


def _tax(_: str, access: Access) -> list[str]:
    return [
        f"taxes = {access('taxes')}",
        f"amount = {access('amount')}",
        "if taxes is None or amount is None:",
        "    unknown = True",
        *_unless("taxes.get('ppn', 0) >= amount // 10"),
    ]


def _stamp(_: str, access: Access) -> list[str]:
    return [
        f"stamp = {access('stamp')}",
        "if stamp is None:",
        "    unknown = True",
        *_unless("stamp >= 6000"),
    ]


def _unless(test: str) -> list[str]:
    return [f"elif not ({test}):", "    return False"]


_ASKS: dict[str, tuple[Callable[[str, Access], list[str]], Callable[[str], list[str]]]] = {
    "bukti": (_evidence, lambda _: ["documents"]),
    "harus": (_must, lambda ask: [f"{ask.split()[1]}_en"]),
    "setor": (_tax, lambda _: ["taxes", "amount"]),
    "meterai": (_stamp, lambda _: ["stamp"]),
}
"""How each kind of request is tested, and the facts it reads."""
