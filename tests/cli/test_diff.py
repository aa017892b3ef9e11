"""The command `diff`: two editions, in every format, and as git asks for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bokrules import Difference, InvalidValue, diff
from bokrules.base.resources import POLICIES_FOLDER
from tests.cli.conftest import RULES, Runner, write_amendment, write_edition

ROOT = POLICIES_FOLDER.parent
CASH_BOOK = ROOT / "examples" / "buku_kas_2010.csv"
CEILINGS = [
    *("--units", ROOT / "data" / "provinsi_2019.csv", "--formula", "bok_provinsi"),
    *("--set-a", "pagu=pagu_2018[bok_provinsi]", "--set-b", "pagu=pagu_2019[bok_provinsi]"),
    *("--set", "balkesmas=0", "--set", "biaya_satuan_balkesmas=0"),
]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """An edition, and one in which five things differ."""
    after = RULES.replace("untuk belanja gaji, honor", "untuk belanja gaji, honor, penginapan")
    after = after.replace("boleh konsumsi", "boleh makan_minum")
    after = after.replace("setor ppn = 10%", "setor ppn = 11%")
    after = after.replace('"Transpor petugas" en "Transport of staff"', '"Ongkos petugas"')
    after = after.replace("per satker per bulan dasar C", "per satker per bulan dasar A")
    after = after.replace("bukti kuitansi atau faktur, surat_tugas", "bukti kuitansi, surat_tugas")
    return write_edition(tmp_path / "a"), write_edition(tmp_path / "b", after)


def test_nothing_differs(run: Runner, edition: Path) -> None:
    done = run("--lang", "en", "diff", edition, edition)
    assert done.code == 0
    assert "  - nothing differs" in done.out
    assert run("diff", "2010", "2010").code == 0


def test_as_text(run: Runner, two: tuple[Path, Path]) -> None:
    done = run("--lang", "en", "diff", *two)
    assert done.code == 1
    assert done.err == ""
    for line in (
        "What changes: 2010 (before) → 2010 (after)",
        "  - rules: changed 3, renamed 1, moved 1, only reworded 1, the same 2",
        "  - renamed: `makan_minum` Konsumsi",
        "    name: `konsumsi` → `makan_minum`",
        "  - changed: `gaji_honor` Salary/fee",
        "    for expense types: with Penginapan (penginapan)",
        "    2010 (before): Kepmenkes 1/2010 B.1, p. 3",
        "  - changed: `bukti_transpor` Proof of transport",
        "    evidence: without Kuitansi or Faktur",
        "    evidence: with Kuitansi",
        "    taxes to deposit: PPN = 10% × Nilai → PPN = 11% × Nilai",
        "  - moved: `laporan` Laporan bulanan",
        "    2010 (before): Kepmenkes 1/2010 C, p. 5",
        "    2010 (after): Kepmenkes 1/2010 A, p. 1",
        "The same rule in other words (label or notes)",
        "  - `transpor_petugas` Ongkos petugas",
    ):
        assert line in done.out.splitlines(), line


def test_in_indonesian(run: Runner, two: tuple[Path, Path]) -> None:
    done = run("diff", *two, "--lang", "id")
    assert "  - diubah: `gaji_honor` Gaji/honor" in done.out
    assert "  - aturan: diubah 3, berganti nama 1, berpindah 1, hanya berganti kata 1, sama 2" in (
        done.out
    )


def test_as_json(run: Runner, two: tuple[Path, Path]) -> None:
    done = run("diff", *two, "--format", "json", "--lang", "en")
    found = json.loads(done.out)
    assert found["is_empty"] is False
    assert found["ledger"] is None
    assert found["allocations"] is None
    rules = {each["rule"]: each for each in found["rules"]}
    assert {name: each["change"] for name, each in rules.items()} == {
        "gaji_honor": "changed",
        "makan_minum": "renamed",
        "bukti_transpor": "changed",
        "ppn": "changed",
        "laporan": "moved",
        "transpor_petugas": "reworded",
    }
    assert rules["gaji_honor"]["parts"] == [
        {
            "part": "belanja",
            "from": ["Gaji (gaji)", "Honor (honor)"],
            "to": ["Gaji (gaji)", "Honor (honor)", "Penginapan (penginapan)"],
        }
    ]
    assert rules["laporan"]["from"] == {
        "rule": "laporan",
        "clauses": ["C"],
        "citation": "Kepmenkes 1/2010 C, p. 5",
    }
    assert found["unchanged_rules"] == 2


class Text(HTMLParser):
    """All that a reader sees; nothing that a browser would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} & {"src", "onload"}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_as_a_page(run: Runner, two: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "beda.html"
    done = run("--lang", "en", "diff", *two, "--format", "html", "--out", target)
    assert done.code == 1
    assert done.err == f"written: {target}\n"
    assert target.read_text(encoding="utf-8") == done.out
    page = Text()
    page.feed(done.out)
    assert "script" not in page.tags
    assert "makan_minum" in "".join(page.words)
    assert "<code>gaji_honor</code>" in done.out


@pytest.mark.parametrize(
    ("ending", "format"), [("md", "markdown"), ("txt", "text"), ("json", "json")]
)
def test_out(
    run: Runner,
    two: tuple[Path, Path],
    tmp_path: Path,
    ending: str,
    format: str,  # noqa: A002
) -> None:
    target = tmp_path / f"beda.{ending}"
    done = run("diff", *two, "--format", format, "--out", target)
    assert target.read_text(encoding="utf-8") == done.out


def test_as_markdown(run: Runner, two: tuple[Path, Path]) -> None:
    done = run("--lang", "en", "diff", *two, "--format", "markdown")
    lines = done.out.splitlines()
    assert lines[0] == "# What changes: 2010 (before) → 2010 (after)"
    assert "- **changed: `gaji_honor` Salary/fee**" in lines
    assert "  - for expense types: with Penginapan (penginapan)" in lines


# ---- the shipped editions ----


@pytest.fixture(scope="module")
def shipped() -> Difference:
    return diff(2010, 2015, ledger=CASH_BOOK)


def test_2010_and_2015_with_clauses_on_both_sides(run: Runner) -> None:
    out = run("diff", "2010", "2015", "--lang", "en", "--format", "markdown").out
    wanted = {
        # Fees, and overtime, which 2010 names nowhere.
        "removed: `honor`": ["III.B.3.larangan.e, p. 11", "larangan.imbalan"],
        "added: `gaji\\_lembur\\_insentif`": ["larangan.imbalan", "III.B.3.larangan.e, p. 11"],
        "added: `konsumsi`": ["penggunaan.konsumsi", "III.B.3.g, p. 11"],
        "added: `pmt`": ["penggunaan.pmt", "III.B.3.j, p. 11"],
        "added: `transpor\\_rujukan`": ["larangan.rujukan", "III.B.3, p. 10"],
    }
    points = out.split("\n- **")
    for head, clauses in wanted.items():
        (point,) = [each for each in points if each.startswith(head.replace("\\_", "_"))]
        for clause in clauses:
            assert clause in point, (head, clause)


def test_what_2015_does_not_show_is_not_called_repealed(run: Runner) -> None:
    found = json.loads(run("diff", "2010", "2015", "--format", "json").out)
    hidden = {each["rule"]: each["gaps"] for each in found["not_comparable"]}
    assert hidden["bukti_pengeluaran"] == ["bukti_2015"]
    assert hidden["pertolongan_persalinan"] == ["larangan_lain_2015", "kegiatan_2015"]
    removed = {each["rule"] for each in found["rules"] if each["change"] == "removed"}
    assert not removed & set(hidden)


def test_what_cannot_be_compared_has_the_clauses_of_both_sides(run: Runner) -> None:
    found = run("diff", "2010", "2015", "--format", "markdown", "--lang", "id").out
    lines = found.splitlines()
    reason = "  - 2010: Gaji/honor (Kepmenkes 494/Menkes/SK/IV/2010 III.B.3.larangan.e, hlm. 11)"
    place = lines.index(reason)
    assert lines[place - 3 : place] == [
        "- **dilarang → dilarang atau naskah diam**",
        "  - Honor; Kegiatan: semua kecuali Penanganan gawat darurat, Upaya pengobatan, Rawat inap,"
        " Upaya rehabilitasi",
        "  - misalnya: Jenis belanja: Honor; Sumber dana: Bantuan Operasional Kesehatan; Kegiatan:"
        " Pelaksanaan P4K",
    ]
    assert lines[place + 1].startswith(
        "  - 2015: ? Larangan lain di luar kutipan tidak terlihat (Permenkes 11/2015 larangan,"
    )


def test_a_ledger(run: Runner, shipped: Difference) -> None:
    done = run("diff", "2010", "2015", "--ledger", CASH_BOOK, "--format", "json")
    found = json.loads(done.out)["ledger"]
    assert (found["rows"], found["amount"]) == (2, 750_000)
    assert found["changed"]["by_outcome"] == [
        {
            "from": "unlisted",
            "to": "conditional",
            "rows": 2,
            "amount": 750_000,
            "questioned_from": 750_000,
            "questioned_to": 0,
            "rows_without_amount": 1,
            "rows_questioned_from_unknown": 1,
            "rows_questioned_to_unknown": 0,
        }
    ]
    assert [each["row"] for each in found["rows_changed"]] == [12, 14]
    assert found["not_comparable"]["rows"] == 10
    assert found["undecided"]["rows"] == 6
    assert shipped.ledger is not None
    assert shipped.ledger.source == "buku_kas_2010.csv"


def test_a_ledger_as_text(run: Runner, tmp_path: Path) -> None:
    ledger = tmp_path / "kas.csv"
    ledger.write_text(
        "tanggal,belanja,kegiatan,nilai,satker\n"
        "2010-05-01,honor,imunisasi,1000,A\n"
        "2010-05-02,tidak_ada,imunisasi,1000,A\n"
        "2010-05-03,konsumsi_penyuluhan,imunisasi,,\n",
        encoding="utf-8",
    )
    out = run("diff", "2010", "2015", "--ledger", ledger, "--lang", "en").out
    for line in (
        "Ledger: kas.csv",
        "  - changed: 1 rows, an amount that no row gives",
        "  - judged by 2015 without their date, on which it is not in force: 2 rows",
        "  - rows without an amount, counted as Rp0: 1",
        "Rows that could not be judged",
    ):
        assert line in out.splitlines(), line
    assert "row 3" in out


def test_the_ceilings_of_2018_and_2019(run: Runner, tmp_path: Path) -> None:
    target = tmp_path / "pagu.html"
    done = run("--lang", "en", "diff", "2010", "2019", *CEILINGS, "--out", target)
    for line in (
        "  - in all: Rp75.000.000.000 → Rp120.007.427.000, +Rp45.007.427.000",
        "  - units that gain: 34, that lose: 0, of 34",
        "  - ceiling, or another input in rupiah: pagu: +Rp45.007.427.000",
        "    Rp75.000.000.000 → Rp120.007.427.000",
    ):
        assert line in done.out.splitlines(), line
    assert "2010 has no such formula: that of 2019 stands in" in done.out
    assert target.read_text(encoding="utf-8").count("<svg") == 2


def test_the_ceilings_as_json(run: Runner) -> None:
    done = run("diff", "2019", "2019", *CEILINGS, "--format", "json")
    assert done.code == 1
    found = json.loads(done.out)
    assert found["rules"] == []
    assert sum(each["delta"] for each in found["allocations"]) == 45_007_427_000
    assert found["allocation"]["steps"] == [
        {
            "cause": "ceiling",
            "name": "pagu",
            "delta": 45_007_427_000,
            "from": "75000000000",
            "to": "120007427000",
        }
    ]


RANGE = [
    *("--units", ROOT / "data" / "provinsi_2019.csv", "--formula", "bok_provinsi"),
    *("--set-a", "pagu=pagu_2018[bok_provinsi]", "--set", "balkesmas=0"),
    *("--range-b", "pagu=Rp70.000.000.000..pagu_2019[bok_provinsi]"),
    *("--range", "biaya_satuan_balkesmas=0..Rp5.000.000"),
]


def test_the_largest_possible_loss(run: Runner, tmp_path: Path) -> None:
    target = tmp_path / "rugi.html"
    done = run("--lang", "en", "diff", "2019", "2019", *RANGE, "--out", target)
    assert done.code == 1
    for line in (
        "The largest possible loss: BOK of a province",
        "  - not known: `pagu`, 2019 (after), from Rp70.000.000.000 to Rp120.007.427.000",
        "  - not known: `biaya_satuan_balkesmas`, the same for both, from Rp0 to Rp5.000.000",
        "  - units that can lose: 34, that cannot: 0, not analysed: 0, of 34",
        "    difference by less than Rp2.000",
        "Units that can lose",
    ):
        assert line in done.out.splitlines(), line
    assert "<caption>Units that can lose</caption>" in target.read_text(encoding="utf-8")
    markdown = run("--lang", "en", "diff", "2019", "2019", *RANGE, "--format", "markdown").out
    assert "## The largest possible loss: BOK of a province" in markdown


def test_the_largest_possible_loss_as_json(run: Runner) -> None:
    found = json.loads(run("diff", "2019", "2019", *RANGE, "--format", "json").out)
    assert found["allocations"] is None
    assert found["allocation"]["formula"] == ["bok_provinsi", "bok_provinsi"]
    losses = found["allocation"]["possible_losses"]
    assert losses["ranges"][1] == {
        "name": "pagu",
        "of": "after",
        "low": "70000000000",
        "high": "120007427000",
    }
    # All of the ceiling is shared out, so that at 70 milyar all lose 5 milyar together.
    assert sum(Fraction(each["loss"]) for each in losses["units"]) == 5 * 10**9
    assert {each["inputs"][1] for each in losses["units"]} == {"70000000000"}
    assert losses["rounding_below"] == 2000
    assert losses["not_analysed"] == []
    assert losses["reason"] is None
    ceilings = json.loads(run("diff", "2019", "2019", *CEILINGS, "--format", "json").out)
    assert ceilings["allocation"]["possible_losses"] is None


def test_only_gains_and_a_range_of_one_value(run: Runner) -> None:
    arguments = [*RANGE[:8], "--range", "biaya_satuan_balkesmas=0..0"]
    arguments += ["--range-b", "pagu=75000001000..76000000000"]
    out = run("--lang", "en", "diff", "2019", "2019", *arguments).out
    assert "  - units that can lose: 0, that cannot: 34, not analysed: 0, of 34" in out.splitlines()
    assert "Units that cannot lose" in out.splitlines()
    assert "gain at least" in out


def test_a_loss_that_is_not_analysed(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.optimum.EFFORT", 1)
    done = run("--lang", "en", "diff", "2019", "2019", *RANGE)
    assert done.code == 3
    assert "  - not analysed: Aceh, " in done.out
    assert "the solver gave up" in done.out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--range", "pagu=9..3"], "the range of `pagu` begins at 9, above its end, 3"),
        (["--range", "pagu=-1..3"], "pagu"),
        (["--range", "pagu=3"], "`pagu=3` is no range"),
        (["--range", "pagu=..3"], "`pagu=..3` is no range"),
        (["--range", "pegu=1..3"], "`pegu=1` sets no input of `rumus bok_provinsi`"),
        (["--set", "pagu=3", "--range-b", "pagu=1..3"], "`pagu` is given a value and a range"),
        (["--range", "pagu=1..3", "--range-a", "pagu=1..3"], "`pagu` is given two ranges"),
    ],
)
def test_ranges_that_are_refused(run: Runner, arguments: list[str], expected: str) -> None:
    fixed = ["--set", "balkesmas=0", "--set", "biaya_satuan_balkesmas=0"]
    done = run("--lang", "en", "diff", "2019", "2019", *RANGE[:4], *fixed, *arguments)
    assert done.code == 2
    assert expected in done.err
    done = run("diff", "2019", "2019", "--range", "pagu=1..3")
    assert done.code == 2
    with pytest.raises(InvalidValue):
        diff(2019, 2019, ranges={"pagu": (1, 3)})


