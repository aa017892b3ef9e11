"""Columns of parquet files, and rows of any kind, read as the ledger readers read them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import cast

from bokrules.backends.decision import Facts, Value
from bokrules.base import codes
from bokrules.base.errors import BokrulesError, UnreadableFile
from bokrules.base.messages import msg
from bokrules.evaluation.bulk.source import RAW, Fault, SourceColumn
from bokrules.evaluation.expense import to_facts
from bokrules.evaluation.row import Place, RowError
from bokrules.inspection.bulk.lines import row_of
from bokrules.inspection.columns import Column, Headers
from bokrules.inspection.jsonl_file import JsonRow
from bokrules.inspection.rows import read_json_row
from bokrules.inspection.values import CellReader
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import Kind

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_WHOLE_TYPES = frozenset((*_WHOLE, *(f"U{each}" for each in _WHOLE)))
_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_DAYS = frozenset({"DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"})
_NO_TYPE = '"NULL"'
"""Of a column that holds nothing in any row."""
_WANTED: dict[Kind, str] = {
    "rupiah": "BIGINT, DECIMAL or VARCHAR",
    "count": "BIGINT, DECIMAL or VARCHAR",
    "number": "BIGINT, DECIMAL or VARCHAR",
    "date": "DATE, TIMESTAMP or VARCHAR",
    "yes_no": "BOOLEAN or VARCHAR",
    "text": "VARCHAR or BIGINT",
    "term": "VARCHAR",
    "choice": "VARCHAR",
    "documents": "VARCHAR or VARCHAR[]",
    "taxes": "VARCHAR or MAP(VARCHAR, BIGINT)",
}


class BulkRows:
    """Reads columns, texts and rows in the words of one edition. It is a `RowReader`."""

    def __init__(self, policy: Policy, headers: Headers, name: str) -> None:
        self._policy = policy
        self._headers = headers
        self._cells = CellReader(policy.vocabulary)
        self._name = name
        self.ignored: tuple[str, ...] = ()

    def recognise(self, described: Sequence[tuple[str, str]]) -> list[SourceColumn]:
        """What the columns of a file hold, by header and type; unknown ones are `ignored`.

        Raises UnreadableFile where none is known, two hold the same, or a type cannot hold it.
        """
        headers = [header for header, _ in described]
        columns = self._headers.columns(headers, self._name)
        self.ignored = tuple(
            header for header, each in zip(headers, columns, strict=True) if each is None
        )
        if not any(columns):
            raise UnreadableFile(
                codes.NO_KNOWN_COLUMN,
                msg("{where}: no field is known: {names}", where=self._name, names=headers),
                msg("expected are columns such as: {names}", names=self._headers.expected),
            )
        return [
            self._column(each, kind)
            for each, (_, kind) in zip(columns, described, strict=True)
            if each is not None and kind != _NO_TYPE
        ]

    def _column(self, found: Column, sql_type: str) -> SourceColumn:
        kind = found.fact.type.kind
        wanted: Kind = "rupiah" if found.tax is not None else kind
        if not _can_hold(wanted, sql_type):
            raise UnreadableFile(
                codes.UNREADABLE_CELL,
                msg(
                    "{file}: column `{column}` is of the type {type}: `{name}` takes {wanted}",
                    file=self._name,
                    column=found.header,
                    type=sql_type,
                    name=found.tax or found.fact.name,
                    wanted=_WANTED[wanted],
                ),
                msg("write the column in one of these types; amounts are never floating point"),
            )
        return SourceColumn(found.header, found.fact, found.tax, sql_type)

    # ---- RowReader ----

    def value(self, written: str, column: SourceColumn) -> Value | None:
        """What a text means; None if it says nothing. Raises InvalidValue, UnknownValue."""
        stripped = written.strip()
        if not stripped:
            return None
        held = Column(column.header, column.fact, column.tax)
        value = self._cells.read(stripped, held)
        return cast("Value | None", frozenset(value) if isinstance(value, list) else value)

    def facts(self, row: Mapping[str, object]) -> Facts | Fault:
        """The facts of a row by the headers of its columns, or what is wrong with it."""
        raw = row.get(RAW)
        if isinstance(raw, str):
            made = row_of(raw)
            if isinstance(made, RowError):
                return Fault(made.place.column, made.error)
            given = dict(made.fields)
        else:
            given = {name: _plain(each) for name, each in row.items() if each is not None}
        fields, _ = read_json_row(JsonRow(Place(0), given), self._headers, self._cells)
        if isinstance(fields, RowError):
            return Fault(fields.place.column, fields.error)
        try:
            return to_facts(fields, self._policy)
        except BokrulesError as error:
            return Fault("", error)


def _can_hold(kind: Kind, sql_type: str) -> bool:
    if sql_type == "VARCHAR":
        return True
    match kind:
        case "rupiah" | "count" | "number":
            return sql_type in _WHOLE_TYPES or _DECIMAL.fullmatch(sql_type) is not None
        case "date":
            return sql_type in _DAYS
        case "yes_no":
            return sql_type == "BOOLEAN"
        case "text":
            return sql_type in _WHOLE_TYPES
        case "documents":
            return sql_type == "VARCHAR[]"
        case "taxes":
            return (
                re.fullmatch(r"MAP\(VARCHAR, (U?[A-Z]*INT|INTEGER|UINTEGER)\)", sql_type)
                is not None
            )
        case _:
            return False


def _plain(value: object) -> object:
    """A value as JSON would have it: days without a time, whole numbers without a fraction."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value
