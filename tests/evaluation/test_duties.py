"""Duties of an office over a ledger: listed, and shown where rows show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bokrules.evaluation.duties import duties_over
from tests.evaluation.limits.ledgers import judged, numbers, policy_of, row

POLICY = policy_of(
    """
    kewajiban lapor "Laporan" en "Report" per satker per pencairan dasar B.1
    kewajiban lokmin "Lokakarya" untuk kegiatan rapat per satker per bulan dasar A.1
    kewajiban rencana "Rencana" bila belanja = konsumsi per tahun dasar A.2
    """
)
ROWS = [
    row(date="2019-01-05"),
    row(date="2019-02-05", office="Lain"),
    row(date="2019-01-30"),
    row(date=None, office=None),
    row(activity="gizi", date="2019-01-01"),
    row(activity=None, date="2019-01-01"),
]


def test_every_duty_is_listed_with_its_clause() -> None:
    found = duties_over(judged(ROWS, POLICY), [POLICY])
    assert [(each.rule, each.state, each.can_be_shown) for each in found] == [
        ("lokmin", "shown", True),
        ("rencana", "not_shown", True),
        ("lapor", "not_shown", False),
    ]
    assert (found[2].label, found[2].citation, found[2].page) == (
        "Report",
        "Kepmenkes 494/2010 B.1, p. 6",
        6,
    )


def test_rows_that_certainly_show_it_by_group_and_period() -> None:
    lokmin = duties_over(judged(ROWS, POLICY), [POLICY])[0]
    assert [(dict(each.group), numbers(each.rows)) for each in lokmin.shown] == [
        ({"office": "Dinas", "period": "2019-01"}, [1, 3]),
        ({"office": "Lain", "period": "2019-02"}, [2]),
        ({"office": None, "period": None}, [4]),
    ]


def test_as_json() -> None:
    lokmin, _, lapor = duties_over(judged(ROWS[:1], POLICY), [POLICY])
    assert lokmin.to_dict() == {
        "rule": "lokmin",
        "label": "Lokakarya",
        "per": ["satker", "bulan"],
        "state": "shown",
        "can_be_shown": True,
        "shown": [{"group": {"office": "Dinas", "period": "2019-01"}, "rows": [1]}],
        "citation": "Kepmenkes 494/2010 A.1, p. 2",
        "page": 2,
    }
    assert (lapor.to_dict()["state"], lapor.to_dict()["shown"]) == ("not_shown", [])


def test_without_a_period() -> None:
    policy = policy_of('kewajiban x "X" untuk kegiatan rapat dasar A')
    (duty,) = duties_over(judged(ROWS, policy), [policy])
    assert [(dict(each.group), numbers(each.rows)) for each in duty.shown] == [({}, [1, 2, 3, 4])]


def test_a_duty_of_a_later_text_is_shown_by_rows_of_its_days() -> None:
    june = replace(POLICY.edition, first_day=date(2019, 6, 1))
    later = replace(policy_of('kewajiban baru "B" untuk kegiatan rapat dasar A'), edition=june)
    rows = [row(date="2019-05-31"), row(date="2019-06-01"), row(date=None)]
    found = duties_over(judged(rows, POLICY, later), [POLICY, later])
    assert [each.rule for each in found] == ["lokmin", "rencana", "lapor", "baru"]
    assert [numbers(each.rows) for each in found[3].shown] == [[2]]
