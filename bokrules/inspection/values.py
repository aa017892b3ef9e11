"""One cell of a ledger to the value that its fact takes. Nothing is rounded, nothing guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, assert_never

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import Message, msg
from bokrules.base.money import LARGEST_AMOUNT, format_rupiah
from bokrules.base.suggestions import did_you_mean
from bokrules.inspection.amounts import count_in, number_in, rupiah_in
from bokrules.inspection.columns import Column
from bokrules.inspection.dates import day_in
from bokrules.inspection.ledger import BadCell, Cell
from bokrules.inspection.names import Names, names_of_terms, words_of
from bokrules.semantics.types import Type
from bokrules.semantics.vocabulary import Vocabulary

Value: TypeAlias = int | Fraction | date | bool | str | list[str] | dict[str, int]

_NONE_WRITTEN = frozenset({"-", "–", "—"})
_NO_DOCUMENTS = _NONE_WRITTEN | {"tidak ada", "none"}
_YES = frozenset({"ya", "y", "yes", "true", "benar", "1"})
_NO = frozenset({"tidak", "tdk", "no", "n", "false", "salah", "0"})
"""`t` is in neither: it may be tidak or true."""


class CellReader:
    """Reads the cells of csv and Excel files, in the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._terms: dict[Type, Names[str]] = {}
        self._documents = names_of_terms(vocabulary.documents)
        self._taxes = names_of_terms(vocabulary.taxes)
        self._most_commas = max(
            (
                text.count(",")
                for each in vocabulary.documents.values()
                for text in words_of(each.label)
            ),
            default=0,
        )

    def read(self, cell: Cell, column: Column) -> Value | None:
        """The value of `cell`, None if it says nothing.

        An empty cell says nothing; nor does `-` for an amount or a number. For documents and taxes
        `-` says that there are none. Raises InvalidValue saying what the column takes.
        """
        if cell is None:
            return None
        if isinstance(cell, BadCell):
            raise InvalidValue(
                codes.UNREADABLE_CELL,
                msg("column `{column}`: the cell shows {value}", column=column.header, value=cell),
                msg("mend the formula; then open the file in Excel and save it"),
            )
        if column.tax is not None:
            return _rupiah(cell, column)
        kind = column.fact.type.kind
        match kind:
            case "rupiah":
                return _rupiah(cell, column)
            case "count":
                return _count(cell, column)
            case "number":
                return _number(cell, column)
            case "date":
                return _date(cell, column)
            case "yes_no":
                return _yes_no(cell, column)
            case "text":
                return _text(cell)
            case "term" | "choice":
                return self._term(cell, column)
            case "documents":
                return self._document_list(cell, column)
            case "taxes":
                return self._tax_amounts(cell, column)
            case _:
                assert_never(kind)

    # ---- words of the vocabulary ----

    def _term(self, cell: Cell, column: Column) -> str:
        known = self._known(column.fact.type)
        if not isinstance(cell, str):
            raise _unreadable(cell, column, column.fact.type.words)
        return self._one(cell, known, column, list(self._identifiers(column.fact.type)))

    def _document_list(self, cell: Cell, column: Column) -> list[str]:
        wanted = msg("documents, such as kuitansi; surat_tugas (or - for none)")
        if not isinstance(cell, str):
            raise _unreadable(cell, column, wanted)
        if cell.casefold() in _NO_DOCUMENTS:
            return []
        found = []
        for part in _parts(cell, ";"):
            found += [
                self._one(each, self._documents, column, list(self._vocabulary.documents))
                for each in self._documents_between_commas(part)
            ]
        if not found:
            raise _unreadable(cell, column, wanted)
        return list(dict.fromkeys(found))

    def _documents_between_commas(self, text: str) -> Iterator[str]:
        """A label may hold commas itself: the longest run of parts that is a label counts."""
        parts = _parts(text, ",")
        while parts:
            taken = 1
            for count in range(min(len(parts), self._most_commas + 1), 1, -1):
                if self._documents.find(", ".join(parts[:count])):
                    taken = count
                    break
            yield ", ".join(parts[:taken])
            parts = parts[taken:]

    def _tax_amounts(self, cell: Cell, column: Column) -> dict[str, int]:
        wanted = msg("taxes, such as ppn=100000; pph22=15000 (or - for none)")
        if not isinstance(cell, str):
            raise _unreadable(cell, column, wanted)
        found: dict[str, int] = {}
        if cell.casefold() in _NO_DOCUMENTS:
            return found
        for part in _parts(cell, ";"):
            name, mark, written = part.replace(":", "=", 1).partition("=")
            tax = self._one(name.strip(), self._taxes, column, list(self._vocabulary.taxes))
            amount = rupiah_in(written.strip()) if mark else None
            if amount is None or amount > LARGEST_AMOUNT or tax in found:
                raise _unreadable(cell, column, wanted)
            found[tax] = amount
        if not found:
            raise _unreadable(cell, column, wanted)
        return found

    def _one(self, written: str, known: Names[str], column: Column, identifiers: list[str]) -> str:
        found = known.find(written)
        if len(found) == 1:
            return found[0]
        if found:
            raise InvalidValue(
                codes.UNREADABLE_CELL,
                msg(
                    "column `{column}`: `{value}` may be any of: {names}",
                    column=column.header,
                    value=_short(written),
                    names=sorted(found),
                ),
                msg("write the one that is meant"),
            )
        raise InvalidValue(
            codes.UNREADABLE_CELL,
            msg(
                "column `{column}`: there is no `{value}` in the vocabulary",
                column=column.header,
                value=_short(written),
            ),
            did_you_mean("_".join(written.casefold().split()), identifiers)
            or msg("`bokrules show` lists the vocabulary of an edition"),
        )

    def _known(self, kind: Type) -> Names[str]:
        if kind not in self._terms:
            if kind.kind == "term":
                terms = self._vocabulary.taxonomies[kind.of].terms
                self._terms[kind] = names_of_terms(terms)
            else:
                options = self._vocabulary.choices[kind.of].options
                self._terms[kind] = Names(
                    (name, [name], words_of(label)) for name, label in options.items()
                )
        return self._terms[kind]

    def _identifiers(self, kind: Type) -> Mapping[str, object]:
        if kind.kind == "term":
            return self._vocabulary.taxonomies[kind.of].terms
        return self._vocabulary.choices[kind.of].options


