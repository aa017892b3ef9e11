"""`bokrules new`: next year's edition, to be edited from another one's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.output import page, say


def new(
    year: Annotated[
        str,
        typer.Argument(metavar="YEAR", help=msg("The fiscal year of the new edition.").template),
    ],
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="YEAR",
            help=msg("Year of the edition to copy, or the folder of one.").template,
        ),
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="FOLDER",
            show_default=False,
            help=msg("The folder of editions to write it into; else ./policies.").template,
        ),
    ] = None,
) -> int:
    from bokrules.editions.drafting import draft_edition
    from bokrules.editions.places import shown
    from bokrules.reports.page import HEADING

    draft = draft_edition(year, source, into)
    folder = shown(draft.folder)
    if draft.left_out:
        say(
            msg(
                "not copied, as they amend edition {id} within its year: {names}",
                id=draft.source.id,
                names=list(draft.left_out),
            )
        )
    report = page()
    report.line(
        msg(
            "{folder}: draft for {year}, from edition {id}",
            folder=folder,
            year=year,
            id=draft.source.id,
        ),
        style=HEADING,
    )
    report.bullet(msg("replace what is marked NOT YET REPLACED in {file}", file="edition.yaml"))
    report.bullet(msg("change outline.yaml and the policy files to what the new decree says"))
    report.bullet(
        msg(
            "see that `bokrules lint {folder}` and `bokrules test {folder}` find nothing",
            folder=folder,
        )
    )
    report.bullet(msg("remove `draft: true` when the decree is signed"))
    return exits.CLEAN
