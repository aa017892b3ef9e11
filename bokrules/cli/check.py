"""`bokrules check`: a ledger, or a folder of them, in; the findings out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bokrules import __version__
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.options import Delimiter, Encoding, TableFormat, Year
from bokrules.cli.output import page, say, write_json
from bokrules.reports.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bokrules.inspection.check import Inspector
    from bokrules.inspection.inspecting import LedgerResult


@contextmanager
def _without_collector() -> Iterator[None]:
    """Rows hold no cycles, and to look for some among them takes a third of all time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_without_collector()
def check(
    ledger: Annotated[
        Path,
        typer.Argument(
            metavar="LEDGER",
            help=msg(
                "The ledger: xlsx, xls, ods, csv, jsonl or parquet; or a folder of ledgers."
            ).template,
        ),
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
        list[Path] | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=msg(
                "Write a report, by the ending of its name; may be repeated: .xlsx (a copy of the"
                " ledger with columns added), .docx (working paper and draft findings), .html,"
                " .json, .jsonl, .csv, .parquet."
            ).template,
        ),
    ] = None,
    copies: Annotated[
        Path | None,
        typer.Option(
            "--copies",
            metavar="FOLDER",
            help=msg("Of a folder of ledgers: where a copy of each goes.").template,
        ),
    ] = None,
    beside: Annotated[
        list[Path] | None,
        typer.Option(
            "--with",
            metavar="FILE",
            help=msg(
                "A file with books that belong to it (plan, budget, payees, taxes, standard"
                " prices); may be repeated."
            ).template,
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping",
            metavar="FILE",
            help=msg("What sheets and columns are, as YAML; see `bokrules columns`.").template,
        ),
    ] = None,
    choices: Annotated[
        Path | None,
        typer.Option(
            "--choices",
            metavar="FILE",
            help=msg("What the inspector chose; else LEDGER.pilihan.yaml beside it.").template,
        ),
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(
            "--checks",
            metavar="FILE",
            help=msg(
                "Parameters of the checks across lines, as YAML; see `bokrules checks`."
            ).template,
        ),
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help=msg("A fact of all rows that do not say otherwise; may be repeated.").template,
        ),
    ] = None,
    assume: Annotated[
        list[str] | None,
        typer.Option(
            "--assume",
            metavar="kegiatan=menu",
            help=msg("Take an activity that is not known to be one of the menu.").template,
        ),
    ] = None,
    only_columns: Annotated[
        bool,
        typer.Option(
            "--only-columns",
            help=msg("Do not read texts and account codes: columns and choices count.").template,
        ),
    ] = False,
    units: Annotated[
        Path | None,
        typer.Option(
            "--units",
            metavar="FILE",
            help=msg("The ceiling of each unit: csv or xlsx, columns satker and pagu.").template,
        ),
    ] = None,
    delimiter: Delimiter = None,
    encoding: Encoding = None,
    sheet: Annotated[
        list[str] | None,
        typer.Option(
            "--sheet",
            metavar="NAME",
            help=msg("A sheet of a workbook; may be repeated. Else all.").template,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="TIME",
            help=msg("The time that reports carry, such as 2010-05-14; else now.").template,
        ),
    ] = None,
    all_rows: Annotated[
        bool, typer.Option("--all", help=msg("Show the rows that are allowed, too.").template)
    ] = False,
    bulk: Annotated[
        bool,
        typer.Option(
            "--bulk",
            help=msg(
                "Check millions of rows by their columns alone: parquet (always so), csv, jsonl;"
                " --out takes .parquet, .csv or a folder."
            ).template,
        ),
    ] = False,
    partition: Annotated[
        list[str] | None,
        typer.Option(
            "--partition",
            metavar="NAME",
            help=msg(
                "In bulk: what the parquet files of the folder are divided by; may be repeated."
            ).template,
        ),
    ] = None,
    memory: Annotated[
        str | None,
        typer.Option(
            "--memory", metavar="SIZE", help=msg("In bulk: memory to use, such as 400MB.").template
        ),
    ] = None,
) -> int:
    if bulk or ledger.suffix.lower() == PARQUET:
        from bokrules.cli.check_bulk import check_in_bulk

        _refuse(
            {
                "--copies": copies,
                "--with": beside,
                "--mapping": mapping,
                "--choices": choices,
                "--checks": settings,
                "--set": given,
                "--assume": assume,
                "--sheet": sheet,
                "--as-of": as_of,
                "--all": all_rows or None,
                "--only-columns": only_columns or None,
            }
        )
        return check_in_bulk(
            ledger, year, format, out or [], partition or [], memory, delimiter, encoding, units
        )
    _refuse({"--partition": partition, "--memory": memory})
    from bokrules.editions import load_edition
    from bokrules.inspection.check import Inspector, ceilings_from
    from bokrules.reports.ledger_reports import LedgerReports, check_targets
    from bokrules.reports.stamp import stamp_time

    time = stamp_time(as_of)
    targets = out or []
    read = (*(beside or ()), mapping, choices, settings, units)
    check_targets(targets, ledger, [each for each in read if each is not None])
    edition = load_edition(year)
    inspector = Inspector(
        edition,
        mapping=mapping,
        settings=settings,
        given=_pairs(given),
        assume=_pairs(assume),
        classify=not only_columns,
        ceilings=ceilings_from(units, edition),
    )
    if ledger.is_dir():
        of_files = {"--sheet": sheet, "--delimiter": delimiter, "--encoding": encoding}
        _refuse({**of_files, "--choices": choices, "--all": all_rows or None})
        return _check_folder(ledger, inspector, targets, copies, beside or [], format, time)
    _refuse({"--copies": copies})
    with progress_bar(sys.stderr) as progress:
        result = inspector.inspect(
            ledger,
            delimiter=delimiter,
            encoding=encoding,
            sheets=sheet or None,
            beside=beside or [],
            choices=choices,
            progress=progress,
        )
    reports = LedgerReports([result], result.to_dict, time, __version__)
    for target in targets:
        reports.write(target, ledger, delimiter=delimiter, encoding=encoding)
        say(msg("written: {file}", file=target))
    _show(result, format, all_rows=all_rows)
    if result.errors or result.unread_cells:
        return exits.BAD_INPUT
    return exits.FOUND if result.found_something else exits.CLEAN


