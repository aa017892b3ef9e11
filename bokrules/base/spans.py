"""Where something stands in a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Lines and columns count from 1; the end column is the first one after the text."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def to(self, last: Span) -> Span:
        """From the start of this span to the end of `last`."""
        return Span(self.file, self.line, self.column, last.end_line, last.end_column)


def whole_file(file: str) -> Span:
    return Span(file, 1, 1, 1, 1)
