"""`bokrules assess`: ratios held against a scale or a target."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.options import Year
from bokrules.cli.output import page, say, write_json


class AssessmentFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def assess(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=msg("A table of units: csv or xlsx.").template)
    ],
    year: Year,
    scale: Annotated[
        str | None,
        typer.Option("--scale", metavar="NAME", help=msg("A scale (skala) of bands.").template),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option("--target", metavar="NAME", help=msg("A target to meet or miss.").template),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="COLUMN", help=msg("Sum rows by a column.").template),
    ] = None,
    regions: Annotated[
        Path | None,
        typer.Option(
            "--regions",
            metavar="FILE",
            help=msg("The region of each province (kode, regional): sum by region.").template,
        ),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="COLUMN=VALUE",
            help=msg("Only the rows that hold this; may be repeated.").template,
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="COLUMN=VALUE",
            help=msg("Leave out the rows that hold this; may be repeated.").template,
        ),
    ] = None,
    distinct: Annotated[
        bool,
        typer.Option(
            "--distinct", help=msg("Count a row that repeats an earlier one only once.").template
        ),
    ] = False,
    brief: Annotated[
        bool, typer.Option("--brief", help=msg("Show sums and the summary, not the rows.").template)
    ] = False,
    format: Annotated[  # noqa: A002  (the name of the option)
        AssessmentFormat,
        typer.Option("--format", help=msg("Text for people, one JSON document, or csv.").template),
    ] = AssessmentFormat.TEXT,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=msg(
                "Write a report with pictures (.html), or the main one (.svg, .png)."
            ).template,
        ),
    ] = None,
) -> int:
    from bokrules.inspection.assess import assess as assess_table
    from bokrules.reports.assessment_csv import write_assessment_csv
    from bokrules.reports.assessment_files import check_target, write_assessment
    from bokrules.reports.assessment_text import print_assessment

    if out is not None:
        check_target(out, file)
    result = assess_table(
        file,
        year,
        scale=scale,
        target=target,
        by=by,
        regions=regions,
        where=[_condition("where", each) for each in where or []],
        without=[_condition("without", each) for each in without or []],
        distinct=distinct,
    )
    if out is not None:
        write_assessment(result, out)
        say(msg("written: {file}", file=out))
    if format is AssessmentFormat.JSON:
        write_json(result.to_dict())
    elif format is AssessmentFormat.CSV:
        write_assessment_csv(result, sys.stdout)
    else:
        print_assessment(result, page(), brief=brief)
    if result.errors:
        return exits.BAD_INPUT
    return exits.FOUND if result.found_something else exits.CLEAN


def _condition(option: str, text: str) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not equals or not column:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("--{option} {text}: this is no condition", option=option, text=text),
            msg("write COLUMN=VALUE, such as jenis=kab/kota"),
        )
    return column, value
