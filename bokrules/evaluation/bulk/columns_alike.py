"""Which columns parquet files have, and that all files of one ledger have the same.

The engine reads several files as if they were the first: it would round amounts to the first one's
type, and leave out columns that it lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.evaluation.bulk.engine import Engine

_OWN = frozenset({"file_row_number", "file_index"})
"""Columns that the engine adds: where a row stands."""

Columns = list[tuple[str, str]]
"""Names as they are written in a file, and types."""


def columns_of(engine: Engine, paths: Sequence[str]) -> list[Columns]:
    """The columns of each file in their order, those within columns left out.

    Raises BulkFailure.
    """
    found: dict[str, Columns] = {}
    left: dict[str, list[int]] = {}
    """Of each file, how many children are still to come, of the columns that one is within."""
    for path, name, children, kind in engine.rows(
        "SELECT file_name, name, num_children, duckdb_type FROM parquet_schema($1)", [paths]
    ):
        if path not in found:
            found[path], left[path] = [], [children or 0]
            continue
        open_ = left[path]
        while len(open_) > 1 and open_[-1] == 0:
            open_.pop()
        open_[-1] -= 1
        if len(open_) == 1:
            found[path].append((name, str(kind)))
        if children:
            open_.append(children)
    return [found[each] for each in paths]


def check_alike(files: Sequence[Columns], paths: Sequence[Path], names: Sequence[str]) -> None:
    """Raise UnreadableFile where a file has not the columns of the first, or one is the engine's,
    or the name of a folder says another value of it.

    `names` are those of the files. Neither case nor the order of columns matters.
    """
    wanted = {name.lower(): kind for name, kind in files[0]}
    for columns, path, file in zip(files, paths, names, strict=True):
        of_folders = {each.partition("=")[0].lower() for each in path.parts[:-1] if "=" in each}
        kinds = {name.lower(): kind for name, kind in columns}
        for name, kind in columns:
            if name.lower() in _OWN:
                raise _unreadable(
                    msg(
                        "{file}: the column `{column}` cannot have this name",
                        file=file,
                        column=name,
                    ),
                    msg("give it another name"),
                )
            if name.lower() in of_folders:
                raise _unreadable(
                    msg(
                        "{file}: the column `{column}` stands in the name of its folder, too",
                        file=str(path),
                        column=name,
                    ),
                    msg("keep one of them, or give the other another name"),
                )
            known = wanted.get(name.lower())
            if known is None:
                raise _lacking(names[0], name, file)
            if kinds[name.lower()] != known:
                raise _unreadable(
                    msg(
                        "{file}: column `{column}` is of the type {type}, in {other} of the type"
                        " {wanted}",
                        file=file,
                        column=name,
                        type=kind,
                        other=names[0],
                        wanted=known,
                    ),
                    msg("write the column in the same type in all files"),
                )
        for name, _ in files[0]:
            if name.lower() not in kinds:
                raise _lacking(file, name, names[0])


def _lacking(file: str, name: str, other: str) -> UnreadableFile:
    return _unreadable(
        msg(
            "{file} lacks the column `{column}` that {other} has",
            file=file,
            column=name,
            other=other,
        ),
        msg("write the same columns into all files of a ledger, or check them one by one"),
    )


def _unreadable(what: Message, hint: Message) -> UnreadableFile:
    return UnreadableFile(codes.UNREADABLE_FILE, what, hint)
