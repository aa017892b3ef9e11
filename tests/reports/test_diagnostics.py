from __future__ import annotations

import io

import pytest

from bokrules.base.codes import CONFLICT, UNKNOWN_TERM
from bokrules.base.diagnostics import Diagnostic
from bokrules.base.messages import msg
from bokrules.base.spans import Span, whole_file
from bokrules.reports.diagnostics import diagnostics_document, excerpt, print_diagnostics
from bokrules.reports.page import Page


def lines(source: str | None, *place: int) -> list[str]:
    return list(excerpt(source, Span("a.bok", *place)))


def test_one_place_in_one_line() -> None:
    assert lines("satu\n  untuk belanja gajji\n", 2, 17, 2, 22) == [
        "   2 |   untuk belanja gajji",
        "     |                 ^^^^^",
    ]


def test_line_numbers_of_any_width() -> None:
    source = "\n" * 12_344 + "x"
    assert lines(source, 12_345, 1, 12_345, 2) == ["  12345 | x", "        | ^"]


def test_the_first_and_the_last_line_of_a_long_span() -> None:
    source = "  larang a\n  untuk b\n  dasar C rest\n"
    assert lines(source, 1, 3, 3, 10) == [
        "   1 |   larang a",
        "     |   ^^^^^^^^",
        " ... |",
        "   3 |   dasar C rest",
        "     |   ^^^^^^^",
    ]
    assert lines(source, 1, 3, 2, 8)[2:] == ["   2 |   untuk b", "     |   ^^^^^"]


@pytest.mark.parametrize(
    ("line", "column", "end", "shown", "carets"),
    [
        ("\tuntuk x", 8, 9, "    untuk x", "          ^"),
        ("界界 x", 4, 5, "界界 x", "     ^"),
        ("界界", 1, 3, "界界", "^^^^"),
        ("e\u0301 x", 4, 5, "e\u0301 x", "  ^"),
        ("a\x1b[31m x", 8, 9, "a\ufffd[31m x", "       ^"),
        ("x", 2, 2, "x", " ^"),
    ],
)
def test_carets_stand_below_what_they_mark(
    line: str, column: int, end: int, shown: str, carets: str
) -> None:
    assert lines(line, 1, column, 1, end) == [f"   1 | {shown}".rstrip(), f"     | {carets}"]


def test_of_a_very_long_line_the_part_around_the_fault() -> None:
    source = "a" * 5_000 + "X" + "b" * 5_000
    shown, carets = lines(source, 1, 5_001, 1, 5_002)
    assert len(shown) < 200
    assert shown[carets.index("^")] == "X"
    shown, carets = lines("X" * 10_000, 1, 1, 1, 10_001)
    assert shown.endswith("…")
    assert carets.count("^") == 160


@pytest.mark.parametrize("place", [(3, 1, 3, 2), (0, 1, 0, 1)])
def test_a_place_that_is_not_in_the_source(place: tuple[int, int, int, int]) -> None:
    assert lines("one\ntwo", *place) == []
    assert lines(None, 1, 2, 1, 3) == []


def test_a_whole_file_has_no_excerpt() -> None:
    assert list(excerpt("text", whole_file("a.bok"))) == []


FOUND = [
    Diagnostic(
        UNKNOWN_TERM,
        "error",
        Span("a.bok", 1, 2, 1, 4),
        msg("there is no `{name}`", name="bc"),
        msg("did you mean {names}?", names=["`b`", "`c`"]),
    ),
    Diagnostic(CONFLICT, "warning", Span("b.bok", 7, 1, 7, 2), msg("odd")),
]


def test_blocks_and_a_summary() -> None:
    stream = io.StringIO()
    print_diagnostics(FOUND, {"a.bok": "abcd"}, Page(stream))
    assert stream.getvalue() == (
        "a.bok:1:2: error BOK201: there is no `bc`\n"
        "   1 | abcd\n"
        "     |  ^^\n"
        "help: did you mean `b`, `c`?\n"
        "\n"
        "b.bok:7:1: warning BOK211: odd\n"
        "\n"
        "errors: 1, warnings: 1\n"
    )


def test_as_json() -> None:
    assert diagnostics_document(FOUND) == [
        {
            "code": "BOK201",
            "severity": "error",
            "file": "a.bok",
            "line": 1,
            "column": 2,
            "end_line": 1,
            "end_column": 4,
            "message": "there is no `bc`",
            "help": "did you mean `b`, `c`?",
        },
        {
            "code": "BOK211",
            "severity": "warning",
            "file": "b.bok",
            "line": 7,
            "column": 1,
            "end_line": 7,
            "end_column": 2,
            "message": "odd",
            "help": None,
        },
    ]
