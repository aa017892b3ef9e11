"""Terms, choices and facts: put together from all files, in an order that is not the files'."""

from __future__ import annotations

import re
from fractions import Fraction
from random import Random

import pytest

from bokrules.base.diagnostics import Diagnostic
from bokrules.semantics.types import DOCUMENTS, NUMBER, RUPIAH, TAXES, YES_NO, Type
from bokrules.semantics.vocabulary import Label, Vocabulary
from tests.helpers import VOCABULARY, compile_text, compiled, places, words


def vocabulary(text: str = "") -> Vocabulary:
    return compiled(text + '\nboleh x "X" dasar A').vocabulary


def refused(text: str) -> list[Diagnostic]:
    policy, found = compile_text(text)
    assert policy is None
    return found


# ---- terms ----


def test_a_term_with_all_its_clauses() -> None:
    term = (
        vocabulary(
            'belanja a "A" en "B" termasuk transpor, gaji sebutan "s", "t" sebutan "u"'
            " rekening 5.1.*, 524 rekening 6"
        )
        .taxonomies["belanja"]
        .terms["a"]
    )
    assert term.label == Label("A", "B")
    assert term.parents == ("transpor", "gaji")
    assert term.phrases == ("s", "t", "u")
    assert term.accounts == ("5.1.*", "524", "6")


def test_a_label_in_either_language() -> None:
    assert Label("A", "B").in_language("en") == "B"
    assert Label("A", "B").in_language("id") == "A"
    assert Label("A").in_language("en") == "A"


def test_terms_of_different_kinds_have_name_spaces_of_their_own() -> None:
    found = vocabulary('belanja sama "A" kegiatan sama "B" dokumen sama "C" pajak sama "D"')
    assert found.taxonomies["belanja"].terms["sama"].label.text == "A"
    assert found.taxonomies["kegiatan"].terms["sama"].label.text == "B"
    assert found.documents["sama"].label.text == "C"
    assert found.taxes["sama"].label.text == "D"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('belanja a "A" termasuk a', ["BOK208 `a` lies within itself: a → a"]),
        (
            'dana a "A" termasuk b dana b "B" termasuk c dana c "C" termasuk a',
            ["BOK208 `a` lies within itself: a → b → c → a"],
        ),
        (
            'dana a "A" termasuk b dana b "B" termasuk b belanja c "C" termasuk d'
            ' belanja d "D" termasuk c',
            [
                "BOK208 `b` lies within itself: b → b",
                "BOK208 `c` lies within itself: c → d → c",
            ],
        ),
        (
            'dana a "A" termasuk a dana b "B" termasuk b',
            ["BOK208 `a` lies within itself: a → a", "BOK208 `b` lies within itself: b → b"],
        ),
    ],
)
def test_cycles_show_their_path(text: str, found: list[str]) -> None:
    assert words(refused(text)) == found


def test_two_ways_to_the_same_parent_are_no_cycle() -> None:
    terms = vocabulary(
        'dana a "A" termasuk b, c dana b "B" termasuk d dana c "C" termasuk d dana d "D"'
    ).taxonomies["dana"]
    assert terms.above_or_same("a") == {"a", "b", "c", "d"}


@pytest.mark.parametrize(
    ("text", "found", "help_"),
    [
        (
            'belanja a "A" termasuk transporr',
            "BOK201 1:24-1:33",
            "did you mean `transpor`, `transpor_kader`, `transpor_petugas`?",
        ),
        (
            'kegiatan a "A" termasuk transpor',
            "BOK201 1:25-1:33",
            "declare it, or write a name that the vocabulary has",
        ),
        ('dokumen a "A" termasuk kuitansi', "BOK206 1:24-1:32", "leave the clause out"),
        ('pajak a "A" termasuk ppn', "BOK206 1:22-1:25", "leave the clause out"),
        ('belanja a "A" belanja a "B"', "BOK204 1:23-1:24", "first in policy.bok, line 1"),
        (
            'pilihan a "A" b "B" pilihan a "A" c "C"',
            "BOK204 1:29-1:30",
            "first in policy.bok, line 1",
        ),
        ('pilihan a "A" b "B" b "C"', "BOK204 1:21-1:22", "first in policy.bok, line 1"),
        (
            'fakta a : rupiah "A"\nfakta a : rupiah "B"',
            "BOK204 2:7-2:8",
            "first in policy.bok, line 1",
        ),
        (
            'fakta a alias b : rupiah "A"\nfakta c alias b : rupiah "B"',
            "BOK204 2:15-2:16",
            "first in policy.bok, line 1",
        ),
        (
            'fakta a : rupiah "A"\nfakta c alias a : rupiah "B"',
            "BOK204 2:15-2:16",
            "first in policy.bok, line 1",
        ),
        (
            'fakta a alias nilai : rupiah "A"',
            "BOK204 1:15-1:20",
            "first in vocabulary.bok, line 40",
        ),
        ('fakta a : rupia "A"', "BOK209 1:11-1:16", "did you mean `rupiah`?"),
        ('fakta a : jenis_wilaya "A"', "BOK209 1:11-1:23", "did you mean `jenis_wilayah`?"),
        (
            'fakta a : rupiah "A" bawaan nila',
            "BOK202 1:29-1:33",
            "did you mean `nilai`?",
        ),
        (
            'fakta a : orang "A" bawaan nilai',
            "BOK301 1:28-1:33",
            "a fact is taken from one of its own type",
        ),
        (
            'fakta a : orang "A" bawaan jumlah_hari',
            "BOK301 1:28-1:39",
            "a fact is taken from one of its own type",
        ),
    ],
)
def test_refused(text: str, found: str, help_: str) -> None:
    [diagnostic] = refused(text)
    assert places([diagnostic]) == [found]
    assert str(diagnostic.help) == help_


