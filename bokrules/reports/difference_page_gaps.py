"""Obligations of one side only, and what gaps keep from being compared, for a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.base.messages import current_language, msg
from bokrules.comparison.difference import Difference
from bokrules.comparison.overview import (
    AskedApart,
    Hidden,
    Outcomes,
    Overview,
)
from bokrules.comparison.verdicts.changes import VerdictChange
from bokrules.comparison.verdicts.requirements import Unknown
from bokrules.evaluation.citing import citation_text
from bokrules.reports.blocks import (
    Badges,
    Block,
    Cases,
    Cell,
    Details,
    HtmlTable,
    Listing,
    Names,
    Paragraph,
)
from bokrules.reports.difference_page_words import (
    badge,
    example_of,
    places_named,
    reasons_told,
    types_named,
)
from bokrules.reports.difference_verdicts import asked_words
from bokrules.reports.difference_words import side_names
from bokrules.semantics.policy import Policy

# ---- obligations ----


def obligations_blocks(overview: Overview, difference: Difference) -> Iterator[Block]:
    yield Paragraph(
        msg(
            "Evidence, conditions, taxes and stamp duty that only the text of one edition asks for,"
            " of expenses that both pay, or perhaps pay."
        ).text()
    )
    yield _obligations(
        msg("What is asked for on one side only").text(), overview.obligations, difference
    )


def _obligations(caption: str, found: Sequence[AskedApart], difference: Difference) -> HtmlTable:
    names = side_names(difference)
    vocabulary = difference.vocabulary
    columns: list[tuple[str, list[Cell]]] = [
        (
            msg("what is asked for").text(),
            [
                Names(tuple(asked_words(e, difference) for e in each.asked), is_apart=True)
                for each in found
            ],
        ),
        (
            msg("asked for by").text(),
            [names[1 if each.is_added else 0] for each in found],
        ),
        (msg("and by the other edition").text(), [_other_side(each) for each in found]),
        (
            msg("of which expenses").text(),
            [
                Cases(
                    tuple(
                        (types_named(region, vocabulary), *places_named(region, vocabulary))
                        for region in each.regions
                    )
                )
                for each in found
            ],
        ),
        (
            msg("clauses").text(),
            [
                reasons_told(each.rules, difference.after if each.is_added else difference.before)
                for each in found
            ],
        ),
    ]
    return HtmlTable(caption=caption, columns=columns, has_row_heads=True)


def _other_side(asked: AskedApart) -> str:
    if not asked.hidden_by and not any(isinstance(each, Unknown) for each in asked.asked):
        return msg("not asked for").text()
    gaps = [each.label.in_language(current_language()) for each in asked.hidden_by]
    return msg("not known; gap: {what}", what=gaps).text() if gaps else msg("not known").text()


# ---- what gaps hide ----


def hidden_blocks(overview: Overview, difference: Difference) -> Iterator[Block]:
    """Gap by gap, closed until asked for."""
    yield Paragraph(
        msg(
            "Here a part of a regulation is missing in the sources at hand. The two editions may"
            " say the same or not: these are no changes of law, and are not counted as such. The"
            " clauses are those that decide the example; of another activity another clause may say"
            " the same."
        ).text()
    )
    for each in overview.hidden:
        yield Details(_hidden_title(each, difference), list(_hidden(each, difference)))


def _hidden_title(hidden: Hidden, difference: Difference) -> str:
    names = side_names(difference)
    missing = [
        msg("{edition}: {gap}", edition=name, gap=gap.label.in_language(current_language())).text()
        for name, gaps in zip(names, (hidden.gaps_before, hidden.gaps_after), strict=True)
        for gap in gaps
    ]
    title = "; ".join(missing) or msg("The text at hand is incomplete and silent").text()
    counts = []
    if hidden.changes:
        counts.append(msg("expense types: {n}", n=len(hidden.expense_types)).text())
    if hidden.obligations:
        counts.append(msg("obligations: {what}", what=len(hidden.obligations)).text())
    return f"{title} ({', '.join(counts)})"


def _hidden(hidden: Hidden, difference: Difference) -> Iterator[Block]:
    names = side_names(difference)
    sides = (
        (names[0], hidden.gaps_before, difference.before),
        (names[1], hidden.gaps_after, difference.after),
    )
    sources = [
        f"{name}: {gap.label.in_language(current_language())}"
        f" ({citation_text(gap.citations, policy)})"
        for name, gaps, policy in sides
        for gap in gaps
    ]
    if sources:
        yield Listing(sources)
    if hidden.changes:
        yield _hidden_changes(hidden.changes, difference)
    if hidden.obligations:
        yield _obligations(
            msg("Obligations that are not known").text(), hidden.obligations, difference
        )


def _hidden_changes(changes: Sequence[VerdictChange], difference: Difference) -> HtmlTable:
    names = side_names(difference)
    vocabulary = difference.vocabulary
    columns: list[tuple[str, list[Cell]]] = [
        (msg("expense type").text(), [types_named(each.region, vocabulary) for each in changes]),
        (
            msg("where").text(),
            [
                Cases(
                    (
                        (
                            *places_named(each.region, vocabulary),
                            Names((example_of(each.witness, vocabulary),)),
                        ),
                    )
                )
                for each in changes
            ],
        ),
        (
            names[0],
            [_decided(e.before, e.because_before, difference.before) for e in changes],
        ),
        (names[1], [_decided(e.after, e.because_after, difference.after) for e in changes]),
    ]
    caption = msg("What may be the same or not").text()
    return HtmlTable(caption=caption, columns=columns, has_row_heads=True)


def _decided(outcomes: Outcomes, because: Sequence[str], policy: Policy) -> Badges:
    """The outcome, and below it what decides it or leaves it open, with the clauses."""
    return Badges((badge(outcomes),), reasons_told(because, policy))
