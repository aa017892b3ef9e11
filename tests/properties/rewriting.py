"""An edition said in another way: files and names shuffled, lists of terms split into rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from hypothesis import strategies as st

from tests.properties.drafts import Draft, Rule

HALVES = ("_a", "_b")


@st.composite
def files(draw: st.DrawFn, draft: Draft) -> list[list[str]]:
    """The declarations in any order, in up to five files."""
    shuffled = draw(st.permutations(draft.declarations))
    cuts = sorted(draw(st.lists(st.integers(0, len(shuffled)), max_size=4)))
    return [
        shuffled[start:end] for start, end in zip([0, *cuts], [*cuts, len(shuffled)], strict=True)
    ]


@st.composite
def new_names(draw: st.DrawFn, draft: Draft) -> dict[str, str]:
    """Another name for each rule, in another order."""
    rules = [each.name for each in draft.rules]
    numbers = draw(st.permutations(range(len(rules))))
    return {name: f"r{number}" for name, number in zip(rules, numbers, strict=True)}


def renamed(draft: Draft, names: dict[str, str]) -> Draft:
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


def whole_names(draft: Draft) -> dict[str, str]:
    """The names of rules by those of their halves."""
    return {f"{each.name}{half}": each.name for each in draft.rules for half in HALVES}


def split(draft: Draft, wanted: Callable[[Rule], bool]) -> Draft:
    """Each wanted rule as two, its terms divided, where it lists several."""
    halves = {each.name: _halves(each) for each in draft.rules if wanted(each)}

    def names(name: str) -> Iterator[str]:
        yield from (each.name for each in halves[name]) if name in halves else (name,)

    rules = [half for each in draft.rules for half in halves.get(each.name, (each,))]
    return replace(
        draft,
        rules=tuple(
            replace(each, exceptions=tuple(new for old in each.exceptions for new in names(old)))
            for each in rules
        ),
    )


def _halves(rule: Rule) -> tuple[Rule, ...]:
    """Two rules, where the rule lists two terms or more."""
    for place, (dimension, terms) in enumerate(rule.selectors):
        if len(terms) > 1:
            return tuple(
                replace(
                    rule,
                    name=rule.name + half,
                    selectors=(
                        *rule.selectors[:place],
                        (dimension, some),
                        *rule.selectors[place + 1 :],
                    ),
                )
                for half, some in zip(HALVES, (terms[:1], terms[1:]), strict=True)
            )
    return (rule,)
