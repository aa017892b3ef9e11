"""The pages of the editions: what stands on them, and that every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from bokrules.base.messages import current_language
from bokrules.editions import load_edition, shipped_years
from bokrules.reports.policy_text import KINDS
from bokrules.semantics.policy import Reason
from docs._ext import edition_pages
from docs._ext.edition_pages.markdown import clause_anchor, plain, rule_anchor
from docs._ext.edition_pages.outline import REASONS
from tests.helpers import VOCABULARY

EDITION = """
id: "2020"
year: 2020
regulation: {kind: Permenkes, number: 86/2019}
title: Juknis kecil
signed: 2019-12-30
in_force: {from: 2020-01-01, to: 2020-12-31, clauses: [KEEMPAT]}
funds: [bok_puskesmas]
completeness: partial
draft: true
source: {document: Naskah pindai, sha256: abc, pages: 3}
topics: {boleh: complete, lampiran: missing, satuan_biaya: di daerah}
"""
OUTLINE = """
KEEMPAT: {heading: "Berlaku", page: 2, part: keputusan}
A: {heading: "Yang boleh", page: 1}
A.1: {heading: "Transpor *petugas*", page: 1}
B: {heading: "Yang dilarang", page: 3, quoted: "Kajian, tabel 1"}
B.1: {heading: "Rapat", quoted: "Kajian, tabel 2", reason: administration}
C: {heading: "Alokasi", page: 5, document: "Permenkes 48/2017"}
"""
RULES = """
tertutup belanja "Penggunaan dana" dasar A
tertutup belanja "Penggunaan dana provinsi" untuk dana bok_provinsi dasar A
boleh transpor_petugas "Transpor petugas" untuk belanja transpor_petugas dasar A.1
boleh cold_chain "Cold chain" untuk belanja cold_chain dasar A.1
larang gaji "Gaji" untuk belanja gaji dasar B.*
larang pemeliharaan "Pemeliharaan" untuk belanja pemeliharaan kecuali cold_chain
  tafsir "Yang khusus didahulukan" dasar B temuan 1.01.09
wajib bukti_transpor "Bukti" untuk belanja transpor_petugas bila terpencil
  bukti kuitansi atau faktur, surat_tugas dasar A.1
batas rapat "Rapat paling banyak 2 kali" untuk kegiatan rapat maksimal 2 kali per tahun dasar B
kewajiban laporan "Laporan" per bulan dasar B
sasaran puskesmas "Puskesmas" dasar A
tabel bobot "Bobot" per jenis_wilayah desa 1,25 kota 1 pulau 0,5 dasar C
satuan provinsi "Provinsi" kolom wilayah : jenis_wilayah dasar C
rumus bok "BOK" untuk_setiap provinsi
  masukan pagu : rupiah
  hasil alokasi = bobot[wilayah] * pagu
  dasar C
celah daftar_larangan "Daftar tidak ada" menyentuh larang dasar B
contoh "gaji" diberi belanja = gaji maka dilarang karena gaji
klaim "gaji" bila belanja = gaji maka selalu dilarang
"""
SCALE = """
skala efektif "Efektif" "Ya" paling sedikit 90% "Tidak" kurang dari 90% dasar umum
"""
AMENDMENT = """
id: "2020-03-27"
year: 2020
regulation: {kind: SE, number: 215/2020}
title: Perluasan
signed: 2020-03-27
in_force: {from: 2020-03-27, to: 2020-12-31}
amends: ["2020"]
completeness: complete
"""
CHANGES = """
mengubah 2020 "Perluasan" dasar SE
tambah boleh kader "Transpor kader" untuk belanja transpor_kader dasar SE.1
ganti larang pemeliharaan "Pemeliharaan lain" untuk belanja pemeliharaan kecuali cold_chain
  dasar SE.1, B
