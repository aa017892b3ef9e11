"""What is wrong in policy files: one file, an edition, or all editions of a folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bokrules import pipeline
from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostic, Diagnostics
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.editions.compiling import compile_files
from bokrules.editions.edition import find_edition
from bokrules.editions.files import read_common_files, read_edition
from bokrules.editions.periods import holes, periods, report_overlaps
from bokrules.editions.places import (
    COMMON_FILES,
    COMMON_FOLDER,
    EDITION_FILE,
    POLICY_SUFFIX,
    amendment_folders,
    common_paths,
    is_amendment,
    policy_paths,
    shown,
)
from bokrules.editions.reading import read_text
from bokrules.pipeline import Layer, Linted, SourceFile
from bokrules.semantics.policy import EditionInfo, Policy
from bokrules.syntax import ast
from bokrules.syntax.from_text import parse

NOT_A_POLICY = frozenset(
    {
        codes.CUT_OFF,
        codes.TOO_DEEP,
        codes.TOO_LONG,
        codes.EMPTY_FILE,
        codes.UNREADABLE_FILE,
        codes.BAD_ENCODING,
    }
)
"""Codes of files that could not be read as a policy at all."""


@dataclass(frozen=True, slots=True)
class LintResult:
    """All diagnostics, each once, the texts they point into, and what was not done."""

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    remarks: tuple[Message, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Every file could be read as a policy, right or wrong."""
        return not any(each.code in NOT_A_POLICY for each in self.diagnostics)


def lint_path(path: Path | None) -> LintResult:
    """Everything wrong at a path; without one, in the policies at hand. Raises UnreadableFile."""
    path = path or _policies_at_hand()
    if path.is_file():
        return _lint_file(path)
    folders = edition_folders(path)
    if folders:
        out = _lint_editions(folders, are_all=path not in folders and path.is_dir())
        in_force = periods(folders)
        report_overlaps(in_force, out)
        return _result(out, *holes(in_force))
    files = sorted(path.glob(f"*{POLICY_SUFFIX}"))
    if files:
        return _lint_apart(files, files)
    raise UnreadableFile(
        codes.UNREADABLE_FILE,
        msg("{path} holds no edition and no policy file", path=shown(path)),
        msg("an edition is a folder with {file}", file=EDITION_FILE),
    )


def edition_folders(path: Path | None) -> list[Path]:
    """The editions at a path (a folder, a folder of editions, a year); empty if it holds none.

    Without a path those in `policies/` here, else the shipped ones. Raises UnreadableFile,
    UnknownEdition.
    """
    path = path or _policies_at_hand()
    if path.is_dir():
        if (path / EDITION_FILE).is_file():
            return [path]
        return [each.parent for each in sorted(path.glob(f"*/{EDITION_FILE}"))]
    if str(path).isdecimal():
        return [find_edition(str(path))]
    raise UnreadableFile(
        codes.UNREADABLE_FILE,
        msg("{path} does not exist, or is not a folder", path=path),
        msg("give a policy file, the folder of an edition, or a year"),
    )


def read_sources(names: Iterable[str]) -> dict[str, str]:
    """The texts of files by the names that spans have; those that cannot be read are left out."""
    texts = {name: read_text(Path(name), Diagnostics()) for name in dict.fromkeys(names)}
    return {name: text for name, text in texts.items() if text is not None}


def _policies_at_hand() -> Path:
    here = Path(POLICIES_FOLDER.name)
    return here if here.is_dir() else POLICIES_FOLDER


# ---- editions ----


def _lint_editions(folders: Iterable[Path], *, are_all: bool = False) -> Diagnostics:
    """What is wrong in editions and in the texts that amend them; without errors, advice too.

    Advice about the shared vocabulary needs all editions that share it.
    """
    out = Diagnostics()
    linted: list[Linted] = []
    for folder in [text for each in folders for text in (each, *amendment_folders(each))]:
        files = read_edition(folder, out)
        policy = None if files is None else compile_files(files, out)
        if files is not None and policy is not None:
            own = [*folder.glob(f"*{POLICY_SUFFIX}"), *(common_paths(folder) if are_all else ())]
            names = frozenset(map(shown, own))
            linted.append(Linted(policy, names, files.abbreviations, files.charts))
        if files is None:
            # Its own description is unusable: the policy files are read all the same; of those
            # that amend an edition only how they are written, as the rest hangs on the edition.
            if is_amendment(folder):
                for each in _sources(policy_paths(folder), Diagnostics()):
                    parse(each.text, each.name, out)
            else:
                _compile_apart(policy_paths(folder), out)
    if not out.has_errors:
        pipeline.lint_policies(linted, out)
    return out


