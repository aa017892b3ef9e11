"""Policy text laid out anew: what it looks like, and what it never changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from lark import Lark

from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import LANGUAGES, Language
from bokrules.base.resources import POLICIES_FOLDER, grammar_text
from bokrules.syntax import to_text as module
from bokrules.syntax.from_text import parse
from bokrules.syntax.keywords import in_language, spellings
from bokrules.syntax.layout import CLAUSES
from bokrules.syntax.to_text import to_text

SHIPPED = sorted(POLICIES_FOLDER.rglob("*.bok"))


def laid_out(text: str, language: Language | None = None) -> str:
    out = Diagnostics()
    result = to_text(text, "a.bok", language, out)
    assert [str(each.message) for each in out] == []
    assert result is not None
    return result


# ---- layout ----


def test_a_clause_is_a_line() -> None:
    text = (
        'belanja a "A" en "B" termasuk b,c sebutan "d" ,"e" rekening 5.1.* '
        'larang x "X" untuk belanja a untuk kegiatan k bila (nilai>Rp 500)dan bukan y kecuali z '
        'memenuhi kegiatan,belanja tafsir "T" dasar A.1,B temuan 1.01 '
        'wajib w "W" bukti a atau b,c harus d setor ppn=10%*nilai,pph=1 meterai Rp3.000 dasar A'
    )
    assert laid_out(text) == (
        'belanja a "A" en "B"\n'
        "  termasuk b, c\n"
        '  sebutan "d", "e"\n'
        "  rekening 5.1.*\n"
        'larang x "X"\n'
        "  untuk belanja a\n"
        "  untuk kegiatan k\n"
        "  bila (nilai > Rp 500) dan bukan y\n"
        "  kecuali z\n"
        "  memenuhi kegiatan, belanja\n"
        '  tafsir "T"\n'
        "  dasar A.1, B\n"
        "  temuan 1.01\n"
        'wajib w "W"\n'
        "  bukti a atau b, c\n"
        "  harus d\n"
        "  setor ppn = 10% * nilai, pph = 1\n"
        "  meterai Rp3.000\n"
        "  dasar A\n"
    )


def test_the_other_declarations() -> None:
    text = (
        'pilihan w "W" desa "Desa" kota "Kota" en "Town" '
        'fakta n alias m : rupiah per pajak "N" bawaan nilai '
        'tertutup belanja "T" dasar A '
        'celah c "C" menyentuh larang untuk belanja a dasar A '
        'kewajiban k "K" per satker per bulan dasar A '
        'sasaran s "S" dasar A '
        'target t "T" paling sedikit 95% pada 2015 dasar A '
        'contoh "c" diberi belanja=a,bukti=(b,c),pajak=() maka perlu data karena a,b perlu c '
        'dipertanyakan Rp5 tafsir "T"'
    )
    assert laid_out(text) == (
        'pilihan w "W"\n'
        '  desa "Desa"\n'
        '  kota "Kota" en "Town"\n'
        'fakta n alias m : rupiah per pajak "N"\n'
        "  bawaan nilai\n"
        'tertutup belanja "T"\n'
        "  dasar A\n"
        'celah c "C"\n'
        "  menyentuh larang\n"
        "  untuk belanja a\n"
        "  dasar A\n"
        'kewajiban k "K"\n'
        "  per satker per bulan\n"
        "  dasar A\n"
        'sasaran s "S"\n'
        "  dasar A\n"
        'target t "T"\n'
        "  paling sedikit 95% pada 2015\n"
        "  dasar A\n"
        'contoh "c"\n'
        "  diberi belanja = a, bukti = (b, c), pajak = ()\n"
        "  maka perlu data karena a, b perlu c dipertanyakan Rp5\n"
        '  tafsir "T"\n'
    )


LIMITS_AND_SCALES = (
    """
batas b "B" untuk belanja a maksimal 2 kali per satker per tahun dasar A per bulan
batas c "C" minimal 60% dari pagu
target t "T" pada 2020 target u "U" maksimal 5% pada 2015
skala s "S" "a" en "A" di atas 100% "b" 80% sampai kurang dari 90% tafsir "T"
klaim "k" bila belanja=gaji maka tidak pernah diizinkan atau diizinkan bersyarat dasar A
""",
    """\
batas b "B"
  untuk belanja a
  maksimal 2 kali per satker per tahun
  dasar A
  per bulan
batas c "C"
  minimal 60% dari pagu
target t "T"
  pada 2020
target u "U"
  maksimal 5% pada 2015
skala s "S"
  "a" en "A" di atas 100%
  "b" 80% sampai kurang dari 90%
  tafsir "T"
klaim "k"
  bila belanja = gaji
  maka tidak pernah diizinkan atau diizinkan bersyarat
  dasar A
""",
)
FORMULAS = (
    """
