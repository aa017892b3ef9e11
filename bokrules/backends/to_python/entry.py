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
    ways = [_way(texts, layout, each, constants) for each in accesses]
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


def _way(texts: Texts, layout: Layout, access: Access, constants: Constants) -> list[ast.stmt]:
    returned = [ast.Return(each.lookup(access, constants)) for _, each in texts]
    if len(texts) == 1:
        return [returned[0]]
    day = nodes.load(_DAY)
    kind = nodes.call(constants.name_of(type), day)
    refused = ast.Expr(nodes.call(constants.name_of(refuse)))
    statements = [
        nodes.assign(_DAY, layout.read(_DATE, access, constants)),
        ast.If(
            nodes.is_none(day),
            [ast.Return(nodes.call(nodes.load(_UNDATED), nodes.load(ROW)))],
            [],
        ),
        ast.If(nodes.compared(kind, ast.IsNot(), constants.name_of(date)), [refused], []),
    ]
    for place in range(len(texts) - 1, 0, -1):
        begun = nodes.compared(day, ast.GtE(), constants.name_of(texts[place][0]))
        statements.append(ast.If(begun, [returned[place]], []))
    return [*statements, returned[0]]
