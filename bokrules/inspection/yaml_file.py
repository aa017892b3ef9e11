"""YAML files that people give: their entries, or the line of their first fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bokrules.base.codes import Code
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.editions.reading import decoded, yaml_entries, yaml_line
from bokrules.inspection.opening import file_bytes


def read_entries(path: Path, code: Code) -> tuple[str, dict[str, Any]]:
    """The text of a file and its entries. Raises UnreadableFile, naming file and line."""
    name = str(path)
    out = Diagnostics()
    text = decoded(file_bytes(path), name, out)
    entries = yaml_entries(path, text, code, out) if text is not None else None
    if out.has_errors or entries is None or text is None:
        first = next(iter(out))
        raise line_fault(name, first.span.line, first.message, first.help, code)
    return text, {key: value for key, (_, value) in entries.items()}


def line_fault(
    name: str, line: int, what: Message, hint: Message | None, code: Code
) -> UnreadableFile:
    """What is wrong in a line."""
    return UnreadableFile(
        code, msg("{file}, line {line}: {what}", file=name, line=line, what=what), hint
    )


def entry_fault(
    name: str,
    text: str,
    loc: tuple[int | str, ...],
    what: Message,
    hint: Message | None,
    code: Code,
) -> UnreadableFile:
    """What is wrong with the entry at `loc`, with its line."""
    place = ".".join(map(str, loc))
    whole = msg("{place}: {what}", place=place, what=what)
    return line_fault(name, yaml_line(text, loc), whole, hint, code)
