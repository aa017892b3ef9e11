from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bokrules.evaluation.limits.lines import Group
from bokrules.evaluation.limits.matching import Matching

PARTS = st.sampled_from([None, "a", "b"])
GROUPS = st.builds(lambda a, b, period: Group((a, b), period), PARTS, PARTS, PARTS)


@given(st.lists(GROUPS), GROUPS)
def test_it_finds_those_that_may_be_the_same(groups: list[Group], group: Group) -> None:
    found = Matching(groups).of(group)
    assert set(found) == {each for each in groups if each.may_be(group)}
    assert len(found) == len(set(found))
