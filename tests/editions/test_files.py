"""The files of an edition: what is read, and what is said of what cannot be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostic, Diagnostics
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.editions.compiling import compile_edition
from bokrules.editions.files import read_edition
from bokrules.editions.places import LARGEST_FILE, shown
from bokrules.semantics.policy import Clause, Policy
from tests.helpers import places


def compile_(folder: Path) -> tuple[Policy | None, list[Diagnostic]]:
    out = Diagnostics()
    return compile_edition(folder, out), list(out)


def append(path: Path, text: str | bytes) -> None:
    raw = text.encode() if isinstance(text, str) else text
    path.write_bytes(path.read_bytes() + raw)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def only(folder: Path, file: str) -> Diagnostic:
    """The single fault, which must be in `file` and keep the edition from being used."""
    policy, [found] = compile_(folder)
    assert policy is None
    assert Path(found.span.file).name == file
    return found


# ---- what is read ----


def test_an_edition(folder: Path) -> None:
    policy, found = compile_(folder)
    assert found == []
    assert policy is not None
    info = policy.edition
    assert (info.id, info.year, info.short_title) == ("2010", 2010, "Kepmenkes 1/2010")
    assert (info.signed, info.first_day, info.last_day) == (
        date(2010, 1, 15),
        date(2010, 1, 15),
        date(2010, 12, 31),
    )
    assert (info.title, info.partial, info.funds) == ("Juknis kecil", False, ("bok_puskesmas",))
    assert policy.outline == {
        "A": Clause(id="A", heading="Yang boleh", page=1),
        "A.1": Clause(id="A.1", heading="Transpor", page=2),
        "B": Clause(id="B", heading="Yang dilarang", page=3, reason="purpose"),
        "C": Clause(id="C", heading="Masa berlaku", page=1, part="keputusan"),
    }
    assert [clause.line for clause in policy.outline.values()] == [1, 2, 3, 4]


def test_an_edition_in_force_without_an_end(folder: Path) -> None:
    replace(folder / "edition.yaml", ", to: 2010-12-31", "")
    policy, _ = compile_(folder)
    assert policy is not None
    assert policy.edition.last_day is None


def test_without_a_vocabulary_beside_it_the_shipped_one_is_used(folder: Path) -> None:
    (folder.parent / "common" / "vocabulary.bok").unlink()
    (folder.parent / "common").rmdir()
    policy, found = compile_(folder)
    assert found == []
    assert policy is not None
    assert "transpor_rujukan_pasien" in policy.vocabulary.taxonomies["belanja"]


def test_paths_are_shown_from_the_working_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    assert shown(folder / "rules.bok") == str(Path("2010", "rules.bok"))
    assert shown(Path("2010/rules.bok")) == str(Path("2010", "rules.bok"))
    monkeypatch.chdir(folder)
    assert shown(folder.parent / "common") == str(folder.parent / "common")


# ---- the fingerprint ----


def sha256(folder: Path) -> str:
    files = read_edition(folder, Diagnostics())
    assert files is not None
    assert len(files.info.sha256) == 64
    return files.info.sha256


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: b"\xef\xbb\xbf" + raw,
    ],
)
def test_how_an_editor_saves_a_text_does_not_change_the_fingerprint(
    change: Callable[[bytes], bytes], folder: Path
) -> None:
    before = sha256(folder)
    for path in folder.parent.glob("*/*"):
        path.write_bytes(change(path.read_bytes()))
    assert sha256(folder) == before
    policy, found = compile_(folder)
    assert found == []
    assert policy is not None


@pytest.mark.parametrize(
    "path", ["2010/edition.yaml", "2010/outline.yaml", "2010/rules.bok", "common/vocabulary.bok"]
)
def test_every_file_takes_part_in_the_fingerprint(path: str, folder: Path) -> None:
    before = sha256(folder)
    append(folder.parent / path, "# .\n")
    assert sha256(folder) != before


def test_one_figure_changes_the_fingerprint(folder: Path) -> None:
    before = sha256(folder)
    replace(folder / "outline.yaml", "page: 3", "page: 4")
    assert sha256(folder) != before


def test_moving_text_between_files_changes_the_fingerprint(folder: Path) -> None:
    before = sha256(folder)
    (folder / "rules.bok").rename(folder / "rule.bok")
    assert sha256(folder) != before


# ---- files that cannot be read ----


@pytest.mark.parametrize("file", ["edition.yaml", "outline.yaml"])
def test_a_file_that_is_not_there(file: str, folder: Path) -> None:
    (folder / file).unlink()
    found = only(folder, file)
    assert places([found]) == ["BOK601 1:1-1:1"]
    assert str(found.message) == "the file cannot be read: No such file or directory"


def test_a_folder_in_place_of_a_file(folder: Path) -> None:
    (folder / "more.bok").mkdir()
    assert str(only(folder, "more.bok").message) == "the file cannot be read: Is a directory"


def test_a_file_of_an_impossible_size(folder: Path) -> None:
    (folder / "more.bok").write_bytes(b"#" * (LARGEST_FILE + 1))
    found = only(folder, "more.bok")
    assert (found.code, str(found.message)) == (
        "BOK107",
        "the file is larger than 4000000 bytes",
    )


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"# caf\xe9\n", "BOK604 3:6-3:7"),
        ("# ééé ".encode() + b"\xff\xfe\n", "BOK604 3:7-3:8"),
        (b"# \xed\xa0\x80\n", "BOK604 3:3-3:4"),
    ],
)
def test_a_policy_file_that_is_not_utf_8(raw: bytes, place: str, folder: Path) -> None:
    append(folder / "rules.bok", raw)
    found = only(folder, "rules.bok")
    assert places([found]) == [place]
    assert str(found.help) == "save it as UTF-8"


def test_the_place_in_a_file_that_begins_with_a_mark_of_its_encoding(folder: Path) -> None:
    raw = (folder / "rules.bok").read_bytes()
    (folder / "rules.bok").write_bytes(b"\xef\xbb\xbf# \xe9\n" + raw)
    assert places([only(folder, "rules.bok")]) == ["BOK604 1:3-1:4"]


def test_one_bad_byte_does_not_make_the_other_words_unknown(folder: Path) -> None:
    append(folder.parent / "common" / "vocabulary.bok", b"# \xe9\n")
    assert only(folder, "vocabulary.bok").code == "BOK604"


# ---- edition.yaml ----


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        (
            "title: Juknis kecil",
            "titel: Juknis kecil",
            "BOK404 4:1-4:6",
            "titel: there is no such entry",
        ),
        (
            "year: 2010",
            "year: soon",
            "BOK404 2:1-2:5",
            "year: this is no whole number",
        ),
        (
            "signed: 2010-01-15",
            "signed: hari ini",
            "BOK404 5:1-5:7",
            "signed: this is no date such as 2010-04-22",
        ),
        ("{from: 2010-01-15,", "{", "BOK404 6:1-6:9", "in_force.from: it is missing"),
        (
            "completeness: complete",
            "completeness: almost",
            "BOK404 8:1-8:13",
            "completeness: it is one of: complete, partial",
        ),
        ("kind: Kepmenkes, ", "", "BOK404 3:1-3:11", "regulation.kind: it is missing"),
        ("title: Juknis kecil\n", "", "BOK404 1:1-1:6", "title: it is missing"),
        ("year: 2010", "year: 2010\nyear: 2011", "BOK404 3:1-3:5", "`year` stands twice"),
        (
            "{from: 2010-01-15,",
            "{from: 2010-01-15, from: 2010-01-16,",
            "BOK404 6:30-6:34",
            "`from` stands twice",
        ),
        (
            "funds: [bok_puskesmas]",
            "funds: [bok_puskesmas",
            "BOK404 8:13-8:14",
            "this is not YAML: did not find expected ',' or ']'",
        ),
        (
            "signed: 2010-01-15",
            "signed: 2010-13-45",
            "BOK404 5:9-5:19",
            "there is no day and no number `2010-13-45`",
        ),
        (
            "Juknis kecil",
            "!!python/object:os.system x",
            "BOK404 4:8-4:9",
            "this is not YAML: could not determine a constructor for the tag "
            "'tag:yaml.org,2002:python/object:os.system'",
        ),
        ("clauses: [C]", "clauses: [D]", "BOK402 6:1-6:9", "the outline has no clause `D`"),
    ],
)
def test_faults_of_edition_yaml(old: str, new: str, place: str, message: str, folder: Path) -> None:
    replace(folder / "edition.yaml", old, new)
    _, found = compile_(folder)
    in_file = [each for each in found if Path(each.span.file).name == "edition.yaml"]
    assert [str(each.message) for each in in_file][-1] == message
    assert places(in_file)[-1] == place


@pytest.mark.parametrize(
    ("old", "new", "help_"),
    [
        ("completeness:", "completness:", "did you mean `completeness`?"),
        ("kind: Kepmenkes", "jenis: Kepmenkes", "one of: kind, number"),
        ("{from: 2010-01-15,", "{form: 2010-01-15,", "did you mean `from`?"),
    ],
)
def test_a_misspelt_entry_of_edition_yaml(old: str, new: str, help_: str, folder: Path) -> None:
    replace(folder / "edition.yaml", old, new)
    _, found = compile_(folder)
    assert help_ in [str(each.help) for each in found if each.code == "BOK404"]


def test_a_fund_that_is_no_word_of_the_vocabulary(folder: Path) -> None:
    replace(folder / "edition.yaml", "[bok_puskesmas]", "[bok_puskesmass]")
    policy, found = compile_(folder)
    assert policy is None
    assert places(found) == ["BOK201 7:1-7:6"]
    assert str(found[0].message) == "there is no `dana bok_puskesmass` in the vocabulary"
    assert str(found[0].help) == "did you mean `bok_puskesmas`?"


# ---- outline.yaml ----


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        (
            "D.1: {heading: D, page: 1, reason: purpose}",
            "BOK405 5:1-5:4",
            "D.1: its parent D is not in the outline",
        ),
        ("A: {heading: D, page: 1}", "BOK405 5:1-5:2", "`A` stands twice"),
        (
            "D: {heading: D, page: 1, page: 2, reason: purpose}",
            "BOK405 5:26-5:30",
            "`page` stands twice",
        ),
        (
            "D: {heading: D, page: 0, reason: purpose}",
            "BOK405 5:1-5:2",
            "D: page: this is too small a number",
        ),
        ("D: {heading: D, reason: purpose}", "BOK405 5:1-5:2", "D: it has no page"),
        (
            "D: {heading: D, page: 1, pages: 2}",
            "BOK405 5:1-5:2",
            "D: pages: there is no such entry",
        ),
        (
            "D: {heading: D, page: 1, reason: why}",
            "BOK405 5:1-5:2",
            "D: reason: it is one of: purpose, definition, organisation, procedure, "
            "administration, another_regulation, missing_number",
        ),
        (
            "D: [1, 2]",
            "BOK405 5:1-5:2",
            "D: this is no mapping such as {a: b}",
        ),
        ("D: {heading: D", "BOK405 6:1-6:2", "this is not YAML: did not find expected ',' or '}'"),
        ("? [a, b]\n: c", "BOK405 1:1-1:1", "the file holds no mapping of names to values"),
        ("D: &d [*d]", "BOK405 5:4-5:5", "this is not YAML: found unconstructable recursive node"),
        ("D: " + "[" * 100_000, "BOK405 1:1-1:1", "nested more than 20 deep"),
        ("---\nD: {}", "BOK405 5:1-5:2", "this is not YAML: but found another document"),
    ],
)
def test_faults_of_outline_yaml(line: str, place: str, message: str, folder: Path) -> None:
    append(folder / "outline.yaml", line + "\n")
    found = only(folder, "outline.yaml")
    assert places([found]) == [place]
    assert str(found.message) == message


def test_a_control_character_is_no_yaml(folder: Path) -> None:
    append(folder / "outline.yaml", b"# \x00\n")
    found = only(folder, "outline.yaml")
    assert places([found]) == ["BOK405 1:1-1:1"]
    assert str(found.message).startswith("this is not YAML: unacceptable character #x0000")


@pytest.mark.parametrize("text", ["", "# nothing\n", "- A\n- B\n", "A\n"])
def test_an_outline_that_is_no_mapping(text: str, folder: Path) -> None:
    (folder / "outline.yaml").write_text(text, encoding="utf-8")
    found = only(folder, "outline.yaml")
    assert places([found]) == ["BOK405 1:1-1:1"]
    assert str(found.message) == "the file holds no mapping of names to values"


def test_a_clause_that_nothing_encodes_is_a_warning(folder: Path) -> None:
    append(folder / "outline.yaml", 'D: {heading: "D", page: 4}\n')
    policy, [found] = compile_(folder)
    assert policy is not None
    assert (found.severity, *places([found])) == ("warning", "BOK403 5:1-5:2")
    assert Path(found.span.file).name == "outline.yaml"


@pytest.mark.parametrize("code", [codes.EMPTY_FILE, codes.TOO_DEEP])
def test_an_unread_file_does_not_put_the_blame_on_others(tmp_path: Path, code: codes.Code) -> None:
    """Examples that name its rules are not reported: the rules may be in what was not read."""
    shutil.copytree(POLICIES_FOLDER, tmp_path / "policies")
    folder = tmp_path / "policies" / "2010"
    spoilt = "" if code == codes.EMPTY_FILE else 'boleh a "A" bila ' + "(" * 10_000
    (folder / "expenditure.bok").write_text(spoilt, encoding="utf-8")
    out = Diagnostics()
    assert compile_edition(folder, out) is None
    errors = [each for each in out if each.severity == "error"]
    assert [each.code for each in errors] == [code]
    assert errors[0].span.file.endswith("expenditure.bok")
