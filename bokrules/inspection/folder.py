"""A folder of ledgers inspected in one run, and its units ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import msg
from bokrules.inspection.books.reading import CSV, JSONL
from bokrules.inspection.books.workbook_file import ENDINGS
from bokrules.inspection.check import Inspector
from bokrules.inspection.contents import Sums
from bokrules.inspection.contents_of import inspected_rows, sums_of
from bokrules.inspection.inspecting import LedgerResult
from bokrules.inspection.suggesting import MOST_TEXTS
from bokrules.semantics.policy import EditionInfo

COPY_ENDING = ".periksa.xlsx"
"""Of copies that were made before: they are no ledgers."""
LEDGER_ENDINGS = (*sorted(ENDINGS), CSV, JSONL)


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedUnit:
    """A unit with its sums, and the rupiah of its findings by code (None: findings without one)."""

    unit: str
    sums: Sums
    findings: dict[str | None, int]

    @property
    def questioned(self) -> int:
        """By the findings: what single expenses and the lines together show."""
        return sum(self.findings.values())


@dataclass(frozen=True)
class FolderResult:
    """The ledgers of a folder in the order of their names; those that could not be read.

    `repeated` are files that are the same as one before them, each with the name of that one.
    """

    edition: EditionInfo
    name: str
    ledgers: tuple[LedgerResult, ...]
    unreadable: tuple[tuple[str, UnreadableFile], ...]
    repeated: tuple[tuple[str, str], ...] = ()

    @property
    def counted(self) -> tuple[LedgerResult, ...]:
        """The ledgers without those that are in the folder already."""
        again = {name for name, _ in self.repeated}
        return tuple(each for each in self.ledgers if _name(each) not in again)

    @property
    def found_something(self) -> bool:
        return any(each.found_something for each in self.ledgers)

    @property
    def has_errors(self) -> bool:
        """A file, a row or a cell that could not be read."""
        return bool(self.unreadable) or any(
            each.errors or each.unread_cells for each in self.ledgers
        )

    def ranking(self) -> tuple[RankedUnit, ...]:
        """The units by the rupiah of their findings, then by name; a ledger without a unit is one.

        A file that is in the folder several times counts once.
        Findings about the same rupiah of a row both count: see the findings themselves.
        """
        rows: dict[str, list[Any]] = {}
        findings: dict[str, dict[str | None, int]] = {}
        for ledger in self.counted:
            file = _name(ledger)
            for row in inspected_rows(ledger, suggesting=False):
                rows.setdefault(row.unit or file, []).append(row)
            for each in ledger.checks.findings:
                by_code = findings.setdefault(each.unit or file, {})
                by_code[each.code] = by_code.get(each.code, 0) + (each.amount or 0)
        units = [
            RankedUnit(unit=unit, sums=sums_of(rows.get(unit, ())), findings=findings.get(unit, {}))
            for unit in {**rows, **findings}
        ]
        return tuple(sorted(units, key=lambda each: (-each.questioned, each.unit)))

    def to_dict(self) -> dict[str, Any]:
        """The public JSON document of `check` on a folder."""
        return {
            "edition": self.edition.to_dict(),
            "folder": self.name,
            "ranking": [
                {
                    "unit": each.unit,
                    "rows": each.sums.total.rows,
                    "amount": each.sums.total.amount,
                    "questioned_amount": each.sums.questioned,
                    "unsupported_amount": each.sums.unsupported,
                    "findings_amount": each.questioned,
                    "findings": [
                        {"code": code, "amount": amount}
                        for code, amount in sorted(
                            each.findings.items(), key=lambda item: (-item[1], item[0] or "")
                        )
                    ],
                }
                for each in self.ranking()
            ],
            "ledgers": [each.to_dict() for each in self.ledgers],
            "repeated": [{"file": name, "same_as": first} for name, first in self.repeated],
            "errors": [
                {
                    "file": name,
                    "code": error.code,
                    "message": error.message.text(),
                    "hint": error.hint,
                }
                for name, error in self.unreadable
            ],
        }


def ledgers_in(folder: Path) -> list[Path]:
    """The ledgers of a folder by their names, without what spreadsheets leave behind.

    Raises UnreadableFile where there is none.
    """
    found = sorted(
        each
        for each in folder.iterdir()
        if each.is_file()
        and each.suffix.lower() in LEDGER_ENDINGS
        and not each.name.startswith((".", "~$"))
        and not each.name.endswith(COPY_ENDING)
    )
    if not found:
        raise UnreadableFile(
            codes.UNREADABLE_FILE,
            msg("{folder} holds no ledger", folder=str(folder)),
            msg("a ledger ends in one of: {names}", names=list(LEDGER_ENDINGS)),
        )
    return found


def inspect_folder(
    folder: Path,
    inspector: Inspector,
    *,
    beside: Sequence[Path] = (),
    progress: Callable[[int, int | None], None] | None = None,
) -> FolderResult:
    """Every ledger of a folder. One that cannot be read is reported; the others are inspected.

    `progress` is told the ledgers done and how many there are.
    """
    ledgers, unreadable = _split(_each(ledgers_in(folder), inspector, beside, progress))
    return FolderResult(
        inspector.edition.policy.edition,
        folder.resolve().name,
        ledgers,
        unreadable,
        _repeated(ledgers),
    )


def _repeated(ledgers: Sequence[LedgerResult]) -> tuple[tuple[str, str], ...]:
    """The names of files that hold the same bytes as one before them, each with that one's."""
    first: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    for each in ledgers:
        if each.source is not None:
            name = first.setdefault(each.source.sha256, each.source.name)
            if name != each.source.name:
                found.append((each.source.name, name))
    return tuple(found)


def _name(ledger: LedgerResult) -> str:
    return "" if ledger.source is None else ledger.source.name


def _each(
    paths: Sequence[Path],
    inspector: Inspector,
    beside: Sequence[Path],
    progress: Callable[[int, int | None], None] | None,
) -> Iterator[LedgerResult | tuple[str, UnreadableFile]]:
    most_suggested = max(1, MOST_TEXTS // len(paths))
    for done, path in enumerate(paths, start=1):
        try:
            result = inspector.inspect(path, beside=beside, is_one_of_many=True)
            yield replace(_named(result, path), most_suggested=most_suggested)
        except UnreadableFile as error:
            yield path.name, error
        if progress is not None:
            progress(done, len(paths))


def _named(result: LedgerResult, path: Path) -> LedgerResult:
    source = result.source
    return result if source is None else replace(result, source=replace(source, name=path.name))


def _split(
    results: Iterator[LedgerResult | tuple[str, UnreadableFile]],
) -> tuple[tuple[LedgerResult, ...], tuple[tuple[str, UnreadableFile], ...]]:
    ledgers, unreadable = [], []
    for each in results:
        if isinstance(each, LedgerResult):
            ledgers.append(each)
        else:
            unreadable.append(each)
    return tuple(ledgers), tuple(unreadable)
