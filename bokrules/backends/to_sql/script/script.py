"""The whole script: tables, their rows, and the views that answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect
from bokrules.backends.to_sql.facts import Columns
from bokrules.backends.to_sql.script.answers import PROFILES, answers_steps, with_steps
from bokrules.backends.to_sql.script.inputs import ROW_KEY, Inputs, inputs_of
from bokrules.backends.to_sql.script.names import Names
from bokrules.backends.to_sql.script.profiles import profiles_query
from bokrules.backends.to_sql.script.row_views import (
    ROW,
    invalid_query,
    obligations_query,
    results_query,
)
from bokrules.backends.to_sql.script.rules import RuleTables, rule_tables
from bokrules.backends.to_sql.script.spelling import cell
from bokrules.backends.to_sql.truths import Truths
from bokrules.semantics.policy import Policy, Selective

ROWS_AT_ONCE: dict[Dialect, int] = {"duckdb": 1000, "postgres": 1000, "spark": 50_000}
"""Rows of one INSERT: Spark writes a file for each."""
_Cell = str | int | bool | None


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
    rows: list[tuple[_Cell, ...]]


@dataclass(frozen=True, slots=True)
class View:
    name: str
    query: exp.Query


@dataclass(frozen=True, slots=True)
class Exported:
    """An edition as tables and views, in the order in which they are made."""

    names: Names
    inputs: Inputs
    tables: tuple[ReferenceTable, ...]
    views: tuple[View, ...]
    dialect: Dialect


def exported(
    policies: Sequence[Policy],
    dialect: Dialect,
    describe: Describe,
    prefix: str,
    keep: Collection[str] = (),
) -> Exported:
    """The texts of an edition for one dialect. Raises NotInSql.

    `keep` names columns of the expenses, in either way, that the results have too.
    """
    names = Names(prefix)
    truths = [Truths.over(Columns(each, dialect)) for each in policies]
    of_rows = [Truths.over(Columns(each, dialect, ROW)) for each in policies]
    inputs = inputs_of(policies, [each.caps for each in truths])
    tables = rule_tables(policies, truths)
    kept = [each for each in inputs.columns if {each.name, each.inner_name} & {*keep}]
    steps: dict[str, exp.Query] = {
        PROFILES: profiles_query(tables, inputs, names, dialect),
        **answers_steps(tables, names, dialect),
    }
    return Exported(
        names,
        inputs,
        tuple(_reference_tables(tables, names, describe)),
        (
            View(names.results, with_steps(steps, results_query(tables, of_rows, kept))),
            View(names.obligations, with_steps(steps, obligations_query(tables, of_rows, names))),
            View(names.invalid, invalid_query(inputs, names, dialect)),
        ),
        dialect,
    )


# ---- reference tables ----


def _reference_tables(
    tables: RuleTables, names: Names, describe: Describe
) -> Iterator[ReferenceTable]:
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
    rows: list[tuple[_Cell, ...]] = []
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
    rows: list[tuple[_Cell, ...]] = []
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


# ---- statements ----

Part = Literal["clear", "expenses", "reference", "results", "obligations", "invalid"]
_VIEWS: tuple[Part, ...] = ("results", "obligations", "invalid")


def parts(edition: Exported) -> Iterator[tuple[Part, Iterator[exp.Expr]]]:
    """The statements by what they are for, in order. The table of expenses stays if it is there."""
    yield "clear", _cleared(edition)
    yield "expenses", _inputs(edition)
    yield "reference", _filled(edition)
    for part, view in zip(_VIEWS, edition.views, strict=True):
        made = exp.Create(this=exp.to_table(view.name), kind="VIEW", expression=view.query)
        yield part, iter([made])


def statements(edition: Exported) -> Iterator[exp.Expr]:
    """All statements, in order."""
    for _, some in parts(edition):
        yield from some


def _cleared(edition: Exported) -> Iterator[exp.Expr]:
    for view in reversed(edition.views):
        yield _drop(view.name, "VIEW")
    for table in edition.tables:
        yield _drop(table.name, "TABLE")


def _inputs(edition: Exported) -> Iterator[exp.Expr]:
    yield input_table(edition)
    if edition.dialect == "spark":
        return
    for each in edition.inputs.columns:
        place = exp.column(
            exp.to_identifier(each.name, quoted=True),
            table=exp.to_identifier(edition.names.expenses),
        )
        yield exp.Comment(this=place, kind="COLUMN", expression=cell(each.remark))


def _filled(edition: Exported) -> Iterator[exp.Expr]:
    for table in edition.tables:
        yield _create(table.name, [_column(*each) for each in table.columns.items()], edition)
        rows = iter(table.rows)
        while some := list(islice(rows, ROWS_AT_ONCE[edition.dialect])):
            yield _insert(table, some)
    if edition.dialect == "postgres":
        for table in edition.tables:
            yield exp.Command(this="ANALYZE", expression=exp.to_table(table.name))


def input_table(edition: Exported) -> exp.Create:
    """The table of expenses; where the dialect can, it refuses what no expense may have."""
    checks = {each.name: check for each, check in edition.inputs.checks(edition.dialect)}
    columns = [_column(ROW_KEY, "BIGINT", key=edition.dialect != "spark")]
    for each in edition.inputs.columns:
        check = checks.get(each.name) if edition.dialect != "spark" else None
        remark = each.remark if edition.dialect == "spark" else None
        columns.append(_column(each.name, each.type, check=check, remark=remark))
    return _create(edition.names.expenses, columns, edition, exists=True)


def _column(
    name: str,
    type_: str,
    *,
    key: bool = False,
    check: exp.Expr | None = None,
    remark: str | None = None,
) -> exp.ColumnDef:
    constraints: list[exp.Expr] = []
    if key:
        constraints.append(exp.PrimaryKeyColumnConstraint())
    if check is not None:
        constraints.append(exp.CheckColumnConstraint(this=check))
    if remark is not None:
        constraints.append(exp.CommentColumnConstraint(this=cell(remark)))
    return exp.ColumnDef(
        this=exp.to_identifier(name, quoted=True),
        kind=exp.DataType.build(type_),
        constraints=[exp.ColumnConstraint(kind=each) for each in constraints],
    )


def _create(
    name: str, columns: Iterable[exp.Expr], edition: Exported, *, exists: bool = False
) -> exp.Create:
    properties = None
    if edition.dialect == "spark":
        parquet = exp.FileFormatProperty(this=exp.var("PARQUET"))
        properties = exp.Properties(expressions=[parquet])
    return exp.Create(
        this=exp.Schema(this=exp.to_table(name), expressions=[*columns]),
        kind="TABLE",
        exists=exists,
        properties=properties,
    )


def _insert(table: ReferenceTable, rows: Iterable[tuple[_Cell, ...]]) -> exp.Insert:
    values = exp.Values(
        expressions=[exp.Tuple(expressions=[cell(each) for each in row]) for row in rows]
    )
    return exp.Insert(this=exp.to_table(table.name), expression=values)


def _drop(name: str, kind: str) -> exp.Drop:
    return exp.Drop(tables=[exp.to_table(name)], kind=kind, exists=True)


def statement_text(statement: exp.Expr, dialect: Dialect) -> str:
    """The SQL of a statement, every name quoted."""
    return statement.sql(dialect=dialect, identify=True, comments=False, copy=False)
