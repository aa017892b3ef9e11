"""The parts of an .xlsx file, to see what python-calamine passes over in silence.

It gives a cell that shows an error, and a formula that was never calculated, as an empty cell. An
amount must not vanish like that, so both are looked for in the sheet's XML. It does not say either
which numbers are shown as percentages: 0.5 that people see as 50%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import PurePosixPath
from xml.etree import ElementTree

from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.inspection import zip_archive
from bokrules.inspection.opening import unreadable
from bokrules.inspection.zip_archive import BROKEN, TooLarge, ZipArchive

MOST_BYTES = zip_archive.MOST_BYTES
"""Unpacked; five times the largest ledger known."""
MOST_CELLS = 16_000_000
"""From the first to the last row and column in use: a stray cell far out takes all memory."""
MOST_VALUES = 5_000_000
"""In cells of one sheet, several of which may stand in the same place."""
MOST_MERGED = 1_000_000
"""Ranges of merged cells in a sheet."""
MOST_TEXT = 400_000_000
"""Bytes of the texts of all cells. A workbook stores a text once, however many cells show it."""

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_PERCENT_FORMATS = frozenset({"9", "10"})
"""The two that every workbook has: 0% and 0.00%."""
_OLE = b"\xd0\xcf\x11\xe0"

_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:[\w.-]+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)<)")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]+)<")
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_TYPE = re.compile(rb"\bt\s*=\s*[\"'](\w+)[\"']")
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_MOST_DIGITS = 12
"""Of the number of a row, and letters of a column: far more than any workbook has."""
_ANY_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]*)([0-9]+)[\"']")
_QUOTED = re.compile(r"\"[^\"]*\"|\\\\.")
_FAR_CELL = re.compile(rb"<c r=\"([A-Za-z]{2,}[0-9]+|[A-Za-z][0-9]{6,}|[0-9][^\"]*)\"")
"""Outside A1:Z99999."""
_ROW_OR_CELL = re.compile(
    rb"<(?:[\w.-]+:)?(?:(row)\b|c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</(?:[\w.-]+:)?c>))", re.DOTALL
)
_ERROR = re.compile(rb"t=[\"']e[\"']|t\s+=\s*[\"']e[\"']|t=\s+[\"']e[\"']")
_SHARED = re.compile(rb"\bt=\"s\"[^>]*><v>([0-9]+)<")
_END_OF_TEXT = re.compile(rb"/(?:[\w.-]+:)?si>|si/>")
_MACROS = "xl/vbaProject.bin"
_LINKS = "xl/externalLinks/"
_STRINGS = "xl/sharedStrings.xml"


def check_extent(name: str, sheet: str, rows: int, columns: int) -> None:
    """Raises UnreadableFile for a sheet that reaches so far that reading it takes all memory."""
    if rows * columns > MOST_CELLS:
        raise unreadable(
            name,
            msg(
                "sheet `{sheet}` has cells in use as far as row {row} and column {column}",
                sheet=sheet,
                row=rows,
                column=columns,
            ),
            msg("delete the stray cells far from the ledger"),
        )


class XlsxParts:
    """The workbook as a zip archive. Raises UnreadableFile if it is none."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if data.startswith(_OLE):
            raise self._unreadable(
                msg("it has a password, or is an Excel workbook of the old kind (.xls)"),
                msg("save it in Excel as .xlsx without a password"),
            )
        try:
            self._archive = ZipArchive(data, MOST_BYTES)
            self._paths = self._paths_of_sheets()
            self._archive.check()
            self._strings = self._shared_texts()
        except TooLarge as fault:
            raise self._too_large(fault) from None
        except (*BROKEN, ElementTree.ParseError):
            raise self._unreadable(
                msg("it is not an Excel workbook (.xlsx), or damaged"),
                msg("open it in Excel and save it as .xlsx, or get it again"),
            ) from None

    @property
    def notes(self) -> tuple[Message, ...]:
        """What the workbook holds beside its cells, and what was done with it."""
        notes = []
        if _MACROS in self._archive.names:
            notes.append(msg("it holds macros: they were not run, only the stored values are read"))
        if any(each.startswith(_LINKS) for each in self._archive.names):
            notes.append(
                msg("it has links to other files: they were not followed, the stored values count")
            )
        return tuple(notes)

    def bad_cells(self, sheet: str) -> dict[tuple[int, int], str]:
        """Row and column (from 0) of cells without a value, to what they show.

        Raises UnreadableFile if the sheet reaches too far out to be read.
        """
        xml = self._xml(sheet)
        self._check_extent(sheet, xml)
        self._check_texts(sheet, xml)
        return dict(_bad_cells(xml))

    def percent_cells(self, sheet: str) -> Iterator[tuple[int, int]]:
        """Row and column (from 0) of the cells that are shown as percentages."""
        styles = "|".join(map(str, self._percent_styles()))
        if not styles:
            return
        styled = rf"<(?:[\w.-]+:)?c\s(?=[^>]*?\bs\s*=\s*[\"'](?:{styles})[\"'])([^>]*)>"
        for found in re.finditer(styled.encode(), self._xml(sheet)):
            place = _PLACE.search(found[1])
            if place is not None:
                yield int(place[2]) - 1, _column(place[1])

    def _percent_styles(self) -> list[int]:
        """The numbers of the styles whose format is that of a percentage."""
        try:
            styles = ElementTree.fromstring(self._archive.read(_STYLES))
        except (*BROKEN, ElementTree.ParseError):
            return []
        formats = _PERCENT_FORMATS | {
            each.get("numFmtId")
            for each in styles.findall("{*}numFmts/{*}numFmt")
            if "%" in _QUOTED.sub("", each.get("formatCode", ""))
        }
        cells = styles.findall("{*}cellXfs/{*}xf")
        return [place for place, each in enumerate(cells) if each.get("numFmtId") in formats]

    def _check_extent(self, sheet: str, xml: bytes) -> None:
        merged = xml.count(b"mergeCell ")
        if xml.count(b"<v") + xml.count(b":v") > MOST_VALUES or merged > MOST_MERGED:
            raise self._unreadable(
                msg("sheet `{sheet}` has more than {n} values", sheet=sheet, n=MOST_VALUES),
                msg("split the ledger into several files"),
            )
        row, column = _bounds(xml)
        if row * column > MOST_CELLS:
            row, column = _extent(xml)
        check_extent(self.name, sheet, row, column)

    def _check_texts(self, sheet: str, xml: bytes) -> None:
        shown = xml.count(b't="s"')
        if not shown or not self._has_text_longer_than(MOST_TEXT // shown):
            return
        lengths = [len(each) for each in _END_OF_TEXT.split(self._strings)]
        known = len(lengths)
        size = sum(lengths[at] for each in _SHARED.findall(xml) if (at := int(each)) < known)
        if size > MOST_TEXT:
            raise self._unreadable(
                msg("the texts of sheet `{sheet}` are larger than {n} bytes together",
                    sheet=sheet, n=MOST_TEXT),
                msg("split the ledger into several files"),
            )  # fmt: skip

    def _has_text_longer_than(self, most: int) -> bool:
        """Jumps from text to text that the cells share, never further than `most` bytes."""
        xml, at = self._strings, 0
        while at + most < len(xml):
            end = xml.rfind(b"si>", at, at + most)
            if end < 0:
                return True
            at = end + 3
        return False

    def _shared_texts(self) -> bytes:
        """The texts that cells share."""
        if _STRINGS not in self._archive.names:
            return b""
        xml = self._archive.read(_STRINGS)
        if xml.count(b"/si>") + xml.count(b":si>") + xml.count(b"si/>") > MOST_CELLS:
            raise self._unreadable(
                msg("it holds more than {n} texts", n=MOST_CELLS),
                msg("split the ledger into several files"),
            )
        return xml

    def _xml(self, sheet: str) -> bytes:
        try:
            return self._archive.read(self._paths[sheet])
        except BROKEN:
            raise self._unreadable(
                msg("its sheet `{sheet}` is damaged", sheet=sheet),
                msg("open it in Excel and save it as .xlsx, or get it again"),
            ) from None

    def _paths_of_sheets(self) -> dict[str, str]:
        targets = {
            each.get("Id"): each.get("Target", "")
            for each in ElementTree.fromstring(self._archive.read(_RELATIONS)).iter()
            if each.get("Id") is not None
        }
        found = {}
        for each in ElementTree.fromstring(self._archive.read(_WORKBOOK)).findall(".//{*}sheet"):
            relation = next(value for key, value in each.items() if key.endswith("}id"))
            path = PurePosixPath("/xl") / targets[relation]
            found[each.attrib["name"]] = str(path).lstrip("/")
        return found

    def _too_large(self, fault: TooLarge) -> UnreadableFile:
        return self._unreadable(
            msg("unpacked it is larger than {n} bytes", n=fault.most),
            msg("split the ledger into several files"),
        )

    def _unreadable(self, why: Message, hint: Message) -> UnreadableFile:
        return unreadable(self.name, why, hint)


def _bounds(xml: bytes) -> tuple[int, int]:
    """Rows and columns that hold all cells; exactly those in use where they are many."""
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    cells = xml.count(b"<c", start, end)
    usual = xml.count(b'<c r="', start, end) == cells and xml.find(b":c", start, end) < 0
    if start < 0 or not cells or not usual:
        return _extent(xml)
    rows, columns = 99_999, 26
    for place in _FAR_CELL.findall(xml):
        digits = place.lstrip(_LETTERS)
        rows = max(rows, int(digits[:_MOST_DIGITS]))
        columns = max(columns, _column(place[: -len(digits)][:_MOST_DIGITS]) + 1)
    return rows, columns


def _extent(xml: bytes) -> tuple[int, int]:
    """The last row and column of the cells that hold something, from 1."""
    rows = columns = row = column = 0
    for found in _ROW_OR_CELL.finditer(xml):
        if found[1]:
            row, column = row + 1, 0
            continue
        column += 1
        place = _ANY_PLACE.search(found[2])
        if place is not None:
            row = int(place[2][:_MOST_DIGITS])
            column = _column(place[1][:_MOST_DIGITS]) + 1
        if found[3]:
            rows, columns = max(rows, row), max(columns, column)
    return rows, columns


def _bad_cells(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    prefix = b"<" + _prefix(xml)
    seen = -1
    suspects = [each.start() for each in _ERROR.finditer(xml)]
    if prefix + b"f" in xml:
        suspects += [each.start() for each in _without_value(prefix).finditer(xml)]
    for suspect in sorted(suspects):
        start = xml.rfind(prefix + b"c ", 0, suspect)
        found = _CELL.match(xml, start) if start > seen else None
        if found is None or found.end() < suspect:
            continue
        seen = start
        attributes, body = found[1], found[2] or b""
        place = _PLACE.search(attributes)
        if place is None:
            continue
        at = int(place[2]) - 1, _column(place[1])
        kind = _TYPE.search(attributes)
        value = _VALUE.search(body)
        formula = _FORMULA.search(body)
        if kind is not None and kind[1] == b"e":
            yield at, _text(value[1]) if value else "#?"
        elif formula is not None and value is None and (kind is None or kind[1] != b"str"):
            yield at, "=" + _text(formula[1] or b"")


def _prefix(xml: bytes) -> bytes:
    """What stands before the names of the sheet's elements, such as x: (mostly nothing)."""
    found = re.search(rb"<([\w.-]+:)?sheetData\b", xml)
    return found[1] or b"" if found else b""


@lru_cache
def _without_value(prefix: bytes) -> re.Pattern[bytes]:
    """A formula that no value follows."""
    tag = re.escape(prefix)
    return re.compile(
        tag + rb"f(?:\s[^>]*)?(?:/>|>[^<]*</[^>]*>)(?!" + tag + rb"v(?:\s[^>]*)?>[^<])"
    )


def _text(xml: bytes) -> str:
    return unescape(xml.decode("utf-8", "replace"))


def _column(letters: bytes) -> int:
    """From 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number - 1
