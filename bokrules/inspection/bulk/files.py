"""`check` of ledgers of millions of rows: files in, sums and answers out."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bokrules.base import codes
from bokrules.base.errors import InvalidValue, UnreadableFile
from bokrules.base.messages import msg
from bokrules.evaluation.bulk.engine import MEMORY, Engine, Progress
from bokrules.evaluation.row import Place
from bokrules.evaluation.table import Source as FileSource
from bokrules.evaluation.table import row_document
from bokrules.inspection.bulk.row_reader import BulkRows
from bokrules.inspection.columns import Headers
from bokrules.inspection.units_file import source_of_ceilings

if TYPE_CHECKING:
    from bokrules.editions import Edition
    from bokrules.evaluation.bulk.checking import BulkCheck
    from bokrules.evaluation.bulk.result import BulkResult
    from bokrules.evaluation.limits import Ceilings

PARQUET, CSV, JSONL = ".parquet", ".csv", ".jsonl"
ENDINGS = (PARQUET, CSV, JSONL)
_SIGNS = frozenset("*?[")
_BLOCK = 1 << 20


def check_files(
    paths: str | Path | Sequence[str | Path],
    edition: Edition,
    *,
    out: str | Path | None = None,
    partition_by: Sequence[str] = (),
    delimiter: str | None = None,
    encoding: str | None = None,
    memory: str = MEMORY,
    threads: int | None = None,
    progress: Progress | None = None,
    ceilings: Ceilings | None = None,
) -> BulkResult:
    """Check files of one kind (.parquet, .csv, .jsonl; folders and patterns too) as one ledger.

    `out` gets a row for each row, in their order: a .parquet or .csv file, or a folder of parquet
    files that is partitioned by `partition_by` (facts by either name, or `outcome`). `memory`
    limits the engine, such as `400MB`; the rest goes to a scratch folder beside `out`. `ceilings`
    are for limits that are a share of them.
    Raises UnreadableFile, InvalidValue, UnwritableOutput and BulkFailure.
    """
    from bokrules.evaluation.bulk.result import BulkResult
    from bokrules.evaluation.bulk.writing import check_target

    files = files_of(paths)
    target = None if out is None else Path(out)
    parts = _partition_columns(partition_by, edition)
    if target is not None:
        check_target(target, files)
        if parts and target.suffix.lower() in ENDINGS:
            raise InvalidValue(
                codes.INVALID_VALUE,
                msg("only a folder can be partitioned, not {file}", file=target),
                msg("give the name of a folder"),
            )
    with opened_check(
        files,
        edition,
        scratch_in=None if target is None else target.absolute().parent,
        delimiter=delimiter,
        encoding=encoding,
        memory=memory,
        threads=threads,
        progress=progress,
    ) as (check, rows):
        sums = check.sums()
        findings = check.first_findings(_Documents(edition, rows))
        if target is not None:
            check.write(target, parts)
        return BulkResult(
            edition=edition.policy.edition,
            sums=sums,
            sources=tuple(FileSource(str(each), _sha256(each)) for each in files),
            errors=tuple(check.odd.errors),
            error_rows=check.odd.count,
            findings=tuple(findings),
            ignored_columns=rows.ignored,
            limits=check.limits(ceilings),
            units=None if ceilings is None else source_of_ceilings(ceilings),
        )


@contextmanager
def opened_check(
    files: Sequence[Path],
    edition: Edition,
    *,
    scratch_in: Path | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
    memory: str = MEMORY,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[BulkCheck, BulkRows]]:
    """A bulk check that is ready to be asked; its scratch files are gone afterwards."""
    from bokrules.evaluation.bulk.checking import BulkCheck
    from bokrules.evaluation.bulk.scratch import scratch_folder
    from bokrules.evaluation.bulk.source import opened

    headers = Headers(edition.policy.vocabulary)
    name = str(files[0]) if len(files) == 1 else f"{files[0]}, …"
    rows = BulkRows(edition.policy, headers, name)
    with scratch_folder(scratch_in) as scratch:
        engine = Engine(scratch, memory=memory, threads=threads)
        try:
            parts, names = _as_parquet(
                engine, scratch, files, edition, headers, delimiter, encoding
            )
            source = opened(
                engine,
                parts,
                rows.recognise,
                names,
                is_converted=files[0].suffix.lower() != PARQUET,
            )
            if source.total == 0:
                raise UnreadableFile(
                    codes.EMPTY_LEDGER,
                    msg("{file} holds no rows", file=name),
                    msg("a ledger is a row of headers, and a row for each expense below it"),
                )
            yield BulkCheck(engine, source, edition.texts, edition.layouts, rows, progress), rows
        finally:
            engine.close()


def files_of(paths: str | Path | Sequence[str | Path]) -> list[Path]:
    """The files that paths, patterns and folders name, sorted within each; all of one kind.

    Raises UnreadableFile.
    """
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    found: list[Path] = []
    for each in given:
        path = Path(each)
        if path.is_dir():
            inside = sorted(e for e in path.rglob("*") if e.suffix.lower() in ENDINGS)
            found += [e for e in inside if not _is_hidden(e.relative_to(path))]
        elif _SIGNS & set(str(each)) and not path.exists():
            found += [Path(e) for e in sorted(glob.glob(str(each), recursive=True))]  # noqa: PTH207
        else:
            found.append(path)
    if not found:
        raise UnreadableFile(
            codes.UNREADABLE_FILE,
            msg("there is no file {file}", file=", ".join(map(str, given))),
            msg("look at the name and the folder"),
        )
    for each in found:
        if not each.is_file():
            raise UnreadableFile(
                codes.UNREADABLE_FILE,
                msg("there is no file {file}", file=str(each)),
                msg("look at the name and the folder"),
            )
    kinds = {each.suffix.lower() for each in found}
    if len(kinds) > 1 or not kinds <= set(ENDINGS):
        raise UnreadableFile(
            codes.UNSUPPORTED_FORMAT,
            msg("{names}: not the kinds of files that are checked in bulk", names=sorted(kinds)),
            msg("give .parquet, .csv or .jsonl files, all of one kind"),
        )
    return found


def _without_signs(path: Path, scratch: Path, number: int) -> Path:
    """A name by which the engine finds this file and no other: it would take some for patterns."""
    if _SIGNS.isdisjoint(str(path)) and str(path).isprintable() and "\\" not in str(path):
        return path
    link = scratch / f"{number:04}{PARQUET}"
    link.symlink_to(path.absolute())
    return link


def _is_hidden(inside: Path) -> bool:
    """Whether a file, or a folder that it is in, is none of the ledger's: what a writer left."""
    return any(part.startswith((".", "_")) for part in inside.parts)


