"""A zip archive from a stranger: never more is unpacked than was agreed on."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import suppress

MOST_BYTES = 1_000_000_000
"""Of all parts together, unpacked."""
MOST_PART_BYTES = 300_000_000
"""Of one part; twice the sheet of the largest ledger known."""
CHUNK = 1 << 20

BROKEN = (
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


class TooLarge(Exception):
    """It unpacks to more than `most` bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class ZipArchive:
    """Its parts by name. Raises what is in BROKEN, and TooLarge."""

    def __init__(self, data: bytes, most: int = MOST_BYTES) -> None:
        self._data = data
        self._file = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._file.namelist())
        sizes = [each.file_size for each in self._file.infolist()]
        if sum(sizes) > most:
            raise TooLarge(most)
        if max(sizes, default=0) > MOST_PART_BYTES:
            raise TooLarge(MOST_PART_BYTES)

    def read(self, name: str) -> bytes:
        """One part; a locked or damaged one is refused."""
        return self._file.read(name)

    def check(self) -> None:
        """Refuse an archive whose parts are larger than its table of contents says.

        zipfile stops at the size that is written there; other readers go on to the end. A part that
        cannot be unpacked is not refused here: whoever reads it says so.
        """
        for info in self._file.infolist():
            if info.compress_type == zipfile.ZIP_DEFLATED:
                with suppress(zlib.error):
                    self._check_size(info)

    def _check_size(self, info: zipfile.ZipInfo) -> None:
        start = self._start(info)
        packed = memoryview(self._data)[start : start + info.compress_size]
        unpacker = zlib.decompressobj(-15)
        size = 0
        rest: bytes | memoryview = packed
        while rest and not unpacker.eof:
            size += len(unpacker.decompress(rest, CHUNK))
            rest = unpacker.unconsumed_tail
            if size > info.file_size:
                raise zipfile.BadZipFile(info.filename)

    def _start(self, info: zipfile.ZipInfo) -> int:
        """Where the part's bytes begin, behind its own header."""
        at = info.header_offset
        header = self._data[at : at + 30]
        if len(header) < 30:
            raise zipfile.BadZipFile(info.filename)
        return (
            at
            + 30
            + int.from_bytes(header[26:28], "little")
            + int.from_bytes(header[28:30], "little")
        )
