"""The files of an edition on disk: edition.yaml, outline.yaml, *.bok, and the common vocabulary.

A folder inside an edition, with an edition.yaml of its own, holds a text that amends the edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.base.spans import Span, whole_file
from bokrules.editions.edition_yaml import EDITION_FILE, EditionFile, edition_file, edition_info
from bokrules.editions.outline_yaml import OUTLINE_FILE, read_outline
from bokrules.editions.reading import read_text, shown
from bokrules.pipeline import Layer, SourceFile
from bokrules.semantics.policy import Clause, EditionInfo

COMMON_FOLDER = "common"
POLICY_SUFFIX = ".bok"


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """What was read, ready to be compiled: the text itself is the last layer."""

    layers: tuple[Layer, ...]
    outline: Mapping[str, Clause]
    outline_file: str

    @property
    def info(self) -> EditionInfo:
        return self.layers[-1].edition


def read_edition(folder: Path, out: Diagnostics) -> EditionFiles | None:
    """All files of an edition; None if an edition.yaml or an outline cannot be used.

    Of a text that amends an edition, all files of that edition too, and of the texts between.
    """
    if not is_amendment(folder):
        return _read_layer(folder, None, out)
    base = _read_layer(folder.parent, None, out)
    if base is None:
        return None
    before = base
    for each in _in_order(amendment_folders(folder.parent)):
        layer = _read_layer(each, before, out)
        if layer is None or each.name == folder.name:
            return layer
        before = layer
    return _read_layer(folder, before, out)


def is_amendment(folder: Path) -> bool:
    """Whether the folder lies inside an edition's."""
    return (folder.absolute().parent / EDITION_FILE).is_file()


def amendment_folders(folder: Path) -> list[Path]:
    """The folders of the texts that amend an edition, sorted by name."""
    return sorted(path.parent for path in folder.glob(f"*/{EDITION_FILE}"))


def _in_order(folders: list[Path]) -> list[Path]:
    """By the first day in force; one whose edition.yaml cannot be read comes last."""

    def first_day(folder: Path) -> tuple[date, str]:
        out = Diagnostics()
        text = read_text(folder / EDITION_FILE, out)
        head = (
            edition_file(folder / EDITION_FILE, {folder / EDITION_FILE: text}, out)
            if text is not None
            else None
        )
        return (head.in_force.first if head else date.max), folder.name

    return sorted(folders, key=first_day)


def _read_layer(folder: Path, before: EditionFiles | None, out: Diagnostics) -> EditionFiles | None:
    """One text: the edition itself with the common vocabulary, or what amends the one before."""
    digest = hashlib.sha256()
    common = [] if before is not None else common_paths(folder)
    own = sorted(folder.glob(f"*{POLICY_SUFFIX}"))
    texts: dict[Path, str] = {}
    if before is not None:
        digest.update(before.info.sha256.encode())
    for path in [folder / EDITION_FILE, folder / OUTLINE_FILE, *own, *common]:
        text = read_text(path, out)
        if text is not None:
            texts[path] = text
            place = b"common/" if path in common else b"edition/"
            digest.update(place + path.name.encode() + b"\0")
            digest.update(text.encode() + b"\0")
    head = edition_file(folder / EDITION_FILE, texts, out)
    outline = read_outline(folder / OUTLINE_FILE, texts, out)
    if head is None or outline is None:
        return None
    shared = [path for path in common if path.name == OUTLINE_FILE and path in texts]
    for path in shared:
        others = read_outline(path, texts, out) or {}
        _report_shared_names(others, outline, folder / OUTLINE_FILE, out)
        shared_clauses = {id_: replace(each, is_shared=True) for id_, each in others.items()}
        outline = {**outline, **shared_clauses}
    sources = tuple(
        SourceFile(shown(path), text)
        for path, text in texts.items()
        if path.suffix == POLICY_SUFFIX
    )
    info = edition_info(head, digest.hexdigest())
    layers = [Layer(info, sources)]
    if before is not None:
        info = _check_amendment(head, info, before.layers[0].edition, folder, out)
        layers = [*before.layers, Layer(info, sources)]
        earlier = {
            name: replace(clause, document=clause.document or before.info.short_title)
            for name, clause in before.outline.items()
        }
        _report_shared_names(earlier, outline, folder / OUTLINE_FILE, out)
        outline = {**earlier, **outline}
    _check_force_clauses(info, outline, folder / EDITION_FILE, out)
    return EditionFiles(tuple(layers), outline, shown(folder / OUTLINE_FILE))


def _report_shared_names(
    others: Mapping[str, Clause], own: Mapping[str, Clause], path: Path, out: Diagnostics
) -> None:
    """Clauses of several documents stand in one outline: a name that two have is reported."""
    for name in own:
        if name in others:
            line = own[name].line
            out.error(
                codes.BAD_OUTLINE,
                Span(shown(path), line, 1, line, len(name) + 1),
                msg("{clause} is a clause of {file} already", clause=name, file=others[name].file),
                msg("choose another name"),
            )


def _check_amendment(
    head: EditionFile, info: EditionInfo, base: EditionInfo, folder: Path, out: Diagnostics
) -> EditionInfo:
    """Its force lies within the edition's; year, funds and end are the edition's."""
    place = whole_file(shown(folder / EDITION_FILE))
    if head.amends != [base.id]:
        out.error(
            codes.BAD_EDITION_FILE,
            place,
            msg("a text inside edition {id} amends that edition", id=base.id),
            msg('write `amends: ["{id}"]`', id=base.id),
        )
    if head.year != base.year:
        out.error(
            codes.BAD_EDITION_FILE,
            place,
            msg("the edition is of the year {a}, its amendment of {b}", a=base.year, b=head.year),
            msg("an amendment belongs to the fiscal year of its edition"),
        )
    last = info.last_day or base.last_day
    is_late = base.last_day is not None and info.first_day > base.last_day
    if info.first_day <= base.first_day or is_late or last != base.last_day:
        out.error(
            codes.OVERLAPPING_EDITIONS,
            place,
            msg(
                "the amendment begins within the force of its edition and ends with it:"
                " {first} to {last}",
                first=base.first_day,
                last=base.last_day or "…",
            ),
            msg("correct `in_force`"),
        )
    return replace(info, year=base.year, funds=base.funds, last_day=base.last_day)


def policy_paths(folder: Path) -> list[Path]:
    """The edition's own policy files, and the vocabulary beside it (else the shipped one)."""
    common = [path for path in common_paths(folder) if path.suffix == POLICY_SUFFIX]
    return [*sorted(folder.glob(f"*{POLICY_SUFFIX}")), *common]


def common_paths(folder: Path) -> list[Path]:
    """What all editions share: the outline of its documents, and its policy files."""
    common = common_folder(folder)
    outline = common / OUTLINE_FILE
    found = [outline] if outline.is_file() else []
    return [*found, *sorted(common.glob(f"*{POLICY_SUFFIX}"))]


def common_folder(folder: Path) -> Path:
    """Where an edition's vocabulary is: beside it, else the shipped one."""
    beside = folder.parent / COMMON_FOLDER
    return beside if beside.is_dir() else POLICIES_FOLDER / COMMON_FOLDER


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
