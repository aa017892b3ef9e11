"""The folder of the cache: it and its files are the user's own, or it is not used.

Nothing here raises: a cache that cannot be read is empty, one that cannot be written is left alone.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress

VARIABLE = "BOKRULES_CACHE"
OFF = "off"
MOST_ENTRIES = 64
LARGEST_ENTRY = 64_000_000
"""Bytes: an edition of a hundred thousand lines."""

_SUFFIX = ".jsonl"
_UNFINISHED = ".part"
_ABANDONED = 3600 * 10**9
"""Nanoseconds, after which nobody writes on at an unfinished entry."""
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_CAN_BE_SURE = {os.open, os.rename, os.stat, os.unlink} <= os.supports_dir_fd and hasattr(
    os, "geteuid"
)
"""Elsewhere nothing tells whose a file is."""


def path() -> str | None:
    """Where the cache lies: as BOKRULES_CACHE says, else in the user's cache folder.

    None if it is turned off, or the user has no home that exists.
    """
    named = os.environ.get(VARIABLE, "")
    if named == OFF or not _CAN_BE_SURE:
        return None
    if named:
        return os.path.abspath(named)  # noqa: PTH100 (pathlib is not loaded for it)
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # noqa: PTH117
        home = os.path.expanduser("~")  # noqa: PTH111
        if not os.path.isdir(home):  # noqa: PTH112 (one that is made up is not made)
            return None
        base = os.path.join(home, ".cache")  # noqa: PTH118
    return os.path.join(base, "bokrules") if os.path.isabs(base) else None  # noqa: PTH117, PTH118


def read(key: str) -> bytes | None:
    """The entry of that name, if there is one and nobody else can have written it."""
    try:
        with _opened(create=False) as place:
            return None if place is None else _read(key + _SUFFIX, place)
    except OSError:
        return None


def write(key: str, content: bytes) -> None:
    """Put the entry there as a whole, and remove the oldest ones.

    Whoever reads at that moment finds the entry before, or this one.
    """
    with suppress(OSError), _opened(create=True) as place:
        if place is not None and len(content) <= LARGEST_ENTRY:
            _write(key + _SUFFIX, content, place)


@contextmanager
def _opened(*, create: bool) -> Iterator[int | None]:
    """The open folder; None if there is none, or it is not the user's alone."""
    found = path()
    if found is None:
        yield None
        return
    if create:
        with suppress(FileExistsError):
            os.makedirs(os.path.dirname(found), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
            os.mkdir(found, mode=0o700)  # noqa: PTH102
    try:
        place = os.open(found, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        yield None
        return
    try:
        yield place if _is_ours(os.fstat(place)) else None
    finally:
        os.close(place)


def _is_ours(found: os.stat_result) -> bool:
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_WRITE


def _read(name: str, place: int) -> bytes | None:
    # Not to be held up by a pipe that someone put in its place.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    file = os.open(name, flags, dir_fd=place)
    try:
        found = os.fstat(file)
        is_plain = stat.S_ISREG(found.st_mode) and found.st_nlink == 1
        if not is_plain or not _is_ours(found) or found.st_size > LARGEST_ENTRY:
            return None
        content = _all_of(file, found.st_size)
        with suppress(OSError):
            os.utime(file)  # the entries that are used longest ago are removed first
        return content
    finally:
        os.close(file)


def _all_of(file: int, size: int) -> bytes:
    chunks = []
    while size > 0 and (chunk := os.read(file, size)):
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


def _write(name: str, content: bytes, place: int) -> None:
    unfinished = f"{name}.{os.getpid()}{_UNFINISHED}"  # if another thread writes it, that will do
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    file = os.open(unfinished, flags, 0o600, dir_fd=place)
    try:
        try:
            written = 0
            while written < len(content):
                written += os.write(file, content[written:])
            os.fsync(file)
            now = os.fstat(file).st_mtime_ns
        finally:
            os.close(file)
        os.replace(unfinished, name, src_dir_fd=place, dst_dir_fd=place)
    except BaseException:
        with suppress(OSError):
            os.unlink(unfinished, dir_fd=place)
        raise
    _prune(place, now)


def _prune(place: int, now: int) -> None:
    """Leave the entries used last, and nothing that a writer gave up. Other files stay."""
    entries = []
    for name in os.listdir(place):
        with suppress(OSError):  # another process prunes too
            if name.endswith(_SUFFIX):
                changed = os.stat(name, dir_fd=place, follow_symlinks=False).st_mtime_ns
                entries.append((changed, name))
            elif name.endswith(_UNFINISHED):
                changed = os.stat(name, dir_fd=place, follow_symlinks=False).st_mtime_ns
                if changed < now - _ABANDONED:
                    os.unlink(name, dir_fd=place)
    for _, name in sorted(entries, reverse=True)[MOST_ENTRIES:]:
        with suppress(OSError):
            os.unlink(name, dir_fd=place)
