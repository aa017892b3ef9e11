"""What the views of a script answer is what the reference answers."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts
from bokrules.editions import load_edition
from bokrules.evaluation.expense import is_governed
from bokrules.semantics.policy import Policy
from tests.backends.to_sql.script.databases import DuckDB, answers, expected, insert, install
from tests.properties.generators import Generated, generated
from tests.properties.sampling import any_expense, complete_expense


def check(policies: tuple[Policy, ...], expenses: list[Facts]) -> None:
    database = DuckDB()
    edition = install(database, policies)
    insert(database, edition, expenses)
    found = answers(database, edition)
    assert len(found) == len(expenses)
    for facts, answer in zip(expenses, found, strict=True):
        assert answer == expected(facts, policies), facts


def sample(policy: Policy, random: Random, count: int) -> list[Facts]:
    kinds = (any_expense, any_expense, complete_expense)
    found = (random.choice(kinds)(policy, random) for _ in range(count))
    return [
        {
            name: value
            for name, value in facts.items()
            if name != "dana" or is_governed(str(value), policy)
        }
        for facts in found
    ]


@settings(max_examples=60)
@given(generated(), st.integers(0, 2**32))
def test_generated_policies(case: Generated, seed: int) -> None:
    check((case.policy,), sample(case.policy, Random(seed), 60))


def test_shipped_editions() -> None:
    for year in (2010, 2015, 2019, 2020, 2021):
        policies = load_edition(year).texts
        check(policies, sample(policies[0], Random(year), 400))
