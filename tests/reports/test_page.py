from __future__ import annotations

import io

from bokrules.base.messages import msg
from bokrules.reports.page import Page, listed, printable
from tests.reports.conftest import Terminal


def test_lines_are_wrapped_with_later_ones_further_in() -> None:
    stream = io.StringIO()
    Page(stream, piped_width=40).bullet("one two three four five six seven eight nine ten")
    assert stream.getvalue() == ("  - one two three four five six seven\n    eight nine ten\n")


def test_clauses_are_never_cut_and_pages_stay_with_their_number() -> None:
    stream = io.StringIO()
    page = Page(stream, piped_width=40)
    page.line("Kepmenkes 494/Menkes/SK/IV/2010 III, p. 11")
    page.line("Kepmenkes 494/Menkes/SK/IV/2010 III, hlm. 11")
    page.line("x" * 50)
    assert stream.getvalue() == (
        "Kepmenkes 494/Menkes/SK/IV/2010 III,\np. 11\n"
        "Kepmenkes 494/Menkes/SK/IV/2010 III,\nhlm. 11\n"
        f"{'x' * 50}\n"
    )


def test_what_would_steer_the_terminal_is_replaced() -> None:
    assert printable("a\x1b[2Jb\u202ec\nd\te\u00a0f\ud800") == "a\ufffd[2Jb\ufffdc d e f\ufffd"


def test_markup_is_text() -> None:
    stream = io.StringIO()
    Page(stream).line("[bold]x[/bold] :smile:")
    assert stream.getvalue() == "[bold]x[/bold] :smile:\n"


def test_colour_on_a_terminal_only(terminal: Terminal) -> None:
    stream = io.StringIO()
    for each in (stream, terminal):
        Page(each).line(msg("forbidden"), style="bold red")
    assert stream.getvalue() == "forbidden\n"
    assert terminal.getvalue() == "\x1b[1;31mforbidden\x1b[0m\n"


def test_listed() -> None:
    assert listed("abc", 3) == "a, b, c"
    assert listed("abcd", 3) == "a, b, c, +1"