def _show(result: LedgerResult, format: TableFormat, *, all_rows: bool) -> None:  # noqa: A002
    from bokrules.reports.check_files import write_jsonl
    from bokrules.reports.check_table import PIPED_WIDTH, print_check

    if format is TableFormat.JSON:
        write_json(result.to_dict())
    elif format is TableFormat.JSONL:
        write_jsonl(result, sys.stdout)
    else:
        print_check(result, page(piped_width=PIPED_WIDTH), all_rows=all_rows)


def _check_folder(
    folder: Path,
    inspector: Inspector,
    targets: Sequence[Path],
    copies: Path | None,
    beside: Sequence[Path],
    format: TableFormat,  # noqa: A002
    time: datetime,
) -> int:
    from bokrules.inspection.folder import inspect_folder
    from bokrules.reports.check_files import write_jsonl
    from bokrules.reports.check_table import PIPED_WIDTH
    from bokrules.reports.folder_table import print_folder
    from bokrules.reports.ledger_reports import LedgerReports, write_copies

    with progress_bar(sys.stderr, worth_showing=FEW_LEDGERS) as progress:
        result = inspect_folder(folder, inspector, beside=beside, progress=progress)
    reports = LedgerReports(result.counted, result.to_dict, time, __version__, result.ranking)
    for target in targets:
        reports.write(target)
        say(msg("written: {file}", file=target))
    if copies is not None:
        for target in write_copies(folder, copies, result.ledgers, time, __version__):
            say(msg("written: {file}", file=target))
    if format is TableFormat.JSON:
        write_json(result.to_dict())
    elif format is TableFormat.JSONL:
        for each in result.ledgers:
            write_jsonl(each, sys.stdout)
    else:
        print_folder(result, page(piped_width=PIPED_WIDTH))
    if result.has_errors:
        return exits.BAD_INPUT
    return exits.FOUND if result.found_something else exits.CLEAN


PARQUET = ".parquet"
FEW_LEDGERS = 3
"""Ledgers that are done before a bar could be read."""


def _pairs(given: Sequence[str] | None) -> dict[str, str]:
    """NAME=VALUE by its name. Raises InvalidValue."""
    found: dict[str, str] = {}
    for each in given or ():
        name, equals, value = each.partition("=")
        if not equals or not name or not value or name in found:
            raise InvalidValue(
                codes.INVALID_VALUE,
                msg("`{text}` is no NAME=VALUE that is known here", text=each),
                msg("write each once, such as dana=bok_puskesmas"),
            )
        found[name] = value
    return found


def _refuse(options: Mapping[str, object]) -> None:
    """Options that mean nothing for what was given."""
    for name, value in options.items():
        if value is not None:
            raise InvalidValue(
                codes.INVALID_VALUE,
                msg("{option} means nothing here", option=name),
                msg("leave {option} out", option=name),
            )
