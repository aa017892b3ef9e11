"""Diagnostics for a person, with the place in the source shown, and for a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len

from bokrules.base.diagnostics import Diagnostic
from bokrules.base.messages import msg
from bokrules.base.spans import Span, whole_file
from bokrules.reports.page import Page, printable

LONGEST_SHOWN = 160
"""Characters of a source line; of a longer one the part around the fault is shown."""
BEFORE_FAULT = 60
TAB = "    "


def print_diagnostics(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, str], page: Page
) -> None:
    """One block each, then how many there are."""
    for each in diagnostics:
        print_diagnostic(each, sources.get(each.span.file), page)
    page.line(summary(diagnostics))


def print_diagnostic(diagnostic: Diagnostic, source: str | None, page: Page) -> None:
    span = diagnostic.span
    is_error = diagnostic.severity == "error"
    template = (
        msg("error {code}: {message}", code=diagnostic.code, message=diagnostic.message)
        if is_error
        else msg("warning {code}: {message}", code=diagnostic.code, message=diagnostic.message)
    )
    place = f"{span.file}:{span.line}:{span.column}"
    page.unwrapped(
        printable(f"{place}: {template}"), style="bold red" if is_error else "bold yellow"
    )
    for line in excerpt(source, span):
        page.unwrapped(line)
    if diagnostic.help is not None:
        page.unwrapped(printable(str(msg("help: {help}", help=diagnostic.help))))
    page.line()


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    severities = [each.severity for each in diagnostics]
    return msg(
        "errors: {errors}, warnings: {warnings}",
        errors=severities.count("error"),
        warnings=severities.count("warning"),
    ).text()


def excerpt(source: str | None, span: Span) -> Iterator[str]:
    """The lines of a span with carets below; of a long span the first and the last line."""
    if source is None or span == whole_file(span.file):
        return
    lines = source.split("\n")
    if not 1 <= span.line <= len(lines):
        return
    end_line = min(max(span.line, span.end_line), len(lines))
    gutter = max(4, len(str(end_line)) + 2)
    shown = sorted({span.line, end_line})
    for number in shown:
        text = lines[number - 1]
        start = span.column - 1 if number == span.line else len(text) - len(text.lstrip())
        end = span.end_column - 1 if number == span.end_line else len(text)
        if number == end_line and end_line - span.line > 1:
            yield f"{'...':>{gutter}} |"
        window, caret_start, caret_width = _window(text, start, end)
        yield f"{number:>{gutter}} | {window}".rstrip()
        yield f"{'':>{gutter}} | {' ' * caret_start}{'^' * caret_width}"


def _window(text: str, start: int, end: int) -> tuple[str, int, int]:
    """A line as it is shown, and where the carets stand below it, in columns of the terminal."""
    start = min(max(start, 0), len(text))
    end = min(max(end, start + 1), max(len(text), start + 1))
    first = 0
    if len(text) > LONGEST_SHOWN:
        first = max(0, start - BEFORE_FAULT)
    last = min(len(text), first + LONGEST_SHOWN)
    before, marked, after = text[first:start], text[start : min(end, last)], text[end:last]
    shown = [_shown(part) for part in (before, marked, after)]
    opening, closing = "…" if first else "", "…" if last < len(text) else ""
    caret_start = cell_len(opening + shown[0])
    return f"{opening}{''.join(shown)}{closing}", caret_start, max(1, cell_len(shown[1]))


def _shown(text: str) -> str:
    return printable(text.replace("\t", TAB))


def diagnostics_document(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """The public JSON document of `lint`."""
    return [
        {
            "code": each.code,
            "severity": each.severity,
            "file": each.span.file,
            "line": each.span.line,
            "column": each.span.column,
            "end_line": each.span.end_line,
            "end_column": each.span.end_column,
            "message": each.message.text(),
            "help": each.help.text() if each.help else None,
        }
        for each in diagnostics
    ]
