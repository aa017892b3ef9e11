"""The rows of a sheet's XML, read by patterns: a parser of all its elements takes far longer.

The patterns know cells as all common programs write them. A row that holds anything else is
read element by element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from xml.etree.ElementTree import Element, ParseError

from bokrules.inspection.ledger import column_letters
from bokrules.inspection.workbook_looks.look import PLAIN_ROW, CellLook, Row, RowLook
from bokrules.inspection.workbook_looks.plain_xml import as_element
from bokrules.inspection.workbook_looks.serials import serial_of
from bokrules.inspection.workbook_looks.sizes import size_in
from bokrules.inspection.workbook_looks.xlsx_texts import text_of, unescaped

LAST_ROW = 1_048_576
HIGHEST = Decimal(409)
"""Points."""
_ROW = re.compile(r"<row(\s[^<>]*?)?(/?)>")
_END_OF_ROW = "</row>"
_NUMBER_OF_ROW = re.compile(r'\sr="([0-9]{1,7})"')
_ATTRIBUTE = re.compile(r'\s([\w:]+)="([^"]*)"')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]+"(?: s="([0-9]+)")?(?: t="(\w+)")?\s*'
    r"(?:/>|>(<f[^<>]*/>|<f(?:\s[^<>]*)?>[^<]*</f>)?(?:<v>([^<]*)</v>)?"
    r'(?:<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_OTHER_PREFIX = re.compile(r"([\w.-]+):\w+=")
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]+")
_NUMERAL = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_FORMULA_TEXT = re.compile(r">([^<]*)<")
_ERROR = re.compile(r"#[A-Z0-9/_?!]{2,20}")


class XlsxRows:
    """The rows that stand in `xml` between two places. `texts` are those that cells share."""

    def __init__(self, xml: str, start: int, end: int, texts: Sequence[str]) -> None:
        self._xml = xml
        self._start = start
        self._end = end
        self._texts = texts
        self._looks: dict[str, RowLook] = {}

    def __call__(self) -> Iterator[Row]:
        """Raises ParseError where rows are not in their order."""
        xml, at, number = self._xml, self._start, 0
        while found := _ROW.search(xml, at, self._end):
            attributes = found[1] or ""
            given = _NUMBER_OF_ROW.search(attributes)
            following = int(given[1]) if given else number + 1
            if following <= number or following > LAST_ROW:
                raise ParseError("rows are not in their order")
            number, at = following, found.end()
            cells: list[CellLook] = []
            if not found[2]:
                close = xml.find(_END_OF_ROW, at, self._end)
                if close < 0:
                    raise ParseError("a row has no end")
                cells = self._cells(xml[at:close])
                at = close + len(_END_OF_ROW)
            yield number, self._look(attributes), cells

    def last_filled(self, row: int, column: int) -> int:
        """The last column (from 0) right of `column` that holds a value in `row` or below; or -1.

        `row` counts from 1.
        """
        cell = re.compile(rf'<c r="({_letters_after(column)})([0-9]{{1,7}})"[^<>]*(?<!/)>(?!</c>)')
        far = {
            letters
            for letters, number in cell.findall(self._xml, self._start, self._end)
            if int(number) >= row
        }
        return max((each for each in map(column_index, far) if each > column), default=-1)

    def _look(self, attributes: str) -> RowLook:
        rest = _NUMBER_OF_ROW.sub("", attributes)
        if (known := self._looks.get(rest)) is None:
            known = self._looks[rest] = _row_look(dict(_ATTRIBUTE.findall(rest)))
        return known

    def _cells(self, body: str) -> list[CellLook]:
        found = _CELL.findall(body)
        if len(found) != body.count("<c"):
            return list(self._read_cells(body))
        texts = self._texts
        cells: list[CellLook] = []
        add = cells.append
        for letters, style, kind, formula, value, inline in found:
            at = int(style) if style else 0
            if kind in ("", "n") and value.isdecimal() and value.isascii():
                add((letters, at, "n", value))
            elif kind == "s" and value:
                add((letters, at, "s", texts[int(value)]))
            elif inline and kind == "inlineStr":
                add((letters, at, "s", unescaped(inline)))
            elif value or inline or formula:
                add(self._cell(letters, at, kind, formula, value, inline))
            else:
                add((letters, at, "", ""))
        return cells

    def _cell(
        self, letters: str, style: int, kind: str, formula: str, value: str, inline: str
    ) -> CellLook:
        """`value` and `inline` as they stand in the XML."""
        value = value.strip() if kind != "str" else value
        match kind:
            case "" | "n" if _NUMERAL.fullmatch(value):
                return letters, style, "n", value
            case "b" if value in ("0", "1"):
                return letters, style, "b", value
            case "e" if _ERROR.fullmatch(value):
                return letters, style, "e", value
            case "s" if value:
                return letters, style, "s", self._texts[int(value)]
            case "d" if (serial := _serial(value)) is not None:
                return letters, style, "n", serial
        if value or inline or not formula or kind == "str":
            text = unescaped(inline or value)
            return letters, style, "s" if text else "", text
        written = _FORMULA_TEXT.search(formula)
        return letters, style, "s", "=" + unescaped(written[1] if written else "")

    def _read_cells(self, body: str) -> Iterator[CellLook]:
        prefixes = {each: "x" for each in _OTHER_PREFIX.findall(body) if each != "xml"}
        names = "".join(f' xmlns:{each}="{value}"' for each, value in prefixes.items())
        column = -1
        for each in as_element(f"<row{names}>{body}</row>"):
            if each.tag != "c":
                continue
            place = _PLACE.fullmatch(each.get("r", ""))
            column = column_index(place[1]) if place else column + 1
            style = each.get("s", "0")
            yield self._cell(
                column_letters(column),
                int(style) if style.isdecimal() else 0,
                each.get("t", ""),
                _formula(each.find("f")),
                _escaped(each.findtext("v", "")),
                "" if (inline := each.find("is")) is None else _escaped(text_of(inline)),
            )


def column_index(letters: str) -> int:
    """From 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letters_after(column: int) -> str:
    """A pattern for the letters of the columns right of `column`, and perhaps some others."""
    if column + 1 >= 26:
        return "[A-Z]{2,3}"
    return f"[{column_letters(column + 1)}-Z]|[A-Z]{{2,3}}"


def _row_look(given: dict[str, str]) -> RowLook:
    style = given.get("s", "")
    look = RowLook(
        height=_height(given.get("ht", "")),
        is_fixed=given.get("customHeight") in ("1", "true"),
        style=int(style) if style.isdecimal() and given.get("customFormat") == "1" else None,
        is_hidden=given.get("hidden") in ("1", "true"),
    )
    return PLAIN_ROW if look == PLAIN_ROW else look


def _height(given: str) -> Decimal | None:
    height = size_in(given)
    return None if height is None else min(height, HIGHEST)


def _serial(value: str) -> str | None:
    try:
        return serial_of(datetime.fromisoformat(value).replace(tzinfo=None))
    except ValueError:
        return None


def _formula(of: Element | None) -> str:
    return "" if of is None else f"<f>{_escaped(of.text or '')}</f>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
