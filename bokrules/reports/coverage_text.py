"""What of a decree is encoded, and how well the examples guard it: for people, and as JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, assert_never

from bokrules.base.messages import Message, msg
from bokrules.evaluation.coverage import ClauseCoverage, Coverage
from bokrules.evaluation.mutations import Mutant
from bokrules.reports.draft import print_draft
from bokrules.reports.examples_text import print_untried, ways_document
from bokrules.reports.page import HEADING, Page, Words, listed, printable
from bokrules.reports.policy_text import KINDS
from bokrules.semantics.policy import Reason

REASONS: dict[Reason, Message] = {
    "purpose": msg("says what is aimed at"),
    "definition": msg("defines a word that no rule needs"),
    "organisation": msg("says who answers for what"),
    "procedure": msg("says how offices work together"),
    "administration": msg("is about books and forms"),
    "another_regulation": msg("leaves it to another regulation"),
    "missing_number": msg("names a factor without its number"),
}
MOST_RULES = 6
_LACKING = "bold red"


def print_coverage(coverage: Coverage, page: Page) -> None:
    edition = coverage.edition
    page.line(
        msg("Edition {id}: {regulation}", id=edition.id, regulation=edition.short_title),
        style=HEADING,
    )
    print_draft(edition, page)
    if coverage.clauses:
        page.section(msg("Clauses"))
    for each in coverage.clauses:
        style = _LACKING if each.state == "uncovered" else ""
        heading = printable(each.clause.heading)
        page.bullet(f"{each.clause.id} ({heading}): {_account(each)}", style=style)
    if coverage.survivors:
        page.section(msg("Changes of the rules that no example or claim notices"))
    for mutant in coverage.survivors:
        page.bullet(f"{_place(mutant)}: {mutant.rule}: {mutant.message}")
    page.section(msg("Summary"))
    _clause_counts(coverage, page)
    print_untried(coverage.untried, len(coverage.ways), page)
    _example_counts(coverage, page)


def _account(covered: ClauseCoverage) -> Words:
    match covered.state:
        case "encoded":
            return listed(covered.rules, MOST_RULES)
        case "reason":
            reason = covered.clause.reason
            return msg("not encoded: {reason}", reason=REASONS[reason] if reason else "")
        case "heading":
            return msg("a heading")
        case "uncovered":
            return msg("NEITHER RULE NOR REASON")
        case _:
            assert_never(covered.state)


def _clause_counts(coverage: Coverage, page: Page) -> None:
    page.line(
        msg(
            "clauses: {all}; encoded: {encoded}, with a reason: {reason}, headings: {heading},"
            " with neither: {uncovered}",
            all=len(coverage.clauses),
            encoded=coverage.count("encoded"),
            reason=coverage.count("reason"),
            heading=coverage.count("heading"),
            uncovered=len(coverage.uncovered),
        ),
        hanging=2,
        style=_LACKING if coverage.uncovered else "",
    )
    page.line(
        msg(
            "encoded: {a} of the clauses that are no headings, {b} of those without a reason",
            a=_percent(coverage.share_encoded),
            b=_percent(coverage.share_encoded_of_encodable),
        ),
        hanging=2,
    )


def _example_counts(coverage: Coverage, page: Page) -> None:
    page.line(msg("examples that count: {a}, claims: {b}", a=coverage.examples, b=coverage.claims))
    if coverage.failing:
        page.line(msg("examples that fail and so guard nothing: {n}", n=coverage.failing))
    if coverage.unproved:
        page.line(msg("claims that are not proved and so guard nothing: {n}", n=coverage.unproved))
    if coverage.generated:
        page.line(
            msg("generated examples that no author has signed yet: {n}", n=coverage.generated)
        )
    if coverage.unexercised:
        counts = [f"{KINDS[kind][1]} {n}" for kind, n in coverage.unexercised.items()]
        page.line(
            msg("not exercised by examples, and not changed: {counts}", counts=counts), hanging=2
        )
    page.line(
        msg(
            "mutation score: {score} ({killed} of {all} changes noticed)",
            score=_percent(coverage.score),
            killed=coverage.killed,
            all=coverage.mutants,
        ),
        style="bold green" if coverage.suffices else _LACKING,
    )


def _place(mutant: Mutant) -> str:
    return f"{mutant.span.file}:{mutant.span.line}"


def _percent(share: Fraction | None) -> str:
    """With one decimal, rounded down: what is not whole never shows as 100%."""
    if share is None:
        return "-"
    whole, tenths = divmod(share.numerator * 1000 // share.denominator, 10)
    return f"{whole},{tenths}%" if tenths else f"{whole}%"


# ---- JSON ----


def coverage_document(coverage: Coverage) -> dict[str, Any]:
    """The same as JSON holds it; shares are exact fractions, null where there is nothing."""
    edition = coverage.edition
    return {
        "edition": {
            "id": edition.id,
            "regulation": edition.regulation,
            "sha256": edition.sha256,
        },
        "suffices": coverage.suffices,
        "clauses": [_clause_document(each) for each in coverage.clauses],
        "summary": {
            "clauses": len(coverage.clauses),
            "encoded": coverage.count("encoded"),
            "reason": coverage.count("reason"),
            "heading": coverage.count("heading"),
            "uncovered": len(coverage.uncovered),
            "share_encoded": _exact(coverage.share_encoded),
            "share_encoded_of_encodable": _exact(coverage.share_encoded_of_encodable),
        },
        "examples": {
            "counted": coverage.examples,
            "failing": coverage.failing,
            "generated": coverage.generated,
        },
        "claims": {"counted": coverage.claims, "unproved": coverage.unproved},
        "rules": [ways_document(each) for each in coverage.ways],
        "mutation": {
            "score": _exact(coverage.score),
            "killed": coverage.killed,
            "mutants": coverage.mutants,
            "survivors": [_mutant_document(each) for each in coverage.survivors],
        },
        "not_exercised": {KINDS[kind][0]: n for kind, n in coverage.unexercised.items()},
    }


def _clause_document(covered: ClauseCoverage) -> dict[str, Any]:
    clause = covered.clause
    return {
        "clause": clause.id,
        "heading": clause.heading,
        "page": clause.page,
        "part": clause.part,
        "document": clause.document,
        "state": covered.state,
        "reason": clause.reason,
        "rules": list(covered.rules),
    }


def _mutant_document(mutant: Mutant) -> dict[str, Any]:
    return {
        "kind": mutant.kind,
        "rule": mutant.rule,
        "file": mutant.span.file,
        "line": mutant.span.line,
        "message": mutant.message.text(),
    }


def _exact(share: Fraction | None) -> str | None:
    return None if share is None else str(share)
