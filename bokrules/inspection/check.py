"""`check`: judge a whole ledger by the decree of one year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from bokrules.editions import Edition, load_edition
from bokrules.evaluation.limits import Ceilings, ceilings_of
from bokrules.evaluation.table import (
    CheckResult,
    RowError,
    RowVerdict,
    Source,
    judge_row,
    result_of,
)
from bokrules.inspection.ledger_file import read_ledger
from bokrules.inspection.records import Record
from bokrules.inspection.units_file import read_ceilings

__all__ = ["CheckResult", "Progress", "check"]

Progress: TypeAlias = Callable[[int, int | None], None]
"""Called with the rows done and the rows there are (None where that is not known)."""

PROGRESS_STEP = 500


def check(
    path_or_table: str | Path | Iterable[Mapping[str, object]],
    year: int | str | Path,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    sheet: str | Sequence[str] | None = None,
    units: str | Path | Mapping[str, object] | None = None,
    progress: Progress | None = None,
) -> CheckResult:
    """Judge every row of a ledger by the decree of `year` (or the edition in a folder).

    A ledger is a file (.csv, .xlsx, .jsonl) or an iterable of expenses as `validate` takes them.
    `delimiter` and `encoding` tell how a text file is written, `sheet` which sheets of a workbook
    count (all with data, unless told). `units` are the ceilings of units, for the limits that are
    a share of them: a file (.csv, .xlsx) with the columns satker and pagu, or a mapping of units to
    rupiah. Rows that cannot be read or judged are in the result's `errors`; all others are judged,
    and the limits and duties of the edition are decided over them.

    Raises UnreadableFile for a file that cannot be read at all, InvalidValue for bad ceilings,
    UnknownEdition and InvalidPolicy as `load_edition` does, TypeError for what is no ledger.
    """
    edition = load_edition(year)
    ceilings = _ceilings(units, edition)
    if not isinstance(path_or_table, (str, Path)):
        if delimiter is not None or encoding is not None or sheet is not None:
            raise TypeError("delimiter, encoding and sheet are for files, not for tables")
        result = _check_table(path_or_table, edition, ceilings, progress)
    else:
        sheets = [sheet] if isinstance(sheet, str) else sheet
        result = _check_file(
            Path(path_or_table), edition, ceilings, delimiter, encoding, sheets, progress
        )
    if ceilings is None or ceilings.source is None:
        return result
    return replace(result, units=Source(ceilings.source, ceilings.sha256 or ""))


def _ceilings(units: str | Path | Mapping[str, object] | None, edition: Edition) -> Ceilings | None:
    if units is None:
        return None
    if isinstance(units, Mapping):
        return ceilings_of(units)
    return read_ceilings(Path(units), edition.policy)


def _check_table(
    table: Iterable[object],
    edition: Edition,
    ceilings: Ceilings | None,
    progress: Progress | None,
) -> CheckResult:
    if isinstance(table, Mapping):
        raise TypeError("a table is an iterable of expenses; for one expense use validate")
    total = len(table) if isinstance(table, Sequence) else None

    def rows() -> Iterator[Mapping[str, object]]:
        done = 0
        for done, row in enumerate(table, start=1):
            if not isinstance(row, Mapping):
                kind = type(row).__name__
                raise TypeError(f"row {done} is a {kind}, not a mapping of fields to values")
            yield row
            if progress is not None and done % PROGRESS_STEP == 0:
                progress(done, total)
        if progress is not None:
            progress(done, done)

    return edition.check_table(rows(), ceilings)


def _check_file(
    path: Path,
    edition: Edition,
    ceilings: Ceilings | None,
    delimiter: str | None,
    encoding: str | None,
    sheets: Sequence[str] | None,
    progress: Progress | None,
) -> CheckResult:
    ledger = read_ledger(path, edition.policy.vocabulary, delimiter, encoding, sheets)
    result = _judge(ledger.records, edition, ceilings, progress)
    return replace(result, source=ledger.source, ignored_columns=ledger.ignored)


def _judge(
    records: Sequence[Record],
    edition: Edition,
    ceilings: Ceilings | None,
    progress: Progress | None,
) -> CheckResult:
    judged: list[RowVerdict] = []
    errors: list[RowError] = []
    for done, record in enumerate(records, start=1):
        result = record if isinstance(record, RowError) else judge_row(*record, edition.texts)
        if isinstance(result, RowVerdict):
            judged.append(result)
        else:
            errors.append(result)
        if progress is not None and (done % PROGRESS_STEP == 0 or done == len(records)):
            progress(done, len(records))
    return result_of(judged, errors, edition.texts, ceilings)
