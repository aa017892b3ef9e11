"""A drafted edition: another year's files, moved, marked, and without a fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bokrules.base.errors import InvalidPolicy, UnknownEdition
from bokrules.editions import load_edition, shipped_years
from bokrules.editions.drafting import CannotDraft, draft_edition
from bokrules.editions.linting import lint_path
from bokrules.editions.moved_year import moved, policy_text
from bokrules.evaluation.examples import run_examples


@pytest.fixture
def policies(folder: Path) -> Path:
    """The folder that holds the edition of 2010 and its vocabulary."""
    return folder.parent


def write_amendment(folder: Path) -> Path:
    amendment = folder / "perubahan"
    amendment.mkdir()
    head = (folder / "edition.yaml").read_text(encoding="utf-8")
    head = head.replace('id: "2010"', 'id: "2010-06-01"\namends: ["2010"]')
    head = head.replace("from: 2010-01-15", "from: 2010-06-01").replace("[C]", "[]")
    (amendment / "edition.yaml").write_text(head, encoding="utf-8")
    (amendment / "outline.yaml").write_text('SE: {heading: "SE", page: 1}\n', encoding="utf-8")
    (amendment / "ubah.bok").write_text(
        'mengubah 2010 "Perubahan" dasar SE\ncabut larang gaji dasar SE\n', encoding="utf-8"
    )
    return amendment


def texts(folder: Path) -> dict[str, str]:
    return {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir()}


# ---- what is written ----


def test_every_line_of_edition_yaml(folder: Path, policies: Path) -> None:
    draft = draft_edition("2012", str(folder), policies)
    assert (draft.folder, draft.source.id, draft.left_out) == (policies / "2012", "2010", ())
    assert texts(draft.folder)["edition.yaml"] == (
        "# DRAFT for the fiscal year 2012, copied from edition 2010.\n"
        "# Replace what is marked, then the clauses and rules; last of all remove `draft`.\n"
        "\n"
        'id: "2012"\n'
        "year: 2012\n"
        "draft: true\n"
        "# NOT YET REPLACED: as in edition 2010\n"
        "regulation: {kind: Kepmenkes, number: 1/2010}\n"
        "# NOT YET REPLACED: as in edition 2010\n"
        "title: Juknis kecil\n"
        "# NOT YET REPLACED: as in edition 2010\n"
        "signed: 2010-01-15\n"
        "# NOT YET REPLACED: the days of edition 2010, moved to the new year\n"
        "in_force: {from: 2012-01-15, to: 2012-12-31, clauses: [C]}\n"
        "funds: [bok_puskesmas]\n"
        "completeness: complete\n"
    )


def test_comments_blocks_and_an_open_end_stay_as_they_are(folder: Path, policies: Path) -> None:
    (folder / "edition.yaml").write_text(
        "# Kepala\nyear: 2010  # tahun anggaran\n'id': '2010'\n"
        "regulation:\n  kind: Kepmenkes   # jenis\n  number: 1/2010\n"
        "title: Juknis kecil\nsigned: 2010-01-15\n"
        "in_force:\n  # sejak ditetapkan\n  from: 2010-01-15  # hari itu juga\n"
        "completeness: complete\ndraft: no\n",
        encoding="utf-8",
    )
    draft = draft_edition("2009", str(folder), policies)
    assert texts(draft.folder)["edition.yaml"].split("\n", 3)[3] == (
        "# Kepala\nyear: 2009  # tahun anggaran\n'id': \"2009\"\n"
        "# NOT YET REPLACED: as in edition 2010\n"
        "regulation:\n  kind: Kepmenkes   # jenis\n  number: 1/2010\n"
        "# NOT YET REPLACED: as in edition 2010\n"
        "title: Juknis kecil\n"
        "# NOT YET REPLACED: as in edition 2010\n"
        "signed: 2010-01-15\n"
        "# NOT YET REPLACED: the days of edition 2010, moved to the new year\n"
        "in_force:\n  # sejak ditetapkan\n  from: 2009-01-15  # hari itu juga\n"
        "completeness: complete\ndraft: true\n"
    )


def test_the_other_files_are_the_source_s(folder: Path, policies: Path) -> None:
    before = texts(folder)
    (folder / "catatan.txt").write_text("bukan bagian edisi")
    draft = draft_edition("2012", str(folder), policies)
    after = texts(draft.folder)
    assert after.keys() == before.keys()
    assert {name: text for name, text in after.items() if name != "edition.yaml"} == {
        name: text for name, text in before.items() if name != "edition.yaml"
    }


def test_the_draft_is_an_edition_of_its_year(folder: Path, policies: Path) -> None:
    info = load_edition(draft_edition("2012", str(folder), policies).folder).policy.edition
    assert (info.id, info.year, info.draft) == ("2012", 2012, True)
    assert (info.first_day, info.last_day) == (date(2012, 1, 15), date(2012, 12, 31))
    assert (info.regulation, info.signed) == ("1/2010", date(2010, 1, 15))
    assert not load_edition(folder).policy.edition.draft


@pytest.mark.parametrize("year", sorted(shipped_years()))
@pytest.mark.parametrize("later", [1, 13])
def test_a_draft_from_a_shipped_edition_has_no_fault(year: str, later: int, tmp_path: Path) -> None:
    """Lint finds nothing, every example passes, without a vocabulary beside the draft."""
    draft = draft_edition(str(int(year) + later), year, tmp_path / "new")
    assert lint_path(draft.folder).diagnostics == ()
    texts = load_edition(draft.folder).texts
    assert [each.example.label for each in run_examples(texts) if not each.passed] == []
    assert [each.name for each in (tmp_path / "new").iterdir()] == [str(int(year) + later)]


# ---- dates ----


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2010, 4, 22), 12, date(2022, 4, 22)),
        (date(2012, 2, 29), 1, date(2013, 2, 28)),
        (date(2012, 2, 29), 4, date(2016, 2, 29)),
        (date(2010, 1, 1), -10, date(2000, 1, 1)),
        (date(2, 1, 1), -10, date(1, 1, 1)),
    ],
)
def test_moved(day: date, years: int, expected: date) -> None:
    assert moved(day, years) == expected


def test_dates_in_strings_and_comments_are_not_moved() -> None:
    text = (
        'larang a "Sejak 2010-06-01" # 2010-06-01\n'
        "  bila tanggal paling sedikit 2010-06-01 s/d 2011-01-01\n"
        'contoh "2010-02-28 \'" diberi tanggal = 2010-02-28, nomor = 12010-02-28 maka dilarang\n'
    )
    assert policy_text(text, 2) == (
        'larang a "Sejak 2010-06-01" # 2010-06-01\n'
        "  bila tanggal paling sedikit 2012-06-01 s/d 2013-01-01\n"
        'contoh "2010-02-28 \'" diberi tanggal = 2012-02-28, nomor = 12010-02-28 maka dilarang\n'
    )


# ---- what is left out, what is refused ----


def test_amendments_within_the_year_are_left_out(folder: Path, policies: Path) -> None:
    (folder / "lain").mkdir()
    amendment = write_amendment(folder)
    draft = draft_edition("2012", str(folder), policies)
    assert draft.left_out == ("perubahan",)
    assert not (draft.folder / "perubahan").exists()
    with pytest.raises(CannotDraft, match="2010-06-01 is no edition: it amends 2010"):
        draft_edition("2013", str(amendment), policies)


@pytest.mark.parametrize("year", ["22", "02022", "20x2", "", "-202", "２０２２", "2022 ", "0022"])
def test_a_year_has_four_digits(year: str, folder: Path, policies: Path) -> None:
    with pytest.raises(CannotDraft) as raised:
        draft_edition(year, str(folder), policies)
    assert str(raised.value) == (
        f"BOK407: `{year}` is no fiscal year (write a year of four digits, as 2022)"
    )


def test_its_own_year_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotDraft, match="edition 2010 is the one of 2010 already"):
        draft_edition("2010", str(folder), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_an_unknown_source_is_refused(policies: Path) -> None:
    with pytest.raises(UnknownEdition):
        draft_edition("2012", "1999", policies)


def test_a_source_with_errors_is_refused(folder: Path, policies: Path) -> None:
    (folder / "rules.bok").write_text('larang a "A" dasar Z\n')
    with pytest.raises(InvalidPolicy):
        draft_edition("2012", str(folder), policies)
    assert sorted(each.name for each in policies.iterdir()) == ["2010", "common"]


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_nothing_is_overwritten(kind: str, folder: Path, policies: Path) -> None:
    if kind == "folder":
        (policies / "2012").mkdir()
    else:
        (policies / "2012").symlink_to("nowhere")
    with pytest.raises(CannotDraft, match=r"2012 exists already; nothing was written") as raised:
        draft_edition("2012", str(folder), policies)
    assert raised.value.code == "BOK611"


def test_what_another_run_left_is_not_touched(folder: Path, policies: Path) -> None:
    (policies / ".2012.unfinished").mkdir()
    (policies / ".2012.unfinished" / "edition.yaml").write_text("milik orang lain")
    with pytest.raises(CannotDraft, match=r"\.2012\.unfinished is in the way"):
        draft_edition("2012", str(folder), policies)
    assert texts(policies / ".2012.unfinished") == {"edition.yaml": "milik orang lain"}
    assert not (policies / "2012").exists()


def test_a_copy_beside_another_vocabulary_is_refused_as_a_whole(
    folder: Path, tmp_path: Path
) -> None:
    """The faults are shown where their lines are: in the source."""
    into = tmp_path / "others"
    (into / "common").mkdir(parents=True)
    words = (folder.parent / "common" / "vocabulary.bok").read_text(encoding="utf-8")
    words = words.replace('belanja gaji "Gaji"', 'belanja upah "Upah"')
    words += 'belanja lain "Lain" termasuk tidak_ada'
    (into / "common" / "vocabulary.bok").write_text(words, encoding="utf-8")
    with pytest.raises(InvalidPolicy) as raised:
        draft_edition("2012", str(folder), into)
    assert raised.value.message.text() == (
        f"with the vocabulary in {into / 'common'} a copy of {folder} would have 2 errors;"
        " nothing was written"
    )
    assert [(each.span.file, each.span.line) for each in raised.value.diagnostics] == [
        (str(folder / "rules.bok"), 2),
        (str(into / "common" / "vocabulary.bok"), words.count("\n") + 1),
    ]
    assert [each.name for each in into.iterdir()] == ["common"]


def test_a_place_that_cannot_be_written_leaves_nothing(
    folder: Path, policies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        draft_edition("2012", str(folder), policies)
    assert sorted(each.name for each in policies.iterdir()) == ["2010", "common"]
