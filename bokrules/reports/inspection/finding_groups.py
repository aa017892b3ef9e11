"""Findings of one kind together, for there may be thousands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bokrules.base.messages import msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.contents import InspectionContents
from bokrules.inspection.findings.finding import Finding, Weight

INDICATION = msg("indication")
FINDING = msg("finding")
TO_BE_WRITTEN = msg("(filled in by the inspector)")
"""The cause."""
UNKNOWN_AMOUNT = msg("cannot be said")
WEIGHTS = {Weight.FINDING: FINDING, Weight.INDICATION: INDICATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """How many findings a check has of one code and weight, their rupiah and rows."""

    title: str
    code: str | None
    weight: Weight
    findings: int
    rows: int
    amount: int
    without_amount: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding and its number, by which all reports name it."""

    number: int
    finding: Finding

    @property
    def name(self) -> str:
        return f"{WEIGHTS[self.finding.weight].text().capitalize()} {self.number}"


def finding_groups(contents: InspectionContents) -> list[FindingGroup]:
    """In the order of the first finding of each."""
    found: dict[tuple[str, str | None, Weight], list[Finding]] = {}
    for each in contents.findings:
        found.setdefault((each.check, each.code, each.weight), []).append(each)
    return [
        FindingGroup(
            title=contents.check_title(check),
            code=code,
            weight=weight,
            findings=len(group),
            rows=sum(len(each.rows) for each in group),
            amount=sum(each.amount or 0 for each in group),
            without_amount=sum(each.amount is None for each in group),
        )
        for (check, code, weight), group in found.items()
    ]


def most_telling(findings: Sequence[Finding], most: int) -> list[Numbered]:
    """At most so many, in their order: findings go before indications, large before small."""
    numbered = [Numbered(number, each) for number, each in enumerate(findings, start=1)]
    if len(numbered) > most:
        numbered.sort(key=_telling)
        numbered = sorted(numbered[:most], key=lambda each: each.number)
    return numbered


def _telling(each: Numbered) -> tuple[bool, int, int]:
    is_indication = each.finding.weight is Weight.INDICATION
    return is_indication, -(each.finding.amount or 0), each.number


def finding_amount(finding: Finding) -> str:
    return UNKNOWN_AMOUNT.text() if finding.amount is None else format_rupiah(finding.amount)


def group_amount(group: FindingGroup) -> str:
    if group.without_amount == group.findings:
        return UNKNOWN_AMOUNT.text()
    known = format_rupiah(group.amount)
    return msg("{amount} or more", amount=known).text() if group.without_amount else known


def criterion_text(finding: Finding) -> str:
    """In the words of the rule, with its clause and page."""
    criterion = finding.criterion
    sources = [criterion.citation] if criterion.citation else []
    if criterion.page is not None:
        page = msg("p. {page}", page=criterion.page).text()
        sources += [] if page in criterion.citation else [page]
    words = str(criterion.words)
    return f"{words} ({', '.join(sources)})" if sources else words
