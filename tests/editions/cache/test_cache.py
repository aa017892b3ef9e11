"""Editions in the cache: as they were compiled, whatever became of the entry."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from bokrules.base.errors import InvalidPolicy, UnreadableFile
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.editions import Edition, cache, load_edition
from bokrules.editions.cache import sources as sources_module
from bokrules.editions.cache.entry import packed, unpacked
from bokrules.editions.cache.parts import PARTS, decoded
from bokrules.editions.cache.sources import sources_of
from bokrules.editions.compiling import compile_texts
from bokrules.semantics.policy import Policy
from tests.editions.cache.test_parts import all_of


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were compiled, in the order of doing so."""
    done: list[Path] = []

    def counted(folder: Path, *, may_conflict: bool = False) -> Any:
        done.append(folder)
        return compile_texts(folder, may_conflict=may_conflict)

    monkeypatch.setattr("bokrules.editions.compiling.compile_texts", counted)
    return done


def entry(place: Path) -> Path:
    [found] = place.glob("*.jsonl")
    return found


def same(found: Edition, folder: Path) -> bool:
    return bool(all_of(found.texts) == all_of(compile_texts(folder)[0]))


# ---- warm and cold ----


def test_the_second_time_nothing_is_compiled(
    folder: Path, place: Path, compilations: list[Path]
) -> None:
    cold, warm = load_edition(folder), load_edition(folder)
    assert compilations == [folder]
    assert warm == cold
    assert warm.files == cold.files
    assert (warm.id, warm.year, warm.sha256) == (cold.id, cold.year, cold.sha256)
    assert repr(warm) == repr(cold)
    assert same(warm, folder)
    assert entry(place).stat().st_size > 0


