"""What is timed: a contestant is a way to decide expenses, fed what it likes best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.single.answers import Answer, answer_of
from benchmarks.single.expenses import Expense

Decide = Callable[[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """`feed` makes its input of an expense, before the clock starts."""

    name: str
    way: str
    feed: Callable[[Expense], Any]
    decide: Decide | None = None
    """One expense to (outcome, basis, missing)."""
    decide_all: Callable[[list[Any]], Sequence[Any]] | None = None
    """Instead: all of them in one call, where the peer has one for that."""
    gives: tuple[str, ...] = Answer._fields
    """What of the answer it can express."""
    read: Callable[[Any], Answer] = answer_of
    """From what it gives in its own shape; not timed."""

    @property
    def title(self) -> str:
        return f"{self.name}, {self.way}" if self.way else self.name

    def answers(self, expenses: Sequence[Expense]) -> list[Answer]:
        inputs = [self.feed(each) for each in expenses]
        if self.decide_all is not None:
            return [self.read(each) for each in self.decide_all(inputs)]
        assert self.decide is not None
        return [self.read(self.decide(each)) for each in inputs]

    def run(self, expenses: Sequence[Expense]) -> Callable[[], object]:
        """Decides all of them, once, and keeps none of the answers."""
        inputs = [self.feed(each) for each in expenses]
        decide, decide_all = self.decide, self.decide_all
        if decide_all is not None:
            return lambda: decide_all(inputs)
        assert decide is not None

        def all_in_turn() -> None:
            for each in inputs:
                decide(each)

        return all_in_turn


def as_json(expense: Expense) -> Any:
    return expense.as_json


def as_text(expense: Expense) -> Any:
    return expense.as_text
