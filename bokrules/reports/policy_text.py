"""An edition to read: all that it declares, by kind."""

from __future__ import annotations

from typing import Any

from bokrules.base.messages import Language, Message, current_language, msg
from bokrules.reports.page import HEADING, QUIET, Page, listed
from bokrules.semantics.allocation import Formula, Table, UnitKind
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import (
    ClosedList,
    Declared,
    Duty,
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
    UnitKind: ("unit", msg("Units of an allocation")),
    Table: ("table", msg("Tables")),
    Formula: ("formula", msg("Formulas")),
    Gap: ("gap", msg("What the text does not settle")),
}
MOST_CLAUSES = 6


def print_policy(policy: Policy, page: Page) -> None:
    edition = policy.edition
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
    if edition.partial:
        page.line(msg("This edition holds only a part of the regulation."))
    language = current_language()
    for kind, (_, title) in KINDS.items():
        declared = [each for each in policy.declared if type(each) is kind]
        if not declared:
            continue
        page.section(f"{title} ({len(declared)})")
        for each in declared:
            page.bullet(f"{each.name}: {_line(each, language)}")


def _line(declared: Declared, language: Language) -> str:
    clauses = listed((each.clause for each in declared.citations), MOST_CLAUSES)
    label = declared.label.in_language(language)
    return f"{label} [{clauses}]" if clauses else label


def policy_document(policy: Policy) -> dict[str, Any]:
    """The same as JSON holds it."""
    edition = policy.edition
    return {
        "edition": {
            "id": edition.id,
            "year": edition.year,
            "regulation": edition.regulation,
            "title": edition.title,
            "in_force": {
                "from": edition.first_day.isoformat(),
                "to": edition.last_day.isoformat() if edition.last_day else None,
            },
            "funds": list(edition.funds),
            "partial": edition.partial,
            "sha256": edition.sha256,
        },
        "rules": [
            {
                "name": each.name,
                "kind": KINDS[type(each)][0],
                "label": each.label.in_language(current_language()),
                "clauses": [citation.clause for citation in each.citations],
            }
            for each in policy.declared
        ],
    }
