"""The command `boundary`: its report, its JSON, the files that it writes and those it spares."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bokrules.base.resources import POLICIES_FOLDER
from tests.cli.conftest import Runner, write_amendment, write_edition

RULES = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor dasar A.1, A.2
boleh dingin "Cold chain" untuk belanja cold_chain dasar A.2
larang modal "Modal" untuk belanja belanja_modal, pemeliharaan kecuali dingin dasar B.1
wajib cap "Meterai" untuk belanja transpor bila nilai di atas Rp250.000 meterai Rp3.000 dasar C
wajib ramai "Ramai" untuk belanja konsumsi bila jumlah_orang > 5 orang meterai Rp1 dasar C
batas sering "Paling banyak dua kali" untuk belanja transpor maksimal 2 kali per satker dasar C
"""
EXAMPLES = """
contoh "meterai" diberi belanja = transpor_kader, nilai = Rp250.000, meterai = Rp0 maka diizinkan
contoh "mesin" diberi belanja = cold_chain maka diizinkan karena dingin
"""
BOUNDARY = """\
# Kasus batas, dibuat oleh `bokrules boundary`: jawaban mesin, menunggu penulis.
# Yang benar dipindahkan ke examples.bok, lalu berkas ini dibuat lagi.

# ---- B.1: Modal ----

contoh "modal: bukan dingin, karena belanja"
  diberi belanja = belanja_modal
  maka dilarang karena modal

# ---- C: Meterai ----

contoh "cap: nilai Rp1 di bawah Rp250.000"
  diberi belanja = transpor_kader, nilai = Rp249.999, meterai = Rp0
  maka diizinkan karena transpor
contoh "cap: nilai Rp1 di atas Rp250.000"
  diberi belanja = transpor_kader, nilai = Rp250.001, meterai = Rp0
  maka diizinkan bersyarat karena transpor, cap dipertanyakan Rp3.000
"""
SEVERAL = 'tertutup belanja "D" dasar A\nboleh t "T" untuk belanja transpor dasar A.1, A.2\n'


def test_a_report(run: Runner, tmp_path: Path) -> None:
    done = run("--lang", "en", "boundary", write_edition(tmp_path, RULES, EXAMPLES))
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Edition 2010: Kepmenkes 1/2010\n"
        "\n"
        "`modal` Modal (Kepmenkes 1/2010 B.1, p. 3)\n"
        "  - the exception dingin lets it through: allowed\n"
        "    expense_type = Pemeliharaan cold chain (cold_chain)\n"
        "    because of dingin\n"
        "  - not dingin, for its belanja: forbidden\n"
        "    expense_type = Belanja modal (belanja_modal)\n"
        "    because of modal\n"
        "\n"
        "`cap` Meterai (Kepmenkes 1/2010 C, p. 5)\n"
        "  - nilai Rp1 below Rp250.000: allowed\n"
        "    expense_type = Transpor kader (transpor_kader), amount = Rp249.999, stamp = Rp0\n"
        "    because of transpor\n"
        "  - nilai exactly Rp250.000: allowed\n"
        "    expense_type = Transpor kader (transpor_kader), amount = Rp250.000, stamp = Rp0\n"
        "    because of transpor\n"
        "  - nilai Rp1 above Rp250.000: conditionally allowed\n"
        "    expense_type = Transpor kader (transpor_kader), amount = Rp250.001, stamp = Rp0\n"
        "    because of transpor, cap\n"
        "\n"
        "Without a case\n"
        "  - a limit counts over a ledger; one expense does not tell: sering\n"
        "  - nothing turns there: every complete expense is decided alike: ramai: Jumlah orang"
        " above 5\n"
        "    persons\n"
        "\n"
        "Summary\n"
        "cases: 5, not signed yet: 3, without a case: 2\n"
    )


def test_as_json(run: Runner, tmp_path: Path) -> None:
    done = run(
        *("--lang", "id", "boundary", write_edition(tmp_path, RULES, EXAMPLES), "--format", "json")
    )
    [text] = json.loads(done.out)["texts"]
    through, missed, *_, above = text["cases"]
    assert (through["kind"], through["exception"], through["fails"]) == (
        "exception",
        "dingin",
        None,
    )
    assert (through["signed"], missed["signed"]) == (True, False)
    assert missed["fails"] == "Jenis belanja: Pemeliharaan cold chain"
    assert above == {
        "rule": "cap",
        "citation": "Kepmenkes 1/2010 C, hlm. 5",
        "sentence": "nilai Rp1 di atas Rp250.000",
        "kind": "threshold",
        "field": "amount",
        "operator": ">",
        "constant": 250_000,
        "position": "above",
        "expense": {"expense_type": "transpor_kader", "amount": 250_001, "stamp": 0},
        "outcome": "conditional",
        "because": ["transpor", "cap"],
        "obligations": {"cap": "unmet"},
        "questioned_amount": 3_000,
        "signed": False,
    }
    assert [each["reason"] for each in text["left_out"]] == ["nothing_turns", "ledger"]


