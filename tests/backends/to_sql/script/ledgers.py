"""What the views of limits say of a ledger, beside what the reference says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bokrules.backends.to_sql.script.script import Exported, statement_text, statements
from bokrules.evaluation.limits import (
    Ceiling,
    Ceilings,
    LimitFinding,
    LimitsResult,
    OpenLimit,
    limits_over,
)
from bokrules.evaluation.limits.beyond import DERIVED, HEAD_COUNT, IN_PART, SAME_DAY
from bokrules.evaluation.limits.case import NO_CEILINGS, WHICH_CEILING, WHOSE_CEILING
from bokrules.evaluation.limits.counting import (
    HOW_MUCH,
    IN_WHICH,
    WHEN,
    WHETHER,
    WHICH_EVENT,
    WHICH_TEXT,
)
from bokrules.evaluation.limits.lines import key_of
from bokrules.evaluation.limits.maxima import WHO
from bokrules.evaluation.limits.minima import MAY_REACH, NO_DAYS, UNREAD, WHOSE_FUND
from bokrules.evaluation.row import RowVerdict
from bokrules.semantics.policy import Policy
from tests.backends.to_sql.script.databases import Database, insert, install
from tests.evaluation.limits.ledgers import YEAR

_WHYS = {
    WHETHER.template: "whether",
    WHICH_TEXT.template: "which_text",
    IN_WHICH.template: "in_which",
    WHEN.template: "when",
    HOW_MUCH.template: "how_much",
    WHICH_EVENT.template: "which_event",
    WHO.template: "who",
    MAY_REACH.template: "may_reach",
    UNREAD.template: "unread",
    WHOSE_FUND.template: "whose_fund",
    NO_DAYS.template: "no_days",
    NO_CEILINGS.template: "no_ceilings",
    WHICH_CEILING.template: "which_ceiling",
    WHOSE_CEILING.template: "whose_ceiling",
    "no ceiling is given for: {units}": "lacks_ceiling",
    "no ceiling is given for it": "no_ceiling",
    "the ceiling of `{unit}` is given for `{fund}`, which is too general": "general_fund",
    "nothing says what `{basis}` is for a ledger": "basis",
}
_REMARKS = {
    IN_PART.template: "in_part",
    HEAD_COUNT.template: "head_count",
    SAME_DAY.template: "same_day",
    DERIVED.template: "derived",
}
Shown = tuple[Any, ...]


def expected(result: LimitsResult) -> tuple[list[Shown], list[Shown]]:
    """The rows of the two views, by what the reference says."""
    findings = [
        (
            *_head(each),
            each.limit,
            each.used,
            each.excess,
            each.short,
            each.ceiling,
            each.event,
            each.date,
            [place.row for place in each.rows],
            [place.row for place in each.earlier_rows],
            _remarks(each),
        )
        for each in result.findings
    ]
    left = [
        (
            *_head(each),
            [place.row for place in each.rows],
            list(each.missing),
            _WHYS[each.reason.template],
        )
        for each in result.not_decided
    ]
    return sorted(findings, key=repr), sorted(left, key=repr)


def _head(each: LimitFinding | OpenLimit) -> Shown:
    group = {name: _text(value) for name, value in each.group.items() if name != "period"}
    known = {name: value for name, value in group.items() if value is not None}
    return each.rule, each.bound, each.measure, known, each.group.get("period")


def _remarks(each: LimitFinding) -> list[str]:
    found = []
    for remark in each.remarks:
        if remark.template.startswith("by the rows"):
            found.append("by_rows")
        elif remark.template.startswith("at least"):
            found.append("lacking")
        else:
            found.append(_REMARKS[remark.template])
    return found


def _text(value: object) -> object:
    return None if value is None else str(value)


def said(database: Database, edition: Exported) -> tuple[list[Shown], list[Shown]]:
    """The rows of the two views."""
    names, groups = edition.names, _groups(edition)
    columns = [f'"{each}"' if database.dialect != "spark" else f"`{each}`" for each in groups]
    head = ", ".join(["name", "bound", "measure", *columns, "period"])
    numbers = "limit_value, used, excess, short, ceiling, event, event_date"
    findings = database.run(
        f"SELECT {head}, {numbers}, rows_beyond, rows_counted, remarks FROM {names.limits}"
    )
    left = database.run(f"SELECT {head}, row_keys, missing, why FROM {names.open_limits}")
    return (
        sorted((_found(each, groups) for each in findings), key=repr),
        sorted((_left(each, groups) for each in left), key=repr),
    )


def _groups(edition: Exported) -> list[str]:
    (view,) = (e for part, e in edition.ledger_views if part == "limits")
    return [each for each in view.query.named_selects if each.startswith("group_")]


def _grouped(row: Sequence[Any], groups: Sequence[str]) -> Shown:
    values = {
        name.removeprefix("group_"): str(value)
        for name, value in zip(groups, row[3:], strict=False)
        if value is not None
    }
    return (*row[:3], values, row[3 + len(groups)])


def _found(row: Sequence[Any], groups: Sequence[str]) -> Shown:
    *numbers, event, day, beyond, counted, remarks = row[4 + len(groups) :]
    return (
        *_grouped(row, groups),
        *(None if each is None else int(each) for each in numbers),
        event,
        None if day is None else day.isoformat(),
        [*beyond],
        [*counted],
        [*remarks],
    )


def _left(row: Sequence[Any], groups: Sequence[str]) -> Shown:
    keys, missing, why = row[4 + len(groups) :]
    return (*_grouped(row, groups), [*keys], [*missing], why)


class Views:
    """The script of an edition in a database, asked of one ledger after the other."""

    def __init__(self, database: Database, policies: Sequence[Policy]) -> None:
        self.database = database
        self.policies = policies
        self.edition = install(database, policies)
        self._unguard()

    def check(
        self, rows: Sequence[RowVerdict], ceilings: Ceilings | None = None, unread: int = 0
    ) -> LimitsResult:
        """That the views say what the reference does; `unread` rows more are not valid."""
        names = self.edition.names
        for each in (self.table, names.units):
            self.database.run(f"TRUNCATE TABLE {each}")
        self._fill(rows, ceilings, unread)
        if self.edition.ledger_tables:
            self._again()
        entries = ceilings.entries if ceilings is not None else ()
        given = Ceilings(entries) if entries else None
        result = limits_over(rows, self.policies, given, unread=unread)
        found, wanted = said(self.database, self.edition), expected(result)
        assert found[0] == wanted[0]
        assert found[1] == wanted[1]
        return result

    def _fill(self, rows: Sequence[RowVerdict], ceilings: Ceilings | None, unread: int) -> None:
        if rows:
            facts = [each.verdict.facts for each in rows]
            insert(self.database, self.edition, facts, first=1, table=self.table)
        for number in range(unread):
            values = f"{len(rows) + 1 + number}, -1"
            self.database.run(f"INSERT INTO {self.table} (row_key, amount) VALUES ({values})")
        for each in ceilings.entries if ceilings is not None else ():
            self.database.run(f"INSERT INTO {self.edition.names.units} VALUES ({_values(each)})")

    def _again(self) -> None:
        """Where limits are worked out by the script: after the ledger changed."""
        for each in statements(self.edition):
            self.database.run(statement_text(each, self.edition.dialect))

    def _unguard(self) -> None:
        """Let the table take rows that are not valid."""
        self.table = expenses = self.edition.names.expenses
        if self.database.dialect == "postgres":
            self.database.run(f"ALTER TABLE {expenses} DROP CONSTRAINT {expenses}_amount_check")
        elif self.database.dialect == "duckdb":
            self.table = f"{expenses}_given"
            for each in (
                f"CREATE TABLE {self.table} AS SELECT * FROM {expenses}",
                f"DROP TABLE {expenses}",
                f"CREATE VIEW {expenses} AS SELECT * FROM {self.table}",
            ):
                self.database.run(each)


def _values(each: Ceiling) -> str:
    fund = "NULL" if each.fund is None else f"'{each.fund}'"
    year = "NULL" if each.year is None else each.year
    return f"'{each.unit}', {each.amount}, {fund}, {year}"


def acceptable(ceilings: Ceilings | None) -> Ceilings | None:
    """Those of the ceilings that may stand together, one spelling for each unit."""
    if ceilings is None:
        return None
    kept: list[Ceiling] = []
    for each in ceilings.entries:
        same = [e for e in kept if e.key == key_of(each.unit)]
        if all(_year(e) != _year(each) and e.unit == each.unit for e in same):
            kept.append(each)
    return Ceilings(tuple(kept))


def _year(of: Ceiling) -> int:
    """None is the edition's year."""
    return of.year or YEAR.year
