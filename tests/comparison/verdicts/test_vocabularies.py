"""Editions that do not share their words."""

from __future__ import annotations

from typing import Any

import pytest

from bokrules.base.errors import InvalidValue
from bokrules.cells.standing import Open
from bokrules.comparison.verdicts.changes import VerdictComparison
from bokrules.comparison.verdicts.compare import compare_verdicts
from bokrules.comparison.verdicts.proof import is_confirmed
from bokrules.comparison.verdicts.regions import values_of
from bokrules.comparison.verdicts.requirements import Condition
from tests.helpers import VOCABULARY, compiled

RULES = """
tertutup belanja "Daftar" dasar A
boleh transpor "T" untuk belanja transpor dasar A.1
boleh konsumsi "K" untuk belanja konsumsi dasar A.1
"""


def compare(
    words: str, more: str = "", *, replacing: str = "", rules: str = RULES
) -> VerdictComparison:
    """`RULES` with `VOCABULARY`, against `rules` and `more` with `words` for `replacing` in it."""
    vocabulary = VOCABULARY.replace(replacing, words) if replacing else VOCABULARY + words
    sides = compiled(RULES), compiled(rules + more, vocabulary=vocabulary)
    found = compare_verdicts(*sides)
    assert is_confirmed(*sides, found)
    return found


def laws(found: VerdictComparison) -> list[tuple[Any, ...]]:
    return [
        (values_of("belanja", each.region), *each.before, *each.after) for each in found.outcomes
    ]


def test_a_term_below_another() -> None:
    found = compare(
        'belanja transpor_kader "Transpor kader"',
        replacing='belanja transpor_kader "Transpor kader" termasuk transpor',
    )
    assert laws(found) == [(("transpor_kader",), Open.PAYABLE, Open.UNLISTED)]


def test_a_term_that_only_one_edition_has() -> None:
    words = 'belanja masker "Masker"\n'
    assert compare(words, 'boleh masker "M" untuk belanja masker dasar A.1').is_empty
    # What lies above a new term is too general for its rule: no complete expense any more.
    words = 'belanja snek "Snek" termasuk konsumsi\n'
    more = 'larang snek "S" untuk belanja snek untuk kegiatan rapat dasar B.1'
    found = compare(words, more)
    assert found.outcomes == ()
    assert [each.values for each in found.incomplete] == [("konsumsi",), ()]  # or none is given


def test_a_fact_that_only_one_edition_has() -> None:
    words = 'fakta darurat alias urgent : ya_tidak "Darurat"\n'
    more = 'larang lambat "L" untuk kegiatan rapat bila bukan darurat dasar B.1'
    found = compare(words, more)
    change = found.outcomes[0]
    assert change.before == {Open.PAYABLE}
    assert change.after == {Open.FORBIDDEN}
    assert change.witness == {
        "belanja": "transpor",
        "dana": "bok",
        "kegiatan": "rapat",
        "darurat": False,
    }
    more = 'wajib w "W" untuk belanja transpor harus darurat dasar C'
    [asked] = compare(words, more).obligations
    assert isinstance(asked.asked[0], Condition)


def test_an_option_that_only_one_edition_has() -> None:
    more = 'larang kota "L" untuk kegiatan rapat bila wilayah = {} dasar B.1'
    words = 'desa "Desa" kota "Kota" dusun "Dusun"'
    old = 'desa "Desa" kota "Kota" pulau "Pulau"'
    assert compare(words, more.format("dusun"), replacing=old).outcomes == ()
    change = compare(words, more.format("kota"), replacing=old).outcomes[0]
    assert values_of("wilayah", change.region) == ("kota",)


def test_a_fact_of_another_type() -> None:
    with pytest.raises(InvalidValue, match="fact `terpencil` is declared otherwise"):
        compare(
            "fakta terpencil alias remote : bilangan",
            replacing="fakta terpencil alias remote : ya_tidak",
        )