def test_examples_for_an_author(run: Runner, tmp_path: Path) -> None:
    edition = write_edition(tmp_path, RULES, EXAMPLES)
    target = edition / "boundary.bok"
    done = run("--lang", "en", "boundary", edition, "--out", target)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"written: {target}, 3 cases\n"
    assert target.read_text(encoding="utf-8") == BOUNDARY
    assert "failed: 0" in run("test", edition).out
    assert run("lint", edition).code == 0
    assert run("fmt", "--check", target).code == 0
    assert run("boundary", edition, "--out", target).code == 0
    assert target.read_text(encoding="utf-8") == BOUNDARY


def test_nothing_left_to_sign(run: Runner, tmp_path: Path) -> None:
    edition = write_edition(tmp_path, SEVERAL, 'contoh "t" diberi belanja = gaji maka perlu data\n')
    target = tmp_path / "boundary.bok"
    done = run("--lang", "en", "boundary", edition, "--out", target)
    assert done.err == f"no case is left to be signed: {target} is not written\n"
    assert not target.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("boundary.bok", "contoh", "was not generated"),
        ("contoh.bok", None, "by the name of their file"),
        ("kasus.xlsx", "x", "an author may have filled it in"),
        ("kasus.csv", None, "cannot be written"),
    ],
)
def test_what_is_not_overwritten(
    run: Runner, tmp_path: Path, name: str, content: str | None, words: str
) -> None:
    target = tmp_path / name
    if content is not None:
        target.write_text(content, encoding="utf-8")
    done = run("--lang", "en", "boundary", "2010", "--out", target)
    assert done.code == 2
    assert words in " ".join(done.err.split())
    assert (target.read_text(encoding="utf-8") if target.exists() else None) == content


def test_a_workbook_is_a_ledger(run: Runner, tmp_path: Path) -> None:
    edition = write_edition(tmp_path, RULES, EXAMPLES)
    first, second = tmp_path / "kasus.xlsx", tmp_path / "lagi.xlsx"
    run("boundary", edition, "--out", first)
    run("boundary", edition, "--out", second, "--lang", "en")
    assert first.read_bytes() == second.read_bytes()
    heads, *rows = CalamineWorkbook.from_path(first).get_sheet_by_index(0).to_python()
    assert heads == [
        *("id", "uraian", "belanja", "nilai", "meterai"),
        *("jawaban yang diharapkan", "ketentuan yang menentukan", "butir", "halaman"),
        "Disetujui penulis (ya/tidak)",
    ]
    assert rows[2] == [
        *(3, "cap: nilai Rp1 di atas Rp250.000", "transpor_kader", 250_001, 0),
        *("diizinkan bersyarat", "transpor, cap", "Kepmenkes 1/2010 C, hlm. 5", 5, ""),
    ]
    checked = run("check", first, "--year", edition, "--format", "jsonl").out.splitlines()
    assert [json.loads(each)["outcome"] for each in checked] == [
        "forbidden",
        "allowed",
        "conditional",
    ]


def test_text_never_becomes_a_formula(run: Runner, tmp_path: Path) -> None:
    target = tmp_path / "kasus.xlsx"
    run("boundary", write_edition(tmp_path, RULES, EXAMPLES), "--out", target)
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_values_of_every_kind(run: Runner, tmp_path: Path) -> None:
    """A day, a number, a count, an answer, taxes and documents, read back from both files."""
    rules = SEVERAL + (
        'larang lama "L" bila tanggal di atas 2010-07-01 dasar B.1\n'
        'larang besar "B" bila volume di atas 1,5 dan terpencil dasar B.1\n'
        'wajib ramai "R" untuk belanja transpor_petugas bila jumlah_orang paling sedikit 3 orang'
        " bukti kuitansi dasar C\n"
        'wajib pungut "P" untuk belanja transpor_kader bila nilai > Rp50 setor ppn = 10% * nilai'
        " dasar C\n"
    )
    edition = write_edition(tmp_path, rules, 'contoh "g" diberi belanja = gaji maka perlu data\n')
    assert run("boundary", edition, "--out", edition / "boundary.bok").code == 0
    text = (edition / "boundary.bok").read_text(encoding="utf-8")
    for words in (
        '"lama: tanggal 1 hari di atas 2010-07-01"',
        "tanggal = 2010-07-02",
        '"besar: volume tepat 1,5"',
        "volume = 1,6",
        '"ramai: jumlah_orang 1 orang di bawah 3 orang"',
        "jumlah_orang = 3 orang",
        "pajak = (ppn Rp0)",
        "bukti = ()",
        "terpencil = ya",
    ):
        assert words in text
    assert "failed: 0" in run("test", edition).out
    book = tmp_path / "kasus.xlsx"
    (edition / "boundary.bok").unlink()
    run("boundary", edition, "--out", book)
    checked = run("--lang", "id", "check", book, "--year", edition, "--format", "jsonl").out
    expected = [
        row[-5] for row in CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
    ]
    assert [json.loads(each)["label"] for each in checked.splitlines()] == expected[1:]


