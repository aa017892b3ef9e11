"""A fault is reported once: what it spoils is not reported as a fault of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import (
    EDITION,
    OUTLINE,
    POLICY_FILE,
    VOCABULARY,
    compile_text,
    compiled,
    places,
    words,
)
from tests.syntax import texts

USES = """
boleh izin "I" untuk belanja gaji bila wilayah = desa dan terpencil dasar A
larang larangan "L" untuk belanja honor kecuali izin dasar A
wajib tugas "T" bukti kuitansi setor ppn = 10% * nilai dasar A
contoh "C" diberi belanja = gaji, wilayah = desa, bukti = (kuitansi), pajak = (ppn Rp5)
  maka dilarang karena izin perlu terpencil
"""


def test_the_uses_are_right_as_long_as_their_declarations_are() -> None:
    policy, found = compile_text(USES)
    # `izin` allows salaries, the prohibition is of fees: that is the exception's own fault.
    assert policy is None
    assert [each.code for each in found] == ["BOK210"]


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ('belanja gaji "Gaji"', 'belanja gaji Gaji "Gaji"', "BOK101"),
        ('belanja imbalan "Imbalan"', 'belanja imbalan "Imbalan" termasukk x', "BOK101"),
        ('dokumen kuitansi "Kuitansi"', 'dokumen kuitansi "Kuitansi" @', "BOK104"),
        ('dokumen kuitansi "Kuitansi"', 'dokumn kuitansi "Kuitansi"', "BOK102"),
        ('pajak ppn "PPN"', 'pajak ppn "PPN', "BOK103"),
        ('pajak ppn "PPN"', 'tax ppn "PPN"', "BOK105"),
        ("alias region : jenis_wilayah", "alias region jenis_wilayah", "BOK101"),
        ("alias remote : ya_tidak", "alias remote : : ya_tidak", "BOK101"),
        ("alias remote : ya_tidak", "alias remote : ya_tida", "BOK209"),
        ("alias documents : daftar dokumen", "alias documents : dftar dokumen", "BOK101"),
        ("alias taxes : rupiah per pajak", "alias taxes : rupiah per pjak", "BOK101"),
        ("alias expense_type : belanja", "alias expense_type belanja", "BOK101"),
        ("alias amount : rupiah", "alias amount : rupia", "BOK209"),
        ('pilihan jenis_wilayah "Jenis wilayah"', "pilihan jenis_wilayah", "BOK101"),
    ],
)
def test_a_broken_word_of_the_vocabulary_is_known_all_the_same(
    right: str, wrong: str, found: str
) -> None:
    assert VOCABULARY.count(right) == 1
    _, diagnostics = compile_text(USES, vocabulary=VOCABULARY.replace(right, wrong))
    assert [each.code for each in diagnostics] == [found]


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ('boleh izin "I"', 'boleh izin "I" izin', "BOK101"),
        ('boleh izin "I"', 'bole izin "I"', "BOK102"),
        ("dan terpencil dasar A", "dan dasar A", "BOK101"),
        ("dan terpencil dasar A", "dan remot dasar A", "BOK202"),
        ("untuk belanja gaji bila", "untuk belanja gajih bila", "BOK201"),
        ("dan terpencil dasar A", "dan terpencil", "BOK401"),
    ],
)
def test_a_broken_rule_is_known_all_the_same(right: str, wrong: str, found: str) -> None:
    """Nor is it said that nothing serves a list, that clauses are unencoded, or of conflicts."""
    assert USES.count(right) == 1
    closed = '\ntertutup belanja "B" dasar A'
    _, diagnostics = compile_text(USES.replace(right, wrong) + closed)
    assert [each.code for each in diagnostics] == [found]


def test_a_fact_taken_from_a_broken_one() -> None:
    _, found = compile_text(
        'fakta a : rupia "A" fakta b : rupiah "B" bawaan a fakta c : : rupiah "C"'
        ' fakta d : rupiah "D" bawaan c boleh x "X" bila b > Rp1 dan d > Rp1 dasar A'
    )
    assert places(found) == ["BOK209 1:11-1:16", "BOK101 1:61-1:62"]


def test_faults_of_all_stages_and_files_come_in_one_run() -> None:
    _, found = compile_text(
        'boleh a "A" dasr A\nboleh b "B" bila c dasar A\nboleh d "D" bila nilai > 5 dasar A',
        vocabulary=VOCABULARY + 'dana e "E" termasuk f\n',
    )
    assert [(each.span.file, each.code) for each in found] == [
        ("policy.bok", "BOK101"),
        ("policy.bok", "BOK202"),
        ("policy.bok", "BOK301"),
        ("vocabulary.bok", "BOK201"),
    ]


def test_rules_are_known_in_whatever_order_and_file_they_stand() -> None:
    rules = 'larang a "A" untuk belanja gaji kecuali b dasar A'
    exception = '\nboleh b "B" untuk belanja gaji bila terpencil dasar A\n'
    first = compiled(rules + exception)
    assert first == compiled(exception + rules)
    assert first == compiled(rules, vocabulary=exception + VOCABULARY)
    assert first.edition is EDITION


def test_english_and_indonesian_files_make_one_policy() -> None:
    assert compiled('boleh a "A" untuk belanja gaji bila kegiatan = gizi dasar A') == compiled(
        'language en allow a "A" for expense gaji when activity = gizi cite A'
    )


def test_a_file_without_declarations_is_the_only_fault() -> None:
    policy, found = compile_text("# kosong")
    assert policy is None
    assert words(found) == ["BOK109 the file declares nothing"]


@given(texts.files, st.booleans())
def test_whatever_is_written_gives_a_policy_or_errors(text: str, of_an_edition: bool) -> None:
    policy, found = compile_text(text, OUTLINE if of_an_edition else None)
    assert (policy is None) == any(each.severity == "error" for each in found)
    lines = text.split("\n")
    for each in found:
        assert str(each.message)
        if each.span.file == POLICY_FILE:
            assert 1 <= each.span.line <= each.span.end_line <= len(lines)
            assert 1 <= each.span.column <= len(lines[each.span.line - 1])
