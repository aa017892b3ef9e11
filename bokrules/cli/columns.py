"""`bokrules columns`: what of a workbook is recognised, and what is not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.options import AsFormat, Delimiter, Encoding, Format
from bokrules.cli.output import page, write_json


def columns(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help=msg("The books: xlsx, xlsm, xls, ods, csv or jsonl.").template
        ),
    ],
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping",
            metavar="FILE",
            help=msg("What the columns are, where they are not recognised (yaml).").template,
        ),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            "-y",
            metavar="YEAR",
            help=msg("The edition whose facts may head a column; else the newest.").template,
        ),
    ] = None,
    format: AsFormat = Format.TEXT,  # noqa: A002  (the name of the option)
    as_mapping: Annotated[
        bool,
        typer.Option(
            "--as-mapping",
            help=msg("Write what was recognised as a mapping, to be changed.").template,
        ),
    ] = False,
    delimiter: Delimiter = None,
    encoding: Encoding = None,
) -> int:
    from bokrules.editions import load_edition, newest_year
    from bokrules.inspection.books.mapping_yaml import read_mapping
    from bokrules.inspection.books.reading import read_books
    from bokrules.reports.books_text import mapping_text, print_recognised, recognised_document

    vocabulary = load_edition(year or newest_year()).policy.vocabulary
    read = read_books(
        file,
        vocabulary,
        mapping=None if mapping is None else read_mapping(mapping, vocabulary),
        delimiter=delimiter,
        encoding=encoding,
    )
    if as_mapping:
        sys.stdout.write(mapping_text(read))
    elif format is Format.JSON:
        write_json(recognised_document(read))
    else:
        print_recognised(read, page(piped_width=100))
    if read.errors or read.unread_cells:
        return exits.BAD_INPUT
    return exits.FOUND if any(each.kind is None for each in read.recognised) else exits.CLEAN
