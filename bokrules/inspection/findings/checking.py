"""All checks across the lines of a ledger, in the order in which a report lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bokrules.base.messages import Message, msg
from bokrules.inspection.findings.checks import (
    Check,
    above_budget,
    above_plan,
    above_standard_price,
    absorption_last_day,
    broken_balance,
    dates_out_of_order,
    description_arithmetic,
    double_travel,
    duplicate_activity,
    duplicate_voucher,
    inspectors_decision,
    interest_not_deposited,
    missing_vouchers,
    no_cash_inspection,
    not_in_plan,
    on_holiday,
    out_of_force,
    passed_limit,
    payee_list_differs,
    refused_expense,
    tax_not_deposited,
    unmet_obligation,
    year_end_balance,
)
from bokrules.inspection.findings.finding import Finding
from bokrules.inspection.findings.inspected import Inspected

CHECKS: tuple[Check, ...] = (
    refused_expense.CHECK,
    unmet_obligation.CHECK,
    inspectors_decision.CHECK,
    passed_limit.CHECK,
    double_travel.CHECK,
    payee_list_differs.CHECK,
    duplicate_voucher.CHECK,
    duplicate_activity.CHECK,
    description_arithmetic.CHECK,
    above_standard_price.CHECK,
    tax_not_deposited.CHECK,
    interest_not_deposited.CHECK,
    not_in_plan.CHECK,
    above_plan.CHECK,
    above_budget.CHECK,
    out_of_force.CHECK,
    year_end_balance.CHECK,
    absorption_last_day.CHECK,
    broken_balance.CHECK,
    missing_vouchers.CHECK,
    dates_out_of_order.CHECK,
    on_holiday.CHECK,
    no_cash_inspection.CHECK,
)
"""What costs money first; then faults of the book, and what only calls for a look."""


@dataclass(frozen=True, slots=True)
class CheckRun:
    """What the checks found, those that ran, and those that did not with the reason."""

    findings: tuple[Finding, ...]
    run: tuple[str, ...]
    not_run: tuple[tuple[str, Message], ...]


def run_checks(inspected: Inspected, checks: Sequence[Check] = CHECKS) -> CheckRun:
    """Every check that is switched on and has what it needs, in their order.

    The findings of a check stand in the order of the books, so that the same books give the same
    findings. What a check raises is a fault of ours, and is raised.
    """
    findings: list[Finding] = []
    run: list[str] = []
    not_run: list[tuple[str, Message]] = []
    for check in checks:
        settings = getattr(inspected.settings, check.name)
        why = check.lacks(inspected) if settings.enabled else msg("switched off in the settings")
        if why is not None:
            not_run.append((check.name, why))
            continue
        run.append(check.name)
        findings += check.run(inspected)
    return CheckRun(tuple(findings), tuple(run), tuple(not_run))
