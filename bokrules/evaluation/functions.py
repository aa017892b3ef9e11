"""The generated functions of an edition's texts, and what they fall back to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from threading import RLock
from typing import Any, cast

from bokrules.backends.cell_plan.result_class import ResultClass
from bokrules.backends.decision import Facts, Value
from bokrules.backends.to_python.checks import Check
from bokrules.backends.to_python.dispatch import CompiledPolicy
from bokrules.backends.to_python.entry import Texts as DatedTexts
from bokrules.backends.to_python.entry import entry
from bokrules.backends.to_python.named import NamedFunctions
from bokrules.backends.to_python.running import Function
from bokrules.backends.to_python.values import Access, Layout, refuse
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.evaluation.expense import to_facts
from bokrules.evaluation.timeline import DAY, Texts, rests_on
from bokrules.evaluation.undated import DisagreeingClass, disagreeing_class

Decide = Callable[[Any], ResultClass]
Row = tuple[Value | None, ...]
"""Checked values, in vocabulary order; None where missing."""


class Functions:
    """What decides on expenses of an edition. It only ever grows, under the lock given."""

    def __init__(self, texts: Texts, lock: RLock) -> None:
        self._texts = texts
        self._lock = lock
        self._layout = Layout(tuple(texts[0].vocabulary.facts.values()))
        self._compiled: DatedTexts = [
            (each.edition.first_day, CompiledPolicy(each, self._layout)) for each in texts
        ]
        self._takes_alike = _take_alike(texts)
        self._together: dict[tuple[tuple[ResultClass, ...], bool], ResultClass] = {}
        self._disagreeing: list[DisagreeingClass] = []
        self.decide = self._entry((Access.TUPLE, Access.OBJECT), self._facts_of)
        self.class_of = self._entry((Access.FACTS,), _as_they_are)
        self.class_of_row = self._entry((Access.CHECKED,), self.facts_in)

    def named(
        self,
        checks: Mapping[str, Check],
        answer: Callable[[ResultClass, Row], Any],
        otherwise: Callable[[Any], Any],
        known: dict[tuple[str, ...], Function],
    ) -> NamedFunctions:
        """Fills `known` with functions for dicts.

        They call `answer` or, of what they do not know yet, `otherwise`.
        """
        undated = self._undated((Access.CHECKED,), self.facts_in)
        return NamedFunctions(
            self._compiled,
            self._layout,
            checks,
            answer=answer,
            undated=undated,
            otherwise=otherwise,
            known=known,
        )

    def row_of(self, facts: Facts) -> Row:
        """Checked facts as a tuple, None where one is missing."""
        return tuple(facts.get(each.name) for each in self._layout.facts)

    def facts_in(self, row: Row) -> Facts:
        """The checked facts of such a tuple."""
        given = zip(self._layout.facts, row, strict=True)
        return {each.name: value for each, value in given if value is not None}

    def _undated(
        self, accesses: Sequence[Access], facts_of: Callable[[Any], Facts]
    ) -> Callable[[Any], ResultClass]:
        """What tells the class of an expense without a date where there are several texts."""
        single: list[Function] = []
        if len(self._compiled) > 1:
            single = [self._single(each, accesses) for each in self._compiled]

        def undated(row: Any) -> ResultClass:
            return self._agreed([each(row) for each in single], lambda: facts_of(row))

        return undated

    def _entry(self, accesses: Sequence[Access], facts_of: Callable[[Any], Facts]) -> Decide:
        undated = self._undated(accesses, facts_of)

        def otherwise(row: Any) -> ResultClass:
            """What a value is met for the first time, or is to be refused."""
            facts = facts_of(row)
            is_first = len(accesses) == 1 or type(row) is tuple
            access = accesses[0] if is_first else accesses[-1]
            texts = self._for_day(cast("date | None", facts.get(DAY)))
            return self._agreed([each.class_of(facts, access) for each in texts], lambda: facts)

        return entry(self._compiled, self._layout, accesses, undated=undated, otherwise=otherwise)

    def _single(self, text: tuple[date, CompiledPolicy], accesses: Sequence[Access]) -> Function:
        return entry([text], self._layout, accesses, undated=refuse, otherwise=refuse)

    def _for_day(self, day: date | None) -> list[CompiledPolicy]:
        """The text in force on a day; without one all of them."""
        if day is None:
            return [each for _, each in self._compiled]
        begun = [each for first, each in self._compiled if first <= day]
        return [begun[-1] if begun else self._compiled[0][1]]

    def _agreed(self, classes: Sequence[ResultClass], facts: Callable[[], Facts]) -> ResultClass:
        """The class that all texts mean, or that of their disagreement."""
        if len(classes) == 1:
            return classes[0]
        may_agree = True
        if not self._takes_alike and any(each.owing for each in classes):
            # The same rules may ask for other rupiah.
            decided = [each.decision(facts()) for each in classes]
            may_agree = all(each == decided[0] for each in decided)
        key = tuple(classes), may_agree
        known = self._together.get(key)
        if known is None:
            with self._lock:
                known = self._together.get(key)
                if known is None:
                    known = self._together[key] = self._joined(*key)
        return known

    def _joined(self, classes: Sequence[ResultClass], may_agree: bool) -> ResultClass:
        first, *others = (rests_on(each.policy, each.pattern) for each in classes)
        if may_agree and all(each == first for each in others):
            return classes[0]
        found = disagreeing_class(len(self._disagreeing), classes)
        self._disagreeing.append(found)
        return found

    def _facts_of(self, row: object) -> Facts:
        """A tuple or an object as checked facts. Raises UnknownValue or InvalidValue."""
        aliases = [each.alias for each in self._layout.facts]
        values: Sequence[object]
        if isinstance(row, tuple) and len(row) == len(aliases):
            values = row
        elif not isinstance(row, tuple) and all(hasattr(row, each) for each in aliases):
            values = [getattr(row, each) for each in aliases]
        else:
            raise InvalidValue(
                codes.INVALID_VALUE,
                msg(
                    "an expense is a tuple of {n} values, or an object with them, not {value}",
                    n=len(aliases),
                    value=type(row).__name__,
                ),
                msg("in this order: {names}", names=aliases),
            )
        return to_facts(dict(zip(aliases, values, strict=True)), self._texts[0])


def _as_they_are(facts: Facts) -> Facts:
    return facts


def _take_alike(texts: Texts) -> bool:
    """Whether a missing fact is taken from the same other one in every text."""
    first, *others = (
        {name: each.default for name, each in text.vocabulary.facts.items()} for text in texts
    )
    return all(each == first for each in others)
