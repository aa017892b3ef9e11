"""`check`: judge a whole ledger by the decree of one year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.editions import Edition, load_edition
from bokrules.evaluation.expense import unknown_field
from bokrules.evaluation.limits import Ceilings, ceilings_of
from bokrules.evaluation.repeated import RepeatedRuling
from bokrules.evaluation.table import CheckResult
from bokrules.inspection.books.lines import Books
from bokrules.inspection.books.mapping_yaml import SheetMappings, read_mapping
from bokrules.inspection.books.reading import BookFile, read_books
from bokrules.inspection.classify.choices_file import choices_beside, read_choices
from bokrules.inspection.classify.classifier import Classifier
from bokrules.inspection.findings.settings_yaml import read_settings
from bokrules.inspection.inspecting import (
    PROGRESS_STEP,
    Approach,
    LedgerResult,
    Progress,
    inspect_books,
    with_sources,
)
from bokrules.inspection.units_file import read_ceilings, source_of_ceilings

__all__ = ["CheckResult", "Inspector", "LedgerResult", "Progress", "check"]

MENU = "menu"


def check(
    path_or_table: str | Path | Iterable[Mapping[str, object]],
    year: int | str | Path,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    sheet: str | Sequence[str] | None = None,
    units: str | Path | Mapping[str, object] | None = None,
    mapping: str | Path | None = None,
    beside: Sequence[str | Path] = (),
    choices: str | Path | None = None,
    settings: str | Path | None = None,
    given: Mapping[str, object] | None = None,
    assume: Mapping[str, str] | None = None,
    classify: bool = True,
    progress: Progress | None = None,
) -> CheckResult:
    """Judge every row of a ledger by the decree of `year` (or the edition in a folder).

    A ledger is a file (.csv, .xlsx, .xlsm, .xls, .ods, .jsonl) or an iterable of expenses as
    `validate` takes them; a file gives a `LedgerResult`. Rows that cannot be read or judged are in
    the result's `errors`; all others are judged, and the limits and duties of the edition and the
    checks across lines are decided over them.

    - `delimiter`, `encoding`: how a text file is written; `sheet`: the sheets that count (all with
      data, unless told); `mapping`: a YAML file that says what sheets and columns are.
    - `units`: the ceilings of units, for limits that are a share of them: a file (.csv, .xlsx) with
      the columns satker and pagu, or a mapping of units to rupiah.
    - `beside`: files with books that belong to it: plan, budget, payees, taxes, standard prices.
    - `choices`: what the inspector chose and decided; else `<ledger>.pilihan.yaml` beside it.
    - `settings`: a YAML file with the parameters of the checks across lines.
    - `given`: facts of all rows that do not say otherwise, by either of their names.
    - `assume`: `{"kegiatan": "menu"}` takes an activity that stays unknown to be one of the menu.
    - `classify`: whether texts and account codes propose what columns leave open.

    Raises UnreadableFile for a file that cannot be read at all, InvalidValue for bad ceilings,
    facts or assumptions, UnknownEdition and InvalidPolicy as `load_edition` does, TypeError for
    what is no ledger.
    """
    edition = load_edition(year)
    ceilings = ceilings_from(units, edition)
    if isinstance(path_or_table, (str, Path)):
        inspector = Inspector(
            edition,
            mapping=mapping,
            settings=settings,
            given=given,
            assume=assume,
            classify=classify,
            ceilings=ceilings,
        )
        return inspector.inspect(
            Path(path_or_table),
            delimiter=delimiter,
            encoding=encoding,
            sheets=[sheet] if isinstance(sheet, str) else sheet,
            beside=[Path(each) for each in beside],
            choices=None if choices is None else Path(choices),
            progress=progress,
        )
    if delimiter is not None or encoding is not None or sheet is not None:
        raise TypeError("delimiter, encoding and sheet are for files, not for tables")
    if beside or mapping or choices or settings or given or assume:
        raise TypeError("mapping, choices, settings, facts and books are for files")
    result = _check_table(path_or_table, edition, ceilings, progress)
    return with_ceilings(result, ceilings)


_Result = TypeVar("_Result", bound=CheckResult)


def with_ceilings(result: _Result, ceilings: Ceilings | None) -> _Result:
    """The result with where the ceilings came from."""
    source = None if ceilings is None else source_of_ceilings(ceilings)
    return result if source is None else replace(result, units=source)


class Inspector:
    """One edition and one approach, for many ledgers. The options are those of `check`."""

    def __init__(
        self,
        edition: Edition,
        *,
        mapping: str | Path | None = None,
        settings: str | Path | None = None,
        given: Mapping[str, object] | None = None,
        assume: Mapping[str, str] | None = None,
        classify: bool = True,
        ceilings: Ceilings | None = None,
    ) -> None:
        self.edition = edition
        self._vocabulary = edition.policy.vocabulary
        self._mapping: SheetMappings | None = (
            None if mapping is None else read_mapping(Path(mapping), self._vocabulary)
        )
        self._classifier = Classifier.of(edition) if classify else None
        self._ruling = RepeatedRuling(edition.compiled)
        self._approach = Approach(
            classify=classify,
            given=self._facts(given or {}),
            assume_menu=_assumes_menu(assume or {}),
            settings=read_settings(None if settings is None else Path(settings)),
            ceilings=ceilings,
        )

    def inspect(
        self,
        path: Path,
        *,
        delimiter: str | None = None,
        encoding: str | None = None,
        sheets: Sequence[str] | None = None,
        beside: Sequence[Path] = (),
        choices: Path | None = None,
        is_one_of_many: bool = False,
        progress: Progress | None = None,
    ) -> LedgerResult:
        """A ledger with the books beside it. Of one of many every place names its file."""
        ledger = read_books(
            path,
            self._vocabulary,
            mapping=self._mapping,
            delimiter=delimiter,
            encoding=encoding,
            sheets=sheets,
            companion=is_one_of_many,
        )
        others = [
            read_books(each, self._vocabulary, mapping=self._mapping, companion=True)
            for each in beside
        ]
        chosen = (
            choices_beside(path, self._vocabulary)
            if choices is None
            else read_choices(choices, self._vocabulary)
        )
        result = inspect_books(
            joined(ledger, others),
            [error for each in (ledger, *others) for error in each.errors],
            [table.place for each in (ledger, *others) for table in each.recognised],
            self.edition,
            self._approach,
            chosen,
            self._classifier,
            self._ruling,
            progress,
        )
        sources = [each.source for each in others]
        result = with_sources(result, ledger.source, sources, ledger.ignored)
        result = replace(
            result,
            unread_cells=tuple(cell for each in (ledger, *others) for cell in each.unread_cells),
            reading_notes=ledger.notes,
        )
        return with_ceilings(result, self._approach.ceilings)

    def _facts(self, given: Mapping[str, object]) -> dict[str, object]:
        """By their Indonesian names; a word is read as the cell of a column would be."""
        from bokrules.inspection.columns import Column
        from bokrules.inspection.values import CellReader

        reader = CellReader(self._vocabulary)
        facts: dict[str, object] = {}
        for name, value in given.items():
            fact = self._vocabulary.by_any_name.get(name)
            if fact is None:
                raise unknown_field(name, self._vocabulary)
            facts[fact.name] = (
                reader.read(value, Column(name, fact)) if isinstance(value, str) else value
            )
        return facts


def joined(ledger: BookFile, others: Sequence[BookFile]) -> Books:
    """The books of a ledger and of the files beside it. Of those, cash books do not count."""
    books = [ledger.books, *(replace(each.books, cash=()) for each in others)]
    return Books(
        cash=ledger.books.cash,
        budget=tuple(line for each in books for line in each.budget),
        plan=tuple(line for each in books for line in each.plan),
        payees=tuple(line for each in books for line in each.payees),
        taxes=tuple(line for each in books for line in each.taxes),
        prices=tuple(line for each in books for line in each.prices),
    )


def _assumes_menu(assume: Mapping[str, str]) -> bool:
    for name, value in assume.items():
        if name not in ("kegiatan", "activity") or value != MENU:
            raise InvalidValue(
                codes.INVALID_VALUE,
                msg("`{name}={value}` cannot be assumed", name=name, value=value),
                msg("there is: kegiatan=menu; a fact of all rows is given with --set"),
            )
    return bool(assume)


def ceilings_from(
    units: str | Path | Mapping[str, object] | None, edition: Edition
) -> Ceilings | None:
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
