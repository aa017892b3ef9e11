"""Editions: finding them, compiling their files, and what callers do with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bokrules import pipeline
from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.errors import InvalidPolicy, UnknownEdition
from bokrules.base.messages import msg
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.editions.edition_yaml import EDITION_FILE
from bokrules.editions.files import (
    EditionFiles,
    amendment_folders,
    check_funds,
    check_made_amendment,
    is_amendment,
    read_edition,
)
from bokrules.editions.periods import Period, periods
from bokrules.evaluation.compiled import CompiledTexts
from bokrules.evaluation.limits import Ceilings
from bokrules.evaluation.single import judge
from bokrules.evaluation.table import CheckResult, check_table
from bokrules.evaluation.verdict import Verdict
from bokrules.pipeline import Layer, SourceFile
from bokrules.semantics.policy import Clause, Policy

if TYPE_CHECKING:
    from bokrules.backends.cell_plan.result_class import ResultClass


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's decree, compiled, with what amends it. It never changes; threads may share it."""

    texts: tuple[Policy, ...]
    """The decree, then each amendment as the whole text in force from its first day on."""
    files: EditionFiles = field(repr=False, compare=False)
    compiled: CompiledTexts = field(init=False, repr=False, compare=False)
    """The texts as functions, made when first used."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", CompiledTexts(self.texts, known_editions))

    @property
    def policy(self) -> Policy:
        """The decree itself, without amendments."""
        return self.texts[0]

    @property
    def id(self) -> str:
        return self.policy.edition.id

    @property
    def year(self) -> int:
        return self.policy.edition.year

    @property
    def sha256(self) -> str:
        """Of all files that the decree itself was read from; an amendment has its own."""
        return self.policy.edition.sha256

    def validate(
        self, expense: Mapping[str, object], *, date: date | None = None, trace: bool = False
    ) -> Verdict:
        """The verdict on one expense; see `bokrules.validate`."""
        if date is None and not trace:
            return self.compiled.verdict_on(expense)
        return judge(expense, self.compiled, day=date, trace=trace)

    @property
    def fields(self) -> tuple[str, ...]:
        """The API names of an expense's facts, in the order of the tuples that `decide` takes."""
        return self.compiled.fields

    @property
    def decide(self) -> Callable[[Any], ResultClass]:
        """The function that tells the class of answers an expense gets: `edition.decide(row)`.

        `row` is a tuple of values in the order of `fields`, or an object that has them as
        attributes; None is missing. The values are taken as checked: amounts and counts int,
        numbers Fraction, dates date, yes or no bool, documents a frozenset, taxes a dict. Where a
        rule reads a value of another type, or an unknown term or choice, it goes through the check
        of `validate`: UnknownValue or InvalidValue is raised, or the value is read as `validate`
        reads it. Not looked at are values that no rule reads of such an expense, the names inside
        documents and taxes, and whether amounts lie in a sensible range.

        The class has `outcome`, `basis` (names of rules), `missing` (API names), `obligations`;
        equal answers are the same object. Keep the function where many expenses are decided.
        """
        return self.compiled.decide

    def decide_many(self, expenses: Iterable[Mapping[str, object]]) -> Iterator[Verdict]:
        """One verdict per expense, in their order. Raises as `validate` does, at the expense."""
        return (judge(each, self.compiled) for each in expenses)

    def check_table(
        self, rows: Iterable[Mapping[str, object]], ceilings: Ceilings | None = None
    ) -> CheckResult:
        """Check expenses, numbered from 1; a row that cannot be judged is reported, not raised.

        Limits that are a share of a unit's ceiling are decided where `ceilings` has it.
        """
        return check_table(enumerate(rows, start=1), self.compiled, ceilings)

    def amend(
        self,
        text: str,
        *,
        id: str,
        regulation: str,
        first_day: date,
        clauses: Mapping[str, str],
        kind: str = "",
    ) -> Edition:
        """A new edition: this one, and from `first_day` on as the policy `text` amends it.

        `text` says `mengubah` and edits with `tambah`, `ganti` and `cabut`; `clauses` are the ids
        and headings that it cites. This edition stays as it is.
        Raises InvalidPolicy, with all diagnostics.
        """
        base = self.texts[-1].edition
        name = f"{id}.bok"
        info = replace(
            base,
            id=id,
            regulation=regulation,
            kind=kind,
            first_day=first_day,
            force_clauses=(),
            amends=(self.id,),
            sha256=sha256(f"{base.sha256}\0{id}\0{first_day}\0{text}".encode()).hexdigest(),
        )
        own = {
            each: Clause(id=each, heading=heading, file=name, quoted=regulation)
            for each, heading in clauses.items()
        }
        before = {
            each: replace(clause, document=clause.document or base.short_title)
            for each, clause in self.texts[-1].outline.items()
        }
        layers = (*self.files.layers, Layer(info, (SourceFile(name, text),)))
        files = replace(self.files, layers=layers, outline={**before, **own}, outline_file=name)
        out = Diagnostics()
        check_made_amendment(info, own, self.texts, out)
        policy = compile_files(files, out)
        if policy is None:
            raise _invalid(name, out)
        return Edition((*self.texts, policy), files)


def validate(
    expense: Mapping[str, object],
    year: int | str | date | Path,
    *,
    date: date | None = None,
    trace: bool = False,
) -> Verdict:
    """What the decree of `year` says of `expense`.

    `expense` maps fields (English or Indonesian names) to values; amounts are whole rupiah (int).
    `date` stands in for a date that the expense lacks; it selects the text where the decree was
    amended within its year. A day in the place of `year` is the day of an expense without a date.
    `trace` tells every rule tried.
    Raises UnknownEdition, UnknownField, UnknownValue or InvalidValue.
    """
    edition = load_edition(year)
    if type(year) is int and date is None and not trace:  # as most ask
        return edition.compiled.verdict_on(expense)
    return edition.validate(expense, date=day_of(expense, year, date), trace=trace)