def test_a_duplicate_in_another_file_names_that_file() -> None:
    found = refused('belanja gaji "G"')
    assert [each.span.file for each in found] == ["vocabulary.bok"]
    assert str(found[0].help) == "first in policy.bok, line 1"


# ---- facts ----


@pytest.mark.parametrize(
    ("written", "type_"),
    [
        ("rupiah", RUPIAH),
        ("persen", NUMBER),
        ("bilangan", NUMBER),
        ("ya_tidak", YES_NO),
        ("yes_no", YES_NO),
        ("orang", Type("count", "orang")),
        ("kali", Type("count", "kali")),
        ("kegiatan", Type("term", "kegiatan")),
        ("jenis_wilayah", Type("choice", "jenis_wilayah")),
        ("daftar dokumen", DOCUMENTS),
        ("rupiah per pajak", TAXES),
    ],
)
def test_types(written: str, type_: Type) -> None:
    assert vocabulary(f'fakta a : {written} "A"').facts["a"].type == type_


@pytest.mark.parametrize(
    ("name", "written", "wanted", "help_"),
    [
        ("belanja", "kegiatan", "a term of the vocabulary", "belanja"),
        ("dana", "teks", "a term of the vocabulary", "dana"),
        ("bukti", "daftar_dokumen", "a list of documents", "daftar dokumen"),
        ("pajak", "rupiah", "a mapping of taxes", "rupiah per pajak"),
        ("meterai", "ya_tidak", "rupiah", "rupiah"),
        ("nilai", "bilangan", "rupiah", "rupiah"),
        ("tanggal", "teks", "a date", "tanggal"),
    ],
)
def test_facts_that_clauses_read_have_a_type_of_their_own(
    name: str, written: str, wanted: str, help_: str
) -> None:
    text = f'fakta {name} : {written} "F" pilihan daftar_dokumen "D" a "A"'
    policy, [found] = compile_text(text, vocabulary="")
    assert policy is None
    start = len(f"fakta {name} : ") + 1
    assert places([found]) == [f"BOK301 1:{start}-1:{start + len(written)}"]
    assert str(found.message) == f"`{name}` is {wanted}"
    assert str(found.help) == f"write `{help_}`"


def test_a_fact_without_an_alias_goes_by_its_name() -> None:
    found = vocabulary('fakta a : rupiah "A" fakta b alias c : rupiah "B"')
    assert found.facts["a"].alias == "a"
    assert found.by_any_name["b"] is found.by_any_name["c"]
    assert "c" not in found.facts


def test_a_fact_may_be_named_like_a_term() -> None:
    assert vocabulary('fakta gaji : rupiah "G"').facts["gaji"].type == RUPIAH


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('fakta a : rupiah "A" bawaan a', ["BOK215 `a` is taken from itself: a → a"]),
        (
            'fakta a : rupiah "A" bawaan b fakta b : rupiah "B" bawaan c'
            ' fakta c : rupiah "C" bawaan a',
            ["BOK215 `a` is taken from itself: a → b → c → a"],
        ),
    ],
)
def test_defaults_that_run_in_a_circle(text: str, found: list[str]) -> None:
    assert words(refused(text)) == found


def test_the_fact_to_ask_for_is_the_one_that_others_are_taken_from() -> None:
    found = vocabulary('fakta a : rupiah "A" bawaan nilai_kuitansi')
    assert found.facts["a"].default == "nilai_kuitansi"
    assert found.settled_by("a") == "nilai"
    assert found.settled_by("terpencil") == "terpencil"


def test_vocabulary_order() -> None:
    found = vocabulary()
    assert list(found.facts)[:5] == ["belanja", "kegiatan", "dana", "nilai", "tanggal"]
    assert found.aliases(["meterai", "kegiatan", "belanja", "kegiatan"]) == (
        "expense_type",
        "activity",
        "stamp",
    )


def test_the_order_of_declarations_means_nothing() -> None:
    declared = re.split(r"\n(?=\w)", re.sub(r"\n+|#.*", "\n", VOCABULARY).strip())
    assert len(declared) > 40
    shuffled = list(declared)
    Random(494).shuffle(shuffled)
    rule = 'boleh x "X" untuk belanja gaji dasar A'
    first = compiled(rule, vocabulary="\n".join(declared)).vocabulary
    second = compiled(rule, vocabulary="\n".join(shuffled)).vocabulary
    assert shuffled != declared
    assert first == second
    assert list(first.facts) == list(second.facts)


def test_labels_of_values() -> None:
    found = vocabulary()
    assert found.label_of("belanja", "gaji") == Label("Gaji")
    assert found.label_of("wilayah", "desa") == Label("Desa")
    assert found.label_of("wilayah", "tidak_ada") is None
    assert found.label_of("nilai", "gaji") is None


def test_percentages_of_a_target_are_exact() -> None:
    [target] = compiled('target a "A" paling sedikit 33,3% dasar A').targets
    assert target.value == Fraction(333, 1000)