def test_without_a_cache(
    folder: Path, place: Path, compilations: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOKRULES_CACHE", "off")
    assert load_edition(folder) == load_edition(folder)
    assert len(compilations) == 2
    assert not place.exists()


@pytest.mark.parametrize(
    "name", ["edition.yaml", "outline.yaml", "rules.bok", "../common/vocabulary.bok"]
)
@pytest.mark.usefixtures("place")
def test_a_file_that_changed(folder: Path, compilations: list[Path], name: str) -> None:
    before = load_edition(folder)
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("\n# a remark\n")
    after = load_edition(folder)
    assert len(compilations) == 2
    assert after.sha256 != before.sha256


@pytest.mark.usefixtures("place")
def test_a_file_that_came_and_went(folder: Path, compilations: list[Path]) -> None:
    before = load_edition(folder)
    (folder / "more.bok").write_text('larang lain "L" untuk belanja honor dasar A.1\n')
    assert load_edition(folder) != before
    (folder / "more.bok").unlink()
    assert load_edition(folder) == before
    assert len(compilations) == 2


@pytest.mark.usefixtures("place")
def test_a_file_under_another_name(folder: Path, compilations: list[Path]) -> None:
    load_edition(folder)
    (folder / "rules.bok").rename(folder / "other.bok")
    edition = load_edition(folder)
    assert len(compilations) == 2
    assert {Path(each.span.file).name for each in edition.policy.permissions} == {"other.bok"}


@pytest.mark.usefixtures("place")
def test_the_same_edition_elsewhere(
    folder: Path, compilations: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Places are told by the names that the files have there."""
    load_edition(folder)
    moved = shutil.copytree(folder.parent, folder.parent.parent / "moved") / folder.name
    assert same(load_edition(moved), moved)
    monkeypatch.chdir(moved.parent)
    assert load_edition(moved).policy.permissions[0].span.file == "2010/rules.bok"
    assert compilations == [folder]


@pytest.mark.usefixtures("place")
def test_another_version_of_the_program(
    folder: Path, compilations: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_edition(folder)
    monkeypatch.setattr(sources_module, "program", lambda: "another")
    load_edition(folder)
    monkeypatch.setattr(sources_module, "__version__", "0")
    load_edition(folder)
    assert len(compilations) == 3


def test_the_program_is_known_by_its_files() -> None:
    found = sources_module.code_files()
    names = {line.partition("\0")[0].rpartition("/")[2] for line in found}
    assert names >= {"pipeline", "policy.py", "from_text.py", "finder.py", "formulas.py"}
    assert len(found) == len(set(found))


@pytest.mark.usefixtures("place")
def test_an_edition_with_errors_is_not_kept(folder: Path, compilations: list[Path]) -> None:
    (folder / "rules.bok").write_text("boleh", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(InvalidPolicy):
            load_edition(folder)
    assert len(compilations) == 2


def test_an_edition_that_changes_while_it_is_compiled(
    folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disturbed(folder: Path) -> Any:
        found = compile_texts(folder)
        with (folder / "rules.bok").open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        return found

    monkeypatch.setattr("bokrules.editions.compiling.compile_texts", disturbed)
    load_edition(folder)
    assert not place.exists()


@pytest.mark.parametrize("name", ["rules.bok", "edition.yaml"])
def test_what_is_no_plain_file_has_no_name_in_the_cache(folder: Path, name: str) -> None:
    assert sources_of(folder) is not None
    (folder / name).unlink()
    (folder / name).mkdir()
    assert sources_of(folder) is None
    assert sources_of(folder / "nothing") is None


@pytest.mark.usefixtures("place")
def test_an_amendment_and_its_edition_are_kept_apart(tmp_path: Path) -> None:
    policies = shutil.copytree(POLICIES_FOLDER, tmp_path / "policies")
    base, amendment = policies / "2020", policies / "2020" / "se_215"
    for _ in range(2):
        whole, text = load_edition(base), load_edition(amendment)
        assert len(whole.texts) == 2
        assert text.texts == whole.texts[1:]
        assert text.files.layers == whole.files.layers


# ---- what was read from the sources later ----


@pytest.mark.usefixtures("place")
def test_files_that_are_others_by_now(folder: Path) -> None:
    load_edition(folder)
    edition = load_edition(folder)
    (folder / "rules.bok").write_text("", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="have changed since it was loaded"):
        _ = edition.files
    assert edition.policy.permissions


@pytest.mark.usefixtures("place")
def test_an_edition_from_the_cache_is_amended_like_any_other(folder: Path) -> None:
    load_edition(folder)
    (policy,) = load_edition(folder).texts
    day = policy.edition.first_day.replace(month=6)
    made = [
        each.amend(
            'mengubah 2010 "U" dasar Z\ncabut larang gaji dasar Z',
            id="u",
            regulation="2/2010",
            first_day=day,
            clauses={"Z": "Dicabut"},
        )
        for each in (load_edition(folder), Edition(lambda: (policy,), load_edition(folder)._files))
    ]
    assert made[0] == made[1]
    assert [len(each.policy.prohibitions) for each in made] == [1, 1]
    assert [len(each.texts[1].prohibitions) for each in made] == [0, 0]


# ---- damage ----


def truncated(content: bytes) -> Iterator[bytes]:
    for size in (0, 1, 64, 65, 66, len(content) // 2, len(content) - 1):
        yield content[:size]


def edited(content: bytes) -> Iterator[bytes]:
    yield content.replace(b"A.1", b"A.2", 1)
    yield content + b"\n"
    yield b"0" * 64 + content[64:]
    yield content[:64] + b"X" + content[65:]
    yield b"\x80" + b'pickle\n."' + content
    yield b"{}"
    yield b"\0" * len(content)


@pytest.mark.parametrize("change", [truncated, edited])
def test_a_damaged_entry_is_made_anew(
    folder: Path,
    place: Path,
    compilations: list[Path],
    change: Callable[[bytes], Iterator[bytes]],
) -> None:
    load_edition(folder)
    good = entry(place).read_bytes()
    for bad in change(good):
        compilations.clear()
        entry(place).write_bytes(bad)
        assert same(load_edition(folder), folder)
        assert compilations == [folder]
        assert entry(place).read_bytes() == good


@pytest.mark.parametrize("texts", [b"0", b"1", b"2", b"-1", b"1000", b"x", b"", b"\xb2"])
def test_a_wrong_number_of_texts(texts: bytes) -> None:
    body = texts + b"\n" + b"\n".join([b"{}"] * len(PARTS))
    found = unpacked(sha256(body).hexdigest().encode() + b"\n" + body)
    good = texts == b"1"
    assert (found is not None and len(found[0]) == len(PARTS)) == good


DEEP = "[" * 100_000 + "]" * 100_000
HOSTILE = {
    "a number with a point": "1.5",
    "a number beyond any size": "9" * 400,
    "a number that Python does not read": "9" * 10_000,
    "lists in lists": DEEP,
    "not a number": "NaN",
    "an unknown type": '["Policy",[]]',
    "a name that breaks out": '{"x\\"); import os": 1.5}',
    "no JSON": "{",
}


@pytest.fixture(scope="module")
def shipped() -> tuple[Policy, list[str], list[bytes]]:
    """An edition that has every kind of declaration, its files and its parts."""
    folder = POLICIES_FOLDER / "2019"
    sources = sources_of(folder)
    assert sources is not None
    [policy], _ = compile_texts(folder)
    files = list(sources.shown())
    from bokrules.editions.cache.parts import encoded

    return policy, files, encoded(policy, files)


class Hostile:
    """Where something else is written, `at` the n-th value of a document."""

    MARK = "\N{SNOWMAN}"

    def __init__(self, at: int) -> None:
        self.left = at

    def put(self, value: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            self.left = 10**9
            return self.MARK
        if isinstance(value, list):
            return [self.put(each) for each in value]
        if isinstance(value, dict):
            return {key: self.put(each) for key, each in value.items()}
        return value

    @classmethod
    def documents(cls, part: bytes, text: str) -> Iterator[bytes]:
        """The document with the text in the place of its first values, one after the other."""
        for at in range(12):
            made = json.dumps(cls(at).put(json.loads(part)))
            mark = json.dumps(cls.MARK)
            if mark not in made:
                return
            yield made.replace(mark, text).encode()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", PARTS[1:])
def test_hostile_parts_are_taken_from_the_sources(
    shipped: tuple[Policy, list[str], list[bytes]], name: str, text: str
) -> None:
    policy, files, parts = shipped
    number = PARTS.index(name)
    for bad in Hostile.documents(parts[number], text):
        found = decoded([*parts[:number], bad, *parts[number + 1 :]], lambda: files, lambda: policy)
        assert all_of(getattr(found, name)) == all_of(getattr(policy, name))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_entry_is_not_used(
    folder: Path, place: Path, compilations: list[Path], text: str
) -> None:
    """Its hash is right, but what it says of the edition is nonsense."""
    load_edition(folder)
    [parts] = unpacked(entry(place).read_bytes()) or []
    entry(place).write_bytes(packed([[text.encode(), *parts[1:]]]))
    compilations.clear()
    assert same(load_edition(folder), folder)
    assert compilations == [folder]


def test_an_entry_of_other_parts(folder: Path, place: Path) -> None:
    load_edition(folder)
    [parts] = unpacked(entry(place).read_bytes()) or []
    entry(place).write_bytes(packed([parts[:-1]]))
    assert same(load_edition(folder), folder)


def test_terms_whose_parts_are_damaged(folder: Path, place: Path) -> None:
    """Terms are decoded one by one, long after the vocabulary that they belong to."""
    load_edition(folder)
    [parts] = unpacked(entry(place).read_bytes()) or []
    number = PARTS.index("vocabulary")
    vocabulary = json.loads(parts[number])
    for term in vocabulary["taxonomies"]["belanja"][0].values():
        term[1] = [1.5]
    vocabulary["documents"] = dict.fromkeys(vocabulary["documents"], "\ud800")
    parts[number] = json.dumps(vocabulary).encode()
    entry(place).write_bytes(packed([parts]))
    assert same(load_edition(folder), folder)


@pytest.mark.parametrize("number", ["-1", "99", '"rules.bok"', '"../../etc/passwd"', "true", "1e9"])
def test_no_file_is_named_by_the_cache(folder: Path, place: Path, number: str) -> None:
    load_edition(folder)
    [parts] = unpacked(entry(place).read_bytes()) or []
    place_of = PARTS.index("permissions")
    permissions = json.loads(parts[place_of])
    permissions[0][5][0] = json.loads(number)
    parts[place_of] = json.dumps(permissions).encode()
    entry(place).write_bytes(packed([parts]))
    assert same(load_edition(folder), folder)


# ---- many at once ----


def _load_again_and_again(folder: Path, times: int) -> None:
    for _ in range(times):
        edition = load_edition(folder)
        assert [each.name for each in edition.policy.permissions] == ["transpor"]
        for each in Path(os.environ["BOKRULES_CACHE"]).glob("*.jsonl"):
            each.unlink(missing_ok=True)


def test_many_processes_at_once(folder: Path, place: Path) -> None:
    """Each removes the entry that the others write and read."""
    context = multiprocessing.get_context("fork")
    started = [context.Process(target=_load_again_and_again, args=(folder, 10)) for _ in range(4)]
    for each in started:
        each.start()
    for each in started:
        each.join()
    assert [each.exitcode for each in started] == [0] * 4
    assert same(load_edition(folder), folder)
    assert [each.suffix for each in place.iterdir()] == [".jsonl"]


@pytest.mark.usefixtures("place")
def test_an_edition_whose_file_is_not_among_its_sources_is_not_stored(folder: Path) -> None:
    sources = sources_of(folder)
    assert sources is not None
    fewer = cache.Sources(sources.paths[:1], sources.key)
    cache.store(fewer, load_edition(folder).texts)
    assert load_edition(folder).year == 2010
