"""singkatan.yaml: short forms and spellings, and the words that they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Message, msg
from bokrules.base.spans import Span
from bokrules.editions.places import shown
from bokrules.editions.reading import yaml_entries
from bokrules.semantics.wording import Abbreviations, Words, words_of


def read_abbreviations(path: Path, texts: Mapping[Path, str], out: Diagnostics) -> Abbreviations:
    """The short forms of the file; those that are reported are left out.

    What an abbreviation stands for holds no other one, so that the order of the file means nothing.
    """
    if path not in texts or not texts[path].strip():
        return Abbreviations()
    entries = yaml_entries(path, texts[path], codes.BAD_COMMON_FILE, out) or {}
    forms: dict[Words, Words] = {}
    lines: dict[Words, tuple[int, str]] = {}

    def report(line: int, short: str, message: Message, help: Message) -> None:
        span = Span(shown(path), line, 1, line, 1 + len(short))
        out.error(codes.BAD_COMMON_FILE, span, message, help)

    for written, (line, value) in entries.items():
        short = words_of(written)
        long = words_of(value) if isinstance(value, str) else ()
        if not short or not long:
            report(
                line,
                written,
                msg("`{short}` stands for no words", short=written),
                msg('write `{short}: "words"`', short=written),
            )
        elif short in lines:
            first, as_written = lines[short]
            report(
                line,
                written,
                msg("`{short}` is the same as `{other}`", short=written, other=as_written),
                msg("first in line {line}", line=first),
            )
        else:
            forms[short], lines[short] = long, (line, written)
    for short in [each for each in forms if (_held(forms[each], forms)) is not None]:
        line, written = lines[short]
        other = _held(forms[short], lines) or short
        report(
            line,
            written,
            msg(
                "what `{short}` stands for holds the abbreviation `{other}` (line {line})",
                short=written,
                other=lines[other][1],
                line=lines[other][0],
            ),
            msg("write it out: abbreviations are written out once"),
        )
        del forms[short]
    return Abbreviations(forms)


def _held(long: Words, shorts: Mapping[Words, object]) -> Words | None:
    """The first of some short forms that stands among the words, if any does."""
    for at in range(len(long)):
        for end in range(at + 1, len(long) + 1):
            if long[at:end] in shorts:
                return long[at:end]
    return None
