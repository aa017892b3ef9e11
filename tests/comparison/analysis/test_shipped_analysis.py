"""What the analysis shows of the shipped editions, read and judged against their sources."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bokrules import load_edition
from bokrules.base import codes
from bokrules.base.errors import InvalidPolicy
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.comparison.analysis.analysis import Analysis, analyse
from bokrules.editions.edition import load_texts_to_analyse
from bokrules.evaluation.claims import ClaimState


def _idle(found: Analysis) -> dict[str, tuple[str, ...]]:
    return {each.rule.name: each.decided_by for each in found.idle_rules}


def test_2010() -> None:
    """Maintenance is forbidden as capital expenditure (I.E.7), and again under letter g."""
    found = analyse(load_edition(2010).policy)
    assert _idle(found) == {"pemeliharaan_gedung_kendaraan": ("belanja_modal",)}
    assert (found.conflicts, found.silences, found.idle_exceptions) == ((), (), ())
    assert (found.unmeetable, found.is_complete) == ((), True)
    assert {each.result.state for each in found.claims} == {ClaimState.PROVED}
    assert [each.rules for each in found.claims[:4]] == [
        ("honor",),
        ("pengobatan", "gawat_darurat", "rawat_inap", "pertolongan_persalinan"),
        ("obat_vaksin_alkes",),
        ("belanja_modal",),
    ]


@pytest.mark.parametrize("year", [2015, 2019, 2020])
def test_nothing_is_found(year: int) -> None:
    for text in load_edition(year).texts:
        found = analyse(text)
        assert not found.found_something
        assert found.is_complete


def test_2021() -> None:
    """The menu names public health, read as all that promotes and prevents, and parts of it."""
    found = analyse(load_edition(2021).policy)
    assert _idle(found) == {
        "germas": ("kesmas",),
        "deteksi_dini": ("kesmas",),
        "stbm": ("kesmas",),
    }
    assert found.is_complete


@pytest.fixture
def without_exceptions(tmp_path: Path) -> Path:
    """The edition of 2010 with its only `kecuali` taken out."""
    shutil.copytree(POLICIES_FOLDER / "common", tmp_path / "common")
    folder = shutil.copytree(POLICIES_FOLDER / "2010", tmp_path / "2010")
    rules = folder / "expenditure.bok"
    lines = rules.read_text(encoding="utf-8").splitlines()
    kept = [each for each in lines if not each.strip().startswith("kecuali")]
    assert len(lines) - len(kept) == 1
    rules.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return folder


def test_2010_contradicts_itself_without_its_exception(without_exceptions: Path) -> None:
    """I.E.7 counts maintenance as capital expenditure, II.C.c pays for that of the cold chain."""
    with pytest.raises(InvalidPolicy) as refused:
        load_edition(without_exceptions)
    assert refused.value.code == codes.CONFLICT
    [text] = load_texts_to_analyse(without_exceptions)
    [conflict] = analyse(text).conflicts
    assert (conflict.prohibition.name, conflict.permission.name) == ("belanja_modal", "cold_chain")
    assert conflict.witness["belanja"] == "pemeliharaan_cold_chain"


def test_another_error_is_still_refused(without_exceptions: Path) -> None:
    rules = without_exceptions / "expenditure.bok"
    rules.write_text(rules.read_text(encoding="utf-8") + 'boleh x "X" untuk belanja tak_ada\n')
    with pytest.raises(InvalidPolicy):
        load_texts_to_analyse(without_exceptions)
