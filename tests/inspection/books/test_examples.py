"""The shipped workbooks, one of each kind: what is printed in them holds, and is read."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from bokrules.inspection.books.lines import Books, CashKind, CashLine
from bokrules.inspection.books.reading import read_books
from bokrules.semantics.vocabulary import Vocabulary

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NAMES = ("bku", "rka", "rpk", "nominatif", "pajak", "harga_satuan")


@pytest.fixture(scope="module")
def books() -> dict[str, Books]:
    from bokrules.editions import load_edition

    vocabulary = load_edition(2010).policy.vocabulary
    read = {each: read_books(EXAMPLES / f"{each}_2010.xlsx", vocabulary) for each in NAMES}
    assert all(each.errors == () and each.ignored == () for each in read.values())
    return {name: each.books for name, each in read.items()}


def _of_units(books: Books) -> Iterator[tuple[str | None, list[CashLine]]]:
    ordered = sorted(books.cash, key=lambda each: each.unit or "")
    for unit, own in groupby(ordered, key=lambda each: each.unit):
        yield unit, [line for book in own for line in book.lines]


def test_sums_agree_with_the_balance(books: dict[str, Books]) -> None:
    ends = {}
    for unit, lines in _of_units(books["bku"]):
        ordinary = [each for each in lines if each.kind in (CashKind.RECEIPT, CashKind.EXPENSE)]
        received = sum(each.received or 0 for each in ordinary)
        spent = sum(each.spent or 0 for each in ordinary)
        ends[unit] = received - spent
        assert ordinary[-1].balance == lines[-1].balance == received - spent
        running = 0
        for each in ordinary:
            running += (each.received or 0) - (each.spent or 0)
            assert each.balance == running
    assert ends == {"Puskesmas Kamarang": 1_130_000, "Puskesmas Ampana Barat": 400_000}


def test_lines_of_the_cash_book(books: dict[str, Books]) -> None:
    kinds = [[each.kind.name[0] for each in book.lines] for book in books["bku"].cash]
    assert ["".join(each) for each in kinds] == ["REEESSSS", "REESSSS", "CREESSSS", "CESSSS"]
    assert [(each.unit, each.month) for each in books["bku"].cash] == [
        ("Puskesmas Kamarang", 5),
        ("Puskesmas Ampana Barat", 5),
        ("Puskesmas Kamarang", 6),
        ("Puskesmas Ampana Barat", 6),
    ]


def test_the_other_books(books: dict[str, Books]) -> None:
    assert [(each.account_code, each.amount) for each in books["rka"].budget] == [
        ("5.1.02.01.01.0026", 1_500_000),
        ("5.1.02.01.01.0024", 300_000),
        ("5.1.02.04.01.0003", 7_800_000),
    ]
    assert [each.amount for each in books["rpk"].plan] == [600_000, 1_320_000, 750_000]
    payees = books["nominatif"].payees
    assert {each.voucher for each in payees} == {"002", "006"}
    assert sum(each.amount or 0 for each in payees) == 600_000 + 600_000
    assert [(each.tax, each.withheld, each.deposited) for each in books["pajak"].taxes] == [
        ("ppn", 150_000, None),
        ("pph22", 22_500, None),
        ("ppn", None, 150_000),
        ("pph22", None, 22_500),
    ]
    assert [each.price for each in books["harga_satuan"].prices] == [150_000, 3_000, 35_000]


def test_the_workbooks_are_always_the_same(tmp_path: Path, vocabulary: Vocabulary) -> None:
    write = runpy.run_path(str(EXAMPLES / "make_books.py"))["write_all"]
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder)
    for name in NAMES:
        first, second = (tmp_path / each / f"{name}_2010.xlsx" for each in ("a", "b"))
        assert first.read_bytes() == second.read_bytes()
        shipped = read_books(EXAMPLES / f"{name}_2010.xlsx", vocabulary)
        assert shipped.books == read_books(first, vocabulary).books


def test_every_workbook_has_its_sources() -> None:
    sources = (EXAMPLES / "SUMBER.md").read_text(encoding="utf-8")
    assert all(f"| `{name}_2010.xlsx` |" in sources for name in NAMES)
