"""What was found across the lines of a ledger, for the terminal."""

from __future__ import annotations

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.contents import BookBalance
from bokrules.inspection.contents_of import TITLES, balances_of
from bokrules.inspection.findings.finding import Finding, Weight
from bokrules.inspection.inspecting import LedgerResult
from bokrules.reports.check_limits import row_numbers
from bokrules.reports.page import QUIET, Page, printable

FINDING_STYLE = "bold red"
MOST_FINDINGS = 60
FROM_ROWS = ("refused_expense", "unmet_obligation", "inspectors_decision", "passed_limit")
"""Checks whose findings say again what the rows and limits above say."""


def print_findings(result: LedgerResult, page: Page) -> None:
    """The findings that the rows above do not show, and the balances of the books."""
    findings = [each for each in result.checks.findings if each.check not in FROM_ROWS]
    if findings:
        page.section(msg("Findings across lines: {n}", n=len(findings)))
        for each in findings[:MOST_FINDINGS]:
            _finding(each, page)
        if len(findings) > MOST_FINDINGS:
            more = len(findings) - MOST_FINDINGS
            page.line(msg("and {n} more; --format json lists all", n=more), indent=2)
    _balances(result, page)


def print_findings_total(result: LedgerResult, page: Page) -> None:
    """How many findings across lines there are, and their rupiah: in no sum above."""
    findings = [each for each in result.checks.findings if each.check not in FROM_ROWS]
    if findings:
        amount = sum(each.amount or 0 for each in findings)
        page.line(
            msg(
                "findings across lines: {n}, {amount}; they are not in what is questioned above",
                n=len(findings),
                amount=format_rupiah(amount),
            )
        )


def print_not_run(result: LedgerResult, page: Page) -> None:
    """The checks that were not run, and why: nobody should think that they found nothing."""
    if result.checks.not_run:
        page.section(msg("Checks not run: {n}", n=len(result.checks.not_run)))
        for name, why in result.checks.not_run:
            page.bullet(f"{TITLES[name]} ({name}): {why}", style=QUIET)


def _finding(finding: Finding, page: Page) -> None:
    code = "" if finding.code is None else f" [{finding.code}]"
    title: Message | str = finding.title
    if finding.weight is Weight.INDICATION:
        title = msg("to be looked at: {title}", title=title)
    page.bullet(printable(f"{title}{code}"), style=FINDING_STYLE)
    page.line(printable(finding.condition.text()), indent=4, hanging=2)
    amount = msg("cannot be said") if finding.amount is None else format_rupiah(finding.amount)
    page.line(msg("rupiah: {amount}", amount=amount), indent=4)
    page.line(msg("rows: {rows}", rows=row_numbers(finding.rows)), indent=4, hanging=2)
    criterion = finding.criterion
    words = printable(str(criterion.words))
    cited = f"{words}: {criterion.citation}" if criterion.citation else words
    page.line(msg("criterion: {words}", words=cited), indent=4, hanging=2)


def _balances(result: LedgerResult, page: Page) -> None:
    balances = balances_of(result)
    if not balances:
        return
    page.section(msg("The books' own balances: {n}", n=len(balances)))
    for each in balances:
        agrees = each.difference == 0
        words = msg(
            "{opening} + {received} - {spent} = {closing}; the book says {printed}",
            opening=_rupiah(each.opening),
            received=format_rupiah(each.received),
            spent=_spent(each),
            closing=_rupiah(each.closing),
            printed=_rupiah(each.printed_closing),
        )
        name = printable(", ".join(part for part in (each.name, each.unit) if part))
        page.bullet(f"{name}: {words}" if name else words, style="" if agrees else FINDING_STYLE)


def _spent(balance: BookBalance) -> Message | str:
    spent = format_rupiah(balance.spent)
    if not balance.passed_on:
        return spent
    return msg(
        "{spent} - {amount} (passed on)", spent=spent, amount=format_rupiah(balance.passed_on)
    )


def _rupiah(amount: int | None) -> Message | str:
    if amount is None:
        return msg("not given")
    return format_rupiah(amount) if amount >= 0 else f"-{format_rupiah(-amount)}"
