"""Names in conditions and sums are bound, and their types checked."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, assert_never

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Message, msg
from bokrules.semantics import expressions as ir
from bokrules.semantics.bind_vocabulary import report_unknown_fact, report_unknown_term
from bokrules.semantics.types import DATE, NUMBER, RUPIAH, YES_NO, Type
from bokrules.semantics.vocabulary import Vocabulary
from bokrules.syntax import ast

Typed = tuple[ir.Expression, Type]
_ORDERED = frozenset({"rupiah", "number", "count", "date"})
SUMMED = frozenset({"rupiah", "number", "count"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What names can stand for, and names whose declarations are broken."""

    vocabulary: Vocabulary
    broken: frozenset[str]


def bind_condition(node: ast.Expression, scope: Scope, out: Diagnostics) -> ir.Expression | None:
    """A yes-or-no expression, or None after a report."""
    return _bind_as(node, YES_NO, scope, out)


def bind_amount(node: ast.Expression, scope: Scope, out: Diagnostics) -> ir.Expression | None:
    """An expression in rupiah, or None after a report."""
    return _bind_as(node, RUPIAH, scope, out)


def _bind_as(
    node: ast.Expression, wanted: Type, scope: Scope, out: Diagnostics
) -> ir.Expression | None:
    typed = bind(node, scope, out)
    if typed is None:
        return None
    if typed[1] == wanted:
        return typed[0]
    if typed[1].kind == "text":
        _report_text(node, out)
    else:
        code = codes.NOT_A_CONDITION if wanted == YES_NO else codes.TYPE_MISMATCH
        help_ = msg("compare it with a value") if wanted == YES_NO else None
        out.error(
            code,
            node.span,
            msg(
                "{wanted} is asked for here, this is {found}",
                wanted=wanted.words,
                found=typed[1].words,
            ),
            help_,
        )
    return None


def bind(node: ast.Expression, scope: Scope, out: Diagnostics) -> Typed | None:
    """The expression and its type, or None after a report."""
    match node:
        case ast.Money() | ast.Number() | ast.Count() | ast.Day() | ast.YesNo():
            return constant(node)
        case ast.Reference(name=name):
            fact = scope.vocabulary.facts.get(name)
            if fact is not None:
                return ir.Field(name), fact.type
            if name not in scope.broken:
                word = ast.Name(text=name, span=node.span)
                report_unknown_fact(word, scope.vocabulary.facts, out)
            return None
        case ast.Not(operand=operand):
            inner = bind_condition(operand, scope, out)
            return None if inner is None else (ir.Not(inner), YES_NO)
        case ast.AllOf(operands=operands) | ast.AnyOf(operands=operands):
            parts = [bind_condition(each, scope, out) for each in operands]
            bound = tuple(each for each in parts if each is not None)
            if len(bound) < len(parts):
                return None
            return (ir.AllOf(bound) if isinstance(node, ast.AllOf) else ir.AnyOf(bound)), YES_NO
        case ast.Compare():
            return _compare(node.left, node.comparison, node.right, scope, out)
        case ast.Between():
            lower = _compare(node.operand, node.lower_comparison, node.lower, scope, out)
            upper = _compare(node.operand, node.upper_comparison, node.upper, scope, out)
            if lower is None or upper is None:
                return None
            return ir.AllOf((lower[0], upper[0])), YES_NO
        case ast.Total():
            return _total(node, scope, out)
        case ast.Scaled():
            return _scaled(node, scope, out)
        case ast.Lookup() | ast.Call():
            out.error(
                codes.ONLY_IN_FORMULA,
                node.span,
                msg("tables and sums over units stand in formulas only"),
                msg("a rule reads the facts of one expense"),
            )
            return None
        case _:
            assert_never(node)


def constant(node: ast.Constant) -> Typed:
    match node:
        case ast.Money(rupiah=rupiah):
            return ir.Constant(rupiah), RUPIAH
        case ast.Number(value=value):
            return ir.Constant(value), NUMBER
        case ast.Count(value=count, unit=unit):
            return ir.Constant(count), Type("count", unit)
        case ast.Day(value=day):
            return ir.Constant(day), DATE
        case ast.YesNo(value=yes):
            return ir.Constant(yes), YES_NO
        case _:
            assert_never(node)


def _compare(
    left: ast.Expression,
    comparison: ast.Comparison,
    right: ast.Expression,
    scope: Scope,
    out: Diagnostics,
) -> Typed | None:
    first = bind(left, scope, out)
    if first is None:
        return None
    first_type = first[1]
    if first_type.kind in ("term", "choice"):
        return _membership(left, first, comparison, right, scope, out)
    second = bind(right, scope, out)
    if second is None:
        return None
    span = left.span.to(right.span)
    if first_type.kind == "text" or second[1].kind == "text":
        _report_text(left if first_type.kind == "text" else right, out)
        return None
    if first_type != second[1]:
        out.error(
            codes.TYPE_MISMATCH,
            span,
            msg("{a} cannot be compared with {b}", a=first_type.words, b=second[1].words),
            unit_help(first_type, second[1]),
        )
        return None
    if first_type.kind not in _ORDERED and (first_type != YES_NO or comparison != "="):
        out.error(
            codes.TYPE_MISMATCH,
            span,
            msg("{a} has no order to compare by", a=first_type.words),
        )
        return None
    return ir.Compare(first[0], comparison, second[0]), YES_NO


