"""One limit over one ledger: its number in each group, and results with all that they name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bokrules.base.messages import Message, msg
from bokrules.evaluation.limits.beyond import Beyond
from bokrules.evaluation.limits.ceilings import Ceilings
from bokrules.evaluation.limits.counting import Counting, Undecided, count_rows
from bokrules.evaluation.limits.lines import EVENT, FUND, ONE_OFFICE, UNIT, Group, Key, Ledger, Line
from bokrules.evaluation.limits.matching import Matching
from bokrules.evaluation.limits.results import LimitFinding, OpenLimit
from bokrules.evaluation.row import Place
from bokrules.semantics import operators
from bokrules.semantics.limits import Counted, Limit, Rupiah, Unit, unit_of
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Taxonomy

NO_CEILINGS = msg("the limit is a share of a ceiling, and none is given (--units FILE)")
WHICH_CEILING = msg("the ledger names no unit, and ceilings are given for several")
WHOSE_CEILING = msg("of which unit the ceiling is to be taken is not known")


@dataclass(frozen=True, slots=True)
class Number:
    """What a limit is in a group, in the unit of its measure; of a share also the ceiling."""

    value: int
    ceiling: int | None = None


@dataclass(frozen=True)
class LimitCase:
    """A limit, the ledger that it is decided over, and the ceilings given with it."""

    limit: Limit
    policy: Policy
    """The text that declares it."""
    ledger: Ledger
    ceilings: Ceilings | None

    @cached_property
    def counting(self) -> Counting:
        return count_rows(self.limit, self.policy, self.ledger)

    @cached_property
    def undecided(self) -> dict[Group, list[Undecided]]:
        """The rows that may count, by what is known of their group."""
        found: dict[Group, list[Undecided]] = {}
        for each in self.counting.undecided:
            found.setdefault(each.group, []).append(each)
        return found

    @cached_property
    def undecided_groups(self) -> Matching:
        return Matching(self.undecided)

    @property
    def unit(self) -> Unit:
        return unit_of(self.limit.measure)

    @property
    def is_share(self) -> bool:
        return not isinstance(self.limit.measure, (Counted, Rupiah))

    # ---- the number ----

    def number(self, group: Group) -> Number | Message:
        """The number of the limit in a group, or why it is not known."""
        measure = self.limit.measure
        if isinstance(measure, Counted):
            return Number(measure.value)
        if isinstance(measure, Rupiah):
            return Number(measure.amount)
        ceiling = self._ceiling(measure.basis, group)
        if isinstance(ceiling, Message):
            return ceiling
        share = operators.share_in_rupiah(measure.share, ceiling, is_most=self.limit.is_most)
        return Number(share, ceiling)

    def _ceiling(self, basis: str, group: Group) -> int | Message:
        if basis != "pagu":
            return msg("nothing says what `{basis}` is for a ledger", basis=basis)
        if self.ceilings is None:
            return NO_CEILINGS
        unit: Key = None
        if UNIT in self.limit.fields:
            unit = group.values[self.limit.fields.index(UNIT)]
            if unit is None:
                return WHOSE_CEILING
        elif self.ledger.names_no_unit:
            unit = ONE_OFFICE
        if unit == ONE_OFFICE:
            if len(self.ceilings.units) != 1:
                return WHICH_CEILING
            (unit,) = self.ceilings.units
        lacking = [] if unit is not None else self._without_ceiling(self.ceilings)
        if lacking:
            return msg("no ceiling is given for: {units}", units=lacking)
        year = self.policy.edition.year
        of_group = year if group.period is None else int(group.period[:4])
        return self.ceilings.of(unit, of_group, year, self._funds(group), self._taxonomy)

    def _without_ceiling(self, ceilings: Ceilings) -> list[str]:
        units = {each.unit for each in self.ledger.lines} - {None, *ceilings.units}
        return sorted(str(self.ledger.shown(UNIT, each)) for each in units)

    @cached_property
    def units_with_ceiling(self) -> list[Key]:
        """The units that have a ceiling of the limit's funds."""
        if self.ceilings is None:
            return []
        return self.ceilings.units_of(self._own_funds, self._taxonomy)

    def _funds(self, group: Group) -> tuple[str | None, ...]:
        """The funds whose ceilings count, None for one that is not known; none named means all."""
        if FUND in self.limit.fields:
            value = group.values[self.limit.fields.index(FUND)]
            return (None if value is None else str(value),)
        return self._own_funds

    @property
    def _own_funds(self) -> tuple[str, ...]:
        of_funds = [each for each in self.limit.selectors if each.dimension == FUND]
        return tuple(term for each in of_funds for term in each.terms)

    @property
    def _taxonomy(self) -> Taxonomy | None:
        return self.policy.vocabulary.taxonomies.get(FUND)

    # ---- results ----

    def over(self, group: Group, number: Number, beyond: Beyond) -> LimitFinding:
        """A maximum that was passed."""
        name = beyond.event.name if beyond.event is not None else None
        day = beyond.event.day if beyond.event is not None else None
        return LimitFinding(
            declared=self.limit,
            policy=self.policy,
            group=self.shown(group),
            limit=number.value,
            used=beyond.used,
            rows=places(beyond.rows),
            earlier_rows=places(beyond.earlier),
            excess=beyond.rupiah,
            ceiling=number.ceiling,
            event=None if name is None else str(self.ledger.shown(EVENT, name)),
            date=None if day is None else day.isoformat(),
            remarks=beyond.notes,
        )

    def short(
        self, group: Group, number: Number, used: int, lines: Iterable[Line], remark: Message
    ) -> LimitFinding:
        """A minimum that was not reached."""
        return LimitFinding(
            declared=self.limit,
            policy=self.policy,
            group=self.shown(group),
            limit=number.value,
            used=used,
            rows=(),
            earlier_rows=places(lines),
            short=number.value - used,
            ceiling=number.ceiling,
            remarks=(remark,),
        )

    def not_decided(
        self, group: Group, lines: Iterable[Line], missing: Iterable[str], why: Message
    ) -> OpenLimit:
        """What is not decided; `missing` are fields, or what else is asked for."""
        return OpenLimit(
            declared=self.limit,
            policy=self.policy,
            group=self.shown(group),
            rows=places(lines),
            missing=self.aliases(missing),
            reason=why,
        )

    def not_decided_anywhere(
        self, lines: Iterable[Line], missing: Iterable[str], why: Message
    ) -> OpenLimit:
        """What is not decided for any group."""
        return OpenLimit(
            declared=self.limit,
            policy=self.policy,
            group={},
            rows=places(lines),
            missing=self.aliases(missing),
            reason=why,
        )

    def shown(self, group: Group) -> dict[str, object]:
        """A group as results show it."""
        return self.ledger.shown_group(self.limit.fields, group, self.limit.period)

    def aliases(self, names: Iterable[str]) -> tuple[str, ...]:
        """What is missing, by API names in vocabulary order, each once."""
        order = self.policy.vocabulary.order
        ordered = sorted(set(names), key=lambda each: (order.get(each, len(order)), each))
        return tuple(self.ledger.alias(each) for each in ordered)


def places(lines: Iterable[Line]) -> tuple[Place, ...]:
    """Where lines stand, in the order of the file."""
    return tuple(each.row.place for each in sorted(lines, key=lambda each: each.index))
