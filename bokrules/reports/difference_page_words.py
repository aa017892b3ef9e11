"""The words that the parts of a page share: badges, names, reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bokrules.backends.decision import Facts
from bokrules.base.messages import Message, current_language, msg
from bokrules.cells.conditions import FUND
from bokrules.cells.standing import Open
from bokrules.comparison.overview import (
    EXPENSE_TYPE,
    Outcomes,
    Overview,
)
from bokrules.comparison.verdicts.regions import Region, values_of
from bokrules.evaluation.citing import citation_text
from bokrules.reports.blocks import (
    Badge,
    Names,
    Tone,
)
from bokrules.reports.difference_verdicts import NO_RULE, OPEN_WORDS
from bokrules.reports.expression_text import any_of
from bokrules.reports.region_words import Restriction, example_words, labels_of, restrictions
from bokrules.semantics.policy import ClosedList, Gap, Policy
from bokrules.semantics.vocabulary import Vocabulary

FEW = 6
_TONES: dict[Open, Tone] = {
    Open.FORBIDDEN: "no",
    Open.UNLISTED: "absent",
    Open.SILENT: "open",
    Open.PAYABLE: "yes",
}


def badge(outcomes: Outcomes) -> Badge:
    """One outcome in its colour; several of which one is not known as not known."""
    words = any_of(OPEN_WORDS[each].text() for each in Open if each in outcomes)
    tone = "open" if len(outcomes) > 1 else _TONES[next(iter(outcomes))]
    return Badge(words, tone)


def types_named(region: Region, vocabulary: Vocabulary) -> Names:
    """The expense types of a region one by one; all, or all but a few."""
    for each in restrictions(region, vocabulary):
        if each.field == EXPENSE_TYPE:
            if each.are_left_out and len(each.names) <= FEW:
                return Names(each.names, lead=msg("every expense type but").text())
            return Names(labels_of(EXPENSE_TYPE, values_of(EXPENSE_TYPE, region), vocabulary))
    return Names((msg("every expense type").text(),))


def where_named(each: Restriction) -> tuple[str, Names]:
    """The fact and its names; a phrase stands for itself."""
    if each.phrase:
        return msg("only if").text(), Names((each.phrase,))
    lead = msg("all but").text() if each.are_left_out else ""
    return each.label, Names(each.names, lead=lead)


def example_of(facts: Facts, vocabulary: Vocabulary) -> str:
    """What is bought first, the fund last; most readers ask for neither by name."""
    order = sorted(facts, key=lambda name: (name == FUND) - (name == EXPENSE_TYPE))
    words = example_words({name: facts[name] for name in order}, vocabulary)
    return msg("An example. {expense}", expense=words).text()


def reasons_of(names: Iterable[str], policy: Policy) -> list[tuple[str, str]]:
    """The rules that decide, lists that do not name it, gaps that leave it open; their clauses."""
    language = current_language()
    found = [each for name in names for each in policy.by_name.get(name, [])[:1]]
    reasons = []
    for each in found:
        label: Message | str = each.label.in_language(language)
        if isinstance(each, Gap):
            label = msg("gap: {what}", what=label)
        elif isinstance(each, ClosedList):
            label = msg("not in the list: {what}", what=label)
        reasons.append((str(label), citation_text(each.citations, policy)))
    return reasons or [(NO_RULE.text(), "")]


def reasons_told(names: Iterable[str], policy: Policy) -> Names:
    """The same on a line each."""
    found = (f"{why} ({source})" if source else why for why, source in reasons_of(names, policy))
    return Names(tuple(found), is_apart=True)


def places_named(region: Region, vocabulary: Vocabulary) -> tuple[Names, ...]:
    """What a region says beside the expense type, fact by fact."""
    found = restrictions(region, vocabulary)
    places = [where_named(each) for each in found if each.field != EXPENSE_TYPE]
    if not places:
        return (Names((msg("everywhere").text(),)),)
    return tuple(replace(names, lead=f"{label}: {names.lead}".strip()) for label, names in places)


def capital(words: Message | str) -> str:
    """As the beginning of a sentence."""
    text = str(words)
    return text[:1].upper() + text[1:]


def unchanged_words(overview: Overview) -> Message:
    """That no verdict changes; or none for certain."""
    if overview.hidden_types:
        return msg("no expense is certain to be decided differently")
    return msg("no expense is decided differently")