def _membership(
    left: ast.Expression,
    first: Typed,
    comparison: ast.Comparison,
    right: ast.Expression,
    scope: Scope,
    out: Diagnostics,
) -> Typed | None:
    """`belanja = gaji`: the field's term is that one or lies below it."""
    of = first[1].of
    is_term = first[1].kind == "term"
    vocabulary = scope.vocabulary
    known = vocabulary.taxonomies[of].terms if is_term else vocabulary.choices[of].options
    if comparison != "=" or not isinstance(right, ast.Reference):
        out.error(
            codes.TYPE_MISMATCH,
            left.span.to(right.span),
            msg("`{of}` is compared with one of its terms only, by `=`", of=of),
        )
        return None
    if right.name not in known:
        if right.name not in scope.broken:
            report_unknown_term(ast.Name(text=right.name, span=right.span), of, known, out)
        return None
    if not isinstance(first[0], ir.Field):
        return None
    if is_term:
        return ir.IsA(first[0].name, right.name), YES_NO
    return ir.Compare(first[0], "=", ir.Constant(right.name)), YES_NO


def _total(node: ast.Total, scope: Scope, out: Diagnostics) -> Typed | None:
    bound = [(sign, bind(each, scope, out), each) for sign, each in node.terms]
    terms: list[tuple[int, ir.Expression]] = []
    type_: Type | None = None
    for sign, typed, part in bound:
        if typed is None:
            return None
        if typed[1].kind not in SUMMED or (type_ is not None and typed[1] != type_):
            out.error(
                codes.TYPE_MISMATCH,
                part.span,
                not_added(type_ or NUMBER, typed[1]),
                unit_help(type_ or NUMBER, typed[1]),
            )
            return None
        type_ = typed[1]
        terms.append((sign, typed[0]))
    return None if type_ is None else (ir.Total(tuple(terms)), type_)


def _scaled(node: ast.Scaled, scope: Scope, out: Diagnostics) -> Typed | None:
    factors: list[tuple[Literal["*", "/"], ir.Expression]] = []
    type_ = NUMBER
    for how, part in node.factors:
        typed = bind(part, scope, out)
        if typed is None:
            return None
        result = scaled_type(type_, how, typed[1])
        if result is None:
            message = msg("{a} cannot be multiplied by {b}", a=type_.words, b=typed[1].words)
            if how == "/":
                message = msg("{a} cannot be divided by {b}", a=type_.words, b=typed[1].words)
            out.error(codes.TYPE_MISMATCH, part.span, message)
            return None
        if how == "/" and not _is_nonzero_constant(typed[0]):
            out.error(
                codes.BAD_DIVISOR,
                part.span,
                msg("a divisor is a fixed number other than 0"),
                msg("multiply the other side instead"),
            )
            return None
        type_ = result
        factors.append((how, typed[0]))
    return ir.Scaled(tuple(factors)), type_


def scaled_type(left: Type, how: str, right: Type) -> Type | None:
    """The type of a product or quotient; None if there is no sense in it."""
    if left.kind not in SUMMED or right.kind not in SUMMED:
        return None
    if right == NUMBER:
        return left
    if how == "/":
        return NUMBER if left == right else None
    if left == NUMBER:
        return right
    return RUPIAH if RUPIAH in (left, right) and "count" in (left.kind, right.kind) else None


def _is_nonzero_constant(node: ir.Expression) -> bool:
    return (
        isinstance(node, ir.Constant)
        and isinstance(node.value, (int, Fraction))
        and node.value != 0
    )


def not_added(a: Type, b: Type) -> Message:
    words = [
        msg("a count of {unit}", unit=each.of) if each.kind == "count" else each.words
        for each in (a, b)
    ]
    return msg("{b} cannot be added to {a}", a=words[0], b=words[1])


def unit_help(a: Type, b: Type) -> Message | None:
    """What to write where two types cannot be added."""
    counts = [each.of for each in (a, b) if each.kind == "count"]
    if len(counts) == 2:
        return msg("one counts {a}, the other {b}", a=counts[0], b=counts[1])
    if counts:
        return msg("write the unit after the number: `5 {unit}`", unit=counts[0])
    if {a, b} == {RUPIAH, NUMBER}:
        return msg("write an amount of money as `Rp1.000`")
    return None


def _report_text(node: ast.Expression, out: Diagnostics) -> None:
    out.error(
        codes.TEXT_DECIDES,
        node.span,
        msg("text never decides"),
        msg("declare a choice or a yes-or-no fact, and use that"),
    )
