"""Units, tables and formulas: `satuan`, `tabel` and `rumus`, bound and typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.spans import Span
from bokrules.base.suggestions import did_you_mean
from bokrules.semantics.allocation import (
    KEY_COLUMN,
    Formula,
    Line,
    Node,
    Rounding,
    Table,
    UnitKind,
)
from bokrules.semantics.bind_clauses import RuleScope, head, without_selection
from bokrules.semantics.bind_expressions import constant
from bokrules.semantics.bind_formula_lines import (
    FormulaScope,
    Typed,
    bind_line,
    report_unknown_name,
    varies,
)
from bokrules.semantics.bind_vocabulary import bind_type, report_duplicate, report_unknown_term
from bokrules.semantics.expressions import Constant
from bokrules.semantics.types import NUMBER, RUPIAH, TEXT, Type
from bokrules.syntax import ast


def bind_unit(node: ast.UnitKind, scope: RuleScope, out: Diagnostics) -> UnitKind:
    """The typed columns of a kind of unit; its key is one of them."""
    columns: dict[str, Type] = {KEY_COLUMN: TEXT}
    first: dict[str, ast.Name] = {}
    for name, type_name in node.columns:
        if name.text == KEY_COLUMN:
            out.error(
                codes.DUPLICATE_NAME,
                name.span,
                msg("`{name}` is the key of every unit: it is a column already", name=KEY_COLUMN),
                msg("leave it out"),
            )
            continue
        if first.setdefault(name.text, name) is not name:
            report_duplicate(name, first[name.text], out)
        type_ = bind_type(type_name, scope.expressions.vocabulary.choices, scope.broken, out)
        if type_ is not None:
            columns[name.text] = type_
    return UnitKind(
        name=node.name.text,
        columns=columns,
        named={name.text: name.span for name, _ in node.columns},
        **without_selection(head(node, "unit", scope, out)),
    )


def bind_table(node: ast.Table, scope: RuleScope, out: Diagnostics) -> Table:
    """A number for every option of the choice, each exactly once."""
    choice = scope.expressions.vocabulary.choices.get(node.key.text)
    if choice is None and node.key.text not in scope.broken:
        known = scope.expressions.vocabulary.choices
        report_unknown_term(node.key, "pilihan", known, out)
    entries: dict[str, Any] = {}
    first: dict[str, ast.Name] = {}
    types: list[Type] = []
    for name, value in node.entries:
        if first.setdefault(name.text, name) is not name:
            report_duplicate(name, first[name.text], out)
        if choice is not None and name.text not in choice.options:
            report_unknown_term(name, choice.name, choice.options, out)
        bound, type_ = constant(value)
        if type_ not in (NUMBER, RUPIAH) or (types and type_ != types[0]):
            out.error(
                codes.TYPE_MISMATCH,
                value.span,
                msg("the entries of a table are all numbers, or all rupiah"),
            )
        types.append(type_)
        if isinstance(bound, Constant):
            entries[name.text] = bound.value
    options = choice.options if choice else {}
    lacking = [each for each in options if each not in entries]
    if lacking and entries.keys() <= options.keys():  # else a misspelt option was reported
        out.error(
            codes.INCOMPLETE_TABLE,
            node.name.span,
            msg("`tabel {name}` has no entry for: {names}", name=node.name.text, names=lacking),
            msg("every option of `{choice}` needs its entry", choice=node.key.text),
        )
    return Table(
        name=node.name.text,
        choice=node.key.text,
        type=types[0],
        entries=entries,
        **without_selection(head(node, "table", scope, out)),
    )


@dataclass(frozen=True, slots=True)
class AllocationScope:
    """The units and tables of the edition, bound, by name."""

    units: Mapping[str, UnitKind]
    tables: Mapping[str, Table]


def bind_formula(
    node: ast.Formula, around: AllocationScope, scope: RuleScope, out: Diagnostics
) -> Formula:
    """Inputs, lines in the order of dependence, result and rounding."""
    shared = without_selection(head(node, "formula", scope, out))
    unit = around.units.get(node.unit.text)
    if unit is None and node.unit.text not in scope.broken:
        report_unknown_name(node.unit, "satuan", around.units, out)
    inputs = _inputs(node, scope, out)
    written = [each for each in node.body if isinstance(each, ast.Line)]
    _check_names(node, unit, out)
    formula = FormulaScope(
        unit=unit,
        inputs=inputs,
        tables=around.tables,
        lines={each.name.text: each for each in written},
        broken=scope.broken,
    )
    lines = [
        Line(name=name, value=bound[0], type=bound[1])
        for name in _in_order(formula, out)
        if (bound := bind_line(name, formula, out)) is not None
    ]
    result = _result(node, written, out)
    return Formula(
        name=node.name.text,
        unit=node.unit.text,
        inputs=inputs,
        lines=tuple(lines),
        result=result,
        rounding=_rounding(node, result, formula, out),
        least=_share_bound(node, False, formula, out),
        most=_share_bound(node, True, formula, out),
        named={
            each.name.text: each.name.span
            for each in node.body
            if isinstance(each, (ast.Input, ast.Line))
        },
        **shared,
    )


def _inputs(node: ast.Formula, scope: RuleScope, out: Diagnostics) -> dict[str, Type]:
    inputs: dict[str, Type] = {}
    for each in node.body:
        if isinstance(each, ast.Input):
            choices = scope.expressions.vocabulary.choices
            type_ = bind_type(each.type, choices, scope.broken, out)
            if type_ is not None:
                inputs[each.name.text] = type_
    return inputs


def _check_names(node: ast.Formula, unit: UnitKind | None, out: Diagnostics) -> None:
    """Inputs, lines and columns share one name space."""
    first: dict[str, ast.Name] = {}
    for name in (each.name for each in node.body if isinstance(each, (ast.Input, ast.Line))):
        if unit is not None and name.text in unit.columns:
            out.error(
                codes.DUPLICATE_NAME,
                name.span,
                msg("`{name}` is a column of `{unit}` already", name=name.text, unit=unit.name),
                msg("choose another name"),
            )
        elif first.setdefault(name.text, name) is not name:
            report_duplicate(name, first[name.text], out)


def _in_order(formula: FormulaScope, out: Diagnostics) -> list[str]:
    """The lines, each after those that it reads. A cycle is reported with its path."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(formula.lines)
    for name, line in formula.lines.items():
        graph.add_edges_from((read, name) for read in names_read(line.value))
    graph.remove_nodes_from([each for each in graph if each not in formula.lines])
    while True:
        try:
            edges = nx.find_cycle(graph)
        except nx.NetworkXNoCycle:
            return list(nx.lexicographical_topological_sort(graph))
        graph.remove_edges_from(edges)
        path = [edges[0][0], *(edge[1] for edge in edges)][::-1]  # from what reads to what is read
        out.error(
            codes.FORMULA_CYCLE,
            formula.lines[path[0]].name.span,
            msg("`{name}` depends on itself: {path}", name=path[0], path=" → ".join(path)),
            msg("take one of these lines out of the circle"),
        )


