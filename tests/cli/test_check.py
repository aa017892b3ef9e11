from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.conftest import RULES, Runner, write_edition

ALLOWED = 'transpor_petugas,50000,"kuitansi, surat_tugas"'
HEADER = "belanja,nilai,bukti"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Rows 2 and 3 allowed, 4 forbidden, 5 not readable, 6 undetermined; one column unknown."""
    lines = (
        f"{HEADER},warna",
        f"{ALLOWED},merah",
        f"{ALLOWED},biru",
        "gaji,500000,kuitansi,",
        "gaji,banyak,kuitansi,",
        "konsumsi,1000,kuitansi,",
    )
    path = tmp_path / "buku.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def clean(path: Path) -> Path:
    path.write_text(f"{HEADER}\n{ALLOWED}\n", encoding="utf-8")
    return path


def test_nothing_found(run: Runner, edition: Path, tmp_path: Path) -> None:
    done = run("check", clean(tmp_path / "buku.csv"), "--year", edition)
    assert done.code == 0
    assert "Nothing was found: every row that could be read is allowed." in done.out


def test_something_found(run: Runner, edition: Path, tmp_path: Path) -> None:
    path = tmp_path / "buku.csv"
    path.write_text(f"{HEADER}\ngaji,5,kuitansi\n", encoding="utf-8")
    assert run("check", path, "--year", edition).code == 1


def test_a_row_that_cannot_be_read_does_not_stop_the_rest(
    run: Runner, edition: Path, ledger: Path
) -> None:
    done = run("check", ledger, "--year", edition)
    assert done.code == 2
    assert "Columns not used: warna\n" in done.out
    assert "\n  4  forbidden   Rp500.000  B.1" in done.out
    assert "\n  6  needs data    Rp1.000  A" in done.out
    assert "needs remote" in done.out
    assert "row 5: column `nilai`: `banyak` is not whole rupiah" in done.out
    assert "transpor" not in done.out.lower()


def test_allowed_rows_when_asked_for(run: Runner, edition: Path, ledger: Path) -> None:
    done = run("check", ledger, "--year", edition, "--all")
    assert "\n  2  allowed      Rp50.000  A.1     Transport of staff\n" in done.out


def test_json_is_one_document(run: Runner, edition: Path, ledger: Path) -> None:
    done = run("check", ledger, "--year", edition, "--format", "json")
    document = json.loads(done.out)
    assert (done.code, done.err) == (2, "")
    assert document["source"]["name"] == "buku.csv"
    assert [each["row"] for each in document["findings"]] == [4, 6]
    assert [each["row"] for each in document["errors"]] == [5]


def test_json_lines_have_every_row(run: Runner, edition: Path, ledger: Path) -> None:
    done = run("check", ledger, "--year", edition, "--format", "jsonl")
    rows = [json.loads(each) for each in done.out.splitlines()]
    assert [(each["row"], each["outcome"]) for each in rows] == [
        (2, "allowed"),
        (3, "allowed"),
        (4, "forbidden"),
        (5, None),
        (6, "undetermined"),
    ]


def test_out_writes_beside_the_table(
    run: Runner, edition: Path, ledger: Path, tmp_path: Path
) -> None:
    target = tmp_path / "temuan.csv"
    target.write_text("old", encoding="utf-8")
    done = run("check", ledger, "--year", edition, "--out", target)
    assert done.err == f"written: {target}\n"
    assert "forbidden" in done.out
    with target.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [each["outcome"] for each in rows] == [
        "allowed",
        "allowed",
        "forbidden",
        "",
        "undetermined",
    ]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["buku.csv", "temuan.csv"]


def test_out_and_the_format_jsonl_agree(
    run: Runner, edition: Path, ledger: Path, tmp_path: Path
) -> None:
    target = tmp_path / "temuan.JSONL"
    done = run("check", ledger, "--year", edition, "--out", target, "--format", "jsonl")
    assert target.read_text(encoding="utf-8") == done.out


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("temuan.pdf", "ends in one of: .xlsx, .docx, .html, .parquet, .json, .jsonl, .csv"),
        ("temuan", "ends in one of: .xlsx, .docx, .html, .parquet, .json, .jsonl, .csv"),
        ("buku.csv", "is a file that is read"),
        ("none/temuan.csv", "lies in none"),
        ("folder.csv", "it is a folder"),
    ],
)
def test_a_target_that_cannot_be(
    run: Runner,
    edition: Path,
    ledger: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    target: str,
    words: str,
) -> None:
    (tmp_path / "folder.csv").mkdir()
    monkeypatch.chdir(tmp_path)
    before = ledger.read_bytes()
    done = run("check", ledger, "--year", edition, "--out", target)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("bokrules: BOK611: ")
    assert words in " ".join(done.err.split())
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "text"),
    [("none.csv", None), ("buku.pdf", "x"), ("buku.csv", ""), ("buku.csv", "warna\nmerah\n")],
)
def test_a_file_that_cannot_be_read(
    run: Runner, edition: Path, tmp_path: Path, name: str, text: str | None
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    done = run("check", path, "--year", edition)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("bokrules: BOK60")


def test_options_of_a_text_file(run: Runner, edition: Path, tmp_path: Path) -> None:
    path = tmp_path / "buku.csv"
    path.write_bytes("belanja;uraian\ngaji;caf\xe9\n".encode("cp1252"))
    given = ("check", path, "--year", edition, "--delimiter", ";", "--encoding", "cp1252")
    assert run(*given).code == 1


def test_a_sheet_of_a_text_file(run: Runner, edition: Path, ledger: Path) -> None:
    assert run("check", ledger, "--year", edition, "--sheet", "Mei").code == 2


# ---- limits and duties ----

LIMITS = """
batas dua "Konsumsi maksimal 2 kali" untuk belanja konsumsi
  maksimal 2 kali per satker per tahun dasar A.2
