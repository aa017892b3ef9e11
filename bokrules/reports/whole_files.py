"""Report files: written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from bokrules.base import codes
from bokrules.base.errors import BokrulesError
from bokrules.base.messages import msg


class UnwritableFile(BokrulesError):
    """A report cannot be written where it should go."""


def check_writable(target: Path, source: Path, endings: Sequence[str]) -> None:
    """Raise UnwritableFile for a target that can never be written, before the work begins."""
    if target.suffix.lower() not in endings:
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("{file}: a report of this kind cannot be written", file=target),
            msg("give a name that ends in one of: {names}", names=list(endings)),
        )
    if target.exists() and source.exists() and target.samefile(source):
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("{file} is a file that is read: it would be overwritten", file=target),
            msg("give the report another name"),
        )
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("{file} cannot be written: it is a folder, or lies in none", file=target),
            msg("give the name of a file in a folder that exists"),
        )


def make_folder(target: Path, source: Path) -> None:
    """A folder for reports, other than the one that is read. Raises UnwritableFile."""
    if target.exists() and target.samefile(source):
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("{file} is the folder that is read: its files would be ledgers too", file=target),
            msg("give another folder"),
        )
    try:
        target.mkdir(exist_ok=True)
    except OSError as fault:
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("{file} cannot be made: {why}", file=target, why=fault.strerror or str(fault)),
            msg("give the name of a folder in one that exists"),
        ) from None


def check_new(target: Path) -> None:
    """Raise UnwritableFile where a file stands that someone may have filled in."""
    if target.exists():
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("{file} exists, and an author may have filled it in", file=target),
            msg("give another name"),
        )


def check_replaceable(target: Path, mark: str) -> None:
    """Raise UnwritableFile where a file stands that does not begin with the mark."""
    if target.exists() and not target.read_bytes().startswith(mark.encode()):
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("{file} was not generated, and is not overwritten", file=target),
            msg("give the name of a file in another folder"),
        )


def save_text(target: Path, write: Callable[[TextIO], object] | str) -> None:
    """A text file, given whole or written on a stream. Raises UnwritableFile."""

    def written(unfinished: Path) -> None:
        with unfinished.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            _ = stream.write(write) if isinstance(write, str) else write(stream)

    save_as(target, written)


def save_data(target: Path, data: bytes) -> None:
    """Raises UnwritableFile."""

    def written(unfinished: Path) -> None:
        with unfinished.open("wb") as stream:
            stream.write(data)

    save_as(target, written)


def save_as(target: Path, write: Callable[[Path], None]) -> None:
    """Written beside the target, it takes its name when done. Raises UnwritableFile."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        write(unfinished)
        unfinished.replace(target)
    except OSError as fault:
        unfinished.unlink(missing_ok=True)
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("{file} cannot be written: {why}", file=target, why=fault.strerror or str(fault)),
            msg("give another name, or make room"),
        ) from fault
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula is marked as text."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
        return f"'{value}"
    return value
