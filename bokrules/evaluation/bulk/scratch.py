"""Folders for what is not needed afterwards, and the end of those whose process was killed."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import BokrulesError
from bokrules.base.messages import msg

if sys.platform != "win32":  # there nothing tells whether a process still lives
    import fcntl

BEFORE = "before"
"""In a scratch folder: the folder that is about to be replaced, under its own name."""
_PREFIX = ".bokrules-"


class UnwritableOutput(BokrulesError):
    """The answers cannot be written where they should go."""


def unwritable(target: Path, why: object) -> UnwritableOutput:
    """`why` is a message, or a text of the system."""
    return UnwritableOutput(
        codes.UNWRITABLE_FILE,
        msg("{file} cannot be written: {why}", file=target, why=why),
        msg("give another name, or make room"),
    )


@contextmanager
def scratch_folder(beside: Path | None) -> Iterator[Path]:
    """A folder for what is not needed afterwards; in the system's place for such, or in `beside`.

    It is locked while it is in use. Those in the same place that no process holds were left by one
    that was killed: they are removed. Raises UnwritableOutput where none can be made.
    """
    place = Path(tempfile.gettempdir()) if beside is None else beside
    try:
        _remove_abandoned(place)
        folder, lock = _made(place)
    except OSError as fault:
        raise unwritable(place, fault.strerror or str(fault)) from fault
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _made(place: Path) -> tuple[Path, int | None]:
    """A new folder that is locked, where that can be done."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        if sys.platform == "win32":
            return folder, None
        lock = os.open(folder, os.O_RDONLY)
        with suppress(OSError):  # a file system without locks: nothing is removed there either
            fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():
            return folder, lock
        os.close(lock)  # removed by another process before it was locked


def _remove_abandoned(place: Path) -> None:
    if sys.platform == "win32":
        return
    for folder in sorted(place.glob(f"{_PREFIX}*")):
        with suppress(OSError):  # another process removes it too
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                found = os.fstat(lock)
                if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) == 0o700:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _put_back(folder, place)
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(lock)


def _put_back(folder: Path, place: Path) -> None:
    """Killed between the two names of a folder that was to be replaced: it gets its own again."""
    for each in folder.glob(f"{BEFORE}/*"):
        own = place.joinpath(each.name)
        if not own.exists():
            each.rename(own)
