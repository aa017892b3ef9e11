"""Numbers of vouchers."""

from __future__ import annotations

import pytest

from bokrules.inspection.findings.vouchers import voucher_key


@pytest.mark.parametrize("written", ["12", "012", "No. 012", "Nomor Bukti: 012", " 0012 ", "no 12"])
def test_labels_zeros_and_spaces_do_not_count(written: str) -> None:
    assert voucher_key(written) == "12"


def test_what_stands_beside_the_number_counts() -> None:
    assert voucher_key("012/BOK/V/2010") == voucher_key("12 / bok / v / 2010")
    assert voucher_key("012/BOK/V/2010") != voucher_key("012/BOK/VI/2010")
    assert voucher_key("No") == "no"
    assert voucher_key("100") != voucher_key("1")


@pytest.mark.parametrize("written", [None, "", "-", " -- ", "_"])
def test_dashes_are_no_number(written: str | None) -> None:
    assert voucher_key(written) is None
