"""From the files of an edition to its policies, without the cache."""

from __future__ import annotations

from pathlib import Path

from bokrules import pipeline
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.errors import InvalidPolicy
from bokrules.base.messages import msg
from bokrules.editions.files import EditionFiles, check_funds, read_edition
from bokrules.editions.places import amendment_folders, is_amendment
from bokrules.semantics.policy import Policy


def compile_texts(
    folder: Path, *, may_conflict: bool = False
) -> tuple[tuple[Policy, ...], EditionFiles]:
    """All texts of an edition, by their first day, and what the last was read from.

    Of a folder with an amendment, the text that it makes. Raises InvalidPolicy.
    """
    folders = [folder] if is_amendment(folder) else [folder, *amendment_folders(folder)]
    compiled = []
    for each in folders:
        out = Diagnostics()
        files = read_edition(each, out)
        policy = None if files is None else compile_files(files, out, may_conflict=may_conflict)
        if policy is None or files is None:
            raise invalid(str(each), out)
        compiled.append((policy, files))
    compiled.sort(key=lambda each: each[0].edition.first_day)
    return tuple(policy for policy, _ in compiled), compiled[-1][1]


def compile_edition(folder: Path, out: Diagnostics) -> Policy | None:
    """Read and compile one text: an edition without its amendments, or one amendment.

    None if `out` holds errors.
    """
    files = read_edition(folder, out)
    return None if files is None else compile_files(files, out)


def compile_files(
    files: EditionFiles, out: Diagnostics, *, may_conflict: bool = False
) -> Policy | None:
    """The text of the last layer; None if `out` holds errors."""
    policy = pipeline.compile_policy(
        files.layers, files.outline, files.outline_file, out, may_conflict=may_conflict
    )
    if policy is None:
        return None
    if len(files.layers) == 1:  # what amends an edition has its funds
        check_funds(files, policy.vocabulary.taxonomies["dana"].terms, out)
    return None if out.has_errors else policy


def files_of(folder: Path) -> EditionFiles:
    """What the last text of an edition is read from. Raises InvalidPolicy."""
    folders = [folder] if is_amendment(folder) else [folder, *amendment_folders(folder)]
    read = []
    for each in folders:
        out = Diagnostics()
        files = read_edition(each, out)
        if files is None:
            raise invalid(str(each), out)
        read.append(files)
    return max(read, key=lambda each: each.info.first_day)


def invalid(name: str, out: Diagnostics) -> InvalidPolicy:
    """The error of an edition, or another text, that `out` has errors of."""
    errors = [each for each in out if each.severity == "error"]
    return InvalidPolicy(
        errors[0].code,
        msg(
            "edition {folder} has {n} errors; the first: {first}",
            folder=name,
            n=len(errors),
            first=errors[0].message,
        ),
        errors,
    )
