"""The tables that a script fills: the rules, the vocabulary, and what the views look up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bokrules.backends.to_sql.script.names import Names
from bokrules.backends.to_sql.script.rules import RuleTables
from bokrules.semantics.policy import Policy, Selective

Cell = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Described:
    """What people read of a rule."""

    label: str
    english: str | None
    citation: str
    page: int | None


Describe = Callable[[Selective | None, Policy], Described]
"""Of a rule, or of the engine's own obligation."""


@dataclass(frozen=True, slots=True)
class ReferenceTable:
    """A table that the script fills: columns with their types, and rows."""

    name: str
    columns: dict[str, str]
    rows: list[tuple[Cell, ...]]


def reference_tables(
    tables: RuleTables, names: Names, describe: Describe
) -> Iterator[ReferenceTable]:
    """All of an edition."""
    yield _rules(tables, names, describe)
    yield _vocabulary(tables, names)
    yield ReferenceTable(
        names.selectors,
        {"text": "INT", "slot": "INT", "value": "TEXT", "rule": "INT", "truth": "INT"},
        [(each.text, each.slot, each.value, each.rule, each.truth) for each in tables.selectors],
    )
    yield ReferenceTable(
        names.exceptions, {"rule": "INT", "permission": "INT"}, [*tables.exceptions]
    )
    yield ReferenceTable(
        names.says,
        {
            "rule": "INT",
            "part": "TEXT",
            "place": "INT",
            "name": "TEXT",
            "digit": "INT",
            "slot": "INT",
            "value": "TEXT",
        },
        [
            (
                each.rule,
                each.part,
                each.place,
                each.name,
                each.digit.place if each.digit else None,
                each.slot,
                each.value,
            )
            for each in tables.says
        ],
    )


def _rules(tables: RuleTables, names: Names, describe: Describe) -> ReferenceTable:
    numbers = {name: n for n, name in enumerate(tables.dimensions, 1)}
    columns = {
        "rule": "INT",
        "text": "INT",
        "part": "TEXT",
        "kind": "TEXT",
        "name": "TEXT",
        "label": "TEXT",
        "label_english": "TEXT",
        "citation": "TEXT",
        "page": "INT",
        "selectors": "INT",
        "condition": "INT",
        "requirement": "INT",
        "evidence": "INT",
        "closes": "INT",
        **{f"serves_{n}": "BOOLEAN" for n in numbers.values()},
    }
    rows: list[tuple[Cell, ...]] = []
    for each in tables.rules:
        described = Described("", None, "", None)
        if each.part != "engine":
            described = describe(each.declared, tables.policies[each.text - 1])
        digits = (each.condition, each.requirement, each.evidence)
        rows.append(
            (
                each.rule,
                each.text,
                each.part,
                each.kind,
                each.name,
                described.label,
                described.english,
                described.citation,
                described.page,
                each.selectors,
                *(digit.place if digit else None for digit in digits),
                numbers.get(each.closes),
                *(name in each.serves for name in numbers),
            )
        )
    return ReferenceTable(names.rules, columns, rows)


def _vocabulary(tables: RuleTables, names: Names) -> ReferenceTable:
    """Every word that an expense may have, by the column that has it."""
    vocabulary = tables.policies[0].vocabulary
    rows: list[tuple[Cell, ...]] = []
    for fact in vocabulary.facts.values():
        kind = fact.type.kind
        if kind == "term":
            terms = vocabulary.taxonomies[fact.type.of].terms
            words = {name: term.label for name, term in terms.items()}
        elif kind == "choice":
            words = dict(vocabulary.choices[fact.type.of].options)
        elif kind in ("documents", "taxes"):
            of = vocabulary.documents if kind == "documents" else vocabulary.taxes
            words = {name: term.label for name, term in of.items()}
        else:
            continue
        rows += [
            (fact.alias, fact.name, word, label.text, label.english)
            for word, label in words.items()
        ]
    columns = ("field", "field_indonesian", "word", "label", "label_english")
    return ReferenceTable(names.vocabulary, dict.fromkeys(columns, "TEXT"), rows)
