"""All checks together: their order, what does not run, and clean books."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bokrules.base.messages import msg
from bokrules.inspection.findings.checking import CHECKS, run_checks
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.finding import Finding
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.settings import BrokenBalance, Settings
from tests.inspection.findings.making_books import book, clean, inspected, spent


def test_clean_books_give_no_finding() -> None:
    result = run_checks(clean())
    assert result.findings == ()
    assert len(result.run) + len(result.not_run) == len(CHECKS)
    assert dict(result.not_run).keys() == {
        "refused_expense",
        "unmet_obligation",
        "inspectors_decision",
        "passed_limit",
        "above_standard_price",
        "tax_not_deposited",
        "not_in_plan",
        "above_plan",
        "above_budget",
        "year_end_balance",
        "absorption_last_day",
        "no_cash_inspection",
    }


def test_every_check_has_settings_and_a_file_of_its_name() -> None:
    for check in CHECKS:
        assert check.name in Settings.model_fields
        assert check.run.__module__.endswith(f".{check.name}")
        assert check.title.text("en")
        assert check.title.text("id")


def test_without_books_no_check_runs_but_those_that_need_nothing() -> None:
    result = run_checks(inspected())
    assert result.run == ("duplicate_activity",)
    assert [name for name, _ in result.not_run] == [
        each.name for each in CHECKS if each.name != "duplicate_activity"
    ]
    assert all(why.text("id") != why.template for _, why in result.not_run)


def test_a_plain_table_has_no_balance_to_test() -> None:
    table = book(spent(1_000, "ATK", "05-05"), has_balance=False)
    names = dict(run_checks(inspected(table)).not_run)
    assert {"broken_balance", "year_end_balance", "dates_out_of_order"} <= names.keys()
    assert names["year_end_balance"].text("en") == (
        "no book shows what was received or what is left"
    )


def test_a_check_is_switched_off_in_the_settings() -> None:
    wrong = book(spent(1_000, balance=9_000), spent(1_000, balance=7_000))
    settings = Settings(broken_balance=BrokenBalance(enabled=False))
    result = run_checks(inspected(wrong, settings=settings))
    assert "broken_balance" not in result.run
    assert dict(result.not_run)["broken_balance"].text("en") == "switched off in the settings"


def test_findings_stand_in_the_order_of_the_checks_and_are_the_same_again() -> None:
    wrong = book(
        spent(50_000, "Transport tgl 5 Mei", "05-05", "1", 950_000, "Siti Aminah"),
        spent(50_000, "Transport tgl 5 Mei", "05-02", "2", 850_000, "Siti Aminah"),
    )
    first = run_checks(inspected(wrong))
    names = [each.check for each in first.findings]
    assert names == [
        "double_travel",
        "duplicate_activity",
        "broken_balance",
        "broken_balance",
        "dates_out_of_order",
    ]
    assert run_checks(inspected(wrong)) == first


def test_what_a_check_raises_is_raised() -> None:
    def fail(_: Inspected) -> Iterator[Finding]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_checks(clean(), [Check("double_travel", msg("January"), fail)])
