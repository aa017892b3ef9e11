"""An edition around a file that changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bokrules.base.errors import InvalidPolicy, InvalidValue
from bokrules.editions.revisions import ABSENT, Revision, read_revision
from tests.cli.conftest import RULES, write_amendment, write_edition

MORE = 'boleh inap "Inap" untuk belanja penginapan dasar A\n'


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Its folder; the working folder is the one around all."""
    folder = write_edition(tmp_path / "policies")
    monkeypatch.chdir(tmp_path)
    return folder


def names(revision: Revision) -> list[list[str]]:
    return [sorted(each.permission_by_name) for each in revision.policies()]


ALLOWED = ["konsumsi", "transpor_petugas"]


def test_a_file_that_changes(edition: Path) -> None:
    assert edition.is_dir()
    revision = Revision("policies/2010/aturan.bok", RULES, RULES + MORE)
    assert names(revision) == [ALLOWED, sorted([*ALLOWED, "inap"])]


def test_files_that_come_and_go(edition: Path) -> None:
    (edition / "lain.bok").write_text(MORE, encoding="utf-8")
    assert names(Revision("policies/2010/lain.bok", None, MORE))[0] == ALLOWED
    assert names(Revision("policies/2010/lain.bok", MORE, None))[1] == ALLOWED


def test_a_renamed_file(edition: Path) -> None:
    (edition / "aturan.bok").rename(edition / "belanja.bok")
    revision = Revision("policies/2010/aturan.bok", RULES, RULES, "policies/2010/belanja.bok")
    assert names(revision) == [ALLOWED, ALLOWED]


def test_a_file_of_an_amendment(edition: Path) -> None:
    write_amendment(edition)
    text = (edition / "perubahan" / "perubahan.bok").read_text(encoding="utf-8")
    revision = Revision(
        "policies/2010/perubahan/perubahan.bok",
        text,
        text.replace("tambah boleh penginapan", "tambah boleh inap"),
    )
    assert [sorted(set(each) - set(ALLOWED)) for each in names(revision)] == [
        ["penginapan"],
        ["inap"],
    ]


def test_what_does_not_compile(edition: Path) -> None:
    with pytest.raises(InvalidPolicy, match=r"aturan\.bok: 1 "):
        Revision("policies/2010/aturan.bok", RULES, "boleh").policies()
    (edition / "outline.yaml").write_text("[", encoding="utf-8")
    with pytest.raises(InvalidPolicy):
        Revision("policies/2010/aturan.bok", RULES, RULES).policies()


def test_a_file_in_no_edition(edition: Path) -> None:
    assert edition.is_dir()
    with pytest.raises(InvalidValue):
        Revision("policies/common/kosakata.bok", "", "").policies()


def test_what_git_gives(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text("a\n", encoding="utf-8")
    found = read_revision(["p.bok", str(old), "1", "100644", ABSENT, ".", "."])
    assert found == Revision("p.bok", "a\n", None)
    found = read_revision(
        ["p.bok", ABSENT, ".", ".", str(old), "1", "100644", "q.bok", "similarity"]
    )
    assert found == Revision("p.bok", None, "a\n", "q.bok")
    with pytest.raises(InvalidValue):
        read_revision(["p.bok"])
    with pytest.raises(InvalidPolicy):
        read_revision(["p.bok", str(tmp_path / "none"), "1", "1", ABSENT, ".", "."])
