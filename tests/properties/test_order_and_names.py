"""The order of declarations, the files they stand in, and the names of rules mean nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts
from tests.properties.changes import view
from tests.properties.drafts import compile_files, compiled
from tests.properties.generators import Generated, cases
from tests.properties.rewriting import files, new_names, renamed


@settings(max_examples=30)
@given(cases(least=8), st.data())
def test_order_and_files(case: tuple[Generated, list[Facts]], data: st.DataObject) -> None:
    before, expenses = case
    after, _ = compile_files(data.draw(files(before.draft)))
    assert after is not None
    for facts in expenses:
        assert view(facts, after) == view(facts, before.policy)


@settings(max_examples=30)
@given(cases(least=8), st.data())
def test_names(case: tuple[Generated, list[Facts]], data: st.DataObject) -> None:
    before, expenses = case
    new = data.draw(new_names(before.draft))
    old = {name: each for each, name in new.items()}
    after = compiled(renamed(before.draft, new))
    for facts in expenses:
        assert view(facts, after, old) == view(facts, before.policy)
