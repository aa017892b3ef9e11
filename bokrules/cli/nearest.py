"""`bokrules nearest`: the smallest changes that would make an expense payable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bokrules.cli import exits
from bokrules.cli.expense_json import given_expense
from bokrules.cli.options import AsFormat, ExpenseText, Format, Year
from bokrules.cli.output import page, write_json

if TYPE_CHECKING:
    from bokrules.comparison.nearest.change import Nearest


def nearest(
    year: Year,
    expense: ExpenseText = "-",
    format: AsFormat = Format.TEXT,  # noqa: A002  (the name of the option)
) -> int:
    from bokrules.editions.nearest import nearest as nearest_of

    found = nearest_of(given_expense(expense), year)
    if format is Format.JSON:
        from bokrules.reports.nearest_json import nearest_document

        write_json(nearest_document(found))
    else:
        from bokrules.reports.nearest_text import print_nearest

        print_nearest(found, page())
    return exit_code(found)


def exit_code(found: Nearest) -> int:
    """0 if the expense as it is can be made payable, 1 if not, 3 if that cannot be told."""
    from bokrules.comparison.nearest.change import Answer

    match found.answer:
        case Answer.ALREADY | Answer.WITHIN:
            return exits.CLEAN
        case Answer.ANOTHER | Answer.NONE:
            return exits.FOUND
        case Answer.GAP | Answer.OPEN:
            return exits.LIMIT
