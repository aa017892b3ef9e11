"""The command `nearest`: its report, its JSON, its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Runner, write_edition

TRANSPORT = {"expense_type": "transpor_petugas", "amount": 2_000_000}
COMPARED = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor dasar A.1, A.2
larang gaji "Gaji" untuk belanja gaji dasar B.1, C
larang sama "Sama" untuk kegiatan gizi bila nilai >= nilai_kuitansi dasar B.1
larang tinggi "Tinggi" untuk kegiatan rapat bila nilai > 2 * meterai dasar B.1
"""
EXAMPLE = 'contoh "gaji" diberi belanja = gaji maka dilarang\n'


def test_documents_and_a_tax(run: Runner, edition: Path) -> None:
    given = json.dumps({**TRANSPORT, "documents": ["faktur"], "taxes": {"ppn": 1}})
    done = run("--lang", "en", "nearest", "--year", edition, given)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "This expense is payable with the following changes.\n"
        "as it is: conditionally allowed\n"
        "by Kepmenkes 1/2010, edition 2010\n"
        "\n"
        "To be payable (changes: 2)\n"
        "  - add the document Surat tugas (surat_tugas)\n"
        "    Proof of transport (bukti_transpor): C, p. 5\n"
        "  - pay PPN (ppn): Rp200.000 (now: Rp1)\n"
        "    PPN 10% (ppn): C, p. 5\n"
        "\n"
        "Or\n"
        "  - add the document Surat tugas (surat_tugas)\n"
        "    Proof of transport (bukti_transpor): C, p. 5\n"
        "  - Nilai (amount): at most Rp1.000.000 (now: Rp2.000.000)\n"
        "    PPN 10% (ppn): C, p. 5\n"
        "\n"
        "A fact is changed only if it really is otherwise, never to fit the rule.\n"
        "\n"
        "Proved: fewer changes do not do.\n"
    )


def test_in_indonesian_from_standard_input(run: Runner, edition: Path) -> None:
    given = json.dumps({**TRANSPORT, "amount": 100, "documents": ["surat_tugas"]}).encode()
    done = run("--lang", "id", "nearest", "--year", edition, given=given)
    assert done.code == 0
    assert "Agar dapat dibayar (perubahan: 1)" in done.out
    assert "tambahkan salah satu bukti: Kuitansi (kuitansi), Faktur (faktur)" in done.out


def test_it_is_payable_already(run: Runner, edition: Path) -> None:
    done = run(
        "--lang", "en", "nearest", "--year", edition, '{"belanja": "konsumsi", "remote": true}'
    )
    assert done.code == 0
    assert done.out == ("This expense is payable as it is.\nby Kepmenkes 1/2010, edition 2010\n")


def test_only_another_expense(run: Runner, edition: Path) -> None:
    given = '{"belanja": "honor", "remote": true, "documents": []}'
    done = run("--lang", "en", "nearest", "--year", edition, given)
    assert done.code == 1
    words = " ".join(done.out.split())
    assert "No change makes this expense payable. as it is: forbidden" in words
    assert "Against it - Salary/fee (gaji_honor): B.1, p. 3" in words
    assert "never enter this one under its name" in words
    assert "(expense_type): Konsumsi (konsumsi) (now: Honor (honor))" in words
    assert "A fact is changed only if" not in words


def test_what_is_in_no_list_and_may_be_forbidden(run: Runner, edition: Path) -> None:
    given = '{"belanja": "belanja_modal", "kegiatan": "gizi"}'
    done = run("--lang", "en", "nearest", "--year", edition, given)
    assert done.code == 1
    words = " ".join(done.out.split())
    assert "as it is: needs data" in words
    assert "Against it - Belanja modal belum jelas (modal): B.1, p. 3" in words


