"""`bokrules allocate`: a formula over units, to the last rupiah."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.options import UNITS_HELP, FormulaName, Settings, Year
from bokrules.cli.output import page, write_json


class AllocationFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def allocate(
    formula: FormulaName,
    year: Year,
    units: Annotated[
        Path,
        typer.Option("--units", metavar="FILE", help=UNITS_HELP),
    ],
    settings: Settings = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=msg("Also write the shares with all their lines: .xlsx, .csv or .json.").template,
        ),
    ] = None,
    format: Annotated[  # noqa: A002  (the name of the option)
        AllocationFormat,
        typer.Option(
            "--format", help=msg("A table for people, one JSON document, or csv.").template
        ),
    ] = AllocationFormat.TABLE,
) -> int:
    from bokrules.allocation.solve import solve
    from bokrules.editions import load_edition
    from bokrules.editions.allocating import find_formula
    from bokrules.inspection.unit_rows import read_settings, read_units
    from bokrules.reports.allocation_files import check_target, write_allocation
    from bokrules.reports.allocation_text import print_allocation, write_allocation_csv

    if out is not None:
        check_target(out, units)
    policy = load_edition(year).policy
    found = find_formula(formula, policy)
    inputs = read_settings(settings or [], found, policy)
    result = solve(found, policy, read_units(units, found, policy), inputs)
    if format is AllocationFormat.JSON:
        write_json(result.to_dict())
    elif format is AllocationFormat.CSV:
        write_allocation_csv(result, sys.stdout)
    else:
        print_allocation(result, page())
    if out is not None:
        write_allocation(result, out)
    return exits.CLEAN
