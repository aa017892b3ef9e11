"""What an analysis finds, each finding as a sentence with its witness and its clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from bokrules.backends.decision import Facts
from bokrules.base.messages import Message, current_language, msg
from bokrules.comparison.analysis.analysis import Analysis
from bokrules.comparison.analysis.claimed import JudgedClaim
from bokrules.comparison.analysis.idle_exceptions import IdleException
from bokrules.comparison.analysis.idle_rules import IdleRule
from bokrules.comparison.analysis.silence import Silence
from bokrules.comparison.analysis.unmeetable import Unmeetable
from bokrules.evaluation.citing import citation_text
from bokrules.evaluation.claims import ClaimState
from bokrules.evaluation.lints.conflict import Conflict
from bokrules.reports.expression_text import condition_words
from bokrules.reports.region_words import region_words
from bokrules.semantics.expressions import AllOf
from bokrules.semantics.policy import Declared, Must, Obligation, Policy

Finding = Conflict | Silence | IdleRule | IdleException | Unmeetable | JudgedClaim
CHECKS: dict[str, Message] = {
    "conflicts": msg("Conflicts: allowed and forbidden, with no exception between them"),
    "silence": msg("Expenses that no rule speaks of"),
    "idle_rules": msg("Rules that never decide"),
    "idle_exceptions": msg("Exceptions without effect"),
    "unmeetable": msg("Obligations that cannot be met"),
    "claims": msg("Claims"),
}
STATES: dict[ClaimState, Message] = {
    ClaimState.PROVED: msg("proved"),
    ClaimState.REFUTED: msg("refuted"),
    ClaimState.NOT_ANALYSED: msg("not analysed"),
}


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A finding: its sentence, the rules that it is about, those that decide, and a witness."""

    sentence: Message | str
    rules: tuple[Declared, ...]
    decided_by: tuple[Declared, ...] = ()
    witness: Facts | None = None


def findings_of(analysis: Analysis) -> dict[str, Sequence[Finding]]:
    """The findings of each check, by its name in `CHECKS`."""
    return {
        "conflicts": analysis.conflicts,
        "silence": analysis.silences,
        "idle_rules": analysis.idle_rules,
        "idle_exceptions": analysis.idle_exceptions,
        "unmeetable": analysis.unmeetable,
        "claims": analysis.claims,
    }


def finding_words(finding: Finding, policy: Policy) -> FindingWords:
    match finding:
        case Conflict(prohibition=prohibition, permission=permission, witness=witness):
            sentence = msg(
                "`larang {a}` and `boleh {b}` contradict each other",
                a=prohibition.name,
                b=permission.name,
            )
            return FindingWords(sentence, (prohibition, permission), (), witness)
        case Silence(region=region, witness=witness):
            words = region_words(region, policy.vocabulary)
            return FindingWords(msg("the text is silent: {region}", region=words), (), (), witness)
        case IdleRule():
            return _idle_rule(finding, policy)
        case IdleException(rule=rule, exception=name, witness=witness):
            sentence = msg(
                "without the exception `{b}` of `{a}` every complete expense is decided alike",
                a=rule.name,
                b=name,
            )
            rules = (rule, policy.permission_by_name[name])
            return FindingWords(sentence, rules, _declared(finding.decided_by, policy), witness)
        case Unmeetable(rules=rules, witness=witness):
            return FindingWords(_unmeetable(rules, policy), rules, (), witness)
        case JudgedClaim(result=result, rules=names):
            words = f"{STATES[result.state]}: {result.claim.label}"
            return FindingWords(words, (), _declared(names, policy), result.witness)
        case _:
            assert_never(finding)


def _idle_rule(finding: IdleRule, policy: Policy) -> FindingWords:
    name = finding.rule.name
    if finding.never_applies:
        return FindingWords(msg("`{a}` applies to no expense", a=name), (finding.rule,))
    sentence = msg("without `{a}` every complete expense is decided alike", a=name)
    decided_by = _declared(finding.decided_by, policy)
    return FindingWords(sentence, (finding.rule,), decided_by, finding.witness)


def _unmeetable(rules: Sequence[Obligation], policy: Policy) -> Message:
    asked = [condition_words(_asked(each), policy.vocabulary) for each in rules]
    if len(rules) == 1:
        return msg("nobody who owes `{a}` can meet it: {asked}", a=rules[0].name, asked=asked[0])
    return msg(
        "`{a}` and `{b}` exclude each other: {asked} / {other}",
        a=rules[0].name,
        b=rules[1].name,
        asked=asked[0],
        other=asked[1],
    )


def _asked(rule: Obligation) -> AllOf:
    return AllOf(tuple(each.condition for each in rule.requirements if isinstance(each, Must)))


def _declared(names: Sequence[str], policy: Policy) -> tuple[Declared, ...]:
    return tuple(each for name in names for each in policy.by_name.get(name, [])[:1])


def rule_words(rule: Declared, policy: Policy) -> str:
    """`cold_chain` Pemeliharaan cold chain (Kepmenkes … II.C.c, hlm. 9)."""
    label = rule.label.in_language(current_language())
    return f"`{rule.name}` {label} ({citation_text(rule.citations, policy)})"