batas sebagian "Konsumsi minimal 60%" untuk belanja konsumsi
  minimal 60% dari pagu per satker dasar A.2
"""
MEALS = """\
tanggal,satker,belanja,nilai,terpencil,kegiatan
2010-01-04,Puskesmas A,konsumsi,1000,ya,gizi
2010-02-01,Puskesmas A,konsumsi,1000,ya,gizi
{third}
"""
THIRD = "2010-03-01,Puskesmas A,konsumsi,1000,ya,gizi"
ELSEWHERE = "2010-03-01,Puskesmas B,konsumsi,9000,ya,gizi"


@pytest.fixture
def limits(tmp_path: Path) -> Path:
    """An edition with limits."""
    return write_edition(tmp_path / "policies", RULES + LIMITS)


def meals(folder: Path, third: str) -> Path:
    path = folder / "konsumsi.csv"
    path.write_text(MEALS.format(third=third), encoding="utf-8")
    return path


def units(folder: Path, text: str) -> Path:
    path = folder / "pagu.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_limit_that_was_not_kept_is_found(run: Runner, limits: Path, tmp_path: Path) -> None:
    pagu = units(tmp_path, "satker,pagu\nPuskesmas A,Rp5.000\nPuskesmas B,15.000\n")
    done = run("check", meals(tmp_path, THIRD), "--year", limits, "--units", pagu)
    assert done.code == 1
    assert "rows beyond it: 4" in done.out
    within = run("check", meals(tmp_path, ELSEWHERE), "--year", limits, "--units", pagu)
    assert within.code == 1
    assert "reached Rp2.000 of at least Rp3.000" in within.out
    assert "used 3 times" not in within.out


def test_all_limits_are_kept(run: Runner, limits: Path, tmp_path: Path) -> None:
    pagu = units(tmp_path, "satker,pagu\nPuskesmas A,3000\nPuskesmas B,15000\n")
    done = run("check", meals(tmp_path, ELSEWHERE), "--year", limits, "--units", pagu)
    assert (done.code, done.err) == (0, "")
    assert "Nothing was found" in done.out


def test_without_ceilings_a_share_is_not_decided(run: Runner, limits: Path, tmp_path: Path) -> None:
    ledger = meals(tmp_path, ELSEWHERE)
    done = run("check", ledger, "--year", limits, "--format", "json")
    document = json.loads(done.out)
    assert (done.code, document["limits"], document["units"]) == (0, [], None)
    (entry,) = document["limits_not_decided"]
    assert (entry["rule"], entry["missing"]) == ("sebagian", ["ceiling"])
    (duty,) = document["duties"]
    assert (duty["rule"], duty["state"]) == ("laporan", "not_shown")


def test_where_the_ceilings_came_from(run: Runner, limits: Path, tmp_path: Path) -> None:
    pagu = units(tmp_path, "satker,pagu\nPuskesmas A,3000\n")
    given = ("--units", pagu, "--format", "json")
    document = json.loads(run("check", meals(tmp_path, THIRD), "--year", limits, *given).out)
    assert document["units"] == {
        "name": "pagu.csv",
        "sha256": hashlib.sha256(pagu.read_bytes()).hexdigest(),
    }
    assert [(each["rule"], each["rows"], each["excess"]) for each in document["limits"]] == [
        ("dua", [4], 1_000)
    ]


def test_bad_ceilings_end_the_check(run: Runner, limits: Path, tmp_path: Path) -> None:
    pagu = units(tmp_path, "satker,pagu\nPuskesmas A,-1\n")
    done = run("check", meals(tmp_path, THIRD), "--year", limits, "--units", pagu)
    assert (done.code, done.out) == (2, "")
    assert "BOK612" in done.err
    assert "Puskesmas A" in done.err


def test_a_cell_that_cannot_be_read_is_bad_input(
    run: Runner, edition: Path, tmp_path: Path
) -> None:
    path = tmp_path / "kas.csv"
    head = "No,Tanggal,Bukti,Uraian,Penerimaan,Pengeluaran,Saldo"
    path.write_text(f"{head}\n1,00/00/0000,1,Dana,5000,,5000\n", encoding="utf-8")
    assert run("check", path, "--year", edition).code == 2
    path.write_text(f"{head}\n1,14/05/2010,1,Dana,5000,,5000\n", encoding="utf-8")
    assert run("check", path, "--year", edition).code == 0
