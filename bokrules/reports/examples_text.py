"""The examples of an edition, run: which fail, and which rules they leave untried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bokrules.base.messages import Message, msg
from bokrules.evaluation.claims import ClaimResult, ClaimState
from bokrules.evaluation.examples import ExampleResult, RuleWays
from bokrules.reports.draft import print_draft
from bokrules.reports.page import HEADING, Page
from bokrules.reports.verdict_text import EFFECTS, facts_document, facts_in_words
from bokrules.semantics.policy import EditionInfo


@dataclass(frozen=True, slots=True)
class ExampleRun:
    """What `test` knows of one edition. `distinct` counts the ways of deciding that are shown."""

    edition: EditionInfo
    results: Sequence[ExampleResult]
    ways: Sequence[RuleWays]
    distinct: int
    claims: Sequence[ClaimResult] = ()

    @property
    def failed(self) -> list[ExampleResult]:
        return [each for each in self.results if not each.passed]

    @property
    def refuted(self) -> list[ClaimResult]:
        return [each for each in self.claims if each.state is ClaimState.REFUTED]

    @property
    def not_analysed(self) -> list[ClaimResult]:
        """Claims with more cases than are tried, or with arithmetic between facts."""
        return [each for each in self.claims if each.state is ClaimState.NOT_ANALYSED]

    @property
    def untried(self) -> list[RuleWays]:
        """Rules that the examples do not decide both ways."""
        return [each for each in self.ways if not each.both]


def print_examples(run: ExampleRun, page: Page) -> None:
    page.line(
        msg("Edition {id}: {regulation}", id=run.edition.id, regulation=run.edition.short_title),
        style=HEADING,
    )
    print_draft(run.edition, page)
    for each in run.failed:
        _failure(each, page)
    for claim in (*run.refuted, *run.not_analysed):
        _claim(claim, page)
    print_untried(run.untried, len(run.ways), page)
    page.line(
        msg(
            "examples: {all}, passed: {passed}, failed: {failed},"
            " different ways of deciding: {ways}",
            all=len(run.results),
            passed=len(run.results) - len(run.failed),
            failed=len(run.failed),
            ways=run.distinct,
        ),
        style="bold red" if run.failed else "bold green",
    )
    if run.claims:
        page.line(
            msg(
                "claims: {all}, proved: {proved}, refuted: {refuted}, not analysed: {rest}",
                all=len(run.claims),
                proved=len(run.claims) - len(run.refuted) - len(run.not_analysed),
                refuted=len(run.refuted),
                rest=len(run.not_analysed),
            ),
            style="bold red" if run.refuted else "bold green",
        )


def print_untried(untried: Sequence[RuleWays], all_rules: int, page: Page) -> None:
    """The rules that the examples do not decide both ways, and what is lacking."""
    if not untried:
        return
    page.line(
        msg(
            "Rules that the examples do not decide both ways: {n} of {all}",
            n=len(untried),
            all=all_rules,
        )
    )
    for way in untried:
        page.bullet(f"{way.rule} ({EFFECTS[way.effect]}): {_lack(way)}")


def _claim(result: ClaimResult, page: Page) -> None:
    span = result.claim.span
    state = msg("refuted") if result.state is ClaimState.REFUTED else msg("not analysed")
    page.line(f'{span.file}:{span.line}: {state}: "{result.claim.label}"', hanging=2, style="red")
    if result.witness is not None and result.decision is not None:
        page.line(
            msg("for example: {witness}", witness=facts_in_words(result.witness, result.policy)),
            indent=2,
            hanging=2,
        )
        page.line(
            msg(
                "decided: {outcome}; by: {rules}",
                outcome=result.decision.outcome.label,
                rules=list(result.decision.basis) or msg("no rule"),
            ),
            indent=2,
            hanging=2,
        )
    page.line()


def _failure(result: ExampleResult, page: Page) -> None:
    span, decision = result.example.span, result.decision
    failed = msg("failed")
    page.line(
        f'{span.file}:{span.line}: {failed}: "{result.example.label}"',
        hanging=2,
        style="red",
    )
    for each in result.failures:
        page.line(each, indent=2, hanging=2)
    page.line(
        msg(
            "decided: {outcome}; by: {rules}; needs: {fields}",
            outcome=decision.outcome.label,
            rules=list(decision.basis) or msg("no rule"),
            fields=sorted(decision.missing) or msg("nothing"),
        ),
        indent=2,
        hanging=2,
    )
    page.line()


def _lack(ways: RuleWays) -> Message:
    if not ways.yes and not ways.no:
        return msg("no example tries it")
    return (
        msg("no example where it does not hold") if ways.yes else msg("no example where it holds")
    )


def examples_document(run: ExampleRun) -> dict[str, Any]:
    """One edition's examples, as JSON holds them."""
    return {
        "edition": run.edition.to_dict(),
        "examples": len(run.results),
        "passed": len(run.results) - len(run.failed),
        "distinct": run.distinct,
        "failures": [_failure_document(each) for each in run.failed],
        "claims": [_claim_document(each) for each in run.claims],
        "rules": [ways_document(each) for each in run.ways],
    }


def ways_document(ways: RuleWays) -> dict[str, Any]:
    """One rule, and whether it holds and fails in some example, as JSON holds it."""
    return {"rule": ways.rule, "effect": ways.effect, "holds": ways.yes, "fails": ways.no}


def _claim_document(result: ClaimResult) -> dict[str, Any]:
    policy, witness = result.policy, result.witness
    return {
        "claim": result.claim.label,
        "text": policy.edition.id,
        "file": result.claim.span.file,
        "line": result.claim.span.line,
        "state": result.state.value,
        "witness": None if witness is None else facts_document(witness, policy),
        "outcome": None if result.decision is None else result.decision.outcome.value,
        "basis": [] if result.decision is None else list(result.decision.basis),
    }


def _failure_document(result: ExampleResult) -> dict[str, Any]:
    decision = result.decision
    return {
        "example": result.example.label,
        "file": result.example.span.file,
        "line": result.example.span.line,
        "messages": [each.text() for each in result.failures],
        "outcome": decision.outcome.value,
        "basis": list(decision.basis),
        "missing": sorted(decision.missing),
    }
