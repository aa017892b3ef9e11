"""The examples of 2010 guard every rule: change one, and some example fails."""

from __future__ import annotations

import pytest

from bokrules import load_edition
from bokrules.evaluation.coverage import Coverage, cover
from bokrules.evaluation.examples import distinct, run_examples
from bokrules.semantics.policy import Policy


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_edition(2010).policy


@pytest.fixture(scope="module")
def coverage(policy: Policy) -> Coverage:
    return cover(policy)


def test_every_change_is_noticed(coverage: Coverage) -> None:
    assert coverage.mutants >= 260
    assert [f"{each.rule}: {each.message}" for each in coverage.survivors] == []


def test_every_example_passes(coverage: Coverage) -> None:
    assert (coverage.failing, coverage.generated) == (0, 0)


def test_at_least_120_decide_differently(policy: Policy) -> None:
    assert distinct(run_examples(policy)) >= 120


def test_every_rule_is_decided_both_ways(coverage: Coverage) -> None:
    assert coverage.untried == ()


def test_every_clause_is_accounted_for(coverage: Coverage) -> None:
    assert len(coverage.clauses) == 415
    assert coverage.uncovered == ()


def test_no_two_examples_have_one_label(policy: Policy) -> None:
    labels = [each.label for each in policy.examples]
    assert len(labels) == len(set(labels))
