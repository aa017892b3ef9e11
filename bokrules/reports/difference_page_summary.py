"""The top of a page: what is compared, and what changes in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.base.dates import day_words
from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.cells.standing import Open
from bokrules.comparison.changes import ChangeKind, RuleKind
from bokrules.comparison.difference import Difference
from bokrules.comparison.ledger import LedgerComparison, RowChange
from bokrules.comparison.overview import EXPENSE_TYPE, Outcomes, Overview, Transition
from bokrules.reports.blocks import (
    Block,
    Cell,
    Finding,
    Heading,
    HtmlTable,
    Names,
    Paragraph,
    Summary,
    Tone,
)
from bokrules.reports.difference_ledger import amount_words
from bokrules.reports.difference_page_words import badge, capital, unchanged_words
from bokrules.reports.difference_words import ROWS, side_names
from bokrules.reports.reconcile_words import signed
from bokrules.reports.region_words import labels_of
from bokrules.semantics.policy import Policy

LEDGER, MONEY, CHANGES, OBLIGATIONS = "ledger", "allocation", "changes", "obligations"
INCOMPLETE, HIDDEN, RULES, PROOF = "incomplete", "not-comparable", "rules", "proof"
_NO_LONGER_PAYABLE: dict[Outcomes, Message] = {
    frozenset({Open.FORBIDDEN}): msg("expense types no longer payable: now forbidden"),
    frozenset({Open.UNLISTED}): msg("expense types no longer payable: now unlisted"),
}


_CERTAIN = msg("What changes for certain")
_COUNTED_OFTEN = msg(
    "One expense type may be counted several times: what becomes of it can depend on the activity,"
    " the fund, the place or the amount."
)


# ---- what is compared ----


def editions_table(difference: Difference) -> HtmlTable:
    """A row for each edition: its regulation, days in force, funds, and what it lacks."""
    policies = (difference.before, difference.after)
    later = (difference.later_before, difference.later_after)
    columns: list[tuple[str, list[Cell]]] = [
        (msg("edition").text(), list(side_names(difference))),
        (msg("regulation").text(), [each.edition.short_title for each in policies]),
        (msg("in force").text(), [_days(each) for each in policies]),
        (msg("funds").text(), [_funds(each) for each in policies]),
        (
            msg("how much of it is known").text(),
            [
                Names(tuple(each.text() for each in _state(policy, titles)), is_apart=True)
                for policy, titles in zip(policies, later, strict=True)
            ],
        ),
    ]
    return HtmlTable(caption=msg("What is compared").text(), columns=columns, has_row_heads=True)


def _days(policy: Policy) -> str:
    edition = policy.edition
    last = day_words(edition.last_day) if edition.last_day else msg("further notice")
    return msg("{first} to {last}", first=day_words(edition.first_day), last=last).text()


def _funds(policy: Policy) -> Names:
    return Names(labels_of("dana", policy.edition.funds, policy.vocabulary), most=3)


def _state(policy: Policy, later: Sequence[str]) -> Iterator[Message]:
    if policy.edition.draft:
        yield msg("a draft, and not law (yet)")
    if policy.edition.partial:
        yield msg("only a part: what it lacks is not thereby repealed")
    else:
        yield msg("the whole text")
    if later:
        yield msg("without its amendment: {regulations}", regulations=list(later))


# ---- what changes ----


def summary_blocks(overview: Overview, difference: Difference) -> Iterator[Block]:
    """A line for each answer that a reader comes for; it leads to the section that tells more."""
    parts = (
        (
            _CERTAIN,
            (
                *_verdicts(overview),
                *_obligations(overview, difference),
            ),
        ),
        (
            msg("What nobody can tell, for a source is missing"),
            (*_turned_unknown(overview), *_hidden(overview)),
        ),
        (msg("Beside verdicts"), tuple(_duties_and_limits(difference))),
        (msg("In the ledger"), tuple(_replayed(difference))),
        (msg("In the allocations"), tuple(_shared_out(difference))),
        (msg("Whether that is all"), (_proof(difference, is_open=_is_open(overview)),)),
    )
    for title, findings in parts:
        if findings:
            yield Heading(title.text(), level=3)
            if title is _CERTAIN and overview.transitions:
                yield Paragraph(_COUNTED_OFTEN.text())
            yield Summary(findings)


def _verdicts(overview: Overview) -> Iterator[Finding]:
    """What becomes payable, what is no longer, then the rest."""
    if not overview.transitions:
        yield Finding(text=capital(unchanged_words(overview)), anchor=CHANGES)
        return
    payable = msg("expense types that become payable")
    yield _of_types(payable, overview.becoming_payable, "yes", CHANGES, overview)
    yield from _no_longer_payable(overview)
    for each in overview.transitions:
        is_told = each.becomes_payable or each.is_no_longer_payable or each.becomes_unknown
        if not is_told:
            types = overview.types_in([each])
            yield _of_types(_turned(each), types, badge(each.after).tone, CHANGES, overview)


def _turned_unknown(overview: Overview) -> Iterator[Finding]:
    if overview.becoming_unknown:
        words = msg("expense types that change for certain, into what is not known")
        yield _of_types(words, overview.becoming_unknown, "open", CHANGES, overview)


def _no_longer_payable(overview: Overview) -> Iterator[Finding]:
    found = [each for each in overview.transitions if each.is_no_longer_payable]
    for each in found:
        words = _NO_LONGER_PAYABLE.get(each.after)
        yield _of_types(
            words or msg("expense types no longer payable: now forbidden or unlisted"),
            overview.types_in([each]),
            badge(each.after).tone,
            CHANGES,
            overview,
        )
    if not found:
        yield _of_types(msg("expense types no longer payable"), (), "no", CHANGES, overview)


def _turned(transition: Transition) -> Message:
    before, after = badge(transition.before).text, badge(transition.after).text
    if transition.is_still_refused:
        return msg(
            "expense types still not payable: once {before}, now {after}",
            before=before,
            after=after,
        )
    return msg("expense types once {before}, now {after}", before=before, after=after)


def _of_types(
    words: Message, types: Sequence[str], tone: Tone, anchor: str, overview: Overview
) -> Finding:
    names = None
    if types:
        is_every = set(overview.every_type) <= set(types)
        every = (msg("every expense type").text(),)
        names = Names(every if is_every else labels_of(EXPENSE_TYPE, types, overview.vocabulary))
    return Finding(
        text=capital(words),
        count=str(len(types)),
        names=names,
        tone=tone,
        anchor=anchor if types else "",
    )


def _obligations(overview: Overview, difference: Difference) -> Iterator[Finding]:
    names = side_names(difference)
    certain = [each for each in overview.obligations if not each.hidden_by]
    new = sum(each.is_added for each in certain)
    for count, name in ((new, names[1]), (len(certain) - new, names[0])):
        if count:
            words = msg("evidence, conditions or taxes that only {edition} asks for", edition=name)
            yield Finding(text=capital(words), count=str(count), anchor=OBLIGATIONS)


def _duties_and_limits(difference: Difference) -> Iterator[Finding]:
    """Those that one edition alone has, and no gap of the other may hide."""
    names = side_names(difference)
    kinds: tuple[tuple[RuleKind, Message], ...] = (
        (
            "duty",
            msg(
                "duties of an office in the text of {edition} alone (the other may say them"
                " otherwise)"
            ),
        ),
        ("limit", msg("limits in the text of {edition} alone (the other may say them otherwise)")),
    )
    for kind, words in kinds:
        for change, name in ((ChangeKind.ADDED, names[1]), (ChangeKind.REMOVED, names[0])):
            found = tuple(
                each.declared.label.in_language(current_language())
                for each in difference.rules.changes
                if each.kind == kind and each.change is change and not each.hidden_by
            )
            if found:
                yield Finding(
                    text=capital(msg(words.template, edition=name)),
                    count=str(len(found)),
                    names=Names(found, is_apart=True),
                    anchor=RULES,
                )


def _hidden(overview: Overview) -> Iterator[Finding]:
    if overview.hidden_types:
        words = msg(
            "expense types that cannot be compared, or not in every case (this is no change of law)"
        )
        yield _of_types(words, overview.hidden_types, "open", HIDDEN, overview)
    unknown = sum(bool(each.hidden_by) for each in overview.obligations)
    hidden = sum(len(each.obligations) for each in overview.hidden)
    for count, words, anchor in (
        (
            unknown,
            msg("evidence, conditions or taxes that one edition asks for, the other perhaps too"),
            OBLIGATIONS,
        ),
        (hidden, msg("rules on evidence, conditions, taxes or limits that are missing"), HIDDEN),
    ):
        if count:
            yield Finding(text=capital(words), count=str(count), tone="open", anchor=anchor)


def _replayed(difference: Difference) -> Iterator[Finding]:
    ledger = difference.ledger
    if ledger is None:
        return
    tones: dict[RowChange, Tone] = {
        RowChange.CHANGED: "plain",
        RowChange.SAME: "plain",
        RowChange.NOT_COMPARABLE: "open",
        RowChange.UNDECIDED: "open",
    }
    for change, tone in tones.items():
        yield Finding(text=_rows(ledger, change), tone=tone, anchor=LEDGER)


def _rows(ledger: LedgerComparison, change: RowChange) -> str:
    found = ledger.total(change)
    words = msg(
        "{what}: {n} of {all} rows, {amount}",
        what=ROWS[change],
        n=found.rows,
        all=len(ledger.rows),
        amount=amount_words(found),
    )
    return capital(words)


def _shared_out(difference: Difference) -> Iterator[Finding]:
    money = difference.money
    if money is None:
        return
    text = msg(
        "allocations: {before} → {after} ({gain}); units that gain: {gainers}, that lose: {losers}",
        before=format_rupiah(money.before.total),
        after=format_rupiah(money.after.total),
        gain=signed(money.gain),
        gainers=len(money.gainers),
        losers=len(money.losers),
    )
    yield Finding(text=capital(text), anchor=MONEY)


def _proof(difference: Difference, *, is_open: bool) -> Finding:
    """`is_open`: something is marked as not known."""
    found = difference.verdicts
    if found.is_proved:
        words = msg(
            "This list is complete for verdicts on expenses: beside what it names nothing differs"
            " (proved)."
        ).text()
        if is_open:
            unknown = msg("What is marked ? may differ, or be the same.")
            words = f"{words} {unknown}"
        return Finding(text=words, anchor=PROOF)
    text = msg("not proved: {n} cases could not be looked into", n=found.unresolved)
    return Finding(text=capital(text), tone="open", anchor=PROOF)


def _is_open(overview: Overview) -> bool:
    return bool(overview.hidden or overview.becoming_unknown or any(_hidden(overview)))
