"""The files of an edition on disk: edition.yaml, outline.yaml, *.bok, and the common vocabulary."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.base.spans import Span, whole_file
from bokrules.pipeline import SourceFile
from bokrules.semantics.policy import Clause, EditionInfo, Part, Reason

EDITION_FILE = "edition.yaml"
OUTLINE_FILE = "outline.yaml"
COMMON_FOLDER = "common"
POLICY_SUFFIX = ".bok"
LARGEST_FILE = 4_000_000
"""Bytes: far above any decree."""


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """What was read, ready to be compiled."""

    info: EditionInfo
    outline: Mapping[str, Clause]
    outline_file: str
    sources: tuple[SourceFile, ...]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _InForce(_Strict):
    first: date = Field(alias="from")
    last: date | None = Field(alias="to", default=None)
    clauses: list[str] = []
    basis: str = ""


class _Regulation(_Strict):
    kind: str
    number: str


class _EditionFile(_Strict):
    """edition.yaml"""

    id: str
    year: int
    regulation: _Regulation
    title: str
    signed: date
    in_force: _InForce
    funds: list[str] = []
    amends: list[str] = []
    revokes: list[str] = []
    completeness: Literal["complete", "partial"]
    source: dict[str, str | int] = {}
    topics: dict[str, str] = {}


class _ClauseEntry(_Strict):
    """One line of outline.yaml"""

    heading: str
    page: int = Field(ge=1)
    part: Part = "lampiran"
    reason: Reason | None = None


def read_edition(folder: Path, out: Diagnostics) -> EditionFiles | None:
    """All files of an edition; None if edition.yaml or the outline cannot be used."""
    digest = hashlib.sha256()
    paths = [folder / EDITION_FILE, folder / OUTLINE_FILE, *policy_paths(folder)]
    texts: dict[Path, str] = {}
    for path in paths:
        text = read_text(path, out)
        if text is not None:
            texts[path] = text
            place = b"edition/" if path.parent == folder else b"common/"
            digest.update(place + path.name.encode() + b"\0")
            digest.update(text.encode() + b"\0")
    head = _edition_file(folder / EDITION_FILE, texts, out)
    outline = _outline(folder / OUTLINE_FILE, texts, out)
    if head is None or outline is None:
        return None
    sources = tuple(
        SourceFile(shown(path), text)
        for path, text in texts.items()
        if path.suffix == POLICY_SUFFIX
    )
    info = _info(head, digest.hexdigest())
    _check_force_clauses(info, outline, folder / EDITION_FILE, out)
    return EditionFiles(info, outline, shown(folder / OUTLINE_FILE), sources)


def policy_paths(folder: Path) -> list[Path]:
    """The edition's own policy files, and the vocabulary beside it (else the shipped one)."""
    common = folder.parent / COMMON_FOLDER
    if not common.is_dir():
        common = POLICIES_FOLDER / COMMON_FOLDER
    return [
        *sorted(folder.glob(f"*{POLICY_SUFFIX}")),
        *sorted(common.glob(f"*{POLICY_SUFFIX}")),
    ]


def read_text(path: Path, out: Diagnostics) -> str | None:
    """The text of a UTF-8 file; None after a report.

    Bytes that are not UTF-8 are reported and replaced, so that the rest of the file can be checked.
    """
    try:
        size = path.stat().st_size
        raw = b"" if size > LARGEST_FILE else path.read_bytes()
    except OSError as fault:
        out.error(
            codes.UNREADABLE_FILE,
            whole_file(shown(path)),
            msg("the file cannot be read: {why}", why=fault.strerror or str(fault)),
        )
        return None
    if size > LARGEST_FILE:
        _report_too_large(shown(path), out)
        return None
    return decoded(raw, shown(path), out)


