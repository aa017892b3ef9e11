"""The table of answers: what the rows of each class are told, by the number of the class."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bokrules.evaluation.bulk.coding import ODD, Answer, Coding, Owing
from bokrules.evaluation.bulk.engine import Engine
from bokrules.semantics.outcomes import State
from bokrules.semantics.policy import Obligation

CODES, ANSWERS = "bokrules_codes", "bokrules_answers"
MASK_BITS = 62
_AT_ONCE = 10_000
_MARK = "\x1f"
"""Between the words of a list, on their way into the engine."""


def _doubtful(answer: Answer) -> Iterable[str]:
    """Limits that rows may count towards; where texts disagree all that any of them names."""
    if answer.is_undated:
        return sorted({name for each in answer.classes for name in each.limits})
    return answer.classes[0].doubtful_limits


def _in_state(answer: Answer, state: State) -> Iterable[str]:
    if answer.is_undated:
        return ()
    return (each.name for each in answer.classes[0].obligations if each.state is state)


LISTS: dict[str, Callable[[Answer], Iterable[str]]] = {
    "rules": lambda a: () if a.is_undated else a.classes[0].basis,
    "missing": lambda a: ("date",) if a.is_undated else a.classes[0].missing,
    "possible": lambda a: (each.value for each in a.possible),
    "obligations_met": lambda a: _in_state(a, State.MET),
    "obligations_unmet": lambda a: _in_state(a, State.UNMET),
    "obligations_unknown": lambda a: _in_state(a, State.UNKNOWN),
    "gaps": lambda a: () if a.is_undated else a.classes[0].gaps,
    "limits": lambda a: () if a.is_undated else a.classes[0].limits,
    "doubtful_limits": _doubtful,
}
"""The lists that a row is told, by the name of their column."""


@dataclass
class Answers:
    """All answers of a ledger, numbered as they were first met in the order of the codes."""

    coding: Coding
    every: list[Answer] = field(default_factory=list)
    _numbers: dict[Answer, int] = field(default_factory=dict)

    def number_of(self, answer: Answer) -> int:
        """The number of an answer, which is kept."""
        number = self._numbers.get(answer)
        if number is None:
            number = self._numbers[answer] = len(self.every)
            self.every.append(answer)
        return number

    @property
    def limits(self) -> frozenset[str]:
        """The limits that some row counts towards, or may, by name."""
        return frozenset(name for e in self.every for c in e.classes for name in c.limits)

    def read_codes(self, engine: Engine, codes: Sequence[Any]) -> None:
        """Makes the table of codes with their answers; those of odd rows have none.

        `codes` are different ones in their order, an array for each word.
        """
        numbers = []
        known = [each[codes[0] != ODD] for each in codes]
        for start in range(0, len(known[0]), _AT_ONCE):
            words = [each[start : start + _AT_ONCE].tolist() for each in known]
            numbers += [self.number_of(self.coding.answer(c)) for c in zip(*words, strict=True)]
        table: dict[str, Any] = dict(zip(self.coding.names, known, strict=True))
        table["class_id"] = numbers
        _make(engine, CODES, table, ", ".join(f"{each}::BIGINT AS {each}" for each in table))

    @property
    def slots(self) -> int:
        """How many texts may answer a row together."""
        return max((len(each.classes) for each in self.every), default=1)

    def owing(self) -> list[Owing]:
        """The obligations whose shortfall counts somewhere, in a stable order."""
        found: dict[tuple[int, str], Obligation] = {}
        for answer in self.every:
            for slot, place in enumerate(answer.asked):
                found |= {(place, each.name): each for each in answer.owing(slot)}
        return [(place, found[place, name]) for place, name in sorted(found)]

    def make_table(self, engine: Engine, owing: Sequence[Owing]) -> None:
        """Makes the table of answers; `owes_S_W` are bits of the places in `owing`, for slot S."""
        places = {(text, rule.name): n for n, (text, rule) in enumerate(owing)}
        table: dict[str, Any] = {
            "class_id": list(range(len(self.every))),
            "outcome": [each.outcome.value for each in self.every],
            "first_counts": [each.questions_like_the_first for each in self.every],
        }
        chosen = ["class_id::BIGINT AS class_id", "outcome::TEXT AS outcome"]
        chosen.append("first_counts::BOOLEAN AS first_counts")
        for name, words in LISTS.items():
            same: dict[str, str] = {}
            """Few lists are different."""
            texts = (_MARK.join(words(each)) for each in self.every)
            table[name] = [same.setdefault(each, each) for each in texts]
            split = f"string_split({name}::TEXT, chr(31))"
            chosen.append(f"CASE WHEN {name}::TEXT = '' THEN []::TEXT[] ELSE {split} END AS {name}")
        for slot in range(self.slots):
            owed = [_owed(each, slot, places) for each in self.every]
            for word in range(mask_words(owing)):
                name = f"owes_{slot}_{word}"
                ones = (1 << MASK_BITS) - 1
                table[name] = [e >> word * MASK_BITS & ones for e in owed]
                chosen.append(f"{name}::BIGINT AS {name}")
            for name, of in _AMOUNTS.items():
                table[f"{name}_{slot}"] = [
                    int(of(e.classes[slot])) if slot < len(e.classes) else -1 for e in self.every
                ]
                chosen.append(f"{name}_{slot}::BIGINT AS {name}_{slot}")
        _make(engine, ANSWERS, table, ", ".join(chosen))


_AMOUNTS: dict[str, Callable[[Any], bool]] = {
    "questions_all": lambda each: each.questions_all,
    "unsupported_all": lambda each: each.unsupported_all,
}


def mask_words(owing: Sequence[Owing]) -> int:
    """How many columns of bits the obligations need."""
    return -(-len(owing) // MASK_BITS)


def _owed(answer: Answer, slot: int, places: dict[tuple[int, str], int]) -> int:
    if slot >= len(answer.classes):
        return 0
    owed = (places[answer.asked[slot], each.name] for each in answer.owing(slot))
    return sum(1 << each for each in owed)


def _make(engine: Engine, name: str, table: dict[str, Any], chosen: str) -> None:
    """All names here are those of this module, none of a policy or a ledger."""
    with engine.arrays("bokrules_arrays", table):
        engine.rows(f"CREATE OR REPLACE TABLE {name} AS SELECT {chosen} FROM bokrules_arrays")
