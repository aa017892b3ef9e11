"""A difference as a page for a reader who has never seen one: the answer first, proofs below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bokrules.base.messages import Message, msg
from bokrules.comparison.difference import Difference
from bokrules.comparison.overview import Overview
from bokrules.reports.blocks import (
    Block,
    Contents,
    Details,
    Heading,
    HtmlTable,
    Paragraph,
)
from bokrules.reports.difference_ledger import CHANGED_ROWS, ledger_section
from bokrules.reports.difference_losses import losses_section
from bokrules.reports.difference_money import money_section
from bokrules.reports.difference_page_changes import (
    changes_blocks,
    index_table,
    same_types_line,
)
from bokrules.reports.difference_page_gaps import hidden_blocks, obligations_blocks
from bokrules.reports.difference_page_legend import legend_block
from bokrules.reports.difference_page_summary import (
    CHANGES,
    HIDDEN,
    INCOMPLETE,
    LEDGER,
    MONEY,
    OBLIGATIONS,
    PROOF,
    RULES,
    editions_table,
    summary_blocks,
)
from bokrules.reports.difference_page_words import capital
from bokrules.reports.difference_rules import (
    counts_line,
    not_comparable_section,
    rules_section,
    words_section,
)
from bokrules.reports.difference_verdicts import (
    end_words,
    funds_lines,
    incomplete_points,
    second_proof_words,
)

INDEX, LOSSES = "index", "losses"


def page_blocks(difference: Difference) -> list[Block]:
    """The summary, where to find what, and the sections. Raises UnwritableFile without charts."""
    overview = Overview(difference.verdicts, difference.before, difference.after)
    sections = list(_sections(overview, difference))
    named = [(e.text, e.anchor) for e in sections if isinstance(e, Heading) and e.level == 2]
    return [
        *_top(overview, difference),
        Contents(msg("On this page").text(), named),
        *sections,
    ]


def _top(overview: Overview, difference: Difference) -> Iterator[Block]:
    yield Heading(msg("Summary").text())
    yield editions_table(difference)
    yield from (Paragraph(capital(each)) for each in funds_lines(difference))
    if difference.is_empty:
        yield Paragraph(f"{capital(msg('nothing differs'))}.")
    yield from summary_blocks(overview, difference)
    if difference.verdicts.shows_something or difference.ledger is not None:
        yield Details(msg("What the words mean").text(), [legend_block(difference)])


def _sections(overview: Overview, difference: Difference) -> Iterator[Block]:
    yield from _anchored(money_section(difference, pictures=True), MONEY)
    yield from _anchored(losses_section(difference), LOSSES)
    yield from _ledger(difference)
    yield _heading(msg("Verdicts that change"), CHANGES)
    yield from changes_blocks(overview, difference)
    if overview.obligations:
        yield _heading(msg("What must be shown or paid"), OBLIGATIONS)
        yield from obligations_blocks(overview, difference)
    incomplete = incomplete_points(difference)
    if incomplete is not None:
        yield _heading(msg("The same for every complete expense"), INCOMPLETE)
        yield incomplete
    if overview.hidden:
        yield _heading(msg("What cannot be compared, for a source is missing"), HIDDEN)
        yield from hidden_blocks(overview, difference)
    if overview.by_type:
        yield _heading(msg("Expense types from A to Z"), INDEX)
        table = index_table(overview, difference)
        same = same_types_line(overview)
        yield Details(table.caption, [table, *([same] if same else [])])
    yield from _rules(difference)
    yield _heading(msg("How certain this is"), PROOF)
    yield Paragraph(end_words(difference.verdicts).text())
    yield Paragraph(
        msg(
            "An expense is complete if everything is given that a rule of either edition asks"
            " about. What differs was looked for among all expenses that can be described, not"
            " in a sample."
        ).text()
    )
    if difference.confirmed is not None:
        yield Paragraph(second_proof_words(is_confirmed=difference.confirmed).text())


def _heading(text: Message, anchor: str) -> Heading:
    return Heading(text.text(), anchor=anchor)


def _anchored(blocks: Iterable[Block], anchor: str) -> Iterator[Block]:
    """The section can be pointed to."""
    for each in blocks:
        if isinstance(each, Heading) and each.level == 2:
            yield replace(each, anchor=anchor)
        else:
            yield each


def _ledger(difference: Difference) -> Iterator[Block]:
    """The first table and the rows that change in sight, the others on demand."""
    tables = 0
    for each in _anchored(ledger_section(difference, pictures=True), LEDGER):
        if isinstance(each, HtmlTable):
            tables += 1
            is_in_sight = tables == 1 or each.caption == CHANGED_ROWS.text()
            yield each if is_in_sight else Details(each.caption, [each])
        else:
            yield each


def _rules(difference: Difference) -> Iterator[Block]:
    """Each rule, for those who write or check them, kind by kind, on demand."""
    first, *rest = rules_section(difference, by_side=True)
    assert isinstance(first, Heading)
    yield replace(first, anchor=RULES)
    yield Paragraph(
        msg(
            "For those who write or check rules: each rule of the two editions that differs,"
            " whether or not a verdict does. That only one edition has a rule is no repeal: the"
            " other may say the same in another rule, or where its source is missing."
        ).text()
    )
    yield Paragraph(capital(counts_line(difference, by_side=True)))
    words = words_section(difference, by_side=True)
    yield from _closed([*rest, *not_comparable_section(difference), *words])


def _closed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each heading with what follows it, on demand; what has no heading stays as it is."""
    title: str | None = None
    inner: list[Block] = []
    for each in blocks:
        if isinstance(each, Heading):
            if title is not None:
                yield Details(title, inner)
            title, inner = each.text, []
        elif title is None:
            yield each
        else:
            inner.append(each)
    if title is not None:
        yield Details(title, inner)
