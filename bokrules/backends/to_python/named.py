"""The way in for dicts: one function for all expenses that have the same fields in one order.

It unpacks the values, checks each as its field asks, and puts them in a tuple of checked values.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from threading import RLock
from typing import Any

from bokrules.backends.cell_plan.result_class import ResultClass
from bokrules.backends.to_python import nodes
from bokrules.backends.to_python.checks import Check, statements
from bokrules.backends.to_python.constants import Constants
from bokrules.backends.to_python.entry import FAULTS, Texts, class_found
from bokrules.backends.to_python.running import ROW, Function, made_by, tree_of
from bokrules.backends.to_python.values import Access, Layout
from bokrules.base.errors import InvalidValue

OFTEN = 2000
"""So many expenses of the same fields are worth a function of their own: two milliseconds."""
MOST_FUNCTIONS = 256
MOST_COUNTED = 4096
"""Sequences of fields that are counted; beyond that the counting begins anew."""
_GIVEN, _ANSWER, _OTHERWISE, _UNDATED = "given", "answer", "otherwise", "undated"
_Names = tuple[str, ...]


class NamedFunctions:
    """Fills `known` with functions for dicts as their fields come back; threads may share it.

    It has them by the names of the fields as an expense has them, API names or Indonesian ones.
    `answer` is called with the class and the tuple, `undated` as in `entry`. `otherwise` takes the
    dict where a value is met for the first time, or is none that `checks` know.
    """

    def __init__(
        self,
        texts: Texts,
        layout: Layout,
        checks: Mapping[str, Check],
        *,
        answer: Callable[[ResultClass, tuple[Any, ...]], Any],
        undated: Callable[[Any], ResultClass],
        otherwise: Callable[[Any], Any],
        known: dict[_Names, Function],
    ) -> None:
        self._known = known
        self._texts, self._layout, self._checks = texts, layout, checks
        self._parts = answer, otherwise, undated
        closed = [{each.name for each in policy.plan.closed} for _, policy in texts]
        self._looked_up = frozenset[str].intersection(*map(frozenset, closed))
        """Facts whose values are looked up among values that were checked."""
        self._met: dict[_Names, int] = {}
        self._lock = RLock()

    def note(self, names: _Names) -> None:
        """An expense with these fields was judged; what comes often gets its function."""
        with self._lock:
            if len(self._met) >= MOST_COUNTED:
                self._met.clear()
            count = self._met[names] = self._met.get(names, 0) + 1
            is_worth_it = count >= OFTEN and len(self._known) < MOST_FUNCTIONS
            if is_worth_it and names not in self._known:
                self._known[names] = self._made(names)

    def _made(self, names: _Names) -> Function:
        constants = Constants()
        given = nodes.load(_GIVEN)
        refused = ast.Return(nodes.call(nodes.load(_OTHERWISE), given))
        values = {self._checks[each].fact: f"v{n}" for n, each in enumerate(names)}
        body: list[ast.stmt] = [_unpacked(list(values.values()), given)]
        for check in (self._checks[each] for each in names):
            if check.fact not in self._looked_up:
                body += statements(nodes.load(values[check.fact]), check, constants, [refused])
        row: list[ast.expr] = [
            nodes.load(values[each.name]) if each.name in values else nodes.NONE
            for each in self._layout.facts
        ]
        before, found = class_found(self._texts, self._layout, Access.CHECKED, constants, _UNDATED)
        answer = nodes.call(nodes.load(_ANSWER), found, nodes.load(ROW))
        body += [
            ast.Assign([ast.Name(ROW, ast.Store())], ast.Tuple(row, ast.Load())),
            *before,
            ast.Return(answer),
        ]
        faults = constants.name_of((*FAULTS, InvalidValue))
        rescued = ast.ExceptHandler(faults, None, [refused])
        tree = tree_of(
            [_ANSWER, _OTHERWISE, _UNDATED], [_GIVEN], [ast.Try(body, [rescued], [], [])]
        )
        return made_by(tree, constants)(*self._parts)


def _unpacked(variables: Sequence[str], given: ast.expr) -> ast.stmt:
    values = nodes.call(ast.Attribute(given, "values", ast.Load()))
    targets = [ast.Name(each, ast.Store()) for each in variables]
    return ast.Assign([ast.Tuple([*targets], ast.Store())], values)
