"""The grammar itself: no conflicts, the keywords of keywords.yaml, one meaning per word."""

from __future__ import annotations

import re

import pytest
from lark import Lark, Token
from lark.lexer import PatternRE

from bokrules.base.messages import LANGUAGES
from bokrules.base.resources import grammar_text
from bokrules.syntax.keywords import (
    DECLARATION_TERMINALS,
    declaration_words,
    languages_of,
    spelling,
    spellings,
)
from tests.helpers import compile_text, places

LARK = Lark(grammar_text(), parser=None, lexer="basic")
SPELLED = [
    (terminal, word)
    for terminal, by_language in spellings().items()
    for language in LANGUAGES
    for word in by_language[language]
]
NO_KEYWORDS = {
    "MONEY",
    "PERCENT",
    "DATE",
    "DECIMAL",
    "REF",
    "INT",
    "NAME",
    "STRING",
    "EQ",
}


def lex(text: str) -> list[tuple[str, str]]:
    return [(token.type, str(token)) for token in LARK.lex(text)]


def test_the_grammar_is_lalr_1_without_any_conflict() -> None:
    """lark settles conflicts silently unless it is strict; then it raises."""
    assert Lark(grammar_text(), parser="lalr", strict=True).options.strict


def test_the_strict_mode_finds_what_it_should() -> None:
    ambiguous = grammar_text().replace("NAME: /[A-Za-z_]", "NAME2: /[a-z]+/\nNAME: /[A-Za-z_]")
    ambiguous = ambiguous.replace("name: NAME\n", "name: NAME | NAME2\n")
    with pytest.raises(Exception, match=r"(?i)collision"):
        Lark(ambiguous, parser="lalr", strict=True)


@pytest.mark.parametrize(("terminal", "word"), SPELLED)
def test_every_spelling_is_its_terminal(terminal: str, word: str) -> None:
    [(found, text)] = lex(word)
    assert (found.lstrip("_"), text) == (terminal, word)


def test_the_terminals_are_those_of_the_keyword_file() -> None:
    in_grammar = {
        terminal.name.lstrip("_")
        for terminal in LARK.terminals
        if isinstance(terminal.pattern, PatternRE)
    }
    assert in_grammar - NO_KEYWORDS - set(LARK.ignore_tokens) - {"IGNORE_0", "IGNORE_1"} == set(
        spellings()
    )


@pytest.mark.parametrize("terminal", sorted(spellings()))
def test_a_terminal_knows_no_word_that_the_keyword_file_lacks(terminal: str) -> None:
    """The alternatives of each terminal's expression are exactly its spellings."""
    pattern = next(each.pattern for each in LARK.terminals if each.name.lstrip("_") == terminal)
    without_lookaheads = re.sub(r"\(\?!(?:[^()]|\([^()]*\))*\)", "", pattern.value)
    words = without_lookaheads.replace(r"\s+", " ").replace(r"\/", "/").strip("()")
    written = {each for each in re.split(r"\)?\|", words) if each not in {">", ">=", "<", "<="}}
    expected = {word for found, word in SPELLED if found == terminal}
    assert written == expected


def test_no_word_belongs_to_two_terminals() -> None:
    words = [(word, terminal) for terminal, word in set(SPELLED)]
    assert len({word for word, _ in words}) == len(words)


def test_words_in_several_parts_may_be_spaced_freely() -> None:
    assert lex("di   atas") == [("GT", "di   atas")]
    assert lex("perlu\n data") == [("PERLU_DATA", "perlu\n data")]
    assert lex("perlu dat") == [("_PERLU", "perlu"), ("NAME", "dat")]
    assert lex("tidak tercantum") == [("TIDAK_TERCANTUM", "tidak tercantum")]
    assert lex("tidak tercantumkan") == [("NO", "tidak"), ("NAME", "tercantumkan")]
    assert lex("sampai dengan") == [("UPTO", "sampai dengan")]
    assert lex("sampai") == [("UPTO", "sampai")]


@pytest.mark.parametrize("word", sorted(word for _, word in SPELLED if re.fullmatch(r"\w+", word)))
def test_a_keyword_of_either_language_is_no_identifier(word: str) -> None:
    policy, found = compile_text(f'boleh {word} "X" untuk belanja gaji dasar A')
    assert policy is None
    assert found[0].code in ("BOK101", "BOK105")
    assert found[0].span.line == 1


@pytest.mark.parametrize("word", ["larangan", "larang_2", "per1", "xlarang", "untukku", "_en"])
def test_a_word_that_begins_like_a_keyword_is_an_identifier(word: str) -> None:
    assert lex(word) == [("NAME", word)]
    policy, found = compile_text(f'boleh {word} "X" untuk belanja gaji dasar A')
    assert policy is not None
    assert places(found) == []


def test_declaration_words() -> None:
    assert declaration_words("id")[:3] == ["belanja", "kegiatan", "dana"]
    assert declaration_words("en")[-1] == "repeal"
    assert len(declaration_words("en")) == len(DECLARATION_TERMINALS)


def test_the_usual_spelling_is_the_first_one() -> None:
    assert spelling("GT", "id") == "di atas"
    assert spelling("_LARANG", "en") == "forbid"
    assert spelling("NAME", "id") is None


def test_languages_of_a_word() -> None:
    assert languages_of()["larang"] == {"id"}
    assert languages_of()["forbid"] == {"en"}
    assert languages_of()["alias"] == {"id", "en"}


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Rp1.000.000", [("MONEY", "Rp1.000.000")]),
        ("Rp 500", [("MONEY", "Rp 500")]),
        ("Rp500", [("MONEY", "Rp500")]),
        ("1,25", [("DECIMAL", "1,25")]),
        ("1, 25", [("INT", "1"), ("COMMA", ","), ("INT", "25")]),
        ("65%", [("PERCENT", "65%")]),
        ("1,5%", [("PERCENT", "1,5%")]),
        ("2010-04-22", [("DATE", "2010-04-22")]),
        ("5 orang", [("INT", "5"), ("ORANG", "orang")]),
        ("III.B.3.larangan.e", [("REF", "III.B.3.larangan.e")]),
        ("5.1.02.04.01.*", [("REF", "5.1.02.04.01.*")]),
        ("524.*", [("REF", "524.*")]),
        ("II.A.tabel.1.*", [("REF", "II.A.tabel.1.*")]),
        ("> >= < <= =", [("GT", ">"), ("GE", ">="), ("LT", "<"), ("LE", "<="), ("EQ", "=")]),
        ('"a # b"# c', [("STRING", '"a # b"')]),
    ],
)
def test_literals(text: str, tokens: list[tuple[str, str]]) -> None:
    assert lex(text) == tokens


@pytest.mark.parametrize("text", ["Rp1.00", "Rp1.0000", "5orang", "1000000000000000000", "Rp"])
def test_what_only_looks_like_a_literal(text: str) -> None:
    """It is cut in no other way silently: the rule that holds it is refused."""
    policy, found = compile_text(f'boleh x "X" bila nilai di atas {text} dasar A')
    assert policy is None
    assert len(found) == 1


def test_tokens_know_their_place() -> None:
    [first, second] = LARK.lex("larang\n  x")
    assert isinstance(second, Token)
    assert (first.line, first.column, first.end_column) == (1, 1, 7)
    assert (second.line, second.column, second.end_column) == (2, 3, 4)
