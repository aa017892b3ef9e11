"""All that differs between two editions, one view beside the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bokrules.comparison.fiscal import FiscalComparison
from bokrules.comparison.ledger import LedgerComparison
from bokrules.comparison.possible_loss import PossibleLosses
from bokrules.comparison.structural import RuleComparison, compare_rules
from bokrules.comparison.verdicts.changes import VerdictComparison
from bokrules.comparison.verdicts.compare import compare_verdicts
from bokrules.comparison.verdicts.confirming import confirmed
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Vocabulary, joined


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Two editions, their rules side by side, and what was asked for beside: None if it was not.

    `before` and `after` are the texts whose rules are compared. `later_before` and `later_after`
    name the texts that amend them within their years, which the rules leave out.
    """

    before: Policy
    after: Policy
    rules: RuleComparison
    verdicts: VerdictComparison
    ledger: LedgerComparison | None = None
    money: FiscalComparison | None = None
    losses: PossibleLosses | None = None
    confirmed: bool | None = None
    """Whether the solver proved it a second time; None if it was not asked."""
    later_before: tuple[str, ...] = ()
    later_after: tuple[str, ...] = ()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of both editions; a shared one means what it does in the first."""
        return joined([self.before.vocabulary, self.after.vocabulary])

    @property
    def funds_differ(self) -> bool:
        return set(self.before.edition.funds) != set(self.after.edition.funds)

    @property
    def is_empty(self) -> bool:
        """Nothing differs in any view; what is only said in other words is no difference."""
        return not self.shows_something and self.verdicts.is_empty

    @property
    def shows_something(self) -> bool:
        """Some view holds a difference."""
        views = (self.rules, self.ledger, self.money, self.losses)
        differs = any(each is not None and not each.is_empty for each in views)
        return differs or self.funds_differ or self.verdicts.shows_something


def compare(
    before: tuple[Policy, ...],
    after: tuple[Policy, ...],
    ledger: LedgerComparison | None = None,
    money: FiscalComparison | None = None,
    *,
    losses: PossibleLosses | None = None,
    prove: bool = False,
) -> Difference:
    """Two editions by their texts, the decree first, and the views that were worked out.

    `prove`: the solver goes over the verdicts once more. Raises InvalidValue if it is missing.
    """
    verdicts = compare_verdicts(before[0], after[0])
    return Difference(
        before=before[0],
        after=after[0],
        rules=compare_rules(before[0], after[0]),
        verdicts=verdicts,
        ledger=ledger,
        money=money,
        losses=losses,
        confirmed=confirmed(before[0], after[0], verdicts) if prove else None,
        later_before=tuple(each.edition.short_title for each in before[1:]),
        later_after=tuple(each.edition.short_title for each in after[1:]),
    )
