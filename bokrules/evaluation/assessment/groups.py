"""Rows of a group taken together: exact sums, and how many rows lie in each band."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from bokrules.base.messages import current_language, msg
from bokrules.evaluation.assessment.measured import Measured
from bokrules.evaluation.assessment.yardsticks import Judgement, Yardstick, judgements_of
from bokrules.semantics.scales import Band


class Judged(Protocol):
    """What is counted: a row, what it was held against, and the outcome."""

    @property
    def measured(self) -> Measured: ...
    @property
    def yardstick(self) -> Yardstick | None: ...
    @property
    def judgement(self) -> Judgement: ...


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows a yardstick judged alike."""

    yardstick: Yardstick
    judgement: Judgement
    rows: int

    @property
    def label(self) -> str:
        return judgement_label(self.judgement)

    def to_dict(self) -> dict[str, Any]:
        return {
            "yardstick": self.yardstick.name,
            "judgement": judgement_name(self.judgement),
            "rows": self.rows,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Numbers of rows: all, those with a ratio, those above 100%, and by judgement."""

    rows: int
    with_data: int
    above_whole: int
    counts: tuple[Count, ...]

    @property
    def without_data(self) -> int:
        return self.rows - self.with_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows that share a value (None: the value is not given), and their sums in rupiah.

    The sums are over the `summed` rows that have both allocation and realisation.
    """

    name: str | None
    tally: Tally
    summed: int
    allocation: int
    realisation: int

    @property
    def ratio(self) -> Fraction | None:
        """The exact ratio of the sums; None where no row has both."""
        return Fraction(self.realisation, self.allocation) if self.allocation else None

    def to_dict(self) -> dict[str, Any]:
        ratio = self.ratio
        return {
            "group": self.name,
            "rows": self.tally.rows,
            "with_data": self.tally.with_data,
            "above_100_percent": self.tally.above_whole,
            "summed": self.summed,
            "allocation": self.allocation if self.summed else None,
            "realisation": self.realisation if self.summed else None,
            "ratio": None if ratio is None else str(ratio),
            "counts": [each.to_dict() for each in self.tally.counts],
        }


def group_of(name: str | None, rows: Sequence[Judged], order: Sequence[Yardstick]) -> Group:
    """One group; `order` are the yardsticks that are counted."""
    measured = [each.measured for each in rows]
    both = [each for each in measured if each.has_both]
    return Group(
        name=name,
        tally=Tally(
            rows=len(rows),
            with_data=sum(each.ratio is not None for each in measured),
            above_whole=sum(each.ratio is not None and each.ratio > 1 for each in measured),
            counts=_counts(rows, order),
        ),
        summed=len(both),
        allocation=sum(each.allocation or 0 for each in both),
        realisation=sum(each.realisation or 0 for each in both),
    )


def grouped(
    rows: Iterable[Judged],
    key: Callable[[Measured], str | None],
    order: Sequence[Yardstick],
) -> tuple[Group, ...]:
    """Groups by a key, in the order in which it first appears."""
    found: dict[str | None, list[Judged]] = {}
    for each in rows:
        found.setdefault(key(each.measured), []).append(each)
    return tuple(group_of(name, members, order) for name, members in found.items())


def _counts(rows: Sequence[Judged], order: Sequence[Yardstick]) -> tuple[Count, ...]:
    counts = []
    for yardstick in order:
        judged = [
            each.judgement
            for each in rows
            if each.yardstick is yardstick and each.measured.ratio is not None
        ]
        every = judgements_of(yardstick)
        counts += [
            Count(yardstick, judgement, sum(each == judgement for each in judged))
            for judgement in every
        ]
        outside = sum(each is None for each in judged)
        if outside:
            counts.append(Count(yardstick, None, outside))
    return tuple(counts)


def judgement_label(judgement: Judgement) -> str:
    """In the language of the reader."""
    match judgement:
        case Band():
            return judgement.label.in_language(current_language())
        case True:
            return msg("met").text()
        case False:
            return msg("missed").text()
        case None:
            return msg("outside all bands").text()


def judgement_name(judgement: Judgement) -> str | None:
    """The same in every language: the band's Indonesian label, `met` or `missed`."""
    match judgement:
        case Band():
            return judgement.label.text
        case True:
            return "met"
        case False:
            return "missed"
        case None:
            return None
