"""A new edition to edit: last year's files, moved to another year and marked as a draft."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostic, Diagnostics
from bokrules.base.errors import BokrulesError, InvalidPolicy
from bokrules.base.messages import msg
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.editions import moved_year
from bokrules.editions.compiling import compile_edition
from bokrules.editions.edition import find_edition, load_edition
from bokrules.editions.places import (
    EDITION_FILE,
    OUTLINE_FILE,
    POLICY_SUFFIX,
    amendment_folders,
    common_folder,
    shown,
)
from bokrules.editions.reading import read_text
from bokrules.semantics.policy import EditionInfo

_YEAR = re.compile(r"[1-9][0-9]{3}")


class CannotDraft(BokrulesError):
    """An edition cannot be drafted for that year, from that edition, or in that place."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written, and the amendments of the source that were left out."""

    folder: Path
    source: EditionInfo
    left_out: tuple[str, ...]


def draft_edition(year: str, source: str, into: Path | None) -> Draft:
    """Write the edition of `year` from another one, whole or not at all.

    Raises CannotDraft, UnknownEdition, and InvalidPolicy where the source has errors or the copy
    would have some.
    """
    if _YEAR.fullmatch(year) is None:
        raise CannotDraft(
            codes.UNKNOWN_EDITION,
            msg("`{year}` is no fiscal year", year=year),
            msg("write a year of four digits, as 2022"),
        )
    origin = find_edition(source)
    info = load_edition(origin).policy.edition
    if info.amends:
        raise CannotDraft(
            codes.UNKNOWN_EDITION,
            msg("{id} is no edition: it amends {others}", id=info.id, others=list(info.amends)),
            msg("draft from the edition that it amends"),
        )
    if info.year == int(year):
        raise CannotDraft(
            codes.UNKNOWN_EDITION,
            msg("edition {id} is the one of {year} already", id=info.id, year=year),
            msg("give another year"),
        )
    target = _place(year, into)
    _write(target, _texts(origin, info, int(year)), origin)
    return Draft(target, info, tuple(each.name for each in amendment_folders(origin)))


def _place(year: str, into: Path | None) -> Path:
    """The folder of the new edition, which must not exist yet."""
    if into is None:
        into = Path(POLICIES_FOLDER.name)
        if not into.is_dir():
            raise CannotDraft(
                codes.UNWRITABLE_FILE,
                msg("there is no folder {folder} here to write the edition into", folder=into),
                msg("make one, or name another with --into"),
            )
    target = into.joinpath(year)
    if target.exists() or target.is_symlink():
        raise CannotDraft(
            codes.UNWRITABLE_FILE,
            msg("{folder} exists already; nothing was written", folder=shown(target)),
            msg("move it away, or name another folder with --into"),
        )
    return target


def _texts(origin: Path, info: EditionInfo, year: int) -> dict[str, str]:
    """The files of the draft by name."""
    out = Diagnostics()
    names = [EDITION_FILE, OUTLINE_FILE]
    names += [each.name for each in sorted(origin.glob(f"*{POLICY_SUFFIX}"))]
    texts = {name: read_text(origin.joinpath(name), out) or "" for name in names}
    texts[EDITION_FILE] = moved_year.edition_text(texts[EDITION_FILE], info, year)
    for name in names[2:]:
        texts[name] = moved_year.policy_text(texts[name], year - info.year)
    return texts


def _write(target: Path, texts: dict[str, str], origin: Path) -> None:
    """Written beside its place and read again; it takes its name when it has no errors."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        unfinished.mkdir(parents=True)
        for name, text in texts.items():
            path = unfinished.joinpath(name)
            path.write_text(text, encoding="utf-8", newline="\n")
        _check(unfinished, target, origin)
        unfinished.rename(target)
    except FileExistsError as fault:
        raise CannotDraft(
            codes.UNWRITABLE_FILE,
            msg("{folder} is in the way", folder=shown(Path(fault.filename))),
            msg("remove it if no other `bokrules new` is running"),
        ) from fault
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _check(folder: Path, target: Path, origin: Path) -> None:
    """Raise InvalidPolicy if the copy has errors, as it may have beside another vocabulary."""
    out = Diagnostics()
    if compile_edition(folder, out) is not None:
        return
    errors = [each for each in out if each.severity == "error"]
    raise InvalidPolicy(
        errors[0].code,
        msg(
            "with the vocabulary in {common} a copy of {origin} would have {n} errors;"
            " nothing was written",
            common=shown(common_folder(target)),
            origin=shown(origin),
            n=len(errors),
        ),
        [_in_the_source(each, folder, origin) for each in errors],
    )


def _in_the_source(fault: Diagnostic, folder: Path, origin: Path) -> Diagnostic:
    """Lines of policy files and outlines are the same in both; the copy is removed."""
    file = Path(fault.span.file)
    if file.parent.name != folder.name:
        return fault
    return replace(fault, span=replace(fault.span, file=shown(origin.joinpath(file.name))))
