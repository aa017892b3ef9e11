"""Every clause of the decree is encoded by a rule, or says why none can check it."""

from __future__ import annotations

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.spans import Span
from bokrules.semantics.policy import Citation, Clause, Policy


def account_for_clauses(policy: Policy, outline_file: str, out: Diagnostics) -> None:
    """Warn of clauses without rule and reason, and of reasons where there is a rule.

    Only the clauses of `outline_file`: others are accounted for with their own text.
    """
    citations = cited(policy)
    parents = {clause.rpartition(".")[0] for clause in policy.outline}
    for clause in policy.outline.values():
        if clause.file != outline_file:
            continue
        encoded = any(each.covers(clause.id) for each in citations)
        is_heading = clause.id in parents
        if not encoded and clause.reason is None and not is_heading:
            out.warning(
                codes.UNACCOUNTED_CLAUSE,
                _span(clause, outline_file),
                msg(
                    "no rule encodes {clause} ({heading})", clause=clause.id, heading=clause.heading
                ),
                msg("write a rule that cites it, or give the reason in the outline"),
            )
        elif clause.reason is not None and any(each.clause == clause.id for each in citations):
            out.warning(
                codes.NEEDLESS_REASON,
                _span(clause, outline_file),
                msg("{clause} is encoded, and says that no rule can check it", clause=clause.id),
                msg("take the reason out of the outline"),
            )


def cited(policy: Policy) -> set[Citation]:
    """All citations of the edition, gaps and the dates in force included."""
    found = {each for declared in policy.declared for each in declared.citations}
    found |= {each for claim in policy.claims for each in claim.citations}
    if policy.amendment is not None:
        found |= set(policy.amendment.citations)
        found |= {each for repealed in policy.amendment.repealed for each in repealed.citations}
    return found | {Citation(clause) for clause in policy.edition.force_clauses}


def _span(clause: Clause, file: str) -> Span:
    return Span(file, clause.line, 1, clause.line, len(clause.id) + 1)
