"""What selects another expense type or activity decides nothing."""

from __future__ import annotations

from hypothesis import given

from bokrules.backends.decision import Facts
from bokrules.backends.reference import decide
from bokrules.comparison.speaking import speaking_of
from tests.helpers import compiled
from tests.properties.generators import Generated, cases

RULES = """
boleh transpor "T" untuk belanja transpor dasar A.1
boleh konsumsi "K" untuk belanja konsumsi dasar A.1
larang imbalan "I" untuk belanja imbalan dasar B.1
larang gaji "G" untuk belanja gaji dasar B.1
"""


@given(cases())
def test_the_same_is_decided(case: tuple[Generated, list[Facts]]) -> None:
    policy = case[0].policy
    for facts in case[1]:
        whole, near = decide(facts, policy), decide(facts, speaking_of(facts, policy))
        assert (near.outcome, near.possible) == (whole.outcome, whole.possible)
        assert (near.basis, near.gaps) == (whole.basis, whole.gaps)
        assert near.obligations == whole.obligations


def test_what_is_above_or_below_speaks() -> None:
    near = speaking_of({"belanja": "gaji"}, compiled(RULES))
    assert [each.name for each in (*near.permissions, *near.prohibitions)] == ["imbalan", "gaji"]
    general = speaking_of({"belanja": "imbalan"}, compiled(RULES))
    assert [each.name for each in general.prohibitions] == ["imbalan", "gaji"]


def test_without_an_expense_type_all_speak() -> None:
    policy = compiled(RULES)
    assert speaking_of({"nilai": 1}, policy) == policy
