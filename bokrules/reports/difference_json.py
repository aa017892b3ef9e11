"""A difference as the public JSON document."""

from __future__ import annotations

from typing import Any

from bokrules.base.messages import current_language
from bokrules.comparison.changes import ChangeKind, RuleChange, WordChange
from bokrules.comparison.difference import Difference
from bokrules.comparison.fiscal import FiscalComparison, Step, UnitChange
from bokrules.comparison.ledger import LedgerComparison, ReplayedRow, RowChange, Tally
from bokrules.evaluation.citing import citation_text
from bokrules.reports.declared_text import details
from bokrules.reports.difference_losses_json import losses_document
from bokrules.reports.difference_verdicts_json import verdicts_document
from bokrules.semantics.declared import Declared
from bokrules.semantics.policy import Policy


def difference_document(difference: Difference) -> dict[str, Any]:
    """Keys are stable; what was not asked for (a ledger, units) is null."""
    rules = difference.rules
    told = [each for each in rules.changes if each.change is not ChangeKind.NOT_COMPARABLE]
    hidden = [each for each in rules.changes if each.change is ChangeKind.NOT_COMPARABLE]
    return {
        "from": _edition(difference.before, difference.later_before),
        "to": _edition(difference.after, difference.later_after),
        "is_empty": difference.is_empty,
        "rules": [_rule(each, difference) for each in told],
        "not_comparable": [_rule(each, difference) for each in hidden],
        "unchanged_rules": rules.unchanged,
        **verdicts_document(difference),
        "vocabulary": [_word(each) for each in rules.words],
        "ledger": None if difference.ledger is None else _ledger(difference.ledger),
        "allocations": (
            None if difference.money is None else [_unit(each) for each in difference.money.units]
        ),
        "allocation": _allocation(difference),
    }


def _edition(policy: Policy, later: tuple[str, ...]) -> dict[str, Any]:
    edition = policy.edition
    return {
        **edition.to_dict(),
        "partial": edition.partial,
        "funds": list(edition.funds),
        "amendments_left_out": list(later),
    }


# ---- rules ----


def _rule(change: RuleChange, difference: Difference) -> dict[str, Any]:
    before, after = change.before, change.after
    return {
        "change": change.change.value,
        "kind": change.kind,
        "rule": change.declared.name,
        "label": change.declared.label.in_language(current_language()),
        "renamed": change.is_renamed,
        "moved": change.is_moved,
        "reworded": change.is_reworded,
        "from": None if before is None else _side(before, difference.before),
        "to": None if after is None else _side(after, difference.after),
        "parts": [
            {
                "part": part,
                "from": _values(part, before, difference.before),
                "to": _values(part, after, difference.after),
            }
            for part in change.parts
        ],
        "related": [each.name for each in change.related],
        "gaps": [each.name for each in change.hidden_by],
    }


def _side(declared: Declared, policy: Policy) -> dict[str, Any]:
    return {
        "rule": declared.name,
        "clauses": [each.clause for each in declared.citations],
        "citation": citation_text(declared.citations, policy),
    }


def _values(part: str, declared: Declared | None, policy: Policy) -> list[str]:
    if declared is None:
        return []
    return [v for each in details(declared, policy) if each.key == part for v in each.values]


def _word(word: WordChange) -> dict[str, Any]:
    return {
        "change": word.change.value,
        "kind": word.kind,
        "name": word.name,
        "from": list(word.before),
        "to": list(word.after),
    }


# ---- a ledger ----


def _ledger(ledger: LedgerComparison) -> dict[str, Any]:
    changed = ledger.total(RowChange.CHANGED)
    return {
        "source": ledger.source,
        **_tally(changed),
        "total": _tally(ledger.total()),
        **{each.value: _summed(ledger, each) for each in RowChange},
        "rows_changed": [_row(each) for each in ledger.having(RowChange.CHANGED)],
        "rows_not_comparable": [_row(each) for each in ledger.having(RowChange.NOT_COMPARABLE)],
        "rows_undecided": [_row(each) for each in ledger.having(RowChange.UNDECIDED)],
        "without_date": [ledger.aside_before.dates, ledger.aside_after.dates],
        "without_fund": [ledger.aside_before.funds, ledger.aside_after.funds],
        "errors": [
            {"row": each.place.row, "code": each.error.code, "message": each.error.message.text()}
            for each in ledger.errors
        ],
    }


def _summed(ledger: LedgerComparison, change: RowChange) -> dict[str, Any]:
    return {
        **_tally(ledger.total(change)),
        "by_outcome": [
            {"from": old.value, "to": new.value, **_tally(tally)}
            for (old, new), tally in ledger.by_outcomes(change).items()
        ],
        "by_unit": [
            {"unit": name, **_tally(tally)} for name, tally in ledger.by_unit(change).items()
        ],
        "by_expense_type": [
            {"expense_type": name, **_tally(tally)}
            for name, tally in ledger.by_expense_type(change).items()
        ],
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {
        "rows": tally.rows,
        "amount": tally.amount,
        "questioned_from": tally.questioned_before,
        "questioned_to": tally.questioned_after,
        "rows_without_amount": tally.without_amount,
        "rows_questioned_from_unknown": tally.unknown_before,
        "rows_questioned_to_unknown": tally.unknown_after,
    }


def _row(row: ReplayedRow) -> dict[str, Any]:
    return {
        "row": row.place.document,
        "id": row.id,
        "unit": row.unit,
        "expense_type": row.expense_type,
        "amount": row.amount,
        "from": row.before.to_dict(),
        "to": row.after.to_dict(),
    }


# ---- allocations ----


def _unit(unit: UnitChange) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "name": unit.name,
        "from": unit.before,
        "to": unit.after,
        "delta": unit.gain,
        "ratio": None if unit.ratio is None else str(unit.ratio),
        "by_step": list(unit.by_step),
    }


def _allocation(difference: Difference) -> dict[str, Any] | None:
    if difference.losses is not None:
        return losses_document(difference.losses)
    if difference.money is not None:
        return {**_money(difference.money), "possible_losses": None}
    return None


def _money(money: FiscalComparison) -> dict[str, Any]:
    sides = (money.from_side, money.to_side)
    return {
        "formula": [each.formula.name for each in sides],
        "edition": [each.policy.edition.id for each in sides],
        "from": money.before.total,
        "to": money.after.total,
        "delta": money.gain,
        "gainers": len(money.gainers),
        "losers": len(money.losers),
        "steps": [_step(each) for each in money.steps],
        "citation": [citation_text(each.formula.citations, each.policy) for each in sides],
        "assumed": list(dict.fromkeys((*money.before.assumed, *money.after.assumed))),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "cause": step.cause.value,
        "name": step.name,
        "delta": step.total,
        "from": None if step.before is None else str(step.before),
        "to": None if step.after is None else str(step.after),
    }
