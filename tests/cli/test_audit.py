"""The command `audit`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bokrules import AuditResult, audit
from tests.cli.conftest import Runner

BAD = """\
baris,kode,nama,alokasi,kebutuhan,selisih
652,1,Bitung,10,15,5)
653,2,Sikka,20,30,(11)
"""
GOOD = "nama,alokasi,realisasi,selisih\nEnde,10,4,6\n"
CATALOGUE = """\
document: Laporan
edition: 2019
tables:
  bad: {number: "3.4", title: Kebutuhan}
statements:
  - {lines: [1, 2], says: Ada tiga, tables: [bad], check: {count: 3}, note: "Sebab"}
  - {lines: [4], says: Ada dua, tables: [bad], check: {count: 2}}
  - {lines: [5], says: "Semua | banyak", tables: [bad], check: {all: alokasi > 15}, ours: true}
unchecked:
  - {lines: [6, 7], says: Lima menjawab, why: "Jawaban | 3 tahun"}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"bad.csv": BAD, "good.csv": GOOD, "dokumen.yaml": CATALOGUE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_remarks_are_marked(run: Runner, folder: Path) -> None:
    (folder / "full.csv").write_text("nama,alokasi,realisasi\nEnde,10,10\n", encoding="utf-8")
    remark = "- remark: 1 units realised their allocation to the last rupiah: Ende\n"
    assert remark in run("audit", "full.csv").out
    markdown = run("audit", "full.csv", "--format", "markdown").out
    assert "## full.csv (1 row)\n" in markdown
    assert f"{remark}  - full.csv, row 2, column realisasi\n" in markdown


@pytest.mark.usefixtures("folder")
def test_exit_codes(run: Runner) -> None:
    assert run("audit", "good.csv").code == 0
    assert run("audit", "bad.csv").code == 1
    assert run("audit", "good.csv", "bad.csv").code == 1
    assert run("audit", "good.csv", "none.csv").code == 2
    assert run("audit").code == 2


@pytest.mark.usefixtures("folder")
def test_text(run: Runner) -> None:
    assert run("audit", "good.csv").out == "good.csv\n\nNothing found.\n"
    text = run("audit", "dokumen.yaml").out
    assert text.startswith("Laporan\ndokumen.yaml\n\nTable 3.4: Kebutuhan (2 rows)\n")
    assert (
        "  Numbers that cannot be read (angka_rusak)\n"
        "    - Bitung: `5)` in column selisih cannot be read: only one parenthesis is printed\n"
        "      bad.csv, row 2 (line 652 of the source), column selisih\n"
        "      hypothesis: -5 is meant\n"
    ) in text
    assert (
        "  - does not hold (lines 1, 2): Ada tiga\n"
        "    stated: 3; by the table: 2\n"
        "    note: Sebab\n"
        "  2 statements of the text: holds: 1, does not hold: 1, cannot be told: 0\n"
        "  - not checked (lines 6, 7): Lima menjawab\n"
        "    Jawaban | 3 tahun\n"
    ) in text
    assert "banyak" not in text
    assert text.endswith(
        "Findings: 3, of them remarks: 0\n"
        "     1 angka_rusak: Numbers that cannot be read\n"
        "     1 selisih: Differences that are not the difference\n"
        "     1 pernyataan: Statements of the text\n"
    )


@pytest.mark.usefixtures("folder")
def test_indonesian_is_the_default_of_the_program(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BOKRULES_LANG")
    assert "Temuan: 2, di antaranya catatan: 0" in run("audit", "bad.csv").out
    assert "Findings: 2, of them remarks: 0" in run("--lang", "en", "audit", "bad.csv").out


@pytest.mark.usefixtures("folder")
def test_json(run: Runner) -> None:
    (document,) = json.loads(run("audit", "dokumen.yaml", "--format", "json").out)["documents"]
    assert set(document) == {
        "document",
        "file",
        "tables",
        "summary",
        "findings",
        "statements",
        "unchecked",
    }
    assert document["tables"] == [
        {"id": "bad", "number": "3.4", "title": "Kebutuhan", "file": "bad.csv", "rows": 2}
    ]
    assert document["summary"] == {"angka_rusak": 1, "selisih": 1, "pernyataan": 1}
    _, difference, _ = document["findings"]
    assert difference == {
        "check": "selisih",
        "table": "bad",
        "remark": False,
        "unit": "Sikka",
        "printed": "(11)",
        "computed": "-10",
        "difference": "-1",
        "message": "the difference is printed as (11); alokasi - kebutuhan is -10",
        "hypothesis": "one digit is misprinted",
        "cells": [
            {
                "table": "bad",
                "file": "bad.csv",
                "row": 3,
                "column": column,
                "line": 653,
                "printed": printed,
            }
            for column, printed in (("selisih", "(11)"), ("alokasi", "20"), ("kebutuhan", "30"))
        ],
    }
    assert [each["status"] for each in document["statements"]] == ["fails", "holds", "fails"]
    assert document["statements"][0]["note"] == "Sebab"


@pytest.mark.usefixtures("folder")
def test_markdown(run: Runner) -> None:
    text = run("audit", "dokumen.yaml", "--format", "markdown").out
    assert text.startswith(
        "# Audit: Laporan\n\n`bokrules audit dokumen.yaml`: 1 tables, 3 findings"
    )
    assert "| `selisih` | Differences that are not the difference | 1 |\n" in text
    assert (
        "### Numbers that cannot be read (`angka_rusak`)\n\n"
        "- Bitung: `5)` in column selisih cannot be read: only one parenthesis is printed\n"
        "  - bad.csv, row 2 (line 652 of the source), column selisih\n"
        "  - *hypothesis: -5 is meant*\n"
    ) in text
    assert "| 1, 2 | Ada tiga (Sebab) | 3 | 2 | does not hold |\n" in text
    assert "| 5 | *Semua \\| banyak* | all: alokasi \\> 15 | yes 1, no 1 (Sikka)" not in text
    assert "| 5 | *Semua \\| banyak* | all: alokasi \\> 15 | yes 1, no 1 (Bitung) |" in text
    alone = run("audit", "good.csv", "--format", "markdown").out
    assert "Statements" not in alone
    assert text.endswith(
        "### Not checked\n\n| line | statement | why not |\n|---|---|---|\n"
        "| 6, 7 | Lima menjawab | Jawaban \\| 3 tahun |\n"
    )


def test_from_python(folder: Path) -> None:
    result = audit(folder / "bad.csv", str(folder / "good.csv"))
    assert isinstance(result, AuditResult)
    assert result.found_something
    assert [each.check for each in result.findings] == ["angka_rusak", "selisih"]
    assert not audit(folder / "good.csv").found_something
