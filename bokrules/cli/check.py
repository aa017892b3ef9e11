"""`bokrules check`: a ledger in, its findings out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.options import TableFormat, Year
from bokrules.cli.output import page, say, write_json


def check(
    ledger: Annotated[
        Path,
        typer.Argument(metavar="LEDGER", help=msg("The ledger: csv, xlsx or jsonl.").template),
    ],
    year: Year,
    format: Annotated[  # noqa: A002  (the name of the option)
        TableFormat,
        typer.Option(
            "--format",
            help=msg("A table for people, one JSON document, or a JSON line a row.").template,
        ),
    ] = TableFormat.TABLE,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=msg("Write every row with its verdict to a file: .csv or .jsonl.").template,
        ),
    ] = None,
    units: Annotated[
        Path | None,
        typer.Option(
            "--units",
            metavar="FILE",
            help=msg("The ceiling of each unit: csv or xlsx, columns satker and pagu.").template,
        ),
    ] = None,
    delimiter: Annotated[
        str | None,
        typer.Option(
            "--delimiter",
            metavar="CHARACTER",
            help=msg("What separates the columns of a csv file.").template,
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding", metavar="NAME", help=msg("The encoding of a text file.").template
        ),
    ] = None,
    sheet: Annotated[
        list[str] | None,
        typer.Option(
            "--sheet",
            metavar="NAME",
            help=msg("A sheet of a workbook; may be repeated. Else all.").template,
        ),
    ] = None,
    all_rows: Annotated[
        bool, typer.Option("--all", help=msg("Show the rows that are allowed, too.").template)
    ] = False,
) -> int:
    from bokrules.inspection.check import check as check_ledger
    from bokrules.reports.check_files import check_target, write_check, write_jsonl
    from bokrules.reports.check_table import PIPED_WIDTH, print_check
    from bokrules.reports.progress import progress_bar

    if out is not None:
        check_target(out, ledger)
    with progress_bar(sys.stderr) as progress:
        result = check_ledger(
            ledger,
            year,
            delimiter=delimiter,
            encoding=encoding,
            sheet=sheet or None,
            units=units,
            progress=progress,
        )
    if out is not None:
        write_check(result, out)
        say(msg("written: {file}", file=out))
    if format is TableFormat.JSON:
        write_json(result.to_dict())
    elif format is TableFormat.JSONL:
        write_jsonl(result, sys.stdout)
    else:
        print_check(result, page(piped_width=PIPED_WIDTH), all_rows=all_rows)
    if result.errors:
        return exits.BAD_INPUT
    return exits.FOUND if result.found_something else exits.CLEAN
