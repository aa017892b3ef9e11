"""Edits carried out on an edition, and what is said of those that cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from bokrules.base.diagnostics import Diagnostic, Diagnostics
from bokrules.pipeline import Layer, SourceFile, compile_policy
from bokrules.semantics.policy import Citation, EditionInfo, Policy
from tests.helpers import EDITION, OUTLINE, VOCABULARY, places, words

BASE = """\
tertutup belanja "Daftar" dasar A.1
tertutup kegiatan "Kegiatan BOK" untuk dana bok dasar A.1
boleh transpor "Transpor" untuk belanja transpor memenuhi kegiatan dasar A.1
boleh lama "Lama" untuk belanja honor dasar A.1
larang gaji "Gaji" untuk belanja gaji dasar A.2
wajib kuitansi "Kuitansi" untuk belanja transpor bukti kuitansi atau faktur, surat_tugas dasar A.3
wajib pungutan "Pajak" untuk belanja konsumsi setor ppn = 10% * nilai, pph22 = Rp5 dasar A.3
  tafsir "A" tafsir "B"
batas rapat "Rapat" untuk kegiatan rapat maksimal 2 kali per satker per tahun dasar A.3
kewajiban laporan "Laporan" per satker per bulan dasar A.3
celah larangan "Belum ada" menyentuh larang kecuali transpor, lama dasar A.3
sasaran penerima "Penerima" dasar A.3
target k4 "K4" minimal 95% dasar A.3
skala efek "Efek" "Baik" di atas 90% "Buruk" paling banyak 90% dasar A.3
satuan puskesmas "Puskesmas" kolom desa : bilangan, terpencil : ya_tidak
pilihan letak "Letak" darat "D" laut "L"
tabel bobot "Bobot" per letak darat 1 laut 2 dasar A.3
rumus alokasi "Alokasi" untuk_setiap puskesmas
  masukan p : rupiah
  bagian = desa / jumlah(desa)
  hasil total = p * bagian
  dasar A.3
