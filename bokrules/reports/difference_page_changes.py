"""Changes of verdicts for a page: a picture, a card with two sides for each, and an index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bokrules.base.messages import msg
from bokrules.comparison.difference import Difference
from bokrules.comparison.overview import (
    EXPENSE_TYPE,
    Outcomes,
    Overview,
    Transition,
)
from bokrules.comparison.verdicts.changes import VerdictChange
from bokrules.reports.blocks import (
    Badges,
    Block,
    Cell,
    Change,
    ChangeSide,
    Figure,
    Heading,
    HtmlTable,
    Names,
    Paragraph,
)
from bokrules.reports.charts import picture_svg
from bokrules.reports.charts.drawing import ORANGE
from bokrules.reports.charts.pair_bars import PairBar, pair_bars
from bokrules.reports.difference_page_words import (
    badge,
    capital,
    example_of,
    reasons_of,
    types_named,
    unchanged_words,
    where_named,
)
from bokrules.reports.difference_verdicts import in_part_words
from bokrules.reports.difference_words import side_names
from bokrules.reports.region_words import (
    labels_of,
    restrictions,
)

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

_KINDS = ((msg("changed"), ORANGE), (msg("not comparable"), "#999999"))


def anchor_of(place: int) -> str:
    return f"change-{place}"


# ---- changes ----


def changes_blocks(overview: Overview, difference: Difference) -> Iterator[Block]:
    """A picture of all, then pair by pair of outcomes, from coarse to fine."""
    bars = list(_bars(overview))
    if bars:
        yield Figure(picture_svg(_picture(bars), "changes"))
    if not overview.transitions:
        yield Paragraph(f"{capital(unchanged_words(overview))}.")
    for place, transition in enumerate(overview.transitions, start=1):
        title = msg(
            "From {before} to {after}: {n} expense types",
            before=badge(transition.before).text,
            after=badge(transition.after).text,
            n=len(transition.expense_types),
        )
        yield Heading(title.text(), level=3, anchor=anchor_of(place))
        yield from (_change(each, difference) for each in transition.changes)


def _bars(overview: Overview) -> Iterator[PairBar]:
    for transition in overview.transitions:
        yield _bar(transition.before, transition.after, 0, len(transition.expense_types))
    pairs: dict[tuple[Outcomes, Outcomes], list[VerdictChange]] = {}
    for hidden in overview.hidden:
        for each in hidden.changes:
            pairs.setdefault((each.before, each.after), []).append(each)
    for (before, after), changes in pairs.items():
        yield _bar(before, after, 1, len(overview.types_of(changes)))


def _bar(before: Outcomes, after: Outcomes, kind: int, count: int) -> PairBar:
    old, new = badge(before).text, badge(after).text
    return PairBar(before=old, after=new, kind=_KINDS[kind], count=count)


def _picture(bars: Sequence[PairBar]) -> Picture:
    return pair_bars(
        bars,
        _KINDS,
        counted=msg("expense types"),
        title=msg("Expense types by verdict before and after"),
        description=msg("Bars of expense types for {n} pairs of verdicts", n=len(bars)),
    )


def _change(change: VerdictChange, difference: Difference) -> Change:
    vocabulary = difference.vocabulary
    names = side_names(difference)
    found = restrictions(change.region, vocabulary)
    return Change(
        what=types_named(change.region, vocabulary),
        before=ChangeSide(
            names[0], badge(change.before), reasons_of(change.because_before, difference.before)
        ),
        after=ChangeSide(
            names[1], badge(change.after), reasons_of(change.because_after, difference.after)
        ),
        where=[where_named(each) for each in found if each.field != EXPENSE_TYPE],
        example=" ".join(
            [
                *(f"{capital(each)}." for each in in_part_words(change, difference)),
                example_of(change.witness, vocabulary),
            ]
        ),
    )


# ---- the index ----


def index_table(overview: Overview, difference: Difference) -> HtmlTable:
    """By expense type, in the order of its name: what becomes of it where it is not the same."""
    vocabulary, names = difference.vocabulary, side_names(difference)
    by_type = overview.by_type
    labels = dict(zip(by_type, labels_of(EXPENSE_TYPE, by_type, vocabulary), strict=True))
    order = sorted(by_type, key=lambda each: (labels[each].casefold(), each))
    columns: list[tuple[str, list[Cell]]] = [
        (msg("expense type").text(), [labels[each] for each in order]),
        (
            msg("{edition}, where it differs", edition=names[0]).text(),
            [_badges(by_type[each].before) for each in order],
        ),
        (
            msg("{edition}, where it differs", edition=names[1]).text(),
            [_badges(by_type[each].after) for each in order],
        ),
        (
            msg("what changes").text(),
            [_transitions(by_type[each].transitions) for each in order],
        ),
        (
            msg("not comparable in part").text(),
            [(msg("yes") if by_type[each].is_hidden else msg("no")).text() for each in order],
        ),
    ]
    caption = msg("What becomes of each expense type").text()
    return HtmlTable(caption=caption, columns=columns, has_row_heads=True)


def same_types_line(overview: Overview) -> Paragraph | None:
    """The expense types that are not in the index."""
    if not overview.same_types:
        return None
    types = labels_of(EXPENSE_TYPE, overview.same_types, overview.vocabulary)
    return Paragraph(msg("The same verdict in both: {types}", types=list(types)).text())


def _badges(found: Sequence[Outcomes]) -> Badges:
    return Badges(tuple(map(badge, found)))


def _transitions(transitions: Sequence[Transition]) -> Cell:
    if not transitions:
        return "–"
    words = (f"{badge(each.before).text} → {badge(each.after).text}" for each in transitions)
    return Names(tuple(words), is_apart=True)
