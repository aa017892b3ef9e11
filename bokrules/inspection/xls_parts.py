"""The records of an old workbook (.xls), to see what python-calamine passes over in silence.

As with .xlsx: cells that show an error, a stray cell far out, and a password.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.inspection import xlsx_parts
from bokrules.inspection.ole_file import DamagedOle, OleFile
from bokrules.inspection.opening import unreadable

_STREAMS = ("Workbook", "Book")
_ENCRYPTED = "EncryptedPackage"
_MACROS = "_VBA_PROJECT_CUR"
_SHEET_NAME, _LOCKED, _START, _LINKS = 0x85, 0x2F, 0x809, 0x1AE
_FORMULA, _SHOWN = 0x06, 0x205
_ONE_CELL = frozenset({_FORMULA, 0x203, 0x204, _SHOWN, 0x27E, 0xFD})
_SEVERAL_CELLS = 0xBD
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


class XlsParts:
    """The workbook as a file of records. Raises UnreadableFile if it is none, or locked."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            ole = OleFile(data)
            stream = next((each for each in _STREAMS if each in ole.names), None)
            self._records = ole.read(stream) if stream else b""
            if _ENCRYPTED in ole.names:
                raise self._locked()
            self.notes: tuple[Message, ...] = ()
            self._bad: dict[str, dict[tuple[int, int], str]] = {}
            self._read()
        except (DamagedOle, struct.error, LookupError):
            raise self._unreadable(
                msg("it is not an Excel workbook (.xls), or damaged"),
                msg("open it in Excel and save it as .xlsx, or get it again"),
            ) from None
        if any(each.startswith(_MACROS) for each in ole.names) or "dir" in ole.names:
            self.notes += (
                msg("it holds macros: they were not run, only the stored values are read"),
            )

    def bad_cells(self, sheet: str) -> dict[tuple[int, int], str]:
        """Row and column (from 0) of cells without a value, to what they show."""
        return self._bad.get(sheet, {})

    def _read(self) -> None:
        names: dict[int, str] = {}
        sheet = ""
        rows = columns = 0
        for at, kind, body in self._all_records():
            if kind == _LOCKED:
                raise self._locked()
            if kind == _SHEET_NAME:
                names[struct.unpack_from("<I", body)[0]] = _sheet_name(body)
            elif kind == _START:
                sheet, rows, columns = names.get(at, ""), 0, 0
            elif kind == _LINKS and len(body) > 4:
                self.notes = (
                    msg("it has links to other files: they were not followed, the stored values "
                        "count"),
                )  # fmt: skip
            elif kind in _ONE_CELL or kind == _SEVERAL_CELLS:
                row, column = struct.unpack_from("<HH", body)
                last = column if kind != _SEVERAL_CELLS else struct.unpack("<H", body[-2:])[0]
                rows, columns = max(rows, row + 1), max(columns, last + 1)
                xlsx_parts.check_extent(self.name, sheet, rows, columns)
                error = _error_in(kind, body)
                if error is not None:
                    self._bad.setdefault(sheet, {})[row, column] = error

    def _all_records(self) -> Iterator[tuple[int, int, bytes]]:
        at, end = 0, len(self._records) - 3
        while at < end:
            kind, size = struct.unpack_from("<HH", self._records, at)
            yield at, kind, self._records[at + 4 : at + 4 + size]
            at += 4 + size

    def _locked(self) -> UnreadableFile:
        return self._unreadable(
            msg("it has a password"), msg("save it in Excel as .xlsx without a password")
        )

    def _unreadable(self, why: Message, hint: Message) -> UnreadableFile:
        return unreadable(self.name, why, hint)


def _error_in(kind: int, body: bytes) -> str | None:
    """What a cell shows that holds an error: by itself, or as the result of its formula."""
    if kind == _SHOWN and len(body) >= 8 and body[7]:
        return _ERRORS.get(body[6], "#?")
    if kind == _FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":
        return _ERRORS.get(body[8], "#?")
    return None


def _sheet_name(body: bytes) -> str:
    length = body[6]
    if body[7] & 1:
        return body[8 : 8 + 2 * length].decode("utf-16-le", "replace")
    return body[8 : 8 + length].decode("latin-1")
