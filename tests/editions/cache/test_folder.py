"""The folder of the cache is the user's own, and nothing about it can make bokrules fail."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from bokrules.editions.cache import folder

KEY = "ab" * 32


def entries(place: Path) -> list[str]:
    return sorted(each.name for each in place.iterdir())


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_what_was_written_is_read(place: Path) -> None:
    assert folder.read(KEY) is None
    folder.write(KEY, b"one")
    assert folder.read(KEY) == b"one"
    folder.write(KEY, b"two")
    assert folder.read(KEY) == b"two"
    assert entries(place) == [f"{KEY}.jsonl"]


def test_nobody_else_may_look_into_it(place: Path) -> None:
    folder.write(KEY, b"one")
    assert mode_of(place) == 0o700
    assert mode_of(place.parent) == 0o700
    assert mode_of(place / f"{KEY}.jsonl") == 0o600


# ---- where it lies ----


@pytest.fixture
def _nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BOKRULES_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("_nothing_said")
def test_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder.path() == str(tmp_path / ".cache" / "bokrules")


@pytest.mark.usefixtures("_nothing_said")
def test_a_home_that_does_not_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As that of an account for a service: it is not made."""
    monkeypatch.setenv("HOME", str(tmp_path / "nonexistent"))
    assert folder.path() is None
    folder.write(KEY, b"one")
    assert entries(tmp_path) == []


@pytest.mark.usefixtures("_nothing_said")
def test_in_the_folder_for_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    assert folder.path() == "/caches/bokrules"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert folder.path() == str(tmp_path / ".cache" / "bokrules")


@pytest.mark.usefixtures("_nothing_said")
def test_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a variable nor an account says where it is."""
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert folder.path() is None
    folder.write(KEY, b"one")
    assert folder.read(KEY) is None


def test_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOKRULES_CACHE", "off")
    assert folder.path() is None


def test_where_nothing_tells_whose_a_file_is(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "_CAN_BE_SURE", False)
    folder.write(KEY, b"one")
    assert folder.read(KEY) is None
    assert not place.exists()


# ---- others ----


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720, 0o1777])
def test_a_folder_that_others_may_write_into(place: Path, mode: int) -> None:
    folder.write(KEY, b"one")
    place.chmod(mode)
    assert folder.read(KEY) is None
    folder.write(KEY, b"two")
    place.chmod(0o700)
    assert folder.read(KEY) == b"one"


@pytest.mark.parametrize("mode", [0o666, 0o620])
def test_an_entry_that_others_may_write(place: Path, mode: int) -> None:
    folder.write(KEY, b"one")
    (place / f"{KEY}.jsonl").chmod(mode)
    assert folder.read(KEY) is None


def test_a_folder_of_someone_else(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write(KEY, b"one")
    someone = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: someone)
    assert folder.read(KEY) is None
    folder.write("cd" * 32, b"two")
    assert entries(place) == [f"{KEY}.jsonl"]


@pytest.mark.usefixtures("place")
def test_an_entry_of_someone_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder of ours; only root could give a file away."""
    folder.write(KEY, b"one")
    status = os.fstat

    def foreign(handle: int) -> os.stat_result:
        found = status(handle)
        changed = list(found)
        changed[stat.ST_UID] += stat.S_ISREG(found.st_mode)
        return os.stat_result(changed)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", foreign)
        assert folder.read(KEY) is None
    assert folder.read(KEY) == b"one"


