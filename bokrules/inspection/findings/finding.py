"""One draft finding: what an inspector reports of a ledger, except for its cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bokrules.base.messages import Message, msg
from bokrules.evaluation.citing import citation_text, first_page
from bokrules.evaluation.row import Place
from bokrules.evaluation.timeline import Texts


class Weight(Enum):
    """How far a finding carries by itself."""

    FINDING = "finding"
    """The lines show it."""
    INDICATION = "indication"
    """The lines give cause to look: there may be a good reason."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What was to be: a clause of the edition with its page, or a rule of arithmetic in words."""

    words: Message | str
    citation: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`code` is the inspectors' code (temuan); None where none fits.

    `amount` is the rupiah questioned, 0 where a fault of the books has none, None where the amount
    cannot be said. Its sebab is for the auditor.
    """

    check: str
    code: str | None
    title: Message | str
    condition: Message
    criterion: Criterion
    consequence: Message
    recommendation: Message
    amount: int | None
    rows: tuple[Place, ...]
    unit: str | None = None
    weight: Weight = Weight.FINDING


def criterion_of(texts: Texts, names: Sequence[str], otherwise: Message) -> Criterion:
    """The first of the rules `names` that the edition declares, with its clause and page.

    Where it declares none of them there is no clause to cite: the criterion is `otherwise`.
    """
    from bokrules.base.messages import current_language

    policy = texts[0]
    for name in names:
        for rule in policy.by_name.get(name, []):
            if rule.citations:
                return Criterion(
                    rule.label.in_language(current_language()),
                    citation_text(rule.citations, policy),
                    first_page(rule.citations, policy),
                )
    return Criterion(msg("{words} (no clause of this edition)", words=otherwise))
