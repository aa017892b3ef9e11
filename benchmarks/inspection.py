"""`python -m benchmarks.inspection`: a large cash book read and given back with columns added.

The peer reads it with python-calamine and writes the same values again with XlsxWriter, without
formats and without anything added. Both run in turn. The check of the lines is not in it yet: what
is added to each is made up.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from benchmarks.cash_books import HEADS, SEED, SHEET, cash_book, write_folder
from benchmarks.machine import machine
from bokrules import __version__
from bokrules.reports.stamp import Stamp
from bokrules.reports.workbook_copy.added import AddedColumns, AddedRow, OutcomeSum, SummarySheet
from bokrules.reports.workbook_copy.write import write_copy
from bokrules.semantics.outcomes import Outcome

RESULTS = Path(__file__).parent / "results" / "inspection.json"
LIBRARIES = ("bokrules", "python-calamine", "xlsxwriter")
LINES = 100_000
ROUNDS = 5
GOAL = 2.0
"""Times the seconds of the peer."""
BOOKS, LINES_OF_A_BOOK = 200, 500

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
    lines = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(SHEET).height
    summary = SummarySheet(outcomes=[OutcomeSum(Outcome.ALLOWED, lines, 0)], questioned=0)
    write_copy(data, target.name, {SHEET: made_up(lines)}, summary, _stamp(data), target)


def made_up(lines: int) -> AddedColumns:
    """Texts of the usual length; one line in eleven is questioned."""
    rows = {number: _added(number) for number in range(2, lines + 1)}
    return AddedColumns(header_rows=(1,), rows=rows, last_column=len(HEADS) - 1)


def _added(number: int) -> AddedRow:
    is_questioned = number % 11 == 0
    outcome = Outcome.FORBIDDEN if is_questioned else tuple(Outcome)[number % len(Outcome)]
    return AddedRow(
        outcome=outcome,
        result=outcome.label.text("id"),
        basis="Kepmenkes 494/Menkes/SK/IV/2010 III.B.3.larangan.e, hlm. 11",
        why=f"aturan nomor {number % 40}, dan apa yang kurang untuk dapat memutuskannya",
        questioned=number * 1000 if is_questioned else None,
        finding_codes="1.01.09" if is_questioned else "",
        taken_for=f"transpor_petugas (transport petugas); kegiatan {number % 60}",
    )


def _stamp(data: bytes) -> Stamp:
    return Stamp(
        version=__version__,
        time=datetime(2010, 4, 22, tzinfo=UTC),
        edition="2010",
        edition_sha256="",
        regulation="Kepmenkes 494/Menkes/SK/IV/2010",
        source="bku.xlsx",
        source_sha256=sha256(data).hexdigest(),
    )


CONTESTANTS: dict[str, Run] = {"peer": peer, "bokrules": ours}


def in_turn() -> Row:
    """Seconds by the clock, least and median, and of the processor."""
    data = cash_book(LINES)
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
    """Many small books, one after the other."""
    with TemporaryDirectory() as folder:
        paths = write_folder(Path(folder), BOOKS, LINES_OF_A_BOOK)
        times = {}
        for name, run in CONTESTANTS.items():
            start = perf_counter()
            for path in paths:
                run(path.read_bytes(), path.with_suffix(f".{name}.xlsx"))
            times[name] = round(perf_counter() - start, 2)
    return {"books": BOOKS, "lines": LINES_OF_A_BOOK, "seconds": times}


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
        f"{folder['books']} books of {folder['lines']} lines: "
        + ", ".join(f"{name} {seconds} s" for name, seconds in folder["seconds"].items()),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
