"""Each shape takes back what it has written, and nothing else."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from bokrules.editions.cache import shapes
from bokrules.editions.cache.shapes import Context, Damaged, DecodedWhenRead
from bokrules.semantics.policy import Policy
from tests.helpers import compiled

POLICY = compiled('boleh a "A" untuk belanja gaji dasar A')


def no_policy() -> Policy:
    raise AssertionError("nothing was damaged")


CONTEXT = Context(lambda: ["a.bok"], no_policy)


@pytest.mark.parametrize(
    ("shape", "value", "written"),
    [
        (shapes.TEXT, "é \"'\\", "é \"'\\"),
        (shapes.NAME, "gaji_1", "gaji_1"),
        (shapes.WHOLE, 10**18, 10**18),
        (shapes.WHOLE, -1, -1),
        (shapes.TRUTH, False, False),
        (shapes.DAY, date(2010, 1, 31), "2010-01-31"),
        (shapes.FRACTION, Fraction(-3, 9), [-1, 3]),
        (shapes.FRACTION, Fraction(3), [3, 1]),
        (shapes.optional(shapes.WHOLE), None, None),
        (shapes.many(shapes.WHOLE), (1, 2), [1, 2]),
        (shapes.a_set_of(shapes.NAME), frozenset({"b", "a"}), ["a", "b"]),
        (shapes.by_name(shapes.WHOLE), {"b": 1, "a": 2}, {"b": 1, "a": 2}),
        (shapes.one_of((1, -1)), -1, "-1"),
    ],
)
def test_there_and_back(shape: shapes.Shape[Any], value: object, written: object) -> None:
    assert shape.encode(value, CONTEXT) == written
    found = shape.decode(written, CONTEXT)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("shape", "given"),
    [
        (shapes.TEXT, 1),
        (shapes.TEXT, None),
        (shapes.TEXT, "\ud800"),
        (shapes.NAME, "a b"),
        (shapes.NAME, "é"),
        (shapes.NAME, ""),
        (shapes.NAME, '"; drop table'),
        (shapes.NAME, ["a"]),
        (shapes.WHOLE, True),
        (shapes.WHOLE, 1.0),
        (shapes.WHOLE, 10**40),
        (shapes.TRUTH, 1),
        (shapes.DAY, "2010-W01-1"),
        (shapes.DAY, "20100131"),
        (shapes.DAY, "2010-02-30"),
        (shapes.DAY, 2010),
        (shapes.FRACTION, [1, 0]),
        (shapes.FRACTION, [1, -2]),
        (shapes.FRACTION, [1]),
        (shapes.FRACTION, "1/2"),
        (shapes.SPAN, [0, 1, 1, 1]),
        (shapes.SPAN, [1, 1, 1, 1, 1]),
        (shapes.SPAN, [-1, 1, 1, 1, 1]),
        (shapes.SPAN, [0, 0, 1, 1, 1]),
        (shapes.SPAN, [0, 1, 10**9, 1, 1]),
        (shapes.SPAN, ["a.bok", 1, 1, 1, 1]),
        (shapes.many(shapes.WHOLE), {"0": 1}),
        (shapes.many(shapes.WHOLE), [[1]]),
        (shapes.by_name(shapes.WHOLE), [1]),
        (shapes.by_name(shapes.WHOLE), {"a b": 1}),
        (shapes.one_of(("a",)), "b"),
        (shapes.one_of(("a",)), ["a"]),
        (shapes.pairs(shapes.NAME, shapes.WHOLE), [["a"]]),
        (shapes.record(complex, real=shapes.WHOLE), [1, 2]),
        (shapes.union((int, shapes.WHOLE)), ["str", "a"]),
        (shapes.union((int, shapes.WHOLE)), [["int"], 1]),
        (shapes.union((int, shapes.WHOLE)), "int"),
    ],
)
def test_what_was_not_written(shape: shapes.Shape[Any], given: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (Damaged is one, as are those of Python)
        shape.decode(given, CONTEXT)


def test_a_file_that_is_none_of_the_policy() -> None:
    with pytest.raises(ValueError, match="not in"):
        CONTEXT.number("b.bok")


def test_a_mapping_decoded_when_read() -> None:
    made: list[object] = []

    def decode(given: object, context: Context) -> int:
        made.append(given)
        return shapes.WHOLE.decode(given, context)

    counted = shapes.Shape[int](shapes.WHOLE.encode, decode)
    context = Context(list, lambda: POLICY)
    found = DecodedWhenRead({"a": 1, "b": "x"}, counted, context, lambda _: {"b": 2})
    assert made == []
    assert ("a" in found, "c" in found, len(found), list(found)) == (True, False, 2, ["a", "b"])
    assert (found["a"], found["a"], made) == (1, 1, [1])
    assert found == {"a": 1, "b": 2}
    assert repr(found) == "{'a': 1, 'b': 2}"
    with pytest.raises(KeyError):
        found["c"]
    with pytest.raises(Damaged):
        DecodedWhenRead([], counted, context, lambda _: {})
    with pytest.raises(Damaged):
        DecodedWhenRead({"a b": 1}, counted, context, lambda _: {})


def test_a_policy_has_no_other_fields_than_its_own() -> None:
    asked: list[str] = []

    def part(name: str) -> object:
        asked.append(name)
        return ()

    policy = Policy.made_when_read(POLICY.edition, part)
    assert policy.edition is POLICY.edition
    assert (policy.limits, policy.limits, asked) == ((), (), ["limits"])
    for each in (policy, POLICY):
        with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
            each.nothing  # type: ignore[attr-defined]  # noqa: B018
