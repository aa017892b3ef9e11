"""What was judged, as files: whole under their name, or not there at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlglot import exp

from bokrules.backends.to_sql.dialects import column, text, to_text
from bokrules.base.messages import msg
from bokrules.evaluation.bulk.engine import BulkFailure, Engine, Progress
from bokrules.evaluation.bulk.scratch import BEFORE, scratch_folder, unwritable

PARQUET, CSV = ".parquet", ".csv"
MARK = "_bokrules"
"""A file in folders that were written here: only these are replaced."""
ROW_GROUP = 122_880


def check_target(target: Path, sources: Sequence[Path]) -> None:
    """Raise UnwritableOutput for a target that can never be written, before the work begins."""
    if any(target.exists() and each.exists() and target.samefile(each) for each in sources):
        raise unwritable(target, msg("it is a file that is read"))
    if target.is_dir() and any(each.resolve().is_relative_to(target.resolve()) for each in sources):
        raise unwritable(target, msg("files are read that lie in it"))
    if not target.absolute().parent.is_dir():
        raise unwritable(target, msg("its folder does not exist"))
    is_file = target.suffix.lower() in (PARQUET, CSV)
    if is_file and target.is_dir():
        raise unwritable(target, msg("it is a folder"))
    if not is_file and target.is_dir() and any(target.iterdir()) and not (target / MARK).exists():
        raise unwritable(target, msg("it is a folder with other files"))
    if not is_file and target.exists() and not target.is_dir():
        raise unwritable(
            target, msg("the name must end in .parquet or .csv, or be that of a folder")
        )


def write(
    engine: Engine,
    query: exp.Select,
    target: Path,
    *,
    partition_by: Sequence[str] = (),
    key: str,
    progress: Progress | None,
    total: int,
    has_joins: bool = False,
) -> None:
    """The rows of a query in the order of their key; a folder is partitioned by some columns.

    Several threads lose the order where tables are joined: there one writes, which takes less time
    and memory than to sort. Raises UnwritableOutput. Interrupted or failed, it leaves nothing under
    the target's name.
    """
    with (
        _unfinished(target) as unfinished,
        _single_threaded(engine, has_joins or bool(partition_by)),
    ):
        for ordered in (query, query.copy().order_by(column(key))):
            engine.run(_copy(ordered, unfinished, target, partition_by), progress, total)
            if _is_in_order(engine, unfinished, target, key):
                break
            _remove(unfinished)


def _copy(query: exp.Select, unfinished: Path, target: Path, partition_by: Sequence[str]) -> str:
    where = text(str(unfinished)).sql("duckdb")
    options = [f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}"]
    if target.suffix.lower() == CSV:
        options = ["FORMAT csv, HEADER"]
    elif partition_by:
        names = ", ".join(column(each).sql("duckdb") for each in partition_by)
        options.append(f"PARTITION_BY ({names}), WRITE_PARTITION_COLUMNS false")
    return f"COPY ({to_text(query, 'duckdb')}) TO {where} ({', '.join(options)})"


def _is_in_order(engine: Engine, written: Path, target: Path, key: str) -> bool:
    """Rows come in the order of the ledger without being sorted; that is looked at, not trusted."""
    if target.suffix.lower() == CSV:
        read = f"read_csv({text(str(written)).sql('duckdb')}, all_varchar = true, header = true)"
        place = "row_number() OVER () - 1"
    elif written.is_dir():
        return True  # one thread writes, in order
    else:
        where = text(str(written)).sql("duckdb")
        read = f"read_parquet({where}, file_row_number = true, hive_partitioning = false)"
        place = "file_row_number"
    name = column(key).sql("duckdb")
    found = engine.rows(
        f"SELECT count(*) FROM (SELECT {name}::BIGINT AS k, {place} AS n FROM {read}) WHERE k <> n"
    )
    return bool(found[0][0] == 0)


@contextmanager
def _single_threaded(engine: Engine, wanted: bool) -> Iterator[None]:
    """One thread writes all rows in their order, and of partitions only so many files."""
    if not wanted:
        yield
        return
    ((threads,),) = engine.rows("SELECT current_setting('threads')")
    engine.rows("SET threads = 1")
    try:
        yield
    finally:
        engine.rows(f"SET threads = {int(threads)}")


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """A name in a folder beside the target; what stands there takes its place at the end."""
    try:
        with scratch_folder(target.absolute().parent) as scratch:
            unfinished = scratch / "after" / target.name
            unfinished.parent.mkdir()
            try:
                yield unfinished
                _sync(unfinished)
                _put(unfinished, target)
            except BulkFailure as fault:
                why = fault.message.text().replace(str(unfinished), target.name)
                raise unwritable(target, why) from fault
    except OSError as fault:
        raise unwritable(target, fault.strerror or str(fault)) from fault


def _put(unfinished: Path, target: Path) -> None:
    if not unfinished.is_dir():
        unfinished.replace(target)
        return
    (unfinished / MARK).touch()
    if target.exists():
        before = unfinished.parent.with_name(BEFORE) / target.name
        before.parent.mkdir()
        target.rename(before)
    unfinished.rename(target)


def _sync(path: Path) -> None:
    """What was written is on the disk before it gets its name."""
    for each in [path, *path.rglob("*")] if path.is_dir() else [path]:
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
