"""A difference as a report: one function a section, for text and Markdown.

Text and Markdown are the same blocks, set in different types; the page has sections of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bokrules.base.messages import Message, current_language, msg
from bokrules.comparison.difference import Difference
from bokrules.reports.blocks import Block, Listing
from bokrules.reports.blocks_markdown import markdown
from bokrules.reports.blocks_text import print_blocks
from bokrules.reports.difference_json import difference_document
from bokrules.reports.difference_ledger import ledger_section
from bokrules.reports.difference_losses import losses_section
from bokrules.reports.difference_money import money_section
from bokrules.reports.difference_page import page_blocks
from bokrules.reports.difference_rules import (
    counts_line,
    not_comparable_section,
    rules_section,
    words_section,
)
from bokrules.reports.difference_verdicts import verdicts_section
from bokrules.reports.difference_words import side_names, title
from bokrules.reports.html_page import html_page
from bokrules.reports.page import Page
from bokrules.reports.whole_files import check_writable, save_text
from bokrules.semantics.policy import Policy

ENDINGS = (".html", ".md", ".json", ".txt")


def check_target(target: Path, *sources: Path) -> None:
    """Raise UnwritableFile for a target that can never be written, before the work begins."""
    for source in sources or (target.parent,):
        check_writable(target, source, ENDINGS)


def print_difference(difference: Difference, page: Page) -> None:
    print_blocks(title(difference).text(), sections(difference), page)


def difference_markdown(difference: Difference) -> str:
    return markdown(title(difference).text(), sections(difference))


def difference_html(difference: Difference) -> str:
    """One page that needs nothing else. Raises UnwritableFile if pictures cannot be drawn."""
    return html_page(title(difference).text(), page_blocks(difference), current_language())


def sections(difference: Difference) -> Iterator[Block]:
    """All sections in their order: the summary first, then a view each."""
    yield Listing([each.text() for each in _head(difference)])
    yield from money_section(difference, pictures=False)
    yield from losses_section(difference)
    yield from ledger_section(difference, pictures=False)
    yield from verdicts_section(difference)
    yield from rules_section(difference)
    yield from not_comparable_section(difference)
    yield from words_section(difference)


def _head(difference: Difference) -> Iterator[Message]:
    if difference.is_empty:
        yield msg("nothing differs")
    names = side_names(difference)
    for name, policy, later in (
        (names[0], difference.before, difference.later_before),
        (names[1], difference.after, difference.later_after),
    ):
        yield from _edition(name, policy)
        if later:
            yield msg(
                "{edition} is amended within its year by {regulations}, which the rules below leave"
                " out: name the amendment's folder to compare it",
                edition=name,
                regulations=list(later),
            )
    if difference.funds_differ:
        funds = [list(e.edition.funds) for e in (difference.before, difference.after)]
        yield msg("funds governed: {before} → {after}", before=funds[0], after=funds[1])
    yield counts_line(difference)


def _edition(name: str, policy: Policy) -> Iterator[Message]:
    edition = policy.edition
    last = edition.last_day.isoformat() if edition.last_day else msg("further notice")
    yield msg(
        "{name}: {regulation}, in force from {first} to {last}",
        name=name,
        regulation=edition.short_title,
        first=edition.first_day.isoformat(),
        last=last,
    )
    if edition.draft:
        yield msg("{edition} is a draft, and not law (yet)", edition=name)
    if edition.partial:
        yield msg(
            "{edition} holds only a part of the regulation: what it lacks is not thereby repealed",
            edition=name,
        )


def write_difference(difference: Difference, target: Path) -> None:
    """Write .html, .md, .json or .txt, by the ending. Raises UnwritableFile."""
    match target.suffix.lower():
        case ".html":
            save_text(target, difference_html(difference))
        case ".md":
            save_text(target, difference_markdown(difference))
        case ".json":
            document = difference_document(difference)
            save_text(target, json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        case _:
            save_text(
                target,
                lambda stream: print_difference(difference, Page(stream, piped_width=100)),
            )
