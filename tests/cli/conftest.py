"""A small edition on disk, and one call that runs the program in this process."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bokrules.cli.main import main
from tests.helpers import VOCABULARY

EDITION = """
id: "2010"
year: 2010
regulation: {kind: Kepmenkes, number: 1/2010}
title: Juknis kecil
signed: 2010-01-01
in_force: {from: 2010-01-01, to: 2010-12-31}
funds: [bok_puskesmas]
completeness: complete
"""

OUTLINE = """
A: {heading: "Yang boleh", page: 1}
A.1: {heading: "Transpor", page: 1}
A.2: {heading: "Konsumsi", page: 2}
B: {heading: "Yang dilarang", page: 3}
B.1: {heading: "Gaji dan honor", page: 3}
B.2: {heading: "Rapat", page: 4, reason: administration}
C: {heading: "Bukti dan pajak", page: 5}
"""

RULES = """
tertutup belanja "Penggunaan dana" dasar A
boleh transpor_petugas "Transpor petugas" en "Transport of staff"
  untuk belanja transpor_petugas
  dasar A.1
boleh konsumsi "Konsumsi" untuk belanja konsumsi bila terpencil dasar A.2
larang gaji_honor "Gaji/honor" en "Salary/fee"
  untuk belanja gaji, honor
  tafsir "Honor narasumber termasuk"
  dasar B.1
  temuan 1.01.09
celah modal "Belanja modal belum jelas" menyentuh larang untuk belanja belanja_modal dasar B.1
wajib bukti_transpor "Bukti transpor" en "Proof of transport"
  untuk belanja transpor_petugas
  bukti kuitansi atau faktur, surat_tugas
  dasar C
  temuan 1.04.01
wajib ppn "PPN 10%"
  untuk belanja transpor_petugas bila nilai di atas Rp1.000.000
  setor ppn = 10% * nilai
  dasar C
kewajiban laporan "Laporan bulanan" per satker per bulan dasar C
"""

EXAMPLES = """
contoh "gaji" diberi belanja = gaji maka dilarang karena gaji_honor
contoh "transpor" diberi belanja = transpor_petugas, nilai = Rp1 maka diizinkan bersyarat
"""

CHANGES = """
mengubah 2010 "Perubahan" dasar SE
tambah boleh penginapan "Penginapan" untuk belanja penginapan dasar SE
ganti boleh konsumsi "Konsumsi di mana pun" untuk belanja konsumsi dasar SE
cabut celah modal dasar SE
"""


@dataclass(frozen=True, slots=True)
class Run:
    code: int
    out: str
    err: str


Runner = Callable[..., Run]


def write_edition(
    folder: Path, rules: str = RULES, examples: str = EXAMPLES, words: str = ""
) -> Path:
    """An edition, with its vocabulary beside it; `words` are more of it."""
    (folder / "common").mkdir(parents=True, exist_ok=True)
    (folder / "common" / "kosakata.bok").write_text(VOCABULARY + words, encoding="utf-8")
    edition = folder / "2010"
    edition.mkdir(exist_ok=True)
    (edition / "edition.yaml").write_text(EDITION, encoding="utf-8")
    (edition / "outline.yaml").write_text(OUTLINE, encoding="utf-8")
    (edition / "aturan.bok").write_text(rules, encoding="utf-8")
    (edition / "contoh.bok").write_text(examples, encoding="utf-8")
    return edition


def write_amendment(edition: Path) -> Path:
    """A text that amends the edition from April on."""
    folder = edition / "perubahan"
    folder.mkdir()
    head = EDITION.replace('id: "2010"', 'id: "2010-04-01"\namends: ["2010"]')
    head = head.replace("1/2010", "2/2010").replace("from: 2010-01-01", "from: 2010-04-01")
    (folder / "edition.yaml").write_text(head, encoding="utf-8")
    (folder / "outline.yaml").write_text('SE: {heading: "Surat edaran", page: 1}', encoding="utf-8")
    (folder / "perubahan.bok").write_text(CHANGES, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed by a test."""
    return write_edition(tmp_path_factory.mktemp("policies"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Run the program with these arguments and this standard input."""

    def run_it(*arguments: str | Path, given: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        code = main([str(each) for each in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Run(code, captured.out, captured.err)

    return run_it
