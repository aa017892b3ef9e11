"""The streams of an OLE file: a folder in a file, as Office kept its documents before 2007."""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA
"""From here on a number is no sector."""
_SMALL = 4096
"""Bytes; smaller streams lie in a stream of their own, in sectors of 64."""


class DamagedOle(Exception):
    """Its tables lead nowhere."""


class OleFile:
    """Raises DamagedOle."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC) or len(data) < 512:
            raise DamagedOle
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise DamagedOle
        self._size = 1 << shift
        self._fat = self._allocation_table()
        folder = b"".join(self._chain(struct.unpack_from("<I", data, 48)[0]))
        self._entries = dict(_entries(folder))

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """A stream that is not small; a small one is read as empty."""
        start, size = self._entries[name]
        if size < _SMALL:
            return b""
        return b"".join(self._chain(start))[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        found = self._data[at : at + self._size]
        if not found:
            raise DamagedOle
        return found

    def _chain(self, number: int) -> Iterator[bytes]:
        for _ in range(len(self._data) // self._size + 1):
            if number >= _LAST:
                return
            yield self._sector(number)
            if number >= len(self._fat):
                raise DamagedOle
            number = self._fat[number]
        raise DamagedOle

    def _allocation_table(self) -> tuple[int, ...]:
        sectors = [each for each in struct.unpack_from("<109I", self._data, 76) if each < _LAST]
        more, per = struct.unpack_from("<I", self._data, 68)[0], self._size // 4
        for _ in range(len(self._data) // self._size + 1):
            if more >= _LAST:
                break
            numbers = self._numbers(more)
            sectors += [each for each in numbers[: per - 1] if each < _LAST]
            more = numbers[-1]
        if len(sectors) > len(self._data) // self._size:
            raise DamagedOle
        return tuple(number for each in sectors for number in self._numbers(each))

    def _numbers(self, sector: int) -> tuple[int, ...]:
        found = self._sector(sector)
        if len(found) < self._size:
            raise DamagedOle
        return struct.unpack(f"<{self._size // 4}I", found)


def _entries(folder: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    for at in range(0, len(folder) - 127, 128):
        length, kind = struct.unpack_from("<HB", folder, at + 64)
        if kind == 2 and 2 <= length <= 64:
            name = folder[at : at + length - 2].decode("utf-16-le", "replace")
            yield name, struct.unpack_from("<II", folder, at + 116)
