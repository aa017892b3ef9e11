"""A text that amends an edition: a folder inside the edition's, read on top of what was before."""

from __future__ import annotations

from pathlib import Path

import pytest

from bokrules.base.diagnostics import Diagnostic, Diagnostics
from bokrules.editions.compiling import compile_edition
from bokrules.editions.files import EditionFiles, read_edition
from bokrules.editions.linting import lint_path
from bokrules.editions.places import amendment_folders, is_amendment
from bokrules.evaluation.citing import citation_text
from bokrules.semantics.policy import Policy
from tests.helpers import places, words


def add(folder: Path, name: str, day: str, rules: str, more: str = "", **changes: str) -> Path:
    """An amendment; its clauses are SE and SE.1, followed by its name, and `more`."""
    entries = {
        "id": f'"2010-{name}"',
        "year": "2010",
        "regulation": f"{{kind: SE, number: {name}/2010}}",
        "title": "Perubahan",
        "signed": day,
        "in_force": f"{{from: {day}}}",
        "amends": '["2010"]',
        "completeness": "complete",
        **changes,
    }
    own = folder / name
    own.mkdir()
    write(
        own / "edition.yaml", "".join(f"{key}: {text}\n" for key, text in entries.items() if text)
    )
    clauses = f'SE{name}: {{heading: "Surat", page: 7}}\nSE{name}.1: {{heading: "Isi", page: 7}}\n'
    write(own / "outline.yaml", clauses + more)
    write(own / "edits.bok", f'mengubah 2010 "P" dasar SE{name}\n{rules}')
    return own


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def append(path: Path, text: str) -> None:
    write(path, path.read_text(encoding="utf-8") + text)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    write(path, text.replace(old, new))


FORCE = "its edition is in force from 2010-01-15 to 2010-12-31"
HONOR = 'tambah larang honor "Honor" untuk belanja honor dasar SEa.1\n'


@pytest.fixture
def amendment(folder: Path) -> Path:
    return add(folder, "a", "2010-07-01", HONOR)


def read(folder: Path) -> EditionFiles:
    out = Diagnostics()
    files = read_edition(folder, out)
    assert list(out) == []
    assert files is not None
    return files


def compiled(folder: Path) -> Policy:
    out = Diagnostics()
    policy = compile_edition(folder, out)
    assert policy is not None, words(out)
    assert words(out) == []
    return policy


def faults(folder: Path) -> list[Diagnostic]:
    out = Diagnostics()
    assert compile_edition(folder, out) is None
    return list(out)


# ---- what is read ----


def test_the_amended_text(folder: Path, amendment: Path) -> None:
    policy = compiled(amendment)
    assert [each.name for each in policy.prohibitions] == ["gaji", "honor"]
    assert [each.name for each in compiled(folder).prohibitions] == ["gaji"]
    info = policy.edition
    assert (info.id, info.year, info.short_title) == ("2010-a", 2010, "SE a/2010")
    assert (str(info.first_day), str(info.last_day)) == ("2010-07-01", "2010-12-31")
    assert (info.funds, info.amends, info.partial) == (("bok_puskesmas",), ("2010",), False)


def test_each_clause_keeps_its_regulation(folder: Path, amendment: Path) -> None:
    policy = compiled(amendment)
    gaji, honor = policy.prohibitions
    assert citation_text(gaji.citations, policy, "en") == "Kepmenkes 1/2010 A.1, p. 2"
    assert citation_text(honor.citations, policy, "en") == "SE a/2010 SEa.1, p. 7"
    assert citation_text((*gaji.citations, *honor.citations), policy, "en") == (
        "Kepmenkes 1/2010 A.1, p. 2; SE a/2010 SEa.1, p. 7"
    )
    base = compiled(folder)
    assert citation_text(base.prohibitions[0].citations, base, "en") == "Kepmenkes 1/2010 A.1, p. 2"
    assert {each.document for each in base.outline.values()} == {None}


def test_only_its_own_clauses_are_accounted_for(folder: Path) -> None:
    own = add(folder, "a", "2010-07-01", "cabut larang gaji\n")
    out = Diagnostics()
    assert compile_edition(own, out) is not None
    assert words(out) == ["BOK403 no rule encodes SEa.1 (Isi)"]
    append(own / "edits.bok", "  dasar SEa.1\n")
    assert words(_all(own)) == []


def _all(folder: Path) -> list[Diagnostic]:
    out = Diagnostics()
    compile_edition(folder, out)
    return list(out)


def test_which_folders_are_amendments(folder: Path, amendment: Path) -> None:
    add(folder, "b", "2010-08-01", "cabut larang gaji dasar SEb.1\n")
    (folder / "sources").mkdir()
    assert [each.name for each in amendment_folders(folder)] == ["a", "b"]
    assert is_amendment(amendment)
    assert not is_amendment(folder)
    assert not is_amendment(folder.parent)


