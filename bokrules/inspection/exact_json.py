"""JSON read exactly: numbers are never floats, no name stands twice, nothing is repaired."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from bokrules.base.messages import Message, msg

DEEPEST = 20
"""Levels of lists and objects; an expense needs two."""


class NotExact(ValueError):
    """The text is not such JSON: why, and where (line and column, from 1) if that is known."""

    def __init__(self, why: Message, line: int | None = None, column: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.line = line
        self.column = column


def read_exact(text: str) -> Any:
    """The value of a JSON text: fractions are Decimal. Raises NotExact."""
    try:
        value = json.loads(
            text,
            parse_float=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=_no_name_twice,
        )
        _check(value, DEEPEST)
    except NotExact:
        raise
    except json.JSONDecodeError as fault:
        why = _FAULTS.get(fault.msg, msg("this is not JSON"))
        raise NotExact(why, fault.lineno, fault.colno) from fault
    except RecursionError:
        raise NotExact(_TOO_DEEP) from None
    except (ValueError, ArithmeticError):
        raise NotExact(msg("it holds a number that is too long")) from None
    return value


_TOO_DEEP = msg("its lists and objects are nested too deeply")
_FAULTS = {
    "Expecting value": msg("a value is expected"),
    "Expecting property name enclosed in double quotes": msg("a name in double quotes is expected"),
    "Expecting ',' delimiter": msg("a comma is expected"),
    "Expecting ':' delimiter": msg("a colon is expected"),
    "Extra data": msg("something follows the end of the JSON"),
    "Unterminated string starting at": msg("a text without its closing quotation mark"),
    "Illegal trailing comma before end of object": msg("a comma before the closing brace"),
    "Illegal trailing comma before end of array": msg("a comma before the closing bracket"),
    "Invalid control character at": msg("a text does not go over the end of its line"),
    "Invalid \\escape": msg("a backslash stands before a letter that it cannot stand before"),
    "Invalid \\uXXXX escape": msg("four hexadecimal digits follow \\u"),
}


def _no_constant(written: str) -> NoReturn:
    raise NotExact(msg("{value} is no number", value=written))


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise NotExact(msg("`{name}` stands twice", name=name))
        found[name] = value
    return found


def _check(value: object, levels: int) -> None:
    """Refuse what no program can show: half characters, and nesting without end."""
    if levels < 0:
        raise NotExact(_TOO_DEEP)
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise NotExact(msg("it holds half a character (\\ud800 to \\udfff)")) from None
    elif isinstance(value, dict):
        for name, each in value.items():
            _check(name, levels)
            _check(each, levels - 1)
    elif isinstance(value, list):
        for each in value:
            _check(each, levels - 1)
