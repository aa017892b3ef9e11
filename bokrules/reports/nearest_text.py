"""The nearest compliant change for a person: what to add or tell, and the clauses that ask."""

from __future__ import annotations

from datetime import date

from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import LARGEST_AMOUNT, format_rupiah
from bokrules.comparison.nearest.change import Answer, Change, Kind, Nearest, Reason, Solution
from bokrules.reports.draft import print_draft
from bokrules.reports.expression_text import compared_with, range_words, value_words
from bokrules.reports.page import OUTCOME_STYLES, QUIET, Page, Words, listed
from bokrules.reports.verdict_text import value_in_words
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Policy

_MOST_ALSO = 5
_MOST_REASONS = 3
_HEADLINES: dict[Answer, Message] = {
    Answer.ALREADY: msg("This expense is payable as it is."),
    Answer.WITHIN: msg("This expense is payable with the following changes."),
    Answer.ANOTHER: msg("No change makes this expense payable."),
    Answer.NONE: msg("No change makes this expense payable, nor for certain another expense."),
    Answer.GAP: msg("No change makes it certain: the sources do not say all that is needed."),
    Answer.OPEN: msg("Not analysed: it rests on a comparison of several facts."),
}
_STYLES: dict[Answer, Outcome] = {
    Answer.ALREADY: Outcome.ALLOWED,
    Answer.WITHIN: Outcome.ALLOWED,
    Answer.ANOTHER: Outcome.FORBIDDEN,
    Answer.NONE: Outcome.FORBIDDEN,
    Answer.GAP: Outcome.UNDETERMINED,
    Answer.OPEN: Outcome.UNDETERMINED,
}


def print_nearest(nearest: Nearest, page: Page) -> None:
    edition = nearest.policy.edition
    page.line(_HEADLINES[nearest.answer], style=OUTCOME_STYLES[_STYLES[nearest.answer]])
    if nearest.answer is not Answer.ALREADY:
        page.line(msg("as it is: {outcome}", outcome=nearest.verdict.outcome.label))
    page.line(
        msg("by {regulation}, edition {id}", regulation=edition.short_title, id=edition.id),
        style=QUIET,
    )
    print_draft(edition, page)
    if nearest.answer in (Answer.ANOTHER, Answer.NONE):
        _against(nearest, page)
    _gaps(nearest, page)
    if nearest.kept:
        kept = nearest.kept[0]
        page.section(msg("To be payable, as it was told (changes: {n})", n=len(kept.changes)))
        _changes(kept, page)
    _solutions(nearest, page)
    _end(nearest, page)


def _against(nearest: Nearest, page: Page) -> None:
    if nearest.verdict.basis:
        page.section(msg("Against it"))
    for each in nearest.verdict.basis:
        reason = Reason(each.rule, each.label, each.citation, each.page)
        page.bullet(_reason(reason, nearest.policy))


def _gaps(nearest: Nearest, page: Page) -> None:
    if not nearest.gaps:
        return
    page.section(msg("What the sources do not say"))
    for each in nearest.gap_reasons:
        page.bullet(_reason(each, nearest.policy))
    if not nearest.solutions:
        page.line(msg("Apart from that nothing is lacking."), indent=2)


def _solutions(nearest: Nearest, page: Page) -> None:
    if nearest.answer is Answer.ANOTHER:
        page.line()
        page.line(
            msg(
                "Something else would have to be bought, for another activity or from another"
                " fund. That is another expense: never enter this one under its name."
            )
        )
    for number, each in enumerate(nearest.solutions):
        page.section(_title(number, nearest))
        _changes(each, page)
    more = nearest.count - len(nearest.solutions)
    if more:
        page.line()
        page.line(msg("{n} more ways take as many changes", n=more))


def _title(number: int, nearest: Nearest) -> Message:
    if number:
        return msg("Or")
    size = nearest.size or 0
    match nearest.answer:
        case Answer.GAP:
            return msg("Besides, it takes (changes: {n})", n=size)
        case Answer.ANOTHER:
            return msg("The nearest expense that is payable (changes: {n})", n=size)
        case _ if nearest.kept:
            return msg("With fewer changes, were the facts otherwise (changes: {n})", n=size)
        case _:
            return msg("To be payable (changes: {n})", n=size)


def _changes(solution: Solution, page: Page) -> None:
    policy = solution.verdict.policy
    told: tuple[Reason, ...] = ()
    for each in solution.changes:
        page.bullet(change_words(each, policy))
        reasons = each.asked_by
        if reasons == told:
            continue
        told = reasons
        for reason in reasons[:_MOST_REASONS]:
            page.line(_reason(reason, policy), indent=4, hanging=2)
        others = [reason.rule for reason in reasons[_MOST_REASONS:]]
        if others:
            page.line(msg("also: {rules}", rules=listed(others, _MOST_REASONS)), indent=4)


