"""Scratch folders: gone afterwards, and those of processes that were killed with the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bokrules.evaluation.bulk.engine import Engine
from bokrules.evaluation.bulk.scratch import BEFORE, UnwritableOutput, scratch_folder

HOLD = """
import sys, time
from pathlib import Path
from bokrules.evaluation.bulk.scratch import scratch_folder
with scratch_folder(Path(sys.argv[1])) as folder:
    (folder / "half").write_text("half")
    print(folder, flush=True)
    time.sleep(60)
"""


def test_only_what_nobody_holds_is_removed(tmp_path: Path) -> None:
    """While a process lives its folder stays; once it is killed, the next one removes it."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        left = Path(process.stdout.readline().strip())
        with scratch_folder(tmp_path) as own, scratch_folder(tmp_path) as other:
            assert {left, own, other} == set(tmp_path.iterdir())
        process.send_signal(signal.SIGKILL)
    assert list(tmp_path.iterdir()) == [left]
    with scratch_folder(tmp_path) as own:
        assert list(tmp_path.iterdir()) == [own]
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / ".bokrules-file").write_text("x")
    (tmp_path / ".bokrules-open").mkdir(mode=0o755)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    (tmp_path / ".bokrules-link").symlink_to(elsewhere)
    before = set(tmp_path.iterdir())
    with scratch_folder(tmp_path):
        pass
    assert set(tmp_path.iterdir()) == before


def test_someone_else_s_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".bokrules-theirs").mkdir(mode=0o700)
    someone = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: someone)
    with scratch_folder(tmp_path):
        pass
    assert [each.name for each in tmp_path.iterdir()] == [".bokrules-theirs"]


@pytest.mark.parametrize("has_come", [False, True])
def test_a_folder_that_was_being_replaced(tmp_path: Path, has_come: bool) -> None:
    """It gets its name again, unless the new one has it."""
    kept = tmp_path / ".bokrules-x" / BEFORE / "out"
    kept.mkdir(parents=True)
    kept.parent.parent.chmod(0o700)
    (kept / "old").touch()
    if has_come:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "new").touch()
    with scratch_folder(tmp_path):
        pass
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["new" if has_come else "old"]


def test_removed_before_it_was_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    lock = fcntl.flock
    done: list[int] = []

    def too_late(handle: int, how: int) -> None:
        lock(handle, how)
        if not done:
            done.append(how)
            for each in tmp_path.iterdir():
                each.rmdir()

    monkeypatch.setattr(fcntl, "flock", too_late)
    with scratch_folder(tmp_path) as folder:
        assert folder.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UnwritableOutput, match="No such file"), scratch_folder(tmp_path / "no"):
        pass


def test_what_interrupts_a_query_is_the_user(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    with pytest.raises(KeyboardInterrupt), engine._told():
        raise RuntimeError("Query interrupted")
    with pytest.raises(RuntimeError, match="else"), engine._told():
        raise RuntimeError("something else")
    engine.close()
