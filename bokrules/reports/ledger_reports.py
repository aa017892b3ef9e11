"""What an inspection of ledgers found, as files: each kind by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TextIO

from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.inspection.books.reading import JSONL
from bokrules.inspection.contents import InspectionContents
from bokrules.inspection.contents_of import contents_of
from bokrules.inspection.folder import COPY_ENDING, RankedUnit
from bokrules.inspection.inspecting import LedgerResult
from bokrules.inspection.opening import file_bytes
from bokrules.reports.check_files import write_csv, write_jsonl
from bokrules.reports.inspection_files import (
    ENDINGS,
    write_json_report,
    write_parquet_report,
)
from bokrules.reports.inspection_page import write_inspection_page
from bokrules.reports.ranking_workbook import write_ranking
from bokrules.reports.whole_files import UnwritableFile, check_writable, make_folder, save_text
from bokrules.reports.workbook_copy.of_ledger import write_ledger_copy
from bokrules.reports.working_paper import write_working_paper


def check_targets(targets: Sequence[Path], ledger: Path, others: Iterable[Path] = ()) -> None:
    """Raise UnwritableFile for a target that can never be written, before the work begins.

    That is also any file that is read: the ledger, those of a folder, and the `others`.
    """
    of_folder = ledger.iterdir() if ledger.is_dir() else ()
    for target in targets:
        for source in (ledger, *of_folder, *others):
            check_writable(target, source, ENDINGS)
        if target.suffix.lower() == ".xlsx" and ledger.suffix.lower() == JSONL:
            raise UnwritableFile(
                codes.UNWRITABLE_FILE,
                msg("{file}: a .jsonl ledger has no sheets to copy", file=target),
                msg("give a name that ends in one of: {names}", names=list(ENDINGS[1:])),
            )
    if len({each.absolute() for each in targets}) < len(targets):
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("one report is named twice"),
            msg("give each report a name of its own"),
        )


class LedgerReports:
    """The reports of one ledger, or of all of a folder with the ranking of their units.

    `document` gives the JSON document of the check.
    """

    def __init__(
        self,
        results: Sequence[LedgerResult],
        document: Callable[[], dict[str, Any]],
        time: datetime,
        version: str,
        ranking: Callable[[], Sequence[RankedUnit]] | None = None,
    ) -> None:
        self._results = results
        self._document = document
        self._time = time
        self._version = version
        self._ranking = ranking

    @cached_property
    def contents(self) -> InspectionContents:
        """Put together once for all reports."""
        return contents_of(self._results, self._version, self._time)

    def write(
        self,
        target: Path,
        ledger: Path | None = None,
        *,
        delimiter: str | None = None,
        encoding: str | None = None,
    ) -> None:
        """One report. `ledger` is the file of which a workbook is a copy. Raises UnwritableFile."""
        match target.suffix.lower():
            case ".xlsx" if ledger is not None:
                write_ledger_copy(
                    file_bytes(ledger),
                    self._results[0],
                    self.contents,
                    target,
                    delimiter=delimiter,
                    encoding=encoding,
                )
            case ".xlsx":
                ranking = [] if self._ranking is None else self._ranking()
                write_ranking(ranking, self.contents, target)
            case ".docx":
                write_working_paper(self.contents, target)
            case ".html":
                write_inspection_page(self.contents, target)
            case ".parquet":
                write_parquet_report(self.contents, target)
            case ".json":
                write_json_report(self._document(), self.contents, target)
            case ".jsonl":
                save_text(target, self._write_jsonl)
            case _:
                save_text(target, lambda stream: write_csv(self._results, stream))

    def _write_jsonl(self, stream: TextIO) -> None:
        for each in self._results:
            write_jsonl(each, stream)


def write_copies(
    folder: Path,
    target: Path,
    results: Sequence[LedgerResult],
    time: datetime,
    version: str,
) -> Iterator[Path]:
    """A copy of each ledger of a folder, named after it; the target is made. UnwritableFile."""
    make_folder(target, folder)
    for result in results:
        if result.source is None or result.source.name.endswith(".jsonl"):
            continue
        ledger = folder / result.source.name
        copy = target / f"{ledger.name}{COPY_ENDING}"
        contents = contents_of([result], version, time)
        write_ledger_copy(file_bytes(ledger), result, contents, copy)
        yield copy
