"""From results to what a report of them shows: rows, sums by unit and month, balances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from bokrules.base.messages import Message, msg
from bokrules.evaluation.decided_alike import ByDecision
from bokrules.evaluation.row import Place, RowError
from bokrules.evaluation.table import Sum
from bokrules.inspection.books.lines import CashBook, CashLine
from bokrules.inspection.contents import (
    BookBalance,
    CheckDone,
    CheckLeftOut,
    InspectedRow,
    InspectionContents,
    Month,
    Sums,
)
from bokrules.inspection.findings.checking import CHECKS
from bokrules.inspection.findings.finding import Finding
from bokrules.inspection.findings.reconciliation import reconciliation
from bokrules.inspection.inspecting import LedgerResult
from bokrules.inspection.judging import Judged
from bokrules.inspection.suggesting import Suggestions
from bokrules.semantics.outcomes import Outcome

_Key = TypeVar("_Key")
MOST_CELLS = 10
"""Named of those that could not be read."""
TITLES: Mapping[str, Message] = {each.name: each.title for each in CHECKS}


def contents_of(
    results: Sequence[LedgerResult], version: str, time: datetime
) -> InspectionContents:
    """What reports show of ledgers that were inspected by one edition; there is one or more."""
    rows = tuple(row for each in results for row in inspected_rows(each))
    first = results[0]
    ran = list(dict.fromkeys(name for each in results for name in each.checks.run))
    left_out = {name: why for each in results for name, why in each.checks.not_run}
    return InspectionContents(
        sources=tuple(
            source
            for each in results
            for source in (each.source, *each.companions)
            if source is not None
        ),
        edition=first.edition,
        version=version,
        time=time,
        sums=sums_of(rows),
        findings=tuple(finding for each in results for finding in each.checks.findings),
        rows=rows,
        checks_run=tuple(CheckDone(name=each, title=TITLES[each]) for each in ran),
        checks_left_out=tuple(
            CheckLeftOut(name=name, title=TITLES[name], why=why)
            for name, why in left_out.items()
            if name not in ran
        ),
        ignored_columns=tuple(
            dict.fromkeys(name for each in results for name in each.ignored_columns)
        ),
        unread=tuple(error for each in results for error in each.errors),
        units=_parted(rows, [each.unit for each in rows]),
        months=_parted(rows, [each.month for each in rows]),
        balances=tuple(balance for each in results for balance in balances_of(each)),
        notes=tuple(dict.fromkeys(note for each in results for note in notes_of(each))),
    )


def inspected_rows(result: LedgerResult, *, suggesting: bool = True) -> tuple[InspectedRow, ...]:
    """The rows of one ledger, with what stands of them, in the order of its books.

    `suggesting`: with the nearest terms, which takes a while.
    """
    suggested = result.suggestions if suggesting else {}
    codes = _codes(result.checks.findings)
    own_codes = ByDecision(lambda verdict: verdict.finding_codes)
    rows = []
    for book in result.books.cash:
        sheet_month = (
            None if book.year is None or book.month is None else Month(book.year, book.month)
        )
        for line in book.lines:
            judged = result.judged.get(line.place)
            if judged is None:
                continue
            is_own = line.place not in result.overruled
            own = own_codes(judged.row.verdict) if is_own else ()
            named = (*own, *codes.get(line.place, ()))
            near = suggested.get(line.place, _NO_CANDIDATES)
            rows.append(_row(line, sheet_month, judged, result, named, near))
    return tuple(rows)


def sums_of(rows: Iterable[InspectedRow]) -> Sums:
    """Rows and rupiah by the outcome that stands."""
    counts = dict.fromkeys(Outcome, 0)
    amounts = dict.fromkeys(Outcome, 0)
    questioned = unsupported = 0
    for row in rows:
        outcome = row.outcome
        counts[outcome] += 1
        amounts[outcome] += row.row.amount or 0
        questioned += row.questioned or 0
        unsupported += row.unsupported or 0
    return Sums(
        by_outcome={each: Sum(counts[each], amounts[each]) for each in Outcome},
        questioned=questioned,
        unsupported=unsupported,
    )


def balances_of(result: LedgerResult) -> tuple[BookBalance, ...]:
    """The cash books that have a balance, reconciled."""
    return tuple(_balance(book) for book in result.books.cash if book.has_balance)


def _row(
    line: CashLine,
    sheet_month: Month | None,
    judged: Judged,
    result: LedgerResult,
    codes: Sequence[str],
    near: Suggestions,
) -> InspectedRow:
    return InspectedRow(
        row=judged.row,
        questioned=result.questioned_of(judged.row),
        unsupported=result.unsupported_of(judged.row),
        unit=line.unit,
        day=line.date,
        month=sheet_month if line.date is None else Month(line.date.year, line.date.month),
        voucher=line.voucher,
        description=line.description,
        classification=judged.classification,
        assumed=(_ASSUMED,) if judged.assumed else (),
        overruled=result.overruled.get(line.place),
        codes=tuple(dict.fromkeys(codes)),
        candidates=near,
    )


_NO_CANDIDATES: Suggestions = {}
_ASSUMED = msg("its activity is one of the edition's menu")


def _codes(findings: Iterable[Finding]) -> dict[Place, list[str]]:
    """The codes of findings by the rows that they name."""
    found: dict[Place, list[str]] = {}
    for each in findings:
        if each.code is not None:
            for place in each.rows:
                found.setdefault(place, []).append(each.code)
    return found


def _parted(rows: Sequence[InspectedRow], keys: Sequence[_Key]) -> tuple[tuple[_Key, Sums], ...]:
    """Sums by key, in the order of the keys; what has none comes last."""
    parts: dict[_Key, list[InspectedRow]] = {}
    for key, row in zip(keys, rows, strict=True):
        parts.setdefault(key, []).append(row)
    ordered = sorted(parts, key=lambda key: (key is None, key or ""))
    return tuple((key, sums_of(parts[key])) for key in ordered)


def _balance(book: CashBook) -> BookBalance:
    found = reconciliation(book)
    where = [each for each in (book.place.file, book.place.sheet) if each is not None]
    return BookBalance(
        name=", ".join(where),
        unit=book.unit,
        opening=found.opening,
        received=found.received,
        spent=found.spent,
        closing=found.closing,
        printed_closing=found.printed_closing,
        passed_on=found.passed_on,
    )


def _cell(error: RowError) -> Message:
    place = error.place
    row = msg("row {row}", row=place.row)
    where = [each for each in (place.file, place.sheet) if each is not None]
    return msg("{place} ({why})", place=[*where, row], why=error.error.message)


def notes_of(result: LedgerResult) -> Iterable[Message]:
    """What a reader must know of the whole: facts given and assumed, choices and decisions."""
    approach = result.approach
    yield from result.reading_notes
    if result.unread_cells:
        yield msg(
            "Cells that could not be read: {n}; their rows are judged without them: {cells}",
            n=len(result.unread_cells),
            cells=[_cell(each) for each in result.unread_cells[:MOST_CELLS]],
        )
    if approach.given:
        facts = [f"{name} = {value}" for name, value in approach.given.items()]
        yield msg("Facts given for all rows that do not say otherwise: {facts}", facts=facts)
    if approach.assume_menu:
        yield msg(
            "An activity that is not known was taken to be one of the edition's menu: such a row is"
            " never better than conditionally allowed."
        )
    if not approach.classify:
        yield msg("Texts and account codes were not read: only columns and choices count.")
    for each in result.overtaken:
        yield msg(
            "A decision of the inspector was not used: row {row} no longer holds “{text}”",
            row=each.row,
            text=each.text,
        )
    if result.unused_choices:
        yield msg(
            "No line has a text for which the inspector chose something: {texts}",
            texts=[f"“{each}”" for each in result.unused_choices],
        )
