"""The parts of an OpenDocument workbook (.ods): what is too large in it, locked, or in error."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree import ElementTree

from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.inspection import xlsx_parts
from bokrules.inspection.opening import unreadable
from bokrules.inspection.zip_archive import BROKEN, TooLarge, ZipArchive

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_EXTENDED = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class OdsParts:
    """Raises UnreadableFile if it is no such workbook, locked, or reaches too far out."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._bad: dict[str, dict[tuple[int, int], str]] = {}
        try:
            archive = ZipArchive(data)
            content = archive.read(CONTENT)
            archive.check()
            if b"encryption-data" in archive.read(_MANIFEST):
                raise self._unreadable(
                    msg("it has a password"), msg("save it in Excel as .xlsx without a password")
                )
            self.notes: tuple[Message, ...] = _notes(archive, content)
            self._read(content)
        except TooLarge as fault:
            raise self._unreadable(
                msg("unpacked it is larger than {n} bytes", n=fault.most),
                msg("split the ledger into several files"),
            ) from None
        except (*BROKEN, ElementTree.ParseError):
            raise self._unreadable(
                msg("it is not an OpenDocument workbook (.ods), or damaged"),
                msg("open it and save it as .xlsx, or get it again"),
            ) from None

    def bad_cells(self, sheet: str) -> dict[tuple[int, int], str]:
        """Row and column (from 0) of cells without a value, to what they show."""
        return self._bad.get(sheet, {})

    def _read(self, content: bytes) -> None:
        sheet, row, width, total, texts = "", 0, 0, 0, 0
        for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):
            if event == "start":
                if element.tag == _TABLE + "table":
                    sheet, row, width, total = element.get(_TABLE + "name", ""), 0, 0, 0
                continue
            if element.tag != _TABLE + "table-row":
                continue
            repeated = int(element.get(_TABLE + "number-rows-repeated", "1"))
            used = 0
            for column, last, cell in _filled(element):
                used = last
                length = sum(map(len, cell.itertext()))
                texts += length * (last - column) * repeated
                if texts > xlsx_parts.MOST_TEXT:
                    raise TooLarge(xlsx_parts.MOST_TEXT)
                if _is_error(cell):
                    found = self._bad.setdefault(sheet, {})
                    found[row, column] = "".join(cell.itertext()).strip() or "#?"
            row += repeated
            if used:
                total, width = row, max(width, used)
            xlsx_parts.check_extent(self.name, sheet, total, width)
            element.clear()

    def _unreadable(self, why: Message, hint: Message) -> UnreadableFile:
        return unreadable(self.name, why, hint)


def _filled(row: ElementTree.Element) -> Iterator[tuple[int, int, ElementTree.Element]]:
    """First column (from 0), last column (from 1) and cell, of those that hold something."""
    column = 0
    for cell in row:
        repeated = int(cell.get(_TABLE + "number-columns-repeated", "1"))
        if cell.get(_OFFICE + "value-type") or cell.find(_TEXT + "p") is not None:
            yield column, column + repeated, cell
        column += repeated


def _is_error(cell: ElementTree.Element) -> bool:
    return cell.get(_EXTENDED + "value-type") == "error"


def _notes(archive: ZipArchive, content: bytes) -> tuple[Message, ...]:
    notes = []
    if any(each.startswith(("Basic/", "Scripts/")) for each in archive.names):
        notes.append(msg("it holds macros: they were not run, only the stored values are read"))
    if b"table:cell-range-source" in content or b"'file:" in content:
        notes.append(
            msg("it has links to other files: they were not followed, the stored values count")
        )
    return tuple(notes)
