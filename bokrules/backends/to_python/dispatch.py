"""From the closed fields of an expense to the function of their slice."""

from __future__ import annotations

import ast
from typing import Any

from bokrules.backends.cell_plan.plan import CellPlan
from bokrules.backends.cell_plan.result_class import ResultClass
from bokrules.backends.decision import Facts
from bokrules.backends.to_python import nodes
from bokrules.backends.to_python.constants import Constants
from bokrules.backends.to_python.running import ROW, Function
from bokrules.backends.to_python.slice_functions import SliceFunctions
from bokrules.backends.to_python.values import Access, Layout
from bokrules.semantics.policy import Policy


class CompiledPolicy:
    """One text of an edition as functions, made as expenses ask for them; threads may share it.

    For each way to give an expense there are dicts within dicts, a level for each closed field;
    values of one class share what follows. Only values that were checked ever get into them.
    """

    def __init__(self, policy: Policy, layout: Layout) -> None:
        self.plan = CellPlan(policy)
        self.functions = SliceFunctions(self.plan, layout)
        self._roots: dict[Access, dict[Any, Any] | Function] = {}
        self._inner: dict[tuple[Access, tuple[int, ...]], dict[Any, Any] | Function] = {}
        for access in Access:
            self._roots[access] = self._below(access, ())

    def lookup(self, access: Access, constants: Constants) -> ast.expr:
        """The expression of the slice's function, called with the expense."""
        layout = self.functions.layout
        root = self._roots[access]
        found: ast.expr = constants.name_of(root, by_identity=True)
        for variable in self.plan.closed:
            found = nodes.item(found, layout.read(variable.name, access, constants))
        return nodes.call(found, nodes.load(ROW))

    def class_of(self, facts: Facts, access: Access) -> ResultClass:
        """The class of checked facts; their slice is found faster from now on, so given.

        Raises ValueError for a value that is none of the vocabulary.
        """
        found: ResultClass = self._function_for(facts, access)(
            self.functions.layout.given_as(access, facts)
        )
        return found

    def _function_for(self, facts: Facts, access: Access) -> Function:
        at = self._roots[access]
        classes: tuple[int, ...] = ()
        for variable in self.plan.closed:
            value = facts.get(variable.name)
            classes = (*classes, variable.class_of(value))
            assert isinstance(at, dict)
            following = at.get(value)
            if following is None:
                following = at[value] = self._below(access, classes)
            at = following
        assert not isinstance(at, dict)
        return at

    def _below(self, access: Access, classes: tuple[int, ...]) -> dict[Any, Any] | Function:
        """What follows after some classes: a dict by the next field's values, or the function."""
        key = access, classes
        with self.functions.lock:
            known = self._inner.get(key)
            if known is None:
                if len(classes) < len(self.plan.closed):
                    known = {}
                else:
                    known = self.functions.of(self.plan.slice_at(classes), access)
                self._inner[key] = known
        return known
