"""The little that a verdict is made with: quickly made, and worked out only when it is read."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NoReturn

from bokrules.backends.decision import Decision, Facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from bokrules.backends.cell_plan.result_class import ResultClass
    from bokrules.evaluation.compiled import CompiledTexts
    from bokrules.evaluation.functions import Row
    from bokrules.evaluation.trace_entry import TraceEntry
    from bokrules.semantics.policy import Policy

_new = object.__new__


class _Unfinished:
    """The little that a verdict is made with; it can still be written to."""

    __slots__ = ("__dict__", "__weakref__", "_found", "_given", "_texts")

    _given: Facts | Row
    """Checked facts, or a tuple of them that is read when it is asked for."""
    _found: ResultClass | None
    _texts: CompiledTexts | None


class VerdictHandle(_Unfinished):
    """Facts, and the class of answers that they lie in; or a decision that was made elsewhere.

    Nothing can be assigned to it. Two are equal that say the same of the same facts.
    """

    __slots__ = ()

    trace: tuple[TraceEntry, ...] | None = None
    """Every rule tried, if that was asked for."""

    def __init__(
        self,
        policy: Policy,
        facts: Facts,
        decision: Decision,
        trace: tuple[TraceEntry, ...] | None = None,
        *,
        disagreeing: tuple[tuple[Policy, Decision], ...] = (),
        known_editions: tuple[str, ...] = (),
    ) -> None:
        for name, value in (("_given", facts), ("_found", None), ("_texts", None)):
            object.__setattr__(self, name, value)
        self.__dict__.update(
            policy=policy,
            decision=decision,
            trace=trace,
            disagreeing=disagreeing,
            known_editions=known_editions,
        )

    @classmethod
    def of_class(
        cls,
        found: ResultClass,
        facts: Facts | Row,
        texts: CompiledTexts | None = None,
        trace: tuple[TraceEntry, ...] | None = None,
    ) -> Self:
        """The verdict on facts that lie in a class of answers; nothing more is worked out yet.

        The facts may be a tuple of checked values if `texts` can read it.
        """
        verdict: Any = _new(_Unfinished)
        verdict._given = facts
        verdict._found = found
        verdict._texts = texts
        verdict.__class__ = cls
        if trace is not None:
            verdict.__dict__["trace"] = trace
        return verdict  # type: ignore[no-any-return]

    @classmethod
    def answering(cls, texts: CompiledTexts) -> Callable[[ResultClass, Row], Self]:
        """What makes verdicts as `of_class` does, and nothing else."""
        new, unfinished, finished = _new, _Unfinished, cls

        def answer(found: ResultClass, row: Row) -> Any:
            verdict: Any = new(unfinished)
            verdict._given = row
            verdict._found = found
            verdict._texts = texts
            verdict.__class__ = finished
            return verdict

        return answer

    @property
    def facts(self) -> Facts:
        """What the expense says, by the Indonesian names."""
        given = self._given
        if isinstance(given, tuple):
            assert self._texts is not None
            given = self._texts.facts_in(given)
            object.__setattr__(self, "_given", given)
        return given

    @cached_property
    def policy(self) -> Policy:
        """The text that decides; where texts differ and no date is given the first."""
        assert self._found is not None
        return self._found.policy

    @cached_property
    def decision(self) -> Decision:
        """Names and numbers of the answer."""
        assert self._found is not None
        return self._found.decision(self.facts)

    @cached_property
    def disagreeing(self) -> tuple[tuple[Policy, Decision], ...]:
        """What each text of the edition says, where they differ and no date is given."""
        assert self._found is not None
        return self._found.disagreeing(self.facts)

    @cached_property
    def known_editions(self) -> tuple[str, ...]:
        """The editions that there are, where the date lies outside this one."""
        return () if self._texts is None else self._texts.others_for(self.facts)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, VerdictHandle):
            return NotImplemented
        return (self.facts, self.decision, self.trace) == (
            other.facts,
            other.decision,
            other.trace,
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}(decision={self.decision!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        again = partial(
            type(self), disagreeing=self.disagreeing, known_editions=self.known_editions
        )
        return again, (self.policy, self.facts, self.decision, self.trace)
