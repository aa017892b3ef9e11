"""The sums of a working paper, the books reconciled, and the checks that were run."""

from __future__ import annotations

from collections.abc import Sequence

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.reports.inspection.contents import InspectionContents, Sums
from bokrules.reports.inspection.finding_groups import WEIGHTS, finding_groups, group_amount
from bokrules.reports.inspection.sum_words import NOT_NAMED, OVERLAP, month_text
from bokrules.reports.working_paper.document import PORTRAIT_WIDTH, WordDocument
from bokrules.reports.working_paper.markup import WordTable

NO_FINDINGS = msg("No finding: the checks that were run found nothing across the lines.")
_NUMBERS = frozenset({1, 2, 3, 4})


def put_summary(contents: InspectionContents, document: WordDocument) -> None:
    document.heading(msg("Summary"), 1)
    document.heading(msg("Rows by outcome"), 2)
    document.table(_by_outcome(contents.sums))
    document.paragraph(msg("questioned: {amount}", amount=format_rupiah(contents.sums.questioned)))
    document.paragraph(
        msg("without evidence: {amount}", amount=format_rupiah(contents.sums.unsupported))
    )
    document.paragraph(OVERLAP)
    if len(contents.units) > 1:
        names = [name or NOT_NAMED.text() for name, _ in contents.units]
        _put_sums(msg("By unit"), msg("unit (satker)"), names, contents.units, document)
    if len(contents.months) > 1:
        names = [month_text(month) for month, _ in contents.months]
        _put_sums(msg("By month"), msg("month"), names, contents.months, document)
    document.heading(msg("Findings by kind"), 2)
    if contents.findings:
        document.table(_by_kind(contents))
    else:
        document.paragraph(NO_FINDINGS)


def _by_outcome(sums: Sums) -> WordTable:
    rows = [
        (outcome.label.text(), str(each.rows), format_rupiah(each.amount))
        for outcome, each in sums.by_outcome.items()
    ]
    total = (msg("total").text(), str(sums.total.rows), format_rupiah(sums.total.amount))
    return WordTable(
        widths=_spread(5, 2, 3),
        heads=_texts(msg("outcome"), msg("rows"), msg("rupiah")),
        rows=[*rows, total],
        numbers=frozenset({1, 2}),
        has_total=True,
        is_kept=True,
    )


def _put_sums(
    title: Message,
    head: Message,
    names: Sequence[str],
    parts: Sequence[tuple[object, Sums]],
    document: WordDocument,
) -> None:
    rows = [
        (
            name,
            str(sums.total.rows),
            format_rupiah(sums.total.amount),
            format_rupiah(sums.questioned),
            format_rupiah(sums.unsupported),
        )
        for name, (_, sums) in zip(names, parts, strict=True)
    ]
    heads = (head, msg("rows"), msg("rupiah"), msg("questioned"), msg("without evidence"))
    document.heading(title, 2)
    document.table(
        WordTable(widths=_spread(7, 2, 4, 4, 4), heads=_texts(*heads), rows=rows, numbers=_NUMBERS)
    )


def _by_kind(contents: InspectionContents) -> WordTable:
    rows = [
        (
            group.title,
            group.code or "-",
            WEIGHTS[group.weight].text(),
            str(group.findings),
            str(group.rows),
            group_amount(group),
        )
        for group in finding_groups(contents)
    ]
    heads = (
        msg("check"),
        msg("code"),
        msg("carries as"),
        msg("number"),
        msg("rows"),
        msg("rupiah"),
    )
    return WordTable(
        widths=_spread(8, 3, 3, 2, 2, 5),
        heads=_texts(*heads),
        rows=rows,
        numbers=frozenset({3, 4, 5}),
    )


def put_balances(contents: InspectionContents, document: WordDocument) -> None:
    document.heading(msg("Cash books reconciled"), 1)
    if not contents.balances:
        document.paragraph(msg("The ledger has no cash book with receipts and balances."))
        return
    rows = [
        (
            f"{each.name}, {each.unit}" if each.unit else each.name,
            _known(each.opening),
            format_rupiah(each.received),
            format_rupiah(each.spent),
            _known(each.closing),
            _known(each.printed_closing),
            _known(each.difference),
        )
        for each in contents.balances
    ]
    heads = (
        msg("book"),
        msg("opening balance"),
        msg("received"),
        msg("spent"),
        msg("computed balance"),
        msg("printed balance"),
        msg("difference"),
    )
    document.table(
        WordTable(
            widths=_spread(5, 4, 4, 4, 4, 4, 4),
            heads=_texts(*heads),
            rows=rows,
            numbers=frozenset(range(1, 7)),
        )
    )


def put_checks(contents: InspectionContents, document: WordDocument) -> None:
    document.heading(msg("Checks across the lines"), 1)
    if contents.checks_run:
        document.paragraph(msg("These were run:"), is_kept=True)
        for check in contents.checks_run:
            count = sum(each.check == check.name for each in contents.findings)
            document.bullet(
                msg("{check}: {n} findings", check=check.title, n=count)
                if count
                else msg("{check}: nothing found", check=check.title)
            )
    else:
        document.paragraph(msg("None was run."))
    if contents.checks_left_out:
        document.paragraph(
            msg("These were not run; what they look for may be there all the same:"), is_kept=True
        )
        for left in contents.checks_left_out:
            document.bullet(msg("{check}: {why}", check=left.title, why=left.why))


def _known(amount: int | None) -> str:
    return "-" if amount is None else format_rupiah(amount)


def _texts(*words: Message) -> tuple[str, ...]:
    return tuple(each.text() for each in words)


def _spread(*parts: int) -> tuple[int, ...]:
    """Column widths in these proportions."""
    return tuple(PORTRAIT_WIDTH * each // sum(parts) for each in parts)
