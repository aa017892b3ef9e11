"""The ceilings (`pagu`) of offices, which shares in limits are shares of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bokrules.base import codes
from bokrules.base.errors import BokrulesError, InvalidValue
from bokrules.base.messages import Message, msg
from bokrules.base.money import LARGEST_AMOUNT, format_rupiah
from bokrules.evaluation.limits.lines import Key, key_of
from bokrules.semantics import operators
from bokrules.semantics.vocabulary import Taxonomy


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What a unit may spend; of a fund and in a year, where they are given."""

    unit: str
    amount: int
    fund: str | None = None
    year: int | None = None

    @property
    def key(self) -> Key:
        return key_of(self.unit)


@dataclass(frozen=True)
class Ceilings:
    """All ceilings given with a ledger. `source` is the file's name, if they came from one."""

    entries: tuple[Ceiling, ...]
    source: str | None = None
    sha256: str | None = None

    @property
    def units(self) -> dict[Key, str]:
        """The units that have a ceiling, as they are spelt."""
        return {each.key: each.unit for each in self.entries}

    def units_of(self, funds: Iterable[str], taxonomy: Taxonomy | None) -> list[Key]:
        """The units, in their order, whose ceiling is, or may be, one of these funds."""
        terms = tuple(funds)
        found = [e.key for e in self.entries if _is_of(e.fund, terms, taxonomy) is not False]
        return list(dict.fromkeys(found))

    def of(
        self,
        unit: Key,
        year: int,
        own_year: int,
        funds: Iterable[str | None],
        taxonomy: Taxonomy | None,
    ) -> int | Message:
        """The ceiling of a unit, or why it is not known. None is the unit of a sum over all.

        None among the funds is one that is not known.

        A ceiling without a year is one of `own_year`; one without a fund holds for any.
        """
        wanted = [
            each
            for each in self.entries
            if (unit is None or each.key == unit) and (each.year or own_year) == year
        ]
        terms = tuple(funds)
        found = []
        for each in wanted:
            truth = _is_of(each.fund, terms, taxonomy)
            if truth is None:
                return msg(
                    "the ceiling of `{unit}` is given for `{fund}`, which is too general",
                    unit=each.unit,
                    fund=each.fund,
                )
            if truth:
                found.append(each.amount)
        if not found:
            return msg("no ceiling is given for it")
        return sum(found)


def _is_of(
    fund: str | None, terms: tuple[str | None, ...], taxonomy: Taxonomy | None
) -> operators.Truth:
    if fund is None or not terms or taxonomy is None:
        return True
    truths = [None if each is None else operators.is_a(fund, each, taxonomy) for each in terms]
    return operators.disjunction(truths)


def ceilings_of(given: Mapping[str, object]) -> Ceilings:
    """Ceilings from a mapping of units to whole rupiah. Raises InvalidValue."""
    entries: dict[Key, Ceiling] = {}
    for unit, amount in given.items():
        key = key_of(unit)
        if key is None:
            raise _invalid(unit, msg("a unit is named by a text"))
        if key in entries:
            raise _invalid(unit, msg("the unit is given twice"))
        if isinstance(amount, bool) or not isinstance(amount, int):
            raise _invalid(unit, msg("its ceiling is not whole rupiah, such as 1250000"))
        if not 0 <= amount <= LARGEST_AMOUNT:
            most = format_rupiah(LARGEST_AMOUNT)
            raise _invalid(unit, msg("its ceiling is not from Rp0 to {most}", most=most))
        entries[key] = Ceiling(unit, amount)
    return Ceilings(tuple(entries.values()))


def _invalid(unit: object, why: Message) -> BokrulesError:
    return InvalidValue(
        codes.INVALID_VALUE,
        msg("units, `{unit}`: {why}", unit=str(unit), why=why),
        msg("give a mapping of units to their ceilings: {example}", example='{"Ampana": 900000}'),
    )
