from __future__ import annotations

from bokrules.base.codes import BAD_VALUE, CONFLICT, UNKNOWN_TERM
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.errors import BokrulesError, InvalidPolicy
from bokrules.base.messages import msg
from bokrules.base.spans import Span, whole_file


def at(file: str, line: int, column: int = 1) -> Span:
    return Span(file, line, column, line, column + 1)


def test_in_the_order_of_files_lines_and_columns() -> None:
    out = Diagnostics()
    out.error(CONFLICT, at("b", 1), msg("4"))
    out.warning(CONFLICT, at("a", 10), msg("3"))
    out.error(UNKNOWN_TERM, at("a", 2, 5), msg("2"))
    out.error(CONFLICT, at("a", 2, 5), msg("2b"))
    out.error(CONFLICT, at("a", 2, 4), msg("1"))
    assert [str(each.message) for each in out] == ["1", "2", "2b", "3", "4"]
    assert len(out) == 5


def test_the_same_finding_is_kept_once() -> None:
    out = Diagnostics()
    for _ in range(2):
        out.error(CONFLICT, at("a", 1), msg("{n} twice", n=1), msg("help"))
    out.error(CONFLICT, at("a", 1), msg("{n} twice", n=2), msg("help"))
    assert [str(each.message) for each in out] == ["1 twice", "2 twice"]


def test_only_errors_are_errors() -> None:
    out = Diagnostics()
    assert not out.has_errors
    out.warning(CONFLICT, at("a", 1), msg("w"))
    assert not out.has_errors
    out.error(CONFLICT, at("a", 1), msg("e"))
    assert out.has_errors


def test_spans() -> None:
    first, last = Span("a", 1, 2, 3, 4), Span("a", 5, 6, 7, 8)
    assert first.to(last) == Span("a", 1, 2, 7, 8)
    assert whole_file("a") == Span("a", 1, 1, 1, 1)
    assert sorted([last, first]) == [first, last]


def test_errors_say_code_message_and_hint() -> None:
    plain = BokrulesError(BAD_VALUE, msg("no {x}", x="y"))
    assert (str(plain), plain.code, plain.hint) == ("BOK305: no y", "BOK305", "")
    hinted = BokrulesError(BAD_VALUE, msg("no"), msg("try {z}", z=1))
    assert (str(hinted), hinted.hint) == ("BOK305: no (try 1)", "try 1")


def test_an_invalid_policy_carries_its_diagnostics() -> None:
    out = Diagnostics()
    out.error(CONFLICT, at("a", 1), msg("e"))
    error = InvalidPolicy(CONFLICT, msg("bad"), list(out))
    assert error.diagnostics == tuple(out)
    assert isinstance(error, BokrulesError)
