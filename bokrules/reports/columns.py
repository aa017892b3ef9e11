"""Columns of text, one line a row, however long: for a pipe, a file, a search."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bokrules.base.messages import Message
from bokrules.reports.page import HEADING, Page


def print_columns(
    columns: Mapping[Message, Sequence[str]],
    right: Collection[Message],
    styles: Sequence[str],
    page: Page,
) -> None:
    """Cells by heading, the columns in `right` set to the right; a style for each row."""
    padded = []
    for heading, cells in columns.items():
        every = [str(heading), *cells]
        width = max(len(each) for each in every)
        pad = str.rjust if heading in right else str.ljust
        padded.append([pad(each, width) for each in every])
    for style, line in zip([HEADING, *styles], zip(*padded, strict=True), strict=True):
        page.unwrapped("  ".join(line).rstrip(), style=style)
