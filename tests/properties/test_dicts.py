"""Dicts whose fields come back are judged by a function of their own: as all others are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts
from bokrules.backends.to_python import named
from bokrules.base.errors import BokrulesError
from bokrules.editions import load_edition
from bokrules.evaluation.compiled import CompiledTexts
from bokrules.evaluation.expense import to_facts
from bokrules.evaluation.timeline import Texts, rule_on
from bokrules.evaluation.verdict import Verdict
from tests.properties.generators import Generated, cases, expenses
from tests.properties.test_compiled import ODD

YEARS = (2010, 2019, 2020)


@pytest.fixture(autouse=True, scope="module")
def _at_once() -> Iterator[None]:
    """The first expense of some fields gets them their function."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(named, "OFTEN", 1)
        patch.setattr(named, "MOST_FUNCTIONS", 100_000)
        yield


@cache
def texts_of(year: int) -> CompiledTexts:
    return CompiledTexts(load_edition(year).texts)


def judged(expense: Mapping[str, Any], texts: Texts) -> object:
    """What the reference says, after the slow check."""
    try:
        facts = to_facts(expense, texts[0])
    except BokrulesError as error:
        return type(error), error.code, error.message, error.hint
    ruling = rule_on(facts, texts)
    types = {name: type(value) for name, value in facts.items()}
    return facts, types, ruling.decision, ruling.disagreeing


def found(expense: dict[str, Any], texts: CompiledTexts) -> object:
    """What a function of the expense's fields says, or the slow way where there is none."""
    judge = texts.by_fields.get(tuple(expense), texts.verdict_on)
    before = {**expense}
    try:
        verdict = judge(expense)
    except BokrulesError as error:
        return type(error), error.code, error.message, error.hint
    assert expense == before
    assert type(verdict) is Verdict
    types = {name: type(value) for name, value in verdict.facts.items()}
    return verdict.facts, types, verdict.decision, verdict.disagreeing


def agree(expense: dict[str, Any], texts: CompiledTexts) -> None:
    """The slow way, the function that it leads to, and that again."""
    expected = judged(expense, texts.texts)
    for _ in range(3):
        assert found(expense, texts) == expected
    assert isinstance(expected[0], type) or tuple(expense) in texts.by_fields  # type: ignore[index]


def as_given(facts: Facts, texts: CompiledTexts, draw: st.DataObject) -> dict[str, Any]:
    """Under one of the names, in any order, some of what is missing said to be so."""
    fields = texts.texts[0].vocabulary.facts
    names = draw.draw(st.permutations(sorted(fields)))
    shown = draw.draw(st.sets(st.sampled_from(sorted(fields)), max_size=3))
    is_local = draw.draw(st.booleans())
    return {
        name if is_local else fields[name].alias: facts.get(name)
        for name in names
        if name in facts or name in shown
    }


@settings(max_examples=100)
@given(st.data(), cases(least=8, most=12))
def test_generated_policies(draw: st.DataObject, case: tuple[Generated, list[Facts]]) -> None:
    texts = CompiledTexts([case[0].policy])
    for facts in case[1]:
        agree(as_given(facts, texts, draw), texts)


@settings(max_examples=60)
@given(st.data(), cases(least=8, most=12))
def test_generated_amendments(draw: st.DataObject, case: tuple[Generated, list[Facts]]) -> None:
    """From July on every other prohibition is gone."""
    policy = case[0].policy
    july = replace(policy.edition, id="later", first_day=date(2010, 7, 1))
    later = replace(policy, edition=july, prohibitions=policy.prohibitions[::2])
    texts = CompiledTexts([policy, later])
    for facts in case[1]:
        agree(as_given(facts, texts, draw), texts)


@settings(max_examples=100)
@given(st.data(), st.sampled_from(YEARS))
def test_odd_values(draw: st.DataObject, year: int) -> None:
    texts = texts_of(year)
    usual = as_given(draw.draw(expenses(texts.texts[0])), texts, draw)
    agree(usual, texts)
    for _ in range(10):
        if usual:
            name = draw.draw(st.sampled_from(sorted(usual)))
            agree({**usual, name: draw.draw(st.sampled_from(ODD))}, texts)
