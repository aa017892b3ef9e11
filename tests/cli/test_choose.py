"""The commands `choose` and `overrule`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Runner, write_edition

LEDGER = "tanggal,uraian,nilai\n2010-05-01,Ongkos jalan kader,150000\n2010-05-02,Snack,90000\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_edition(tmp_path / "policies")
    (tmp_path / "mei.csv").write_text(LEDGER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def choices(folder: Path) -> str:
    return (folder / "mei.csv.pilihan.yaml").read_text(encoding="utf-8")


def test_choices_are_kept_beside_the_ledger(run: Runner, here: Path) -> None:
    year = ("--year", "policies/2010")
    done = run("choose", "mei.csv", "Snack", "belanja=konsumsi", "kegiatan=rapat", *year)
    assert (done.code, done.out) == (0, "")
    assert done.err == "written: mei.csv.pilihan.yaml\n"
    run("choose", "mei.csv", "Ongkos jalan kader", "belanja=transpor_kader", "oleh=Sri", *year)
    path = here / "mei.csv.pilihan.yaml"
    path.write_text("# Mei\n" + choices(here), encoding="utf-8")
    run("choose", "mei.csv", "snack", "belanja=konsumsi", 'alasan=ada "nota"', *year)
    overruled = ("--row", "3", "--outcome", "tidak tercantum", "--reason", "tanpa undangan")
    assert run("overrule", "mei.csv", *overruled, *year).code == 0
    assert choices(here) == (
        "# Mei\n"
        "pilihan:\n"
        "- uraian: Ongkos jalan kader\n"
        "  belanja: transpor_kader\n"
        "  oleh: Sri\n"
        "- uraian: snack\n"
        "  belanja: konsumsi\n"
        '  alasan: ada "nota"\n'
        "putusan:\n"
        "- baris: 3\n"
        "  uraian: Snack\n"
        "  nilai: 90000\n"
        "  hasil: tidak tercantum\n"
        "  alasan: tanpa undangan\n"
    )
    assert run("choose", "mei.csv", "--propose", *year).out == (
        "# Drafts of examples, from an inspector's choices.\n"
        "# Read the clause, write its outcome for the …, and take the number signs away.\n"
        "\n"
        '# contoh "Ongkos jalan kader"\n'
        "#   diberi belanja = transpor_kader\n"
        "#   maka …\n"
        "\n"
        '# # ada "nota"\n'
        '# contoh "snack"\n'
        "#   diberi belanja = konsumsi\n"
        "#   maka …\n"
    )


def test_without_values_the_nearest_terms_are_shown(run: Runner, here: Path) -> None:
    done = run("choose", "mei.csv", "honor", "--year", here / "policies" / "2010")
    assert done.code == 0
    assert done.out.splitlines()[0] == "belanja=honor  Honor"


def test_the_newest_edition_has_the_vocabulary(run: Runner, here: Path) -> None:
    assert run("choose", "mei.csv", "Snack", "belanja=konsumsi_rapat").code == 0
    assert "belanja: konsumsi_rapat" in choices(here)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("choose", "mei.csv"), "there is no text to choose for"),
        (("choose", "mei.csv", " "), "there is no text to choose for"),
        (("choose", "mei.csv", "Snack", "--propose"), "--propose takes no text"),
        (("choose", "juni.csv", "Snack", "belanja=honor"), "there is no file juni.csv"),
        (("choose", "mei.csv", "Snack", "belanja=honr"), "did you mean `honor`"),
        (
            ("overrule", "mei.csv", "--row", "3", "--outcome", "boleh", "--reason", "x"),
            "there is no outcome `boleh`",
        ),
        (
            ("overrule", "mei.csv", "--row", "3", "--outcome", "dilarang", "--reason", " "),
            "a decision needs a reason",
        ),
        (
            ("overrule", "mei.csv", "--row", "9", "--outcome", "dilarang", "--reason", "x"),
            "there is no expense in row 9",
        ),
    ],
)
def test_refusals(run: Runner, here: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, "--year", "policies/2010")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not (here / "mei.csv.pilihan.yaml").exists()
