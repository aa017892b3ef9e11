"""Phrases and account codes that do not tell terms apart."""

from __future__ import annotations

from collections.abc import Sequence

from bokrules.base.diagnostics import Diagnostics
from bokrules.semantics.account_chart import Chart
from bokrules.semantics.lints.shared_phrase import find_shared_phrases
from bokrules.semantics.lints.unclear_account import find_unclear_accounts
from bokrules.semantics.wording import Abbreviations
from tests.helpers import compiled

NEW = Chart(name="baru", title="Bagan baru", shape="5.x.xx.xx", names={})
OLD = Chart(name="lama", title="Bagan lama", shape="5.x.x.xx", names={})


def phrases(text: str, abbreviations: Abbreviations) -> list[str]:
    out = Diagnostics()
    find_shared_phrases(compiled(text, None), abbreviations, out)
    return [each.message.text("en") for each in out]


def accounts(text: str, charts: Sequence[Chart]) -> list[str]:
    out = Diagnostics()
    find_unclear_accounts(compiled(text, None), charts, out)
    return [each.message.text("en") for each in out]


def test_phrases_are_compared_with_abbreviations_written_out() -> None:
    short = Abbreviations({("bumil",): ("ibu", "hamil")})
    text = 'belanja a "A" sebutan "kelas ibu hamil" belanja b "B" sebutan "kelas bumil"'
    assert phrases(text, Abbreviations()) == []
    assert phrases(text, short) == [
        "the phrase `kelas bumil` of `b` is the same as `kelas ibu hamil` of `a`"
    ]


def test_gaps_tell_phrases_apart_and_one_term_may_repeat_itself() -> None:
    text = 'belanja a "A" sebutan "x … y", "X ... Y" belanja b "B" sebutan "x y"'
    assert phrases(text, Abbreviations()) == []


def test_all_later_terms_are_named_beside_the_first() -> None:
    text = 'dokumen a "A" sebutan "x" dokumen b "B" sebutan "x" dokumen c "C" sebutan "x"'
    assert phrases(text, Abbreviations()) == [
        "the phrase `x` belongs to `a` and to `b`",
        "the phrase `x` belongs to `a` and to `c`",
    ]


def test_codes_are_of_exactly_one_chart() -> None:
    text = 'belanja a "A" rekening 5.2, 5.2.2.*, 5.2.02, 6.1.02 kegiatan k "K" rekening 5.2.02'
    assert accounts(text, [NEW, OLD]) == [
        "the code 5.2 of `a` begins codes of several charts: Bagan baru, Bagan lama",
        "the code 6.1.02 of `a` has the form of no chart of accounts",
        "`k` is no expense type: its code 5.2.02 is not read",
    ]
    assert accounts(text, []) == ["`k` is no expense type: its code 5.2.02 is not read"]


def test_a_code_of_two_expense_types() -> None:
    text = 'belanja a "A" rekening 5.2.02 belanja b "B" rekening 5.2.02.*'
    assert accounts(text, [NEW]) == ["the code 5.2.02.* belongs to `a` and to `b`"]
