"""One spelling for all conditions that say the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts
from bokrules.backends.reference import evaluate, holds
from bokrules.comparison.normal_form import normal_amount, normal_form
from bokrules.semantics.expressions import ALWAYS, Constant, Expression, Not, Total
from bokrules.semantics.policy import Must, Policy
from tests.helpers import compiled
from tests.properties.drafts import by_de_morgan, doubly_negated
from tests.properties.drafts import compiled as compiled_draft
from tests.properties.generators import Generated, cases


def condition(text: str) -> Expression:
    (rule,) = compiled(f'wajib a "A" bila {text} harus dalam_rpk dasar A').obligations
    return rule.when


def form(text: str) -> Expression:
    return normal_form(condition(text))


SAME = [
    ("terpencil", "bukan (bukan terpencil)"),
    ("terpencil", "terpencil = ya"),
    ("bukan terpencil", "terpencil = tidak"),
    ("terpencil dan dalam_rpk", "dalam_rpk dan terpencil"),
    ("terpencil dan dalam_rpk", "(terpencil dan dalam_rpk) = ya"),
    ("terpencil dan dalam_rpk", "bukan (bukan terpencil atau bukan dalam_rpk)"),
    ("terpencil", "terpencil dan (terpencil atau dalam_rpk)"),
    ("terpencil", "terpencil atau (terpencil dan dalam_rpk)"),
    ("terpencil atau dalam_rpk", "(terpencil atau dalam_rpk) dan (dalam_rpk atau terpencil)"),
    (
        "terpencil atau dalam_rpk",
        "(terpencil atau dalam_rpk) dan (terpencil atau dalam_rpk atau wilayah = desa)",
    ),
    ("nilai > Rp5", "nilai di atas Rp5"),
    ("nilai > Rp5", "Rp5 < nilai"),
    ("nilai > Rp5", "bukan nilai <= Rp5"),
    ("nilai > Rp5", "2 * nilai > Rp10"),
    ("nilai > Rp5", "nilai + Rp1 > Rp6"),
    ("nilai > Rp5", "Rp0 - nilai < Rp0 - Rp5"),
    ("nilai di atas Rp5 s/d Rp9", "nilai <= Rp9 dan nilai > Rp5"),
    ("nilai / 4 = meterai", "nilai = 4 * meterai"),
    ("jumlah_orang * Rp7 + Rp1 > nilai", "nilai - Rp1 < Rp7 * jumlah_orang"),
    ("tanggal paling sedikit 2010-07-01", "bukan 2010-07-01 > tanggal"),
    ("wilayah = desa atau wilayah = kota", "wilayah = kota atau wilayah = desa"),
    ("nilai > nilai_kuitansi", "nilai_kuitansi < nilai"),
    ("terpencil = dalam_rpk", "dalam_rpk = terpencil"),
    ("Rp1 < Rp2", "Rp3 = Rp3"),
    ("Rp1 > Rp2", "bukan Rp3 = Rp3"),
    ("terpencil atau Rp1 < Rp2", "1 < 2"),
    ("terpencil dan Rp1 < Rp2", "terpencil"),
    ("terpencil atau Rp1 < Rp2 dan bukan (Rp2 < Rp1)", "Rp0 = Rp0"),
    ("(terpencil atau dalam_rpk) = dalam_rpk", "dalam_rpk = (dalam_rpk atau terpencil)"),
    ("2010-01-01 < 2010-01-02", "bukan 2010-01-01 = 2010-01-02"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_in_other_words(one: str, other: str) -> None:
    assert form(one) == form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nilai > Rp5", "nilai >= Rp5"),
        ("nilai > Rp5", "nilai > Rp6"),
        ("nilai > Rp5", "nilai_kuitansi > Rp5"),
        ("terpencil", "bukan terpencil"),
        ("terpencil dan dalam_rpk", "terpencil atau dalam_rpk"),
        # Of an expense without these facts nothing is known.
        ("terpencil atau bukan terpencil", "Rp1 = Rp1"),
        ("nilai - nilai = Rp0", "Rp1 = Rp1"),
        ("nilai - nilai > Rp1", "meterai - meterai > Rp1"),
        ("bukan nilai = Rp5", "nilai = Rp5"),
        # More general values: of the imbalan of somebody it is not known.
        ("belanja = gaji atau belanja = honor", "belanja = imbalan"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert form(one) != form(other)


def expressions(policy: Policy) -> list[Expression]:
    """Every condition of a policy."""
    rules = [*policy.permissions, *policy.prohibitions, *policy.obligations, *policy.gaps]
    found = [part for each in rules for part in (each.condition, each.when)]
    found += [
        requirement.condition
        for each in policy.obligations
        for requirement in each.requirements
        if isinstance(requirement, Must)
    ]
    return found


@settings(max_examples=60)
@given(cases(least=6))
def test_equal_forms_have_equal_truth(case: tuple[Generated, list[Facts]]) -> None:
    """For missing values too: the form has the truth of the condition that it is the form of."""
    before, expenses = case
    for each in expressions(before.policy):
        same = normal_form(each)
        for facts in expenses:
            assert holds(same, facts, before.policy) == holds(each, facts, before.policy)


@settings(max_examples=60)
@given(cases(least=1), st.sampled_from([doubly_negated, by_de_morgan]))
def test_rewriting_leaves_the_form(case: tuple[Generated, list[Facts]], rewrite: object) -> None:
    before = case[0]
    after = compiled_draft(before.draft.with_conditions(rewrite))  # type: ignore[arg-type]
    for one, other in zip(expressions(before.policy), expressions(after), strict=True):
        assert normal_form(one) == normal_form(other)


@settings(max_examples=60)
@given(cases(least=6))
def test_an_amount_is_as_much_in_its_form(case: tuple[Generated, list[Facts]]) -> None:
    before, expenses = case
    amounts = [
        amount
        for rule in before.policy.obligations
        for each in rule.requirements
        for amount in _amounts(each)
    ]
    for each in amounts:
        for facts in expenses:
            expected = evaluate(each, facts, before.policy)
            assert evaluate(normal_amount(each), facts, before.policy) == expected


def _amounts(requirement: object) -> list[Expression]:
    due = getattr(requirement, "due", ())
    return [each for _, each in due] if isinstance(due, tuple) else [due]


def test_a_form_is_its_own_form() -> None:
    for one, _ in SAME:
        assert normal_form(form(one)) == form(one)


def test_yes_and_no_alone() -> None:
    assert normal_form(Constant(True)) == ALWAYS
    assert normal_form(Not(Constant(True))) == normal_form(Constant(False)) != ALWAYS


def test_what_the_type_checker_refuses() -> None:
    with pytest.raises(TypeError):
        normal_form(Total(()))
    with pytest.raises(TypeError):
        normal_amount(condition("terpencil dan dalam_rpk"))
