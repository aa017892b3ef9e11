"""One expense as JSON text, read exactly: no float, no double key, no silent repair."""

from __future__ import annotations

import sys
from typing import Any

from bokrules.base import codes
from bokrules.base.errors import BokrulesError
from bokrules.base.messages import Message, msg
from bokrules.base.spans import Span
from bokrules.cli.output import say
from bokrules.inspection.exact_json import NotExact, read_exact

LONGEST = 1_000_000
"""Characters: an expense is a few hundred."""


class NotJson(BokrulesError):
    """The text is not the JSON of an expense; `span` is where reading stopped, if that is known."""

    def __init__(
        self, message: Message, hint: Message, text: str = "", span: Span | None = None
    ) -> None:
        super().__init__(codes.NOT_JSON, message, hint)
        self.text = text
        self.span = span


def given_expense(text: str) -> dict[str, Any]:
    """The fields of an expense; `-` is standard input. Raises NotJson."""
    return read_expense(_standard_input() if text == "-" else text)


def read_expense(text: str) -> dict[str, Any]:
    """The fields of an expense. Raises NotJson."""
    if len(text) > LONGEST:
        raise NotJson(
            msg("the JSON is longer than {n} characters", n=LONGEST),
            msg("give one expense; `check` takes a whole ledger"),
        )
    if not text.strip():
        raise NotJson(msg("there is no JSON: the text is empty"), _HINT)
    try:
        found = read_exact(text)
    except NotExact as fault:
        raise _not_json(text, fault) from fault
    if not isinstance(found, dict):
        raise NotJson(msg("an expense is a JSON object, not {kind}", kind=_kind(found)), _HINT)
    return found


_HINT = msg("write {example}", example='{"expense_type": "honor", "amount": 500000}')


def _not_json(text: str, fault: NotExact) -> NotJson:
    if fault.line is None or fault.column is None:
        return NotJson(msg("this is not the JSON of an expense: {why}", why=fault.why), _HINT, text)
    message = msg(
        "this is not JSON: line {line}, column {column}: {what}",
        line=fault.line,
        column=fault.column,
        what=fault.why,
    )
    span = Span("JSON", fault.line, fault.column, fault.line, fault.column + 1)
    return NotJson(message, _HINT, text, span)


def _kind(value: object) -> Message:
    if value is None:
        return msg("null")
    if isinstance(value, bool):
        return msg("true or false")
    if isinstance(value, list):
        return msg("a list")
    return msg("a text") if isinstance(value, str) else msg("a number")


def _standard_input() -> str:
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        say(msg("reading the expense as JSON from standard input"))
    most = 4 * LONGEST  # the bytes of so many characters
    raw = sys.stdin.buffer.read(most + 1)
    try:
        return raw[:most].decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NotJson(
            msg("the JSON is not UTF-8 text, at byte {n}", n=fault.start + 1),
            msg("save it as UTF-8"),
        ) from fault
