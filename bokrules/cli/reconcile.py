"""`bokrules reconcile`: a published allocation against the formula that should have made it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.options import (
    UNITS_HELP,
    AsFormat,
    Format,
    FormulaName,
    Settings,
    Year,
)
from bokrules.cli.output import page, write_json


def reconcile(
    formula: FormulaName,
    year: Year,
    actual: Annotated[
        Path,
        typer.Option(
            "--actual",
            metavar="FILE",
            help=msg("The published table: csv or xlsx, with columns kode and alokasi.").template,
        ),
    ],
    units: Annotated[
        Path | None,
        typer.Option("--units", metavar="FILE", help=UNITS_HELP),
    ] = None,
    settings: Settings = None,
    tolerance: Annotated[
        str,
        typer.Option(
            "--tolerance",
            metavar="AMOUNT",
            help=msg("How far off is still explained: rupiah, or a share of the amount.").template,
        ),
    ] = "0,1%",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=msg("Also write a report (.html), or its picture (.svg, .png).").template,
        ),
    ] = None,
    format: AsFormat = Format.TEXT,  # noqa: A002  (the name of the option)
) -> int:
    from bokrules.allocation.reconcile.reconcile import Published
    from bokrules.allocation.reconcile.reconcile import reconcile as compare
    from bokrules.editions import load_edition
    from bokrules.editions.allocating import find_formula
    from bokrules.inspection.audit.auditing import audit_document
    from bokrules.inspection.published.amounts import published_amounts, without_headings
    from bokrules.inspection.published.documents import read_document
    from bokrules.inspection.unit_rows import read_settings, read_tolerance, read_units
    from bokrules.reports.reconcile_json import reconciliation_document
    from bokrules.reports.reconcile_report import check_target, write_reconciliation
    from bokrules.reports.reconcile_text import print_reconciliation

    if out is not None:
        check_target(out, actual)
    policy = load_edition(year).policy
    found = find_formula(formula, policy)
    inputs = read_settings(settings or [], found, policy)
    rows = read_units(units, found, policy) if units is not None else []
    document = read_document(actual)
    published, headings = published_amounts(document, rows), list[Published]()
    if units is None:
        published, headings = without_headings(published)
    result = compare(found, policy, rows, published, inputs, read_tolerance(tolerance))
    result = replace(result, unknown=(*result.unknown, *headings))
    audited = audit_document(document)
    if format is Format.JSON:
        write_json(reconciliation_document(result, audited))
    else:
        print_reconciliation(result, audited, page(piped_width=100))
    if out is not None:
        write_reconciliation(result, audited, out)
    return exits.CLEAN if result.is_clean and not audited.findings else exits.FOUND
