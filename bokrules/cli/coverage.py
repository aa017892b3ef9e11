"""`bokrules coverage`: what of a decree is encoded, and how well the examples guard it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.options import AsFormat, Format
from bokrules.cli.output import page, write_json

MUTANTS_WORTH_A_BAR = 100


def coverage(
    year: Annotated[
        str,
        typer.Argument(
            metavar="YEAR", help=msg("Year of the edition, or the folder of one.").template
        ),
    ],
    format: AsFormat = Format.TEXT,  # noqa: A002  (the name of the option)
) -> int:
    """0 if every clause is accounted for and the mutation score is 90 % or more, else 1."""
    from bokrules.editions import load_edition
    from bokrules.evaluation.coverage import cover
    from bokrules.reports.coverage_text import coverage_document, print_coverage
    from bokrules.reports.progress import progress_bar

    texts = load_edition(year).texts
    with progress_bar(sys.stderr, worth_showing=MUTANTS_WORTH_A_BAR) as progress:
        result = cover(texts, progress)
    if format is Format.JSON:
        write_json(coverage_document(result))
    else:
        print_coverage(result, page())
    return exits.CLEAN if result.suffices else exits.FOUND
