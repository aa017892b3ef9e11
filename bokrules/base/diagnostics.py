"""What is wrong in a policy: collected, never raised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bokrules.base.codes import Code
from bokrules.base.messages import Message
from bokrules.base.spans import Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    code: Code
    severity: Severity
    span: Span
    message: Message
    help: Message | None = None


class Diagnostics:
    """Collects what the stages find, in one run over all of them."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}

    def error(self, code: Code, span: Span, message: Message, help: Message | None = None) -> None:
        self._found[Diagnostic(code, "error", span, message, help)] = None

    def warning(
        self, code: Code, span: Span, message: Message, help: Message | None = None
    ) -> None:
        self._found[Diagnostic(code, "warning", span, message, help)] = None

    def extend(self, found: Iterable[Diagnostic]) -> None:
        self._found.update(dict.fromkeys(found))

    def drop(self, found: Callable[[Diagnostic], bool]) -> None:
        """Forget diagnostics that only follow from others."""
        self._found = {each: None for each in self._found if not found(each)}

    @property
    def has_errors(self) -> bool:
        return any(each.severity == "error" for each in self._found)

    def __iter__(self) -> Iterator[Diagnostic]:
        """In the order of the files, then of the lines."""
        return iter(sorted(self._found, key=lambda each: (each.span, each.code)))

    def __len__(self) -> int:
        return len(self._found)
