"""The texts of an edition as compiled functions: the class of answers that an expense lies in.

Nothing is compiled before the first expense, and then only what expenses ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from threading import RLock
from typing import TYPE_CHECKING, Any, cast

from bokrules.backends.decision import Facts
from bokrules.evaluation.expense import to_facts
from bokrules.evaluation.timeline import DAY, Ruling, Texts, rule_on
from bokrules.evaluation.verdict import Verdict
from bokrules.semantics.operators import in_force

if TYPE_CHECKING:
    from bokrules.backends.cell_plan.result_class import ResultClass
    from bokrules.evaluation.checked_input import InputCheck
    from bokrules.evaluation.functions import Decide, Functions, Row

FEW = 20
"""So many expenses are worth no compiling."""


class CompiledTexts:
    """An edition's texts, ready to decide. Threads may share it: it only ever grows.

    `others` says which editions there are; it is asked only for a day outside the texts' force.
    The first `few` expenses to be judged are judged by the reference: to compile takes longer.
    """

    def __init__(
        self, texts: Texts, others: Callable[[], Sequence[str]] | None = None, *, few: int = 0
    ) -> None:
        self.texts = texts
        self._others = others
        self._lock = RLock()
        self._functions: Functions | None = None
        self._check: InputCheck | None = None
        self._verdict_on: Callable[[Mapping[str, object]], Verdict] | None = None
        self._by_fields: dict[tuple[str, ...], Callable[[Any], Verdict]] = {}
        self._few = few

    @property
    def fields(self) -> tuple[str, ...]:
        """The API names of an expense's facts, in vocabulary order."""
        return tuple(each.alias for each in self.texts[0].vocabulary.facts.values())

    @property
    def decide(self) -> Decide:
        """Tells the class of an expense: a tuple in the order of `fields`, or an object."""
        functions = self._functions
        return (self._compiled() if functions is None else functions).decide

    @property
    def class_of(self) -> Decide:
        """Tells the class of checked facts, by their Indonesian names."""
        functions = self._functions
        return (self._compiled() if functions is None else functions).class_of

    def rule(self, facts: Facts) -> Ruling:
        """The ruling on checked facts, as `rule_on` gives it."""
        return ruling_of(self.class_of(facts), facts)

    @property
    def facts_of(self) -> Callable[[Mapping[str, object]], Facts]:
        """Checks an expense: as `to_facts`, with its errors."""
        return self._input_check().facts_of

    @property
    def verdict_on(self) -> Callable[[Mapping[str, object]], Verdict]:
        """Checks an expense and gives its verdict.

        Raises UnknownField, UnknownValue or InvalidValue.
        """
        made = self._verdict_on
        if made is None:
            if self._few > 0:
                self._few -= 1
                return self._by_reference
            made = self._verdict_on = self._judging()
        return made

    @property
    def by_fields(self) -> Mapping[tuple[str, ...], Callable[[Any], Verdict]]:
        """Faster functions than `verdict_on`, for dicts with just these fields in this order.

        It fills as such dicts come back.
        """
        return self._by_fields

    def _judging(self) -> Callable[[Mapping[str, object]], Verdict]:
        functions, facts_of, of_class = self._compiled(), self.facts_of, Verdict.of_class
        class_of, class_of_row, row_of = (
            functions.class_of,
            functions.class_of_row,
            functions.row_of,
        )
        answer = Verdict.answering(self)

        def otherwise(expense: Mapping[str, object]) -> Verdict:
            """What a value is met for the first time, or is to be refused."""
            row = row_of(facts_of(expense))
            return answer(class_of_row(row), row)

        by_fields = self._by_fields
        named = functions.named(self._input_check().checks, answer, otherwise, by_fields)

        def judged(expense: Mapping[str, object]) -> Verdict:
            if type(expense) is dict:
                function = by_fields.get(tuple(expense))
                if function is not None:
                    return function(expense)
            facts = facts_of(expense)
            verdict = of_class(class_of(facts), facts, self)
            if type(expense) is dict:
                named.note(tuple(expense))
            return verdict

        return judged

    def facts_in(self, row: Row) -> Facts:
        """The checked facts of a tuple that a verdict holds."""
        return self._compiled().facts_in(row)

    def _by_reference(self, expense: Mapping[str, object]) -> Verdict:
        """What compiling would not pay for."""
        facts = to_facts(expense, self.texts[0])
        ruling = rule_on(facts, self.texts)
        return Verdict(
            ruling.policy,
            facts,
            ruling.decision,
            disagreeing=ruling.disagreeing,
            known_editions=self.others_for(facts),
        )

    def others_for(self, facts: Facts) -> tuple[str, ...]:
        """The editions that there are, if the expense has a day outside the texts' force."""
        edition = self.texts[0].edition
        day = cast("date | None", facts.get(DAY))
        is_outside = in_force(day, edition.first_day, edition.last_day) is False
        return tuple(self._others()) if self._others and is_outside else ()

    def _input_check(self) -> InputCheck:
        check = self._check
        if check is None:
            from bokrules.evaluation.checked_input import InputCheck

            with self._lock:
                check = self._check = self._check or InputCheck(self.texts[0])
        return check

    def _compiled(self) -> Functions:
        with self._lock:
            if self._functions is None:
                from bokrules.evaluation.functions import Functions

                self._functions = Functions(self.texts, self._lock)
            return self._functions


def ruling_of(found: ResultClass, facts: Facts) -> Ruling:
    """The ruling that a class stands for on an expense."""
    return Ruling(found.policy, found.decision(facts), found.disagreeing(facts))


def compiled(texts: Texts | CompiledTexts) -> CompiledTexts:
    """Texts ready to decide, those that are already as they are."""
    return texts if isinstance(texts, CompiledTexts) else CompiledTexts(texts, few=FEW)
