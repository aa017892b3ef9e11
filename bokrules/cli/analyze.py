"""`bokrules analyze`: what contradicts, says nothing, or changes nothing in an edition."""

from __future__ import annotations

from typing import Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.options import AsFormat, Format
from bokrules.cli.output import page, write_json


def analyze(
    year: Annotated[
        str,
        typer.Argument(
            metavar="YEAR", help=msg("Year of the edition, or the folder of one.").template
        ),
    ],
    format: AsFormat = Format.TEXT,  # noqa: A002  (the name of the option)
) -> int:
    """1 if something is found, else 3 if something could not be analysed, else 0."""
    from bokrules.comparison.analysis.analysis import analyse
    from bokrules.editions.edition import load_texts_to_analyse
    from bokrules.reports.analysis_json import analysis_document
    from bokrules.reports.analysis_text import print_analyses

    analyses = [analyse(each) for each in load_texts_to_analyse(year)]
    if format is Format.JSON:
        write_json(analysis_document(analyses))
    else:
        print_analyses(analyses, page(piped_width=100))
    if any(each.found_something for each in analyses):
        return exits.FOUND
    return exits.CLEAN if all(each.is_complete for each in analyses) else exits.LIMIT