cabut kewajiban laporan dasar SE.1
"""


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("policies")
    files = {
        "common/kosakata.bok": VOCABULARY,
        "common/skala.bok": SCALE,
        "common/outline.yaml": 'umum: {heading: "Pedoman", page: 1, document: Pedoman}\n',
        "2020/edition.yaml": EDITION,
        "2020/outline.yaml": OUTLINE,
        "2020/aturan.bok": RULES,
        "2020/se/edition.yaml": AMENDMENT,
        "2020/se/outline.yaml": 'SE: {heading: "SE", page: 1}\nSE.1: {heading: "Boleh", page: 1}\n',
        "2020/se/perubahan.bok": CHANGES,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def small(policies: Path) -> dict[str, str]:
    return edition_pages.pages({"2020": policies / "2020"})


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    return edition_pages.pages(shipped_years())


def test_which_pages_there_are(small: dict[str, str]) -> None:
    assert list(small) == [
        "index.md",
        "kosakata.md",
        "2020/index.md",
        "2020/ketentuan.md",
        "2020/aturan.md",
        "2020/kantor.md",
        "2020/sasaran.md",
        "2020/alokasi.md",
        "2020/celah.md",
        "2020/2020-se.md",
    ]


def test_a_kind_of_declaration_has_a_page() -> None:
    assert set(edition_pages.PAGE_OF) == set(KINDS)
    assert set(edition_pages.PAGE_OF.values()) <= set(edition_pages.TITLES)


def test_the_list_of_editions(small: dict[str, str]) -> None:
    assert small["index.md"] == (
        "# Edisi\n\n"
        "Halaman-halaman ini dibuat dari berkas kebijakan yang dijalankan bokrules.\n\n"
        "| Edisi | Peraturan | Keadaan | Ketentuan | Aturan dan lainnya |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| [2020](#edisi-2020) | Permenkes 86/2019 | sebagian, rancangan | 6 | 14 |\n\n"
        "```{toctree}\n:hidden:\n\n2020/index\nkosakata\n```\n"
    )


def test_the_overview(small: dict[str, str]) -> None:
    page = small["2020/index.md"]
    assert page.startswith("(edisi-2020)=\n# 2020: Permenkes 86/2019\n\nJuknis kecil\n")
    for line in (
        ":::{warning}\nRANCANGAN: edisi ini bukan hukum;",
        ":::{note}\nEdisi ini hanya memuat sebagian dari peraturannya.",
        "| Ditetapkan | 2019-12-30 |",
        "| Berlaku | 2020-01-01 s/d 2020-12-31 |",
        "| Dana | [BOK Puskesmas](#kata-dana-bok_puskesmas) |",
        "| Sumber: naskah | Naskah pindai |",
        "| Sumber: sha256 naskah | `abc` |",
        "| Contoh | 1 |",
        "| Klaim | 1 |",
        "| Daftar tertutup | 2 | [Aturan](aturan.md) |",
        "| Rumus | 1 | [Alokasi: satuan, tabel, dan rumus](alokasi.md) |",
        "| lampiran | tidak ada |",
        "| satuan\\_biaya | di daerah |",
        "| [SE 215/2020](#edisi-2020-se) | 2020-03-27 |",
    ):
        assert line in page
    assert "Skala" not in page


def test_the_outline(small: dict[str, str]) -> None:
    page = small["2020/ketentuan.md"]
    headings = re.findall(r"^## (.*)$", page, re.MULTILINE)
    assert headings == [
        "Keputusan",
        "A Yang boleh",
        "B Yang dilarang",
        "C Alokasi (Permenkes 48/2017)",
    ]
    for row in (
        "| [KEEMPAT]{#edisi-2020-ketentuan-keempat} | Berlaku | 2 | masa berlaku edisi |",
        "| [A.1]{#edisi-2020-ketentuan-a-1} | Transpor \\*petugas\\* | 1 |"
        " [Bukti](#edisi-2020-obligation-bukti_transpor);"
        " [Cold chain](#edisi-2020-permission-cold_chain);"
        " [Transpor petugas](#edisi-2020-permission-transpor_petugas) |",
        "| [B.1]{#edisi-2020-ketentuan-b-1} | Rapat | Kajian, tabel 2 |"
        " [Gaji](#edisi-2020-prohibition-gaji); *pembukuan, formulir, dan format* |",
    ):
        assert row in page
    assert "| Yang dilarang | 3, dikutip dari Kajian, tabel 1 |" in page
    assert "umum" not in page


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(get_args(Reason))


def test_a_rule(small: dict[str, str]) -> None:
    assert (
        "(edisi-2020-prohibition-pemeliharaan)=\n"
        "### Pemeliharaan\n\n"
        "*Dilarang*, `pemeliharaan`\n\n"
        "- **Untuk jenis belanja:** [Pemeliharaan](#kata-belanja-pemeliharaan)\n"
        "- **Kecuali:** [Cold chain](#edisi-2020-permission-cold_chain)\n"
        "- **Dasar:**\n"
        "  - [B](#edisi-2020-ketentuan-b), hlm. 3, dikutip dari Kajian, tabel 1: Yang dilarang\n"
        "- **Kode temuan:** 1.01.09\n"
        "- **Tafsir:** Yang khusus didahulukan\n\n"
        "<details><summary>Teks aturan</summary>\n\n"
        "````text\n"
        'larang pemeliharaan "Pemeliharaan" untuk belanja pemeliharaan kecuali cold_chain\n'
        '  tafsir "Yang khusus didahulukan" dasar B temuan 1.01.09\n'
        "````\n\n"
        "</details>\n"
    ) in small["2020/aturan.md"]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("aturan", "- **Bila:** Di desa terpencil: ya\n"),
        ("aturan", "- **Bukti:**\n  - Kuitansi atau Faktur\n  - Surat tugas\n"),
        ("aturan", "- **Batas:** paling banyak 2 kali\n- **Per:** tahun\n"),
        ("aturan", "  - [B](#edisi-2020-ketentuan-b) dan semua di bawahnya, hlm. 3"),
        ("aturan", "(edisi-2020-closedlist-belanja-bok_provinsi)=\n"),
        ("kantor", "(edisi-2020-duty-laporan)=\n## Laporan\n"),
        ("sasaran", "## Puskesmas\n"),
        ("alokasi", "  - Desa: 1,25\n  - Kota: 1\n  - Pulau: 0,5\n"),
        ("alokasi", "- **Perhitungan:**\n  ```text\n  alokasi = bobot[wilayah] × pagu\n  ```\n"),
        ("alokasi", "  - Permenkes 48/2017 [C](#edisi-2020-ketentuan-c), hlm. 5: Alokasi\n"),
        ("celah", "- **Membiarkan terbuka:** yang dilarang\n"),
    ],
)
def test_other_declarations(small: dict[str, str], page: str, words: str) -> None:
    assert words in small[f"2020/{page}.md"]


def test_an_amendment(small: dict[str, str]) -> None:
    page = small["2020/2020-se.md"]
    assert page.startswith("(edisi-2020-se)=\n# Perubahan: SE 215/2020\n\nPerluasan\n")
    assert re.findall(r"^##+ (.*)$", page, re.MULTILINE) == [
        "Ditambah",
        "Transpor kader",
        "Diganti",
        "Pemeliharaan lain",
        "Dicabut",
        "Ketentuan",
    ]
    assert "- **Kecuali:** [Cold chain](#edisi-2020-permission-cold_chain)\n" in page
    assert "  - Permenkes 86/2019 [B](#edisi-2020-ketentuan-b), hlm. 3" in page
    assert "- [Laporan](#edisi-2020-duty-laporan): *Kewajiban kantor*, `laporan`\n" in page
    assert "| [SE.1]{#edisi-2020-se-ketentuan-se-1} | Boleh | 1 | " in page


def test_the_vocabulary(small: dict[str, str]) -> None:
    page = small["kosakata.md"]
    for words in (
        "- [Transpor]{#kata-belanja-transpor} `transpor`; sebutan: ongkos jalan\n",
        "  - [Transpor kader]{#kata-belanja-transpor_kader} `transpor_kader`;"
        " [2020-03-27 kader](#edisi-2020-se-permission-kader)\n",
        "- [Kuitansi]{#kata-dokumen-kuitansi} `kuitansi`\n",
        "- [PPN]{#kata-pajak-ppn} `ppn`\n",
        "### Jenis wilayah\n\n`jenis_wilayah`\n",
        "| `nilai_kuitansi` | `voucher_amount` | Nilai kuitansi | rupiah | diambil dari `nilai` |",
        "(edisi-common-scale-efektif)=\n## Efektif\n",
        "  - Tidak: kurang dari 90%\n  - Ya: paling sedikit 90%\n",
        "| [umum]{#edisi-common-ketentuan-umum} | Pedoman | 1 |"
        " [Efektif](#edisi-common-scale-efektif) |",
    ):
        assert words in page
    assert page.count("{#kata-belanja-cold_chain}") == 1
    assert page.count("- [Pemeliharaan cold chain](#kata-belanja-cold_chain)\n") == 1


# ---- links ----

_SPOT = re.compile(r"^\(([^)\s]+)\)=$|\{#([^}\s]+)\}", re.MULTILINE)
_LINK = re.compile(r"\]\(#([^)\s]+)\)")


@pytest.mark.parametrize("which", ["small", "shipped"])
def test_every_link_leads_to_one_place(which: str, request: pytest.FixtureRequest) -> None:
    text = "\n".join(request.getfixturevalue(which).values())
    spots = [first or second for first, second in _SPOT.findall(text)]
    links = _LINK.findall(text)
    assert len(spots) == len(set(spots)) > 50
    assert set(links) - set(spots) == set()
    assert len(links) > 40


@pytest.mark.parametrize("year", sorted(shipped_years()))
def test_an_edition_is_told_whole(year: str, shipped: dict[str, str]) -> None:
    """Every clause and every declaration of its texts, each once; what all share on its own."""
    pages = "".join(text for name, text in shipped.items() if name.startswith(f"{year}/"))
    vocabulary = shipped["kosakata.md"]
    for policy in load_edition(year).texts:
        for clause in policy.outline.values():
            spot = f"{{#{clause_anchor(clause)}}}"
            assert pages.count(spot) + vocabulary.count(spot) == 1, clause.id
        for declared in policy.declared:
            spot = f"({rule_anchor(declared)})=\n"
            assert pages.count(spot) + vocabulary.count(spot) == 1, declared.name


# ---- writing ----


def test_the_language_is_given_back(small: dict[str, str]) -> None:
    assert small
    assert current_language() == "en"


def test_pages_are_written_once(tmp_path: Path) -> None:
    edition_pages.write({"a.md": "A", "x/b.md": "B"}, tmp_path)
    (tmp_path / "x" / "old.md").write_text("lama")
    (tmp_path / "a.md").chmod(0o400)
    before = (tmp_path / "a.md").stat().st_mtime_ns
    edition_pages.write({"a.md": "A", "x/b.md": "B2"}, tmp_path)
    assert (tmp_path / "a.md").stat().st_mtime_ns == before
    assert sorted(each.name for each in tmp_path.rglob("*.md")) == ["a.md", "b.md"]
    assert (tmp_path / "x" / "b.md").read_text() == "B2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_b *c* [d] `e` <f> | g\\h", "a\\_b \\*c\\* \\[d\\] \\`e\\` \\<f\\> \\| g\\\\h"),
        ("- a\n  b", "\\- a b"),
        ("1. satu", "1\\. satu"),
        ("III.B.3, 1.000", "III.B.3, 1.000"),
    ],
)
def test_text_is_no_markup(text: str, expected: str) -> None:
    assert plain(text) == expected
