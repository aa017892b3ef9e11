"""The order of declarations, the files they stand in, and the names of rules mean nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts
from tests.properties.changes import view
from tests.properties.drafts import Draft, compile_files, compiled
from tests.properties.generators import Generated, cases


@settings(max_examples=30)
@given(cases(least=8), st.data())
def test_order_and_files(case: tuple[Generated, list[Facts]], data: st.DataObject) -> None:
    before, expenses = case
    shuffled = data.draw(st.permutations(before.draft.declarations))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(shuffled)), max_size=4)))
    files = [
        shuffled[start:end] for start, end in zip([0, *cuts], [*cuts, len(shuffled)], strict=True)
    ]
    after, _ = compile_files(files)
    assert after is not None
    for facts in expenses:
        assert view(facts, after) == view(facts, before.policy)


@settings(max_examples=30)
@given(cases(least=8), st.data())
def test_names(case: tuple[Generated, list[Facts]], data: st.DataObject) -> None:
    before, expenses = case
    rules = [each.name for each in before.draft.rules]
    numbers = data.draw(st.permutations(range(len(rules))))
    new = {name: f"r{number}" for name, number in zip(rules, numbers, strict=True)}
    old = {name: each for each, name in new.items()}
    after = compiled(_renamed(before.draft, new))
    for facts in expenses:
        assert view(facts, after, old) == view(facts, before.policy)


def _renamed(draft: Draft, names: dict[str, str]) -> Draft:
    return replace(
        draft,
        rules=tuple(
            replace(
                each,
                name=names[each.name],
                exceptions=tuple(names[name] for name in each.exceptions),
            )
            for each in draft.rules
        ),
    )
