"""`bokrules diff`: what changes from one edition to another."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bokrules.base import codes
from bokrules.base.errors import BokrulesError, InvalidValue
from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.output import page, say, write_json

if TYPE_CHECKING:
    from bokrules.comparison.difference import Difference


class DiffFormat(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"


def diff(
    editions: Annotated[
        list[str],
        typer.Argument(
            metavar="A B", help=msg("Two editions: a year, or the folder of one.").template
        ),
    ],
    ledger: Annotated[
        Path | None,
        typer.Option(
            "--ledger",
            metavar="FILE",
            help=msg("A ledger to judge by both: csv, xlsx or jsonl.").template,
        ),
    ] = None,
    units: Annotated[
        Path | None,
        typer.Option(
            "--units",
            metavar="FILE",
            help=msg("The units to share out to by both: csv or xlsx.").template,
        ),
    ] = None,
    formula: Annotated[
        str | None,
        typer.Option(
            "--formula",
            metavar="NAME",
            help=msg("The formula (rumus), if there are several.").template,
        ),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help=msg("An input of the formula, for both; may be repeated.").template,
        ),
    ] = None,
    settings_a: Annotated[
        list[str] | None,
        typer.Option(
            "--set-a", metavar="NAME=VALUE", help=msg("An input for the first only.").template
        ),
    ] = None,
    settings_b: Annotated[
        list[str] | None,
        typer.Option(
            "--set-b", metavar="NAME=VALUE", help=msg("An input for the second only.").template
        ),
    ] = None,
    ranges: Annotated[
        list[str] | None,
        typer.Option(
            "--range",
            metavar="NAME=LOW..HIGH",
            help=msg("An input known only by its range, one for both: who can lose most?").template,
        ),
    ] = None,
    ranges_a: Annotated[
        list[str] | None,
        typer.Option(
            "--range-a",
            metavar="NAME=LOW..HIGH",
            help=msg("A range of an input for the first only.").template,
        ),
    ] = None,
    ranges_b: Annotated[
        list[str] | None,
        typer.Option(
            "--range-b",
            metavar="NAME=LOW..HIGH",
            help=msg("A range of an input for the second only.").template,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=msg("Also write a report: .html, .md, .txt or .json.").template,
        ),
    ] = None,
    format: Annotated[  # noqa: A002  (the name of the option)
        DiffFormat,
        typer.Option(
            "--format", help=msg("Text for people, Markdown, HTML, or one JSON document.").template
        ),
    ] = DiffFormat.TEXT,
    prove: Annotated[
        bool,
        typer.Option(
            "--prove", help=msg("Have the solver prove the verdicts a second time.").template
        ),
    ] = False,
    git: Annotated[
        bool,
        typer.Option(
            "--git", help=msg("Compare a policy file as git asks for it; see the page.").template
        ),
    ] = False,
) -> int:
    """0 if nothing differs, 1 if something does, 3 if something could not be analysed or proved."""
    if git:
        return _for_git(editions)
    from bokrules.comparison.difference import compare
    from bokrules.comparison.input_ranges import Of
    from bokrules.editions import load_edition
    from bokrules.inspection.diff import (
        compare_allocations,
        largest_losses,
        no_units,
        range_settings,
        replay_ledger,
        side_settings,
    )
    from bokrules.reports.difference_report import check_target, write_difference

    if len(editions) != 2:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("two editions are compared, here are {n}", n=len(editions)),
            msg("give two editions, such as 2010 2015"),
        )
    if out is not None:
        check_target(out, *(each for each in (ledger, units) if each is not None))
    before, after = (load_edition(each) for each in editions)
    replayed = None if ledger is None else replay_ledger(ledger, before, after)
    money = losses = None
    by_range = ((Of.BOTH, ranges or []), (Of.BEFORE, ranges_a or []), (Of.AFTER, ranges_b or []))
    if units is not None:
        both = settings or []
        texts = ([*both, *(settings_a or [])], [*both, *(settings_b or [])])
        inputs = side_settings(before.policy, after.policy, formula, texts)
        shared = before.policy, after.policy, units, formula, inputs
        if any(given for _, given in by_range):
            unknown = range_settings(before.policy, after.policy, formula, by_range)
            losses = largest_losses(*shared, unknown)
        else:
            money = compare_allocations(*shared)
    elif settings or settings_a or settings_b or formula or any(given for _, given in by_range):
        raise no_units()
    result = compare(before.texts, after.texts, replayed, money, losses=losses, prove=prove)
    _write(result, format)
    if out is not None:
        write_difference(result, out)
        say(msg("written: {file}", file=out))
    if result.confirmed is False or (losses is not None and not losses.is_analysed):
        return exits.LIMIT
    if result.shows_something:
        return exits.FOUND
    return exits.CLEAN if result.is_empty else exits.LIMIT


def _write(result: Difference, format: DiffFormat) -> None:  # noqa: A002
    from bokrules.reports import difference_report
    from bokrules.reports.difference_json import difference_document

    match format:
        case DiffFormat.JSON:
            write_json(difference_document(result))
        case DiffFormat.MARKDOWN:
            sys.stdout.write(difference_report.difference_markdown(result))
        case DiffFormat.HTML:
            sys.stdout.write(difference_report.difference_html(result))
        case DiffFormat.TEXT:
            difference_report.print_difference(result, page(piped_width=100))


def _for_git(given: list[str]) -> int:
    """The effect of a changed policy file, then its changed lines. git wants exit code 0."""
    from bokrules.comparison.difference import compare
    from bokrules.editions.revisions import read_revision
    from bokrules.reports.changed_lines import changed_lines
    from bokrules.reports.difference_report import print_difference

    revision = read_revision(given)
    print(f"bokrules diff {revision.name}")
    try:
        before, after = revision.policies()
        print_difference(compare((before,), (after,)), page(piped_width=100))
    except BokrulesError as error:
        print(msg("its effect cannot be shown: {why}", why=error.message).text())
    sys.stdout.write(changed_lines(revision.name, revision.before, revision.after))
    return exits.CLEAN
