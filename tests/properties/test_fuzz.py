"""Whatever is given as an expense: a verdict, or an error that says what to do. Never a crash."""

from __future__ import annotations

import copy
import json
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules import BokrulesError, Edition, load_edition
from bokrules.backends.decision import Facts
from bokrules.backends.reference import decide
from tests.properties.generators import Generated, cases, expenses


@cache
def _edition() -> Edition:
    return load_edition(2010)


def _terms() -> list[str]:
    vocabulary = _edition().policy.vocabulary
    terms = {name for each in vocabulary.taxonomies.values() for name in each.terms}
    return sorted({*terms, *vocabulary.documents, *vocabulary.taxes})


_fields = st.deferred(lambda: st.sampled_from(sorted(_edition().policy.vocabulary.by_any_name)))
_words = st.deferred(lambda: st.sampled_from(_terms())) | st.text(max_size=12)
_single = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(0, 2_000_000)
    | st.floats()
    | _words
    | st.dates().map(str)
)
_json = st.recursive(
    _single,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3),
    max_leaves=6,
)
_python = st.sampled_from(
    [
        date(2010, 5, 1),
        datetime(2010, 5, 1),
        Decimal("1.5"),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("1e999999"),
        Fraction(1, 3),
        10**5000,
        -(10**5000),
        [10**5000],
        b"atk",
        {"kuitansi"},
        ("kuitansi", 3),
        {3: 4},
        {"ppn": 10**5000},
        "2010-W01-1",
        "x" * 100_000,
        "\ud800",
    ]
)


@settings(max_examples=400)
@given(st.dictionaries(_fields | st.text(max_size=8), _json | _python, max_size=6))
def test_any_values(expense: dict[str, object]) -> None:
    _answers(expense)


@settings(max_examples=300)
@given(_fields, _json | _python)
def test_any_value_of_a_field(field: str, value: object) -> None:
    _answers({field: value})


def test_values_beyond_any_measure() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    for field in _edition().policy.vocabulary.by_any_name:
        for value in (10**5000, -(10**5000), [10**5000], {"ppn": 10**5000}, deep):
            _answers({field: value})


@settings(max_examples=60)
@given(st.deferred(lambda: expenses(_edition().policy)))
def test_expenses_of_the_vocabulary_always_get_a_verdict(facts: Facts) -> None:
    expense = {name: _plain(value) for name, value in facts.items() if name != "dana"}
    aliases = {
        _edition().policy.vocabulary.facts[name].alias: each for name, each in expense.items()
    }
    verdict = _edition().validate(expense, trace=True)
    assert verdict.to_dict() == _edition().validate(aliases, trace=True).to_dict()
    json.dumps(verdict.to_dict(), allow_nan=False)


def _answers(expense: dict[str, object]) -> None:
    fault = None
    try:
        verdict = _edition().validate(expense, trace=True)
    except BokrulesError as error:
        fault = error
    else:
        json.dumps(verdict.to_dict(), allow_nan=False)
    if fault is not None:
        assert fault.code.startswith("BOK5")
        assert fault.hint
        assert str(fault).startswith(fault.code)
        assert len(str(fault)) < 2000


@settings(max_examples=40)
@given(cases(least=8))
def test_deciding_changes_no_facts(case: tuple[Generated, list[Facts]]) -> None:
    for facts in case[1]:
        before = copy.deepcopy(facts)
        first = decide(facts, case[0].policy)
        assert facts == before
        assert list(facts) == list(before)
        assert decide(facts, case[0].policy) == first


def _plain(value: object) -> object:
    """As a caller gives it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value