def test_a_range_of_another_table(run: Runner, tmp_path: Path) -> None:
    table = ' tabel pagu_t "Pagu" per jenis_wilayah desa Rp{n} kota Rp9 pulau Rp9 dasar C'
    rule = (
        ' rumus bok "BOK" untuk_setiap u masukan pagu : rupiah hasil a = pagu * desa'
        " bulatkan a ke Rp1 sisa_terbesar dasar C"
    )
    units = tmp_path / "u.csv"
    units.write_text("kode,desa\na,1\n", encoding="utf-8")
    unit = ' satuan u "U" kolom desa : bilangan dasar C'
    editions = [
        write_edition(tmp_path / str(n), RULES + unit + table.format(n=n) + rule) for n in (1, 2)
    ]
    arguments = ["--units", units, "--range"]
    done = run("--lang", "en", "diff", *editions, *arguments, "pagu=pagu_t[desa]..pagu_t[kota]")
    assert done.code == 2
    assert "is another range by each" in done.err
    assert run("diff", *editions, *arguments, "pagu=0..pagu_t[kota]").code == 1


def test_an_amendment_is_said_to_be_left_out(run: Runner, tmp_path: Path) -> None:
    base = write_edition(tmp_path)
    folder = write_amendment(base)
    out = run("--lang", "en", "diff", base, base).out
    assert "2010 (before) is amended within its year by Kepmenkes 2/2010" in out
    out = run("--lang", "en", "diff", base, folder).out
    assert "  - added: `penginapan` Penginapan" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["2010"],
        ["2010", "2015", "2019"],
        ["2010", "1066"],
        ["2010", "2015", "--ledger", "tidak_ada.csv"],
        ["2010", "2015", "--set", "pagu=1"],
        ["2010", "2015", "--out", "laporan.docx"],
        ["2010", "2019", "--units", "tidak_ada.csv", "--formula", "bok_provinsi"],
        ["2010", "2019", "--units", "tidak_ada.csv"],
        ["2010", "2019", *CEILINGS[:4], "--set-a", "pagu=pagu_2018[tidak_ada]"],
        ["2010", "2019", *CEILINGS[:4], "--set-a", "pagu=tidak_ada[bok_provinsi]"],
        ["--git", "a.bok"],
    ],
)
def test_bad_input(run: Runner, arguments: list[str]) -> None:
    done = run("diff", *arguments)
    assert done.code == 2
    assert done.out == ""
    assert done.err


