"""The whole script: tables, their rows, and the views that answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect
from bokrules.backends.to_sql.facts import Columns
from bokrules.backends.to_sql.script.answers import PROFILES, answers_steps, with_steps
from bokrules.backends.to_sql.script.inputs import ROW_KEY, Inputs, inputs_of
from bokrules.backends.to_sql.script.limit_tables import LimitTables
from bokrules.backends.to_sql.script.limit_views import LimitViews
from bokrules.backends.to_sql.script.names import Names
from bokrules.backends.to_sql.script.profiles import profiles_query
from bokrules.backends.to_sql.script.reference_tables import (
    Cell,
    Describe,
    ReferenceTable,
    reference_tables,
)
from bokrules.backends.to_sql.script.row_views import (
    ROW,
    invalid_query,
    obligations_query,
    results_query,
)
from bokrules.backends.to_sql.script.rules import rule_tables
from bokrules.backends.to_sql.script.spelling import cell
from bokrules.backends.to_sql.script.units import (
    REQUIRED,
    UNIT_COLUMNS,
    invalid_units_query,
    unit_checks,
)
from bokrules.backends.to_sql.truths import Truths
from bokrules.semantics.policy import Policy

ROWS_AT_ONCE: dict[Dialect, int] = {"duckdb": 1000, "postgres": 1000, "spark": 50_000}
"""Rows of one INSERT: Spark writes a file for each."""
Part = Literal[
    "clear",
    "expenses",
    "units",
    "reference",
    "results",
    "obligations",
    "invalid",
    "text_keys",
    "invalid_units",
    "ledger_tables",
    "limits",
    "open_limits",
]
"""What statements of a script are for."""


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
    ledger_views: tuple[tuple[Part, View], ...] = ()
    """What the limits of the edition say of all expenses together, if it has any."""
    ledger_tables: tuple[View, ...] = ()
    """What those views read, where they are not worked out when they are asked; made before."""
    scratch: tuple[str, ...] = ()
    """The tables among them that are dropped again."""
    not_in_sql: tuple[str, ...] = ()
    """Limits that these views do not work out, and say so."""


def exported(
    policies: Sequence[Policy],
    dialect: Dialect,
    describe: Describe,
    prefix: str,
    keep: Collection[str] = (),
    *,
    over_ledger: bool = True,
) -> Exported:
    """The texts of an edition for one dialect. Raises NotInSql.

    `keep` names columns of the expenses, in either way, that the results have too. `over_ledger`:
    with the views of limits.
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
    edition = Exported(
        names,
        inputs,
        tuple(reference_tables(tables, names, describe)),
        (
            View(names.results, with_steps(steps, results_query(tables, of_rows, kept))),
            View(names.obligations, with_steps(steps, obligations_query(tables, of_rows, names))),
            View(names.invalid, invalid_query(inputs, names, dialect)),
        ),
        dialect,
    )
    limits = LimitViews(tables, truths, inputs, names, dialect)
    if not over_ledger or not limits.limits:
        return edition
    return _with_limits(edition, limits)


def _with_limits(edition: Exported, limits: LimitViews) -> Exported:
    edition = replace(edition, not_in_sql=tuple(limits.not_in_sql))
    if edition.dialect != "spark":
        return replace(edition, ledger_views=tuple(_ledger_views(limits, limits)))
    tables = LimitTables(limits)
    return replace(
        edition,
        ledger_views=tuple(_ledger_views(limits, tables)),
        ledger_tables=tuple(View(name, query) for name, query in tables.tables),
        scratch=tuple(name for name, _ in tables.tables if name not in tables.lasting),
    )


def _ledger_views(
    limits: LimitViews, shown: LimitViews | LimitTables
) -> Iterator[tuple[Part, View]]:
    names = limits.names
    yield "text_keys", View(names.text_keys, limits.text_keys())
    yield (
        "invalid_units",
        View(names.invalid_units, invalid_units_query(limits.tables.policies[0], names)),
    )
    yield "limits", View(names.limits, shown.findings())
    yield "open_limits", View(names.open_limits, shown.left_open())


