"""`bokrules lint`: what is wrong in policy files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.options import AsFormat, Format
from bokrules.cli.output import page, say, write_json


def lint(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]",
            show_default=False,
            help=msg(
                "A policy file, an edition, a folder of editions, or a year; else ./policies."
            ).template,
        ),
    ] = None,
    format: AsFormat = Format.TEXT,  # noqa: A002  (the name of the option)
) -> int:
    from bokrules.editions.linting import lint_path
    from bokrules.reports.diagnostics import diagnostics_document, print_diagnostics

    result = lint_path(path)
    for each in result.remarks:
        say(each)
    if format is Format.JSON:
        write_json(diagnostics_document(result.diagnostics))
    else:
        print_diagnostics(result.diagnostics, result.sources, page())
    if not result.is_readable:
        return exits.BAD_INPUT
    return exits.FOUND if result.diagnostics else exits.CLEAN