satuan p "P" kolom regional:regional,kab_kota:bilangan dasar A
tabel bobot "B" per regional jawa 1 bali 1,25 sumatera 1,5 dahulu lama
rumus r "R" untuk_setiap p masukan pagu : rupiah masukan biaya:rupiah ad=65%*pagu/cacah(p)
tambahan=bobot[regional]*a/jumlah(bobot[regional]*(a+1)) hasil alokasi=(ad+tambahan)*hitung(x)
bulatkan alokasi ke Rp1.000 sisa_terbesar jumlah_tepat pagu seri kode x # one
 = 5 dasar A
""",
    """\
satuan p "P"
  kolom regional : regional, kab_kota : bilangan
  dasar A
tabel bobot "B"
  per regional
  jawa     1
  bali     1,25
  sumatera 1,5
  dahulu lama
rumus r "R"
  untuk_setiap p
  masukan pagu : rupiah
  masukan biaya : rupiah
  ad            = 65% * pagu / cacah(p)
  tambahan      = bobot[regional] * a / jumlah(bobot[regional] * (a + 1))
  hasil alokasi = (ad + tambahan) * hitung(x)
  bulatkan alokasi ke Rp1.000 sisa_terbesar jumlah_tepat pagu seri kode
  x  # one
    = 5
  dasar A
""",
)
AMENDMENTS = (
    """
mengubah 2020 "M" dasar SE.1
tambah boleh apd "A" untuk belanja apd memenuhi kegiatan,belanja
ganti celah c "C" menyentuh larang kecuali a
cabut wajib x dasar SE.3 cabut tertutup belanja untuk dana d tafsir "T"
""",
    """\
mengubah 2020 "M"
  dasar SE.1
tambah boleh apd "A"
  untuk belanja apd
  memenuhi kegiatan, belanja
ganti celah c "C"
  menyentuh larang
  kecuali a
cabut wajib x
  dasar SE.3
cabut tertutup belanja
  untuk dana d
  tafsir "T"
