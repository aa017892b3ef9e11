"""The texts of an edition as compiled functions: the class of answers that an expense lies in.

Nothing is compiled before the first expense, and then only what expenses ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from threading import RLock
from typing import Any, cast

from bokrules.backends.cell_plan.result_class import ResultClass
from bokrules.backends.decision import Facts
from bokrules.backends.to_python.dispatch import CompiledPolicy
from bokrules.backends.to_python.entry import Texts as DatedTexts
from bokrules.backends.to_python.entry import entry
from bokrules.backends.to_python.running import Function
from bokrules.backends.to_python.values import Access, Layout, refuse
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.evaluation.checked_input import InputCheck
from bokrules.evaluation.expense import to_facts
from bokrules.evaluation.timeline import Ruling, Texts, rests_on
from bokrules.evaluation.undated import DisagreeingClass, disagreeing_class
from bokrules.evaluation.verdict import Verdict
from bokrules.semantics.operators import in_force

DAY = "tanggal"
_Decide = Callable[[Any], ResultClass]


class CompiledTexts:
    """An edition's texts, ready to decide. Threads may share it: it only ever grows.

    `others` says which editions there are; it is asked only for a day outside the texts' force.
    """

    def __init__(self, texts: Texts, others: Callable[[], Sequence[str]] | None = None) -> None:
        self.texts = texts
        self._others = others
        self._lock = RLock()
        self._functions: _Functions | None = None
        self._check: InputCheck | None = None
        self._verdict_on: Callable[[Mapping[str, object]], Verdict] | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The API names of an expense's facts, in vocabulary order."""
        return tuple(each.alias for each in self.texts[0].vocabulary.facts.values())

    @property
    def decide(self) -> _Decide:
        """Tells the class of an expense: a tuple in the order of `fields`, or an object."""
        functions = self._functions
        return (self._compiled() if functions is None else functions).decide

    @property
    def class_of(self) -> _Decide:
        """Tells the class of checked facts, by their Indonesian names."""
        functions = self._functions
        return (self._compiled() if functions is None else functions).class_of

    def rule(self, facts: Facts) -> Ruling:
        """The ruling on checked facts, as `rule_on` gives it."""
        return ruling_of(self.class_of(facts), facts)

    @property
    def facts_of(self) -> Callable[[Mapping[str, object]], Facts]:
        """Checks an expense: as `to_facts`, with its errors."""
        check = self._check
        if check is None:
            with self._lock:
                check = self._check = self._check or InputCheck(self.texts[0])
        return check.facts_of

    @property
    def verdict_on(self) -> Callable[[Mapping[str, object]], Verdict]:
        """Checks an expense and gives its verdict.

        Raises UnknownField, UnknownValue or InvalidValue.
        """
        made = self._verdict_on
        if made is None:
            facts_of, class_of, of_class = self.facts_of, self.class_of, Verdict.of_class

            def made(expense: Mapping[str, object]) -> Verdict:
                facts = facts_of(expense)
                return of_class(class_of(facts), facts, self)

            self._verdict_on = made
        return made

    def others_for(self, facts: Facts) -> tuple[str, ...]:
        """The editions that there are, if the expense has a day outside the texts' force."""
        edition = self.texts[0].edition
        day = cast("date | None", facts.get(DAY))
        is_outside = in_force(day, edition.first_day, edition.last_day) is False
        return tuple(self._others()) if self._others and is_outside else ()

    def _compiled(self) -> _Functions:
        with self._lock:
            if self._functions is None:
                self._functions = _Functions(self.texts, self._lock)
            return self._functions


class _Functions:
    """The generated functions, and what they fall back to."""

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

    def _entry(self, accesses: Sequence[Access], facts_of: Callable[[Any], Facts]) -> _Decide:
        single: list[Function] = []
        if len(self._compiled) > 1:
            single = [self._single(each, accesses) for each in self._compiled]

        def undated(row: Any) -> ResultClass:
            return self._agreed([each(row) for each in single], lambda: facts_of(row))

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


def ruling_of(found: ResultClass, facts: Facts) -> Ruling:
    """The ruling that a class stands for on an expense."""
    return Ruling(found.policy, found.decision(facts), found.disagreeing(facts))


def compiled(texts: Texts | CompiledTexts) -> CompiledTexts:
    """Texts ready to decide, those that are already as they are."""
    return texts if isinstance(texts, CompiledTexts) else CompiledTexts(texts)
