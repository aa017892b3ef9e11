"""An edition in other words decides the same, and that is proved."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.comparison.verdicts.compare import compare_verdicts
from bokrules.semantics.policy import Policy
from tests.properties.drafts import by_de_morgan, compile_files, compiled, doubly_negated, settle
from tests.properties.generators import Generated, generated
from tests.properties.rewriting import files, new_names, renamed, split


def decide_alike(before: Policy, after: Policy) -> None:
    found = compare_verdicts(before, after)
    assert found.is_proved
    assert (found.outcomes, found.obligations, found.incomplete) == ((), (), ())


@settings(max_examples=25)
@given(generated())
def test_double_negation(case: Generated) -> None:
    decide_alike(case.policy, compiled(case.draft.with_conditions(doubly_negated)))


@settings(max_examples=25)
@given(generated())
def test_de_morgan(case: Generated) -> None:
    decide_alike(case.policy, compiled(case.draft.with_conditions(by_de_morgan)))


@settings(max_examples=25)
@given(generated())
def test_lists_of_terms_as_several_rules(case: Generated) -> None:
    _, after = settle(split(case.draft, lambda rule: rule.kind != "celah"))
    decide_alike(case.policy, after)


@settings(max_examples=25)
@given(generated(), st.data())
def test_other_names_in_shuffled_files(case: Generated, data: st.DataObject) -> None:
    names = data.draw(new_names(case.draft))
    draft = renamed(case.draft, {**names, **_gaps(case)})
    after, _ = compile_files(data.draw(files(draft)))
    assert after is not None
    decide_alike(case.policy, after)


def _gaps(case: Generated) -> dict[str, str]:
    """A gap keeps its name: what it hides nobody knows, so another one may hide something else."""
    return {each.name: each.name for each in case.draft.rules if each.kind == "celah"}
