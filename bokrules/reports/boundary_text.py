"""Boundary cases for a terminal: rule by rule, each case with its expense and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bokrules.base.messages import msg
from bokrules.comparison.boundary.case import Boundaries
from bokrules.comparison.boundary.unsigned import unsigned
from bokrules.reports.analysis_words import rule_words
from bokrules.reports.boundary_words import REASONS, because, case_words, left_out_words
from bokrules.reports.draft import print_draft
from bokrules.reports.page import HEADING, Page
from bokrules.reports.verdict_text import facts_in_words
from bokrules.semantics.policy import Policy


def print_boundaries(found: Sequence[tuple[Policy, Boundaries]], page: Page) -> None:
    """The decree, then each text that amends it."""
    for number, (policy, boundaries) in enumerate(found):
        if number:
            page.line()
        _print(policy, boundaries, page)


def _print(policy: Policy, boundaries: Boundaries, page: Page) -> None:
    edition = policy.edition
    page.line(
        msg("Edition {id}: {regulation}", id=edition.id, regulation=edition.short_title),
        style=HEADING,
    )
    print_draft(edition, page)
    for rule, cases in groupby(boundaries.cases, key=lambda each: each.rule):
        page.section(rule_words(rule, policy))
        for case in cases:
            outcome = case.decision.outcome.label
            page.bullet(f"{case_words(case, policy)}: {outcome}")
            page.line(facts_in_words(case.facts, policy), indent=4, hanging=2)
            page.line(msg("because of {rules}", rules=because(case)), indent=4, hanging=2)
    if boundaries.left_out:
        page.section(msg("Without a case"))
    for reason, words in REASONS.items():
        names = [
            left_out_words(each, policy) for each in boundaries.left_out if each.reason is reason
        ]
        if names:
            page.bullet(f"{words}: {'; '.join(names)}")
    page.section(msg("Summary"))
    page.line(
        msg(
            "cases: {all}, not signed yet: {rest}, without a case: {left}",
            all=len(boundaries.cases),
            rest=len(unsigned(boundaries.cases, policy)),
            left=len(boundaries.left_out),
        )
    )
