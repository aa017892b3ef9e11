"""Judging what a text says of tables: it holds, it fails, or the tables cannot tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.counted_rows import counted_rows
from bokrules.inspection.audit.figures import exact_figure, figure
from bokrules.inspection.audit.finding import CellPlace, places
from bokrules.inspection.audit.unit_names import plain_name
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.roles import Role
from bokrules.inspection.published.rules import (
    Aggregate,
    Count,
    Extreme,
    Holds,
    Named,
    Parts,
    SameRows,
    Statement,
)
from bokrules.inspection.published.table import PublishedRow, PublishedTable


class Status(StrEnum):
    """Whether the tables bear a statement out."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class StatementResult:
    """A statement, and what the tables say to it."""

    statement: Statement
    status: Status
    stated: Message
    computed: Message
    cells: tuple[CellPlace, ...] = ()

    def to_dict(self) -> dict[str, object]:
        return {
            "lines": list(self.statement.lines),
            "says": self.statement.says,
            "tables": list(self.statement.tables),
            "status": self.status.value,
            "stated": self.stated.text(),
            "computed": self.computed.text(),
            "note": self.statement.note or None,
            "ours": self.statement.ours,
        }


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows that a statement is about: those that meet its condition, and those that may."""

    meeting: tuple[tuple[PublishedTable, PublishedRow], ...]
    unknown: int
    printed: int
    """Meeting, if repeated rows count as often as they are printed."""

    @property
    def names(self) -> list[str]:
        return [_name(table, row) for table, row in self.meeting]

    def cells(self) -> tuple[CellPlace, ...]:
        found: tuple[CellPlace, ...] = ()
        for table, row in self.meeting:
            column = table.column(Role.NAME) or next(iter(table.columns))
            found += places(table, [row], column)
        return found


def judge(statement: Statement, document: Document) -> StatementResult:
    """What the tables say to it, every unit counted once."""
    tables = [document.table(each) for each in statement.tables]
    rows = _rows(statement, tables)
    match statement.claim:
        case Count() as claim:
            return _count(statement, claim, rows)
        case Named() as claim:
            return _named(statement, claim, rows)
        case Extreme() as claim:
            return _extreme(statement, claim, rows)
        case Holds() as claim:
            return _holds(statement, claim, rows)
        case Aggregate() as claim:
            return _aggregate(statement, claim, rows)
        case SameRows(table=other):
            return _same_rows(statement, rows, document.table(other))
        case Parts(numbers=numbers, total=total):
            summed = sum(numbers)
            stated = msg("{parts} = {total}", parts=" + ".join(map(str, numbers)), total=total)
            return StatementResult(
                statement, _status(summed == total), stated, msg("{n}", n=summed)
            )
        case _:
            assert_never(statement.claim)


def _rows(statement: Statement, tables: Iterable[PublishedTable]) -> _Rows:
    meeting: list[tuple[PublishedTable, PublishedRow]] = []
    unknown = printed = 0
    for table in tables:
        counted = {row.row for row in counted_rows(table)}
        for row in table.units():
            holds = (
                True
                if statement.where is None
                else statement.where.holds(row, blank_is_zero=statement.blank_is_zero)
            )
            printed += holds is True
            if row.row not in counted:
                continue
            unknown += holds is None
            if holds is True:
                meeting.append((table, row))
    return _Rows(tuple(meeting), unknown, printed)


def _count(statement: Statement, claim: Count, rows: _Rows) -> StatementResult:
    number = len(rows.meeting)
    computed = msg("{n}", n=number)
    if rows.unknown:
        computed = msg("{n}, and {unknown} without a number", n=number, unknown=rows.unknown)
    if rows.printed != number:
        computed = msg(
            "{computed} ({printed} with the rows printed twice)",
            computed=computed,
            printed=rows.printed,
        )
    stated = msg("{n}", n=claim.number)
    return StatementResult(
        statement, _status(number == claim.number), stated, computed, rows.cells()
    )


def _named(statement: Statement, claim: Named, rows: _Rows) -> StatementResult:
    found = list(dict.fromkeys(rows.names))
    same = {plain_name(each) for each in found} == {plain_name(each) for each in claim.names}
    return StatementResult(
        statement, _status(same), _listed(claim.names), _listed(found), rows.cells()
    )


def _extreme(statement: Statement, claim: Extreme, rows: _Rows) -> StatementResult:
    measured = [
        (value, table, row)
        for table, row in rows.meeting
        if (value := claim.by.of(row)) is not None
    ]
    measured.sort(key=lambda each: -each[0] if claim.highest else each[0])
    first = measured[: len(claim.names)]
    same = {plain_name(_name(table, row)) for _, table, row in first} == {
        plain_name(each) for each in claim.names
    }
    computed = [f"{_name(table, row)} {exact_figure(value)}" for value, table, row in first]
    cells = tuple(
        cell for _, table, row in first for cell in places(table, [row], *claim.by.columns)
    )
    return StatementResult(statement, _status(same), _listed(claim.names), _listed(computed), cells)


def _holds(statement: Statement, claim: Holds, rows: _Rows) -> StatementResult:
    zero = statement.blank_is_zero
    results = [
        (claim.condition.holds(row, blank_is_zero=zero), table.name(row))
        for table, row in rows.meeting
    ]
    true = [name for holds, name in results if holds]
    false = [name for holds, name in results if holds is False]
    unknown = [name for holds, name in results if holds is None]
    shows_false, shows_true = claim.quantifier == "all", claim.quantifier == "none"
    parts = [
        _tally(msg("yes"), true, shows_names=shows_true),
        _tally(msg("no"), false, shows_names=shows_false),
        _tally(msg("cannot be told"), unknown, shows_names=True),
    ]
    stated = msg(
        "{quantifier}: {condition}",
        quantifier=_QUANTIFIERS[claim.quantifier],
        condition=claim.condition.text,
    )
    computed = msg("{parts}", parts=[each for each in parts if each is not None])
    status = _quantified(claim.quantifier, len(true), len(false), len(unknown))
    return StatementResult(statement, status, stated, computed, rows.cells())


_QUANTIFIERS = {
    "all": msg("all"),
    "most": msg("most"),
    "some": msg("some"),
    "none": msg("none"),
}


def _tally(what: Message, names: Sequence[str], *, shows_names: bool) -> Message | None:
    if not names:
        return None
    if shows_names:
        return msg("{what} {n} ({names})", what=what, n=len(names), names=list(names))
    return msg("{what} {n}", what=what, n=len(names))


def _quantified(quantifier: str, true: int, false: int, unknown: int) -> Status:
    every = true + false + unknown
    match quantifier:
        case "all":
            holds, may = false + unknown == 0, false == 0
        case "most":
            holds, may = 2 * true > every, 2 * (true + unknown) > every
        case "some":
            holds, may = true > 0, true + unknown > 0
        case _:
            holds, may = true + unknown == 0, true == 0
    return Status.HOLDS if holds else Status.OPEN if may else Status.FAILS


def _aggregate(statement: Statement, claim: Aggregate, rows: _Rows) -> StatementResult:
    values = [
        value
        for _, row in rows.meeting
        if (value := claim.measure.of(row, blank_is_zero=statement.blank_is_zero)) is not None
    ]
    stated = _bounds(claim)
    if not values or (claim.how == "value" and len(set(values)) > 1):
        computed = msg("{n} values", n=len(values))
        return StatementResult(statement, Status.OPEN, stated, computed, rows.cells())
    value = sum(values, Fraction(0))
    if claim.how == "mean":
        value = Fraction(value, len(values))
    elif claim.how == "value":
        value = values[0]
    fits = (
        (claim.equals is None or abs(value - claim.equals) <= claim.within)
        and (claim.at_most is None or value <= claim.at_most)
        and (claim.at_least is None or value >= claim.at_least)
    )
    shown = exact_figure(value) if claim.how != "mean" else figure(value)
    computed = msg("{value} ({n} rows)", value=shown, n=len(values))
    return StatementResult(statement, _status(fits), stated, computed, rows.cells())


def _bounds(claim: Aggregate) -> Message:
    words: list[Message] = []
    if claim.equals is not None and claim.within:
        words.append(
            msg(
                "about {number} (± {within})",
                number=exact_figure(claim.equals),
                within=exact_figure(claim.within),
            )
        )
    elif claim.equals is not None:
        words.append(msg("{value}", value=exact_figure(claim.equals)))
    if claim.at_least is not None:
        words.append(msg("at least {number}", number=exact_figure(claim.at_least)))
    if claim.at_most is not None:
        words.append(msg("at most {number}", number=exact_figure(claim.at_most)))
    return msg("{words}", words=words)


def _same_rows(statement: Statement, rows: _Rows, other: PublishedTable) -> StatementResult:
    there = {other.key(row): _name(other, row) for row in other.units()}
    here = {table.key(row): _name(table, row) for table, row in rows.meeting}
    only_here = [name for key, name in here.items() if key not in there]
    only_there = [name for key, name in there.items() if key not in here]
    stated = msg("the {n} units of table {table}", n=len(there), table=other.number)
    computed = msg("{n} units", n=len(here))
    if only_here:
        computed = msg("{before}; not in table: {names}", before=computed, names=only_here)
    if only_there:
        computed = msg("{before}; only in table: {names}", before=computed, names=only_there)
    return StatementResult(
        statement, _status(not only_here and not only_there), stated, computed, rows.cells()
    )


def _name(table: PublishedTable, row: PublishedRow) -> str:
    column = table.column(Role.NAME) or table.column(Role.LABEL)
    return row.text(column) or str(row.row)


def _listed(names: Sequence[str]) -> Message:
    return msg("{names}", names=list(names)) if names else msg("none")


def _status(holds: bool) -> Status:
    return Status.HOLDS if holds else Status.FAILS
