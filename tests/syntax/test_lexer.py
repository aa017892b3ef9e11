"""The quick way over the tokens of a text finds what lark finds."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters

from bokrules.base.messages import LANGUAGES
from bokrules.base.resources import POLICIES_FOLDER, grammar_text
from bokrules.syntax.keywords import spellings
from bokrules.syntax.lexer import Lexer
from tests.syntax import texts

LARK = Lark(grammar_text(), parser="lalr", lexer=Lexer)
QUICK = cast("Lexer", LARK.parser.lexer)
WORDS = [
    word
    for by_language in spellings().values()
    for language in LANGUAGES
    for word in by_language[language]
]
NEAR = [
    "Rp",
    "Rp ",
    "Rp1",
    "Rp1.000",
    "Rpx",
    "en.",
    "A.1",
    "A.*",
    "tidak",
    "s/d",
    "s",
    "di",
    "data",
]
NEAR += ["2010-01-01", "0,5%", "12", "1,5", "x1", "_", "é", "aé", "<", "<=", ">", ">=", "=", "-"]
NEAR += [" ", "\n", "\r\n", "\t", "#", "# x\n", '"', '"x"', '"', ",", ":", "(", ")", "[", "]", "+"]


def whole(token: Token) -> tuple[object, ...]:
    place = token.start_pos, token.line, token.column
    return token.type, str(token), place, token.end_line, token.end_column, token.end_pos


def lark_tokens(text: str) -> list[tuple[object, ...]] | None:
    thread = LARK.parse_interactive(text)
    try:
        lexed = thread.lexer_thread.lex(thread.parser_state)  # type: ignore[no-untyped-call]
        return [whole(each) for each in lexed]
    except UnexpectedCharacters:
        return None


def quick_tokens(text: str) -> list[tuple[object, ...]] | None:
    found = QUICK.tokens(text)
    return None if found is None else [whole(each) for each in found]


@pytest.mark.parametrize(
    "path",
    sorted(POLICIES_FOLDER.rglob("*.bok")),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_shipped_policies(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert quick_tokens(text) == lark_tokens(text)


@given(texts.files)
def test_generated_policies(text: str) -> None:
    assert quick_tokens(text) == lark_tokens(text)


@given(st.lists(st.sampled_from([*WORDS, *NEAR]), max_size=12), st.sampled_from(["", " ", "\n"]))
def test_words_side_by_side(words: list[str], between: str) -> None:
    text = between.join(words)
    assert quick_tokens(text) == lark_tokens(text)


@given(st.text(max_size=40))
def test_any_text(text: str) -> None:
    assert quick_tokens(text) == lark_tokens(text)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("after", ["", " ", ".", ".x", "x", "1", "é", "/", " data", "\ndari", ","])
def test_every_keyword_before_anything(word: str, after: str) -> None:
    assert quick_tokens(word + after) == lark_tokens(word + after)