def test_a_folder_may_be_named_from_within(
    folder: Path, amendment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = read(amendment).info, read(folder).info
    monkeypatch.chdir(amendment)
    assert (read(Path()).info, read(Path("..")).info) == expected
    assert is_amendment(Path())
    assert not is_amendment(Path(".."))
    monkeypatch.chdir(folder)
    assert (read(Path("a")).info, read(Path()).info) == expected
    assert read(Path("a/..")).info == expected[1]


# ---- the fingerprint ----


def test_the_fingerprint_of_an_amended_text_depends_on_its_edition(
    folder: Path, amendment: Path
) -> None:
    base, amended = read(folder).info.sha256, read(amendment).info.sha256
    assert base != amended
    append(amendment / "edits.bok", "# c\n")
    changed = read(amendment).info.sha256
    assert changed != amended
    assert read(folder).info.sha256 == base
    append(folder / "rules.bok", "# c\n")
    assert read(folder).info.sha256 != base
    assert read(amendment).info.sha256 != changed
    before = read(amendment).info.sha256
    append(folder.parent / "common" / "vocabulary.bok", "# c\n")
    assert read(amendment).info.sha256 != before


# ---- several amendments ----


@pytest.mark.parametrize(("first", "second"), [("a", "z"), ("z", "a")])
def test_the_later_builds_on_the_earlier_whatever_they_are_called(
    folder: Path, first: str, second: str
) -> None:
    early = add(
        folder,
        first,
        "2010-07-01",
        f'tambah larang honor "Lama" untuk belanja honor dasar SE{first}.1\n',
    )
    late = add(
        folder,
        second,
        "2010-09-01",
        f'ganti larang honor "Baru" untuk belanja honor dasar SE{second}.1\n'
        f"cabut larang gaji dasar SE{second}.1\n",
    )
    assert [each.label.text for each in compiled(early).prohibitions] == ["Gaji", "Lama"]
    policy = compiled(late)
    assert [each.label.text for each in policy.prohibitions] == ["Baru"]
    layers = [each.edition.id for each in read(late).layers]
    assert layers == ["2010", f"2010-{first}", f"2010-{second}"]
    assert policy.outline[f"SE{first}.1"].document == f"SE {first}/2010"
    assert policy.outline["A"].document == "Kepmenkes 1/2010"
    assert policy.outline[f"SE{second}.1"].document is None
    before = read(late).info.sha256
    append(early / "edits.bok", "# c\n")
    assert read(late).info.sha256 != before


def test_a_later_text_cannot_be_read_without_the_earlier(folder: Path, amendment: Path) -> None:
    late = add(folder, "b", "2010-09-01", "cabut larang honor dasar SEb.1\n")
    compiled(late)
    write(amendment / "outline.yaml", "[]")
    [found] = faults(late)
    assert (found.code, Path(found.span.file).parent.name) == ("BOK405", "a")


def test_an_amendment_that_cannot_be_read_comes_last(folder: Path, amendment: Path) -> None:
    broken = add(folder, "0", "2010-03-01", "", year="[")
    compiled(amendment)
    assert [each.code for each in faults(broken)] == ["BOK404"]


# ---- faults ----


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        (
            {"amends": '["2009"]'},
            "BOK404 7:1-7:7",
            "a text inside edition 2010 amends that edition",
        ),
        ({"amends": ""}, "BOK404 1:1-1:1", "a text inside edition 2010 amends that edition"),
        ({"amends": "[]"}, "BOK404 7:1-7:7", "a text inside edition 2010 amends that edition"),
        (
            {"amends": '["2010", "2009"]'},
            "BOK404 7:1-7:7",
            "a text inside edition 2010 amends that edition",
        ),
        (
            {"id": '"2010"'},
            "BOK404 1:1-1:3",
            "another text of this edition has the `id` 2010 already",
        ),
        (
            {"year": "2011"},
            "BOK404 2:1-2:5",
            "the edition is of the year 2010, its amendment of 2011",
        ),
        (
            {"in_force": "{from: 2010-01-15}"},
            "BOK408 6:1-6:9",
            "the amendment begins on 2010-01-15, " + FORCE,
        ),
        (
            {"in_force": "{from: 2011-01-01}"},
            "BOK408 6:1-6:9",
            "the amendment begins on 2011-01-01, " + FORCE,
        ),
        (
            {"in_force": "{from: 2010-07-01, to: 2010-08-01}"},
            "BOK408 6:1-6:9",
            "the amendment ends on 2010-08-01, " + FORCE,
        ),
        (
            {"in_force": "{from: 2010-07-01, clauses: [SEb]}"},
            "BOK402 6:1-6:9",
            "the outline has no clause `SEb`",
        ),
    ],
)
def test_faults_of_edition_yaml(
    folder: Path, changes: dict[str, str], place: str, message: str
) -> None:
    own = add(folder, "a", "2010-07-01", HONOR, **changes)
    [found] = faults(own)
    assert places([found]) == [place]
    assert str(found.message) == message
    assert Path(found.span.file).parent.name == "a"
    compiled(folder)