def names_read(node: ast.Expression) -> list[str]:
    """The plain names inside a line of a formula, in the order of reading."""
    match node:
        case ast.Reference(name=name):
            return [name]
        case ast.Call(function="cacah"):
            return []  # it names the unit
        case ast.Lookup(key=part) | ast.Call(argument=part):
            return names_read(part)
        case ast.Total(terms=terms):
            return [name for _, each in terms for name in names_read(each)]
        case ast.Scaled(factors=factors):
            return [name for _, each in factors for name in names_read(each)]
        case _:
            return []


def _result(node: ast.Formula, lines: list[ast.Line], out: Diagnostics) -> str:
    results = [each for each in lines if each.is_result]
    if len(results) != 1:
        out.error(
            codes.MISSING_CLAUSE if not results else codes.DUPLICATE_CLAUSE,
            results[1].name.span if results else node.name.span,
            msg("`rumus {name}` needs one `hasil`", name=node.name.text),
            msg("leave out `hasil` before all lines but the one that is the allocation")
            if results
            else msg("write `hasil` before the line that is the allocation"),
        )
    return results[0].name.text if len(results) == 1 else ""


def _rounding(
    node: ast.Formula, result: str, formula: FormulaScope, out: Diagnostics
) -> Rounding | None:
    written = [each for each in node.body if isinstance(each, ast.Rounding)]
    if not written:
        return None
    first = written[0]
    if len(written) > 1:
        out.error(
            codes.DUPLICATE_CLAUSE, written[1].span, msg("`{word}` stands twice", word="bulatkan")
        )
    bound = formula.bound.get(first.line.text)
    if result not in ("", first.line.text):
        out.error(
            codes.UNKNOWN_NAME,
            first.line.span,
            msg("`{name}` is not the `hasil` of the formula", name=first.line.text),
            msg("only the result is rounded: `{name}`", name=result),
        )
    elif bound is not None and bound[1] != RUPIAH:
        _report_no_rupiah(first.line.span, bound[1], out)
    if first.unit.rupiah == 0:
        out.error(codes.BAD_DIVISOR, first.unit.span, msg("nothing is rounded to Rp0"))
    total = None
    if first.exact_total is not None:
        bound = formula.bind(first.exact_total, out)
        if bound is not None:
            _check_total(first.exact_total, bound, formula, out)
            total = bound[0]
    ties = first.ties.text if first.ties is not None else KEY_COLUMN
    if formula.unit is not None and first.ties is not None and ties not in formula.unit.columns:
        out.error(
            codes.UNKNOWN_NAME,
            first.ties.span,
            msg("`{name}` is no column of `{unit}`", name=ties, unit=formula.unit.name),
            did_you_mean(ties, formula.unit.columns)
            or msg("there is: {names}", names=list(formula.unit.columns)),
        )
    return Rounding(unit=first.unit.rupiah, exact_total=total, ties=ties, rest=first.rest)


def _share_bound(
    node: ast.Formula, is_most: bool, formula: FormulaScope, out: Diagnostics
) -> Node | None:
    """`maksimal` or `minimal`: an amount in rupiah, which may differ from unit to unit."""
    written = [
        each for each in node.body if isinstance(each, ast.ShareBound) and each.is_most == is_most
    ]
    if len(written) > 1:
        word = "maksimal" if is_most else "minimal"
        out.error(codes.DUPLICATE_CLAUSE, written[1].span, msg("`{word}` stands twice", word=word))
    bound = formula.bind(written[0].amount, out) if written else None
    if bound is None:
        return None
    if bound[1] != RUPIAH:
        _report_no_rupiah(written[0].amount.span, bound[1], out)
    return bound[0]


def _check_total(
    node: ast.Expression, bound: Typed, formula: FormulaScope, out: Diagnostics
) -> None:
    if bound[1] != RUPIAH:
        _report_no_rupiah(node.span, bound[1], out)
    if varies(bound[0], formula):
        out.error(
            codes.NOT_PER_UNIT,
            node.span,
            msg("a total is one amount, and this differs from unit to unit"),
            msg("write `jumlah( … )`"),
        )


def _report_no_rupiah(span: Span, found: Type, out: Diagnostics) -> None:
    out.error(
        codes.TYPE_MISMATCH,
        span,
        msg("{wanted} is asked for here, this is {found}", wanted=RUPIAH.words, found=found.words),
    )
