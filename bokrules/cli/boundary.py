"""`bokrules boundary`: the cases beside every threshold and exception of an edition."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.options import AsFormat, Format
from bokrules.cli.output import page, say, write_json

if TYPE_CHECKING:
    from bokrules.comparison.boundary.case import Boundaries
    from bokrules.semantics.policy import Policy

ENDINGS = (".bok", ".xlsx")


def boundary(
    year: Annotated[
        str,
        typer.Argument(
            metavar="YEAR", help=msg("Year of the edition, or the folder of one.").template
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=msg("Write what is not signed yet: boundary.bok, or a workbook.").template,
        ),
    ] = None,
    format: AsFormat = Format.TEXT,  # noqa: A002  (the name of the option)
) -> int:
    """3 if the search found no case for a comparison of several facts, else 0."""
    from bokrules.comparison.boundary.case import Reason
    from bokrules.comparison.boundary.cases import boundaries
    from bokrules.editions import load_edition
    from bokrules.editions.edition import find_edition
    from bokrules.reports.boundary_json import boundary_document
    from bokrules.reports.boundary_text import print_boundaries

    if out is not None:
        _check_target(out, find_edition(year))
    texts = load_edition(find_edition(year)).texts
    found = [
        (each, boundaries(each, is_dated=len(texts) > 1, earlier=texts[:place]))
        for place, each in enumerate(texts)
    ]
    if out is not None:
        _write(out, found)
    elif format is Format.JSON:
        write_json(boundary_document(found))
    else:
        print_boundaries(found, page(piped_width=100))
    reasons = {each.reason for _, of_text in found for each in of_text.left_out}
    return exits.LIMIT if Reason.NOT_FOUND in reasons else exits.CLEAN


def _check_target(out: Path, edition: Path) -> None:
    from bokrules.reports.boundary_bok import check_generated
    from bokrules.reports.whole_files import check_new, check_writable

    check_writable(out, edition, ENDINGS)
    if out.suffix.lower() == ".bok":
        check_generated(out)
    else:
        check_new(out)


def _write(out: Path, found: Sequence[tuple[Policy, Boundaries]]) -> None:
    """Of the first text: those that amend it have folders, and examples, of their own."""
    from bokrules.comparison.boundary.unsigned import unsigned
    from bokrules.reports.boundary_bok import boundary_text, write_boundary_text
    from bokrules.reports.boundary_workbook import write_boundary_workbook

    policy, boundaries = found[0]
    cases = unsigned(boundaries.cases, policy)
    if not cases:
        say(msg("no case is left to be signed: {file} is not written", file=out))
    else:
        if out.suffix.lower() == ".bok":
            write_boundary_text(out, boundary_text(cases, policy))
        else:
            write_boundary_workbook(out, cases, policy)
        say(msg("written: {file}, {n} cases", file=out, n=len(cases)))
    for other, of_other in found[1:]:
        if of_other.cases:
            say(msg("not written: cases of {id}; give its folder instead", id=other.edition.id))
