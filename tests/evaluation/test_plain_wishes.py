"""What conditions plainly ask for: true facts, false ones, and ranges of values."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings

from bokrules.backends.reference import holds
from bokrules.evaluation.finder import Finder
from bokrules.evaluation.plain_wishes import Impossible, Wishes
from bokrules.evaluation.search import Test
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import Policy
from tests.helpers import compiled
from tests.properties.generators import policies


def condition(text: str) -> ir.Expression:
    [rule] = compiled(f'boleh a "A" bila {text} dasar A').permissions
    return rule.when


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("terpencil", "bukan terpencil"),
        ("terpencil", "terpencil = tidak"),
        ("bukan (terpencil = ya)", "terpencil"),
        ("terpencil dan nilai > Rp5", "nilai < Rp9 dan bukan terpencil"),
        ("nilai > Rp5", "nilai < Rp5"),
        ("nilai > Rp5", "nilai paling banyak Rp5"),
        ("nilai paling sedikit Rp5", "nilai < Rp5"),
        ("nilai paling sedikit Rp6", "nilai = Rp5"),
        ("nilai = Rp5", "nilai = Rp6"),
        ("nilai > Rp3 dan nilai > Rp7", "nilai < Rp9 dan nilai < Rp6"),
        ("nilai paling sedikit Rp5 dan nilai > Rp5", "nilai paling banyak Rp5"),
        ("nilai paling sedikit Rp5", "nilai paling banyak Rp5 dan nilai < Rp5"),
        ("tanggal > 2010-05-01", "tanggal < 2010-05-01"),
    ],
)
def test_what_excludes_each_other(one: str, other: str) -> None:
    with pytest.raises(Impossible):
        Wishes([condition(one), condition(other)])
    with pytest.raises(Impossible):
        Wishes([condition(other), condition(one)])


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("terpencil dan bukan dalam_rpk", {"terpencil": True, "dalam_rpk": False}),
        ("nilai > Rp5 dan nilai < Rp9", {"nilai": 6}),
        ("nilai paling sedikit Rp5 dan nilai paling banyak Rp5", {"nilai": 5}),
        ("nilai < Rp5", {"nilai": 4}),
        ("nilai paling banyak Rp5", {"nilai": 5}),
        ("nilai < Rp0", {"nilai": 0}),
        ("volume > 0,5", {"volume": Fraction(3, 2)}),
        ("tanggal > 2010-05-01", {"tanggal": date(2010, 5, 2)}),
        ("tanggal < 2010-05-01", {"tanggal": date(2010, 4, 30)}),
        ("tanggal > 9999-12-31", {"tanggal": date.max}),
        ("tanggal < 0001-01-01", {"tanggal": date.min}),
        ("(terpencil atau dalam_rpk) dan bukan terpencil", {"terpencil": False, "dalam_rpk": True}),
        ("nilai > meterai", {}),
        ("(nilai > meterai atau nilai < meterai)", {}),
        ("bukan (nilai > meterai)", {}),
    ],
)
def test_facts_to_be_tried(text: str, facts: dict[str, object]) -> None:
    assert Wishes([condition(text)]).facts() == facts


@given(policies())
@settings(max_examples=40)
def test_what_is_told_at_once_is_what_diagrams_tell(policy: Policy) -> None:
    finder = Finder(policy, short=0)
    for rule in (*policy.prohibitions, *policy.gaps):
        for other in policy.permissions:
            conditions = [rule.condition, other.condition]
            tests: list[Test] = [_test_of(each, policy) for each in conditions]
            if not finder.may_meet(rule, other):
                assert finder.find(tests, conditions) is None
            elif all(test(finder.first_guess(rule, other)) for test in tests):
                assert finder.is_possible(tests, conditions)


def _test_of(condition: ir.Expression, policy: Policy) -> Test:
    return lambda facts: holds(condition, facts, policy)
