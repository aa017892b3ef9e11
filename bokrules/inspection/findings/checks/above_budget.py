"""`above_budget`: more spent under an account code than the budget (RKA/DPA) has for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.books.lines import BudgetLine, CashLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import unit_key
from bokrules.inspection.findings.finding import Finding, criterion_of
from bokrules.inspection.findings.groups import (
    amount_of,
    grouped,
    lines_words,
    total,
    total_words,
    unit_of,
)
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.wording import listed, row_words

CODE = "1.04.16"
ACCOUNT = "rekening"
_PARTS = re.compile(r"[0-9]+")

Code = tuple[str, ...]


@dataclass(slots=True)
class _Budgeted:
    """The budget of one account, and the expenses that it is the closest to."""

    written: str
    lines: Sequence[BudgetLine]
    expenses: list[CashLine] = field(default_factory=list)

    @property
    def amount(self) -> int | None:
        """Of the lines that are worked out in counts and prices, if the account has such lines
        (the others head them), else of all; None where one has no amount."""
        worked_out = [e for e in self.lines if e.coefficients or e.price is not None]
        return total(each.amount for each in worked_out or self.lines)


def _run(inspected: Inspected) -> Iterator[Finding]:
    """One for each account of a unit that is overspent; one for each unit for what has none.

    An expense counts towards the longest code of the budget that its own begins with. One whose
    code is shorter than those of the budget may belong to several, and counts towards none.
    """
    budgets = {
        unit: _accounts(lines)
        for unit, lines in grouped(_coded(inspected), lambda each: unit_key(each.unit)).items()
    }
    prefixes = {
        unit: {code[:n] for code in budget for n in range(1, len(code) + 1)}
        for unit, budget in budgets.items()
    }
    unbudgeted: dict[str, list[CashLine]] = {}
    for line in inspected.expenses:
        code = code_of(inspected.fact(line, ACCOUNT))
        unit = unit_key(unit_of(inspected, line))
        of = (
            unit
            if unit in budgets
            else next(iter(budgets))
            if not unit and len(budgets) == 1
            else ""
        )
        if not code or of not in budgets:
            continue
        account = _closest(code, budgets[of])
        if account is not None:
            account.expenses.append(line)
        elif code not in prefixes[of]:
            unbudgeted.setdefault(unit, []).append(line)
    for budget in budgets.values():
        yield from _overspent(inspected, budget)
    for lines in unbudgeted.values():
        yield _not_budgeted(inspected, lines)


def _coded(inspected: Inspected) -> list[BudgetLine]:
    return [each for each in inspected.books.budget if code_of(each.account_code)]


def _accounts(lines: Sequence[BudgetLine]) -> dict[Code, _Budgeted]:
    by_code = grouped(lines, lambda each: code_of(each.account_code))
    return {code: _Budgeted(each[0].account_code or "", each) for code, each in by_code.items()}


def _closest(code: Code, budget: Mapping[Code, _Budgeted]) -> _Budgeted | None:
    for length in range(len(code), 0, -1):
        if code[:length] in budget:
            return budget[code[:length]]
    return None


def code_of(written: object) -> Code:
    """The parts of an account code: `5.1.02.04` and `5 1 02 04` are the same."""
    return _parts(written) if isinstance(written, str) else ()


@lru_cache(maxsize=10_000)
def _parts(written: str) -> Code:
    return tuple(each.lstrip("0") or "0" for each in _PARTS.findall(written))


def _overspent(inspected: Inspected, budget: Mapping[Code, _Budgeted]) -> Iterator[Finding]:
    for each in budget.values():
        spent = sum(amount_of(inspected, line) or 0 for line in each.expenses)
        amount = each.amount
        if amount is not None and spent > amount:
            yield _finding(inspected, each, amount, spent)


def _finding(inspected: Inspected, account: _Budgeted, amount: int, spent: int) -> Finding:
    over = format_rupiah(spent - amount)
    return Finding(
        check=CHECK.name,
        code=CODE,
        title=msg("More spent than budgeted under account {code}", code=account.written),
        condition=msg(
            "The budget has {amount} for account {code} {name} ({rows}); spent were {spent}: "
            "{lines}.",
            amount=format_rupiah(amount),
            code=account.written,
            name=account.lines[0].description,
            rows=listed([row_words(each.place) for each in account.lines]),
            spent=format_rupiah(spent),
            lines=lines_words(inspected, account.expenses),
        ),
        criterion=criterion_of(
            inspected.texts,
            (),
            msg("No more is spent under an account than its budget (RKA/DPA) has"),
        ),
        consequence=msg("{amount} was spent above the budget", amount=over),
        recommendation=msg("The change of the budget is shown, or the excess is paid back"),
        amount=spent - amount,
        rows=(
            *(each.place for each in account.expenses),
            *(each.place for each in account.lines),
        ),
        unit=unit_of(inspected, account.expenses[0]),
    )


def _not_budgeted(inspected: Inspected, lines: Sequence[CashLine]) -> Finding:
    amounts = [amount_of(inspected, each) for each in lines]
    return Finding(
        check=CHECK.name,
        code=CODE,
        title=msg("Spending under accounts that the budget does not have"),
        condition=msg(
            "{n} expenses, {amount} together, are of accounts without a budget: {lines}.",
            n=len(lines),
            amount=total_words(amounts),
            lines=lines_words(inspected, lines),
        ),
        criterion=criterion_of(
            inspected.texts,
            (),
            msg("No more is spent under an account than its budget (RKA/DPA) has"),
        ),
        consequence=msg("{amount} was spent without a budget", amount=total_words(amounts)),
        recommendation=msg("The account is corrected, or the budget for it shown"),
        amount=total(amounts),
        rows=tuple(each.place for each in lines),
        unit=unit_of(inspected, lines[0]),
    )


def _lacks(inspected: Inspected) -> Message | None:
    if not any(each.amount is not None for each in _coded(inspected)):
        return msg("there is no budget (RKA/DPA) with account codes and amounts")
    if not any(code_of(inspected.fact(each, ACCOUNT)) for each in inspected.expenses):
        return msg("no expense has an account code")
    return None


CHECK = Check("above_budget", msg("Spending above the budget"), _run, _lacks)
