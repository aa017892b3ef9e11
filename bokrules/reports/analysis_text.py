"""An analysis for a terminal: check by check, each finding with its clauses and a witness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.base.messages import Message, msg
from bokrules.comparison.analysis.analysis import Analysis
from bokrules.comparison.analysis.claimed import JudgedClaim
from bokrules.evaluation.claims import ClaimState
from bokrules.reports.analysis_words import (
    CHECKS,
    Finding,
    finding_words,
    findings_of,
    rule_words,
)
from bokrules.reports.draft import print_draft
from bokrules.reports.page import HEADING, Page, listed
from bokrules.reports.region_words import witness_words
from bokrules.semantics.policy import Policy

MOST_RULES = 3


def print_analyses(analyses: Sequence[Analysis], page: Page) -> None:
    """The decree, then each text that amends it."""
    for number, each in enumerate(analyses):
        if number:
            page.line()
        _print(each, page)


def _print(analysis: Analysis, page: Page) -> None:
    policy = analysis.policy
    edition = policy.edition
    page.line(
        msg("Edition {id}: {regulation}", id=edition.id, regulation=edition.short_title),
        style=HEADING,
    )
    print_draft(edition, page)
    if edition.partial:
        page.line(msg("known in part: what it does not say, the decree may say"), hanging=2)
    for check, findings in findings_of(analysis).items():
        if findings:
            page.section(CHECKS[check])
        for each in findings:
            page.bullet(finding_words(each, policy).sentence, indent=2)
            for line in _below(each, policy):
                page.line(line, indent=4, hanging=2)
    _end(analysis, page)


def _below(finding: Finding, policy: Policy) -> Iterator[Message | str]:
    words = finding_words(finding, policy)
    for rule in words.rules:
        yield rule_words(rule, policy)
    if words.witness is not None:
        yield witness_words(words.witness, policy.vocabulary)
    if words.decided_by:
        shown = [rule_words(each, policy) for each in words.decided_by[:MOST_RULES]]
        others = [each.name for each in words.decided_by[MOST_RULES:]]
        shown += [listed(others, MOST_RULES)] if others else []
        yield msg("decided by: {rules}", rules="; ".join(shown))


def _end(analysis: Analysis, page: Page) -> None:
    page.section(msg("Summary"))
    found = {
        check: sum(map(_counts, findings)) for check, findings in findings_of(analysis).items()
    }
    page.line(
        msg(
            "conflicts: {a}, groups of expenses without a rule: {b}, rules that never decide: {c},"
            " exceptions without effect: {d}, obligations that cannot be met: {e},"
            " claims refuted: {f}",
            a=found["conflicts"],
            b=found["silence"],
            c=found["idle_rules"],
            d=found["idle_exceptions"],
            e=found["unmeetable"],
            f=found["claims"],
        ),
        hanging=2,
    )
    for each in analysis.unresolved:
        page.line(
            msg(
                "not analysed, for it rests on a comparison of several facts: {check} {rules}",
                check=CHECKS[each.check],
                rules=list(each.rules),
            ),
            hanging=2,
        )
    if analysis.is_complete:
        page.line(
            msg("Proved for every complete expense: there is nothing else of these kinds."),
            hanging=2,
        )


def _counts(finding: Finding) -> bool:
    return not isinstance(finding, JudgedClaim) or finding.result.state is ClaimState.REFUTED
