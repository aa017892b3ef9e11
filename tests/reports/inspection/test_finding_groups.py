"""Findings by kind, the most telling ones, and their criterion in words."""

from __future__ import annotations

from dataclasses import replace

from bokrules.base.messages import msg
from bokrules.inspection.findings.finding import Criterion
from bokrules.reports.inspection.finding_groups import (
    FindingGroup,
    criterion_text,
    finding_amount,
    finding_groups,
    group_amount,
    most_telling,
)
from tests.reports.inspection.sample import contents, double_travel, sequence


def test_groups_are_sums_of_one_check_code_and_weight() -> None:
    findings = [
        double_travel(1, amount=100),
        sequence(4),
        double_travel(5, amount=None),
        double_travel(8, amount=20),
        replace(double_travel(9, amount=None), check="other"),
    ]
    first, second, third = finding_groups(contents(findings=findings))
    assert (first.title, first.code, first.findings, first.rows) == (
        "Perjalanan ganda",
        "1.01.07",
        3,
        9,
    )
    assert group_amount(first) == "Rp120 or more"
    assert (second.title, second.code, group_amount(second)) == (
        "Nomor bukti yang hilang",
        None,
        "Rp0",
    )
    assert (third.title, group_amount(third)) == ("other", "cannot be said")


def test_an_exact_group_has_its_amount() -> None:
    group = finding_groups(contents(findings=[double_travel(1, amount=100)]))[0]
    assert isinstance(group, FindingGroup)
    assert group_amount(group) == "Rp100"


def test_all_findings_keep_their_order() -> None:
    assert [each.number for each in most_telling([sequence(1), double_travel(2)], 2)] == [1, 2]


def test_of_too_many_the_largest_findings_go_before_indications() -> None:
    findings = [sequence(1), *(double_travel(1, amount=amount) for amount in (5, None, 9, 7))]
    shown = most_telling(findings, 3)
    assert [(each.number, each.finding.amount) for each in shown] == [(2, 5), (4, 9), (5, 7)]
    assert [each.name for each in most_telling(findings, 5)][:2] == ["Indication 1", "Finding 2"]


def test_amounts_of_findings() -> None:
    assert finding_amount(double_travel(1, amount=1500)) == "Rp1.500"
    assert finding_amount(double_travel(1, amount=None)) == "cannot be said"


def test_a_criterion_has_its_clause_and_page_once() -> None:
    finding = double_travel(1)
    assert criterion_text(finding) == "Transpor petugas (Kepmenkes 494 III.B.3.a, p. 9)"
    without = replace(finding, criterion=Criterion("Transpor", "Kepmenkes 494 III.B.3.a", 9))
    assert criterion_text(without) == "Transpor (Kepmenkes 494 III.B.3.a, p. 9)"
    words = replace(finding, criterion=Criterion(msg("not given")))
    assert criterion_text(words) == "not given"
