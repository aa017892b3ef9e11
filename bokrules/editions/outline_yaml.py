"""outline.yaml: the decree's tree of clauses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, ValidationError

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.spans import Span
from bokrules.editions.edition_yaml import Strict
from bokrules.editions.places import shown
from bokrules.editions.reading import yaml_entries
from bokrules.editions.yaml_faults import fault_words
from bokrules.semantics.policy import Clause, Part, Reason


class _ClauseEntry(Strict):
    """One line of outline.yaml"""

    heading: str
    page: int | None = Field(ge=1, default=None)
    part: Part = "lampiran"
    reason: Reason | None = None
    document: str | None = None
    quoted: str | None = None


def read_outline(
    path: Path, texts: Mapping[Path, str], out: Diagnostics
) -> dict[str, Clause] | None:
    """The clauses in the order of the file; None if it cannot be used at all."""
    if path not in texts:
        return None
    lines = yaml_entries(path, texts[path], codes.BAD_OUTLINE, out)
    if lines is None:
        return None
    file = shown(path)
    entries: dict[str, _ClauseEntry] = {}
    for clause, (line, value) in lines.items():
        span = _span(file, line, clause)
        parent = _parent(clause)
        if parent and parent not in lines:
            out.error(
                codes.BAD_OUTLINE,
                span,
                msg(
                    "{clause}: its parent {parent} is not in the outline",
                    clause=clause,
                    parent=parent,
                ),
            )
        try:
            entries[clause] = _ClauseEntry.model_validate(value)
        except ValidationError as fault:
            problem = fault.errors()[0]
            what, help_ = fault_words(problem, _ClauseEntry)
            place = ": ".join([clause, *map(str, problem["loc"])])
            out.error(
                codes.BAD_OUTLINE,
                span,
                msg("{place}: {what}", place=place, what=what),
                help_ or msg("write as in `A.1: {{heading: …, page: 1}}`"),
            )
    clauses = {each: _clause(each, entries, file, lines[each][0]) for each in entries}
    faulty = [each for each in lines if each not in entries]
    for name, made in clauses.items():
        above_is_known = _parent(name) in entries or _parent(name) not in lines
        if made.page is None and made.quoted is None and above_is_known:
            out.error(
                codes.BAD_OUTLINE,
                _span(file, made.line, name),
                msg("{clause}: it has no page", clause=name),
                msg("write `page`, or `quoted`: where its words were read"),
            )
    # They exist all the same: what cites them is no second fault.
    for each in faulty:
        clauses[each] = Clause(id=each, heading=each, file=file, line=lines[each][0])
    return clauses


def _clause(name: str, entries: Mapping[str, _ClauseEntry], file: str, line: int) -> Clause:
    """With the document and the source of the clauses above it."""
    entry = entries[name]
    document, quoted = entry.document, entry.quoted
    above = _parent(name)
    while above in entries:
        document = document or entries[above].document
        quoted = quoted or entries[above].quoted
        above = _parent(above)
    return Clause(
        id=name,
        heading=entry.heading,
        page=entry.page,
        document=document,
        quoted=quoted,
        part=entry.part,
        reason=entry.reason,
        file=file,
        line=line,
    )


def _parent(clause: str) -> str:
    return clause.rpartition(".")[0]


def _span(file: str, line: int, clause: str) -> Span:
    return Span(file, line, 1, line, len(clause) + 1)