def decoded(raw: bytes, name: str, out: Diagnostics) -> str | None:
    """As `read_text`, of bytes that are at hand."""
    if len(raw) > LARGEST_FILE:
        _report_too_large(name, out)
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        text = raw.decode("utf-8-sig", errors="replace")
        before = fault.object[: fault.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        out.error(
            codes.BAD_ENCODING,
            Span(name, line, column, line, column + 1),
            msg("the file is not UTF-8 text"),
            msg("save it as UTF-8"),
        )
    return text.replace("\r\n", "\n")


def _report_too_large(name: str, out: Diagnostics) -> None:
    out.error(
        codes.TOO_LONG,
        whole_file(name),
        msg("the file is larger than {n} bytes", n=LARGEST_FILE),
        msg("split it into several files of the edition"),
    )


def shown(path: Path) -> str:
    """A path as people read it: below the working folder without it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


# ---- edition.yaml ----


def _edition_file(path: Path, texts: Mapping[Path, str], out: Diagnostics) -> _EditionFile | None:
    if path not in texts:
        return None
    entries = _yaml_entries(path, texts[path], codes.BAD_EDITION_FILE, out)
    if entries is None:
        return None
    try:
        return _EditionFile.model_validate({key: value for key, (_, value) in entries.items()})
    except ValidationError as fault:
        for error in fault.errors():
            place = str(error["loc"][0]) if error["loc"] else ""
            line = entries[place][0] if place in entries else 1
            out.error(
                codes.BAD_EDITION_FILE,
                Span(shown(path), line, 1, line, 1 + len(place)),
                msg("{place}: {what}", place=".".join(map(str, error["loc"])), what=error["msg"]),
                msg("CONTRIBUTING.md says what edition.yaml holds"),
            )
        return None


def _info(head: _EditionFile, sha256: str) -> EditionInfo:
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
        partial=head.completeness == "partial",
        source={key: str(value) for key, value in head.source.items()},
        topics=head.topics,
        sha256=sha256,
    )


def _check_force_clauses(
    info: EditionInfo, outline: Mapping[str, Clause], path: Path, out: Diagnostics
) -> None:
    for clause in info.force_clauses:
        if clause not in outline:
            out.error(
                codes.UNKNOWN_CLAUSE,
                whole_file(shown(path)),
                msg("the outline has no clause `{name}`", name=clause),
                msg("write a clause of outline.yaml"),
            )


# ---- outline.yaml ----


def _outline(path: Path, texts: Mapping[Path, str], out: Diagnostics) -> dict[str, Clause] | None:
    if path not in texts:
        return None
    entries = _yaml_entries(path, texts[path], codes.BAD_OUTLINE, out)
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
        clauses[clause] = Clause(
            id=clause,
            heading=entry.heading,
            page=entry.page,
            part=entry.part,
            reason=entry.reason,
            line=line,
        )
    return clauses


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST_YAML = 20


def _yaml_entries(
    path: Path, text: str, code: codes.Code, out: Diagnostics
) -> dict[str, tuple[int, Any]] | None:
    """The entries of a YAML mapping with their lines; a key that stands twice is an error."""
    try:
        if _is_too_deep(text):
            out.error(
                code,
                whole_file(shown(path)),
                msg("nested more than {most} deep", most=_DEEPEST_YAML),
            )
            return None
        loader = _Loader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode) or not all(
            isinstance(key, yaml.ScalarNode) for key, _ in node.value
        ):
            out.error(
                code, whole_file(shown(path)), msg("the file holds no mapping of names to values")
            )
            return None
        _report_repeated_keys(node, path, code, out)
        entries: dict[str, tuple[int, Any]] = {}
        for key, value in node.value:
            if isinstance(value, yaml.MappingNode):
                _report_repeated_keys(value, path, code, out)
            entries[key.value] = (
                key.start_mark.line + 1,
                loader.construct_object(value, deep=True),
            )
        return entries
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        out.error(
            code,
            Span(shown(path), line, column, line, column + 1),
            msg("this is not YAML: {what}", what=fault.problem or ""),
        )
        return None
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        out.error(code, whole_file(shown(path)), msg("this is not YAML: {what}", what=str(fault)))
        return None


def _is_too_deep(text: str) -> bool:
    """To be asked before nodes are made: libyaml's recursion has no bound of its own."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST_YAML:
            return True
    return False


def _report_repeated_keys(
    mapping: yaml.MappingNode, path: Path, code: codes.Code, out: Diagnostics
) -> None:
    first: dict[object, int] = {}
    for key, _ in mapping.value:
        line, column = key.start_mark.line + 1, key.start_mark.column + 1
        name = str(key.value)
        if name in first:
            out.error(
                code,
                Span(shown(path), line, column, line, column + len(name)),
                msg("`{name}` stands twice", name=name),
                msg("first in line {line}", line=first[name]),
            )
        first.setdefault(name, line)
