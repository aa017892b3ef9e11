"""The code that SQL gives an expense is that of its cell, and tells what the reference says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from bokrules.backends.cell_plan.plan import CellPlan
from bokrules.backends.decision import Facts
from bokrules.backends.reference import decide
from bokrules.backends.to_sql.codes import Codes
from bokrules.backends.to_sql.dialects import column, to_text
from bokrules.backends.to_sql.facts import Columns
from bokrules.backends.to_sql.layout import MOST_SLICES, WORD, Layout
from bokrules.backends.to_sql.truths import Truths
from bokrules.editions import load_edition
from tests.backends.to_sql.relations import TABLE, connection_with
from tests.properties.generators import Generated, cases, expenses


@settings(max_examples=100)
@given(cases(least=25, most=40), st.sampled_from((0, MOST_SLICES)), st.sampled_from((14, WORD)))
def test_generated_policies(
    case: tuple[Generated, list[Facts]], most_slices: int, word_bits: int
) -> None:
    """Also where the atoms need several words, and where there are many slices."""
    policy, drawn = case[0].policy, case[1]
    _agree(Layout.of(CellPlan(policy), most_slices=most_slices, word_bits=word_bits), drawn)


@settings(max_examples=15)
@given(st.data(), st.sampled_from((2010, 2015, 2019, 2020)))
def test_shipped_editions(data: st.DataObject, year: int) -> None:
    for policy in load_edition(year).texts:
        drawn = data.draw(st.lists(expenses(policy), min_size=20, max_size=20))
        _agree(Layout.of(CellPlan(policy)), drawn)


def _agree(layout: Layout, drawn: list[Facts]) -> None:
    policy = layout.plan.policy
    codes = Codes(layout, Truths.over(Columns(policy)))
    query = codes.over(exp.to_table(TABLE), [column("row_key")]).order_by("row_key")
    with connection_with(policy, drawn) as connection:
        found = connection.execute(to_text(query, "duckdb")).fetchall()
    assert [key for key, *_ in found] == list(range(len(drawn)))
    for facts, (_, *code) in zip(drawn, found, strict=True):
        assert tuple(code) == layout.code_of(facts)
        assert layout.class_of(code).decision(facts) == decide(facts, policy)
