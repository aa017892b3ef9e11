"""How a value that was given is checked before it is decided on, also as statements."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, assert_never

from bokrules.backends.decision import Value
from bokrules.backends.to_python import nodes
from bokrules.backends.to_python.constants import Constants
from bokrules.backends.to_python.values import refuse


class How(Enum):
    """What is looked at; None is always welcome."""

    ONE_OF = auto()
    WHOLE = auto()
    YES_NO = auto()
    LISTED = auto()
    AMOUNTS = auto()
    READ = auto()


@dataclass(frozen=True, slots=True)
class Check:
    """How the values of a fact are checked: against a `limit`, or read by a function.

    `limit` are the words that are known, or the largest number. What is LISTED is found in it by
    the tuple of its items, or else READ. AMOUNTS are copied: the keys are among `words`, the values
    go up to the limit. What is READ is given to `read`, unless it is of the type that is the
    `limit`; that raises TypeError or InvalidValue, or gives the value that is meant.
    """

    fact: str
    how: How
    limit: Any = None
    words: frozenset[str] = frozenset()
    read: Callable[[Any], Value] = refuse


def statements(
    value: ast.Name, check: Check, constants: Constants, refused: Sequence[ast.stmt]
) -> list[ast.stmt]:
    """Checks a variable, or reads it anew; what is `refused` does not get beyond them."""
    kind = nodes.call(constants.name_of(type), value)
    given = nodes.is_given(value)
    match check.how:
        case How.ONE_OF:
            words = constants.name_of(check.limit, by_identity=True)
            wrong = nodes.all_of([nodes.compared(value, ast.NotIn(), words), given])
        case How.WHOLE:
            is_whole = nodes.compared(kind, ast.Is(), constants.name_of(int))
            wrong = nodes.either(is_whole, _is_beyond(value, check, constants), given)
        case How.YES_NO:
            others = [
                nodes.compared(value, ast.IsNot(), ast.Constant(each))
                for each in (True, False, None)
            ]
            wrong = nodes.all_of(others)
        case How.LISTED:
            items = nodes.call(constants.name_of(tuple), value)
            known = ast.Attribute(
                constants.name_of(check.limit, by_identity=True), "get", ast.Load()
            )
            found = nodes.any_of([nodes.call(known, items), _read(value, check, constants)])
            is_list = nodes.compared(kind, ast.Is(), constants.name_of(list))
            other = ast.If(given, [_reading(value, check, constants)], [])
            return [ast.If(is_list, [nodes.assign(value.id, found)], [other])]
        case How.AMOUNTS:
            is_dict = nodes.compared(kind, ast.Is(), constants.name_of(dict))
            copied = nodes.assign(value.id, ast.Dict([None], [value]))
            amounts = [copied, _amounts_checked(value, check, constants, refused)]
            return [ast.If(is_dict, amounts, [ast.If(given, [*refused], [])])]
        case How.READ:
            tests = [given]
            if check.limit is not None:
                tests.insert(0, nodes.compared(kind, ast.IsNot(), constants.name_of(check.limit)))
            return [ast.If(nodes.all_of(tests), [_reading(value, check, constants)], [])]
        case _:
            assert_never(check.how)
    return [ast.If(wrong, [*refused], [])]


def _is_beyond(value: ast.expr, check: Check, constants: Constants) -> ast.expr:
    return nodes.any_of(
        [
            nodes.compared(value, ast.Lt(), nodes.whole(0)),
            nodes.compared(value, ast.Gt(), constants.name_of(check.limit)),
        ]
    )


def _amounts_checked(
    value: ast.expr, check: Check, constants: Constants, refused: Sequence[ast.stmt]
) -> ast.stmt:
    key, amount = nodes.load("key"), nodes.load("amount")
    kind = nodes.call(constants.name_of(type), amount)
    tests = [
        nodes.compared(kind, ast.IsNot(), constants.name_of(int)),
        _is_beyond(amount, check, constants),
        nodes.compared(key, ast.NotIn(), constants.name_of(check.words)),
    ]
    checked = [
        nodes.assign(amount.id, nodes.item(value, key)),
        ast.If(nodes.any_of(tests), [*refused], []),
    ]
    return ast.For(ast.Name(key.id, ast.Store()), value, checked, [])


def _reading(value: ast.Name, check: Check, constants: Constants) -> ast.stmt:
    return nodes.assign(value.id, _read(value, check, constants))


def _read(value: ast.Name, check: Check, constants: Constants) -> ast.expr:
    return nodes.call(constants.name_of(check.read, by_identity=True), value)
