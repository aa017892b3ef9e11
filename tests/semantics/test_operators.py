"""Each operator, in full where its table is finite."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.semantics import operators
from bokrules.semantics.expressions import Comparison
from bokrules.semantics.operators import Truth
from bokrules.semantics.vocabulary import Taxonomy
from tests.helpers import compiled

T, F, U = True, False, None
TRUTHS: tuple[Truth, ...] = (T, F, U)


@pytest.mark.parametrize(("operand", "result"), [(T, F), (F, T), (U, U)])
def test_negation(operand: Truth, result: Truth) -> None:
    assert operators.negation(operand) is result


@pytest.mark.parametrize(
    ("a", "b", "both", "either", "implied"),
    [
        (T, T, T, T, T),
        (T, F, F, T, F),
        (T, U, U, T, U),
        (F, T, F, T, T),
        (F, F, F, F, T),
        (F, U, F, U, T),
        (U, T, U, T, T),
        (U, F, F, U, U),
        (U, U, U, U, U),
    ],
)
def test_kleene(a: Truth, b: Truth, both: Truth, either: Truth, implied: Truth) -> None:
    assert operators.conjunction([a, b]) is both
    assert operators.disjunction([a, b]) is either
    assert operators.implication(a, b) is implied


def test_of_nothing() -> None:
    assert operators.conjunction([]) is True
    assert operators.disjunction([]) is False


@pytest.mark.parametrize("operands", list(product(TRUTHS, repeat=3)))
def test_de_morgan(operands: tuple[Truth, ...]) -> None:
    negated = [operators.negation(each) for each in operands]
    assert operators.negation(operators.conjunction(operands)) is operators.disjunction(negated)


@pytest.mark.parametrize("operands", list(product(TRUTHS, repeat=3)))
def test_what_becomes_known_never_overturns_what_was(operands: tuple[Truth, ...]) -> None:
    """Unknown is no third value but a question still open."""
    open_places = [(T, F) if each is None else (each,) for each in operands]
    for operator in (operators.conjunction, operators.disjunction):
        outcomes = {operator(settled) for settled in product(*open_places)}
        before = operator(operands)
        assert outcomes == ({T, F} if before is None else {before})


@pytest.mark.parametrize(
    ("how", "less", "same", "more"),
    [(">", F, F, T), (">=", F, T, T), ("<", T, F, F), ("<=", T, T, F), ("=", F, T, F)],
)
def test_comparison(how: Comparison, less: Truth, same: Truth, more: Truth) -> None:
    for smaller, larger in ((1, 2), (Fraction(1, 3), Fraction(1, 2)), (date.min, date.max)):
        assert operators.comparison(smaller, how, larger) is less
        assert operators.comparison(larger, how, larger) is same
        assert operators.comparison(larger, how, smaller) is more
    assert operators.comparison(None, how, 1) is None
    assert operators.comparison(1, how, None) is None


def test_a_ratio_and_a_whole_number_compare_exactly() -> None:
    tenth = Fraction(1, 10)
    assert operators.comparison(tenth + tenth + tenth, "=", Fraction(3, 10)) is True
    assert operators.comparison(Fraction(10**18 + 1), ">", 10**18) is True


# ---- taxonomies ----


@pytest.fixture(scope="module")
def belanja() -> Taxonomy:
    text = """
        belanja segala "S"
        belanja kiri "K" termasuk segala
        belanja kanan "K" termasuk segala
        belanja bawah "B" termasuk kiri, kanan
        belanja terbawah "T" termasuk bawah
        belanja lain "L"
        fakta belanja : belanja "B"
    """
    return compiled(text, vocabulary="").vocabulary.taxonomies["belanja"]


@pytest.mark.parametrize(
    ("value", "term", "result"),
    [
        ("kiri", "kiri", T),
        ("kiri", "segala", T),
        ("bawah", "kiri", T),
        ("bawah", "kanan", T),
        ("terbawah", "kanan", T),
        ("terbawah", "segala", T),
        ("segala", "terbawah", U),
        ("kiri", "bawah", U),
        ("kanan", "terbawah", U),
        ("kiri", "kanan", F),
        ("lain", "segala", F),
        ("segala", "lain", F),
        (None, "lain", U),
    ],
)
def test_is_a(value: str | None, term: str, result: Truth, belanja: Taxonomy) -> None:
    """True at or below the term, unknown above it, false beside it; two parents are both above."""
    assert operators.is_a(value, term, belanja) is result


def test_below_and_above(belanja: Taxonomy) -> None:
    assert belanja.above_or_same("bawah") == {"bawah", "kiri", "kanan", "segala"}
    assert belanja.below_or_same("kanan") == {"kanan", "bawah", "terbawah"}
    assert belanja.below("segala") == ["kanan", "kiri"]
    assert belanja.below("terbawah") == []
    assert "bawah" in belanja
    assert "tidak_ada" not in belanja


# ---- numbers ----


def test_total() -> None:
    assert operators.total([(1, 10), (-1, 3), (1, Fraction(1, 2))]) == Fraction(15, 2)
    assert operators.total([(1, 10), (1, None)]) is None
    assert operators.total([]) == 0


def test_scaled() -> None:
    assert operators.scaled([("*", Fraction(1, 10)), ("*", 25)]) == Fraction(5, 2)
    assert operators.scaled([("*", 10), ("/", 4), ("*", 2)]) == 5
    assert operators.scaled([("*", 1), ("/", 3), ("*", 3)]) == 1
    assert operators.scaled([("*", 10), ("*", None)]) is None


@pytest.mark.parametrize("value", ["3", date.min])
def test_what_the_type_checker_should_have_refused(value: str | date) -> None:
    with pytest.raises(TypeError, match="is no number"):
        operators.total([(1, value)])


@pytest.mark.parametrize(
    ("amount", "rupiah"),
    [
        (Fraction(29, 10), 2),
        (Fraction(3), 3),
        (Fraction(1, 10**9), 0),
        (7, 7),
        (Fraction(15, 1000) * 1_000_001, 15_000),
        (None, None),
    ],
)
def test_taxes_are_rounded_down(amount: int | Fraction | None, rupiah: int | None) -> None:
    assert operators.whole_rupiah(amount) == rupiah


@given(st.fractions(min_value=0, max_value=10**15))
def test_rounding_never_asks_for_more_and_lacks_less_than_a_rupiah(amount: Fraction) -> None:
    rounded = operators.whole_rupiah(amount)
    assert isinstance(rounded, int)
    assert 0 <= amount - rounded < 1


@pytest.mark.parametrize(
    ("due", "paid", "lacking"),
    [(100, 30, 70), (100, 100, 0), (100, 130, 0), (0, 0, 0), (None, 5, None), (5, None, None)],
)
def test_shortfall(due: int | None, paid: int | None, lacking: int | None) -> None:
    assert operators.shortfall(due, paid) == lacking


@pytest.mark.parametrize(
    ("ceiling", "most", "least"),
    [(100, 60, 60), (101, 60, 61), (0, 0, 0), (10**15, 6 * 10**14, 6 * 10**14)],
)
def test_share_in_rupiah(ceiling: int, most: int, least: int) -> None:
    share = Fraction(3, 5)
    assert operators.share_in_rupiah(share, ceiling, is_most=True) == most
    assert operators.share_in_rupiah(share, ceiling, is_most=False) == least


# ---- documents, days ----


@pytest.mark.parametrize(
    ("given_documents", "result"),
    [
        ({"kuitansi", "surat_tugas"}, T),
        ({"faktur", "surat_tugas", "daftar_hadir"}, T),
        ({"kuitansi", "faktur"}, F),
        ({"surat_tugas"}, F),
        (set(), F),
        (None, U),
    ],
)
def test_has_evidence(given_documents: set[str] | None, result: Truth) -> None:
    """All groups, one of each; a list that is given is complete."""
    asked = [("kuitansi", "faktur"), ("surat_tugas",)]
    given_set = None if given_documents is None else frozenset(given_documents)
    assert operators.has_evidence(asked, given_set) is result


@pytest.mark.parametrize(
    ("day", "result"),
    [
        (date(2010, 4, 21), F),
        (date(2010, 4, 22), T),
        (date(2010, 12, 31), T),
        (date(2011, 1, 1), F),
        (None, U),
    ],
)
def test_in_force(day: date | None, result: Truth) -> None:
    assert operators.in_force(day, date(2010, 4, 22), date(2010, 12, 31)) is result


def test_in_force_without_an_end() -> None:
    assert operators.in_force(date.max, date(2010, 4, 22), None) is True
    assert operators.in_force(date(2010, 4, 21), date(2010, 4, 22), None) is False
