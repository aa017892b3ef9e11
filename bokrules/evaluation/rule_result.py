"""What is reported of a rule over a whole ledger: the rule, in words and with its clause."""

from __future__ import annotations

from dataclasses import dataclass, field

from bokrules.base.messages import current_language
from bokrules.evaluation.citing import citation_text, first_page
from bokrules.semantics.declared import Declared
from bokrules.semantics.policy import Policy


@dataclass(frozen=True, kw_only=True)
class RuleResult:
    """A result of the rule `declared`, as the text `policy` has it."""

    declared: Declared = field(repr=False)
    policy: Policy = field(repr=False, compare=False)

    @property
    def rule(self) -> str:
        return self.declared.name

    @property
    def label(self) -> str:
        return self.declared.label.in_language(current_language())

    @property
    def citation(self) -> str:
        return citation_text(self.declared.citations, self.policy)

    @property
    def page(self) -> int | None:
        """The page of the first clause cited."""
        return first_page(self.declared.citations, self.policy)
