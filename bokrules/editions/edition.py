"""Editions: finding them, reading their files, and what callers do with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from bokrules import pipeline
from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.errors import InvalidPolicy, UnknownEdition
from bokrules.base.messages import msg
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.base.suggestions import did_you_mean
from bokrules.editions.edition_yaml import EDITION_FILE
from bokrules.editions.files import read_edition
from bokrules.evaluation.limits import Ceilings
from bokrules.evaluation.single import judge
from bokrules.evaluation.table import CheckResult, check_table
from bokrules.evaluation.verdict import Verdict
from bokrules.semantics.policy import Policy


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's decree, compiled. It never changes and may be shared between threads."""

    policy: Policy

    @property
    def id(self) -> str:
        return self.policy.edition.id

    @property
    def year(self) -> int:
        return self.policy.edition.year

    @property
    def sha256(self) -> str:
        """Of all files that went in."""
        return self.policy.edition.sha256

    def validate(
        self, expense: Mapping[str, object], *, date: date | None = None, trace: bool = False
    ) -> Verdict:
        """The verdict on one expense; see `bokrules.validate`."""
        return judge(expense, self.policy, day=date, trace=trace)

    def decide_many(self, expenses: Iterable[Mapping[str, object]]) -> Iterator[Verdict]:
        """One verdict per expense, in their order. Raises as `validate` does, at the expense."""
        return (judge(each, self.policy) for each in expenses)

    def check_table(
        self, rows: Iterable[Mapping[str, object]], ceilings: Ceilings | None = None
    ) -> CheckResult:
        """Check expenses, numbered from 1; a row that cannot be judged is reported, not raised.

        Limits that are a share of a unit's ceiling are decided where `ceilings` has it.
        """
        return check_table(enumerate(rows, start=1), self.policy, ceilings)


def validate(
    expense: Mapping[str, object],
    year: int | str | Path,
    *,
    date: date | None = None,
    trace: bool = False,
) -> Verdict:
    """What the decree of `year` says of `expense`.

    `expense` maps fields (English or Indonesian names) to values; amounts are whole rupiah (int).
    `date` stands in for a date that the expense lacks. `trace` tells every rule tried.
    Raises UnknownEdition, UnknownField, UnknownValue or InvalidValue.
    """
    return load_edition(year).validate(expense, date=date, trace=trace)


def load_edition(year_or_path: int | str | Path) -> Edition:
    """The edition of a year that bokrules ships, or the one in a folder.

    Raises UnknownEdition if there is none, InvalidPolicy (with all diagnostics) if it has errors.
    """
    folder = find_edition(year_or_path)
    return _shipped(folder) if folder.parent == POLICIES_FOLDER else _load(folder)


def find_edition(year_or_path: int | str | Path) -> Path:
    """The folder of an edition. Raises UnknownEdition."""
    years = shipped_years()
    if isinstance(year_or_path, bool):
        raise _unknown(str(year_or_path), years)
    if isinstance(year_or_path, Path) and _is_edition(year_or_path):
        return year_or_path
    text = str(year_or_path)
    if text in years:
        return years[text]
    path = Path(text)
    if not text.isdecimal() and _is_edition(path):
        return path
    raise _unknown(text, years)


def _is_edition(folder: Path) -> bool:
    try:
        return (folder / EDITION_FILE).is_file()
    except OSError:  # a name that is too long, a folder that may not be entered
        return False


def shipped_years() -> dict[str, Path]:
    """Year to folder, of the editions that bokrules ships."""
    found = POLICIES_FOLDER.glob(f"*/{EDITION_FILE}")
    return {path.parent.name: path.parent for path in sorted(found)}


def compile_edition(folder: Path, out: Diagnostics) -> Policy | None:
    """Read and compile an edition; None if `out` holds errors."""
    files = read_edition(folder, out)
    if files is None:
        return None
    return pipeline.compile_policy(files.layers, files.outline, files.outline_file, out)


@lru_cache
def _shipped(folder: Path) -> Edition:
    return _load(folder)


def _load(folder: Path) -> Edition:
    out = Diagnostics()
    policy = compile_edition(folder, out)
    if policy is None:
        errors = [each for each in out if each.severity == "error"]
        raise InvalidPolicy(
            errors[0].code,
            msg(
                "edition {folder} has {n} errors; the first: {first}",
                folder=folder,
                n=len(errors),
                first=errors[0].message,
            ),
            errors,
        )
    return Edition(policy)


def _unknown(text: str, years: Mapping[str, Path]) -> UnknownEdition:
    return UnknownEdition(
        codes.UNKNOWN_EDITION,
        msg("there is no edition `{year}`", year=text),
        did_you_mean(text, years) or msg("there is: {names}", names=list(years)),
    )