def test_a_gap_that_is_all_that_is_lacking(run: Runner, tmp_path: Path) -> None:
    rules = 'tertutup belanja "D" dasar A\nboleh a "A" untuk belanja transpor dasar A.1, A.2, B.1\n'
    rules += 'celah syarat "Syarat belum jelas" menyentuh wajib dasar C\n'
    example = 'contoh "t" diberi belanja = transpor maka diizinkan bersyarat\n'
    edition = write_edition(tmp_path, rules, example)
    done = run("--lang", "en", "nearest", "--year", edition, '{"belanja": "transpor"}')
    assert done.code == 3
    assert "- Syarat belum jelas (syarat): C, p. 5" in done.out
    assert "Apart from that nothing is lacking." in done.out
    done = run("--lang", "en", "nearest", "--year", edition, "{}")
    assert "Besides, it takes (changes: 1)" in done.out
    assert "transpor_petugas, transpor_kader" in done.out


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (
            '{"belanja": "transpor", "activity": "gizi", "amount": 5}',
            3,
            "Not analysed: it rests on a comparison of several facts.",
        ),
        (
            '{"belanja": "transpor", "activity": "rapat", "amount": 5, "stamp": 0}',
            0,
            "affix Meterai (stamp): Rp3 (now: Rp0)",
        ),
        (
            '{"belanja": "transpor", "activity": "rapat", "amount": 5}',
            0,
            "affix Meterai (stamp): Rp3",
        ),
    ],
)
def test_comparisons_of_several_facts(
    run: Runner, tmp_path: Path, given: str, code: int, words: str
) -> None:
    edition = write_edition(tmp_path, COMPARED, EXAMPLE)
    done = run("--lang", "en", "nearest", "--year", edition, given)
    assert done.code == code, done.out
    assert words in " ".join(done.out.split())


def test_as_json(run: Runner, edition: Path) -> None:
    given = json.dumps({**TRANSPORT, "documents": ["faktur", "surat_tugas"]})
    done = run("--lang", "en", "nearest", "--year", edition, given, "--format", "json")
    document = json.loads(done.out)
    assert " ".join(document) == (
        "answer edition outcome size count proved solutions added_only gaps"
    )
    assert (document["answer"], document["outcome"], document["size"]) == (
        "within",
        "conditional",
        1,
    )
    [first, second] = document["solutions"]
    assert first["changes"] == [
        {
            "kind": "tax",
            "field": "taxes",
            "tax": "ppn",
            "before": None,
            "value": 200_000,
            "from": None,
            "to": None,
            "also": [],
            "asked_by": [
                {
                    "rule": "ppn",
                    "label": "PPN 10%",
                    "citation": "Kepmenkes 1/2010 C, p. 5",
                    "page": 5,
                }
            ],
        }
    ]
    assert first["expense"]["taxes"] == {"ppn": 200_000}
    done = run("validate", "--year", edition, json.dumps(first["expense"]), "--format", "json")
    assert json.loads(done.out)["outcome"] == "allowed"
    [change] = second["changes"]
    assert (change["kind"], change["field"], change["from"], change["to"]) == (
        "changed",
        "amount",
        0,
        1_000_000,
    )


def test_a_date_and_a_number_as_json(run: Runner, edition: Path) -> None:
    given = json.dumps({"belanja": "konsumsi", "remote": True, "date": "2011-05-01"})
    done = run("--lang", "en", "nearest", "--year", edition, given, "--format", "json")
    [solution] = json.loads(done.out)["solutions"]
    [change] = solution["changes"]
    assert (change["before"], change["value"], change["from"]) == (
        "2011-05-01",
        "2010-12-31",
        "2010-01-01",
    )
    done = run("--lang", "en", "nearest", "--year", edition, given)
    assert "Tanggal (date): at most 2010-12-31 (now: 2011-05-01)" in done.out


@pytest.mark.parametrize("given", ["{", '{"belanja": "apa"}'])
def test_bad_input(run: Runner, edition: Path, given: str) -> None:
    assert run("nearest", "--year", edition, given).code == 2
