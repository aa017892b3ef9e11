"""Short ways to write nodes of a tree."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from bokrules.semantics.expressions import Comparison

COMPARISONS: dict[Comparison, type[ast.cmpop]] = {
    ">": ast.Gt,
    ">=": ast.GtE,
    "<": ast.Lt,
    "<=": ast.LtE,
    "=": ast.Eq,
}
NONE = ast.Constant(None)


def load(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def call(function: ast.expr, *arguments: ast.expr) -> ast.expr:
    return ast.Call(function, [*arguments], [])


def item(of: ast.expr, place: ast.expr) -> ast.expr:
    return ast.Subscript(of, place, ast.Load())


def whole(number: int) -> ast.expr:
    """A place or a weight: a number that comes of no policy."""
    return ast.Constant(number)


def compared(left: ast.expr, how: ast.cmpop, right: ast.expr) -> ast.expr:
    return ast.Compare(left, [how], [right])


def is_none(value: ast.expr) -> ast.expr:
    return compared(value, ast.Is(), NONE)


def is_given(value: ast.expr) -> ast.expr:
    return compared(value, ast.IsNot(), NONE)


def either(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    return ast.IfExp(test, then, otherwise)


def any_of(tests: Sequence[ast.expr]) -> ast.expr:
    """False of none."""
    if not tests:
        return ast.Constant(False)
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.Or(), [*tests])


def all_of(tests: Sequence[ast.expr]) -> ast.expr:
    """True of none."""
    if not tests:
        return ast.Constant(True)
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), [*tests])


def total(parts: Sequence[ast.expr]) -> ast.expr:
    """The sum; 0 of none."""
    if not parts:
        return whole(0)
    result = parts[0]
    for each in parts[1:]:
        result = ast.BinOp(result, ast.Add(), each)
    return result
