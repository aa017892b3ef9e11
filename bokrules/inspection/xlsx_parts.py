"""The parts of an .xlsx file, to see what python-calamine passes over in silence.

It gives a cell that shows an error, and a formula that was never calculated, as an empty cell. An
amount must not vanish like that, so both are looked for in the sheet's XML. It does not say either
which numbers are shown as percentages: 0.5 that people see as 50%.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath
from xml.etree import ElementTree

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg

MOST_BYTES = 1_500_000_000
"""Unpacked; ten times the largest ledger known."""
MOST_CELLS = 50_000_000
"""From the first to the last row and column in use: a stray cell far out takes all memory."""

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
_QUOTED = re.compile(r"\"[^\"]*\"|\\\\.")
_FAR_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Z]{2,3})[0-9]")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\s[^>]*?\br\s*=\s*[\"']([0-9]{1,7})[\"']")


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
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._paths = self._paths_of_sheets()
        except (*_BROKEN, ElementTree.ParseError):
            raise self._unreadable(
                msg("it is not an Excel workbook (.xlsx), or damaged"),
                msg("open it in Excel and save it as .xlsx, or get it again"),
            ) from None
        if sum(each.file_size for each in self._archive.infolist()) > MOST_BYTES:
            raise self._unreadable(
                msg("unpacked it is larger than {n} bytes", n=MOST_BYTES),
                msg("split the ledger into several files"),
            )

    def bad_cells(self, sheet: str) -> dict[tuple[int, int], str]:
        """Row and column (from 0) of cells without a value, to what they show.

        Raises UnreadableFile if the sheet reaches too far out to be read.
        """
        xml = self._xml(sheet)
        self._check_extent(sheet, xml)
        if b"<f" not in xml and b":f" not in xml and not re.search(rb"\bt\s*=\s*[\"']e[\"']", xml):
            return {}
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
        except (*_BROKEN, ElementTree.ParseError):
            return []
        formats = _PERCENT_FORMATS | {
            each.get("numFmtId")
            for each in styles.findall("{*}numFmts/{*}numFmt")
            if "%" in _QUOTED.sub("", each.get("formatCode", ""))
        }
        cells = styles.findall("{*}cellXfs/{*}xf")
        return [place for place, each in enumerate(cells) if each.get("numFmtId") in formats]

    def _check_extent(self, sheet: str, xml: bytes) -> None:
        column = max((_column(each) for each in _FAR_CELL.findall(xml)), default=25)
        row = max((int(each) for each in _ROW.findall(xml)), default=0)
        if (column + 1) * row > MOST_CELLS:
            raise self._unreadable(
                msg(
                    "sheet `{sheet}` has cells in use as far as row {row} and column {column}",
                    sheet=sheet,
                    row=row,
                    column=column + 1,
                ),
                msg("delete the stray cells far from the ledger"),
            )

    def _xml(self, sheet: str) -> bytes:
        try:
            return self._archive.read(self._paths[sheet])
        except _BROKEN:
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

    def _unreadable(self, why: Message, hint: Message) -> UnreadableFile:
        return UnreadableFile(
            codes.UNREADABLE_FILE,
            msg("{file} cannot be read: {why}", file=self.name, why=why),
            hint,
        )


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    StopIteration,
    ValueError,
)
"""What zipfile and ElementTree raise for archives that are cut off, damaged or locked."""


def _bad_cells(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for found in _CELL.finditer(xml):
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


def _text(xml: bytes) -> str:
    return unescape(xml.decode("utf-8", "replace"))


def _column(letters: bytes) -> int:
    """From 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
