"""Invented lines of cash books, and what the decree of 2010 says of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from bokrules import load_edition
from bokrules.editions import Edition
from bokrules.inspection.classify.classifier import Classifier
from tests.inspection.classify.scoring import PASSES, is_right, judge

TEXT = (Path(__file__).parent / "lines_2010.csv").read_text(encoding="utf-8")
LINES = list(csv.DictReader(TEXT.splitlines()))
STATUSES = {"dilarang", "tidak_tercantum", "diizinkan", "perlu_konteks"}

FORBIDDEN_GOODS = (
    "gaji",
    "honor",
    "belanja_modal",
    "pemeliharaan_gedung",
    "pemeliharaan_kendaraan",
    "pemeliharaan_alat",
    "listrik",
    "air",
    "tinta_toner",
    "obat",
    "vaksin",
    "alat_kesehatan",
    "setoran_kas_daerah",
    "pemindahan_rekening",
)
FORBIDDEN_CARE = (
    "pengobatan",
    "rehabilitasi",
    "gawat_darurat",
    "rawat_inap",
    "pertolongan_persalinan",
)
AROUND_GOODS = (
    "Pembelian {}",
    "Belanja {} posyandu",
    "{} untuk poskesdes",
    "{} rapat lokmin",
    "Lokmin bulan Mei, {}",
    "{} penyuluhan PHBS",
    "{} kegiatan imunisasi",
    "{} pelatihan kader",
    "{} PMT penyuluhan",
    "{} rapat desa",
    "{} petugas pelacakan gizi buruk",
    "{} kunjungan rumah bumil",
    "Posyandu: {}",
)
AROUND_CARE = (
    "Transport petugas {}",
    "Transport kader {}",
    "Transport petugas {} di posyandu",
    "Snack rapat {}",
    "{} balita gizi buruk",
    "{} poskesdes",
    "Transport {} desa siaga",
    "Transport petugas {} bumil resti",
    "Bahan kontak {}",
    "Transport petugas {} anak sekolah",
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(2010)


@pytest.fixture(scope="module")
def classifier(edition: Edition) -> Classifier:
    return Classifier.of(edition)


def test_lines_are_distinct_and_have_a_status_and_a_clause() -> None:
    assert len({line["uraian"] for line in LINES}) == len(LINES) > 300
    assert {line["status"] for line in LINES} == STATUSES
    assert all(line["dasar"] for line in LINES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["uraian"])
def test_a_line_is_judged_as_its_clause_says(
    line: dict[str, str], edition: Edition, classifier: Classifier
) -> None:
    assert is_right(line["status"], judge(edition, classifier, line["uraian"]))


def _named(classifier: Classifier, dimension: str, names: tuple[str, ...]) -> Iterator[str]:
    taxonomy = classifier.vocabulary.taxonomies[dimension]
    for name in names:
        for below in taxonomy.below_or_same(name):
            for phrase in taxonomy.terms[below].phrases:
                yield phrase.replace(" … ", " ")


@pytest.mark.parametrize("around", AROUND_GOODS)
def test_forbidden_goods_pass_for_no_activity(
    around: str, edition: Edition, classifier: Classifier
) -> None:
    for phrase in _named(classifier, "belanja", FORBIDDEN_GOODS):
        outcome, _, _ = judge(edition, classifier, around.format(phrase))
        assert outcome not in PASSES, around.format(phrase)


@pytest.mark.parametrize("around", AROUND_CARE)
def test_care_of_individuals_passes_in_no_place(
    around: str, edition: Edition, classifier: Classifier
) -> None:
    for phrase in _named(classifier, "kegiatan", FORBIDDEN_CARE):
        outcome, _, _ = judge(edition, classifier, around.format(phrase))
        assert outcome not in PASSES, around.format(phrase)
