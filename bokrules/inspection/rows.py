"""A row of a ledger to an expense: values by the names of their facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.evaluation.table import Place, RowError
from bokrules.inspection.columns import Column, Headers
from bokrules.inspection.jsonl_file import JsonRow
from bokrules.inspection.ledger import RawRow
from bokrules.inspection.values import CellReader

Fields = dict[str, object]


def read_row(
    row: RawRow, columns: Sequence[Column | None], reader: CellReader
) -> Fields | RowError:
    """What the cells of a csv or Excel row say, or the first cell that cannot be read.

    Columns of single taxes become one mapping. Once one tax of a row is given, a tax whose cell is
    empty counts as not deposited; while all are empty, nothing is known of them.
    """
    fields: Fields = {}
    for cell, column in zip(row.cells, columns, strict=False):
        if cell is None or column is None:
            continue
        try:
            value = reader.read(cell, column)
            if value is not None:
                _put(value, column, fields)
        except InvalidValue as error:
            return RowError(replace(row.place, column=column.header), error)
    return fields


def read_json_row(
    row: JsonRow, headers: Headers, reader: CellReader
) -> tuple[Fields | RowError, list[str]]:
    """The known fields of a line, and the names of those that are unknown.

    A text is read as a cell's would be (`Rp1.250.000`, `14 Mei 2010`), others as JSON has them.
    """
    fields: Fields = {}
    unknown = []
    for name, value in row.fields.items():
        column = headers.column(name)
        if column is None:
            unknown.append(name)
            continue
        try:
            given = reader.read(value.strip() or None, column) if isinstance(value, str) else value
            if given is not None:
                _put(given, column, fields)
        except InvalidValue as error:
            return RowError(Place(row.place.row, column=name), error), unknown
    return fields, unknown


def _put(value: object, column: Column, fields: Fields) -> None:
    """Raises InvalidValue if the row has the fact, or the tax, twice."""
    name = column.fact.name
    if column.tax is not None:
        value = {column.tax: value}
    if name not in fields:
        fields[name] = value
        return
    given = fields[name]
    if isinstance(value, dict) and isinstance(given, dict) and not given.keys() & value.keys():
        fields[name] = given | value
        return
    raise InvalidValue(
        codes.FIELD_TWICE,
        msg("column `{column}`: the row has this already", column=column.header),
        msg("give it once"),
    )
