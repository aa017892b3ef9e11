"""What a bulk check tells of a row is what the reference says of the expense."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts
from bokrules.editions import load_edition
from bokrules.evaluation.expense import is_governed
from bokrules.evaluation.timeline import Texts, rule_on
from bokrules.inspection.bulk.files import check_files
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import Policy
from tests.backends.to_python.test_generated_code import HOSTILE, TEXT, random_facts, renamed
from tests.helpers import compiled
from tests.inspection.bulk.ledgers import SHAPES, Shape, edition_of, read_rows, write_parquet
from tests.properties.generators import Generated, cases, expenses


@settings(max_examples=25)
@given(cases(least=40, most=60), st.sampled_from(SHAPES))
def test_generated_policies(case: tuple[Generated, list[Facts]], shape: Shape) -> None:
    _agree((case[0].policy,), case[1], shape)


@settings(max_examples=4)
@given(st.data(), st.sampled_from((2010, 2019, 2020)), st.sampled_from(SHAPES))
def test_shipped_editions(data: st.DataObject, year: int, shape: Shape) -> None:
    """That of 2020 was amended within the year: undated rows are asked of both texts."""
    texts = load_edition(year).texts
    drawn = data.draw(st.lists(expenses(texts[0]), min_size=20, max_size=40))
    governed = [each for each in drawn if is_governed(str(each.get("dana")), texts[0])]
    _agree(texts, governed, shape)


@pytest.mark.parametrize("shape", SHAPES)
def test_names_that_would_break_out_of_the_query(shape: Shape) -> None:
    """Beyond what the language allows, and longer."""
    names = HOSTILE | {"pulau": "x'); DROP TABLE t; --", "larang": "*/ --", "imbalan": "n" * 10_000}
    del names["region"]  # as a header it would be taken for another name
    policy: Policy = renamed(compiled(TEXT), names)
    random = Random(5)
    drawn = [random_facts(policy, random) for _ in range(60)]
    _agree((policy,), drawn, shape)


def _agree(texts: Texts, drawn: Sequence[Facts], shape: Shape) -> None:
    with TemporaryDirectory() as folder:
        ledger, out = Path(folder) / "ledger.parquet", Path(folder) / "out.parquet"
        write_parquet(ledger, texts[0], drawn, shape)
        result = check_files(ledger, edition_of(texts), out=out, threads=2)
        rows = read_rows(out)
    assert [each["row_key"] for each in rows] == list(range(len(drawn)))
    assert not result.errors
    sums: dict[str, list[int]] = {each.value: [0, 0] for each in Outcome}
    questioned = unsupported = 0
    for facts, row in zip(drawn, rows, strict=True):
        expected = told(as_read(facts), texts)
        assert {name: row[name] for name in expected} == expected
        sums[row["outcome"]][0] += 1
        sums[row["outcome"]][1] += row["amount"] or 0
        questioned += row["questioned_amount"] or 0
        unsupported += row["unsupported_amount"] or 0
    assert {k.value: [each.rows, each.amount] for k, each in result.summary.items()} == sums
    assert (result.questioned_amount, result.unsupported_amount) == (questioned, unsupported)


def as_read(facts: Facts) -> Facts:
    """A blank cell says nothing."""
    return {name: value for name, value in facts.items() if value != ""}


def told(facts: Facts, texts: Texts) -> dict[str, Any]:
    """What the reference says, as the columns that a bulk check writes."""
    decision = rule_on(facts, texts).decision
    vocabulary = texts[0].vocabulary
    in_state = {
        state: [each.name for each in decision.obligations if each.state is state]
        for state in State
    }
    return {
        "outcome": decision.outcome.value,
        "id": facts.get("id"),
        "amount": facts.get("nilai"),
        "questioned_amount": decision.questioned,
        "unsupported_amount": decision.unsupported,
        "rules": list(decision.basis),
        "missing": list(vocabulary.aliases(decision.missing)),
        "possible": [each.value for each in Outcome if each in decision.possible],
        "obligations_met": in_state[State.MET],
        "obligations_unmet": in_state[State.UNMET],
        "obligations_unknown": in_state[State.UNKNOWN],
        "gaps": list(decision.gaps),
        "limits": list(decision.limits),
        "error": None,
    }