# ---- git ----


def test_what_git_runs(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_edition(tmp_path / "policies")
    monkeypatch.chdir(tmp_path)
    old, name = tmp_path / "old", "policies/2010/aturan.bok"
    old.write_text(RULES.replace("ppn = 10%", "ppn = 9%"), encoding="utf-8")
    given = ("diff", "--git", name, old, "1a", "100644", name, "2b", "100644")
    done = run("--lang", "en", *given)
    assert done.code == 0
    assert done.out.startswith(f"bokrules diff {name}\nWhat changes: ")
    assert "    taxes to deposit: PPN = 9% × Nilai → PPN = 10% × Nilai" in done.out
    assert done.out.endswith(" * nilai\n   dasar C\n kewajiban laporan \"Laporan bulanan\""
                             " per satker per bulan dasar C\n")  # fmt: skip
    old.write_text("boleh", encoding="utf-8")
    done = run("--lang", "en", *given)
    assert done.code == 0
    assert "its effect cannot be shown: policies/2010/aturan.bok: 1 errors" in done.out


def _git(folder: Path, *arguments: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "BOKRULES"))}
    environment |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONPATH": str(ROOT),
        "BOKRULES_LANG": "en",
    }
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with an edition in it, set up as the page says."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    write_edition(tmp_path / "policies")
    (tmp_path / ".gitattributes").write_text("*.bok diff=bok\n", encoding="utf-8")
    _git(tmp_path, "init", "--quiet")
    for name, value in (
        ("user.name", "T"),
        ("user.email", "t@example.org"),
        ("diff.bok.command", f'"{sys.executable}" -m bokrules diff --git'),
    ):
        _git(tmp_path, "config", name, value)
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--quiet", "-m", "One")
    return tmp_path


