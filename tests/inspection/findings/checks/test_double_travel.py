"""One person paid twice for the same days."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.inspection.books.lines import PayeeLine
from bokrules.inspection.findings.checks.double_travel import CHECK
from bokrules.inspection.findings.finding import Finding, Weight
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.settings import DoubleTravel, Settings
from tests.inspection.findings.making_books import (
    UNIT,
    book,
    day,
    found,
    inspected,
    payee,
    spent,
    words,
)

SRI = "197506122000032001"
OTHER = "198001012005012002"


def lists(*payees: PayeeLine) -> Inspected:
    """With a cash book that has their vouchers."""
    vouchers = dict.fromkeys(each.voucher for each in payees)
    lines = [spent(1_000_000, "Transport petugas", "05-31", each) for each in vouchers]
    return inspected(book(*lines), payees=payees)


def only(given: Inspected) -> Finding:
    (finding,) = found(CHECK, given)
    return finding


def test_two_journeys_that_overlap_leave_the_dearer() -> None:
    payees = (
        payee("Sri Wahyuni, S.ST", 450_000, "05-28", "05-30", "012", SRI),
        payee("SRI WAHYUNI", 300_000, "05-30", "05-31", "015", SRI),
        payee("Budi", 300_000, "05-30", "05-31", "015"),
    )
    finding = only(lists(*payees))
    assert (finding.code, finding.amount, finding.weight) == ("1.01.07", 300_000, Weight.FINDING)
    assert finding.unit == UNIT
    assert [each.file for each in finding.rows] == ["nominatif.xlsx", None, "nominatif.xlsx", None]
    assert words(finding) == (
        "Sri Wahyuni, S.ST (NIP 197506122000032001) was paid 2 times, Rp750.000 together, for days "
        "that overlap: 28 May 2010 to 30 May 2010, voucher 012, Rp450.000; 30 May 2010 to 31 May "
        "2010, voucher 015, Rp300.000. If each day is paid once, Rp300.000 cannot stand. The days "
        "are those that the lists and texts state."
    )


def test_of_a_chain_the_two_ends_may_stand() -> None:
    payees = (
        payee("Sri", 300_000, "05-01", "05-03", "1", SRI),
        payee("Sri", 500_000, "05-03", "05-06", "2", SRI),
        payee("Sri", 250_000, "05-06", "05-08", "3", SRI),
    )
    assert only(lists(*payees)).amount == 500_000


def test_several_transports_on_one_day_under_one_voucher() -> None:
    payees = (
        payee("Sri Wahyuni", 50_000, "05-05", destination="Desa Suka"),
        payee("Sri Wahyuni", 50_000, "05-05", destination="Desa Maju"),
        payee("Sri Wahyuni", 50_000, "05-06", destination="Desa Maju"),
    )
    assert only(lists(*payees)).amount == 50_000


def test_days_one_after_the_other_are_none() -> None:
    payees = (
        payee("Sri", 450_000, "05-28", "05-29", "1", SRI),
        payee("Sri", 300_000, "05-30", "05-31", "2", SRI),
    )
    assert found(CHECK, lists(*payees)) == []


def test_two_persons_of_one_name_are_not_one() -> None:
    payees = (
        payee("Siti Aminah", 450_000, "05-28", voucher="1", nip=SRI),
        payee("Siti Aminah", 300_000, "05-28", voucher="2", nip=OTHER),
        payee("Siti Aminah", 200_000, "05-28", voucher="3"),
    )
    assert found(CHECK, lists(*payees)) == []


def test_a_name_without_a_number_is_that_of_the_one_number() -> None:
    payees = (
        payee("Siti Aminah, SKM", 450_000, "05-28", voucher="1", nip=SRI),
        payee("SITI AMINAH", 300_000, "05-28", voucher="2"),
    )
    assert only(lists(*payees)).amount == 300_000


def test_groups_are_no_person() -> None:
    payees = [payee("Kader Posyandu", 50_000, "05-05", voucher=each) for each in ("1", "2")]
    assert found(CHECK, lists(*payees)) == []


def test_a_number_joins_units_a_name_does_not() -> None:
    payees = (
        payee("Siti", 450_000, "05-28", voucher="1", nip=SRI),
        payee("Siti", 300_000, "05-28", voucher="2", nip=SRI, unit="Puskesmas Mawar"),
        payee("Budi", 450_000, "05-28", voucher="1"),
        payee("Budi", 300_000, "05-28", voucher="2", unit="Puskesmas Mawar"),
    )
    finding = only(inspected(payees=payees))
    assert (finding.amount, finding.unit) == (300_000, None)


def test_lodging_and_allowance_of_one_journey_are_not_doubles() -> None:
    payees = (
        payee("Sri", 100_000, "05-28", "05-30", "1", activity="Transport ke Kupang"),
        payee("Sri", 600_000, "05-28", "05-30", "2", activity="Penginapan perjalanan ke Kupang"),
        payee("Sri", 300_000, "05-28", "05-30", "3", activity="Uang harian perjalanan dinas"),
        payee("Sri", 90_000, "05-30", "05-30", "4", activity="Perjalanan dinas ke Atambua"),
    )
    finding = only(lists(*payees))
    assert finding.amount == 90_000
    assert "voucher 1," in words(finding)
    assert "voucher 2," not in words(finding)


def test_the_text_of_the_list_states_days() -> None:
    payees = (
        payee("Sri", 100_000, voucher="1", activity="Posyandu tgl 3-5 Mei"),
        payee("Sri", 80_000, "05-05", voucher="2"),
    )
    finding = only(lists(*payees))
    assert (finding.amount, finding.weight) == (80_000, Weight.FINDING)


def test_the_days_of_the_whole_activity_are_an_indication() -> None:
    cash = book(
        spent(100_000, "Transport posyandu 3 s/d 5 Mei 2010", "05-31", "1"),
        spent(80_000, "Transport posyandu tgl 5 Mei", "05-31", "2"),
    )
    payees = (payee("Sri", 100_000, voucher="1"), payee("Sri", 80_000, voucher="2"))
    finding = only(inspected(cash, payees=payees))
    assert (finding.amount, finding.weight) == (80_000, Weight.INDICATION)
    assert "the days of the activity" in words(finding)


def test_an_indication_is_besides_what_is_certain() -> None:
    cash = book(
        *(spent(100_000, "Transport", "05-31", each) for each in ("1", "2")),
        spent(40_000, "Transport tgl 3 Mei", "05-31", "3"),
    )
    payees = (
        payee("Sri", 100_000, "05-03", voucher="1"),
        payee("Sri", 100_000, "05-03", voucher="2"),
        payee("Sri", 40_000, voucher="3"),
    )
    certain, possible = found(CHECK, inspected(cash, payees=payees))
    assert (certain.amount, certain.weight) == (100_000, Weight.FINDING)
    assert (possible.amount, possible.weight) == (40_000, Weight.INDICATION)
    assert "besides Rp100.000" in words(possible)


def test_the_same_line_twice_in_one_voucher_without_days() -> None:
    cash = book(spent(150_000, "Transport posyandu", "05-31", "1"))
    payees = (
        payee("Sri", 50_000, destination="Desa Suka"),
        payee("Sri", 50_000, destination="desa suka"),
        payee("Sri", 50_000, destination="Desa Maju"),
    )
    finding = only(inspected(cash, payees=payees))
    assert (finding.amount, finding.weight) == (50_000, Weight.INDICATION)


def test_without_days_and_voucher_nothing_can_be_said() -> None:
    undated = book(spent(50_000, "Transport", None, "1"))
    payees = (
        payee("Sri", 50_000),
        payee("Sri", 50_000),
        payee("Sri", 50_000, voucher=None),
        payee("Sri", 50_000, voucher="77"),
        payee("Toko Maju", 50_000, voucher="1"),
        payee("Sri", None),
        payee("Sri", 0),
    )
    assert found(CHECK, inspected(undated, payees=payees)) == []


def test_the_book_itself_names_payee_and_days() -> None:
    cash = book(
        spent(450_000, "Perjalanan dinas 28 s/d 30 Agustus 2010", "08-31", "1", payee="Sri, S.ST"),
        spent(300_000, "Transport tgl 30 Agustus 2010", "09-02", "2", payee="SRI"),
        spent(300_000, "ATK 30 Agustus 2010", "09-02", "3", payee="SRI"),
        spent(300_000, "Transport 30 Agustus 2010", "09-02", "4", payee="Sri dkk"),
    )
    finding = only(inspected(cash))
    assert (finding.amount, finding.weight) == (300_000, Weight.FINDING)
    assert [each.row for each in finding.rows] == [2, 3]


def test_the_day_of_payment_gives_an_indication() -> None:
    cash = book(
        spent(50_000, "Transport ke Desa Suka", "05-05", "1", payee="Sri"),
        spent(60_000, "Transport ke Desa Maju", "05-05", "2", payee="Sri"),
        spent(60_000, "Transport ke Desa Maju", None, "3", payee="Sri"),
    )
    finding = only(inspected(cash))
    assert (finding.amount, finding.weight) == (50_000, Weight.INDICATION)
    off = Settings(double_travel=DoubleTravel(by_day_of_payment=False))
    assert found(CHECK, inspected(cash, settings=off)) == []
    payees = (payee("Sri", 50_000, voucher="1"), payee("Sri", 50_000, voucher="2"))
    assert only(inspected(cash, payees=payees)).amount == 50_000
    assert found(CHECK, inspected(cash, payees=payees, settings=off)) == []


def test_many_payments_are_counted_and_all_rows_named() -> None:
    payees = [payee("Sri", 10_000, "05-05", voucher=str(n)) for n in range(1, 13)]
    finding = only(lists(*payees))
    assert (finding.amount, len(finding.rows)) == (110_000, 24)
    assert "; and 2 more. If" in words(finding)


def test_one_row_for_several_stretches_shares_its_amount_by_days() -> None:
    row = payee("Sri", 100_000, "05-03", voucher="1")
    stretches = (row, replace(row, first_day=day("05-06"), last_day=day("05-07"), amount=None))
    for first, amount in (("05-03", 33_334), ("05-05", 0), ("05-07", 66_666)):
        payees = (*stretches, payee("Sri", 100_000, first, voucher="2"))
        given = found(CHECK, lists(*payees))
        assert sum(each.amount or 0 for each in given) == amount
        assert all(each.weight is Weight.INDICATION for each in given)


def test_one_row_with_an_amount_for_each_stretch_is_sure() -> None:
    row = payee("Sri", 50_000, "05-03", voucher="1")
    stretches = (row, replace(row, first_day=day("05-06"), amount=40_000))
    finding = only(lists(*stretches, payee("Sri", 100_000, "05-06", voucher="2")))
    assert (finding.amount, finding.weight) == (40_000, Weight.FINDING)
    assert len(finding.rows) == 4


def test_several_days_of_one_line_are_an_indication() -> None:
    cash = book(
        spent(100_000, "Transport tgl 3, 5 Mei", "05-31", "1", payee="Sri"),
        spent(50_000, "Transport tgl 5 Mei", "05-31", "2", payee="Sri"),
    )
    finding = only(inspected(cash))
    assert (finding.amount, finding.weight) == (50_000, Weight.INDICATION)


def test_the_expense_type_goes_before_the_words() -> None:
    cash = book(
        spent(50_000, "Ke Desa Suka 5 Mei", "05-05", "1", payee="Sri", belanja="transpor_petugas"),
        spent(60_000, "Ke Desa Maju 5 Mei", "05-05", "2", payee="Sri", belanja="bbm_transpor"),
        spent(70_000, "Transport 5 Mei", "05-05", "3", payee="Sri", belanja="atk"),
        spent(80_000, "Di Kupang 5 Mei", "05-05", "4", payee="Sri", belanja="penginapan"),
    )
    assert only(inspected(cash)).amount == 50_000


def test_a_line_with_a_list_of_payees_is_not_counted_beside_it() -> None:
    cash = book(spent(100_000, "Transport tgl 5 Mei", "05-31", "1", payee="Sri"))
    payees = (payee("Sri", 100_000, "05-05", voucher="1"),)
    assert found(CHECK, inspected(cash, payees=payees)) == []


def test_payees_of_a_unit_that_no_sheet_names_join_any() -> None:
    cash = book(
        spent(100_000, "Transport tgl 5 Mei", "05-31", "1", unit=None),
        spent(100_000, "Transport tgl 5 Mei", "05-31", "2", unit=None),
        unit=None,
    )
    payees = (payee("Sri", 100_000, voucher="1"), payee("Sri", 90_000, voucher="02"))
    assert only(inspected(cash, payees=payees)).amount == 90_000


def at(rate: int, line: PayeeLine) -> PayeeLine:
    return replace(line, rate=rate)


def test_with_the_rate_of_a_day_only_the_days_that_are_shared_are_too_much() -> None:
    one = at(100_000, payee("Budi", 300_000, "05-04", "05-06", "2"))
    other = at(100_000, payee("Budi", 300_000, "05-06", "05-08", "3"))
    assert only(lists(one, other)).amount == 100_000
    assert only(lists(one, replace(other, rate=None))).amount == 300_000
    assert only(lists(one, replace(other, amount=310_000))).amount == 300_000


def test_numbers_that_are_cut_off_tell_persons_of_one_unit_apart() -> None:
    one = payee("Tini", 50_000, "05-04", voucher="1", nip="1980 0101")
    assert found(CHECK, lists(one, payee("Tini", 50_000, "05-04", voucher="2", nip="7901"))) == []
    same = payee("Tini A.", 50_000, "05-04", voucher="2", nip="19800101")
    assert only(lists(one, same)).amount == 50_000
    assert only(lists(one, payee("Tini", 50_000, "05-04", voucher="2"))).amount == 50_000
    elsewhere = payee("Tono", 50_000, "05-04", voucher="3", nip="19800101", unit="Lain")
    assert found(CHECK, lists(one, elsewhere)) == []


def test_why_it_cannot_be_run() -> None:
    why = CHECK.lacks(inspected(book(spent(1_000))))
    assert why is not None
    assert "no list of payees" in why.text("en")


@given(st.permutations(range(4)))
@pytest.mark.parametrize("nip", [SRI, None])
def test_the_order_of_lines_does_not_matter(nip: str | None, order: list[int]) -> None:
    payees = [
        payee("Sri", 300_000, "05-01", "05-03", "1", nip),
        payee("Sri", 500_000, "05-03", "05-06", "2", nip),
        payee("Sri", 250_000, "05-06", "05-08", "3", nip),
        payee("Sri", 70_000, "05-20", "05-20", "4", nip),
    ]
    assert only(lists(*(payees[each] for each in order))).amount == 500_000