def test_what_rests_on_several_facts_and_is_not_found(run: Runner, tmp_path: Path) -> None:
    rules = SEVERAL + 'larang l "L" bila nilai - nilai di atas Rp100 dasar B.1, C\n'
    edition = write_edition(tmp_path, rules, 'contoh "t" diberi belanja = gaji maka perlu data\n')
    done = run("--lang", "en", "boundary", edition)
    assert done.code == 3
    assert "rests on a comparison of several facts" in done.out


def test_each_text_of_an_edition(run: Runner, tmp_path: Path) -> None:
    edition = write_edition(tmp_path)
    amendment = write_amendment(edition)
    with (amendment / "perubahan.bok").open("a", encoding="utf-8") as file:
        file.write(
            'tambah larang mahal "M" untuk kegiatan rapat bila nilai > Rp5'
            " kecuali dekat dasar SE\n"
            'tambah boleh dekat "D" untuk belanja penginapan bila terpencil dasar SE\n'
        )
    done = run("--lang", "en", "boundary", edition)
    assert done.code == 0, done.err
    first, second = done.out.split("Edition 2010-04-01")
    assert "`ppn`" in first
    assert "`ppn`" not in second
    assert "`mahal`" in second
    target = tmp_path / "boundary.bok"
    done = run("--lang", "en", "boundary", edition, "--out", target)
    assert "not written: cases of 2010-04-01; give its folder instead\n" in done.err
    assert "tanggal = 2010-01-01" in target.read_text(encoding="utf-8")
    run("boundary", amendment, "--out", amendment / "boundary.bok")
    assert "tanggal = 2010-04-01" in (amendment / "boundary.bok").read_text(encoding="utf-8")
    assert "failed: 0" in run("test", edition).out


def _editions() -> list[Path]:
    return sorted(each.parent for each in POLICIES_FOLDER.rglob("edition.yaml"))


@pytest.mark.parametrize("edition", _editions(), ids=lambda each: each.name)
def test_shipped_cases_are_what_the_command_makes(
    run: Runner, tmp_path: Path, edition: Path
) -> None:
    made, shipped = tmp_path / "boundary.bok", edition / "boundary.bok"
    assert run("boundary", edition, "--out", made).code == 0
    assert made.exists() == shipped.exists()
    if made.exists():
        assert made.read_bytes() == shipped.read_bytes()


def test_2010_by_hand(run: Runner) -> None:
    """III.B.7.c: a stamp of Rp3.000 above Rp250.000, of Rp6.000 and taxes above Rp1.000.000."""
    [text] = json.loads(run("--lang", "id", "boundary", "2010", "--format", "json").out)["texts"]
    found = {
        (e["rule"], e["sentence"]): (e["outcome"], e["questioned_amount"]) for e in text["cases"]
    }
    amounts = [
        ("meterai_3000", "Rp250.000", 3_000),
        ("meterai_6000", "Rp1.000.000", 3_000),
        ("pajak_pembelian", "Rp1.000.000", 115_000),
    ]
    for rule, amount, questioned in amounts:
        assert found[rule, f"nilai_kuitansi Rp1 di bawah {amount}"] == ("allowed", 0)
        assert found[rule, f"nilai_kuitansi tepat {amount}"] == ("allowed", 0)
        above = found[rule, f"nilai_kuitansi Rp1 di atas {amount}"]
        assert above == ("conditional", questioned)
    assert found["belanja_modal", "diloloskan kekecualian cold_chain"] == ("allowed", 0)
    assert found["belanja_modal", "bukan cold_chain, karena belanja"] == ("forbidden", None)
    assert text["left_out"] == []


def test_what_a_gap_leaves_open(run: Runner, tmp_path: Path) -> None:
    """Of a threshold the outcomes that stay possible are written down too."""
    rules = SEVERAL + (
        'celah l "L" menyentuh larang untuk belanja transpor bila nilai > Rp5 dasar B.1\n'
        'larang m "M" untuk belanja imbalan kecuali gaji, upah dasar B.1\n'
        'boleh gaji "G" untuk belanja gaji dasar C\n'
        'boleh upah "U" untuk belanja imbalan bila terpencil dan nilai > 2 * meterai dasar C\n'
    )
    edition = write_edition(tmp_path, rules, 'contoh "t" diberi belanja = honor maka perlu data\n')
    target = edition / "boundary.bok"
    done = run("boundary", edition, "--out", target)
    assert target.exists(), done.err
    text = target.read_text(encoding="utf-8")
    assert "maka perlu data karena l mungkin dilarang, diizinkan" in text
    found = run("--lang", "en", "boundary", edition)
    assert (done.code, found.code) == (3, 3)
    assert "m: except upah" in found.out
