from __future__ import annotations

import os
from pathlib import Path

import pytest

from bokrules import UnreadableFile
from bokrules.inspection.opening import file_bytes


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.csv")
    for path in (tmp_path / "pipa.csv", Path("/dev/null")):
        with pytest.raises(UnreadableFile) as caught:
            file_bytes(path)
        assert caught.value.message.text("en") == f"{path} is no regular file"


def test_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"x")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    assert file_bytes(tmp_path / "b.csv") == b"x"
    with pytest.raises(UnreadableFile, match="cannot be read"):
        file_bytes(tmp_path)
    with pytest.raises(UnreadableFile):
        file_bytes(tmp_path / "c.csv")
