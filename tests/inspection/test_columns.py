from __future__ import annotations

import pytest

from bokrules import UnreadableFile
from bokrules.base import codes
from bokrules.inspection.columns import Headers


@pytest.mark.parametrize(
    ("header", "fact"),
    [
        ("nomor_bukti", "nomor_bukti"),
        ("voucher", "nomor_bukti"),
        ("NOMOR BUKTI", "nomor_bukti"),
        ("Nomor  bukti", "nomor_bukti"),
        ("nomorbukti", "nomor_bukti"),
        ("Voucher number", "nomor_bukti"),
        ("expense_type", "belanja"),
        ("Jenis Belanja", "belanja"),
        ("Expense type", "belanja"),
        ("ID", "id"),
        ("Row id", "id"),
        ("Pajak", "pajak"),
        ("Taxes deposited", "pajak"),
        ("Nilai (Rp)", "nilai"),
        ("Amount ( Rp. )", "nilai"),
    ],
)
def test_headers_that_name_a_fact(headers: Headers, header: str, fact: str) -> None:
    column = headers.column(header)
    assert column is not None
    assert (column.header, column.fact.name, column.tax) == (header, fact, None)


@pytest.mark.parametrize(
    ("header", "tax"),
    [
        ("ppn", "ppn"),
        ("PPN", "ppn"),
        ("PPN (Rp)", "ppn"),
        ("pph22", "pph22"),
        ("PPh 22", "pph22"),
        ("PPh pasal 22", "pph22"),
        ("pajak_ppn", "ppn"),
        ("Pajak PPh 22", "pph22"),
        ("taxes.ppn", "ppn"),
        ("taxes_pph22", "pph22"),
        ("Value added tax", "ppn"),
    ],
)
def test_headers_that_name_a_tax(headers: Headers, header: str, tax: str) -> None:
    column = headers.column(header)
    assert column is not None
    assert (column.fact.name, column.tax) == ("pajak", tax)


@pytest.mark.parametrize(
    "header", ["", "NO", "SALDO", "sumber", "nilai (USD)", "uraian (Rp)", "ppn 11%", "pajak daerah"]
)
def test_unknown_headers(headers: Headers, header: str) -> None:
    assert headers.column(header) is None


def test_columns_stay_in_their_places(headers: Headers) -> None:
    found = headers.columns(["NO", "uraian", "", "nilai"], "buku.csv")
    assert [each and each.fact.name for each in found] == [None, "uraian", None, "nilai"]


@pytest.mark.parametrize(
    ("names", "fact"),
    [(["nilai", "Amount"], "nilai"), (["nilai", "nilai"], "nilai"), (["ppn", "taxes.ppn"], "ppn")],
)
def test_the_same_twice(headers: Headers, names: list[str], fact: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        headers.columns(["id", *names], "buku.csv")
    assert caught.value.code == codes.DUPLICATE_COLUMN
    assert caught.value.message.text("en") == (
        f"buku.csv: the columns `{names[0]}` and `{names[1]}` both hold `{fact}`"
    )
    assert caught.value.hint_message is not None


def test_an_unknown_column_may_stand_twice(headers: Headers) -> None:
    assert headers.columns(["sumber", "sumber"], "buku.csv") == [None, None]


def test_known_headers_are_counted(headers: Headers) -> None:
    assert headers.known(["Nilai", "Medan", "sumber", "PPN"]) == 3
