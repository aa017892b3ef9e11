"""A small edition on disk, to be changed by each test as it likes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import VOCABULARY

EDITION = """\
id: "2010"
year: 2010
regulation: {kind: Kepmenkes, number: 1/2010}
title: Juknis kecil
signed: 2010-01-15
in_force: {from: 2010-01-15, to: 2010-12-31, clauses: [C]}
funds: [bok_puskesmas]
completeness: complete
"""
OUTLINE = """\
A: {heading: "Yang boleh", page: 1}
A.1: {heading: "Transpor", page: 2}
B: {heading: "Yang dilarang", page: 3, reason: purpose}
C: {heading: "Masa berlaku", page: 1, part: keputusan}
"""
RULES = """\
boleh transpor "Transpor" untuk belanja transpor dasar A.1
larang gaji "Gaji" untuk belanja gaji dasar A.1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An edition without a fault, and its vocabulary beside it."""
    folder = tmp_path / "policies" / "2010"
    common = folder.parent / "common"
    folder.mkdir(parents=True)
    common.mkdir()
    (folder / "edition.yaml").write_text(EDITION, encoding="utf-8")
    (folder / "outline.yaml").write_text(OUTLINE, encoding="utf-8")
    (folder / "rules.bok").write_text(RULES, encoding="utf-8")
    (common / "vocabulary.bok").write_text(VOCABULARY, encoding="utf-8")
    return folder
