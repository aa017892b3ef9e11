"""The page of a text that amends an edition within its year."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.reports.entry_text import Sources
from bokrules.reports.policy_text import KINDS

from .markdown import code, edition_anchor, heading, link, plain, rule_anchor, table
from .outline import outline_table
from .overview import facts, warnings
from .rules import rule
from .texts import Text


def amendment_page(text: Text, sources: Sources) -> str:
    edition = text.policy.edition
    parts = [
        heading(1, f"Perubahan: {plain(edition.short_title)}", edition_anchor(text.name)),
        f"{plain(edition.title)}\n",
        *warnings(edition),
        table(("Perubahan", plain(edition.id)), facts(text.policy)),
        "Yang tidak disebut di sini tetap berlaku.\n",
        *_changes(text, sources),
        "## Ketentuan\n",
        outline_table(text.clauses, text.policy),
    ]
    return "\n".join(parts)


def _changes(text: Text, sources: Sources) -> Iterator[str]:
    changes = text.changes
    for title, declared in (("Ditambah", changes.added), ("Diganti", changes.replaced)):
        if declared:
            yield f"## {title}\n"
            yield from (rule(each, text.policy, sources) for each in declared)
    if changes.repealed:
        yield "## Dicabut\n"
        for each in changes.repealed:
            words = link(plain(each.label.text), rule_anchor(each))
            yield f"- {words}: *{KINDS[type(each)][1]}*, {code(each.name)}"
        yield ""
