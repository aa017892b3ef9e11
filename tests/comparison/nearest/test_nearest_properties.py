"""On generated editions: what is found replays as allowed, and no smaller change does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import Any, cast

from hypothesis import event, given, settings

from bokrules.backends.decision import Facts
from bokrules.comparison.nearest.change import Answer, Nearest
from bokrules.comparison.nearest.nearest import nearest_change
from bokrules.evaluation.timeline import Texts, rule_on
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Fact
from tests.properties.generators import Generated, cases, near_thresholds

DIMENSIONS = ("belanja", "kegiatan", "dana")
Step = tuple[str, Any]
"""A fact and its new value; of documents and taxes the one that is added."""


def is_allowed(facts: Facts, texts: Texts) -> bool:
    return rule_on(facts, texts).decision.outcome is Outcome.ALLOWED


def steps(facts: Facts, policy: Policy, *, is_another: bool) -> Iterator[Step]:
    """Every single change, amounts at and beside thresholds."""
    for fact in policy.vocabulary.facts.values():
        if fact.default is not None and fact.name not in facts:
            continue
        for value in _values(fact, facts, policy, is_another=is_another):
            if value != facts.get(fact.name):
                yield fact.name, value


def _values(fact: Fact, facts: Facts, policy: Policy, *, is_another: bool) -> list[Any]:
    vocabulary = policy.vocabulary
    match fact.type.kind:
        case "yes_no":
            return [True, False]
        case "choice":
            return list(vocabulary.choices[fact.type.of].options)
        case "term":
            taxonomy = vocabulary.taxonomies[fact.type.of]
            present = facts.get(fact.name)
            return [
                each
                for each in taxonomy.terms
                if is_another or present is None or present in taxonomy.above_or_same(each)
            ]
        case "documents":
            return [("+", each) for each in vocabulary.documents]
        case "taxes":
            return [("+", each) for each in vocabulary.taxes]
        case "date":
            first = policy.edition.first_day
            return [first, first + timedelta(days=70), first + timedelta(days=100)]
        case "rupiah":
            return [*near_thresholds(policy), 10**9]
        case "count":
            return list(range(6))
        case "number":
            return [0, 1, 2]
        case "text":
            return []


def taken(facts: Facts, chosen: tuple[Step, ...]) -> Facts | None:
    """With these changes; None if two of them contradict each other."""
    changed: dict[str, Any] = dict(facts)
    for name, value in chosen:
        if name == "bukti":
            changed[name] = changed.get(name, frozenset()) | {value[1]}
        elif name == "pajak":
            changed[name] = {**changed.get(name, {}), value[1]: 10**12}
        else:
            changed[name] = value
    names = [name for name, _ in chosen if name not in ("bukti", "pajak")]
    return None if len(set(names)) < len(names) else changed


def smaller(facts: Facts, texts: Texts, size: int, *, is_another: bool) -> Facts | None:
    """An allowed expense with fewer changes than `size`, of at most two."""
    every = list(steps(facts, texts[0], is_another=is_another))
    for count in range(min(size, 3)):
        few = every if count < 2 else every[:: max(1, len(every) // 40)]
        for chosen in combinations(few, count):
            changed = taken(facts, chosen)
            if changed is not None and is_allowed(changed, texts):
                return changed
    return None


def check(nearest: Nearest, facts: Facts, texts: Texts) -> None:
    for each in (*nearest.solutions, *nearest.kept):
        if nearest.answer is not Answer.GAP:
            assert is_allowed(each.facts, texts)
        assert differences(facts, each.facts) == len(each.changes)
    if nearest.answer is Answer.ALREADY or not nearest.is_proved:
        return
    within = nearest.size if nearest.answer is Answer.WITHIN else 9
    found = smaller(facts, texts, cast("int", within), is_another=False)
    assert found is None, found
    if nearest.answer in (Answer.ANOTHER, Answer.NONE):
        found = smaller(facts, texts, nearest.size or 9, is_another=True)
        assert found is None, found


def differences(before: Facts, after: Facts) -> int:
    """Each document, each tax and each other fact that differs."""
    found = 0
    for name in {*before, *after}:
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if name == "bukti":
            old_documents = cast("frozenset[str]", old or frozenset())
            found += len(cast("frozenset[str]", new) - old_documents)
        elif name == "pajak":
            paid, due = cast("Mapping[str, int]", old or {}), cast("Mapping[str, int]", new)
            found += max(1, sum(paid.get(tax) != amount for tax, amount in due.items()))
        else:
            found += 1
    return found


@settings(max_examples=60)
@given(cases(least=1, most=2))
def test_the_smallest_change_is_found(case: tuple[Generated, list[Facts]]) -> None:
    generated, expenses = case
    texts = [generated.policy]
    for facts in expenses:
        nearest = nearest_change(facts, texts)
        event(f"{nearest.answer} {nearest.size} {nearest.is_proved}")
        check(nearest, facts, texts)


@settings(max_examples=30)
@given(cases(least=1, most=2))
def test_the_smallest_change_is_found_where_the_text_is_amended(
    case: tuple[Generated, list[Facts]],
) -> None:
    """From the 60th day on without the first obligation, and without the first prohibition."""
    generated, expenses = case
    policy = generated.policy
    later = replace(policy.edition, first_day=policy.edition.first_day + timedelta(days=60))
    amended = replace(
        policy,
        edition=later,
        obligations=policy.obligations[1:],
        prohibitions=policy.prohibitions[1:],
    )
    texts = [policy, amended]
    for facts in expenses:
        for given_facts in (facts, {name: facts[name] for name in facts if name != "tanggal"}):
            nearest = nearest_change(given_facts, texts)
            event(f"{nearest.answer} {nearest.size} {nearest.is_proved}")
            check(nearest, given_facts, texts)
