"""The top of a page: what is compared, what changes in numbers, and what the words mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.cells.standing import Open
from bokrules.comparison.difference import Difference
from bokrules.comparison.ledger import LedgerComparison, RowChange
from bokrules.comparison.overview import EXPENSE_TYPE, Overview
from bokrules.reports.blocks import (
    Badge,
    Block,
    Cell,
    Finding,
    Heading,
    HtmlTable,
    Legend,
    Names,
    Summary,
    Tone,
)
from bokrules.reports.dates import day_words
from bokrules.reports.difference_page_words import badge, capital, unchanged_words
from bokrules.reports.difference_verdicts import OPEN_WORDS
from bokrules.reports.difference_words import ROWS, side_names
from bokrules.reports.reconcile_words import signed
from bokrules.reports.region_words import labels_of
from bokrules.semantics.policy import Policy

LEDGER, MONEY, CHANGES, OBLIGATIONS = "ledger", "allocation", "changes", "obligations"
INCOMPLETE, HIDDEN, RULES, PROOF = "incomplete", "not-comparable", "rules", "proof"
_BECOME: tuple[tuple[Open, Message], ...] = (
    (Open.FORBIDDEN, msg("expense types that become forbidden")),
    (Open.UNLISTED, msg("expense types that become unlisted")),
    (Open.PAYABLE, msg("expense types that become payable")),
    (Open.SILENT, msg("expense types of which the text falls silent")),
)
_ALWAYS_TOLD = (Open.FORBIDDEN, Open.UNLISTED, Open.PAYABLE)


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
            msg("What changes for certain"),
            (*_verdicts(overview), *_obligations(overview, difference)),
        ),
        (
            msg("What nobody can tell, for a source is missing"),
            tuple(_hidden(overview)),
        ),
        (msg("In the ledger"), tuple(_replayed(difference))),
        (msg("In the allocations"), tuple(_shared_out(difference))),
        (msg("Whether that is all"), (_proof(difference),)),
    )
    for title, findings in parts:
        if findings:
            yield Heading(title.text(), level=3)
            yield Summary(findings)


def _verdicts(overview: Overview) -> Iterator[Finding]:
    if not overview.transitions:
        yield Finding(text=capital(unchanged_words(overview)), anchor=CHANGES)
        return
    for outcome, words in _BECOME:
        types = overview.becoming([outcome])
        if types or outcome in _ALWAYS_TOLD:
            tone = badge(frozenset([outcome])).tone
            yield _of_types(words, types, tone, CHANGES, overview)
    if overview.becoming_unknown:
        words = msg("expense types that change, into what is not known (a source is missing)")
        yield _of_types(words, overview.becoming_unknown, "open", CHANGES, overview)


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
    found, every = ledger.total(change), ledger.total()
    words = msg(
        "{what}: {n} of {all} rows, {amount} of {total}",
        what=ROWS[change],
        n=found.rows,
        all=every.rows,
        amount=format_rupiah(found.amount),
        total=format_rupiah(every.amount),
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


def _proof(difference: Difference) -> Finding:
    found = difference.verdicts
    if found.is_proved:
        text = msg("proved: beside what stands on this page nothing is decided differently")
        return Finding(text=capital(text), tone="yes", anchor=PROOF)
    text = msg("not proved: {n} cases could not be looked into", n=found.unresolved)
    return Finding(text=capital(text), tone="open", anchor=PROOF)


# ---- what the words mean ----


def legend_block(difference: Difference) -> Legend:
    """The words for verdicts; those for a ledger if there is one."""
    words = {
        Open.FORBIDDEN: msg("a clause says that the fund may not pay it"),
        Open.UNLISTED: msg(
            "the text lists what may be paid, and this is not in the list: it may not be paid,"
            " though no clause forbids it by name"
        ),
        Open.PAYABLE: msg("a clause allows it; evidence, conditions or taxes may be asked for"),
        Open.SILENT: msg(
            "the text at hand neither allows nor forbids it, and closes no list: nobody can tell"
        ),
    }
    entries = [(badge(frozenset([each])), text.text()) for each, text in words.items()]
    several = msg("{a} or {b}", a=OPEN_WORDS[Open.FORBIDDEN], b=OPEN_WORDS[Open.PAYABLE]).text()
    entries += [
        (
            Badge(several, "open"),
            msg("one of the two, but the text that would tell is not at hand").text(),
        ),
        (
            Badge(msg("gap").text()),
            msg("a part of a regulation that the sources at hand do not hold").text(),
        ),
        (
            Badge(msg("not comparable").text(), "open"),
            msg(
                "a gap leaves open whether both editions say the same: this is no change of law"
            ).text(),
        ),
    ]
    if difference.ledger is not None:
        entries += [
            (Badge(word.text()), meaning.text())
            for word, meaning in (
                (
                    msg("needs data"),
                    msg("the row, or a source, lacks something that decides"),
                ),
                (
                    msg("questioned amount"),
                    msg("rupiah of a row that the edition does not let the fund pay"),
                ),
            )
        ]
    return Legend(entries)
