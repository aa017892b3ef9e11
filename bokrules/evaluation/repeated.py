"""Many expenses under one edition: what decides alike is put together once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeAlias, cast

from bokrules.backends import reference
from bokrules.backends.cell_plan.result_class import AMOUNT, ResultClass
from bokrules.backends.decision import Facts
from bokrules.evaluation.alternatives import Alternatives, assumed, in_common
from bokrules.evaluation.compiled import CompiledTexts, compiled, ruling_of
from bokrules.evaluation.timeline import Ruling, Texts
from bokrules.semantics import expressions as ir
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Policy

_Key: TypeAlias = tuple[object, ...]
MOST_KEPT = 200_000
"""Of rulings: beyond that all are forgotten."""


class RepeatedRuling:
    """Rules on expenses one after another; of several that one may be, what they have in common.

    That rests on the classes of answers alone, but for rupiah, and is kept by them.
    """

    def __init__(self, texts: Texts | CompiledTexts) -> None:
        self._texts = compiled(texts)
        self._known: dict[_Key, Ruling] = {}
        self._by_amount: dict[_Key, Ruling] = {}

    def __call__(self, facts: Facts) -> Ruling:
        return self._texts.rule(facts)

    def on_any(self, facts: Facts, alternatives: Alternatives, *, assuming: bool = False) -> Ruling:
        """As `rule_on_any`; `assuming` that the alternatives hold the true one."""
        names = tuple(name for name, terms in alternatives.items() if terms)
        combinations = tuple(product(*(alternatives[name] for name in names)))
        every = [{**facts, **dict(zip(names, each, strict=True))} for each in combinations]
        classes = [*map(self._texts.class_of, every)]

        def rule() -> Ruling:
            rulings = [ruling_of(*each) for each in zip(classes, every, strict=True)]
            ruling = in_common(rulings, names, combinations)
            return replace(ruling, decision=assumed(ruling.decision)) if assuming else ruling

        if len(classes) == 1 or any(each.owing for each in classes):
            return rule()
        key = (names, combinations, *classes, assuming)
        return self._with_amount(key, facts.get(AMOUNT), classes, rule)

    def _with_amount(
        self,
        key: _Key,
        given: object,
        classes: Sequence[ResultClass],
        rule: Callable[[], Ruling],
    ) -> Ruling:
        amount = cast("int | None", given)
        exact = (key, amount)
        ruling = self._by_amount.get(exact)
        if ruling is None:
            if len(self._by_amount) >= MOST_KEPT:
                self._known, self._by_amount = {}, {}
            alike = self._known.get(key)
            if alike is None:
                ruling = self._known[key] = rule()
            else:
                decision = replace(
                    alike.decision,
                    questioned=amount if all(each.questions_all for each in classes) else 0,
                    unsupported=amount if all(each.unsupported_all for each in classes) else 0,
                )
                ruling = replace(alike, decision=decision)
            self._by_amount[exact] = ruling
        return ruling


class RepeatedCondition:
    """The truth of a condition, worked out once for facts that agree in all that it reads."""

    def __init__(self, condition: ir.Expression, policy: Policy) -> None:
        self._condition = condition
        self._policy = policy
        read = (each for name in ir.fields_of(condition) for each in _sources(name, policy))
        self._reads = [*dict.fromkeys(read)]
        self._known: dict[_Key, Truth] = {}

    def __call__(self, facts: Facts) -> Truth:
        key = tuple(map(facts.get, self._reads))
        if key not in self._known:
            self._known[key] = reference.holds(self._condition, facts, self._policy)
        return self._known[key]


def _sources(name: str, policy: Policy) -> Iterator[str]:
    yield name
    while (default := policy.vocabulary.facts[name].default) is not None:
        name = default
        yield name
