"""A page of text for a terminal or a pipe: wrapped, indented, in colour where there is any."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from bokrules.base.messages import Message
from bokrules.semantics.outcomes import Outcome, State

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPED_WIDTH = 80
HEADING = "bold"
QUIET = "dim"
OUTCOME_STYLES = {
    Outcome.FORBIDDEN: "bold red",
    Outcome.UNLISTED: "red",
    Outcome.UNDETERMINED: "yellow",
    Outcome.CONDITIONAL: "cyan",
    Outcome.ALLOWED: "green",
}
STATE_STYLES = {State.UNMET: "red", State.UNKNOWN: "yellow", State.MET: "green"}
Words = Message | str
_PAGE_NUMBER = re.compile(r"\b(p\.|hlm\.) (?=\d)")
_COLOUR_WANTED = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables by which rich may be told that a pipe takes colours."""
_NO_BREAK = "\N{NO-BREAK SPACE}"


class Page:
    """What a report is written on. Without a terminal it is plain text of a fixed width."""

    def __init__(self, stream: TextIO, *, piped_width: int = PIPED_WIDTH) -> None:
        self.stream = stream
        self.is_terminal = stream.isatty()
        self._piped_width = piped_width

    @cached_property
    def console(self) -> Console:
        """What knows the terminal; not asked for plain text, which is written without it."""
        from rich.console import Console

        return Console(
            file=self.stream,
            width=None if self.is_terminal else self._piped_width,
            markup=False,
            emoji=False,
            highlight=False,
        )

    @property
    def width(self) -> int:
        return max(self.console.width if self.is_terminal else self._piped_width, 40)

    @cached_property
    def _is_in_colour(self) -> bool:
        is_wanted = self.is_terminal or any(os.environ.get(each) for each in _COLOUR_WANTED)
        return is_wanted and self.console.color_system is not None

    def line(self, text: Words = "", *, indent: int = 0, hanging: int = 0, style: str = "") -> None:
        """A paragraph: later lines stand `hanging` columns further in than the first."""
        wrapped = textwrap.wrap(
            _PAGE_NUMBER.sub(rf"\1{_NO_BREAK}", printable(str(text))),
            self.width,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hanging),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for each in wrapped or [""]:
            self.unwrapped(each.replace(_NO_BREAK, " "), style=style)

    def bullet(self, text: Words, *, indent: int = 2, style: str = "") -> None:
        self.line(f"- {text}", indent=indent, hanging=2, style=style)

    def section(self, title: Words) -> None:
        self.line()
        self.line(title, style=HEADING)

    def unwrapped(self, text: Words, *, style: str = "") -> None:
        """A line that must stay one line."""
        if not self._is_in_colour:
            self.stream.write(f"{text}\n")
            return
        from rich.text import Text

        self.console.print(Text(str(text), style=style), soft_wrap=True)

    def table(self, table: Table) -> None:
        """Without a terminal its lines end where their text does."""
        if self.is_terminal:
            self.console.print(table)
            return
        with self.console.capture() as captured:
            self.console.print(table)
        for line in captured.get().splitlines():
            self.unwrapped(line.rstrip())


def printable(text: str) -> str:
    """Text from a file, on one line and without what would steer the terminal."""
    if text.isprintable():
        return text
    return "".join(
        " " if each.isspace() else each if each.isprintable() else "\ufffd" for each in text
    )


def listed(items: Iterable[object], most: int) -> str:
    """The first ones with commas between, and how many more there are."""
    every = [str(each) for each in items]
    more = len(every) - most
    return ", ".join(every if more <= 0 else [*every[:most], f"+{more}"])