# ---- statements ----

_VIEWS: tuple[Part, ...] = ("results", "obligations", "invalid")


def parts(edition: Exported) -> Iterator[tuple[Part, Iterator[exp.Expr]]]:
    """The statements by what they are for, in order. The table of expenses stays if it is there."""
    yield "clear", _cleared(edition)
    yield "expenses", _inputs(edition)
    if edition.ledger_views:
        yield "units", iter([units_table(edition)])
    yield "reference", _filled(edition)
    for part, view in zip(_VIEWS, edition.views, strict=True):
        yield part, iter([_made(view)])
    for part, view in edition.ledger_views:
        if part == "limits" and edition.ledger_tables:
            yield "ledger_tables", _ledger_tables(edition)
        yield part, iter([_made(view)])


def _made(view: View) -> exp.Create:
    return exp.Create(this=exp.to_table(view.name), kind="VIEW", expression=view.query)


def _ledger_tables(edition: Exported) -> Iterator[exp.Expr]:
    for each in edition.ledger_tables:
        properties = _properties(edition)
        table = exp.to_table(each.name)
        yield exp.Create(this=table, kind="TABLE", properties=properties, expression=each.query)
    for name in edition.scratch:
        yield _drop(name, "TABLE")


def statements(edition: Exported) -> Iterator[exp.Expr]:
    """All statements, in order."""
    for _, some in parts(edition):
        yield from some


def _cleared(edition: Exported) -> Iterator[exp.Expr]:
    """Also the views of limits that another export of the edition had."""
    names = edition.names
    of_limits = (names.open_limits, names.limits, names.invalid_units, names.text_keys)
    for name in (*of_limits, *(each.name for each in reversed(edition.views))):
        yield _drop(name, "VIEW")
    tables = [each.name for each in edition.tables]
    for name in (*tables, *(each.name for each in edition.ledger_tables)):
        yield _drop(name, "TABLE")


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


def units_table(edition: Exported) -> exp.Create:
    """The table of ceilings."""
    checks = {} if edition.dialect == "spark" else unit_checks(edition.inputs.policy)
    columns = [
        _column(name, type_, check=checks.get(name), needed=name in REQUIRED)
        for name, type_ in UNIT_COLUMNS.items()
    ]
    return _create(edition.names.units, columns, edition, exists=True)


def _column(
    name: str,
    type_: str,
    *,
    key: bool = False,
    needed: bool = False,
    check: exp.Expr | None = None,
    remark: str | None = None,
) -> exp.ColumnDef:
    constraints: list[exp.Expr] = []
    if key:
        constraints.append(exp.PrimaryKeyColumnConstraint())
    if needed:
        constraints.append(exp.NotNullColumnConstraint())
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
    return exp.Create(
        this=exp.Schema(this=exp.to_table(name), expressions=[*columns]),
        kind="TABLE",
        exists=exists,
        properties=_properties(edition),
    )


def _properties(edition: Exported) -> exp.Properties | None:
    if edition.dialect != "spark":
        return None
    return exp.Properties(expressions=[exp.FileFormatProperty(this=exp.var("PARQUET"))])


def _insert(table: ReferenceTable, rows: Iterable[tuple[Cell, ...]]) -> exp.Insert:
    values = exp.Values(
        expressions=[exp.Tuple(expressions=[cell(each) for each in row]) for row in rows]
    )
    return exp.Insert(this=exp.to_table(table.name), expression=values)


def _drop(name: str, kind: str) -> exp.Drop:
    return exp.Drop(tables=[exp.to_table(name)], kind=kind, exists=True)


def statement_text(statement: exp.Expr, dialect: Dialect) -> str:
    """The SQL of a statement, every name quoted."""
    return statement.sql(dialect=dialect, identify=True, comments=False, copy=False)
