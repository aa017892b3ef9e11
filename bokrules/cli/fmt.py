"""`bokrules fmt`: policy files laid out in the one way, in either language."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.options import Lang
from bokrules.cli.output import error_page, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bokrules.base.messages import Language

STANDARD_INPUT = "-"


def fmt(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]",
            show_default=False,
            help=msg(
                "A policy file, or a folder of them; else ./policies."
                " `-`: from standard input to standard output."
            ).template,
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help=msg("Only list the files that would change.").template),
    ] = False,
    lang: Annotated[
        Lang | None,
        typer.Option(
            "--lang",
            show_default=False,
            help=msg("Write the files in Indonesian or English; else each keeps its own.").template,
        ),
    ] = None,
) -> int:
    language: Language | None = None
    if lang is not None:
        language = "en" if lang is Lang.ENGLISH else "id"
    if str(path) == STANDARD_INPUT:
        return _standard_input(language, check=check)
    return _files(path, language, check=check)


def _files(path: Path | None, language: Language | None, *, check: bool) -> int:
    from bokrules.editions.formatting import format_files, policy_files
    from bokrules.editions.linting import read_sources

    out = Diagnostics()
    files = policy_files(path)
    changed = [each for each in format_files(files, language, out) if each.is_changed]
    for each in changed:
        if not check:
            each.write()
        print(each.path)
    _report(out, read_sources(each.span.file for each in out))
    if check:
        say(msg("{n} of {all} files would change", n=len(changed), all=len(files)))
    else:
        say(msg("{n} of {all} files changed", n=len(changed), all=len(files)))
    if out.has_errors:
        return exits.BAD_INPUT
    return exits.FOUND if check and changed else exits.CLEAN


def _standard_input(language: Language | None, *, check: bool) -> int:
    from bokrules.editions.formatting import format_bytes
    from bokrules.editions.places import LARGEST_FILE

    out = Diagnostics()
    raw = sys.stdin.buffer.read(LARGEST_FILE + 1) if sys.stdin else b""
    text = format_bytes(raw, STANDARD_INPUT, language, out)
    if text is None:
        _report(out, {STANDARD_INPUT: raw.decode("utf-8-sig", errors="replace")})
        return exits.BAD_INPUT
    if not check:
        sys.stdout.write(text)
        return exits.CLEAN
    return exits.FOUND if text.encode() != raw else exits.CLEAN


def _report(out: Diagnostics, sources: Mapping[str, str]) -> None:
    from bokrules.reports.diagnostics import print_diagnostics

    if len(out):
        print_diagnostics(list(out), sources, error_page())
