"""The errors that callers of bokrules can meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bokrules.base.messages import Message

if TYPE_CHECKING:
    from bokrules.base.codes import Code
    from bokrules.base.diagnostics import Diagnostic


class BokrulesError(Exception):
    """Something in the input is wrong: `code` is stable, `hint` says what to do (or is empty)."""

    def __init__(self, code: Code, message: Message, hint: Message | None = None) -> None:
        super().__init__(code, message, hint)
        self.code = code
        self.message = message
        self.hint_message = hint

    @property
    def hint(self) -> str:
        return self.hint_message.text() if self.hint_message else ""

    def __str__(self) -> str:
        text = f"{self.code}: {self.message.text()}"
        return f"{text} ({self.hint})" if self.hint_message else text


class UnknownEdition(BokrulesError):
    """There is no edition for that year, or no edition at that path."""


class UnknownField(BokrulesError):
    """An expense has a field that the edition does not declare."""


class UnknownValue(BokrulesError):
    """An expense names an expense type, activity, fund, document or tax that does not exist."""


class InvalidValue(BokrulesError):
    """A value of an expense is not of its field's type, or out of range."""


class UnreadableFile(BokrulesError):
    """A file cannot be read, or is not what its name says."""


class InvalidPolicy(BokrulesError):
    """An edition has errors; `diagnostics` holds all of them."""

    def __init__(self, code: Code, message: Message, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(code, message)
        self.diagnostics = tuple(diagnostics)