@pytest.mark.parametrize("day", ["2010-01-16", "2010-12-31"])
def test_the_first_and_the_last_day_of_an_amendment(folder: Path, day: str) -> None:
    compiled(
        add(folder, "a", day, HONOR, in_force=f"{{from: {day}, to: 2010-12-31, clauses: [C]}}")
    )


def test_an_edition_without_an_end(folder: Path) -> None:
    replace(folder / "edition.yaml", ", to: 2010-12-31", "")
    assert compiled(add(folder, "a", "2015-01-01", HONOR)).edition.last_day is None
    late = add(
        folder,
        "b",
        "2015-01-02",
        "cabut larang gaji dasar SEb.1",
        in_force="{from: 2015-01-02, to: 2016-01-01}",
    )
    [found] = faults(late)
    assert str(found.message) == (
        "the amendment ends on 2016-01-01, its edition is in force from 2010-01-15 to …"
    )


def test_two_texts_from_one_day_on(folder: Path, amendment: Path) -> None:
    other = add(folder, "b", "2010-07-01", "cabut larang gaji dasar SEb.1\n")
    [found] = faults(other)
    assert places([found]) == ["BOK408 6:1-6:9"]
    assert str(found.message) == "2010-a amends the edition from 2010-07-01 on too"
    compiled(amendment)


def test_what_an_incomplete_edition_becomes(folder: Path, amendment: Path) -> None:
    replace(folder / "edition.yaml", "completeness: complete", "completeness: partial")
    assert compiled(amendment).edition.partial


def test_ids_of_clauses_that_clash(folder: Path) -> None:
    own = add(
        folder,
        "a",
        "2010-07-01",
        HONOR,
        more='B: {heading: "X", page: 1}\n',
    )
    [found] = faults(own)
    assert places([found]) == ["BOK405 3:1-3:2"]
    assert str(found.message).startswith("B is a clause of ")
    assert str(found.message).endswith(str(Path("2010", "outline.yaml")) + " already")


def test_a_clause_below_one_of_the_edition(folder: Path) -> None:
    """The amendment's outline is its own: a clause of it has its parents there."""
    own = add(
        folder,
        "a",
        "2010-07-01",
        HONOR,
        more='A.9: {heading: "X", page: 1, reason: purpose}\n',
    )
    [found] = faults(own)
    assert str(found.message) == "A.9: its parent A is not in the outline"


def test_a_folder_without_a_policy_file(amendment: Path) -> None:
    (amendment / "edits.bok").unlink()
    [found] = faults(amendment)
    assert (found.code, str(found.message)) == ("BOK404", "the folder holds no policy file")


def test_a_folder_that_is_no_edition(folder: Path, amendment: Path) -> None:
    (folder / "sources").mkdir()
    assert {each.code for each in faults(folder / "sources")} == {"BOK601"}
    (amendment / "edition.yaml").unlink()
    assert {each.code for each in faults(amendment)} == {"BOK601"}


def test_an_amendment_of_an_amendment(folder: Path, amendment: Path) -> None:
    inner = add(amendment, "b", "2010-09-01", "cabut larang gaji dasar SEb.1\n")
    [found] = faults(inner)
    assert (found.code, Path(found.span.file).parent.name) == ("BOK404", "b")
    assert str(found.message) == "an amendment lies directly in the folder of its edition"
    assert str(found.help) == f"move it into {folder}"
    compiled(amendment)


def test_without_an_outline_or_an_edition_around_it(folder: Path, amendment: Path) -> None:
    (amendment / "outline.yaml").unlink()
    assert [each.code for each in faults(amendment)] == ["BOK601"]
    (folder / "outline.yaml").unlink()
    assert [each.code for each in faults(amendment)] == ["BOK601"]


def test_the_files_of_the_edition_are_shown_where_they_are_wrong(
    folder: Path, amendment: Path
) -> None:
    append(folder / "rules.bok", "larang x")
    found = faults(amendment)
    assert [Path(each.span.file).name for each in found] == ["rules.bok"]


@pytest.mark.parametrize("of", ["", "a"])
def test_a_faulty_edition_yaml_is_the_only_fault(of: str, folder: Path, amendment: Path) -> None:
    """What hangs on it is not reported; how the policy files are written is."""
    replace(folder / of / "edition.yaml", "year: 2010", "year: sepuluh")
    found = lint_path(folder).diagnostics
    assert [each.code for each in found] == ["BOK404"]
    append(amendment / "edits.bok", 'tambah laranng x "X" dasar SEa\n')
    assert {each.code for each in lint_path(folder).diagnostics} == {"BOK404", "BOK101"}