# ---- a file ----


def _lint_file(path: Path) -> LintResult:
    """A file of an edition in the light of that edition; another one with the common vocabulary."""
    folder = path.absolute().parent
    if path.name in COMMON_FILES:
        out = Diagnostics()
        read_common_files([path], out)
        return _result(out)
    if path.suffix == POLICY_SUFFIX and not (folder / EDITION_FILE).is_file():
        return _lint_apart([path], sorted({path.resolve(), *_siblings(path)}))
    if path.name not in _read_by(folder):
        raise UnreadableFile(
            codes.UNREADABLE_FILE,
            msg("{path} is not a policy file", path=shown(path)),
            msg("policy files end in {suffix}", suffix=POLICY_SUFFIX),
        )
    found = [each for each in _lint_editions([folder]) if each.span.file == shown(path)]
    remark = msg(
        "read together with its edition, {folder}; shown is this file", folder=shown(folder)
    )
    return _result(found, remark)


def _read_by(folder: Path) -> set[str]:
    """Names of the files that an edition is read from."""
    if not (folder / EDITION_FILE).is_file():
        return set()
    return {EDITION_FILE, "outline.yaml", *(each.name for each in folder.glob(f"*{POLICY_SUFFIX}"))}


def _siblings(path: Path) -> set[Path]:
    """A file of a shared vocabulary is read with the others of its folder."""
    folder = path.resolve().parent
    return set(folder.glob(f"*{POLICY_SUFFIX}")) if folder.name == COMMON_FOLDER else set()


def _lint_apart(shown_files: Iterable[Path], files: Iterable[Path]) -> LintResult:
    out = Diagnostics()
    policy = _compile_apart(list(files), out)
    names = {shown(each) for each in shown_files}
    if policy is not None:
        pipeline.lint_policy(Linted(policy, names), out)
    remark = msg("belongs to no edition: clauses are not looked up in an outline")
    return _result([each for each in out if each.span.file in names], remark)


def _compile_apart(files: Iterable[Path], out: Diagnostics) -> Policy | None:
    """Without an edition; with the shipped vocabulary, unless the files declare its names."""
    sources = _sources(files, out)
    common = _sources(
        sorted((POLICIES_FOLDER / COMMON_FOLDER).glob(f"*{POLICY_SUFFIX}")), Diagnostics()
    )
    common = [each for each in common if each.name not in {own.name for own in sources}]
    if not _declared(sources) & _declared(common):
        sources += common
    return pipeline.compile_policy([Layer(_NO_EDITION, sources)], None, "", out)


def _sources(files: Iterable[Path], out: Diagnostics) -> list[SourceFile]:
    texts = ((path, read_text(path, out)) for path in files)
    return [SourceFile(shown(path), text) for path, text in texts if text is not None]


def _declared(sources: Iterable[SourceFile]) -> set[tuple[str, str]]:
    """Kind and name of every word of a vocabulary."""
    found: set[tuple[str, str]] = set()
    for source in sources:
        for each in parse(source.text, source.name, Diagnostics()).declarations:
            if isinstance(each, ast.Term):
                found.add((each.kind, each.name.text))
            elif isinstance(each, (ast.Choice, ast.Fact)):
                found.add((type(each).__name__, each.name.text))
    return found


_NO_EDITION = EditionInfo(
    id="-",
    year=0,
    regulation="-",
    kind="",
    title="",
    signed=date.min,
    first_day=date.min,
    last_day=None,
    force_clauses=(),
    funds=(),
    partial=True,
    source={},
    topics={},
    sha256="",
)


def _result(found: Iterable[Diagnostic], *remarks: Message) -> LintResult:
    ordered = sorted(dict.fromkeys(found), key=lambda each: (each.span, each.code))
    return LintResult(tuple(ordered), read_sources(each.span.file for each in ordered), remarks)
