"""What `check` found, for the terminal: the rows, the sums, the rows that could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from rich import box
from rich.table import Table

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.decided_alike import ByDecision
from bokrules.evaluation.table import CheckResult, RowVerdict, Sum
from bokrules.evaluation.verdict import Verdict
from bokrules.inspection.contents_of import notes_of
from bokrules.inspection.inspecting import LedgerResult
from bokrules.reports.check_findings import (
    print_findings,
    print_findings_total,
    print_not_run,
)
from bokrules.reports.check_limits import print_duties, print_limits
from bokrules.reports.columns import print_columns
from bokrules.reports.draft import print_draft
from bokrules.reports.page import HEADING, OUTCOME_STYLES, QUIET, Page, listed, printable
from bokrules.reports.reasons import clauses, outcome_words, possible_words, reason
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import EditionInfo

PIPED_WIDTH = 160
NARROW = 100
"""Below this width the clauses stand under the reason, not beside it."""
MOST_CLAUSES = 3
MOST_IN_TABLE = 1_000
"""Rows; more are listed in plain columns, which is quicker by far."""


def print_check(result: CheckResult, page: Page, *, all_rows: bool = False) -> None:
    _heading(result, page)
    rows = result.rows if all_rows else result.findings
    if rows:
        _rows(rows, result, page)
    elif not result.rows:
        page.line()
        page.line(msg("No row could be read."))
    elif not result.found_something:
        page.line()
        page.line(msg("Nothing was found: every row that could be read is allowed."))
    print_limits(result.limits, page)
    if isinstance(result, LedgerResult):
        print_findings(result, page)
    _sums(result, page)
    _amounts(result, page)
    print_duties(result, page)
    if isinstance(result, LedgerResult):
        print_not_run(result, page)
    _errors(result, page)


def _heading(result: CheckResult, page: Page) -> None:
    if result.source is not None:
        page.line(msg("Ledger: {name}", name=result.source.name), style=HEADING)
        page.line(f"sha256 {result.source.sha256}", style=QUIET)
    print_checked_by(result.edition, result.ignored_columns, page)
    if isinstance(result, LedgerResult):
        for note in notes_of(result):
            page.line(printable(note.text()), hanging=2)


def print_checked_by(edition: EditionInfo, ignored_columns: Sequence[str], page: Page) -> None:
    """The edition, that it is a draft if so, and the columns that say nothing to it."""
    page.line(
        msg("Checked by: {regulation}, edition {id}", regulation=edition.short_title, id=edition.id)
    )
    page.line(f"sha256 {edition.sha256}", style=QUIET)
    print_draft(edition, page)
    if ignored_columns:
        columns = [printable(each) for each in ignored_columns]
        page.line(msg("Columns not used: {columns}", columns=columns), hanging=2)


# ---- the rows ----


def _rows(rows: Sequence[RowVerdict], result: CheckResult, page: Page) -> None:
    page.line()
    columns = _columns(rows, result)
    styles = [OUTCOME_STYLES[result.outcome_of(row)] for row in rows]
    if page.is_terminal and len(rows) <= MOST_IN_TABLE:
        _boxed(columns, styles, page)
    else:
        print_columns(columns, _RIGHT, styles, page)


def _columns(rows: Sequence[RowVerdict], result: CheckResult) -> dict[Message, list[str]]:
    """Cells by heading; a column that tells nothing is left out."""
    columns = {_ROW: [str(each.place.row) for each in rows]}
    if len({each.place.sheet for each in rows}) > 1:
        columns[msg("sheet")] = [printable(each.place.sheet or "") for each in rows]
    if any(each.id for each in rows):
        columns[msg("id")] = [printable(each.id or "") for each in rows]
    tell = ByDecision(_told)
    told = [tell(each.verdict) for each in rows]
    columns[msg("outcome")] = [
        _outcome(row, each.outcome, result) for row, each in zip(rows, told, strict=True)
    ]
    columns[_AMOUNT] = ["" if each.amount is None else format_rupiah(each.amount) for each in rows]
    columns[_CLAUSE] = [each.clauses for each in told]
    columns[_WHY] = [
        _with_words(row, each.why, result) for row, each in zip(rows, told, strict=True)
    ]
    return columns


def _outcome(row: RowVerdict, own: str, result: CheckResult) -> str:
    """The inspector's outcome before the edition's, where one was decided."""
    if not isinstance(result, LedgerResult) or row.place not in result.overruled:
        return own
    decided = result.overruled[row.place].outcome.label
    return msg("{outcome} (inspector); by the edition: {own}", outcome=decided, own=own).text()


def _with_words(row: RowVerdict, why: str, result: CheckResult) -> str:
    """Why, and the words of the text that decided what the line was taken for."""
    if not isinstance(result, LedgerResult):
        return why
    known = result.judged[row.place].classification
    words = dict.fromkeys((*known.expense_type.words, *known.activity.words))
    if not words:
        return why
    read = msg("read from: {words}", words=[f"“{printable(each)}”" for each in words])
    return f"{why} ({read})"


class _Told(NamedTuple):
    outcome: str
    clauses: str
    why: str


def _told(verdict: Verdict) -> _Told:
    return _Told(
        str(outcome_words(verdict)),
        listed(clauses(verdict), MOST_CLAUSES),
        printable(reason(verdict)),
    )


_ROW, _AMOUNT, _CLAUSE, _WHY = msg("row"), msg("rupiah"), msg("clause"), msg("why")
_RIGHT = (_ROW, _AMOUNT)


def _boxed(columns: dict[Message, list[str]], styles: Sequence[str], page: Page) -> None:
    if page.width < NARROW:
        by_clause = zip(columns[_WHY], columns.pop(_CLAUSE), strict=True)
        columns[_WHY] = [f"{why} ({clause})" if clause else why for why, clause in by_clause]
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), collapse_padding=True, pad_edge=False)
    for heading in columns:
        is_number = heading in _RIGHT
        table.add_column(
            str(heading),
            justify="right" if is_number else "left",
            no_wrap=is_number,
            overflow="fold",
        )
    for style, cells in zip(styles, zip(*columns.values(), strict=True), strict=True):
        table.add_row(*cells, style=style)
    page.table(table)


# ---- the sums ----


class Summed(Protocol):
    """What sums are printed of: a check, however many rows it had."""

    @property
    def summary(self) -> Mapping[Outcome, Sum]: ...
    @property
    def undetermined(self) -> Mapping[tuple[Outcome, ...], Sum]: ...
    @property
    def conditional(self) -> Mapping[State, Sum]: ...
    @property
    def total(self) -> Sum: ...
    @property
    def questioned_amount(self) -> int: ...
    @property
    def unsupported_amount(self) -> int: ...


def _sums(result: CheckResult, page: Page) -> None:
    print_sums(result, page)
    unpriced = sum(each.amount is None for each in result.rows)
    if unpriced:
        page.line(msg("Rows without an amount, counted as Rp0: {n}", n=unpriced))


def print_sums(result: Summed, page: Page) -> None:
    """Rows and rupiah by outcome."""
    table = Table(box=None, padding=(0, 1), pad_edge=False, show_header=True)
    table.add_column(str(msg("outcome")), overflow="fold")
    table.add_column(str(msg("rows")), justify="right", no_wrap=True)
    table.add_column(str(msg("rupiah")), justify="right", no_wrap=True)
    for outcome, amount in result.summary.items():
        _add(table, outcome.label, amount, style=OUTCOME_STYLES[outcome])
        if outcome is Outcome.UNDETERMINED:
            for possible, part in result.undetermined.items():
                _add(table, f"  {possible_words(possible)}", part)
        if outcome is Outcome.CONDITIONAL and amount.rows:
            parts = result.conditional
            unmet, unknown = msg("an obligation is not met"), msg("an obligation is unknown")
            _add(table, f"  {unmet}", parts[State.UNMET])
            _add(table, f"  {unknown}", parts[State.UNKNOWN])
    _add(table, msg("total"), result.total, style=HEADING)
    page.line()
    page.table(table)


def _add(table: Table, name: Message | str, amount: Sum, style: str = "") -> None:
    table.add_row(str(name), str(amount.rows), format_rupiah(amount.amount), style=style)


def _amounts(result: CheckResult, page: Page) -> None:
    print_amounts(result, page)
    if isinstance(result, LedgerResult):
        print_findings_total(result, page)


def print_amounts(result: Summed, page: Page) -> None:
    """Rupiah that are questioned, and those without evidence."""
    page.line()
    page.line(msg("questioned: {amount}", amount=format_rupiah(result.questioned_amount)))
    page.line(msg("without evidence: {amount}", amount=format_rupiah(result.unsupported_amount)))
    page.line(msg("The two overlap: do not add them."), style=QUIET)


def _errors(result: CheckResult, page: Page) -> None:
    if not result.errors:
        return
    page.section(msg("Rows that could not be read or judged: {n}", n=len(result.errors)))
    places = [*(e.place for e in result.rows), *(e.place for e in result.errors)]
    several_sheets = len({each.sheet for each in places}) > 1
    for each in result.errors:
        place = msg("row {row}", row=each.place.row).text()
        if several_sheets and each.place.sheet is not None:
            place = f"{each.place.sheet}, {place}"
        if each.place.column and each.place.column not in str(each.error.message):
            column = msg("column {name}", name=each.place.column)
            place = f"{place}, {column}"
        page.bullet(f"{place}: {each.error.message} [{each.error.code}]")
        if each.error.hint:
            page.line(each.error.hint, indent=4)
    page.line(msg("These rows are in no sum."))
