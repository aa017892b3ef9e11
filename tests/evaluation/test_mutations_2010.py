"""The examples of 2010 guard every rule: change one, and some example fails."""

from __future__ import annotations

import pytest

from bokrules import load_edition
from bokrules.evaluation.coverage import Coverage, cover
from bokrules.evaluation.examples import distinct, run_examples
from bokrules.evaluation.timeline import Texts


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_edition(2010).texts


@pytest.fixture(scope="module")
def coverage(texts: Texts) -> Coverage:
    return cover(texts)


def test_every_change_is_noticed(coverage: Coverage) -> None:
    assert coverage.mutants >= 260
    assert [f"{each.rule}: {each.message}" for each in coverage.survivors] == []


def test_every_example_passes(coverage: Coverage) -> None:
    """Eleven cases of `boundary.bok` wait for an author."""
    assert (coverage.failing, coverage.generated, coverage.unproved) == (0, 11, 0)


def test_at_least_120_decide_differently(texts: Texts) -> None:
    assert distinct(each for each in run_examples(texts) if each.is_signed) >= 120


def test_every_rule_is_decided_both_ways(coverage: Coverage) -> None:
    assert coverage.untried == ()


def test_every_clause_is_accounted_for(coverage: Coverage) -> None:
    assert len(coverage.clauses) == 415
    assert coverage.uncovered == ()


def test_no_two_examples_have_one_label(texts: Texts) -> None:
    labels = [each.label for policy in texts for each in policy.examples]
    assert len(labels) == len(set(labels))
