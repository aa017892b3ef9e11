"""`bokrules validate`: one expense in, its verdict out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bokrules.base.messages import msg
from bokrules.cli import exits
from bokrules.cli.expense_json import given_expense
from bokrules.cli.options import AsFormat, ExpenseText, Format, Year
from bokrules.cli.output import page, write_json

if TYPE_CHECKING:
    from bokrules.evaluation.verdict import Verdict


def validate(
    year: Year,
    expense: ExpenseText = "-",
    format: AsFormat = Format.TEXT,  # noqa: A002  (the name of the option)
    trace: Annotated[
        bool, typer.Option("--trace", help=msg("Show every rule that was tried.").template)
    ] = False,
) -> int:
    from bokrules import editions

    verdict = editions.validate(given_expense(expense), year, trace=trace)
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
