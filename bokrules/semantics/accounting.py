"""Every clause of the decree is encoded by a rule, or says why none can check it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.spans import Span
from bokrules.semantics.policy import Citation, Clause, Policy

State = Literal["encoded", "reason", "heading", "uncovered"]


def states_of_clauses(policy: Policy) -> Mapping[str, State]:
    """By clause, in the decree's order. A heading is accounted for by the clauses below it."""
    citations = cited(policy)
    by_name = {each.clause for each in citations}
    parents = {clause.rpartition(".")[0] for clause in policy.outline}
    states: dict[str, State] = {}
    for clause in policy.outline.values():
        if clause.reason is not None and clause.id not in by_name:
            states[clause.id] = "reason"
        elif any(each.covers(clause.id) for each in citations):
            states[clause.id] = "encoded"
        else:
            states[clause.id] = "heading" if clause.id in parents else "uncovered"
    return states


def account_for_clauses(policy: Policy, outline_file: str, out: Diagnostics) -> None:
    """Warn of clauses without rule and reason, and of reasons where there is a rule.

    Only the clauses of `outline_file`: others are accounted for with their own text.
    """
    for id_, state in states_of_clauses(policy).items():
        clause = policy.outline[id_]
        if clause.file != outline_file:
            continue
        if state == "uncovered":
            out.warning(
                codes.UNACCOUNTED_CLAUSE,
                _span(clause, outline_file),
                msg(
                    "no rule encodes {clause} ({heading})", clause=clause.id, heading=clause.heading
                ),
                msg("write a rule that cites it, or give the reason in the outline"),
            )
        elif state == "encoded" and clause.reason is not None:
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
