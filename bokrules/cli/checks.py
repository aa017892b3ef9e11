"""`bokrules checks`: the checks across lines, and their parameters as a file to start from."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.output import page


def checks(
    as_yaml: Annotated[
        bool,
        typer.Option(
            "--yaml",
            help=msg("Print all parameters as a file for `check --checks FILE`.").template,
        ),
    ] = False,
) -> int:
    from bokrules.inspection.findings.checking import CHECKS
    from bokrules.inspection.findings.settings import Settings
    from bokrules.inspection.findings.settings_yaml import settings_text

    if as_yaml:
        sys.stdout.write(settings_text(Settings()))
        return exits.CLEAN
    report = page()
    report.line(msg("Checks across the lines of a ledger: {n}", n=len(CHECKS)))
    for each in CHECKS:
        report.bullet(f"{each.name}: {each.title}")
    report.line()
    report.line(
        msg(
            "To switch one off or change its parameters: `bokrules checks --yaml > FILE`, edit it,"
            " then `bokrules check … --checks FILE`."
        )
    )
    return exits.CLEAN
