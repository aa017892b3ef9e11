"""All rows of a table judged, with their sums and what a reader must know of the judgement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from bokrules.base import codes
from bokrules.base.errors import BokrulesError, InvalidValue
from bokrules.base.messages import Message, msg
from bokrules.base.numbers import format_percent
from bokrules.evaluation.assessment.groups import Group, group_of, grouped, judgement_name
from bokrules.evaluation.assessment.measured import Measured, absorption
from bokrules.evaluation.assessment.yardsticks import (
    Judgement,
    Yardstick,
    band_printed,
    find_scale,
    find_target,
    judge_ratio,
)
from bokrules.evaluation.citing import citation_text
from bokrules.evaluation.row import Place, RowError
from bokrules.evaluation.table import Source
from bokrules.semantics.policy import Policy, Target
from bokrules.semantics.scales import Band, Scale

PROVINCE_DIGITS = 2
"""A code of the statistics office begins with its province's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedRow:
    """A row, what it was held against, and the outcome; `printed` is the source's own band."""

    measured: Measured
    yardstick: Yardstick | None = None
    judgement: Judgement = None
    printed: Band | None = None

    @property
    def agrees(self) -> bool | None:
        """Whether the band printed is the band computed; None where one of them is not known."""
        if self.printed is None or self.measured.ratio is None:
            return None
        return self.printed == self.judgement

    def to_dict(self) -> dict[str, Any]:
        measured = self.measured
        place = {"row": measured.place.row}
        sheet = {} if measured.place.sheet is None else {"sheet": measured.place.sheet}
        ratio = measured.ratio
        return {
            **place,
            **sheet,
            "unit": measured.unit or None,
            "code": measured.code,
            "year": measured.year,
            "group": measured.group,
            "allocation": measured.allocation,
            "realisation": measured.realisation,
            "need": measured.need,
            "ratio": None if ratio is None else str(ratio),
            "percent": None if ratio is None else format_percent(ratio),
            "yardstick": self.yardstick.name if self.yardstick else None,
            "judgement": judgement_name(self.judgement),
            "printed": self.printed.label.text if self.printed else None,
            "agrees": self.agrees,
        }


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row that holds what an earlier one holds."""

    unit: str
    first: Place
    again: Place

    def to_dict(self) -> dict[str, Any]:
        return {"unit": self.unit, "first": self.first.document, "again": self.again.document}


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The result of `assess`. Rows in `errors` are in no sum."""

    policy: Policy
    rows: tuple[AssessedRow, ...]
    errors: tuple[RowError, ...]
    basis: str
    """What the ratio was taken from, as columns are named."""
    by: str | None = None
    repeats: tuple[Repeat, ...] = ()
    repeats_counted: bool = True
    ignored: tuple[str, ...] = ()
    """Columns that give the ratio too, and were not used."""
    where: tuple[tuple[str, str], ...] = ()
    without: tuple[tuple[str, str], ...] = ()
    source: Source | None = None
    regions: Source | None = None

    @cached_property
    def yardsticks(self) -> tuple[Yardstick, ...]:
        """Those that some row is held against, in the order of the rows."""
        found = {id(each.yardstick): each.yardstick for each in self.rows if each.yardstick}
        return tuple(found.values())

    @cached_property
    def total(self) -> Group:
        return group_of(None, self.rows, self.yardsticks)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """By the column asked for; none if none was."""
        if self.by is None:
            return ()
        return grouped(self.rows, lambda each: each.group, self.yardsticks)

    @cached_property
    def provinces(self) -> tuple[Group, ...]:
        """By the province of a row's code, where rows have codes."""
        coded = [each for each in self.rows if each.measured.code]
        return grouped(coded, lambda each: province_of(each.code), self.yardsticks)

    @property
    def differing(self) -> tuple[AssessedRow, ...]:
        """Rows whose printed band is not the computed one."""
        return tuple(each for each in self.rows if each.agrees is False)

    @property
    def missed(self) -> tuple[AssessedRow, ...]:
        """Rows that miss their target."""
        return tuple(each for each in self.rows if each.judgement is False)

    @property
    def found_something(self) -> bool:
        """A target missed, or a printed band that is not the computed one."""
        return bool(self.missed or self.differing)

    @cached_property
    def readings(self) -> tuple[Message, ...]:
        """Where a target is applied to other years than it was printed for: our reading."""
        return tuple(
            reading
            for each in self.yardsticks
            if isinstance(each, Target) and (reading := self._other_years(each)) is not None
        )

    def citation(self, yardstick: Yardstick) -> str:
        """The clauses that a yardstick rests on, in the reader's language."""
        return citation_text(yardstick.citations, self.policy)

    def _other_years(self, target: Target) -> Message | None:
        own = {self.policy.edition.year, target.year or self.policy.edition.year}
        years = {each.measured.year for each in self.rows if each.yardstick is target} - own
        if not years:
            return None
        unknown = [msg("a year that is not given")] if None in years else []
        names = [str(each) for each in sorted(each for each in years if each is not None)]
        edition: Message | str = self.policy.edition.id
        if target.year is not None:
            edition = msg("{edition} (for {year})", edition=edition, year=target.year)
        return msg(
            "`target {name}` stands in the edition of {edition}; holding values of {years} against"
            " it is our reading",
            name=target.name,
            edition=edition,
            years=[*names, *unknown],
        )

    def to_dict(self) -> dict[str, Any]:
        """As JSON: ratios are exact fractions, amounts whole rupiah."""
        edition = self.policy.edition
        return {
            "edition": {
                "id": edition.id,
                "regulation": edition.regulation,
                "sha256": edition.sha256,
            },
            "source": self.source.to_dict() if self.source else None,
            "regions": self.regions.to_dict() if self.regions else None,
            "ratio": self.basis,
            "by": self.by,
            "where": [{"column": column, "value": value} for column, value in self.where],
            "without": [{"column": column, "value": value} for column, value in self.without],
            "yardsticks": [self._yardstick_document(each) for each in self.yardsticks],
            "summary": self.total.to_dict(),
            "groups": [each.to_dict() for each in self.groups],
            "rows": [each.to_dict() for each in self.rows],
            "differing": [each.measured.place.document for each in self.differing],
            "repeats": [each.to_dict() for each in self.repeats],
            "repeats_counted": self.repeats_counted,
            "readings": [each.text() for each in self.readings],
            "ignored_columns": list(self.ignored),
            "errors": [_error_document(each) for each in self.errors],
        }

    def _yardstick_document(self, yardstick: Yardstick) -> dict[str, Any]:
        kind = "skala" if isinstance(yardstick, Scale) else "target"
        return {
            "kind": kind,
            "name": yardstick.name,
            "label": yardstick.label.text,
            "notes": list(yardstick.notes),
            "citation": self.citation(yardstick),
        }