def test_a_link_in_the_place_of_the_folder(place: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    place.parent.mkdir()
    place.symlink_to(elsewhere)
    folder.write(KEY, b"one")
    assert entries(elsewhere) == []
    (elsewhere / f"{KEY}.jsonl").write_bytes(b"planted")
    assert folder.read(KEY) is None


def test_a_link_in_the_place_of_an_entry(place: Path, tmp_path: Path) -> None:
    """It is not followed; a new entry takes its place, and what it led to stays as it was."""
    other = tmp_path / "other"
    other.write_bytes(b"precious")
    place.mkdir(mode=0o700, parents=True)
    (place / f"{KEY}.jsonl").symlink_to(other)
    assert folder.read(KEY) is None
    folder.write(KEY, b"one")
    assert folder.read(KEY) == b"one"
    assert other.read_bytes() == b"precious"


def test_a_second_name_of_a_file(place: Path, tmp_path: Path) -> None:
    place.mkdir(mode=0o700, parents=True)
    (tmp_path / "other").write_bytes(b"planted")
    (place / f"{KEY}.jsonl").hardlink_to(tmp_path / "other")
    assert folder.read(KEY) is None


def test_what_is_no_file(place: Path) -> None:
    place.mkdir(mode=0o700, parents=True)
    os.mkfifo(place / f"{KEY}.jsonl", mode=0o600)
    assert folder.read(KEY) is None
    (place / f"{KEY}.jsonl").unlink()
    (place / f"{KEY}.jsonl").mkdir()
    assert folder.read(KEY) is None
    folder.write(KEY, b"one")
    assert entries(place) == [f"{KEY}.jsonl"]


def test_a_file_in_the_place_of_the_folder(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"")
    folder.write(KEY, b"one")
    assert folder.read(KEY) is None
    assert place.read_bytes() == b""


def test_an_entry_that_is_too_large(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write(KEY, b"1234")
    monkeypatch.setattr(folder, "LARGEST_ENTRY", 3)
    assert folder.read(KEY) is None
    folder.write("cd" * 32, b"1234")
    assert entries(place) == [f"{KEY}.jsonl"]


# ---- what the system refuses ----


@pytest.mark.parametrize(
    "call", ["open", "write", "fsync", "replace", "makedirs", "mkdir", "listdir"]
)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_whatever_the_system_refuses(
    place: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    """The entry is there as a whole or not at all, and nothing else is left."""

    def refuse(*_given: object, **_options: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        folder.write(KEY, b"one")
    assert folder.read(KEY) in (None, b"one")
    assert not place.exists() or set(entries(place)) <= {f"{KEY}.jsonl"}


def test_a_disk_that_fills_up(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry from before stays."""
    folder.write(KEY, b"one")
    write = os.write
    sizes = iter([1, 0])

    def little_by_little(file: int, content: bytes) -> int:
        if size := next(sizes):
            return write(file, content[:size])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", little_by_little)
        folder.write(KEY, b"two")
    assert folder.read(KEY) == b"one"
    assert entries(place) == [f"{KEY}.jsonl"]


def test_a_write_that_takes_several_goes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, content: write(file, content[:2]))
    folder.write(KEY, b"one two three")
    assert folder.read(KEY) == b"one two three"
    assert place.exists()


@pytest.mark.parametrize("call", ["read", "fstat", "utime"])
def test_an_entry_that_cannot_be_read(
    place: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    folder.write(KEY, b"one")

    def refuse(*_given: object, **_options: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        assert folder.read(KEY) == (b"one" if call == "utime" else None)
    assert place.exists()


def test_a_folder_that_may_not_be_written(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused here, for root may write everywhere."""
    folder.write(KEY, b"one")
    place.chmod(0o500)
    opened = os.open

    def refuse(name: str, flags: int, *given: Any, **options: Any) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)
        return opened(name, flags, *given, **options)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        folder.write("cd" * 32, b"two")
    assert folder.read(KEY) == b"one"
    assert folder.read("cd" * 32) is None


def test_an_entry_that_another_thread_is_writing(place: Path) -> None:
    folder.write(KEY, b"one")
    (place / f"{KEY}.jsonl.{os.getpid()}.part").write_bytes(b"half")
    folder.write(KEY, b"two")
    assert folder.read(KEY) == b"one"


# ---- how much is kept ----


def test_the_entries_used_last_are_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_ENTRIES", 3)
    keys = [f"{number:064x}" for number in range(4)]
    for number, key in enumerate(keys[:3]):
        folder.write(key, b"x")
        os.utime(place / f"{key}.jsonl", (number, number))
    assert folder.read(keys[0]) == b"x"  # used now
    (place / "note.txt").write_text("not ours", encoding="utf-8")
    folder.write(keys[3], b"x")
    kept = [f"{keys[number]}.jsonl" for number in (0, 2, 3)]
    assert entries(place) == sorted([*kept, "note.txt"])


def test_what_a_writer_gave_up_is_removed(place: Path) -> None:
    folder.write(KEY, b"one")
    old, new = (place / f"{KEY}.jsonl.{number}.part" for number in (1, 2))
    for each in (old, new):
        each.write_bytes(b"half")
    os.utime(old, (0, 0))
    folder.write(KEY, b"two")
    assert entries(place) == sorted([f"{KEY}.jsonl", new.name])


def test_two_that_remove_the_same(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process was quicker: what is gone already is no fault."""
    folder.write(KEY, b"one")
    monkeypatch.setattr(folder, "MOST_ENTRIES", 0)
    unlink = os.unlink

    def twice(name: str, *, dir_fd: int) -> None:
        unlink(name, dir_fd=dir_fd)
        unlink(name, dir_fd=dir_fd)

    monkeypatch.setattr(os, "unlink", twice)
    folder.write("cd" * 32, b"two")
    assert entries(place) == []
