"""Editions: finding them, compiling their files or taking them from the cache, and their use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache as once
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bokrules.base import codes
from bokrules.base.errors import UnknownEdition, UnreadableFile
from bokrules.base.messages import msg
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.editions import cache
from bokrules.editions.places import EDITION_FILE

if TYPE_CHECKING:
    from bokrules.backends.cell_plan.result_class import ResultClass
    from bokrules.backends.to_sql.layout import Layout
    from bokrules.editions.files import EditionFiles
    from bokrules.editions.periods import Period
    from bokrules.evaluation.compiled import CompiledTexts
    from bokrules.evaluation.limits import Ceilings
    from bokrules.evaluation.table import CheckResult
    from bokrules.evaluation.verdict import Verdict
    from bokrules.semantics.policy import Policy


@dataclass(frozen=True, eq=False, repr=False)
class Edition:
    """One year's decree, compiled, with what amends it. It never changes; threads may share it.

    It is made of two functions, which are asked when something is needed of an edition.
    """

    _texts: Callable[[], tuple[Policy, ...]]
    _files: Callable[[], EditionFiles]

    def __eq__(self, other: object) -> bool:
        return self.texts == other.texts if isinstance(other, Edition) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Edition({self.id!r}, {self.sha256!r})"

    @property
    def texts(self) -> tuple[Policy, ...]:
        """The decree, then each amendment as the whole text in force from its first day on."""
        return self._texts()

    @property
    def files(self) -> EditionFiles:
        """What the last text was read from.

        Of an edition from the cache it is read when first asked for; UnreadableFile is raised if
        the files are not those any more that the edition was compiled from.
        """
        return self._files()

    @cached_property
    def compiled(self) -> CompiledTexts:
        """The texts as functions, made when first used."""
        from bokrules.evaluation.compiled import FEW, CompiledTexts

        return CompiledTexts(self.texts, known_editions, few=FEW)

    @cached_property
    def layouts(self) -> tuple[Layout, ...]:
        """Of each text how cells stand in the codes of bulk checks, made when first used."""
        from bokrules.evaluation.bulk.coding import layouts_of

        return layouts_of(self.texts)

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
        from bokrules.evaluation.single import judge

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
        from bokrules.evaluation.single import judge

        return (judge(each, self.compiled) for each in expenses)

    def check_table(
        self, rows: Iterable[Mapping[str, object]], ceilings: Ceilings | None = None
    ) -> CheckResult:
        """Check expenses, numbered from 1; a row that cannot be judged is reported, not raised.

        Limits that are a share of a unit's ceiling are decided where `ceilings` has it.
        """
        from bokrules.evaluation.table import check_table

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
        from dataclasses import replace

        from bokrules.base.diagnostics import Diagnostics
        from bokrules.editions.compiling import compile_files, invalid
        from bokrules.editions.files import check_made_amendment
        from bokrules.pipeline import Layer, SourceFile
        from bokrules.semantics.policy import Clause

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
            raise invalid(name, out)
        texts = (*self.texts, policy)
        return Edition(lambda: texts, lambda: files)


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
    if type(year) is int and date is None and not trace:  # as most ask
        if type(expense) is dict:
            function = _by_fields.get(year, _NONE).get(tuple(expense))
            if function is not None:
                return function(expense)
        texts = load_edition(year).compiled
        _by_fields[year] = texts.by_fields
        return texts.verdict_on(expense)
    edition = load_edition(year)
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
    known = _by_year.get(year_or_path) if type(year_or_path) in (int, str) else None
    if known is not None:
        return known
    folder = find_edition(year_or_path)
    if folder.parent != POLICIES_FOLDER:
        return _load(folder)
    edition = _shipped(folder)
    if str(year_or_path) == folder.name:
        _by_year[year_or_path] = edition
    return edition


_by_year: dict[object, Edition] = {}
"""The shipped editions that were loaded, by the year as it was given: what many calls ask for."""
_by_fields: dict[int, Mapping[tuple[str, ...], Callable[[Any], Verdict]]] = {}
"""What judges expenses of a year the fastest; see `CompiledTexts.by_fields`."""
_NONE: Mapping[tuple[str, ...], Callable[[Any], Verdict]] = {}


def load_texts_to_analyse(year_or_path: int | str | date | Path) -> tuple[Policy, ...]:
    """The texts of an edition, even if permissions and prohibitions in them contradict each other.

    Raises as `load_edition` does for every other error.
    """
    from bokrules.editions.compiling import compile_texts

    return compile_texts(find_edition(year_or_path), may_conflict=True)[0]


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
    from bokrules.editions.periods import periods

    return periods(shipped_years().values())


def known_editions() -> list[str]:
    """The editions that bokrules ships, each with the days on which it is in force."""
    return [str(each) for each in _shipped_periods()]


@lru_cache
def _shipped(folder: Path) -> Edition:
    return _load(folder)


def _load(folder: Path) -> Edition:
    """From the cache, or else from its files, which are then put there."""
    sources = cache.sources_of(folder)
    stored = None if sources is None else cache.fetch(sources)
    if sources is not None and stored is not None:
        compiled = once(lambda: _compiled_again(folder, sources))
        return Edition(
            once(lambda: cache.texts_of(stored, sources, compiled)),
            once(lambda: _read_again(folder, sources)),
        )
    from bokrules.editions.compiling import compile_texts

    texts, files = compile_texts(folder)
    if sources is not None and cache.sources_of(folder) == sources:  # not changed meanwhile
        cache.store(sources, texts)
    return Edition(lambda: texts, lambda: files)


def _compiled_again(folder: Path, sources: cache.Sources) -> tuple[Policy, ...]:
    from bokrules.editions.compiling import compile_texts

    _check_unchanged(folder, sources)
    return compile_texts(folder)[0]


def _read_again(folder: Path, sources: cache.Sources) -> EditionFiles:
    from bokrules.editions.compiling import files_of

    _check_unchanged(folder, sources)
    return files_of(folder)


def _check_unchanged(folder: Path, sources: cache.Sources) -> None:
    if cache.sources_of(folder) != sources:
        raise UnreadableFile(
            codes.UNREADABLE_FILE,
            msg("the files of edition {folder} have changed since it was loaded", folder=folder),
            msg("load it again"),
        )


def _unknown(text: str) -> UnknownEdition:
    return UnknownEdition(
        codes.UNKNOWN_EDITION,
        msg("there is no edition `{year}`", year=text),
        msg("there is: {names}", names=known_editions()),
    )
