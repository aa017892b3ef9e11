"""What the diagrams find, proved a second time by the solver."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bokrules import load_edition
from bokrules.cells.standing import Open
from bokrules.comparison.verdicts.changes import VerdictComparison
from bokrules.comparison.verdicts.compare import compare_verdicts
from bokrules.comparison.verdicts.proof import SolverDisagrees, is_confirmed
from bokrules.comparison.verdicts.slices import MOST_WAYS
from bokrules.semantics.policy import Policy
from tests.helpers import compiled
from tests.properties.changes import mutated
from tests.properties.generators import policies

BASE = """
tertutup belanja "Daftar" dasar A
boleh konsumsi "Konsumsi" untuk belanja konsumsi bila nilai paling banyak Rp1.000.000 dasar A.1
"""


@settings(max_examples=60)
@given(policies(), st.integers(0, 10**6), st.sampled_from((MOST_WAYS, 0)))
def test_diagrams_and_solver_find_the_same_differences(
    policy: Policy, choice: int, most_ways: int
) -> None:
    other = mutated(policy, choice)
    found = compare_verdicts(policy, other, most_ways=most_ways)
    assume(found.unresolved == 0)
    assert is_confirmed(policy, other, found)


@pytest.mark.parametrize(("before", "after"), [(2010, 2010), (2010, 2015), (2019, 2020)])
def test_shipped_editions(before: int, after: int) -> None:
    sides = load_edition(before).policy, load_edition(after).policy
    assert is_confirmed(*sides, compare_verdicts(*sides))


def a_rupiah_more() -> tuple[Policy, Policy, VerdictComparison]:
    sides = compiled(BASE), compiled(BASE.replace("Rp1.000.000", "Rp1.000.001"))
    return *sides, compare_verdicts(*sides)


def test_a_difference_that_was_not_found() -> None:
    before, after, found = a_rupiah_more()
    with pytest.raises(SolverDisagrees, match="'nilai': 1000001"):
        is_confirmed(before, after, replace(found, outcomes=()))


def test_a_region_that_is_decided_otherwise() -> None:
    before, after, found = a_rupiah_more()
    wrong = replace(found.outcomes[0], after=frozenset({Open.FORBIDDEN}))
    with pytest.raises(SolverDisagrees, match="'nilai': 1000001"):
        is_confirmed(before, after, replace(found, outcomes=(wrong,)))
