"""What goes into a compiled edition: its files, and the program that compiles them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from bokrules import __version__
from bokrules.base.resources import GRAMMAR_FOLDER, PACKAGE_FOLDER
from bokrules.editions.places import (
    EDITION_FILE,
    LARGEST_FILE,
    OUTLINE_FILE,
    amendment_folders,
    common_paths,
    is_amendment,
    own_paths,
    shown,
    with_its_place,
)

FORMAT = 1
"""To be raised when entries are written differently."""

_COMPILING = ("base", "syntax", "semantics", "cells", "backends", "evaluation", "editions")
"""The parts of the package that decide what comes out; the order of the stages is beside them."""


class Sources(NamedTuple):
    """The files of an edition in their order, and the name of what is compiled from them."""

    paths: tuple[Path, ...]
    key: str

    def shown(self) -> tuple[str, ...]:
        """The names of the files as diagnostics show them."""
        return tuple(shown(each) for each in self.paths)


def sources_of(folder: Path) -> Sources | None:
    """Of an edition, or a text that amends one. None where something is no plain file, or unknown.

    The key is made of the names and bytes of all files, of what the folder is, and of the program.
    """
    try:
        return _sources_of(with_its_place(folder))
    except OSError:
        return None


def _sources_of(folder: Path) -> Sources | None:
    amends = is_amendment(folder)
    digest = sha256(f"{FORMAT}\0{__version__}\0{program()}\0".encode())
    digest.update(f"{folder.name if amends else ''}\0".encode("utf-8", "surrogateescape"))
    paths = []
    for place, path in _files(folder.parent if amends else folder):
        content = _content(path)
        if content is None:
            return None
        name = f"{place}/{path.name}\0{len(content)}\0"
        digest.update(name.encode("utf-8", "surrogateescape"))
        digest.update(content)
        paths.append(path)
    return Sources(tuple(paths), digest.hexdigest())


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each with the place that it has for the edition."""
    for path in common_paths(folder):
        yield "common", path
    for text in (folder, *amendment_folders(folder)):
        place = "edition" if text == folder else f"amendment/{text.name}"
        for path in (text / EDITION_FILE, text / OUTLINE_FILE, *own_paths(text)):
            yield place, path


def _content(path: Path) -> bytes | None:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_FILE:
        return None
    return path.read_bytes()


@cache
def program() -> str:
    """A name for the code at hand: in a checkout it changes while its version does not.

    The sizes and times of the files that decide what comes out.
    """
    found = [*code_files(), *_below(str(GRAMMAR_FOLDER), ".lark", ".yaml")]
    return sha256("".join(found).encode("utf-8", "surrogateescape")).hexdigest()


def code_files() -> list[str]:
    """The modules that decide how an edition is compiled and stored, with their sizes and times."""
    folders = [f"{PACKAGE_FOLDER}/{name}" for name in _COMPILING]
    beside = PACKAGE_FOLDER.joinpath("pipeline.py").stat()
    order = f"pipeline\0{beside.st_size}\0{beside.st_mtime_ns}\n"
    return [order, *(line for each in folders for line in _below(each, ".py"))]


def _below(folder: str, *suffixes: str) -> list[str]:
    lines = []
    with os.scandir(folder) as entries:
        for each in entries:
            if each.is_dir(follow_symlinks=False):
                lines += _below(each.path, *suffixes)
            elif each.name.endswith(suffixes):
                found = each.stat()
                lines.append(f"{each.path}\0{found.st_size}\0{found.st_mtime_ns}\n")
    return sorted(lines)
