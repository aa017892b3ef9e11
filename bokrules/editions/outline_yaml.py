"""outline.yaml: the decree's tree of clauses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from pydantic import Field, ValidationError

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.spans import Span
from bokrules.editions.edition_yaml import Strict
from bokrules.editions.reading import shown, yaml_entries
from bokrules.semantics.policy import Clause, Part, Reason

OUTLINE_FILE = "outline.yaml"


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
    if path not in texts:
        return None
    entries = yaml_entries(path, texts[path], codes.BAD_OUTLINE, out)
    if entries is None:
        return None
    clauses: dict[str, Clause] = {}
    for clause, (line, value) in entries.items():
        span = Span(shown(path), line, 1, line, len(clause) + 1)
        parent = clause.rpartition(".")[0]
        if parent and parent not in entries:
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
            entry = _ClauseEntry.model_validate(value)
        except ValidationError as fault:
            problem = fault.errors()[0]
            what = f"{'.'.join(map(str, problem['loc']))} {problem['msg']}"
            out.error(
                codes.BAD_OUTLINE,
                span,
                msg("{clause}: {what}", clause=clause, what=what),
                msg("a reason is one of: {names}", names=list(get_args(Reason))),
            )
            continue
        above = clauses.get(parent)
        quoted = entry.quoted or (above.quoted if above else None)
        if entry.page is None and quoted is None:
            out.error(
                codes.BAD_OUTLINE,
                span,
                msg("{clause}: it has no page", clause=clause),
                msg("write `page`, or `quoted`: where its words were read"),
            )
        clauses[clause] = Clause(
            id=clause,
            heading=entry.heading,
            page=entry.page,
            document=entry.document or (above.document if above else None),
            quoted=quoted,
            part=entry.part,
            reason=entry.reason,
            file=shown(path),
            line=line,
        )
    return clauses
