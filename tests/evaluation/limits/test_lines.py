"""What groups are made of."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bokrules.evaluation.limits.lines import Group, Ledger, key_of
from tests.evaluation.limits.ledgers import found, judged, over, policy_of, row


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("  Puskesmas\u00a0 AMPANA ", "puskesmas ampana"),
        ("  ", None),
        (None, None),
        (False, False),
        (0, 0),
        (date(2019, 1, 1), date(2019, 1, 1)),
        (frozenset({"b", "a"}), ("a", "b")),
        ({"ppn": 2, "pph": 1}, (("pph", 1), ("ppn", 2))),
    ],
)
def test_what_a_value_is_compared_by(value: object, key: object) -> None:
    assert key_of(value) == key


def test_groups_that_may_be_the_same() -> None:
    assert Group(("a", None), "2019").may_be(Group(("a", "b"), None))
    assert not Group(("a", None), "2019").may_be(Group(("b", None), "2019"))
    assert not Group(("a",), "2019").may_be(Group(("a",), "2020"))


def test_values_as_they_are_shown() -> None:
    policy = policy_of("")
    ledger = Ledger(
        judged([row(office="  b "), row(office="B"), row(remote=True)], policy), [policy]
    )
    assert ledger.shown("satker", "b") == "  b "
    assert [ledger.shown("terpencil", each) for each in (True, None)] == [True, None]
    assert ledger.shown("volume", Fraction(5, 2)) == "5/2"
    assert ledger.shown("kejadian", ("days", "b", "rapat", date(2019, 1, 2))) == "2019-01-02"
    assert ledger.alias("jumlah_jam") == "hours"
    assert ledger.alias("nothing") == "nothing"


def test_a_field_that_is_taken_from_another() -> None:
    policy = policy_of('batas x "X" untuk kegiatan rapat maksimal Rp5 per nilai_kuitansi dasar A')
    rows = [row(amount=3), row(amount=3), row(amount=4, voucher_amount=3)]
    assert found(over(rows, policy)) == [(10, 5, [2, 3], [1], 5)]
    none = over([row(amount=None), row(amount=9, voucher_amount=1)], policy)
    assert [each.missing for each in none.not_decided] == [("amount",)]
