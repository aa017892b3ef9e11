"""A function for each slice: it numbers the cell of an expense and looks the class up."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from math import prod
from threading import RLock
from typing import Any

from bokrules.backends.cell_plan.plan import CellPlan
from bokrules.backends.cell_plan.result_class import ResultClass
from bokrules.backends.cell_plan.slices import Slice
from bokrules.backends.to_python import nodes
from bokrules.backends.to_python.constants import Constants
from bokrules.backends.to_python.digits import Digit, DigitWriter, returning_field
from bokrules.backends.to_python.running import ROW, Function, made_by, tree_of
from bokrules.backends.to_python.values import Access, Layout, Values

MOST_LISTED = 1024
"""Cells of a slice up to which its classes stand in a list, by number; else in a dict."""
MOST_KEPT = 500_000
"""Cells of all slices: beyond that all are forgotten."""
_FOUND, _OTHERWISE, _NUMBER = "found", "otherwise", "number"
_Shape = tuple[tuple[Digit, ...], Access]


class SliceFunctions:
    """Makes the functions of a policy's slices; slices that tell the same apart share the code."""

    def __init__(self, plan: CellPlan, layout: Layout) -> None:
        self.plan = plan
        self.layout = layout
        self.lock = RLock()
        """Held while anything grows."""
        self._makers: dict[_Shape, Callable[..., Function]] = {}
        self._tables: dict[Slice, Any] = {}
        self._kept = 0

    def of(self, slice_: Slice, access: Access) -> Function:
        """The class of an expense of a slice."""
        digits = tuple(Digit(each, slice_.alike.get(each)) for each in slice_.atoms)
        sizes = [len(each.kept) for each in digits]
        shape = digits, access
        with self.lock:
            maker = self._makers.get(shape)
            if maker is None:
                maker = self._makers[shape] = self._made(digits, sizes, access)
            table = self._tables.get(slice_)
            if table is None:
                cells = prod(sizes)
                table = [None] * cells if cells <= MOST_LISTED else {}
                self._tables[slice_] = table
        found = table.get if isinstance(table, dict) else table
        return maker(found, self._otherwise(slice_, digits, sizes, table))

    def _made(
        self, digits: Sequence[Digit], sizes: Sequence[int], access: Access
    ) -> Callable[..., Function]:
        constants = Constants()
        values = Values(self.plan.policy.vocabulary, self.layout, access, constants)
        writer = DigitWriter(self.plan, values, constants)
        parts, weight = [], 1
        remembered: dict[str, list[tuple[Digit, int]]] = {}
        for digit, size in zip(digits, sizes, strict=True):
            if size > 1:
                field = returning_field(digit.atom, self.plan.policy.vocabulary)
                if field is None:
                    parts.append(writer.written(digit, weight))
                else:
                    remembered.setdefault(field, []).append((digit, weight))
            weight *= size
        parts += [writer.remembered(field, each) for field, each in remembered.items()]
        found, number = nodes.load(_FOUND), nodes.load(_NUMBER)
        known = nodes.item(found, number) if weight <= MOST_LISTED else nodes.call(found, number)
        otherwise = nodes.call(nodes.load(_OTHERWISE), number)
        body = [
            *values.statements,
            nodes.assign(_NUMBER, nodes.total(parts)),
            ast.Return(nodes.any_of([known, otherwise])),
        ]
        return made_by(tree_of([_FOUND, _OTHERWISE], [ROW], body), constants)

    def _otherwise(
        self, slice_: Slice, digits: Sequence[Digit], sizes: Sequence[int], table: Any
    ) -> Callable[[int], ResultClass]:
        kept = [each.kept for each in digits]

        def otherwise(number: int) -> ResultClass:
            """The class of a cell that is met for the first time."""
            values, left = [], number
            for size, standing in zip(sizes, kept, strict=True):
                left, digit = divmod(left, size)
                values.append(standing[digit])
            with self.lock:
                found = self.plan.class_of(slice_, tuple(values))
                self._keep(table, number, found)
            return found

        return otherwise

    def _keep(self, table: Any, number: int, found: ResultClass) -> None:
        if self._kept >= MOST_KEPT:
            self._kept = 0
            for each in self._tables.values():
                if isinstance(each, dict):
                    each.clear()
                else:
                    each[:] = [None] * len(each)
        self._kept += 1
        table[number] = found
