"""The files of an edition on disk: edition.yaml, outline.yaml, *.bok, and what all editions share.

A folder inside an edition, with an edition.yaml of its own, holds a text that amends the edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Message, msg
from bokrules.base.spans import Span, whole_file
from bokrules.base.suggestions import did_you_mean
from bokrules.editions.abbreviations_yaml import read_abbreviations
from bokrules.editions.charts_yaml import read_charts
from bokrules.editions.edition_yaml import EditionFile, edition_file, edition_info, entry_span
from bokrules.editions.outline_yaml import read_outline
from bokrules.editions.places import (
    ABBREVIATIONS_FILE,
    CHARTS_FILE,
    EDITION_FILE,
    OUTLINE_FILE,
    POLICY_SUFFIX,
    amendment_folders,
    common_paths,
    is_amendment,
    own_paths,
    shown,
    with_its_place,
)
from bokrules.editions.reading import read_text
from bokrules.pipeline import Layer, SourceFile
from bokrules.semantics.account_chart import Chart
from bokrules.semantics.policy import Clause, EditionInfo, Policy
from bokrules.semantics.wording import NO_ABBREVIATIONS, Abbreviations


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """What was read, ready to be compiled: the text itself is the last layer."""

    layers: tuple[Layer, ...]
    outline: Mapping[str, Clause]
    outline_file: str
    abbreviations: Abbreviations = NO_ABBREVIATIONS
    charts: tuple[Chart, ...] = ()

    @property
    def info(self) -> EditionInfo:
        return self.layers[-1].edition


def read_edition(folder: Path, out: Diagnostics) -> EditionFiles | None:
    """All files of an edition; None if an edition.yaml or an outline cannot be used.

    Of a text that amends an edition, all files of that edition too, and of the texts between.
    """
    folder = with_its_place(folder)
    if not is_amendment(folder):
        return _read_layer(folder, None, out)
    if is_amendment(folder.parent):
        out.error(
            codes.BAD_EDITION_FILE,
            whole_file(shown(folder / EDITION_FILE)),
            msg("an amendment lies directly in the folder of its edition"),
            msg("move it into {folder}", folder=shown(folder.parent.parent)),
        )
        return None
    before = _read_layer(folder.parent, None, out)
    in_order = _in_order(amendment_folders(folder.parent))
    for each in in_order[: in_order.index(folder)] if folder in in_order else in_order:
        before = None if before is None else _read_layer(each, before, out)
    return None if before is None else _read_layer(folder, before, out)


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
    own = own_paths(folder)
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
    for path in common:
        if path.name == OUTLINE_FILE and path in texts:
            others = read_outline(path, texts, out) or {}
            _check_documents(others, out)
            _report_shared_names(others, outline, folder / OUTLINE_FILE, out)
            marked = {name: replace(each, is_shared=True) for name, each in others.items()}
            outline = {**outline, **marked}
    if before is None:
        abbreviations, charts = read_common_files(common, out, texts)
    else:
        abbreviations, charts = before.abbreviations, before.charts
    sources = tuple(
        SourceFile(shown(path), text)
        for path, text in texts.items()
        if path.suffix == POLICY_SUFFIX
    )
    info = edition_info(head, digest.hexdigest())
    layers = [Layer(info, sources)]
    if before is not None:
        _check_amendment(head, before, folder / EDITION_FILE, texts, out)
        if not own:
            out.error(
                codes.BAD_EDITION_FILE,
                whole_file(shown(folder / EDITION_FILE)),
                msg("the folder holds no policy file"),
                msg(
                    "write what the text changes into a file that ends in {suffix}",
                    suffix=POLICY_SUFFIX,
                ),
            )
        info = _within(info, before.layers[0].edition)
        layers = [*before.layers, Layer(info, sources)]
        earlier = {
            name: replace(clause, document=clause.document or before.info.short_title)
            for name, clause in before.outline.items()
        }
        _report_shared_names(earlier, outline, folder / OUTLINE_FILE, out)
        outline = {**earlier, **outline}
    _check_force_clauses(info, outline, folder / EDITION_FILE, texts, out)
    return EditionFiles(tuple(layers), outline, shown(folder / OUTLINE_FILE), abbreviations, charts)


def read_common_files(
    paths: Sequence[Path], out: Diagnostics, texts: Mapping[Path, str] | None = None
) -> tuple[Abbreviations, tuple[Chart, ...]]:
    """How texts and account codes of books are read; of files that are not there, nothing."""
    if texts is None:
        read = {path: read_text(path, out) for path in paths}
        texts = {path: text for path, text in read.items() if text is not None}
    abbreviations = NO_ABBREVIATIONS
    charts: tuple[Chart, ...] = ()
    for path in paths:
        if path.name == ABBREVIATIONS_FILE:
            abbreviations = read_abbreviations(path, texts, out)
        if path.name == CHARTS_FILE:
            charts = read_charts(path, texts, out)
    return abbreviations, charts


def _check_documents(outline: Mapping[str, Clause], out: Diagnostics) -> None:
    """A clause that all editions share stands in none of their regulations."""
    for clause in outline.values():
        if clause.document is None:
            out.error(
                codes.BAD_OUTLINE,
                Span(clause.file, clause.line, 1, clause.line, len(clause.id) + 1),
                msg("{clause}: it does not say which document it stands in", clause=clause.id),
                msg("write `document`, on it or on a clause above it"),
            )


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
    head: EditionFile, before: EditionFiles, path: Path, texts: Mapping[Path, str], out: Diagnostics
) -> None:
    """It names the edition around it, and begins within its force, after the text before."""
    base = before.layers[0].edition

    def report(code: codes.Code, key: str, message: Message, help: Message) -> None:
        out.error(code, entry_span(path, texts, key), message, help)

    if head.amends != [base.id]:
        report(
            codes.BAD_EDITION_FILE,
            "amends",
            msg("a text inside edition {id} amends that edition", id=base.id),
            msg('write `amends: ["{id}"]`', id=base.id),
        )
    if head.id in [each.edition.id for each in before.layers]:
        report(
            codes.BAD_EDITION_FILE,
            "id",
            msg("another text of this edition has the `id` {id} already", id=head.id),
            msg("choose another `id`, such as the day from which it is in force"),
        )
    if head.year != base.year:
        report(
            codes.BAD_EDITION_FILE,
            "year",
            msg("the edition is of the year {a}, its amendment of {b}", a=base.year, b=head.year),
            msg("an amendment belongs to the fiscal year of its edition"),
        )
    first, last = head.in_force.first, head.in_force.last
    days = {"first": base.first_day, "last": base.last_day or "…"}
    if first <= base.first_day or (base.last_day is not None and first > base.last_day):
        report(
            codes.OVERLAPPING_EDITIONS,
            "in_force",
            msg(
                "the amendment begins on {day}, its edition is in force from {first} to {last}",
                day=first,
                **days,
            ),
            msg("an amendment begins after the first day of its edition, before its end"),
        )
    elif first <= before.info.first_day:
        report(
            codes.OVERLAPPING_EDITIONS,
            "in_force",
            msg("{id} amends the edition from {day} on too", day=first, id=before.info.id),
            msg("join the two texts, or correct the day"),
        )
    if last not in (None, base.last_day):
        report(
            codes.OVERLAPPING_EDITIONS,
            "in_force",
            msg(
                "the amendment ends on {day}, its edition is in force from {first} to {last}",
                day=last,
                **days,
            ),
            msg("leave `to` out: an amendment ends with its edition"),
        )


def check_made_amendment(
    info: EditionInfo, own: Mapping[str, Clause], texts: Sequence[Policy], out: Diagnostics
) -> None:
    """As of an amendment that is read: its id and clauses are new, and it begins within force."""
    base, name = texts[-1].edition, f"{info.id}.bok"
    if info.id in [each.edition.id for each in texts]:
        out.error(
            codes.BAD_EDITION_FILE,
            whole_file(name),
            msg("another text of this edition has the `id` {id} already", id=info.id),
            msg("choose another `id`, such as the day from which it is in force"),
        )
    if info.first_day <= base.first_day:
        out.error(
            codes.OVERLAPPING_EDITIONS,
            whole_file(name),
            msg("the text before begins on {day}", day=base.first_day),
            msg("an amendment begins on a later day"),
        )
    elif base.last_day is not None and info.first_day > base.last_day:
        out.error(
            codes.OVERLAPPING_EDITIONS,
            whole_file(name),
            msg(
                "the amendment begins on {day}, its edition is in force from {first} to {last}",
                day=info.first_day,
                first=texts[0].edition.first_day,
                last=base.last_day,
            ),
            msg("an amendment begins after the first day of its edition, before its end"),
        )
    _report_shared_names(texts[-1].outline, own, Path(name), out)


def check_funds(files: EditionFiles, known: Collection[str], out: Diagnostics) -> None:
    """The funds that an edition governs are words of the vocabulary."""
    path = Path(files.outline_file).with_name(EDITION_FILE)
    for fund in files.info.funds:
        if fund not in known:
            text = read_text(path, Diagnostics()) or ""
            out.error(
                codes.UNKNOWN_TERM,
                entry_span(path, {path: text}, "funds"),
                msg("there is no `{kind} {name}` in the vocabulary", kind="dana", name=fund),
                did_you_mean(fund, known) or msg("one of: {names}", names=sorted(known)),
            )


def _within(info: EditionInfo, base: EditionInfo) -> EditionInfo:
    """What an amended text has from its edition: the year, the funds, the last day."""
    return replace(
        info,
        year=base.year,
        funds=base.funds,
        last_day=base.last_day,
        amends=(base.id,),
        partial=info.partial or base.partial,
    )


def _check_force_clauses(
    info: EditionInfo,
    outline: Mapping[str, Clause],
    path: Path,
    texts: Mapping[Path, str],
    out: Diagnostics,
) -> None:
    for clause in info.force_clauses:
        if clause not in outline:
            out.error(
                codes.UNKNOWN_CLAUSE,
                entry_span(path, texts, "in_force"),
                msg("the outline has no clause `{name}`", name=clause),
                did_you_mean(clause, outline) or msg("write a clause of outline.yaml"),
            )
