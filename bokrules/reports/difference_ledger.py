"""A ledger under two editions in words: what changes, by outcome, unit and expense type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.comparison.difference import Difference
from bokrules.comparison.ledger import (
    LedgerComparison,
    ReplayedRow,
    RowChange,
    SetAside,
    Tally,
)
from bokrules.evaluation.verdict import Verdict
from bokrules.reports.blocks import Block, Figure, Heading, HtmlTable, Listing
from bokrules.reports.charts import picture_svg
from bokrules.reports.charts.outcome_bars import OutcomeBar, outcome_bars
from bokrules.reports.difference_words import ROWS, side_names
from bokrules.reports.page import listed
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Policy

MOST_RULES = 2
CHANGED_ROWS = msg("Changed rows")
NOT_KNOWN = msg("not known yet")
ORDER_OF_CLASSES = msg(
    "a row counts once: as the same or changed if that is certain; else as not comparable if gaps"
    " would keep it open whatever its data; else as undecided"
)
Column = tuple[str, list[str]]


def ledger_section(difference: Difference, *, pictures: bool) -> Iterator[Block]:
    """Nothing without a ledger. Pictures are drawn where they are wanted."""
    ledger = difference.ledger
    if ledger is None:
        return
    name = ledger.source or msg("expenses").text()
    yield Heading(msg("Ledger: {name}", name=name).text())
    yield Listing([each.text() for each in _summary(ledger, difference)])
    if pictures and any(each.change is not RowChange.SAME for each in ledger.rows):
        yield Figure(picture_svg(outcome_bars(_bars(ledger)), "ledger"))
    changed = ledger.having(RowChange.CHANGED)
    if changed:
        yield _pairs(ledger, RowChange.CHANGED, difference)
        units = ledger.by_unit(RowChange.CHANGED)
        if set(units) != {None}:
            yield _sums(msg("Changed, by unit"), msg("unit (satker)"), units, difference, {})
        types = ledger.by_expense_type(RowChange.CHANGED)
        words = _expense_types(difference.before)
        yield _sums(msg("Changed, by expense type"), msg("expense type"), types, difference, words)
        yield _rows(CHANGED_ROWS, changed, difference, by_label=pictures)
    for change in (RowChange.NOT_COMPARABLE, RowChange.UNDECIDED):
        if ledger.having(change):
            yield _pairs(ledger, change, difference)
    open_rows = ledger.having(RowChange.NOT_COMPARABLE)
    if open_rows:
        yield _rows(msg("Rows that cannot be compared"), open_rows, difference, by_label=pictures)
    undecided = ledger.having(RowChange.UNDECIDED)
    if undecided:
        yield _rows(
            msg("Rows that cannot be decided yet"),
            undecided,
            difference,
            by_label=pictures,
            extra=[(msg("data that is missing").text(), [_missing(each) for each in undecided])],
        )
    if ledger.errors:
        yield Heading(msg("Rows that could not be judged").text(), level=3)
        yield Listing(
            [
                msg("row {row}: {why}", row=each.place.row, why=each.error.message).text()
                for each in ledger.errors
            ]
        )


# ---- lines ----


def _summary(ledger: LedgerComparison, difference: Difference) -> Iterator[Message]:
    before, after = side_names(difference)
    yield msg(
        "rows: {n}, {amount}", n=len(ledger.rows), amount=format_rupiah(ledger.total().amount)
    )
    for change, word in ROWS.items():
        total = ledger.total(change)
        yield msg("{what}: {n} rows, {amount}", what=word, n=total.rows, amount=amount_words(total))
    yield ORDER_OF_CLASSES
    changed = ledger.total(RowChange.CHANGED)
    if changed.rows:
        yield msg(
            "questioned of what changed: {before} in {a}, {after} in {b}",
            before=_known(changed.questioned_before, changed.unknown_before, changed.rows),
            a=before,
            after=_known(changed.questioned_after, changed.unknown_after, changed.rows),
            b=after,
        )
    without = sum(each.amount is None for each in ledger.rows)
    if without:
        yield msg("rows without an amount, counted as Rp0: {n}", n=without)
    for name, aside in ((before, ledger.aside_before), (after, ledger.aside_after)):
        yield from _left_out(name, aside)
    yield msg("limits over a whole ledger are not compared here: see the rules")


def _left_out(name: str, aside: SetAside) -> Iterator[Message]:
    if aside.dates:
        yield msg(
            "judged by {edition} without their date, on which it is not in force: {n} rows",
            edition=name,
            n=aside.dates,
        )
    if aside.funds:
        yield msg(
            "judged by {edition} without their fund, which it does not govern: {n} rows",
            edition=name,
            n=aside.funds,
        )


# ---- tables ----


def _pairs(ledger: LedgerComparison, change: RowChange, difference: Difference) -> HtmlTable:
    found = ledger.by_outcomes(change)
    before, after = side_names(difference)
    heads: list[Column] = [
        (before, [old.label.text() for old, _ in found]),
        (after, [new.label.text() for _, new in found]),
    ]
    sums = _sum_columns(list(found.values()), difference)
    caption = msg("By outcome: {what}", what=ROWS[change])
    return _table(caption, [*heads, *sums], numbers=len(sums))


def _sums(
    caption: Message,
    head: Message,
    found: Mapping[str | None, Tally],
    difference: Difference,
    words: Mapping[str, str],
) -> HtmlTable:
    names = [msg("not given").text() if e is None else words.get(e, e) for e in found]
    sums = _sum_columns(list(found.values()), difference)
    return _table(caption, [(head.text(), names), *sums], numbers=len(sums))


def _sum_columns(tallies: Sequence[Tally], difference: Difference) -> list[Column]:
    before, after = side_names(difference)
    return [
        (msg("rows").text(), [str(each.rows) for each in tallies]),
        (
            msg("rupiah").text(),
            [_known(each.amount, each.without_amount, each.rows) for each in tallies],
        ),
        (
            msg("questioned {edition}", edition=before).text(),
            [_known(e.questioned_before, e.unknown_before, e.rows) for e in tallies],
        ),
        (
            msg("questioned {edition}", edition=after).text(),
            [_known(e.questioned_after, e.unknown_after, e.rows) for e in tallies],
        ),
    ]


def amount_words(tally: Tally) -> str:
    """The rupiah of rows; of which rows they are not known."""
    if not tally.without_amount:
        return format_rupiah(tally.amount)
    if tally.without_amount == tally.rows:
        return msg("an amount that no row gives").text()
    return msg(
        "at least {amount} ({n} rows without an amount)",
        amount=format_rupiah(tally.amount),
        n=tally.without_amount,
    ).text()


def _known(amount: int, unknown: int, rows: int) -> str:
    """An amount to which `unknown` of the rows may add."""
    if unknown and unknown == rows:
        return NOT_KNOWN.text()
    words = format_rupiah(amount)
    return msg("{amount} or more", amount=words).text() if unknown else words


def _rows(
    caption: Message,
    rows: Sequence[ReplayedRow],
    difference: Difference,
    *,
    by_label: bool,
    extra: Sequence[Column] = (),
) -> HtmlTable:
    before, after = side_names(difference)
    types = _expense_types(difference.before)
    columns: list[Column] = [
        (msg("row").text(), [str(each.place.row) for each in rows]),
        (msg("expense type").text(), [types.get(e.expense_type or "", "-") for e in rows]),
        (before, [_outcome(each.before, by_label=by_label) for each in rows]),
        (after, [_outcome(each.after, by_label=by_label) for each in rows]),
        *extra,
        (
            msg("rupiah").text(),
            ["-" if e.amount is None else format_rupiah(e.amount) for e in rows],
        ),
    ]
    return _table(caption, columns, numbers=1)


def _missing(row: ReplayedRow) -> str:
    """What would decide it, by label, of either side that is open for want of it."""
    sides = [row.before, row.after]
    found = [
        words
        for verdict in [e for e in sides if e.outcome is Outcome.UNDETERMINED] or sides
        for words in _missing_of(verdict)
    ]
    return ", ".join(dict.fromkeys(found)) or "-"


def _missing_of(verdict: Verdict) -> Iterator[str]:
    language, vocabulary = current_language(), verdict.policy.vocabulary
    vague = {vocabulary.by_any_name[each.field].name: each.value for each in verdict.too_general}
    for name, fact in vocabulary.facts.items():
        label = fact.label.in_language(language)
        if name in vague:
            term = vocabulary.label_of(name, vague[name])
            value = term.in_language(language) if term else vague[name]
            yield msg("{field} more exactly than {value}", field=label, value=value).text()
        elif name in verdict.decision.missing:
            yield label


def _outcome(verdict: Verdict, *, by_label: bool) -> str:
    """With the rules that decided, by label, or the first of them by name."""
    if by_label:
        rules = "; ".join(each.label for each in verdict.basis)
        return f"{verdict.outcome.label}: {rules}" if rules else verdict.outcome.label.text()
    rules = listed((each.rule for each in verdict.basis), MOST_RULES)
    return f"{verdict.outcome.label} ({rules})" if rules else verdict.outcome.label.text()


def _table(caption: Message, columns: list[Column], numbers: int) -> HtmlTable:
    right = frozenset(name for name, _ in columns[len(columns) - numbers :])
    return HtmlTable(caption=caption.text(), columns=columns, right=right)


def _expense_types(policy: Policy) -> dict[str, str]:
    language = current_language()
    terms = policy.vocabulary.taxonomies["belanja"].terms
    return {name: term.label.in_language(language) for name, term in terms.items()}


def _bars(ledger: LedgerComparison) -> list[OutcomeBar]:
    return [
        OutcomeBar(before=old, after=new, change=change, rows=tally.rows)
        for change in RowChange
        for (old, new), tally in ledger.by_outcomes(change).items()
    ]
