"""Texts among those that are known, as the engine finds them."""

from __future__ import annotations

import duckdb

from bokrules.backends.to_sql.dialects import column, to_text
from bokrules.evaluation.bulk.lookups import looked_up, or_blank, place_among

TEXTS = ("a", "b", "?", "??", "", "a'b", "A", 'x"); --', "é" * 300)


def _found(sql: str) -> list[object]:
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT {sql} FROM (SELECT unnest($1::TEXT[]) AS t)", [[*TEXTS, None, "other"]]
        )
        return [value for (value,) in rows.fetchall()]


def test_each_text_at_its_own_place() -> None:
    places = place_among(column("t"), TEXTS)
    assert _found(to_text(places, "duckdb")) == [*range(len(TEXTS)), None, None]


def test_what_stands_for_a_text() -> None:
    known = {each: str(10**12 * place) for place, each in enumerate(TEXTS)}
    expected = [10**12 * place for place in range(len(TEXTS))]
    found = _found(to_text(looked_up(column("t"), known), "duckdb"))
    assert found == [*expected, None, None]
    of_none = _found(to_text(looked_up(or_blank(column("t")), known), "duckdb"))
    assert of_none == [*expected, expected[TEXTS.index("")], None]


def test_a_text_that_is_not_known_is_none_of_them() -> None:
    """Not even the word that holds the first place."""
    found = _found(to_text(looked_up(column("t"), {"a": "1", "b": "NULL"}), "duckdb"))
    assert found == [1, *[None] * (len(TEXTS) + 1)]
    assert _found(to_text(looked_up(column("t"), {}), "duckdb")) == [None] * (len(TEXTS) + 2)