def test_git_shows_the_effect_and_the_lines(checkout: Path) -> None:
    rules = checkout / "policies" / "2010" / "aturan.bok"
    rules.write_text(RULES.replace("ppn = 10%", "ppn = 11%"), encoding="utf-8")
    out = _git(checkout, "diff")
    assert "bokrules diff policies/2010/aturan.bok" in out
    assert "    taxes to deposit: PPN = 10% × Nilai → PPN = 11% × Nilai" in out
    assert "-  setor ppn = 10% * nilai" in out
    assert "+  setor ppn = 11% * nilai" in out


def test_git_and_a_file_said_in_other_words(checkout: Path) -> None:
    rules = checkout / "policies" / "2010" / "aturan.bok"
    rules.write_text(RULES.replace("belanja gaji, honor", "belanja honor, gaji"), encoding="utf-8")
    assert "  - nothing differs" in _git(checkout, "diff")


def test_git_and_files_that_come_and_go(checkout: Path) -> None:
    new = checkout / "policies" / "2010" / "lain.bok"
    new.write_text('boleh inap "Inap" untuk belanja penginapan dasar A\n', encoding="utf-8")
    _git(checkout, "add", ".")
    out = _git(checkout, "diff", "--cached")
    assert "  - added: `inap` Inap" in out
    assert "--- /dev/null" in out
    _git(checkout, "commit", "--quiet", "-m", "Two")
    new.unlink()
    out = _git(checkout, "diff")
    assert "  - removed: `inap` Inap" in out
    assert "+++ /dev/null" in out