def assess_rows(
    rows: Iterable[Measured | RowError],
    policy: Policy,
    *,
    scale: str | None = None,
    target: str | None = None,
    from_rupiah: bool,
) -> tuple[tuple[AssessedRow, ...], tuple[RowError, ...]]:
    """Judge every row by the yardstick that it names, else by `scale` or `target`, if given.

    `from_rupiah` computes the ratios from realisation and allocation. A row that cannot be judged
    becomes a RowError. Raises UnknownValue and InvalidValue for the yardstick of all rows.
    """
    default = _yardstick(scale, target, policy)
    judged: list[AssessedRow] = []
    errors: list[RowError] = []
    for row in rows:
        if isinstance(row, RowError):
            errors.append(row)
            continue
        try:
            judged.append(_assessed(row, default, policy, from_rupiah))
        except BokrulesError as fault:
            errors.append(RowError(row.place, fault))
    return tuple(judged), tuple(errors)


def province_of(code: str | None) -> str | None:
    return code[:PROVINCE_DIGITS] if code else None


def _assessed(
    row: Measured, default: Yardstick | None, policy: Policy, from_rupiah: bool
) -> AssessedRow:
    own = _yardstick(row.scale, row.target, policy) if row.scale or row.target else default
    ratio: Fraction | None = row.ratio
    if from_rupiah:
        ratio = absorption(row.unit, row.realisation, row.allocation)
        row = replace(row, ratio=ratio)
    printed = None
    if row.criterion is not None and isinstance(own, Scale):
        printed = band_printed(row.criterion, own)
    judgement = None if ratio is None or own is None else judge_ratio(ratio, own)
    return AssessedRow(measured=row, yardstick=own, judgement=judgement, printed=printed)


def _yardstick(scale: str | None, target: str | None, policy: Policy) -> Yardstick | None:
    if scale and target:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("`skala {scale}` and `target {target}` are both given", scale=scale, target=target),
            msg("give one of them: a ratio is held against one thing"),
        )
    if scale:
        return find_scale(scale, policy)
    return find_target(target, policy) if target else None


def _error_document(each: RowError) -> dict[str, Any]:
    return {
        "row": each.place.document,
        "column": each.place.column or None,
        "code": each.error.code,
        "message": each.error.message.text(),
        "hint": each.error.hint,
    }
