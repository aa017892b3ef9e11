"""Options that several commands share. Help is an English message, put into words by `main`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bokrules.base.messages import msg


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


class TableFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


class Lang(StrEnum):
    INDONESIAN = "id"
    ENGLISH = "en"


Year = Annotated[
    str,
    typer.Option(
        "--year",
        "-y",
        metavar="YEAR",
        help=msg("Year of the edition, or the folder of one.").template,
    ),
]
ChoicesYear = Annotated[
    str | None,
    typer.Option(
        "--year",
        "-y",
        metavar="YEAR",
        show_default=False,
        help=msg("The edition whose vocabulary is meant; else the newest.").template,
    ),
]
Ledger = Annotated[
    Path, typer.Argument(metavar="LEDGER", help=msg("The ledger: csv, xlsx or jsonl.").template)
]
Delimiter = Annotated[
    str | None,
    typer.Option(
        "--delimiter",
        metavar="CHARACTER",
        help=msg("What separates the columns of a csv file.").template,
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help=msg("The encoding of a text file.").template),
]
ExpenseText = Annotated[
    str,
    typer.Argument(
        metavar="[JSON]",
        show_default=False,
        help=msg("The expense as JSON; `-` or nothing: read it from standard input.").template,
    ),
]
AsFormat = Annotated[
    Format, typer.Option("--format", help=msg("Text for people, or one JSON document.").template)
]
PoliciesPath = Annotated[
    Path | None,
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help=msg("An edition, a folder of editions, or a year; else ./policies.").template,
    ),
]
FormulaName = Annotated[
    str, typer.Argument(metavar="FORMULA", help=msg("The name of a formula (rumus).").template)
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help=msg("An input, or a column that is the same for all; may be repeated.").template,
    ),
]
UNITS_HELP = msg("The units and their columns: csv or xlsx.").template
