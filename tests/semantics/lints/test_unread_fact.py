"""A fact that is declared and never read."""

from __future__ import annotations

import pytest

from bokrules import load_edition
from bokrules.semantics.lints.unread_fact import READ_BY_ENGINE
from tests.helpers import lint_text, places, words

FACT = 'fakta kepulauan alias islands : ya_tidak "Di kepulauan"\n'


def test_a_fact_that_nothing_reads() -> None:
    [only] = lint_text(FACT + 'boleh a "A" bila terpencil dasar A')
    assert places([only]) == ["BOK702 1:7-1:16"]
    assert words([only]) == ["BOK702 no rule reads the fact `kepulauan`"]
    assert str(only.help).startswith("let the rule that needs it read it with `bila`")


@pytest.mark.parametrize(
    "rule",
    [
        'boleh a "A" bila kepulauan dasar A',
        'larang a "A" bila bukan (kepulauan atau terpencil) dasar A',
        'wajib a "A" harus kepulauan dasar A',
        'batas a "A" bila kepulauan maksimal 2 kali per satker dasar A',
        'batas a "A" maksimal 2 kali per kepulauan dasar A',
        'kewajiban a "A" per kepulauan per bulan dasar A',
        'celah a "A" menyentuh larang bila kepulauan',
        'klaim "A" bila kepulauan maka tidak pernah dilarang dasar A',
        'fakta b : ya_tidak "B" bawaan kepulauan boleh a "A" bila b dasar A',
    ],
)
def test_what_reads_a_fact(rule: str) -> None:
    assert words(lint_text(FACT + rule)) == []


def test_an_example_does_not_read_it() -> None:
    example = 'contoh "x" diberi kepulauan = ya maka perlu data'
    assert words(lint_text(FACT + example)) == ["BOK702 no rule reads the fact `kepulauan`"]


def test_another_year_may_read_what_this_one_does_not() -> None:
    assert words(lint_text(FACT, FACT + 'boleh a "A" bila kepulauan dasar A')) == []


def test_the_vocabulary_of_all_years_is_not_the_years_own() -> None:
    """`VOCABULARY` has facts that no rule here reads; they stand in another file."""
    assert words(lint_text('boleh a "A" dasar A')) == []


def test_what_the_engine_reads_is_called_so_in_the_shipped_vocabulary() -> None:
    """Hours stand in the definition of limits; no shipped edition asks for them yet."""
    facts = load_edition(2010).policy.vocabulary.facts
    assert READ_BY_ENGINE - {"jumlah_jam"} <= facts.keys()
