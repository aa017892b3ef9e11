"""`allocate --units FILE`: the units of a formula, from a csv file or a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import InvalidValue, UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.base.suggestions import did_you_mean
from bokrules.evaluation.table import RowError
from bokrules.inspection.amounts import number_in, rupiah_in
from bokrules.inspection.columns import Column, Headers
from bokrules.inspection.csv_file import read_csv
from bokrules.inspection.opening import file_bytes
from bokrules.inspection.records import unknown_columns, where
from bokrules.inspection.rows import read_row
from bokrules.inspection.values import CellReader
from bokrules.inspection.xlsx_file import read_xlsx
from bokrules.semantics.allocation import KEY_COLUMN, Formula
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import RUPIAH, Type
from bokrules.semantics.vocabulary import Fact, Label, Vocabulary

_RUPIAH = re.compile(
    r"(?:rp\.?\s*)?(?P<digits>[1-9][0-9]*|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,(?:-{1,2}|00?))?",
    re.IGNORECASE,
)
"""An amount of any size: a ceiling may be larger than any expense."""
_ENTRY = re.compile(r"(?P<table>\w+)\[(?P<option>\w+)\]")


def read_units(path: Path, formula: Formula, policy: Policy) -> list[dict[str, object]]:
    """One mapping of columns for each row. Raises UnreadableFile, naming the row and the column."""
    name, ending = str(path), path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise UnreadableFile(
            codes.UNSUPPORTED_FORMAT,
            msg("{file}: units stand in a .csv or .xlsx file", file=name),
            msg("save it as one of them"),
        )
    kind = next(each for each in policy.units if each.name == formula.unit)
    headers = Headers(_vocabulary(kind.columns, policy))
    data = file_bytes(path)
    sheets = read_csv(data, name, headers) if ending == ".csv" else read_xlsx(data, name)
    reader = CellReader(headers.vocabulary)
    units: list[dict[str, object]] = []
    for sheet in sheets:
        columns = headers.columns(sheet.header, where(name, sheet.place))
        unknown = list(unknown_columns(sheet, columns))
        if unknown:
            raise _bad(
                msg("{file}: unknown columns: {names}", file=name, names=unknown),
                msg("known are: {names}", names=list(kind.columns)),
            )
        for row in sheet.rows:
            read = row if isinstance(row, RowError) else read_row(row, columns, reader)
            if isinstance(read, RowError):
                raise _bad(
                    msg(
                        "{file}, row {row}: {why}",
                        file=where(name, read.place),
                        row=read.place.row,
                        why=read.error.message,
                    ),
                    read.error.hint_message,
                )
            units.append(read)
    return units


def read_setting(text: str, formula: Formula, policy: Policy) -> tuple[str, object]:
    """`NAME=VALUE` for an input, or for a column that is the same for all units.

    The value is written as in a ledger of the country, or names an entry of a table of the edition:
    `pagu=pagu_2019[bok_provinsi]`. Raises InvalidValue.
    """
    name, equals, value = text.partition("=")
    kind = next(each for each in policy.units if each.name == formula.unit)
    types = {**kind.columns, **formula.inputs}
    if not equals and name in types:
        raise InvalidValue(
            codes.BAD_ALLOCATION_INPUT,
            msg("`{name}` is set to nothing", name=name),
            msg("write {name}=VALUE", name=name),
        )
    if name not in types or name == KEY_COLUMN:
        raise InvalidValue(
            codes.BAD_ALLOCATION_INPUT,
            msg("`{text}` sets no input of `rumus {formula}`", text=text, formula=formula.name),
            msg("write NAME=VALUE with one of: {names}", names=[*formula.inputs, *kind.columns]),
        )
    entry = _ENTRY.fullmatch(value.strip())
    if entry is not None:
        return name, _entry(entry["table"], entry["option"], policy)
    if types[name] == RUPIAH and (large := _RUPIAH.fullmatch(value.strip())) is not None:
        return name, int(large["digits"].replace(".", ""))
    fact = _fact(name, types[name], policy)
    reader = CellReader(_vocabulary({name: types[name]}, policy))
    return name, reader.read(value.strip() or None, Column(name, fact))


def read_range(text: str, formula: Formula, policy: Policy) -> tuple[str, object, object]:
    """`NAME=LOW..HIGH`, both ends written as in `read_setting`. Raises InvalidValue."""
    name, _, ends = text.partition("=")
    low, _, high = ends.partition("..")
    if not low.strip() or not high.strip():
        raise InvalidValue(
            codes.BAD_ALLOCATION_INPUT,
            msg("`{text}` is no range", text=text),
            msg("write NAME=LOW..HIGH, such as pagu=Rp70.000.000..Rp120.000.000"),
        )
    _, first = read_setting(f"{name}={low}", formula, policy)
    _, last = read_setting(f"{name}={high}", formula, policy)
    return name, first, last


def _entry(name: str, option: str, policy: Policy) -> int | Fraction:
    tables = {each.name: each.entries for each in policy.tables}
    entries = tables.get(name)
    if entries is None or option not in entries:
        known = tables if entries is None else entries
        raise InvalidValue(
            codes.BAD_ALLOCATION_INPUT,
            msg("there is no entry `{table}[{option}]`", table=name, option=option),
            did_you_mean(name if entries is None else option, known)
            or msg("known are: {names}", names=list(known) or "-"),
        )
    return entries[option]


def read_settings(texts: Iterable[str], formula: Formula, policy: Policy) -> dict[str, object]:
    """Every `NAME=VALUE`, each name once. Raises InvalidValue."""
    found: dict[str, object] = {}
    for text in texts:
        name, value = read_setting(text, formula, policy)
        if name in found:
            raise InvalidValue(
                codes.BAD_ALLOCATION_INPUT,
                msg("`{name}` is set twice", name=name),
                msg("set it once"),
            )
        found[name] = value
    return found


def read_tolerance(text: str) -> Fraction | int:
    """A share such as `0,1%`, or whole rupiah. Raises InvalidValue."""
    plain = text.strip()
    share = number_in(plain.removesuffix("%").rstrip()) if plain.endswith("%") else None
    amount = rupiah_in(plain)
    if share is not None:
        return share / 100
    if amount is not None:
        return amount
    raise InvalidValue(
        codes.BAD_ALLOCATION_INPUT,
        msg("{text} is no tolerance", text=repr(text)),
        msg("write a share such as 0,1%, or an amount such as Rp1.000.000"),
    )


def _vocabulary(columns: dict[str, Type] | object, policy: Policy) -> Vocabulary:
    assert isinstance(columns, dict)
    facts = {name: _fact(name, type_, policy) for name, type_ in columns.items()}
    return Vocabulary({}, {}, {}, policy.vocabulary.choices, facts)


def _fact(name: str, type_: Type, policy: Policy) -> Fact:
    """A column as a fact, so that tables of units are read as ledgers are."""
    span = next(iter(policy.vocabulary.facts.values())).span
    return Fact(name=name, alias=name, type=type_, label=Label(name), span=span)


def _bad(message: Message, hint: Message | None) -> UnreadableFile:
    return UnreadableFile(codes.BAD_ALLOCATION_INPUT, message, hint)