def test_git_and_a_renamed_file(checkout: Path) -> None:
    _git(checkout, "mv", "policies/2010/aturan.bok", "policies/2010/belanja.bok")
    assert "  - nothing differs" in _git(checkout, "diff", "--cached", "-M")


def test_git_and_a_file_that_does_not_compile_or_lies_in_no_edition(checkout: Path) -> None:
    rules = checkout / "policies" / "2010" / "aturan.bok"
    rules.write_text(RULES + "\nboleh", encoding="utf-8")
    words = checkout / "policies" / "common" / "kosakata.bok"
    words.write_text(words.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
    out = _git(checkout, "diff")
    assert "its effect cannot be shown: policies/2010/aturan.bok: 1 errors" in out
    assert "+boleh" in out
    assert "its effect cannot be shown: policies/common/kosakata.bok lies in no edition" in out
    assert "+# more" in out


# ---- the solver ----


def test_a_second_proof(run: Runner, two: tuple[Path, Path]) -> None:
    done = run("--lang", "en", "diff", *two, "--prove")
    assert done.code == 1
    assert "The solver, which reads the rules by itself, comes to the same differences." in done.out
    document = json.loads(run("diff", "2010", "2010", "--prove", "--format", "json").out)
    assert (document["no_other_difference"], document["confirmed_by_solver"]) == ("proved", True)
    document = json.loads(run("diff", "2010", "2010", "--format", "json").out)
    assert document["confirmed_by_solver"] is None


def test_no_second_proof(
    run: Runner, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.solver.EFFORT", 1)
    done = run("--lang", "en", "diff", *two, "--prove")
    assert done.code == 3
    assert "The solver gave up: there is no second proof." in done.out


def test_a_second_proof_without_the_solver(
    run: Runner, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.is_available", lambda: False)
    done = run("--lang", "en", "diff", *two, "--prove")
    assert done.code == 2
    assert "help: install it with: pip install bokrules[analysis]" in done.err


def test_what_only_the_solver_could_tell(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    halves = ("nilai paling banyak nilai_kuitansi / 2", "2 * nilai paling banyak nilai_kuitansi")
    editions = [
        write_edition(tmp_path / str(place), RULES.replace("bila nilai", f"bila {half} dan nilai"))
        for place, half in enumerate(halves)
    ]
    assert run("diff", *editions).code == 0
    monkeypatch.setattr("bokrules.backends.to_smt.is_available", lambda: False)
    assert run("diff", *editions).code == 3


# ---- words that only one edition has ----


def test_a_fact_and_a_document_that_only_the_later_edition_has(run: Runner, tmp_path: Path) -> None:
    before = write_edition(tmp_path / "a")
    rules = RULES + (
        'larang lambat "Lambat" untuk kegiatan rapat bila bukan darurat dasar B.1\n'
        'wajib berita "Berita acara" untuk belanja transpor_petugas bukti berita_acara dasar C\n'
    )
    words = (
        'fakta darurat alias urgent : ya_tidak "Keadaan darurat"\n'
        'dokumen berita_acara "Berita acara"\n'
    )
    after = write_edition(tmp_path / "b", rules, words=words)
    done = run("--lang", "en", "diff", before, after, "--prove")
    assert done.code == 1
    assert "now asked for: Berita acara" in done.out
    assert "added: fakta `darurat`" in done.out
    for name in ("d.html", "d.md", "d.json"):
        assert run("diff", before, after, "--out", tmp_path / name).code == 1
        assert (tmp_path / name).stat().st_size > 0
