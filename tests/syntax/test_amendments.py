"""`mengubah`, `tambah`, `ganti`, `cabut`, as they are written."""

from __future__ import annotations

import pytest

from bokrules.base.diagnostics import Diagnostics
from bokrules.base.spans import Span
from bokrules.syntax import ast
from bokrules.syntax.from_text import parse
from tests.helpers import places
from tests.syntax.test_limits_and_allocation import ANY, cites, declaration, kinds, label, name

ORDINARY = (
    'belanja a "A"',
    'pilihan a "A" b "B"',
    'fakta a : rupiah "A"',
    'tertutup belanja "A" untuk dana bok dasar A',
    'boleh a "A" untuk belanja gaji dasar A',
    'larang a "A" dasar A',
    'wajib a "A" harus b dasar A',
    'batas a "A" maksimal 2 kali',
    'kewajiban a "A" per bulan',
    'celah a "A" menyentuh target dasar A',
    'sasaran a "A" dasar A',
    'target a "A" minimal 5% dasar A',
    'skala a "A" "B" di atas 5%',
    'satuan a "A" kolom b : bilangan',
    'tabel a "A" per b c 1',
    'rumus a "A" untuk_setiap b hasil c = 1',
)


@pytest.mark.parametrize("text", ORDINARY)
@pytest.mark.parametrize(("word", "action"), [("tambah", "add"), ("ganti", "replace")])
def test_every_declaration_can_be_edited(text: str, word: str, action: str) -> None:
    found = declaration(f"{word} {text}")
    assert isinstance(found, ast.Edit)
    assert found.action == action
    assert found.declaration == declaration(text)


def test_an_edit_may_stand_on_a_line_of_its_own() -> None:
    found = declaration('tambah\n\n  boleh a "A" dasar A')
    assert isinstance(found, ast.Edit)
    assert found.declaration == declaration('boleh a "A" dasar A')


def test_both_reach_to_the_last_word() -> None:
    found = declaration('tambah boleh a "A"\n  dasar A.1')
    assert isinstance(found, ast.Edit)
    assert found.span == Span("a.bok", 1, 1, 2, 12)
    assert found.declaration.span == Span("a.bok", 1, 8, 2, 12)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("2020", "2020"),
        ("2020-03-27", "2020-03-27"),
        ("edisi_2020", "edisi_2020"),
        ("permenkes.12", "permenkes.12"),
    ],
)
def test_the_edition_amended(text: str, base: str) -> None:
    assert declaration(
        f'mengubah {text} "Perluasan" en "More" dasar SE.1 tafsir "T"'
    ) == ast.Amends(
        base=name(base),
        label=label("Perluasan", "More"),
        clauses=(cites("SE.1"), ast.Note(text="T", span=ANY)),
        span=ANY,
    )


KINDS = (
    *("boleh", "larang", "wajib", "batas", "kewajiban", "rumus", "celah"),
    *("sasaran", "target", "skala", "satuan", "tabel"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_repeals(kind: str) -> None:
    assert declaration(f'cabut {kind} a dasar SE.3 tafsir "T"') == ast.Repeal(
        kind=kind,
        name=name("a"),
        clauses=(cites("SE.3"), ast.Note(text="T", span=ANY)),
        span=ANY,
    )


def test_repeals_of_closed_lists() -> None:
    assert declaration("cabut tertutup belanja dasar SE.3") == ast.Repeal(
        kind="tertutup", name=name("belanja"), clauses=(cites("SE.3"),), span=ANY
    )
    assert declaration("cabut tertutup kegiatan untuk dana a, b") == ast.Repeal(
        kind="tertutup",
        name=name("kegiatan"),
        limited_to=ast.Applies(dimension="dana", names=(name("a"), name("b")), span=ANY),
        span=ANY,
    )


def test_a_day_that_does_not_exist() -> None:
    out = Diagnostics()
    [head] = parse('mengubah 2020-02-30 "X" dasar A', "a.bok", out).declarations
    assert isinstance(head, ast.Amends)
    assert places(out) == ["BOK305 1:10-1:20"]


def test_a_whole_amendment() -> None:
    text = """\
mengubah 2020 "P" dasar A
tambah boleh a "A" untuk belanja gaji memenuhi kegiatan dasar A
ganti celah b "B" menyentuh larang kecuali a tafsir "T" dasar A
cabut wajib c dasar A
tambah target d "D" dasar A
ganti skala e "E" "F" di atas 1 dasar A
cabut celah f
contoh "G" diberi belanja = gaji maka diizinkan
klaim "H" bila belanja = gaji maka selalu diizinkan
"""
    found, faults = kinds(text)
    assert faults == []
    expected = ["Amends", "Edit", "Edit", "Repeal", "Edit", "Edit", "Repeal", "Example", "Claim"]
    assert found == expected


def test_twins_have_one_tree() -> None:
    for indonesian, english in (
        ('mengubah 2020 "P" dasar A', 'amends 2020 "P" cite A'),
        ('tambah boleh a "A" dasar A', 'add allow a "A" cite A'),
        ('ganti celah a "A" menyentuh sasaran', 'replace gap a "A" touches recipients'),
        ("cabut kewajiban a", "repeal duty a"),
        ("cabut tertutup dana", "repeal closed fund"),
    ):
        assert declaration(indonesian) == declaration(f"language en\n{english}")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('mengubah "P" dasar A', "BOK101 1:10-1:13"),
        ("mengubah 2020 dasar A", "BOK101 1:15-1:20"),
        ("tambah a", "BOK101 1:8-1:9"),
        ('tambah contoh "C" diberi a = 1 maka dilarang', "BOK101 1:8-1:14"),
        ('tambah boleh "A" dasar A', "BOK101 1:14-1:17"),
        ("ganti boleh a", "BOK101 1:13-1:14"),
        ('cabut boleh a "A" dasar A', "BOK101 1:15-1:18"),
        ("cabut boleh", "BOK101 1:7-1:12"),
        ("cabut belanja a", "BOK101 1:7-1:14"),
        ("cabut tertutup dasar A", "BOK101 1:16-1:21"),
    ],
)
def test_a_fault_spoils_only_its_own_declaration(text: str, place: str) -> None:
    found, faults = kinds(f'{text}\nganti wajib b "B" dasar A\ncabut boleh c')
    assert found == ["Broken", "Edit", "Repeal"]
    assert faults == [place]


def test_what_a_broken_edit_seems_to_declare_stays_known() -> None:
    out = Diagnostics()
    [broken] = parse('tambah boleh apd "A" dasr A', "a.bok", out).declarations
    assert isinstance(broken, ast.Broken)
    assert "apd" in broken.names
    assert len(out) == 1
