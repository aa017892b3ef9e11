"""Slips planted one by one in copies of the shipped editions are found, the editions are clean."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path

import pytest

from bokrules import pipeline
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.editions.compiling import compile_edition
from bokrules.editions.linting import edition_folders, lint_path
from bokrules.syntax import ast
from bokrules.syntax.from_text import parse
from tests.editions.slips import KINDS, Copy, Kind, Slip

EDITIONS = [each.name for each in edition_folders(POLICIES_FOLDER)]
MOST = 5
"""Of one kind in one edition; they are taken from all over it."""


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(POLICIES_FOLDER, tmp_path_factory.mktemp("copies") / "policies")


@pytest.fixture(autouse=True)
def _parse_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most files of a copy are the same each time, and reading them takes longest."""

    def parse_again(text: str, file: str, out: Diagnostics) -> ast.Document:
        document, found = _parsed(text, file)
        out.extend(found)
        return document

    monkeypatch.setattr(pipeline, "parse", parse_again)


@lru_cache(maxsize=200)
def _parsed(text: str, file: str) -> tuple[ast.Document, Diagnostics]:
    out = Diagnostics()
    return parse(text, file, out), out


def copy_of(folder: Path) -> Copy:
    policy = compile_edition(folder, Diagnostics())
    assert policy is not None
    files = [path for path in sorted(folder.iterdir()) if path.suffix in (".bok", ".yaml")]
    return Copy({path.name: path.read_text(encoding="utf-8") for path in files}, policy)


def spread(slips: Sequence[Slip]) -> Iterator[Slip]:
    step = max(1, -(-len(slips) // MOST))
    return islice(slips, 0, None, step)


def codes_with(slip: Slip, folder: Path) -> set[str]:
    path = folder / slip.file
    before = path.read_text(encoding="utf-8")
    path.write_text(slip.text, encoding="utf-8")
    try:
        return {each.code for each in lint_path(folder).diagnostics}
    finally:
        path.write_text(before, encoding="utf-8")


def test_the_shipped_editions_are_clean() -> None:
    assert [str(each.message) for each in lint_path(POLICIES_FOLDER).diagnostics] == []


@pytest.mark.parametrize("year", EDITIONS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_slip_is_found(kind: Kind, year: str, policies: Path) -> None:
    folder = policies / year
    slips = list(kind(copy_of(folder)))
    missed = [each.what for each in spread(slips) if each.code not in codes_with(each, folder)]
    assert missed == []


@pytest.mark.parametrize(
    ("declaration", "code"),
    [
        ('fakta keterangan_uji alias trial : ya_tidak "Keterangan"', "BOK702"),
        ('belanja barang_uji "Barang uji"', "BOK706"),
        ('belanja penginappan "Menginap"', "BOK707"),
        ('dokumen tanda_terima "Kuitansi"', "BOK707"),
        ('belanja kain_uji "Kain" sebutan "Spanduk"', "BOK708"),
        ('belanja perjalanan_uji "Jalan" rekening 5.1.02.04.01.0003', "BOK709"),
    ],
)
def test_a_slip_in_the_shared_vocabulary(declaration: str, code: str, policies: Path) -> None:
    """It is found when all editions are looked at."""
    path = policies / "common" / "belanja.bok"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{declaration}\n", encoding="utf-8")
    try:
        assert code in {each.code for each in lint_path(policies).diagnostics}
    finally:
        path.write_text(before, encoding="utf-8")


def test_every_kind_is_planted_somewhere(policies: Path) -> None:
    copies = [copy_of(policies / year) for year in EDITIONS]
    planted = {kind.__name__: sum(len(list(kind(each))) for each in copies) for kind in KINDS}
    assert all(planted.values()), planted
    assert sum(planted.values()) > 1000
