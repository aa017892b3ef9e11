"""What an engine found of a limit, as the findings and open limits that `limits_over` gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.limits.beyond import DERIVED, HEAD_COUNT, IN_PART, SAME_DAY
from bokrules.evaluation.limits.case import NO_CEILINGS, LimitCase
from bokrules.evaluation.limits.counting import (
    HOW_MUCH,
    IN_WHICH,
    WHEN,
    WHETHER,
    WHICH_EVENT,
    WHICH_TEXT,
)
from bokrules.evaluation.limits.lines import EVENT, PAYEE, UNIT, Group, Key
from bokrules.evaluation.limits.maxima import WHO
from bokrules.evaluation.limits.minima import (
    MAY_REACH,
    NO_DAYS,
    UNREAD,
    WHOSE_FUND,
    by_rows_until,
)
from bokrules.evaluation.limits.results import CEILING, LimitFinding, OpenLimit
from bokrules.evaluation.row import Place

Row = dict[str, Any]
"""A row of a result, by the names of its columns."""
PlaceOf = Callable[[int], Place]
"""Where the row with this key stands."""

_REASONS: Mapping[str, Message] = {
    "whether": WHETHER,
    "which_text": WHICH_TEXT,
    "in_which": IN_WHICH,
    "when": WHEN,
    "how_much": HOW_MUCH,
    "which_event": WHICH_EVENT,
    "who": WHO,
    "may_reach": MAY_REACH,
    "unread": UNREAD,
    "whose_fund": WHOSE_FUND,
    "no_days": NO_DAYS,
    "no_ceilings": NO_CEILINGS,
}
_WHOLE = 2
"""The stage of what is not decided for any group."""


@dataclass(frozen=True)
class Answers:
    """Turns the results of one limit into what is reported.

    `case` has a ledger without rows, that knows how values are spelt; `units` gives the units that
    the rows name, and `last_day` is the last day of the edition's year that they do.
    """

    case: LimitCase
    place_of: PlaceOf
    units: Callable[[], Sequence[Key]]
    last_day: date | None
    _places_known: dict[int, Place] = field(default_factory=dict, init=False, repr=False)
    """Many results name the same rows."""

    # ---- findings ----

    def findings(self, found: Iterable[Row], rows: Iterable[Row]) -> list[LimitFinding]:
        """In the order of their groups, and in a group of its events."""
        beyond: dict[tuple[int, int], list[int]] = {}
        earlier: dict[int, list[int]] = {}
        for each in rows:
            if each["role"] == "beyond":
                beyond.setdefault((each["place"], int(each["used"])), []).append(each["row_key"])
            else:
                earlier.setdefault(each["place"], []).append(each["row_key"])
        ordered = sorted(found, key=lambda each: (each["place"], each["used"]))
        before = {place: self._places(keys) for place, keys in earlier.items()}
        return [
            self._finding(
                each,
                self._places(beyond.get((each["place"], int(each["used"])), ())),
                before.get(each["place"], ()),
            )
            for each in ordered
        ]

    def _finding(
        self, found: Row, rows: tuple[Place, ...], earlier: tuple[Place, ...]
    ) -> LimitFinding:
        name, day = found["event_name"], found["event_day"]
        is_short = found["short"] is not None
        return LimitFinding(
            declared=self.case.limit,
            policy=self.case.policy,
            group=self.case.shown(self._group(found)),
            limit=int(found["bound"]),
            used=int(found["used"]),
            rows=rows,
            earlier_rows=earlier,
            excess=_whole(found["excess"]),
            short=_whole(found["short"]),
            ceiling=_whole(found["ceiling"]),
            event=None if name is None else str(self.case.ledger.shown(EVENT, name)),
            date=None if day is None else day.isoformat(),
            remarks=(by_rows_until(self.last_day),) if is_short else tuple(_remarks(found)),
        )

    # ---- what is not decided ----

    def not_decided(self, rows: Iterable[Row], doubtful: Iterable[Row]) -> list[OpenLimit]:
        """Groups in their order; then rows that may count, as they stand in the file."""
        near: dict[int, list[Row]] = {}
        for each in doubtful:
            near.setdefault(each["ugid"], []).append(each)
        members = {ugid: _Members.of(each) for ugid, each in near.items()}
        places: dict[tuple[int, int], dict[object, list[Row]]] = {}
        for each in sorted(rows, key=self._in_order):
            alike = (each["why"], _missing(each)) if each["stage"] == 1 else each["why"]
            entries = places.setdefault((each["stage"], each["place"]), {})
            entries.setdefault(alike, []).append(each)
        return [self._open(alike, members) for each in places.values() for alike in each.values()]

    def _in_order(self, row: Row) -> tuple[int, ...]:
        place = row["place"] if row["stage"] == 0 else 0
        return row["stage"], place, row["late"], -1 if row["row_key"] is None else row["row_key"]

    def _open(self, rows: Sequence[Row], members: Mapping[int, _Members]) -> OpenLimit:
        first = rows[0]
        why = first["why"]
        near: Sequence[_Members] = ()
        if first["stage"] != 1:
            near = [members[each["ugid"]] for each in rows if each["ugid"] is not None]
        keys = [each["row_key"] for each in rows if each["row_key"] is not None]
        missing: frozenset[str] = frozenset()
        if why not in _REASONS or why == "no_ceilings":
            missing = frozenset({CEILING})
        elif why != "unread":
            missing = missing.union(*map(_missing, rows), *(each.missing for each in near))
            missing = missing or frozenset({PAYEE} if why == "may_reach" else ())
        return OpenLimit(
            declared=self.case.limit,
            policy=self.case.policy,
            group={} if first["stage"] == _WHOLE else self.case.shown(self._group(first)),
            rows=self._places(chain(keys, *(each.keys for each in near))),
            missing=self.case.aliases(missing),
            reason=_REASONS[why] if why in _REASONS else self._unknown(why, self._group(first)),
        )

    def _unknown(self, why: str, group: Group) -> Message:
        """Why a ceiling is not known; the reference says it, having looked no further."""
        if why == "lacks_ceiling":
            given = self.case.ceilings.units if self.case.ceilings is not None else {}
            lacking = {*self.units()} - {None, *given}
            shown = sorted(str(self.case.ledger.shown(UNIT, each)) for each in lacking)
            return msg("no ceiling is given for: {units}", units=shown)
        number = self.case.number(group)
        if not isinstance(number, Message):
            raise AssertionError(why)
        return number

    # ---- both ----

    def keys(self, rows: Iterable[Row]) -> dict[str, set[str]]:
        """The keys of texts that rows of a result name, by field."""
        found: dict[str, set[str]] = {}
        for row in rows:
            for name, key in zip(self.case.limit.fields, self._group(row).values, strict=True):
                text = key[-1] if isinstance(key, tuple) else key
                if isinstance(text, str):
                    found.setdefault(name, set()).add(text)
            event = row.get("event_name")
            if event is not None:
                found.setdefault(EVENT, set()).add(event)
        return found

    def _group(self, row: Row) -> Group:
        values: list[Key] = []
        for place, name in enumerate(self.case.limit.fields):
            value = row[f"g{place}"]
            if name == EVENT and value is not None:
                is_named = value.startswith("e")
                value = ("event", value[1:]) if is_named else ("days", row["group_day"])
            values.append(value)
        return Group(tuple(values), row["period"])

    def _places(self, keys: Iterable[int]) -> tuple[Place, ...]:
        known, found = self._places_known, []
        for each in sorted(keys):
            place = known.get(each)
            if place is None:
                place = known[each] = self.place_of(each)
            found.append(place)
        return tuple(found)


@dataclass(frozen=True)
class _Members:
    """The rows of an undecided group, and what would tell of them."""

    keys: tuple[int, ...]
    missing: frozenset[str]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> _Members:
        names = frozenset[str]().union(*{each["missing"]: _missing(each) for each in rows}.values())
        return cls(tuple(each["row_key"] for each in rows), names)


def _missing(row: Row) -> frozenset[str]:
    return frozenset(each for each in (row["missing"] or "").split(",") if each)


def _remarks(found: Row) -> Iterator[Message]:
    if found["in_part"]:
        yield IN_PART
    elif found["head_count"]:
        yield HEAD_COUNT
    elif found["same_day"]:
        yield SAME_DAY
    elif found["lacking"]:
        least = format_rupiah(int(found["known"]))
        lacking = int(found["lacking"])
        yield msg("at least {amount}; rows without an amount: {n}", amount=least, n=lacking)
    if found["derived"]:
        yield DERIVED


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
