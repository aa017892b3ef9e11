"""A file laid out anew says the same, and the other language and back gives the same file."""

from __future__ import annotations

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lark import Lark

from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Language
from bokrules.base.resources import grammar_text
from bokrules.syntax.from_text import parse
from bokrules.syntax.to_text import to_text
from tests.properties.generators import Generated, generated
from tests.syntax import texts

LEXER = Lark(grammar_text(), parser=None, lexer="basic")
BLANKS = (" ", "\n", "\t \n  ")
COMMENTS = ("  # larang\n", "\n# a\n", "\n\n\n# b\n # c\n", "#d\n\n", "\n\n\n \n", '#"\r\n')


@st.composite
def spaced(draw: st.DrawFn, gaps: tuple[str, ...]) -> str:
    """A file with something drawn between its tokens, at its start and at its end."""
    text = draw(texts.files)
    out = Diagnostics()
    parse(text, "a.bok", out)
    assume(not out.has_errors)  # as of a range that begins with its upper end
    tokens = list(LEXER.lex(text))
    drawn = draw(
        st.lists(st.sampled_from(gaps), min_size=len(tokens) + 1, max_size=len(tokens) + 1)
    )
    return drawn[0] + "".join(f"{token}{gap}" for token, gap in zip(tokens, drawn[1:], strict=True))


def laid_out(text: str, language: Language | None = None) -> str:
    out = Diagnostics()
    result = to_text(text, "a.bok", language, out)
    assert result is not None, [str(each.message) for each in out]
    return result


@given(spaced(BLANKS + COMMENTS))
def test_the_same_file_again(text: str) -> None:
    once = laid_out(text)
    english = laid_out(once, "en")
    assert laid_out(once) == once
    assert laid_out(english) == english
    assert laid_out(english, "id") == once
    assert laid_out(text, "en") == english
    documents = [parse(each, "a.bok", Diagnostics()) for each in (text, once, english)]
    assert documents[0] == documents[1]
    assert documents[1].declarations == documents[2].declarations


@given(spaced(BLANKS + COMMENTS))
def test_comments_are_kept(text: str) -> None:
    assert comments(laid_out(text)) == comments(text)


def comments(text: str) -> list[str]:
    """What a file holds beside its tokens."""
    for token in reversed(list(LEXER.lex(text))):
        text = text[: token.start_pos] + text[token.end_pos :]
    return [each.strip() for each in re.findall(r"#[^\n]*", text)]


@given(spaced(BLANKS), st.data())
def test_line_breaks_mean_nothing(text: str, data: st.DataObject) -> None:
    tokens = list(LEXER.lex(text))
    blank = data.draw(st.sampled_from(BLANKS))
    assert laid_out(blank.join(tokens)) == laid_out(text)


@settings(max_examples=20)
@given(generated())
def test_policies_that_decide(drawn: Generated) -> None:
    text = laid_out("\n\n".join(drawn.draft.declarations))
    assert laid_out(laid_out(text, "en"), "id") == text
