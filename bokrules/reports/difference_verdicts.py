"""Where two editions decide differently, in sentences: region, change, witness and clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from bokrules.base.messages import Message, current_language, msg
from bokrules.cells.standing import Open
from bokrules.comparison.difference import Difference
from bokrules.comparison.verdicts.changes import (
    IncompleteChange,
    ObligationChange,
    VerdictChange,
    VerdictComparison,
)
from bokrules.comparison.verdicts.requirements import (
    AnyDocument,
    Asked,
    Condition,
    Stamp,
    Tax,
    Unknown,
)
from bokrules.evaluation.citing import citation_text
from bokrules.reports.blocks import Block, Heading, Listing, Paragraph, Points
from bokrules.reports.difference_words import side_names
from bokrules.reports.expression_text import (
    amount_words,
    any_of,
    condition_words,
)
from bokrules.reports.region_words import labels_of, listed_labels, region_words, witness_words
from bokrules.semantics.policy import Gap, Policy
from bokrules.semantics.types import RUPIAH

OPEN_WORDS: dict[Open, Message] = {
    Open.FORBIDDEN: msg("forbidden"),
    Open.UNLISTED: msg("unlisted"),
    Open.SILENT: msg("the text is silent"),
    Open.PAYABLE: msg("payable"),
}
NO_RULE = msg("no rule decides it")
_Point = tuple[str, tuple[str, ...]]


def verdicts_section(difference: Difference) -> Iterator[Block]:
    """The summary, changes of the law, what gaps keep from being compared, and what is proved."""
    found = difference.verdicts
    yield Heading(msg("Verdicts").text())
    yield Listing([each.text() for each in _summary(found, difference)])
    laws = [each for each in found.outcomes if each.kind == "law"]
    for (before, after), changes in _by_pair(laws).items():
        yield Heading(f"{_open(before)} → {_open(after)}", level=3)
        yield Points([_outcome(each, difference) for each in changes])
    obligations = [each for each in found.obligations if each.kind == "law"]
    if obligations:
        yield Heading(msg("What must be shown or paid").text(), level=3)
        yield Points([_obligation(each, difference) for each in obligations])
    incomplete = incomplete_points(difference)
    if incomplete is not None:
        yield Heading(msg("The same for every complete expense").text(), level=3)
        yield incomplete
    yield from _gaps(found, difference)
    yield Paragraph(end_words(found).text())
    if difference.confirmed is not None:
        yield Paragraph(second_proof_words(is_confirmed=difference.confirmed).text())


def _summary(found: VerdictComparison, difference: Difference) -> Iterator[Message]:
    laws = sum(each.kind == "law" for each in found.outcomes)
    yield msg(
        "groups of expenses whose outcome changes: {laws}; that gaps keep from being"
        " compared: {gaps}",
        laws=laws,
        gaps=len(found.outcomes) - laws,
    )
    if found.obligations:
        laws = sum(each.kind == "law" for each in found.obligations)
        yield msg(
            "obligations that are added or dropped: {laws}; not comparable: {gaps}",
            laws=laws,
            gaps=len(found.obligations) - laws,
        )
    yield from funds_lines(difference)
    if found.is_empty and not difference.rules.is_empty:
        yield msg("the rules differ, and no verdict does")


def funds_lines(difference: Difference) -> Iterator[Message]:
    """The funds that just one of the editions governs."""
    found, vocabulary = difference.verdicts, difference.vocabulary
    sides = zip(side_names(difference), (found.only_before, found.only_after), strict=True)
    for name, funds in sides:
        if funds:
            labels = list(labels_of("dana", funds, vocabulary))
            yield msg("only {edition} governs: {funds}", edition=name, funds=labels)


def incomplete_points(difference: Difference) -> Points | None:
    """What only expenses that leave something out show; None if there is nothing."""
    changes = difference.verdicts.incomplete
    return Points([_incomplete(each, difference) for each in changes]) if changes else None


def end_words(found: VerdictComparison) -> Message:
    """Whether nothing else differs, for certain."""
    if found.is_proved:
        return msg(
            "Proved: every complete expense outside of what is listed here is decided alike and"
            " owes the same, the days in force aside."
        )
    if found.lacks_solver:
        return msg(
            "Not analysed: {n} groups of expenses rest on comparisons of several facts; the solver"
            " would tell: pip install bokrules[analysis]",
            n=found.unresolved,
        )
    return msg(
        "Not analysed: {n} groups of expenses rest on comparisons of several facts, and the solver"
        " gave up; nothing is proved there.",
        n=found.unresolved,
    )


def second_proof_words(*, is_confirmed: bool) -> Message:
    """What the solver says of it, which was asked as well."""
    if is_confirmed:
        return msg("The solver, which reads the rules by itself, comes to the same differences.")
    return msg("The solver gave up: there is no second proof.")


def _by_pair(
    changes: Iterable[VerdictChange],
) -> dict[tuple[frozenset[Open], frozenset[Open]], list[VerdictChange]]:
    pairs: dict[tuple[frozenset[Open], frozenset[Open]], list[VerdictChange]] = {}
    for each in changes:
        pairs.setdefault((each.before, each.after), []).append(each)
    return pairs


def _gaps(found: VerdictComparison, difference: Difference) -> Iterator[Block]:
    """By the gaps that hide something: what they leave open, and of which expenses."""
    hidden = [each for each in found.outcomes if each.kind == "gap"]
    hidden_obligations = [each for each in found.obligations if each.kind == "gap"]
    if not hidden and not hidden_obligations:
        return
    yield Heading(msg("Verdicts that cannot be compared, for a gap in the sources").text(), level=3)
    points: dict[str, list[str]] = {}
    for change in hidden_obligations:
        asked = ", ".join(asked_words(each, difference) for each in change.asked)
        head = msg("obligations: {what}", what=asked).text()
        points.setdefault(head, []).append(_hidden_in(change, difference))
    obligations = [(head, tuple(dict.fromkeys(below))) for head, below in points.items()]
    yield Points([*_hidden_outcomes(hidden, difference), *obligations])


def _hidden_outcomes(changes: Sequence[VerdictChange], difference: Difference) -> list[_Point]:
    """One point for the same outcomes for the same reasons: of which expenses, and the clauses."""
    groups: dict[object, list[VerdictChange]] = {}
    for each in changes:
        same = each.before, each.after, each.because_before, each.because_after
        groups.setdefault(same, []).append(each)
    return [
        (
            f"{_open(group[0].before)} → {_open(group[0].after)}",
            (
                *dict.fromkeys(_hidden_in(each, difference) for each in group),
                *_example_and_reasons(group[0], difference),
            ),
        )
        for group in groups.values()
    ]


def _hidden_in(change: VerdictChange | ObligationChange, difference: Difference) -> str:
    vocabulary = difference.vocabulary
    words = (region_words(change.region, vocabulary), *in_part_words(change, difference))
    return "; ".join(words)


# ---- one change ----


def in_part_words(
    change: VerdictChange | ObligationChange, difference: Difference
) -> Iterator[str]:
    """That it is not the whole region, and what decides where."""
    if not change.depends_on:
        return
    language = current_language()
    known = difference.vocabulary.facts
    facts = ", ".join(known[name].label.in_language(language) for name in change.depends_on)
    yield msg("in part of it, depending on: {facts}", facts=facts).text()


def _outcome(change: VerdictChange, difference: Difference) -> _Point:
    below = (*in_part_words(change, difference), *_example_and_reasons(change, difference))
    return region_words(change.region, difference.vocabulary), below


def _example_and_reasons(change: VerdictChange, difference: Difference) -> Iterator[str]:
    names = side_names(difference)
    yield witness_words(change.witness, difference.vocabulary)
    for name, rules, policy in (
        (names[0], change.because_before, difference.before),
        (names[1], change.because_after, difference.after),
    ):
        words = because_words(rules, policy) or NO_RULE.text()
        yield f"{name}: {words}"


def _obligation(change: ObligationChange, difference: Difference) -> _Point:
    vocabulary = difference.vocabulary
    names = side_names(difference)
    asked = ", ".join(asked_words(each, difference) for each in change.asked)
    head = (
        msg("now asked for: {what}", what=asked)
        if change.is_added
        else msg("no longer asked for: {what}", what=asked)
    )
    name, policy = (
        (names[1], difference.after) if change.is_added else (names[0], difference.before)
    )
    below = (
        region_words(change.region, vocabulary),
        *in_part_words(change, difference),
        witness_words(change.witness, vocabulary),
        f"{name}: {because_words(change.rules, policy)}",
    )
    return head.text(), below


def _incomplete(change: IncompleteChange, difference: Difference) -> _Point:
    vocabulary = difference.vocabulary
    if change.asked:
        asked = ", ".join(asked_words(each, difference) for each in change.asked)
        head = msg("{what}: asked for otherwise where an expense leaves something out", what=asked)
        return head.text(), (witness_words(change.witness, vocabulary),)
    head = msg(
        "{what}: only expenses that leave something out are decided differently",
        what=listed_labels(change.field, change.values, vocabulary) or msg("missing").text(),
    )
    return head.text(), (witness_words(change.witness, vocabulary),)


def because_words(names: Sequence[str], policy: Policy) -> str:
    """The rules that decide, with their clauses."""
    language = current_language()
    found = [each for name in names for each in policy.by_name.get(name, [])[:1]]
    return "; ".join(
        f"{'? ' if isinstance(each, Gap) else ''}{each.label.in_language(language)}"
        f" ({citation_text(each.citations, policy)})"
        for each in found
    )


def asked_words(asked: Asked, difference: Difference) -> str:
    """What an obligation asks for."""
    vocabulary = difference.vocabulary
    match asked:
        case AnyDocument(documents=documents):
            language = current_language()
            known = vocabulary.documents
            return any_of(known[name].label.in_language(language) for name in documents)
        case Condition(condition=condition):
            return condition_words(condition, vocabulary)
        case Tax(tax=tax, amount=amount):
            label = vocabulary.taxes[tax].label.in_language(current_language())
            return f"{label}: {amount_words(amount, vocabulary, RUPIAH)}"
        case Stamp(amount=amount):
            words = amount_words(amount, vocabulary, RUPIAH)
            return msg("stamp duty: {amount}", amount=words).text()
        case Unknown(gap=gap):
            policies = (difference.before, difference.after)
            found = [each for policy in policies for each in policy.gaps if each.name == gap]
            return found[0].label.in_language(current_language())
        case _:
            assert_never(asked)


def _open(outcomes: frozenset[Open]) -> str:
    return any_of(OPEN_WORDS[each].text() for each in Open if each in outcomes)
