"""The lines of a formula: names bound, types and units of measure checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Message, msg
from bokrules.base.suggestions import did_you_mean
from bokrules.semantics.allocation import (
    Indicator,
    Lookup,
    Node,
    Product,
    Ref,
    Sum,
    SumOver,
    Table,
    UnitCount,
    UnitKind,
)
from bokrules.semantics.bind_expressions import (
    SUMMED,
    constant,
    not_added,
    scaled_type,
    unit_help,
)
from bokrules.semantics.expressions import Constant
from bokrules.semantics.types import NUMBER, RUPIAH, Type
from bokrules.syntax import ast

Typed = tuple[Node, Type]


@dataclass(slots=True)
class FormulaScope:
    """What the names in a formula can stand for; `bound` grows line by line."""

    unit: UnitKind | None
    inputs: Mapping[str, Type]
    tables: Mapping[str, Table]
    lines: Mapping[str, ast.Line]
    broken: frozenset[str]
    bound: dict[str, Typed | None] = field(default_factory=dict)
    """None after a report: to use such a line is no further error."""
    varying: set[str] = field(default_factory=set)
    """The lines whose value differs from unit to unit."""

    def bind(self, node: ast.Expression, out: Diagnostics) -> Typed | None:
        """The node and its type, or None after a report."""
        return _bind(node, self, out)


def bind_line(name: str, scope: FormulaScope, out: Diagnostics) -> Typed | None:
    """A line whose own lines were bound before; None after a report."""
    bound = scope.bound[name] = scope.bind(scope.lines[name].value, out)
    if bound is not None and varies(bound[0], scope):
        scope.varying.add(name)
    return bound


def varies(node: Node, scope: FormulaScope) -> bool:
    """Whether the value differs from unit to unit."""
    match node:
        case SumOver() | UnitCount():
            return False
        case Ref(kind="column"):
            return True
        case Ref(kind="line", name=name):
            return name in scope.varying
        case Lookup(key=part) | Indicator(operand=part):
            return varies(part, scope)
        case Sum(terms=terms):
            return any(varies(each, scope) for _, each in terms)
        case Product(factors=factors):
            return any(varies(each, scope) for _, each in factors)
        case _:
            return False


def _bind(node: ast.Expression, scope: FormulaScope, out: Diagnostics) -> Typed | None:
    match node:
        case ast.Money() | ast.Number() | ast.Count():
            value, type_ = constant(node)
            return (value, type_) if isinstance(value, Constant) else None
        case ast.Reference():
            return _reference(node, scope, out)
        case ast.Lookup():
            return _lookup(node, scope, out)
        case ast.Call():
            return _call(node, scope, out)
        case ast.Total():
            return _total(node, scope, out)
        case ast.Scaled():
            return _scaled(node, scope, out)
        case _:
            out.error(
                codes.TYPE_MISMATCH,
                node.span,
                msg("a formula computes with numbers and rupiah"),
                msg("conditions stand in rules; for a yes-or-no column write `hitung(…)`"),
            )
            return None


def _reference(node: ast.Reference, scope: FormulaScope, out: Diagnostics) -> Typed | None:
    name = node.name
    if name in scope.lines:
        bound = scope.bound.get(name)
        return None if bound is None else (Ref("line", name), bound[1])
    if name in scope.inputs:
        return Ref("input", name), scope.inputs[name]
    if scope.unit is not None and name in scope.unit.columns:
        return Ref("column", name), scope.unit.columns[name]
    if name not in scope.broken and scope.unit is not None:
        known = [*scope.lines, *scope.inputs, *scope.unit.columns]
        out.error(
            codes.UNKNOWN_NAME,
            node.span,
            msg("`{name}` is no input, no line and no column here", name=name),
            did_you_mean(name, known) or msg("there is: {names}", names=known),
        )
    return None


def _lookup(node: ast.Lookup, scope: FormulaScope, out: Diagnostics) -> Typed | None:
    table = scope.tables.get(node.table.text)
    if table is None:
        if node.table.text not in scope.broken:
            report_unknown_name(node.table, "tabel", scope.tables, out)
        return None
    key = _bind(node.key, scope, out)
    if key is None:
        return None
    if key[1] != Type("choice", table.choice):
        out.error(
            codes.TYPE_MISMATCH,
            node.key.span,
            msg("`tabel {name}` is read by `{choice}`", name=table.name, choice=table.choice),
            msg(
                "write a column of that choice: `{name}[{choice}]`",
                name=table.name,
                choice=table.choice,
            ),
        )
        return None
    return Lookup(table.name, key[0]), table.type


def _call(node: ast.Call, scope: FormulaScope, out: Diagnostics) -> Typed | None:
    if node.function == "cacah":
        named = node.argument.name if isinstance(node.argument, ast.Reference) else ""
        if scope.unit is not None and named != scope.unit.name:
            out.error(
                codes.UNKNOWN_NAME,
                node.argument.span,
                msg("`cacah` counts the units of the formula: `{name}`", name=scope.unit.name),
                msg("write `cacah({name})`", name=scope.unit.name),
            )
            return None
        return UnitCount(), NUMBER
    operand = _bind(node.argument, scope, out)
    if operand is None:
        return None
    if node.function == "hitung":
        if operand[1].kind != "yes_no":
            out.error(
                codes.TYPE_MISMATCH,
                node.argument.span,
                msg("`hitung` counts a yes-or-no column, not {found}", found=operand[1].words),
            )
            return None
        return Indicator(operand[0]), NUMBER
    return _sum_over(node, operand, scope, out)


def _sum_over(
    node: ast.Call, operand: Typed, scope: FormulaScope, out: Diagnostics
) -> Typed | None:
    if operand[1].kind not in SUMMED:
        out.error(
            codes.TYPE_MISMATCH,
            node.argument.span,
            msg("there is no sum of {found}", found=operand[1].words),
        )
        return None
    if not varies(operand[0], scope):
        out.error(
            codes.NOT_PER_UNIT,
            node.argument.span,
            msg("`jumlah` adds what differs from unit to unit, and this does not"),
            msg("for the same value of every unit multiply it by `cacah( … )`"),
        )
        return None
    return SumOver(operand[0]), operand[1]


def _total(node: ast.Total, scope: FormulaScope, out: Diagnostics) -> Typed | None:
    bound = [(sign, _bind(each, scope, out), each) for sign, each in node.terms]
    terms: list[tuple[int, Node]] = []
    type_: Type | None = None
    for sign, typed, part in bound:
        if typed is None:
            return None
        if not _is_number(typed[1], part, out):
            return None
        type_ = type_ or typed[1]
        if typed[1] != type_:
            out.error(
                codes.TYPE_MISMATCH,
                part.span,
                not_added(type_, typed[1]),
                unit_help(type_, typed[1]),
            )
            return None
        terms.append((sign, typed[0]))
    return None if type_ is None else (Sum(tuple(terms)), type_)


def _scaled(node: ast.Scaled, scope: FormulaScope, out: Diagnostics) -> Typed | None:
    bound = [(how, _bind(part, scope, out), part) for how, part in node.factors]
    factors: list[tuple[Literal["*", "/"], Node]] = []
    type_ = NUMBER
    for how, typed, part in bound:
        if typed is None:
            return None
        if not _is_number(typed[1], part, out):
            return None
        result = _result_type(type_, how, typed[1])
        if result is None:
            message = msg("{a} cannot be multiplied by {b}", a=type_.words, b=typed[1].words)
            if how == "/":
                message = msg("{a} cannot be divided by {b}", a=type_.words, b=typed[1].words)
            out.error(codes.TYPE_MISMATCH, part.span, message, _as_number(typed[1]))
            return None
        if how == "/" and typed[0] == Constant(0):
            out.error(codes.BAD_DIVISOR, part.span, msg("nothing is divided by 0"))
            return None
        type_ = result
        factors.append((how, typed[0]))
    return Product(tuple(factors)), type_


def _result_type(left: Type, how: str, right: Type) -> Type | None:
    """As in rules; and rupiah by a count is a rate in rupiah, a number by a count a number."""
    if how == "/" and right.kind == "count" and left in (RUPIAH, NUMBER):
        return left
    return scaled_type(left, how, right)


def _is_number(type_: Type, part: ast.Expression, out: Diagnostics) -> bool:
    if type_.kind not in SUMMED:
        out.error(
            codes.TYPE_MISMATCH,
            part.span,
            msg("a formula computes with numbers and rupiah, not with {found}", found=type_.words),
            _as_number(type_),
        )
    return type_.kind in SUMMED


def _as_number(type_: Type) -> Message | None:
    """How a column that is no number becomes one."""
    match type_.kind:
        case "yes_no":
            return msg("for 1 or 0 write `hitung(…)`")
        case "choice":
            return msg("read a table by it: `tabel … per {choice}`", choice=type_.of)
        case "count":
            return msg("for a number divide by the unit: `… / 1 {unit}`", unit=type_.of)
        case _:
            return None


def report_unknown_name(name: ast.Name, kind: str, known: Iterable[str], out: Diagnostics) -> None:
    """A table or a kind of unit that the edition does not declare."""
    out.error(
        codes.UNKNOWN_NAME,
        name.span,
        msg("the edition has no `{kind} {name}`", kind=kind, name=name.text),
        did_you_mean(name.text, known) or msg("declare it with `{kind}`", kind=kind),
    )
