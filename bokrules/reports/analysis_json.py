"""An analysis as the public JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bokrules.comparison.analysis.analysis import Analysis
from bokrules.comparison.analysis.claimed import JudgedClaim
from bokrules.comparison.analysis.silence import Silence
from bokrules.evaluation.citing import citation_text
from bokrules.reports.analysis_words import Finding, finding_words, findings_of
from bokrules.reports.difference_verdicts_json import region_document, witness_document
from bokrules.semantics.policy import Policy


def analysis_document(analyses: Sequence[Analysis]) -> dict[str, Any]:
    """The texts of an edition, each with the findings of every check; labels as people read them.

    `where` stands only with regions, `state` and `outcome` only with claims.
    """
    return {
        "edition": analyses[0].policy.edition.to_dict(),
        "texts": [_text(each) for each in analyses],
    }


def _text(analysis: Analysis) -> dict[str, Any]:
    policy = analysis.policy
    checks = {
        check: [_finding(each, policy) for each in findings]
        for check, findings in findings_of(analysis).items()
    }
    return {
        "text": policy.edition.id,
        "partial": policy.edition.partial,
        "found_something": analysis.found_something,
        **checks,
        "not_analysed": [
            {"check": each.check, "rules": list(each.rules)} for each in analysis.unresolved
        ],
    }


def _finding(finding: Finding, policy: Policy) -> dict[str, Any]:
    words = finding_words(finding, policy)
    vocabulary = policy.vocabulary
    document: dict[str, Any] = {
        "sentence": str(words.sentence),
        "rules": [each.name for each in words.rules],
        "citations": [citation_text(each.citations, policy) for each in words.rules],
        "decided_by": [each.name for each in words.decided_by],
        "witness": None if words.witness is None else witness_document(words.witness, vocabulary),
    }
    if isinstance(finding, Silence):
        document["where"] = region_document(finding.region, vocabulary)
    if isinstance(finding, JudgedClaim):
        result = finding.result
        document["state"] = result.state.value
        document["outcome"] = None if result.decision is None else result.decision.outcome.value
    return document
