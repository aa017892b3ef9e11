"""An edition to read: all that it declares, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from bokrules.base.messages import Language, Message, current_language, msg
from bokrules.reports.draft import print_draft
from bokrules.reports.page import HEADING, QUIET, Page, listed
from bokrules.semantics.allocation import Formula, Table, UnitKind
from bokrules.semantics.changes import changes_between
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import (
    ClosedList,
    Declared,
    Duty,
    EditionInfo,
    Gap,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    Recipients,
    Target,
)
from bokrules.semantics.scales import Scale

KINDS: dict[type[Declared], tuple[str, Message]] = {
    ClosedList: ("close", msg("Closed lists")),
    Permission: ("allow", msg("Allowed")),
    Prohibition: ("forbid", msg("Forbidden")),
    Obligation: ("require", msg("Obligations of an expense")),
    Limit: ("limit", msg("Limits")),
    Duty: ("duty", msg("Duties of an office")),
    Recipients: ("recipients", msg("Who is funded")),
    Target: ("target", msg("Targets")),
    Scale: ("scale", msg("Scales")),
    UnitKind: ("unit", msg("Kinds of units")),
    Table: ("table", msg("Tables")),
    Formula: ("formula", msg("Formulas")),
    Gap: ("gap", msg("What the text does not settle")),
}
MOST_CLAUSES = 6


def print_policy(texts: Sequence[Policy], page: Page) -> None:
    """The decree, then what each amendment changes."""
    _head(texts[0].edition, page)
    language = current_language()
    for kind, (_, title) in KINDS.items():
        declared = [each for each in texts[0].declared if type(each) is kind]
        if not declared:
            continue
        page.section(f"{title} ({len(declared)})")
        for each in declared:
            page.bullet(f"{each.name}: {_line(each, language)}")
    for before, after in pairwise(texts):
        _amendment(before, after, page)


def _head(edition: EditionInfo, page: Page) -> None:
    page.line(f"{edition.short_title}: {edition.title}", style=HEADING)
    last = edition.last_day.isoformat() if edition.last_day else msg("further notice")
    page.line(
        msg(
            "edition {id}, fiscal year {year}, in force from {first} to {last}",
            id=edition.id,
            year=edition.year,
            first=edition.first_day.isoformat(),
            last=last,
        )
    )
    page.line(f"sha256 {edition.sha256}", style=QUIET)
    print_draft(edition, page)
    if edition.partial:
        page.line(msg("This edition holds only a part of the regulation."))


def _amendment(before: Policy, after: Policy, page: Page) -> None:
    edition, changes = after.edition, changes_between(before, after)
    day = edition.first_day.isoformat()
    page.section(msg("Amended from {day} by {regulation}", day=day, regulation=edition.short_title))
    if edition.partial:
        page.line(msg("This edition holds only a part of the regulation."))
    language = current_language()
    for what, declared in (
        (msg("added"), changes.added),
        (msg("replaced"), changes.replaced),
        (msg("repealed"), changes.repealed),
    ):
        for each in declared:
            page.bullet(f"{what}: {each.name}: {_line(each, language)}")


def _line(declared: Declared, language: Language) -> str:
    clauses = listed((each.clause for each in declared.citations), MOST_CLAUSES)
    label = declared.label.in_language(language)
    return f"{label} [{clauses}]" if clauses else label


def policy_document(texts: Sequence[Policy]) -> dict[str, Any]:
    """The same as JSON holds it; `amendments` stand there only where there are some."""
    document = _edition_document(texts[0].edition)
    document["rules"] = _rules_document(texts[0].declared)
    amendments = [_amendment_document(*each) for each in pairwise(texts)]
    return {**document, "amendments": amendments} if amendments else document


def _amendment_document(before: Policy, after: Policy) -> dict[str, Any]:
    changes = changes_between(before, after)
    return {
        **_edition_document(after.edition),
        "added": _rules_document(changes.added),
        "replaced": _rules_document(changes.replaced),
        "repealed": _rules_document(changes.repealed),
    }


def _edition_document(edition: EditionInfo) -> dict[str, Any]:
    return {
        "edition": {
            **edition.to_dict(),
            "year": edition.year,
            "title": edition.title,
            "in_force": {
                "from": edition.first_day.isoformat(),
                "to": edition.last_day.isoformat() if edition.last_day else None,
            },
            "funds": list(edition.funds),
            "partial": edition.partial,
        },
    }


def _rules_document(declared: Iterable[Declared]) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "kind": KINDS[type(each)][0],
            "label": each.label.in_language(current_language()),
            "clauses": [citation.clause for citation in each.citations],
        }
        for each in declared
    ]
