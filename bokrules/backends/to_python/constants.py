"""What generated code refers to: values of a policy and functions, under generated names."""

from __future__ import annotations

import ast


class Constants:
    """The namespace of one piece of generated code.

    Nothing that a policy says is written into code: code names `c0`, `c1`, … and finds it here.
    """

    def __init__(self) -> None:
        self.namespace: dict[str, object] = {"__builtins__": {}}
        self._known: dict[object, str] = {}
        self._held: list[object] = []
        """What is known by its identity, so that no other value takes that."""

    def name_of(self, value: object, *, by_identity: bool = False) -> ast.expr:
        """An expression that gives the value; equal values of one type share a name."""
        if by_identity:
            self._held.append(value)
        key = (type(value), id(value)) if by_identity else (type(value), value)
        name = self._known.get(key)
        if name is None:
            name = self._known[key] = f"c{len(self._known)}"
            self.namespace[name] = value
        return ast.Name(name, ast.Load())
