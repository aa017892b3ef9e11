"""`bokrules overrule`: what an inspector decides of a row, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.options import ChoicesYear, Ledger


def overrule(
    ledger: Ledger,
    row: Annotated[
        int,
        typer.Option(
            "--row",
            metavar="N",
            min=1,
            help=msg("The row, as the spreadsheet numbers it.").template,
        ),
    ],
    outcome: Annotated[
        str,
        typer.Option("--outcome", metavar="OUTCOME", help=msg("What is decided of it.").template),
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=msg("Why: for the report.").template)
    ],
    sheet: Annotated[
        str | None,
        typer.Option(
            "--sheet", metavar="NAME", help=msg("The sheet, where there are several.").template
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help=msg("Who decides.").template)
    ] = None,
    year: ChoicesYear = None,
) -> int:
    from bokrules.cli.choosing import known_choices, save_choices, words_of_year
    from bokrules.inspection.classify.choices import Overruled
    from bokrules.inspection.classify.choices_file import outcome_labels, outcome_named
    from bokrules.inspection.classify.ledger_row import ledger_row

    decided = outcome_named(outcome)
    if decided is None:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("there is no outcome `{name}`", name=outcome),
            msg("one of: {names}", names=outcome_labels()),
        )
    if not reason.strip():
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("a decision needs a reason"),
            msg("write it after --reason"),
        )
    edition = words_of_year(year)
    found = ledger_row(ledger, edition.policy.vocabulary, row, sheet)
    new = Overruled(
        row=found.place.row,
        sheet=found.place.sheet,
        text=found.text,
        amount=found.amount,
        outcome=decided,
        reason=reason.strip(),
        by=by,
    )
    save_choices(ledger, known_choices(ledger, edition).with_overruled(new))
    return exits.CLEAN
