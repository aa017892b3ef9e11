"""`bokrules export`: a compiled edition for other systems."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.output import json_text, write_plain

if TYPE_CHECKING:
    from bokrules.semantics.policy import Policy


class Target(StrEnum):
    SQL = "sql"
    JSON = "json"
    JSON_SCHEMA = "json-schema"


class DialectName(StrEnum):
    POSTGRES = "postgres"
    SPARK = "spark"
    DUCKDB = "duckdb"


ENDINGS = {Target.SQL: (".sql",), Target.JSON: (".json",), Target.JSON_SCHEMA: (".json",)}


def export(
    year: Annotated[
        str,
        typer.Argument(
            metavar="YEAR", help=msg("Year of the edition, or the folder of one.").template
        ),
    ],
    to: Annotated[
        Target,
        typer.Option(
            "--to",
            help=msg(
                "A script that judges expenses in a database, the rules as JSON, or the schema of "
                "an expense."
            ).template,
        ),
    ],
    dialect: Annotated[
        DialectName | None,
        typer.Option(
            "--dialect",
            show_default=False,
            help=msg(
                "Whose SQL the script is in: postgres (if not said), spark or duckdb."
            ).template,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            show_default=False,
            help=msg("Write to this file (.sql, .json) instead of standard output.").template,
        ),
    ] = None,
) -> int:
    from bokrules.editions import load_edition
    from bokrules.editions.edition import find_edition
    from bokrules.reports.whole_files import check_writable, save_text

    if dialect is not None and to is not Target.SQL:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("`--dialect` is of SQL alone, not of {target}", target=to.value),
            msg("give `--to sql`, or leave `--dialect` out"),
        )
    if out is not None:
        check_writable(out, find_edition(year) / "edition.yaml", ENDINGS[to])
    texts = load_edition(year).texts
    text = _text(texts, to, dialect or DialectName.POSTGRES)
    if out is None:
        write_plain(text)
    else:
        save_text(out, text)
    return exits.CLEAN


def _text(texts: tuple[Policy, ...], to: Target, dialect: DialectName) -> str:
    match to:
        case Target.SQL:
            from bokrules.reports.exports.sql_script import script_text

            return script_text(texts, dialect.value)
        case Target.JSON:
            from bokrules.reports.exports.policy_json import policy_document

            return json_text(policy_document(texts))
        case Target.JSON_SCHEMA:
            from bokrules.reports.exports.expense_schema import expense_schema

            return json_text(expense_schema(texts))
        case _:
            assert_never(to)