contoh "transpor" diberi belanja = transpor maka perlu data
klaim "gaji" bila belanja = gaji maka selalu dilarang
"""
HEAD = 'mengubah 2010 "Perubahan" dasar B\n'


def amendment(number: int) -> EditionInfo:
    return replace(
        EDITION, id=f"2010-{number}", first_day=date(2010, 6 + number, 1), amends=(EDITION.id,)
    )


def apply(*texts: str, base: str = BASE) -> tuple[Policy | None, list[Diagnostic]]:
    """The text of the last of some amendments, each a layer on those before."""
    out = Diagnostics()
    vocabulary = SourceFile("vocabulary.bok", VOCABULARY)
    layers = [Layer(EDITION, [SourceFile("base.bok", base), vocabulary])]
    layers += [
        Layer(amendment(n), [SourceFile(f"amend{n}.bok", text)]) for n, text in enumerate(texts)
    ]
    return compile_policy(layers, OUTLINE, "other.yaml", out), list(out)


def amended(*edits: str) -> Policy:
    policy, found = apply(*(HEAD + each for each in edits))
    assert policy is not None, words(found)
    return policy


def refused(text: str) -> list[Diagnostic]:
    policy, found = apply(text)
    assert policy is None
    return [each for each in found if each.severity == "error"]


def said(text: str) -> list[tuple[str, str]]:
    return [(f"{each.code} {each.message}", str(each.help)) for each in refused(text)]


def names(policy: Policy) -> set[str]:
    return {each.name for each in policy.declared}


ALL = {
    *(
        "belanja",
        "kegiatan",
        "transpor",
        "lama",
        "gaji",
        "kuitansi",
        "pungutan",
        "rapat",
        "laporan",
    ),
    *("larangan", "penerima", "k4", "efek", "puskesmas", "bobot", "alokasi"),
}


# ---- edits ----


def test_what_is_not_edited_stays() -> None:
    policy = amended('tambah larang honor2 "H" untuk belanja imbalan kecuali lama dasar B.1')
    assert names(policy) == {*ALL, "honor2"}
    base, _ = apply()
    assert base is not None
    assert policy.edition == amendment(0)
    assert policy.vocabulary == base.vocabulary
    assert policy.permissions == base.permissions
    assert policy.formulas == base.formulas


def test_the_head_and_the_repeals() -> None:
    policy = amended('cabut wajib kuitansi dasar B.1 tafsir "T"\ncabut tertutup belanja')
    assert policy.amendment is not None
    assert (policy.amendment.name, policy.amendment.label.text) == ("2010", "Perubahan")
    assert policy.amendment.citations == (Citation("B"),)
    first, second = policy.amendment.repealed
    assert (first.kind, first.name, first.citations, first.notes) == (
        "wajib",
        "kuitansi",
        (Citation("B.1"),),
        ("T",),
    )
    assert (second.kind, second.name, second.citations) == ("tertutup", "belanja", ())
    assert [each.name for each in policy.obligations] == ["pungutan"]
    assert [each.dimension for each in policy.closed_lists] == ["kegiatan"]


def test_an_edition_has_no_amendment() -> None:
    policy, found = apply()
    assert policy is not None
    assert (policy.amendment, found) == (None, [])
    assert len(policy.examples) == len(policy.claims) == 1


REPLACED = {
    "boleh lama": 'boleh lama "Baru" untuk belanja honor dasar B.1',
    "larang gaji": 'larang gaji "Baru" untuk belanja gaji dasar B.1',
    "wajib kuitansi": 'wajib kuitansi "Baru" untuk belanja transpor bukti kuitansi dasar B.1',
    "batas rapat": 'batas rapat "Baru" untuk kegiatan rapat maksimal 3 kali dasar B.1',
    "kewajiban laporan": 'kewajiban laporan "Baru" per satker dasar B.1',
    "celah larangan": 'celah larangan "Baru" menyentuh larang kecuali transpor dasar B.1',
    "sasaran penerima": 'sasaran penerima "Baru" dasar B.1',
    "target k4": 'target k4 "Baru" minimal 90% dasar B.1',
    "skala efek": 'skala efek "Baru" "B" di atas 90% "C" paling banyak 90% dasar B.1',
    "satuan puskesmas": 'satuan puskesmas "Baru" kolom desa : bilangan dasar B.1',
    "tabel bobot": 'tabel bobot "Baru" per letak darat 1 laut 2 dasar B.1',
    "rumus alokasi": 'rumus alokasi "Baru" untuk_setiap puskesmas masukan p : rupiah'
    " hasil total = p dasar B.1",
}


@pytest.mark.parametrize("what", REPLACED)
def test_every_kind_can_be_replaced(what: str) -> None:
    policy = amended(f"ganti {REPLACED[what]}")
    assert names(policy) == ALL
    [changed] = [each for each in policy.declared if each.label.text == "Baru"]
    assert changed.name == what.split()[1]
    assert changed.citations == (Citation("B.1"),)
    assert changed.span.file == "amend0.bok"


@pytest.mark.parametrize(
    "what", [each for each in REPLACED if each not in ("boleh lama", "satuan puskesmas")]
)
def test_every_kind_can_be_repealed(what: str) -> None:
    assert names(amended(f"cabut {what} dasar B.1")) == ALL - {what.split()[1]}


def test_closed_lists_are_told_apart_by_their_funds() -> None:
    policy = amended(
        'ganti tertutup kegiatan "Baru" untuk dana bok dasar B.1\n'
        'tambah tertutup kegiatan "Provinsi" untuk dana bok_provinsi dasar B.1\n'
    )
    assert [(each.label.text, each.selectors[0].terms) for each in policy.closed_lists[1:]] == [
        ("Baru", ("bok",)),
        ("Provinsi", ("bok_provinsi",)),
    ]
    policy = amended("cabut tertutup kegiatan untuk dana bok dasar B.1")
    assert [each.name for each in policy.closed_lists] == ["belanja"]


def test_examples_and_claims_belong_to_their_own_text() -> None:
    policy = amended(
        'cabut larang gaji dasar B.1\ncontoh "E" diberi belanja = gaji maka perlu data\n'
        'klaim "K" bila belanja = gaji maka selalu perlu data\n'
    )
    assert [each.label for each in policy.examples] == ["E"]
    assert [each.label for each in policy.claims] == ["K"]


def test_a_replacement_may_be_of_another_kind_by_two_edits() -> None:
    policy = amended(
        'cabut larang gaji dasar B.1\ntambah boleh gaji "Gaji" untuk belanja gaji dasar B.1'
    )
    assert [each.name for each in policy.prohibitions] == []
    assert "gaji" in {each.name for each in policy.permissions}


# ---- one text after the other ----


def test_the_second_text_builds_on_the_first() -> None:
    first = 'tambah larang a "A" untuk belanja gaji dasar B.1\ncabut wajib kuitansi dasar B.2\n'
    second = 'ganti larang a "Baru" untuk belanja gaji dasar B.1\n'
    policy = amended(first, second)
    assert [each.label.text for each in policy.prohibitions if each.name == "a"] == ["Baru"]
    assert policy.amendment is not None
    assert policy.amendment.repealed == ()
    assert "kuitansi" not in names(policy)
    _, found = apply(HEAD + second)
    assert words(found) == ["BOK223 the edition has no `larang a`"]
    _, found = apply(HEAD + first, HEAD + "cabut wajib kuitansi dasar B.2")
    assert words(found) == ["BOK223 the edition has no `wajib kuitansi`"]


# ---- edits without effect ----

SAME = (
    'boleh transpor "Transpor" dasar A.1 memenuhi kegiatan untuk belanja transpor',
    'wajib kuitansi "Kuitansi" bukti surat_tugas, faktur atau kuitansi dasar A.3'
    " untuk belanja transpor",
    'batas rapat "Rapat" per tahun per satker maksimal 2 kali dasar A.3 untuk kegiatan rapat',
    'celah larangan "Belum ada" menyentuh larang dasar A.3 kecuali lama, transpor',
    'skala efek "Efek" "Buruk" paling banyak 90% "Baik" di atas 90% dasar A.3',
    'satuan puskesmas "Puskesmas" kolom terpencil : ya_tidak, desa : bilangan',
    'tabel bobot "Bobot" per letak laut 2 darat 1 dasar A.3',
    'rumus alokasi "Alokasi" untuk_setiap puskesmas dasar A.3 hasil total = p * bagian'
    " masukan p : rupiah bagian = desa / jumlah(desa)",
    'tertutup kegiatan "Kegiatan BOK" dasar A.1 untuk dana bok',
    'target k4 "K4" paling sedikit 95% dasar A.3',
    'wajib pungutan "Pajak" untuk belanja konsumsi setor pph22 = Rp5, ppn = 10% * nilai'
    ' dasar A.3 tafsir "B" tafsir "A"',
)


@pytest.mark.parametrize("text", SAME)
def test_another_order_changes_nothing(text: str) -> None:
    [found] = refused(f"{HEAD}ganti {text}")
    assert found.code == "BOK222"
    kind, name = text.split()[:2]
    assert str(found.message) == f"`ganti {kind} {name}` changes nothing"
    column = 7 if kind == "tertutup" else 8 + len(kind)
    assert (found.span.line, found.span.column) == (2, column)


@pytest.mark.parametrize(
    "text",
    [
        'larang gaji "Gaji" en "Salary" untuk belanja gaji dasar A.2',
        'larang gaji "Gaji" untuk belanja gaji dasar A.2 tafsir "T"',
        'larang gaji "Gaji" untuk belanja gaji dasar A.2, B.1',
        'larang gaji "Gaji" untuk belanja gaji, imbalan kecuali lama dasar A.2',
        'wajib kuitansi "Kuitansi" untuk belanja transpor bukti kuitansi, faktur atau surat_tugas'
        " dasar A.3",
        'target k4 "K4" di atas 95% dasar A.3',
        'skala efek "Efek" "Baik" paling sedikit 90% "Buruk" di bawah 90% dasar A.3',
        'rumus alokasi "Alokasi" untuk_setiap puskesmas masukan p : rupiah'
        " bagian = jumlah(desa) / desa hasil total = p * bagian dasar A.3",
    ],
)
def test_what_is_a_change(text: str) -> None:
    amended(f"ganti {text}")


def test_a_text_that_edits_nothing() -> None:
    assert said(HEAD + 'contoh "E" diberi belanja = gaji maka dilarang karena gaji') == [
        (
            "BOK222 the amendment changes nothing",
            "write what it changes with `tambah`, `ganti` or `cabut`",
        )
    ]
    assert places(refused(HEAD)) == ["BOK222 1:10-1:14"]


# ---- edits that cannot be ----


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        ("cabut larang gajih", "the edition has no `larang gajih`", "did you mean `gaji`?"),
        ("cabut wajib gaji", "the edition has no `wajib gaji`", "the edition has `larang gaji`"),
        ("cabut skala xyz", "the edition has no `skala xyz`", "write `tambah` for what is new"),
        (
            "cabut tertutup kegiatan",
            "the edition has no `tertutup kegiatan`",
            "the edition has it for other funds: say `untuk dana …` as it does",
        ),
        (
            "cabut tertutup belanja untuk dana bok",
            "the edition has no `tertutup belanja`",
            "the edition has it for other funds: say `untuk dana …` as it does",
        ),
        (
            'ganti larang gajih "G" untuk belanja gaji dasar B',
            "the edition has no `larang gajih`",
            "did you mean `gaji`?",
        ),
        (
            'ganti wajib gaji "G" untuk belanja gaji harus dalam_rpk dasar B',
            "the edition has no `wajib gaji`",
            "the edition has `larang gaji`",
        ),
    ],
)
def test_edits_of_what_is_not_there(text: str, message: str, help_: str) -> None:
    assert (f"BOK223 {message}", help_) in said(HEAD + text)


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        (["cabut larang gaji", "cabut larang gaji"], "`larang gaji` is edited twice"),
        (
            ["cabut larang gaji", 'tambah larang gaji "G" untuk belanja gaji dasar B'],
            "`larang gaji` is edited twice",
        ),
        (["cabut tertutup belanja"] * 2, "`tertutup belanja` is edited twice"),
    ],
)
def test_edits_twice(edits: Sequence[str], message: str) -> None:
    assert said(HEAD + "\n".join(edits)) == [(f"BOK204 {message}", "first in amend0.bok, line 2")]


def test_adding_what_is_there() -> None:
    text = HEAD + 'tambah larang gaji "G" untuk belanja honor dasar B'
    assert said(text) == [
        (
            "BOK204 `larang gaji` is in the edition already",
            "in base.bok, line 5: write `ganti` to replace it",
        )
    ]
    assert places(refused(text)) == ["BOK204 2:15-2:19"]


def test_adding_a_name_that_another_kind_has() -> None:
    assert said(HEAD + 'tambah boleh gaji "G" untuk belanja gaji dasar B') == [
        ("BOK204 `gaji` is declared twice", "first in base.bok, line 5")
    ]


def test_an_exception_that_was_repealed() -> None:
    [found] = refused(HEAD + "cabut boleh lama dasar B")
    assert (found.code, found.span.file) == ("BOK203", "base.bok")


# ---- edits in the wrong place ----


@pytest.mark.parametrize(
    ("text", "message", "help_", "place"),
    [
        (
            'larang a "A" untuk belanja honor kecuali lama dasar B',
            "an amendment says what it changes",
            "write `tambah`, `ganti` or `cabut` before it",
            "2:8-2:9",
        ),
        (
            'tambah belanja masker "M"',
            "an amendment edits rules, not the vocabulary",
            "declare the word in the common vocabulary",
            "2:16-2:22",
        ),
        (
            'belanja masker "M"',
            "an amendment edits rules, not the vocabulary",
            "declare the word in the common vocabulary",
            "2:9-2:15",
        ),
        (
            'ganti fakta terpencil : rupiah "M"',
            "an amendment edits rules, not the vocabulary",
            "declare the word in the common vocabulary",
            "2:13-2:22",
        ),
        (
            'tambah pilihan musim "M" hujan "H"',
            "an amendment edits rules, not the vocabulary",
            "declare the word in the common vocabulary",
            "2:16-2:21",
        ),
        (
            'cabut larang gaji\nmengubah 2010 "Lagi" dasar B',
            "`mengubah` stands twice",
            "None",
            "3:10-3:14",
        ),
    ],
)
def test_what_no_amendment_says(text: str, message: str, help_: str, place: str) -> None:
    found = refused(HEAD + text)
    assert [(str(each.message), str(each.help)) for each in found] == [(message, help_)]
    assert places(found) == [f"BOK224 {place}"]


def test_a_misplaced_declaration_is_known_all_the_same() -> None:
    found = refused(HEAD + 'larang gaji "Baru" untuk belanja gaji dasar B')
    assert [each.code for each in found] == ["BOK224"]
    found = refused(
        HEAD + 'tambah belanja masker "M"\nboleh masker "M" untuk belanja masker dasar B\n'
        'tambah larang semua "S" untuk belanja masker kecuali masker dasar B'
    )
    assert [each.code for each in found] == ["BOK224", "BOK224"]


@pytest.mark.parametrize(
    ("head", "message", "help_"),
    [
        (
            "",
            "a text that amends an edition says so",
            'write `mengubah 2010 "…"` and the clause that says it',
        ),
        (
            'mengubah 2011 "P" dasar B\n',
            "this text amends edition 2010, and says `2011`",
            "write `mengubah 2010`",
        ),
    ],
)
def test_heads(head: str, message: str, help_: str) -> None:
    assert said(head + "cabut larang gaji dasar B") == [(f"BOK224 {message}", help_)]


def test_a_head_cites() -> None:
    assert said('mengubah 2010 "P"\ncabut larang gaji') == [
        (
            "BOK401 `mengubah 2010` cites no clause",
            "add `dasar` and the clause of the decree that says so",
        )
    ]


def test_a_repeal_cites_clauses_of_the_outline() -> None:
    assert [each for each, _ in said(HEAD + "cabut larang gaji dasar Z")] == [
        "BOK402 the outline has no clause `Z`"
    ]


@pytest.mark.parametrize(
    "text", ['mengubah 2010 "P" dasar A', 'tambah boleh a "A" dasar A', "cabut larang gaji"]
)
def test_a_plain_edition_edits_nothing(text: str) -> None:
    policy, found = apply(base=BASE + text)
    assert policy is None
    assert [each.code for each in found] == ["BOK224"]
    assert found[0].span.line == BASE.count("\n") + 1


# ---- what could not be parsed ----


@pytest.mark.parametrize(
    ("base", "text"),
    [
        (BASE, "mengubah 2010 P dasar B\ncabut larang gaji"),
        (BASE, HEAD + "cabut larang"),
        (BASE.replace('larang gaji "Gaji"', 'larang gaji "Gaji" @'), HEAD + "cabut larang gaji"),
        (
            BASE.replace('larang gaji "Gaji"', 'larang gaji "Gaji" @'),
            HEAD + 'ganti larang gaji "Baru" untuk belanja gaji dasar B',
        ),
    ],
)
def test_what_is_broken_is_no_further_fault(base: str, text: str) -> None:
    policy, found = apply(text, base=base)
    assert policy is None
    assert len(found) == 1
    assert found[0].code in ("BOK101", "BOK104", "BOK108")
