"""Taxes worked out on the price without VAT, where the decree does not say which base it means."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.row import RowVerdict
from bokrules.semantics.policy import Deposit, Obligation, Policy

WITHOUT_VAT = Fraction(100, 110)
"""What a price with VAT of 10% is without it."""


@dataclass(frozen=True, slots=True)
class DueTaxes:
    """What is due of an amount for `taxes` taxes, each in whole rupiah."""

    due: int
    taxes: int

    def is_paid_without_vat(self, paid: int) -> bool:
        """Whether `paid` is what the same rates give on the amount without VAT.

        Each tax may be rounded, up or down, and so may what is due on the whole amount.
        """
        return 0 < paid < self.due and abs(paid - self.due * WITHOUT_VAT) <= self.taxes


def due_taxes(row: RowVerdict, name: str) -> DueTaxes:
    """Of one obligation of an expense; nothing where it asks for no taxes, or cannot be told."""
    verdict = row.verdict
    due = sum(each.due or 0 for each in verdict.decision.obligations if each.name == name)
    taxes = taxes_asked(verdict.policy, name)
    return DueTaxes(due if taxes else 0, taxes)


def taxes_asked(policy: Policy, name: str) -> int:
    """How many taxes an obligation asks for."""
    return sum(
        len(part.due)
        for rule in policy.by_name.get(name, [])
        if isinstance(rule, Obligation)
        for part in rule.requirements
        if isinstance(part, Deposit)
    )


def base_words(paid: int) -> Message:
    """Which base was taken, and why that may be right."""
    return msg(
        "{paid} is what the same rates come to on the price without VAT (100/110 of the amount): "
        "the decree does not say whether the amount includes VAT.",
        paid=format_rupiah(paid),
    )