def day_of(
    expense: Mapping[str, object], year: int | str | date | Path, day: date | None
) -> date | None:
    """The day that stands in for a date which the expense lacks: `day`, else one given as year."""
    if day is not None or not isinstance(expense, Mapping):
        return day
    is_dated = any(expense.get(name) is not None for name in ("date", "tanggal"))
    return None if is_dated else _day(str(year))


def load_edition(year_or_path: int | str | date | Path) -> Edition:
    """The edition of a year that bokrules ships, that is in force on a day, or in a folder.

    Of a folder with an amendment, the text that it makes. Raises UnknownEdition if there is none,
    InvalidPolicy (with all diagnostics) if it has errors.
    """
    if type(year_or_path) is int and year_or_path in _by_year:
        return _by_year[year_or_path]
    folder = find_edition(year_or_path)
    if folder.parent != POLICIES_FOLDER:
        return _load(folder)
    edition = _shipped(folder)
    if type(year_or_path) is int:
        _by_year[year_or_path] = edition
    return edition


_by_year: dict[int, Edition] = {}
"""Those that were asked for by their year: to find an edition takes long beside a verdict."""


def load_texts_to_analyse(year_or_path: int | str | date | Path) -> tuple[Policy, ...]:
    """The texts of an edition, even if permissions and prohibitions in them contradict each other.

    Raises as `load_edition` does for every other error.
    """
    return _load(find_edition(year_or_path), may_conflict=True).texts


def find_edition(year_or_path: int | str | date | Path) -> Path:
    """The folder of an edition. Raises UnknownEdition."""
    years = shipped_years()
    if isinstance(year_or_path, bool):
        raise _unknown(str(year_or_path))
    if isinstance(year_or_path, Path) and is_edition(year_or_path):
        return year_or_path
    text = str(year_or_path)
    if text in years:
        return years[text]
    day = _day(text)
    if day is not None:
        return _in_force_on(day)
    path = Path(text)
    if not text.isdecimal() and is_edition(path):
        return path
    raise _unknown(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _in_force_on(day: date) -> Path:
    for each in _shipped_periods():
        if each.holds(day):
            return each.folder
    raise UnknownEdition(
        codes.UNKNOWN_EDITION,
        msg("no edition is in force on {day}", day=day),
        msg("there is: {names}", names=known_editions()),
    )


def is_edition(folder: Path) -> bool:
    """Whether a folder holds an edition, or a text that amends one."""
    try:
        return (folder / EDITION_FILE).is_file()
    except OSError:  # a name that is too long, a folder that may not be entered
        return False


def shipped_years() -> dict[str, Path]:
    """Year to folder, of the editions that bokrules ships."""
    found = POLICIES_FOLDER.glob(f"*/{EDITION_FILE}")
    return {path.parent.name: path.parent for path in sorted(found)}


def newest_year() -> str:
    """The latest year that bokrules ships an edition of."""
    return max(shipped_years())


@lru_cache
def _shipped_periods() -> tuple[Period, ...]:
    return periods(shipped_years().values())


def known_editions() -> list[str]:
    """The editions that bokrules ships, each with the days on which it is in force."""
    return [str(each) for each in _shipped_periods()]


def compile_edition(folder: Path, out: Diagnostics) -> Policy | None:
    """Read and compile one text: an edition without its amendments, or one amendment.

    None if `out` holds errors.
    """
    files = read_edition(folder, out)
    return None if files is None else compile_files(files, out)


def compile_files(
    files: EditionFiles, out: Diagnostics, *, may_conflict: bool = False
) -> Policy | None:
    """The text of the last layer; None if `out` holds errors."""
    policy = pipeline.compile_policy(
        files.layers, files.outline, files.outline_file, out, may_conflict=may_conflict
    )
    if policy is None:
        return None
    if len(files.layers) == 1:  # what amends an edition has its funds
        check_funds(files, policy.vocabulary.taxonomies["dana"].terms, out)
    return None if out.has_errors else policy


@lru_cache
def _shipped(folder: Path) -> Edition:
    return _load(folder)


def _load(folder: Path, *, may_conflict: bool = False) -> Edition:
    folders = [folder] if is_amendment(folder) else [folder, *amendment_folders(folder)]
    compiled = []
    for each in folders:
        out = Diagnostics()
        files = read_edition(each, out)
        policy = None if files is None else compile_files(files, out, may_conflict=may_conflict)
        if policy is None or files is None:
            raise _invalid(str(each), out)
        compiled.append((policy, files))
    compiled.sort(key=lambda each: each[0].edition.first_day)
    return Edition(tuple(policy for policy, _ in compiled), compiled[-1][1])


def _invalid(name: str, out: Diagnostics) -> InvalidPolicy:
    errors = [each for each in out if each.severity == "error"]
    return InvalidPolicy(
        errors[0].code,
        msg(
            "edition {folder} has {n} errors; the first: {first}",
            folder=name,
            n=len(errors),
            first=errors[0].message,
        ),
        errors,
    )


def _unknown(text: str) -> UnknownEdition:
    return UnknownEdition(
        codes.UNKNOWN_EDITION,
        msg("there is no edition `{year}`", year=text),
        msg("there is: {names}", names=known_editions()),
    )
