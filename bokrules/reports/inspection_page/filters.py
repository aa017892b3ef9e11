"""The filters, which appear when the page's script runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from bokrules.base.messages import Message, current_language, msg, translate
from bokrules.base.money import format_rupiah
from bokrules.inspection.contents import InspectedRow, InspectionContents
from bokrules.reports.inspection.sum_words import NOT_NAMED, month_text
from bokrules.reports.inspection_page.marks import NONE, Marks, codes_in, month_mark
from bokrules.reports.inspection_page.rows import outcome_badge
from bokrules.reports.page import printable
from bokrules.semantics.outcomes import Outcome

Option = tuple[str, str]
NO_CODE = msg("without a code")


def filters_html(contents: InspectionContents, marks: Marks) -> str:
    outcomes = [(each.value, each.label.text()) for each in Outcome]
    units = [(mark, name or NOT_NAMED.text()) for name, mark in _units(marks, contents)]
    codes = [*((code, code) for code in codes_in(contents)), (NONE, NO_CODE.text())]
    months = [(month_mark(month), month_text(month)) for month, _ in contents.months]
    selects = [
        _select("o", msg("outcome"), outcomes),
        _select("u", msg("unit (satker)"), units) if len(units) > 1 else "",
        _select("c", msg("finding code"), codes),
        _select("m", msg("month"), months) if len(months) > 1 else "",
    ]
    search, clear = escape(msg("text").text()), escape(msg("clear the filters").text())
    label = escape(msg("filters").text())
    return (
        f'<form id="filters" role="search" aria-label="{label}" hidden>{"".join(selects)}'
        f'<label>{search}<input type="search" name="text" autocomplete="off"></label>'
        f'<button type="reset">{clear}</button></form>'
    )


def _units(marks: Marks, contents: InspectionContents) -> Iterable[tuple[str | None, str]]:
    """Without the mark for no unit, unless something has none."""
    has_none = any(each.unit is None for each in contents.rows)
    return [(name, mark) for name, mark in marks.units.items() if name is not None or has_none]


def _select(name: str, label: Message, options: Sequence[Option]) -> str:
    every = escape(msg("all").text())
    inner = "".join(
        f'<option value="{escape(value)}">{escape(printable(words))}</option>'
        for value, words in options
    )
    return (
        f'<label>{escape(label.text())}<select name="{name}"><option value="">{every}</option>'
        f"{inner}</select></label>"
    )


def status_html(name: str, template: Message, values: dict[str, object]) -> str:
    """What is shown of a list. The script fills the same words anew: `template` has no values."""
    words = template_words(template)
    return (
        f'<p class="status" id="{name}-status" role="status" data-words="{escape(words)}">'
        f"{escape(words.format_map(values))}</p>"
    )


def outcome_counts_html(name: str, rows: Sequence[InspectedRow]) -> str:
    """Rows and rupiah by outcome of what is shown; the script counts anew."""
    template = template_words(msg("{n} rows, {amount}"))
    items = []
    for outcome in Outcome:
        own = [each.row.amount or 0 for each in rows if each.outcome is outcome]
        words = template.format(n=len(own), amount=format_rupiah(sum(own)))
        items.append(
            f'<li>{outcome_badge(outcome)} <span data-of="{name}" data-outcome="{outcome.value}"'
            f' data-words="{escape(template)}">{escape(words)}</span></li>'
        )
    return f'<ul class="counts">{"".join(items)}</ul>'


def pager_html(name: str, size: int) -> str:
    """Of a list of which so many are shown at a time."""
    words = template_words(msg("page {page} of {pages}"))
    back, on = escape(msg("previous page").text()), escape(msg("next page").text())
    return (
        f'<p class="pager" id="{name}-pager" data-size="{size}" data-words="{escape(words)}"'
        f' hidden><button type="button">{back}</button> <span></span>'
        f' <button type="button">{on}</button></p>'
    )


def template_words(message: Message) -> str:
    """In the current language, its places not filled."""
    return translate(message.template, current_language())
