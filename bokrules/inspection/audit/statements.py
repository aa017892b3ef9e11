"""Judging what a text says of tables: it holds, it fails, or the tables cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit.counting_words import lines_named, row_count
from bokrules.inspection.audit.figures import exact_figure, figure
from bokrules.inspection.audit.finding import CellPlace, places
from bokrules.inspection.audit.statement_rows import (
    StatementRows,
    row_name,
    rows_of,
    with_unknown,
)
from bokrules.inspection.audit.unit_names import plain_name
from bokrules.inspection.published.conditions import Measure
from bokrules.inspection.published.document import Document
from bokrules.inspection.published.rules import (
    Added,
    Aggregate,
    Contradicted,
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


def judge(statement: Statement, document: Document) -> StatementResult:
    """What the tables say to it, every unit counted once."""
    tables = [document.table(each) for each in statement.tables]
    rows = rows_of(statement, tables)
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
        case SameRows() as claim:
            return _same_rows(statement, claim, rows, document.table(claim.table))
        case Parts(numbers=numbers, total=total):
            summed = sum(numbers)
            stated = msg("{parts} = {total}", parts=" + ".join(map(str, numbers)), total=total)
            return StatementResult(
                statement, _status(summed == total), stated, msg("{n}", n=summed)
            )
        case Added() as claim:
            return _added(statement, claim)
        case Contradicted(lines=lines, says=says):
            computed = msg("{lines}: {says}", lines=lines_named(lines), says=says)
            return StatementResult(statement, Status.FAILS, msg("so it is"), computed)
        case _:
            assert_never(statement.claim)


def _count(statement: Statement, claim: Count, rows: StatementRows) -> StatementResult:
    number, unknown = len(rows.meeting), len(rows.unknown)
    computed = _known(msg("{n}", n=number), rows)
    if rows.printed != number:
        computed = msg(
            "{computed} ({printed} with the rows printed twice)",
            computed=computed,
            printed=rows.printed,
        )
    may = number <= claim.number <= number + unknown
    status = _status(number == claim.number, may=may)
    return StatementResult(statement, status, msg("{n}", n=claim.number), computed, rows.cells())


def _named(statement: Statement, claim: Named, rows: StatementRows) -> StatementResult:
    found = list(dict.fromkeys(row_name(*each) for each in rows.meeting))
    stated, known = set(map(plain_name, claim.names)), set(map(plain_name, found))
    possible = known | {plain_name(row_name(*each)) for each in rows.unknown}
    status = _status(known == stated, may=known <= stated <= possible)
    computed = _known(_listed(found), rows)
    return StatementResult(statement, status, _listed(claim.names), computed, rows.cells())


def _extreme(statement: Statement, claim: Extreme, rows: StatementRows) -> StatementResult:
    measured = [
        (value, table, row)
        for table, row in rows.meeting
        if (value := claim.by.of(row)) is not None
    ]
    measured.sort(key=lambda each: -each[0] if claim.highest else each[0])
    first = measured[: len(claim.names)]
    same = {plain_name(row_name(table, row)) for _, table, row in first} == {
        plain_name(each) for each in claim.names
    }
    named = [f"{row_name(table, row)} {exact_figure(value)}" for value, table, row in first]
    computed = _known(_listed(named), rows, claim.by)
    cells = tuple(
        cell for _, table, row in first for cell in places(table, [row], *claim.by.columns)
    )
    return StatementResult(statement, _status(same), _listed(claim.names), computed, cells)


def _holds(statement: Statement, claim: Holds, rows: StatementRows) -> StatementResult:
    results = [(claim.condition.holds(row), table.name(row)) for table, row in rows.meeting]
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
    shown = [each for each in parts if each is not None] or [msg("no row")]
    computed = _known(msg("{parts}", parts=shown), rows)
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
    if not every:
        return Status.OPEN
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


def _aggregate(statement: Statement, claim: Aggregate, rows: StatementRows) -> StatementResult:
    values = [value for _, row in rows.meeting if (value := claim.measure.of(row)) is not None]
    stated = _bounds(claim)
    if not values or (claim.how == "value" and len(set(values)) > 1):
        computed = _known(msg("{n} values", n=len(values)), rows, claim.measure)
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
    printed = msg("{value} ({rows})", value=shown, rows=row_count(len(values)))
    computed = _known(printed, rows, claim.measure)
    is_whole = not rows.unknown and len(values) == len(rows.meeting)
    status = _status(fits and is_whole, may=not is_whole)
    return StatementResult(statement, status, stated, computed, rows.cells())


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


def _same_rows(
    statement: Statement, claim: SameRows, rows: StatementRows, other: PublishedTable
) -> StatementResult:
    def key(table: PublishedTable, row: PublishedRow, side: int) -> object:
        return table.key(row) if claim.by is None else plain_name(row.text(claim.by[side]))

    there = {key(other, row, 1): row_name(other, row) for row in other.units()}
    here = {key(table, row, 0): row_name(table, row) for table, row in rows.meeting}
    only_here = [name for each, name in here.items() if each not in there]
    only_there = [name for each, name in there.items() if each not in here]
    stated = msg("the {n} units of table {table}", n=len(there), table=other.number)
    computed = _known(msg("{n} units", n=len(here)), rows)
    if only_here:
        computed = msg("{before}; not in table: {names}", before=computed, names=only_here)
    if only_there:
        computed = msg("{before}; only in table: {names}", before=computed, names=only_there)
    status = _status(not only_here and not only_there)
    return StatementResult(statement, status, stated, computed, rows.cells())


def _added(statement: Statement, claim: Added) -> StatementResult:
    before = set(map(plain_name, claim.before))
    new = [each for each in claim.after if plain_name(each) not in before]
    gone = before - set(map(plain_name, claim.after))
    computed = msg(
        "{before} before, {after} after; new: {names}",
        before=len(claim.before),
        after=len(claim.after),
        names=_listed(new),
    )
    stated = msg("{n} more", n=claim.number)
    holds = len(new) == claim.number and not gone
    return StatementResult(statement, _status(holds), stated, computed)


def _known(computed: Message, rows: StatementRows, measure: Measure | None = None) -> Message:
    """With how many rows are not known: of the condition, and of what is measured."""
    lacking = [row for _, row in rows.meeting if measure is not None and measure.of(row) is None]
    blank = sum(measure.is_blank(row) for row in lacking) if measure is not None else 0
    return with_unknown(
        computed, len(rows.blank) + blank, len(rows.undivided) + len(lacking) - blank
    )


def _listed(names: Sequence[str]) -> Message:
    return msg("{names}", names=list(names)) if names else msg("none")


def _status(holds: bool, *, may: bool = False) -> Status:
    """`may`: the rows that are not known can make it so."""
    return Status.HOLDS if holds else Status.OPEN if may else Status.FAILS