# ---- numbers ----


def _rupiah(cell: Cell, column: Column) -> int | None:
    wanted = msg("whole rupiah, such as 1250000 or Rp1.250.000")
    amount = _whole(cell, column, rupiah_in, wanted)
    if amount is not None and amount > LARGEST_AMOUNT:
        raise InvalidValue(
            codes.UNREADABLE_CELL,
            msg(
                "column `{column}`: {value} is beyond any expense", column=column.header, value=cell
            ),
            msg("at most {most}", most=format_rupiah(LARGEST_AMOUNT)),
        )
    return amount


def _count(cell: Cell, column: Column) -> int | None:
    unit = column.fact.type.of
    return _whole(cell, column, lambda text: count_in(text, unit), msg("a whole number, such as 2"))


def _whole(
    cell: Cell, column: Column, in_text: Callable[[str], int | None], wanted: Message
) -> int | None:
    if isinstance(cell, int) and not isinstance(cell, bool) and cell >= 0:
        return cell
    if isinstance(cell, str):
        if cell in _NONE_WRITTEN:
            return None
        value = in_text(cell)
        if value is not None:
            return value
    raise _unreadable(cell, column, wanted)


def _number(cell: Cell, column: Column) -> Fraction | None:
    wanted = msg("a number such as 12 or 2,5 (1.250 may be two numbers: write 1250, or 1,25)")
    if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
        if 0 <= cell <= LARGEST_AMOUNT:
            return Fraction(cell)
    elif isinstance(cell, str):
        if cell in _NONE_WRITTEN:
            return None
        value = number_in(cell)
        if value is not None and value <= LARGEST_AMOUNT:
            return value
    raise _unreadable(cell, column, wanted)


# ---- the rest ----


def _date(cell: Cell, column: Column) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    day = day_in(cell) if isinstance(cell, str) else None
    if day is None:
        raise _unreadable(cell, column, msg("a day, such as 2010-05-14, 14/05/2010 or 14 Mei 2010"))
    return day


def _yes_no(cell: Cell, column: Column) -> bool:
    if isinstance(cell, bool):
        return cell
    word = str(cell).casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise _unreadable(cell, column, msg("ya or tidak"))


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, date):
        return cell.isoformat().removesuffix("T00:00:00")
    return str(cell)


def _parts(text: str, separator: str) -> list[str]:
    return [part for each in text.split(separator) if (part := each.strip())]


def _unreadable(cell: Cell, column: Column, wanted: Message) -> InvalidValue:
    return InvalidValue(
        codes.UNREADABLE_CELL,
        msg(
            "column `{column}`: `{value}` is not {wanted}",
            column=column.header,
            value=_short(cell),
            wanted=wanted,
        ),
        msg("it is not negative, here: write {wanted}", wanted=wanted)
        if _is_negative(cell)
        else msg("write {wanted}, or leave the cell empty", wanted=wanted),
    )


def _is_negative(cell: Cell) -> bool:
    text = str(cell).strip().removeprefix("(").lstrip()
    return text[:1] in ("-", "−") and text[1:2].isdigit()


def _short(cell: Cell) -> str:
    text = str(cell)
    return text if len(text) <= 60 else text[:59] + "…"
