"""A cache of each test's own, and a small edition to be kept in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editions.conftest import folder

__all__ = ["folder"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, not made yet."""
    found = tmp_path / "cache" / "bokrules"
    monkeypatch.setenv("BOKRULES_CACHE", str(found))
    return found
