"""Generated code says what the reference says: of tuples, objects, checked facts and input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import make_dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.cell_plan.result_class import ResultClass
from bokrules.backends.decision import Facts
from bokrules.backends.reference import decide
from bokrules.backends.to_python import slice_functions
from bokrules.base.errors import BokrulesError
from bokrules.editions import Edition, load_edition
from bokrules.evaluation.compiled import CompiledTexts, ruling_of
from bokrules.evaluation.expense import to_facts
from bokrules.evaluation.functions import Functions
from bokrules.evaluation.timeline import rule_on
from bokrules.evaluation.verdict import Verdict
from tests.properties.generators import Generated, cases, expenses

YEARS = (2010, 2019, 2020)


def row_of(facts: Facts, texts: CompiledTexts) -> tuple[object, ...]:
    return tuple(map(facts.get, texts.texts[0].vocabulary.facts))


def slotted(row: tuple[object, ...], texts: CompiledTexts) -> object:
    return _class_of(texts.fields)(*row)


@cache
def _class_of(names: tuple[str, ...]) -> type:
    return make_dataclass("Row", names, slots=True)


def agree(facts: Facts, texts: CompiledTexts) -> ResultClass:
    """All ways in come to one class, which says what the texts say."""
    row = row_of(facts, texts)
    found = texts.decide(row)
    expected = rule_on(facts, texts.texts)
    assert ruling_of(found, facts) == expected
    assert texts.decide(slotted(row, texts)) is found
    assert texts.decide(SimpleNamespace(**dict(zip(texts.fields, row, strict=True)))) is found
    assert texts.class_of(facts) is found
    assert (found.outcome, found.basis) == (expected.decision.outcome, expected.decision.basis)
    aliases = texts.texts[0].vocabulary.aliases
    assert found.missing == aliases(expected.decision.missing)
    return found


# ---- what the reference says ----


@settings(max_examples=120)
@given(cases(least=15, most=25))
def test_generated_policies(case: tuple[Generated, list[Facts]]) -> None:
    texts = CompiledTexts([case[0].policy])
    classes = [agree(facts, texts) for facts in case[1]]
    for facts, known in zip(case[1], classes, strict=True):
        assert known.decision(facts) == decide(facts, case[0].policy)


@settings(max_examples=60)
@given(st.data(), st.sampled_from(YEARS))
def test_shipped_editions(data: st.DataObject, year: int) -> None:
    edition = load_edition(year)
    for facts in _governed(data, edition):
        found = agree(facts, edition.compiled)
        given_names = data.draw(st.sampled_from(("alias", "name")))
        expense = {
            (edition.policy.vocabulary.facts[name].alias if given_names == "alias" else name): each
            for name, each in facts.items()
        }
        verdict = edition.validate(expense)
        expected = rule_on(facts, edition.texts)
        assert verdict.facts == facts
        assert verdict.decision == expected.decision
        assert verdict.disagreeing == expected.disagreeing
        assert verdict == Verdict(expected.policy, facts, expected.decision)
        assert verdict.missing == found.missing


def _governed(data: st.DataObject, edition: Edition) -> list[Facts]:
    """Facts, of a fund that the edition governs."""
    policy = edition.policy
    drawn = data.draw(st.lists(expenses(policy), min_size=15, max_size=15))
    funds = sorted(policy.governed_funds) if policy.edition.funds else []
    return [
        {**each, "dana": each["dana"] if each.get("dana") in funds or not funds else funds[0]}
        if "dana" in each
        else each
        for each in drawn
    ]


@settings(max_examples=40)
@given(cases(least=10, most=15))
def test_what_was_met_once_is_decided_by_generated_code_alone(
    case: tuple[Generated, list[Facts]],
) -> None:
    texts = CompiledTexts([case[0].policy])
    classes = [agree(facts, texts) for facts in case[1]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Functions, "_for_day", None)
        patch.setattr(Functions, "_facts_of", None)
        for facts, known in zip(case[1], classes, strict=True):
            row = row_of(facts, texts)
            assert texts.decide(row) is known
            assert texts.decide(slotted(row, texts)) is known
            assert texts.class_of(facts) is known


@settings(max_examples=20)
@given(cases(least=10, most=15))
def test_what_is_forgotten_is_worked_out_again(case: tuple[Generated, list[Facts]]) -> None:
    texts = CompiledTexts([case[0].policy])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slice_functions, "MOST_KEPT", 3)
        for facts in (*case[1], *case[1]):
            agree(facts, texts)


# ---- odd input ----


ODD: list[Any] = [
    *("", "tidak ada", "kuitansi", "ppn", "transpor", "desa", "2010-05-01", "2010-W19-5"),
    *(0, 1, -1, 250, 10**9, 10**9 + 1, 10**15, 10**15 + 1, True, False, None, 1.5),
    *(Decimal("1.5"), Decimal("NaN"), Decimal("sNaN"), Decimal("1e40"), Fraction(3, 2)),
    *(Fraction(-1), [], (), {}, set(), frozenset(), ["kuitansi"], ("kuitansi", "x"), {"faktur"}),
    *(frozenset({"kuitansi"}), frozenset({"x"}), {"kuitansi": 1}, {"ppn": 5}, {"ppn": -1}),
    *({"ppn": True}, {"x": 5}, {1: 5}, [["a"]], datetime(2010, 5, 1, 12), object(), b"x"),
]


@settings(max_examples=150)
@given(st.data(), st.sampled_from(YEARS))
def test_checked_input_is_what_the_slow_check_makes_of_it(data: st.DataObject, year: int) -> None:
    edition = load_edition(year)
    vocabulary = edition.policy.vocabulary
    names = [*vocabulary.by_any_name, "x"]
    drawn = data.draw(expenses(edition.policy))
    facts = {vocabulary.facts[name].alias: each for name, each in drawn.items()}
    for _ in range(10):
        name = data.draw(st.sampled_from(names))
        expense = {**facts, name: data.draw(st.sampled_from(ODD))}
        if data.draw(st.booleans()):
            expense = dict(reversed(expense.items()))
        expected = _attempted(lambda each: to_facts(each, edition.policy), expense)
        for _ in range(2):
            found = _attempted(edition.compiled.facts_of, expense)
            assert found == expected
            if isinstance(found, dict):
                assert isinstance(expected, dict)
                assert {k: type(v) for k, v in found.items()} == {
                    k: type(v) for k, v in expected.items()
                }


def _attempted(check: Any, expense: Mapping[str, Any]) -> object:
    try:
        return check(expense)
    except BokrulesError as error:
        return type(error), error.code, error.message, error.hint


@settings(max_examples=150)
@given(st.data(), st.sampled_from(YEARS))
def test_an_odd_value_in_a_tuple_is_refused_or_read_as_validate_reads_it(
    data: st.DataObject, year: int
) -> None:
    """But for what `decide` says that it does not look at."""
    edition = load_edition(year)
    texts, vocabulary = edition.compiled, edition.policy.vocabulary
    kinds = [each.type.kind for each in vocabulary.facts.values()]
    drawn = _governed(data, edition)[0]
    row = row_of(drawn, texts)
    texts.decide(row)
    for _ in range(10):
        place = data.draw(st.integers(0, len(row) - 1))
        odd = data.draw(st.sampled_from(ODD))
        changed = (*row[:place], odd, *row[place + 1 :])
        expense = dict(zip(texts.fields, changed, strict=True))
        expected = _attempted(edition.validate, expense)
        found = _attempted(texts.decide, changed)  # type: ignore[arg-type]
        if isinstance(expected, Verdict):
            assert isinstance(found, ResultClass)
            assert found.decision(expected.facts) == expected.decision
        elif isinstance(found, ResultClass):
            assert _is_not_looked_at(kinds[place], odd, row, place, texts, found)
        else:
            assert found == expected


def _is_not_looked_at(
    kind: str, odd: Any, row: tuple[object, ...], place: int, texts: CompiledTexts, found: Any
) -> bool:
    """Names inside documents and taxes, ranges; and what no rule reads, so that it is all one."""
    if (kind, type(odd)) in {
        ("documents", frozenset),
        ("taxes", dict),
        ("rupiah", int),
        ("count", int),
        ("number", Fraction),
    }:
        return True
    without = (*row[:place], None, *row[place + 1 :])
    return texts.decide(without) is found or texts.decide(row) is found
