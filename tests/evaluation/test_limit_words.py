"""A limit in words, and on the verdict of an expense that counts towards it."""

from __future__ import annotations

import pytest

from bokrules.base.messages import choose_language
from bokrules.evaluation.limit_words import amount_words, measure_words
from bokrules.evaluation.single import judge
from bokrules.semantics.limits import Unit
from tests.evaluation.limits.ledgers import limited, policy_of


@pytest.mark.parametrize(
    ("limit", "english", "indonesian"),
    [
        (
            "maksimal 2 kali per satker per tahun",
            "at most 2 times per office per year",
            "paling banyak 2 kali per satker per tahun",
        ),
        (
            "minimal 2,5% dari pagu per satker per triwulan",
            "at least 2,5% of the pagu per office per quarter",
            "paling sedikit 2,5% dari pagu per satker per triwulan",
        ),
        ("maksimal Rp325.000 per bulan per penerima", "at most Rp325.000 per payee per month", ""),
        ("maksimal 20 jam", "at most 20 hours", "paling banyak 20 jam"),
    ],
)
def test_measures(limit: str, english: str, indonesian: str) -> None:
    policy = limited(limit)
    assert str(measure_words(policy.limits[0], policy)) == english
    choose_language("id")
    assert not indonesian or str(measure_words(policy.limits[0], policy)) == indonesian


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("times", "3 times"),
        ("persons", "3 persons"),
        ("days", "3 days"),
        ("hours", "3 hours"),
        ("rupiah", "Rp3"),
    ],
)
def test_amounts(unit: Unit, words: str) -> None:
    assert str(amount_words(3, unit)) == words


def test_a_verdict_names_the_limits_that_the_expense_counts_towards_or_may() -> None:
    policy = policy_of(
        """
        batas b "Kedua" untuk kegiatan gizi maksimal 1 kali dasar C
        batas a "Batas" en "Limit" untuk dana bok_provinsi maksimal 1 orang per satker dasar B.1
        """
    )
    verdict = judge({"activity": "gizi"}, [policy])
    assert verdict.to_dict()["limits"] == [
        {
            "rule": "a",
            "label": "Limit",
            "measure": "at most 1 persons per office",
            "citation": "Kepmenkes 494/2010 B.1, p. 6",
            "page": 6,
        },
        {
            "rule": "b",
            "label": "Kedua",
            "measure": "at most 1 times",
            "citation": "Kepmenkes 494/2010 C, p. 9",
            "page": 9,
        },
    ]
    assert judge({"activity": "rapat", "fund": "bok_puskesmas"}, [policy]).limits == ()
