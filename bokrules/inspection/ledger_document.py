"""An inspected ledger as the public JSON document of `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bokrules.evaluation.row import Place
from bokrules.evaluation.table import error_document
from bokrules.inspection.classify.choices import Overruled
from bokrules.inspection.classify.classification import Classification, Classified
from bokrules.inspection.contents_of import TITLES, balances_of
from bokrules.inspection.findings.finding import Finding

if TYPE_CHECKING:
    from bokrules.inspection.inspecting import LedgerResult


def ledger_document(result: LedgerResult, document: dict[str, Any]) -> dict[str, Any]:
    """`document` as `CheckResult` has it, with what was found across lines and of their texts."""
    findings = [
        {**each, **row_extras(row.place, result)}
        for row, each in zip(result.findings, document["findings"], strict=True)
    ]
    return {
        **document,
        "findings": findings,
        "unread_cells": [error_document(each) for each in result.unread_cells],
        "ledger_findings": [finding_document(each) for each in result.checks.findings],
        "checks": {
            "run": list(result.checks.run),
            "not_run": [
                {"check": name, "title": TITLES[name].text(), "why": why.text()}
                for name, why in result.checks.not_run
            ],
        },
        "balances": [
            {
                "book": each.name,
                "unit": each.unit,
                "opening": each.opening,
                "received": each.received,
                "spent": each.spent,
                "passed_on": each.passed_on,
                "closing": each.closing,
                "printed_closing": each.printed_closing,
            }
            for each in balances_of(result)
        ],
        "companions": [each.to_dict() for each in result.companions],
        "given": {name: str(value) for name, value in result.approach.given.items()},
        "assumed_menu": result.approach.assume_menu,
        "unused_choices": list(result.unused_choices),
        "overtaken": [{"row": each.row, "sheet": each.sheet} for each in result.overtaken],
    }


_FIELDS = {"belanja": "expense_type", "kegiatan": "activity"}


def row_extras(place: Place, result: LedgerResult) -> dict[str, Any]:
    """What is known of a row beside its verdict."""
    judged = result.judged[place]
    overruled = result.overruled.get(place)
    return {
        "classification": classification_document(judged.classification),
        "candidates": {
            _FIELDS[name]: list(terms) for name, terms in result.suggestions.get(place, {}).items()
        },
        "assumed": ["activity"] if judged.assumed else [],
        "overruled": None if overruled is None else _overruled(overruled),
        "standing": {
            "outcome": result.outcome_of(judged.row).value,
            "questioned_amount": result.questioned_of(judged.row),
            "unsupported_amount": result.unsupported_of(judged.row),
        },
    }


def classification_document(classification: Classification) -> dict[str, Any]:
    return {
        "expense_type": _classified(classification.expense_type),
        "activity": _classified(classification.activity),
    }


def finding_document(finding: Finding) -> dict[str, Any]:
    criterion = finding.criterion
    return {
        "check": finding.check,
        "code": finding.code,
        "weight": finding.weight.value,
        "title": str(finding.title),
        "condition": finding.condition.text(),
        "criterion": str(criterion.words),
        "citation": criterion.citation or None,
        "page": criterion.page,
        "consequence": finding.consequence.text(),
        "recommendation": finding.recommendation.text(),
        "amount": finding.amount,
        "unit": finding.unit,
        "rows": [each.document for each in finding.rows],
    }


def _classified(of: Classified) -> dict[str, Any]:
    return {
        "values": list(of.values),
        "ground": None if of.ground is None else of.ground.value,
        "sureness": None if of.sureness is None else of.sureness.value,
        "words": list(of.words),
        "why": None if of.why is None else of.why.text(),
    }


def _overruled(of: Overruled) -> dict[str, Any]:
    return {
        "outcome": of.outcome.value,
        "reason": of.reason,
        "by": of.by,
        "date": None if of.day is None else of.day.isoformat(),
    }
