"""edition.yaml: whose text an edition is, and when it is in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.spans import Span, whole_file
from bokrules.editions.places import shown
from bokrules.editions.reading import yaml_entries
from bokrules.editions.yaml_faults import fault_words
from bokrules.semantics.policy import EditionInfo


class Strict(BaseModel):
    """No field that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _InForce(Strict):
    first: date = Field(alias="from")
    last: date | None = Field(alias="to", default=None)
    clauses: list[str] = []
    basis: str = ""


class _Regulation(Strict):
    kind: str
    number: str


class EditionFile(Strict):
    """edition.yaml"""

    id: str
    year: int
    regulation: _Regulation
    title: str
    signed: date | None = None
    in_force: _InForce
    funds: list[str] = []
    amends: list[str] = []
    revokes: list[str] = []
    completeness: Literal["complete", "partial"]
    draft: bool = False
    source: dict[str, str | int] = {}
    topics: dict[str, str] = {}


def edition_file(path: Path, texts: Mapping[Path, str], out: Diagnostics) -> EditionFile | None:
    if path not in texts:
        return None
    entries = yaml_entries(path, texts[path], codes.BAD_EDITION_FILE, out)
    if entries is None:
        return None
    try:
        return EditionFile.model_validate({key: value for key, (_, value) in entries.items()})
    except ValidationError as fault:
        for error in fault.errors():
            place = str(error["loc"][0]) if error["loc"] else ""
            line = entries[place][0] if place in entries else 1
            what, help_ = fault_words(error, EditionFile)
            out.error(
                codes.BAD_EDITION_FILE,
                Span(shown(path), line, 1, line, 1 + len(place)),
                msg("{place}: {what}", place=".".join(map(str, error["loc"])), what=what),
                help_ or msg("CONTRIBUTING.md says what edition.yaml holds"),
            )
        return None


def entry_span(path: Path, texts: Mapping[Path, str], key: str) -> Span:
    """Where an entry of edition.yaml stands; the whole file if it is not there."""
    entries = yaml_entries(path, texts[path], codes.BAD_EDITION_FILE, Diagnostics()) or {}
    if key not in entries:
        return whole_file(shown(path))
    line = entries[key][0]
    return Span(shown(path), line, 1, line, 1 + len(key))


def edition_info(head: EditionFile, sha256: str) -> EditionInfo:
    return EditionInfo(
        id=head.id,
        year=head.year,
        regulation=head.regulation.number,
        kind=head.regulation.kind,
        title=head.title,
        signed=head.signed,
        first_day=head.in_force.first,
        last_day=head.in_force.last,
        force_clauses=tuple(head.in_force.clauses),
        funds=tuple(head.funds),
        amends=tuple(head.amends),
        partial=head.completeness == "partial",
        source={key: str(value) for key, value in head.source.items()},
        topics=head.topics,
        sha256=sha256,
        draft=head.draft,
    )
