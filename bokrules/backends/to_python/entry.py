"""The way in: one function that takes an expense as a tuple or an object and gives its class."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from bokrules.backends.cell_plan.result_class import ResultClass
from bokrules.backends.to_python import nodes
from bokrules.backends.to_python.constants import Constants
from bokrules.backends.to_python.dispatch import CompiledPolicy
from bokrules.backends.to_python.running import ROW, Function, made_by, tree_of
from bokrules.backends.to_python.values import Access, Layout, Refused, refuse

FAULTS = (Refused, KeyError, TypeError, AttributeError, IndexError)
"""How a value shows that was not met yet, or is none of the vocabulary, or of the wrong type."""
_OTHERWISE, _UNDATED, _DAY = "otherwise", "undated", "day"
_DATE = "tanggal"

Texts = Sequence[tuple[date, CompiledPolicy]]
"""The texts of an edition, each with its first day; the first one's day does not matter."""


def entry(
    texts: Texts,
    layout: Layout,
    accesses: Sequence[Access],
    *,
    undated: Callable[[Any], ResultClass],
    otherwise: Callable[[Any], ResultClass],
) -> Function:
    """The function of an edition. With several accesses a tuple goes by the first, else the last.

    `undated` takes an expense without a date where there are several texts; `otherwise` one of
    which a value is not known yet, or wrong.
    """
    constants = Constants()
    ways = [_returned(class_found(texts, layout, each, constants, _UNDATED)) for each in accesses]
    body = ways[0]
    if len(ways) > 1:
        kind = nodes.call(constants.name_of(type), nodes.load(ROW))
        is_tuple = nodes.compared(kind, ast.Is(), constants.name_of(tuple))
        body = [ast.If(is_tuple, ways[0], []), *ways[-1]]
    rescued = ast.ExceptHandler(
        constants.name_of(FAULTS),
        None,
        [ast.Return(nodes.call(nodes.load(_OTHERWISE), nodes.load(ROW)))],
    )
    tree = tree_of([_UNDATED, _OTHERWISE], [ROW], [ast.Try(body, [rescued], [], [])])
    return made_by(tree, constants)(undated, otherwise)


def class_found(
    texts: Texts, layout: Layout, access: Access, constants: Constants, undated: str
) -> tuple[list[ast.stmt], ast.expr]:
    """What finds the class of an expense: statements, then the expression that is the class.

    `undated` is the name of the function for an expense without a date.
    """
    found, *later = (each.lookup(access, constants) for _, each in texts)
    if not later:
        return [], found
    day = nodes.load(_DAY)
    for (first, _), lookup in zip(texts[1:], later, strict=True):
        begun = nodes.compared(day, ast.GtE(), constants.name_of(first))
        found = nodes.either(begun, lookup, found)
    found = nodes.either(
        nodes.is_none(day), nodes.call(nodes.load(undated), nodes.load(ROW)), found
    )
    before = [nodes.assign(_DAY, layout.read(_DATE, access, constants))]
    if not access.is_checked:
        kind = nodes.call(constants.name_of(type), day)
        is_other = nodes.compared(kind, ast.IsNot(), constants.name_of(date))
        refused = ast.Expr(nodes.call(constants.name_of(refuse)))
        before.append(ast.If(nodes.all_of([is_other, nodes.is_given(day)]), [refused], []))
    return before, found


def _returned(found: tuple[list[ast.stmt], ast.expr]) -> list[ast.stmt]:
    before, value = found
    return [*before, ast.Return(value)]
