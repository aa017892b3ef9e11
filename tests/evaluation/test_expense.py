"""Expenses as callers give them, checked field by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from bokrules import BokrulesError, Expense, InvalidValue, UnknownField, UnknownValue
from bokrules.backends.decision import Facts
from bokrules.base import codes
from bokrules.base.money import LARGEST_AMOUNT
from bokrules.evaluation.expense import MOST_COUNTED, to_facts
from bokrules.semantics.policy import Policy
from tests.helpers import EDITION, compiled

_TEXT = 'boleh transpor "Transpor" untuk belanja transpor dasar A'


@pytest.fixture(scope="module")
def policy() -> Policy:
    return compiled(_TEXT)


def _fails(expense: dict[str, object], policy: Policy) -> BokrulesError:
    with pytest.raises(BokrulesError) as caught:
        to_facts(expense, policy)
    return caught.value


# ---- every type ----


@pytest.mark.parametrize(
    ("field", "given", "name", "value"),
    [
        ("amount", 0, "nilai", 0),
        ("amount", LARGEST_AMOUNT, "nilai", LARGEST_AMOUNT),
        ("persons", 2, "jumlah_orang", 2),
        ("days", MOST_COUNTED, "jumlah_hari", MOST_COUNTED),
        ("quantity", 3, "volume", Fraction(3)),
        ("quantity", Decimal("1.25"), "volume", Fraction(5, 4)),
        ("quantity", Fraction(1, 3), "volume", Fraction(1, 3)),
        ("date", date(2010, 5, 14), "tanggal", date(2010, 5, 14)),
        ("date", "2010-05-14", "tanggal", date(2010, 5, 14)),
        ("remote", True, "terpencil", True),
        ("in_plan", False, "dalam_rpk", False),
        ("description", "Ke desa", "uraian", "Ke desa"),
        ("description", "", "uraian", ""),
        ("description", 17, "uraian", "17"),
        ("expense_type", "gaji", "belanja", "gaji"),
        ("activity", "imunisasi", "kegiatan", "imunisasi"),
        ("region", "pulau", "wilayah", "pulau"),
        ("documents", [], "bukti", frozenset()),
        ("documents", ["kuitansi", "kuitansi"], "bukti", frozenset({"kuitansi"})),
        ("documents", ("faktur",), "bukti", frozenset({"faktur"})),
        ("documents", {"faktur", "kuitansi"}, "bukti", frozenset({"faktur", "kuitansi"})),
        ("taxes", {}, "pajak", {}),
        ("taxes", {"ppn": 100, "pph22": 0}, "pajak", {"ppn": 100, "pph22": 0}),
        ("stamp", 3000, "meterai", 3000),
    ],
)
def test_good_values(field: str, given: object, name: str, value: object, policy: Policy) -> None:
    facts = to_facts({field: given}, policy)
    assert facts == {name: value}
    assert type(facts[name]) is type(value)
    assert to_facts({name: given}, policy) == facts


@pytest.mark.parametrize(
    ("field", "given", "message"),
    [
        ("amount", True, "`amount`: True is not whole rupiah, such as 1250000"),
        ("amount", 5e5, "`amount`: 500000.0 is not whole rupiah, such as 1250000"),
        ("amount", "5e5", "`amount`: '5e5' is not whole rupiah, such as 1250000"),
        ("amount", "500000", "`amount`: '500000' is not whole rupiah, such as 1250000"),
        ("amount", Decimal(500), "`amount`: 500 is not whole rupiah, such as 1250000"),
        ("amount", Fraction(1), "`amount`: Fraction(1, 1) is not whole rupiah, such as 1250000"),
        ("amount", [1], "`amount`: [1] is not whole rupiah, such as 1250000"),
        ("amount", -1, "`amount`: -1 is out of range"),
        ("amount", LARGEST_AMOUNT + 1, "`amount`: 1000000000000001 is beyond any expense"),
        ("amount", 10**30, f"`amount`: {10**30} is beyond any expense"),
        pytest.param("amount", 10**5000, "`amount`: int is beyond any expense", id="no digits"),
        ("persons", 1.5, "`persons`: 1.5 is not a whole number, such as 2"),
        ("persons", False, "`persons`: False is not a whole number, such as 2"),
        ("persons", -3, "`persons`: -3 is out of range"),
        ("persons", MOST_COUNTED + 1, "`persons`: 1000000001 is out of range"),
        ("quantity", 1.5, "`quantity`: 1.5 is not an exact number (int, Decimal or Fraction)"),
        ("quantity", True, "`quantity`: True is not an exact number (int, Decimal or Fraction)"),
        ("quantity", "2", "`quantity`: '2' is not an exact number (int, Decimal or Fraction)"),
        (
            "quantity",
            Decimal("NaN"),
            "`quantity`: NaN is not an exact number (int, Decimal or Fraction)",
        ),
        ("quantity", Decimal("1e999999"), "`quantity`: 1E+999999 is not a number of usual size"),
        ("quantity", Fraction(-1, 2), "`quantity`: Fraction(-1, 2) is out of range"),
        ("quantity", LARGEST_AMOUNT + 1, "`quantity`: 1000000000000001 is out of range"),
        (
            "date",
            datetime(2010, 5, 14),
            "`date`: datetime.datetime(2010, 5, 14, 0, 0) is not a day as year-month-day, such as "
            "2010-05-14",
        ),
        (
            "date",
            "2010-05-32",
            "`date`: '2010-05-32' is not a day as year-month-day, such as 2010-05-14",
        ),
        (
            "date",
            "2010-W19-5",
            "`date`: '2010-W19-5' is not a day as year-month-day, such as 2010-05-14",
        ),
        (
            "date",
            "20100514",
            "`date`: '20100514' is not a day as year-month-day, such as 2010-05-14",
        ),
        ("date", 2010, "`date`: 2010 is not a day as year-month-day, such as 2010-05-14"),
        ("remote", 1, "`remote`: 1 is not true or false"),
        ("remote", "ya", "`remote`: 'ya' is not true or false"),
        ("description", True, "`description`: True is not a text"),
        pytest.param("description", 10**5000, "`description`: int is not a text", id="no text"),
        ("description", ["a"], "`description`: ['a'] is not a text"),
        ("expense_type", 3, "`expense_type`: 3 is not a name of the vocabulary"),
        ("region", ["desa"], "`region`: ['desa'] is not a name of the vocabulary"),
        (
            "documents",
            "kuitansi",
            "`documents`: 'kuitansi' is not a list of documents, such as [kuitansi, surat_tugas]",
        ),
        (
            "documents",
            {"kuitansi": 1},
            "`documents`: {'kuitansi': 1} is not a list of documents, such as [kuitansi, "
            "surat_tugas]",
        ),
        ("documents", [3], "`documents`: 3 is not a name of the vocabulary"),
        (
            "taxes",
            ["ppn"],
            "`taxes`: ['ppn'] is not a mapping of taxes to rupiah, such as ppn: 100000",
        ),
        ("taxes", {3: 1}, "`taxes`: 3 is not a name of the vocabulary"),
        ("taxes", {"ppn": 1.5}, "`taxes.ppn`: 1.5 is not whole rupiah, such as 1250000"),
        ("taxes", {"ppn": -1}, "`taxes.ppn`: -1 is out of range"),
    ],
)
def test_bad_values(field: str, given: object, message: str, policy: Policy) -> None:
    fault = _fails({field: given}, policy)
    assert isinstance(fault, InvalidValue)
    assert fault.code == codes.INVALID_VALUE
    assert fault.message.text() == message
    assert fault.hint


def test_hints(policy: Policy) -> None:
    assert _fails({"amount": 1.5}, policy).hint == (
        "give whole rupiah, such as 1250000, or leave the field out"
    )
    assert _fails({"amount": -1}, policy).hint == "it is not negative"
    assert _fails({"amount": 10**30}, policy).hint == "at most Rp1.000.000.000.000.000"
    assert _fails({"persons": 10**10}, policy).hint == "at most 1000000000"
    assert _fails({"quantity": -1}, policy).hint == "from 0 to 1000000000000000"


def test_a_long_value_is_cut(policy: Policy) -> None:
    message = _fails({"amount": "9" * 100}, policy).message.text()
    assert message == f"`amount`: '{'9' * 56}… is not whole rupiah, such as 1250000"


def test_lists_within_lists(policy: Policy) -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    message = _fails({"remote": deep}, policy).message.text()
    assert message == "`remote`: list is not true or false"


@pytest.mark.parametrize(
    ("field", "given", "hint"),
    [
        ("expense_type", "penginapn", "did you mean `penginapan`?"),
        ("activity", "penginapan", "`bokrules show` lists the vocabulary of an edition"),
        ("region", "dsa", "did you mean `desa`?"),
        ("documents", ["kuitnsi"], "did you mean `kuitansi`?"),
        ("taxes", {"pph23": 1}, "did you mean `pph22`?"),
        ("expense_type", "", "`bokrules show` lists the vocabulary of an edition"),
        ("expense_type", "Gaji", "did you mean `gaji`?"),
    ],
)
def test_unknown_values(field: str, given: object, hint: str, policy: Policy) -> None:
    fault = _fails({field: given}, policy)
    assert isinstance(fault, UnknownValue)
    assert fault.code == codes.UNKNOWN_VALUE
    assert fault.message.text().startswith(f"`{field}`: there is no `")
    assert fault.hint == hint


# ---- fields ----


def test_none_is_a_missing_value(policy: Policy) -> None:
    assert to_facts({"amount": None, "expense_type": None, "documents": None}, policy) == {}


def test_no_field_at_all(policy: Policy) -> None:
    assert to_facts({}, policy) == {}


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("amuont", "did you mean `amount`?"),
        ("nilia", "did you mean `nilai`?"),
        ("Amount", "did you mean `amount`?"),
    ],
)
def test_an_unknown_field(field: str, hint: str, policy: Policy) -> None:
    fault = _fails({field: 1}, policy)
    assert isinstance(fault, UnknownField)
    assert fault.code == codes.UNKNOWN_FIELD
    assert fault.message.text() == f"there is no field `{field}`"
    assert fault.hint == hint
    # Even without a value: a slip is not silently taken for a missing fact.
    assert isinstance(_fails({field: None}, policy), UnknownField)


def test_an_unknown_field_like_no_other(policy: Policy) -> None:
    hint = _fails({"qqqqqqqqqq": 1}, policy).hint
    assert hint.startswith("one of: expense_type, activity, fund, amount, date,")


@pytest.mark.parametrize("given", [1, None])
def test_a_field_under_both_names(given: object, policy: Policy) -> None:
    fault = _fails({"nilai": 5, "amount": given}, policy)
    assert isinstance(fault, InvalidValue)
    assert fault.code == codes.FIELD_TWICE
    assert fault.message.text() == "the field is given twice: `nilai` and `amount`"
    assert fault.hint == "give it under one of its names"


def test_an_expense_is_a_mapping(policy: Policy) -> None:
    expense = Expense(expense_type="gaji", amount=500_000)
    assert to_facts(expense, policy) == {"belanja": "gaji", "nilai": 500_000}
    assert expense["amount"] == 500_000
    assert dict(expense) == {"expense_type": "gaji", "amount": 500_000}
    assert len(expense) == 2
    assert repr(expense) == "Expense(expense_type='gaji', amount=500000)"
    with pytest.raises(TypeError):
        expense["amount"] = 1  # type: ignore[index]


# ---- funds ----


@pytest.mark.parametrize("fund", ["bok_puskesmas", "bok"])
def test_a_fund_that_is_governed_or_above_one(fund: str, policy: Policy) -> None:
    assert to_facts({"fund": fund}, policy) == {"dana": fund}


def test_a_fund_that_is_not_governed(policy: Policy) -> None:
    fault = _fails({"fund": "bok_provinsi"}, policy)
    assert isinstance(fault, InvalidValue)
    assert fault.code == codes.FUND_NOT_GOVERNED
    assert fault.message.text() == "edition 2010 does not govern the fund `bok_provinsi`"
    assert fault.hint == "it governs: bok_puskesmas"


def test_an_edition_that_names_no_funds_governs_all() -> None:
    edition = replace(EDITION, funds=())
    facts: Facts = to_facts({"fund": "bok_provinsi"}, compiled(_TEXT, edition=edition))
    assert facts == {"dana": "bok_provinsi"}
