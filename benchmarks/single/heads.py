"""One hand-written function, and the same for other shapes of an expense.

`decide` unpacks a tuple. A programmer who has objects or dicts would write the same function, but
for how it comes by its values; so that is all that is replaced in its source.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Sequence
from typing import Any

Decide = Callable[[Any], Any]


def shapes_of(
    decide: Decide, names: Sequence[str], *, remembering: bool = False
) -> dict[str, Decide]:
    """By shape (tuple, object, dict); with `remembering`, `permission` is a remembered one."""
    source = inspect.getsource(decide)
    space = dict(decide.__globals__)
    if remembering:
        space["permission"] = space["permission_remembered"]
    return {shape: _with_head(source, names, shape, space) for shape in ("tuple", "object", "dict")}


def shapes_of_source(source: str, names: Sequence[str], space: dict[str, Any]) -> dict[str, Decide]:
    """The same of a generated function's source."""
    return {shape: _with_head(source, names, shape, space) for shape in ("tuple", "object", "dict")}


def _with_head(source: str, names: Sequence[str], shape: str, space: dict[str, Any]) -> Decide:
    """`shape` says how the values that the first statement unpacks are read."""
    tree = ast.parse(source)
    [function] = tree.body
    assert isinstance(function, ast.FunctionDef)
    place = 1 if ast.get_docstring(function) else 0
    unpacking = function.body[place]
    assert isinstance(unpacking, ast.Assign)
    [target] = unpacking.targets
    assert isinstance(target, ast.Tuple)
    locals_ = [each.id for each in target.elts if isinstance(each, ast.Name)]
    read = _names_of(locals_, unpacking.value, names)
    if shape == "object":
        lines = [f"{local} = row.{name}" for local, name in read.items()]
    elif shape == "dict":
        lines = ["get = row.get", *(f"{local} = get({name!r})" for local, name in read.items())]
    else:
        lines = [ast.unparse(unpacking)]
    function.body[place : place + 1] = ast.parse("\n".join(lines)).body
    code = compile(ast.fix_missing_locations(tree), f"<{function.name} of a {shape}>", "exec")
    made: dict[str, Any] = dict(space)
    exec(code, made)
    found: Decide = made[function.name]
    return found


def _names_of(locals_: list[str], value: ast.expr, names: Sequence[str]) -> dict[str, str]:
    """The fact that each local is: the whole row is unpacked, or some places of it are."""
    if isinstance(value, ast.Name):
        if len(locals_) != len(names):
            raise AssertionError("the function unpacks other facts than the vocabulary has")
        return {local: name for local, name in zip(locals_, names, strict=True) if local != "_"}
    assert isinstance(value, ast.Tuple)
    places = [
        ast.literal_eval(each.slice) for each in value.elts if isinstance(each, ast.Subscript)
    ]
    return {local: names[place] for local, place in zip(locals_, places, strict=True)}