def _as_parquet(
    engine: Engine,
    scratch: Path,
    files: Sequence[Path],
    edition: Edition,
    headers: Headers,
    delimiter: str | None,
    encoding: str | None,
) -> tuple[list[Path], list[str]]:
    """Parquet files, and the names of those that they were."""
    from bokrules.inspection.bulk.lines import csv_lines, jsonl_lines, to_parts

    parts: list[Path] = []
    names: list[str] = []
    for number, each in enumerate(files):
        ending = each.suffix.lower()
        if ending == PARQUET:
            made = [_without_signs(each, scratch, number)]
        elif ending == CSV:
            made = to_parts(engine, scratch, number, *csv_lines(each, headers, delimiter, encoding))
        else:
            made = to_parts(engine, scratch, number, *jsonl_lines(each, edition.policy, headers))
        parts += made
        names += [each.name] * len(made)
    return parts, names


class _Documents:
    """Rows as the documents of their verdicts."""

    def __init__(self, edition: Edition, rows: BulkRows) -> None:
        self._edition = edition
        self._rows = rows

    def __call__(
        self, number: int, file: str | None, cells: Mapping[str, object]
    ) -> dict[str, Any] | None:
        from bokrules.evaluation.bulk.source import Fault
        from bokrules.evaluation.table import RowVerdict, judge_row

        facts = self._rows.facts(cells)
        if isinstance(facts, Fault):
            return None
        given = {name: list(v) if isinstance(v, frozenset) else v for name, v in facts.items()}
        judged = judge_row(Place(number, file=file), given, self._edition.texts)
        return row_document(judged) if isinstance(judged, RowVerdict) else None


def _partition_columns(names: Sequence[str], edition: Edition) -> list[str]:
    """Columns of what is written: `outcome`, or facts by their Indonesian name."""
    known = edition.policy.vocabulary.by_any_name
    found = []
    for name in names:
        fact = known.get(name)
        if name == "outcome":
            found.append(name)
        elif fact is not None and fact.type.kind not in ("taxes", "documents"):
            found.append(fact.name)
        else:
            raise InvalidValue(
                codes.INVALID_VALUE,
                msg("rows cannot be partitioned by `{name}`", name=name),
                msg("give `outcome`, or a fact such as `satker`"),
            )
    return found


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
