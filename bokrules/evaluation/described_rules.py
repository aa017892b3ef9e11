"""What people read of a rule that a script names: its labels, and where it stands."""

from __future__ import annotations

from bokrules.backends.to_sql.script.reference_tables import Described
from bokrules.base.messages import msg
from bokrules.evaluation.citing import citation_text, first_page
from bokrules.semantics.policy import Citation, Policy, Selective


def described(declared: Selective | None, policy: Policy) -> Described:
    """Labels and citation of a rule; None is the engine's own obligation."""
    if declared is None:
        label = msg("in force on the day of the expense")
        own = tuple(Citation(each) for each in policy.edition.force_clauses)
        return Described(
            label.text("id"), label.text("en"), citation_text(own, policy), first_page(own, policy)
        )
    return Described(
        declared.label.text,
        declared.label.english,
        citation_text(declared.citations, policy),
        first_page(declared.citations, policy),
    )
