"""The command `show`, and its reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import EDITION, OUTLINE, RULES, Runner, write_amendment, write_edition


def test_a_policy(run: Runner, edition: Path) -> None:
    done = run("show", edition)
    assert done.code == 0
    assert done.out.startswith(
        "Kepmenkes 1/2010: Juknis kecil\n"
        "edition 2010, fiscal year 2010, in force from 2010-01-01 to 2010-12-31\n"
    )
    assert "\nForbidden (1)\n  - gaji_honor: Salary/fee [B.1]\n" in done.out
    assert "\nDuties of an office (1)\n  - laporan: Laporan bulanan [C]\n" in done.out


def test_a_policy_as_json(run: Runner, edition: Path) -> None:
    document = json.loads(run("show", edition, "--format", "json").out)
    assert document["edition"]["in_force"] == {"from": "2010-01-01", "to": "2010-12-31"}
    assert {
        "name": "gaji_honor",
        "kind": "forbid",
        "label": "Salary/fee",
        "clauses": ["B.1"],
    } in document["rules"]


def test_a_rule(run: Runner, edition: Path) -> None:
    done = run("show", edition, "gaji_honor")
    assert done.out == (
        "gaji_honor (Forbidden): Salary/fee\n"
        f"{edition / 'aturan.bok'}:7\n"
        "  - B.1: Gaji dan honor, p. 3\n"
        "  for expense types: Gaji (gaji), Honor (honor)\n"
        "  finding code: 1.01.09\n"
        "  how it was read: Honor narasumber termasuk\n"
        "\n"
        '    larang gaji_honor "Gaji/honor" en "Salary/fee"\n'
        "      untuk belanja gaji, honor\n"
        '      tafsir "Honor narasumber termasuk"\n'
        "      dasar B.1\n"
        "      temuan 1.01.09\n"
    )


def test_a_word(run: Runner, edition: Path) -> None:
    done = run("show", edition, "transpor")
    assert done.out == (
        "transpor (Expense type): Transport\n"
        f"{edition.parent / 'common' / 'kosakata.bok'}:2\n"
        "  directly below: transpor_kader, transpor_petugas\n"
        '  also called: "ongkos jalan"\n'
    )


def test_a_name_with_several_meanings(run: Runner, edition: Path) -> None:
    done = run("show", edition, "transpor_petugas", "--format", "json")
    assert [(each["kind"], each.get("parents")) for each in json.loads(done.out)] == [
        ("allow", None),
        ("belanja", ["transpor"]),
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("B.2", "not encoded because: administration"),
        ("B.1", "encoded by: gaji_honor, modal"),
        ("kuitansi", "kuitansi (Document): Kuitansi"),
        ("ppn", "ppn (Tax): PPN"),
        ("jenis_wilayah", "options: desa, kota, pulau"),
        ("amount", "nilai (Field of an expense): Nilai"),
        ("nilai", "names: nilai, amount"),
        ("imunisasi", "imunisasi (Activity): Imunisasi"),
        ("bok_puskesmas", "lies within: bok"),
    ],
)
def test_other_names(run: Runner, edition: Path, name: str, words: str) -> None:
    done = run("show", edition, name)
    assert (done.code, done.err) == (0, "")
    assert words in done.out


def test_an_unknown_name(run: Runner, edition: Path) -> None:
    done = run("show", edition, "imunisassi")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "bokrules: BOK502: edition 2010 has nothing named `imunisassi`\n"
        "help: did you mean `imunisasi`, `bahan_imunisasi`?\n"
    )
    assert "lists what it has" in " ".join(run("show", edition, "zzzz").err.split())


def test_the_shipped_edition(run: Runner) -> None:
    assert run("show", "2010").code == 0
    assert run("show", "1999").code == 2


def test_what_the_decree_itself_says(run: Runner, tmp_path: Path) -> None:
    """A clause of the decree, not of its annex; a partial edition without an end."""
    folder = write_edition(tmp_path, RULES.replace("B.1\n  temuan", "KEDUA.*\n  temuan"))
    head = EDITION.replace("completeness: complete", "completeness: partial")
    (folder / "edition.yaml").write_text(head.replace(", to: 2010-12-31", ""), encoding="utf-8")
    outline = OUTLINE + 'KEDUA: {heading: "Kedua", page: 2, part: keputusan}\n'
    (folder / "outline.yaml").write_text(outline, encoding="utf-8")
    shown = run("show", folder).out
    assert "in force from 2010-01-01 to further notice" in shown
    assert "This edition holds only a part of the regulation." in shown
    rule = run("show", folder, "gaji_honor").out
    assert "  - KEDUA (with all below): Kedua, p. 2 of the decree\n" in rule


LIMIT = """
batas rapat "Rapat paling banyak 2 kali" untuk kegiatan rapat maksimal 2 kali per tahun dasar C
skala serapan "Serapan" "Baik" paling sedikit 90% "Kurang" kurang dari 90% dasar C
"""


def test_limits_and_scales(run: Runner, tmp_path: Path) -> None:
    folder = write_edition(tmp_path, RULES + LIMIT)
    shown = run("show", folder).out
    assert "\nLimits (1)\n  - rapat: Rapat paling banyak 2 kali [C]\n" in shown
    assert "\nScales (1)\n  - serapan: Serapan [C]\n" in shown
    (limit, _) = json.loads(run("show", folder, "rapat", "--format", "json").out)
    assert (limit["kind"], limit["limit"], limit["per"]) == ("limit", ["at most 2 times"], ["year"])


# ---- amendments ----


@pytest.fixture
def amended(tmp_path: Path) -> Path:
    folder = write_edition(tmp_path)
    write_amendment(folder)
    return folder


def test_what_an_amendment_changes(run: Runner, amended: Path) -> None:
    done = run("show", amended)
    assert done.code == 0
    assert "  - konsumsi: Konsumsi [A.2]\n" in done.out
    assert done.out.endswith(
        "\n\nAmended from 2010-04-01 by Kepmenkes 2/2010\n"
        "  - added: penginapan: Penginapan [SE]\n"
        "  - replaced: konsumsi: Konsumsi di mana pun [SE]\n"
        "  - repealed: modal: Belanja modal belum jelas [B.1]\n"
    )


def test_an_amendment_as_json(run: Runner, amended: Path) -> None:
    document = json.loads(run("show", amended, "--format", "json").out)
    (amendment,) = document["amendments"]
    assert amendment["edition"]["id"] == "2010-04-01"
    assert [each["name"] for each in amendment["added"]] == ["penginapan"]
    assert [each["label"] for each in amendment["replaced"]] == ["Konsumsi di mana pun"]
    assert [each["kind"] for each in amendment["repealed"]] == ["gap"]


def test_a_rule_before_and_after_an_amendment(run: Runner, amended: Path) -> None:
    before, after, word = json.loads(run("show", amended, "konsumsi", "--format", "json").out)
    assert (before["label"], before["until"]) == ("Konsumsi", ["2010-04-01 (Kepmenkes 2/2010)"])
    assert "since" not in before
    assert (after["label"], after["since"]) == (
        "Konsumsi di mana pun",
        ["2010-04-01 (Kepmenkes 2/2010)"],
    )
    assert "until" not in after
    assert word["kind"] == "belanja"
    (kept, _) = json.loads(run("show", amended, "transpor_petugas", "--format", "json").out)
    assert kept.keys().isdisjoint({"since", "until"})


def test_names_of_the_decree_and_of_its_amendments(run: Runner, amended: Path) -> None:
    assert "in force before: 2010-04-01 (Kepmenkes 2/2010)\n" in run("show", amended, "modal").out
    assert run("show", amended, "SE").out == (
        "SE (Clause)\n  - SE: Surat edaran, p. 1\n  encoded by: konsumsi, penginapan\n"
    )
    assert "did you mean `modal`" in run("show", amended, "modall").err


def test_a_field_says_where_it_is_declared(run: Runner) -> None:
    first, second = run("show", "2010", "terpencil").out.splitlines()[:2]
    assert first.startswith("terpencil (")
    assert "fakta.bok:" in second
