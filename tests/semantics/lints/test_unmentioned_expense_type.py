"""An expense type of which nothing is said."""

from __future__ import annotations

import pytest

from tests.helpers import lint_text, places, words

TYPES = (
    'belanja apd "APD"\nbelanja masker "Masker" termasuk apd\nbelanja kain "Kain" termasuk masker\n'
)


def test_what_no_rule_mentions() -> None:
    found = lint_text(TYPES + 'boleh a "A" untuk belanja gaji dasar A')
    assert places(found) == ["BOK706 1:9-1:12", "BOK706 2:9-2:15", "BOK706 3:9-3:13"]
    assert words(found)[1] == "BOK706 no rule and no example mentions `belanja masker`"
    assert str(found[0].help) == "write the rule, or a `contoh` that shows what becomes of it"


@pytest.mark.parametrize(
    "rule",
    [
        'boleh a "A" untuk belanja masker dasar A',
        'larang a "A" bila bukan belanja = masker dasar A',
        'wajib a "A" untuk belanja masker harus terpencil dasar A',
        'wajib a "A" harus belanja = masker dasar A',
        'batas a "A" untuk belanja masker maksimal 2 kali dasar A',
        'celah a "A" menyentuh boleh untuk belanja masker',
    ],
)
def test_a_rule_mentions_what_lies_above_and_below(rule: str) -> None:
    assert words(lint_text(TYPES + rule)) == []


def test_an_example_mentions_what_it_gives_and_no_more() -> None:
    example = 'contoh "x" diberi belanja = masker maka perlu data'
    assert [each.span.line for each in lint_text(TYPES + example)] == [1, 3]


def test_another_year_may_mention_it() -> None:
    assert words(lint_text(TYPES, TYPES + 'boleh a "A" untuk belanja apd dasar A')) == []
