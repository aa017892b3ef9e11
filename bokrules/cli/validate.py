"""`bokrules validate`: one expense in, its verdict out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.expense_json import LONGEST, NotJson, read_expense
from bokrules.cli.options import AsFormat, Format, Year
from bokrules.cli.output import page, say, write_json

if TYPE_CHECKING:
    from bokrules.evaluation.verdict import Verdict


def validate(
    year: Year,
    expense: Annotated[
        str,
        typer.Argument(
            metavar="[JSON]",
            show_default=False,
            help=msg("The expense as JSON; `-` or nothing: read it from standard input.").template,
        ),
    ] = "-",
    format: AsFormat = Format.TEXT,  # noqa: A002  (the name of the option)
    trace: Annotated[
        bool, typer.Option("--trace", help=msg("Show every rule that was tried.").template)
    ] = False,
) -> int:
    from bokrules import editions

    text = _standard_input() if expense == "-" else expense
    verdict = editions.validate(read_expense(text), year, trace=trace)
    if format is Format.JSON:
        write_json(verdict.to_dict())
    else:
        from bokrules.reports.verdict_text import print_verdict

        print_verdict(verdict, page())
    return exit_code(verdict)


def exit_code(verdict: Verdict) -> int:
    """1 before 3: where only refusals are possible, the whole amount is questioned already."""
    from bokrules.semantics.outcomes import Outcome

    if verdict.outcome in (Outcome.FORBIDDEN, Outcome.UNLISTED) or verdict.questioned_amount != 0:
        return exits.FOUND
    return exits.UNDETERMINED if verdict.outcome is Outcome.UNDETERMINED else exits.CLEAN


def _standard_input() -> str:
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        say(msg("reading the expense as JSON from standard input"))
    most = 4 * LONGEST  # the bytes of so many characters
    raw = sys.stdin.buffer.read(most + 1)
    try:
        return raw[:most].decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NotJson(
            msg("the JSON is not UTF-8 text, at byte {n}", n=fault.start + 1),
            msg("save it as UTF-8"),
        ) from fault
