"""`python -m benchmarks.inspection`: a large cash book read and given back with columns added.

The peer reads it with python-calamine and writes the same values again with XlsxWriter, without
formats and without anything added. bokrules reads it, judges every line by the decree of 2010, runs
the checks across lines, and writes a copy with six columns and a summary. Both run in turn.
"""

from __future__ import annotations

import gc
import io
import json
import resource
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from benchmarks.cash_books import SEED, SHEET, cash_book, write_folder
from benchmarks.machine import machine
from bokrules import __version__
from bokrules.editions import load_edition
from bokrules.inspection.check import Inspector
from bokrules.inspection.folder import inspect_folder
from bokrules.reports.ledger_reports import LedgerReports

RESULTS = Path(__file__).parent / "results" / "inspection.json"
LIBRARIES = ("bokrules", "python-calamine", "xlsxwriter")
LINES = 100_000
ROUNDS = 5
GOAL = 2.0
"""Times the seconds of the peer."""
BOOKS, LINES_OF_A_BOOK = 200, 500
FOLDER_GOAL = 20
TIME = datetime(2010, 4, 22, tzinfo=UTC)

Row = dict[str, Any]
Run = Callable[[bytes, Path], None]


def peer(data: bytes, target: Path) -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(SHEET).to_python()
    options = {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}
    book = xlsxwriter.Workbook(target, options)
    sheet = book.add_worksheet(SHEET)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()


def ours(data: bytes, target: Path) -> None:
    """As the command does it, the edition loaded before, and without the collector of cycles."""
    ledger = target.with_name("bku.xlsx")
    ledger.write_bytes(data)
    gc.disable()
    try:
        result = inspector().inspect(ledger)
        reports = LedgerReports([result], result.to_dict, TIME, __version__)
        reports.write(target, ledger)
    finally:
        gc.enable()


@cache
def inspector() -> Inspector:
    return Inspector(load_edition(2010))


CONTESTANTS: dict[str, Run] = {"peer": peer, "bokrules": ours}


def in_turn() -> Row:
    """Seconds by the clock, least and median, and of the processor."""
    data = cash_book(LINES)
    inspector()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in CONTESTANTS}
    with TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for name, run in CONTESTANTS.items():
                start, busy = perf_counter(), process_time()
                run(data, Path(folder) / f"{name}.xlsx")
                found[name].append((perf_counter() - start, process_time() - busy))
        sizes = {name: (Path(folder) / f"{name}.xlsx").stat().st_size for name in CONTESTANTS}
    times = {
        name: {
            "least_seconds": round(min(each[0] for each in rounds), 3),
            "median_seconds": round(median(each[0] for each in rounds), 3),
            "processor_seconds": round(min(each[1] for each in rounds), 3),
            "bytes": sizes[name],
        }
        for name, rounds in found.items()
    }
    ratio = times["bokrules"]["least_seconds"] / times["peer"]["least_seconds"]
    return {"lines": LINES, "bytes": len(data), **times, "times_the_peer": round(ratio, 2)}


def memory_of(name: str) -> int:
    """Megabytes at the most, of a process that does it once; the book is made in another."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "bku.xlsx"
        with _process() as pool:
            pool.submit(_write_book, target).result()
        CONTESTANTS[name](target.read_bytes(), Path(folder) / "salinan.xlsx")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _write_book(target: Path) -> None:
    target.write_bytes(cash_book(LINES))


def a_folder() -> Row:
    """Many small books, read and checked in one run, and their units ranked."""
    with TemporaryDirectory() as folder:
        paths = write_folder(Path(folder), BOOKS, LINES_OF_A_BOOK)
        start = perf_counter()
        for path in paths:
            peer(path.read_bytes(), path.with_suffix(".peer.xlsx.tmp"))
        rewritten = perf_counter() - start
        start = perf_counter()
        gc.disable()
        result = inspect_folder(Path(folder), Inspector(load_edition(2010)))
        units = len(result.ranking())
        checked = perf_counter() - start
    seconds = {"peer": round(rewritten, 2), "bokrules": round(checked, 2)}
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "books": BOOKS,
        "lines": LINES_OF_A_BOOK,
        "units": units,
        "seconds": seconds,
        "megabytes": megabytes,
    }


def _process() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def _apart(run: Callable[..., Any], *given: Any) -> Any:
    """In a process of its own, so that its peak memory is its own too."""
    print(f"{run.__name__} {' '.join(map(str, given))} …", file=sys.stderr)
    with _process() as pool:
        return pool.submit(run, *given).result()


def main() -> None:
    large = _apart(in_turn)
    for name in CONTESTANTS:
        large[name]["megabytes"] = _apart(memory_of, name)
    document = {
        "seed": SEED,
        "machine": machine(LIBRARIES),
        "large": large,
        "folder": _apart(a_folder),
        "goals": {"times_the_peer": GOAL, "folder_seconds": FOLDER_GOAL},
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(table_of(document))


def table_of(document: Row) -> str:
    large, folder = document["large"], document["folder"]
    lines = [
        f"{large['lines']:,} lines of a cash book read and written back",
        f"{'':12}{'least s':>10}{'median s':>10}{'CPU s':>10}{'MB':>8}",
    ]
    for name in CONTESTANTS:
        each = large[name]
        lines.append(
            f"{name:12}{each['least_seconds']:10.2f}{each['median_seconds']:10.2f}"
            f"{each['processor_seconds']:10.2f}{each['megabytes']:8}"
        )
    lines += [
        f"bokrules takes {large['times_the_peer']} times as long as the peer; the goal is {GOAL}",
        f"{folder['books']} books of {folder['lines']} lines checked, at most {FOLDER_GOAL} s: "
        + ", ".join(f"{name} {seconds} s" for name, seconds in folder["seconds"].items()),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