""",
)


@pytest.mark.parametrize(("text", "expected"), [LIMITS_AND_SCALES, FORMULAS, AMENDMENTS])
def test_limits_formulas_and_amendments(text: str, expected: str) -> None:
    assert laid_out(text) == expected
    assert laid_out(laid_out(text, "en"), "id") == expected


def test_every_clause_of_the_grammar_begins_a_line() -> None:
    grammar = Lark(grammar_text(), parser="lalr")
    clauses = [each for each in grammar.rules if each.origin.name.endswith("_clause")]
    names = {each.alias or each.expansion[0].name for each in clauses}
    assert len(names) > 20
    assert names <= CLAUSES


def test_columns_are_as_wide_as_the_words_of_their_language() -> None:
    text = 'rumus r "R"\n  untuk_setiap p\n  abcdefghijk = 1\n  hasil abcd  = 2\n'
    english = 'formula r "R"\n  for_each p\n  abcdefghijk = 1\n  result abcd = 2\n'
    assert laid_out(text) == text
    assert laid_out(text, "en") == f"language en\n\n{english}"


def test_a_field_that_is_also_a_clause_begins_no_line() -> None:
    text = 'wajib w "W" harus meterai di atas bukti bukti a meterai meterai dasar A'
    assert laid_out(text) == (
        'wajib w "W"\n  harus meterai di atas bukti\n  bukti a\n  meterai meterai\n  dasar A\n'
    )


LONG = "x" * 45


def test_a_long_line_is_broken_where_its_parts_meet() -> None:
    text = (
        f'wajib w "W" bukti a, b, {LONG}_1 atau {LONG}_2 atau c, d '
        f"bila a = {LONG}_1 dan b = {LONG}_2 atau (c = {LONG}_3 atau d dan e = {LONG}_4) atau f "
        f"setor ppn = (2 + {LONG}_1) * {LONG}_2 - {LONG}_3 dasar A"
    )
    assert laid_out(text) == (
        'wajib w "W"\n'
        "  bukti a, b,\n"
        f"    {LONG}_1 atau {LONG}_2 atau c, d\n"
        f"  bila a = {LONG}_1 dan b = {LONG}_2\n"
        f"    atau (c = {LONG}_3\n"
        f"    atau d dan e = {LONG}_4) atau f\n"
        f"  setor ppn = (2 + {LONG}_1) * {LONG}_2\n"
        f"    - {LONG}_3\n"
        "  dasar A\n"
    )


def test_parentheses_are_kept_together() -> None:
    items = ", ".join(f"dokumen_{number}" for number in range(6))
    text = f'contoh "c" diberi {LONG} = ya, bukti = ({items}) maka dilarang'
    assert laid_out(text) == (
        f'contoh "c"\n  diberi {LONG} = ya,\n    bukti = ({items})\n  maka dilarang\n'
    )


def test_what_cannot_be_broken_is_left_long() -> None:
    text = f'larang a "{LONG * 3}" en "{LONG * 3}"\n  tafsir "{LONG * 3}"\n  dasar A\n'
    assert laid_out(text) == text


# ---- comments and blank lines ----


def test_comments_stay_where_they_are() -> None:
    text = (
        "#  one  \n\n\n\n# two\nlarang a # three\n   # four\n 'X'\n untuk # five\n belanja b"
        " # six\n ,c # seven\n\n # eight\n dasar A # nine\n# ten\n\n# eleven\n\n\n"
    )
    assert laid_out(text.replace("'", '"')) == (
        "#  one\n"
        "\n"
        "# two\n"
        "larang a  # three\n"
        "    # four\n"
        '    "X"\n'
        "  untuk  # five\n"
        "    belanja b  # six\n"
        "    , c  # seven\n"
        "  # eight\n"
        "  dasar A  # nine\n"
        "# ten\n"
        "\n"
        "# eleven\n"
    )


def test_blank_lines_are_kept_between_declarations_alone() -> None:
    text = '\n\nlarang a "A"\n\n  dasar A\nlarang b "B"\n\n\n\n  dasar A\n \t\n\nlarang c "C"'
    assert laid_out(text) == ('larang a "A"\n  dasar A\nlarang b "B"\n  dasar A\n\nlarang c "C"\n')


def test_comments_around_the_header_stand_below_it() -> None:
    text = '# one\n\nbahasa # two\n# three\nen # four\n\n\nforbid a "A"  # language en'
    below = "# one\n\n# two\n# three\n# four\n\n"
    assert laid_out(text) == f'language en\n\n{below}forbid a "A"  # language en\n'
    assert laid_out(text, "id") == f'{below}larang a "A"  # language en\n'


def test_a_sign_of_a_comment_within_a_text() -> None:
    text = 'larang a "A # b"  # "c\n'
    assert laid_out(text) == text


# ---- the two languages ----


def test_keywords_are_translated_and_nothing_else() -> None:
    text = (
        '# larang\nlarang larangan "larang" en "forbid"\n  untuk belanja gaji\n'
        "  bila meterai lebih dari Rp 1.000 sampai  dengan Rp2.000 atau nilai >= 1,50\n"
        "  dasar A.untuk\n"
        'fakta kegiatan alias hari : kegiatan "K"\n'
    )
    english = (
        'language en\n\n# larang\nforbid larangan "larang" en "forbid"\n  for expense gaji\n'
        "  when stamp more than Rp 1.000 up to and including Rp2.000 or nilai >= 1,50\n"
        "  cite A.untuk\n"
        'fact activity alias hari : activity "K"\n'
    )
    assert laid_out(text, "en") == english
    assert laid_out(english, "id") == text.replace("sampai  dengan", "sampai dengan")
    assert laid_out(english) == english
    assert laid_out(text, "id") == laid_out(text)


@pytest.mark.parametrize("terminal", sorted(spellings()))
def test_every_spelling_has_its_twin(terminal: str) -> None:
    indonesian, english = (spellings()[terminal][language] for language in LANGUAGES)
    assert len(indonesian) == len(english) == len(set(indonesian)) == len(set(english))
    for one, other in zip(indonesian, english, strict=True):
        assert in_language(f"_{terminal}", one, "en") == other
        assert in_language(terminal, other, "id") == one


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_files_are_laid_out_and_survive_the_other_language(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert laid_out(text) == text
    english = laid_out(text, "en")
    assert english.startswith("language en\n\n")
    assert laid_out(english) == english
    assert laid_out(english, "id") == text


# ---- what is refused ----


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('larang a "A" untuk belanja', "BOK108"),
        ('forbid a "A"', "BOK105"),
        ('larang a "A" bila tanggal = 2010-02-30', "BOK305"),
        ("# nothing", "BOK109"),
    ],
)
def test_a_file_with_faults(text: str, code: str) -> None:
    out = Diagnostics()
    assert to_text(text, "a.bok", None, out) is None
    assert [each.code for each in out] == [code]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('language en\nexample "c" given a = 1 then undetermined needing data', (2, 43)),
        ('contoh "c" diberi a = (Rp\n5) maka dilarang', (1, 24)),
    ],
)
def test_a_name_that_would_grow_together_with_its_neighbour(
    text: str, place: tuple[int, int]
) -> None:
    """In the one language, or on several lines, they are two words; on one line a single one."""
    out = Diagnostics()
    assert to_text(text, "a.bok", "id", out) is None
    [only] = out
    assert (only.span.line, only.span.column) == place
    assert "would be read as one word" in str(only.message)


def test_a_text_that_would_say_something_else_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "in_language", lambda _terminal, word, _language: word + "x")
    with pytest.raises(AssertionError, match=r"a\.bok, laid out anew"):
        to_text('larang a "A" untuk belanja b', "a.bok", None, Diagnostics())


def test_the_tree_is_the_same_but_for_its_language() -> None:
    text = 'larang a "A" bila x di atas 1'
    documents = [parse(laid_out(text, language), "a.bok", Diagnostics()) for language in LANGUAGES]
    assert documents[0].declarations == documents[1].declarations
    assert [each.language for each in documents] == ["id", "en"]
