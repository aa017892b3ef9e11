"""The one place where generated code becomes functions: trees only, never a text."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

from bokrules.backends.to_python.constants import Constants

Function = Callable[[Any], Any]
_MAKE, _FUNCTION = "make", "decide"
ROW = "row"


def tree_of(
    parameters: Sequence[str], inner: Sequence[str], body: Sequence[ast.stmt]
) -> ast.Module:
    """The tree of a function that makes a function.

    The `body` is that of the inner one; the outer one's parameters are what it closes over.
    """
    function = ast.FunctionDef(_FUNCTION, _arguments(inner), [*body], [])
    maker = ast.FunctionDef(
        _MAKE,
        _arguments(parameters),
        [function, ast.Return(ast.Name(_FUNCTION, ast.Load()))],
        [],
    )
    return ast.fix_missing_locations(ast.Module([maker], []))


def made_by(tree: ast.Module, constants: Constants) -> Callable[..., Function]:
    """The outer function of a tree; its only globals are the constants, it has no builtins."""
    code = compile(tree, "<policy>", "exec", dont_inherit=True)
    namespace = constants.namespace
    exec(code, namespace)
    made = namespace.pop(_MAKE)
    assert isinstance(made, FunctionType)
    return made


def _arguments(names: Sequence[str]) -> ast.arguments:
    return ast.arguments([], [ast.arg(name) for name in names], None, [], [], None, [])
