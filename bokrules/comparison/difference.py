"""All that differs between two editions, one view beside the other."""

from __future__ import annotations

from dataclasses import dataclass

from bokrules.comparison.fiscal import FiscalComparison
from bokrules.comparison.ledger import LedgerComparison
from bokrules.comparison.structural import RuleComparison, compare_rules
from bokrules.comparison.verdicts.compare import VerdictComparison, compare_verdicts
from bokrules.semantics.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
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
    later_before: tuple[str, ...] = ()
    later_after: tuple[str, ...] = ()

    @property
    def funds_differ(self) -> bool:
        return set(self.before.edition.funds) != set(self.after.edition.funds)

    @property
    def is_empty(self) -> bool:
        """Nothing differs in any view; what is only said in other words is no difference."""
        views = (self.rules, self.verdicts, self.ledger, self.money)
        return not self.funds_differ and all(each is None or each.is_empty for each in views)


def compare(
    before: tuple[Policy, ...],
    after: tuple[Policy, ...],
    ledger: LedgerComparison | None = None,
    money: FiscalComparison | None = None,
) -> Difference:
    """Two editions by their texts, the decree first, and the views that were worked out."""
    return Difference(
        before=before[0],
        after=after[0],
        rules=compare_rules(before[0], after[0]),
        verdicts=compare_verdicts(before[0], after[0]),
        ledger=ledger,
        money=money,
        later_before=tuple(each.edition.short_title for each in before[1:]),
        later_after=tuple(each.edition.short_title for each in after[1:]),
    )