def _reason(reason: Reason, policy: Policy) -> str:
    citation = reason.citation.removeprefix(f"{policy.edition.short_title} ")
    return f"{reason.label} ({reason.rule}): {citation}"


def _end(nearest: Nearest, page: Page) -> None:
    if any(each.changes_a_fact for each in nearest.solutions) and (
        nearest.answer is not Answer.ANOTHER
    ):
        page.line()
        page.line(
            msg("A fact is changed only if it really is otherwise, never to fit the rule."),
            hanging=2,
        )
    if nearest.solutions or nearest.answer is Answer.NONE:
        page.line()
        page.line(_proof(nearest), style=QUIET, hanging=2)


def _proof(nearest: Nearest) -> Message:
    if nearest.answer is Answer.NONE:
        if nearest.is_proved:
            return msg("Proved: no set of changes does.")
        return msg("Whether another expense is payable rests on a comparison of several facts.")
    if nearest.is_proved:
        return msg("Proved: fewer changes do not do.")
    return msg(
        "Not proved to be the smallest: it rests on a comparison of several facts, or on texts that"
        " differ."
    )


# ---- one change ----


def change_words(change: Change, policy: Policy) -> Message:
    """`add the document Duty letter (surat_tugas)`."""
    match change.kind:
        case Kind.DOCUMENT:
            return _document(change, policy)
        case Kind.TAX:
            label = policy.vocabulary.taxes[str(change.tax)].label.in_language(current_language())
            return _paid(f"{label} ({change.tax})", change)
        case Kind.STAMP:
            return _affixed(change, policy)
        case Kind.SUPPLIED if change.before is None:
            return msg(
                "tell {fact}: {value}", fact=_field(change, policy), value=_new(change, policy)
            )
        case Kind.SUPPLIED:
            return msg(
                "tell {fact} more exactly: {value}",
                fact=_field(change, policy),
                value=_new(change, policy),
            )
        case Kind.CHANGED:
            fact = policy.vocabulary.facts[change.fact]
            return msg(
                "{fact}: {value} (now: {before})",
                fact=_field(change, policy),
                value=_new(change, policy),
                before=value_in_words(fact, change.before, policy),
            )


def _document(change: Change, policy: Policy) -> Message:
    documents, language = policy.vocabulary.documents, current_language()
    names = [
        f"{documents[name].label.in_language(language)} ({name})"
        for name in (str(change.value), *change.also)
    ]
    if len(names) == 1:
        return msg("add the document {name}", name=names[0])
    return msg("add one of the documents: {names}", names=names)


def _paid(what: str, change: Change) -> Message:
    due = format_rupiah(change.value)  # type: ignore[arg-type]
    if change.before is None:
        return msg("pay {what}: {due}", what=what, due=due)
    paid = format_rupiah(change.before)  # type: ignore[arg-type]
    return msg("pay {what}: {due} (now: {before})", what=what, due=due, before=paid)


def _affixed(change: Change, policy: Policy) -> Message:
    """Stamp duty: more of it, or where a rule wants less another amount."""
    what, due = _field(change, policy), format_rupiah(change.value)  # type: ignore[arg-type]
    if change.before is None:
        return msg("affix {what}: {due}", what=what, due=due)
    before = format_rupiah(change.before)  # type: ignore[arg-type]
    return msg("affix {what}: {due} (now: {before})", what=what, due=due, before=before)


def _field(change: Change, policy: Policy) -> str:
    fact, language = policy.vocabulary.facts[change.fact], current_language()
    return f"{fact.label.in_language(language)} ({fact.name_in(language)})"


def _new(change: Change, policy: Policy) -> Words:
    """The value, or what range it lies in; of terms also others that would do."""
    if change.between is not None:
        return _range(change, policy)
    value = value_in_words(policy.vocabulary.facts[change.fact], change.value, policy)
    if not change.also:
        return value
    return msg("{value}; as well: {names}", value=value, names=listed(change.also, _MOST_ALSO))


def _range(change: Change, policy: Policy) -> str:
    """Amounts, numbers or days; of a value that moves only the end that it moves to."""
    assert change.between is not None
    low, high = change.between
    fact = policy.vocabulary.facts[change.fact]
    lowest, highest = (value_words(each, fact.type) for each in (low, high))
    if low == high:
        return lowest
    is_moved = change.before is not None
    if high in (LARGEST_AMOUNT, date.max) or (is_moved and change.value == low):
        return compared_with(">=", lowest)
    if low == 0 or (is_moved and change.value == high):
        return compared_with("<=", highest)
    return range_words(lowest, highest, includes_upper=True)
