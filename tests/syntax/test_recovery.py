"""What is wrong in a text: every mistake of a file in one run, each at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.base.diagnostics import Diagnostic, Diagnostics
from bokrules.syntax import ast
from bokrules.syntax.from_text import LONGEST_FILE, parse
from tests.helpers import places
from tests.syntax import texts


def read(text: str) -> tuple[ast.Document, list[Diagnostic]]:
    out = Diagnostics()
    return parse(text, "a.bok", out), list(out)


def only(text: str) -> Diagnostic:
    _, [found] = read(text)
    return found


def said(found: Diagnostic) -> tuple[str, str]:
    return str(found.message), str(found.help)


FIVE = """\
larng a "A" dasar I
boleh b "B" untuk kegiatan
boleh c "tanpa tutup
  dasar I
larang d "D" when e dasar I
boleh e "E" dasar I
wajib f "F" bukti g @ h dasar I
"""


def test_five_mistakes_are_five_diagnostics() -> None:
    document, found = read(FIVE)
    assert places(found) == [
        "BOK102 1:1-1:6",
        "BOK101 2:19-2:27",
        "BOK103 3:9-3:21",
        "BOK105 5:14-5:18",
        "BOK104 7:21-7:22",
    ]
    assert {each.span.file for each in found} == {"a.bok"}
    kinds = [type(each).__name__ for each in document.declarations]
    assert kinds == ["Broken", "Broken", "Broken", "Broken", "Rule", "Broken"]
    broken = [each for each in document.declarations if isinstance(each, ast.Broken)]
    assert [sorted(each.names) for each in broken] == [["a"], ["b"], ["c"], ["d"], ["f"]]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("larng", "`larang`"), ("LARANG", "`larang`"), ("conto", "`contoh`")],
)
def test_an_unknown_declaration_is_compared_with_the_known(word: str, meant: str) -> None:
    found = only(f'{word} a "A" dasar I')
    assert places([found]) == [f"BOK102 1:1-1:{len(word) + 1}"]
    assert said(found) == (f"no declaration begins with `{word}`", f"did you mean {meant}?")


def test_where_nothing_is_near_all_declarations_are_named() -> None:
    message, help_ = said(only('xyz a "A"'))
    assert message == "no declaration begins with `xyz`"
    assert help_.startswith("one of: belanja, kegiatan, dana, dokumen, ")
    _, help_ = said(only('language en\nxyz a "A"'))
    assert help_.startswith("one of: expense, activity, fund, document, ")


@pytest.mark.parametrize("text", ["xyz", '"A"', "7", "untuk belanja a", ", ,", "("])
def test_a_file_that_begins_with_no_declaration(text: str) -> None:
    found = only(text + ' boleh a "A"')
    assert (found.code, found.span.line, found.span.column) == ("BOK102", 1, 1)


def test_a_misspelt_clause_is_compared_with_those_that_may_follow() -> None:
    found = only('boleh a "A" dasr I')
    assert places([found]) == ["BOK101 1:13-1:17"]
    assert said(found) == ("`dasr` cannot stand here", "did you mean `dasar`, `tafsir`?")


@pytest.mark.parametrize(
    ("text", "found", "help_"),
    [
        ('belanja a a "A"', "BOK101 1:11-1:12", "expected here: a text in quotation marks"),
        ('fakta a alias b rupiah "A"', "BOK101 1:17-1:23", "expected here: a colon"),
        ('boleh a "A" larng b "B"', "BOK101 1:13-1:18", "did you mean `larang`?"),
    ],
)
def test_a_stray_word_begins_no_declaration(text: str, found: str, help_: str) -> None:
    diagnostic = only(text)
    assert places([diagnostic]) == [found]
    assert str(diagnostic.help) == help_


def test_what_may_follow_is_said_without_the_next_declaration() -> None:
    found = only('kewajiban a "A" harus b')
    assert said(found) == (
        "`harus` cannot stand here",
        "expected here: `bila`, `dahulu`, `dasar`, `per`, `tafsir`, `temuan`",
    )


def test_a_declaration_that_ends_too_early() -> None:
    _, [first, last] = read('boleh a "A" bila\nboleh b "B" dasar')
    assert places([first, last]) == ["BOK101 1:13-1:17", "BOK108 2:13-2:18"]
    assert said(last) == (
        "the declaration ends too early, after `dasar`",
        "expected here: a name, a number, a clause such as III.B.3.h",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('boleh a "A', "BOK108 1:9-1:11"),
        ('boleh a "A\n\n', "BOK108 1:9-1:11"),
        ('boleh a "A\nboleh b "B"', "BOK103 1:9-1:11"),
        ('boleh a "A" tafsir "\nboleh b "B"', "BOK103 1:20-1:21"),
        ('boleh a "A" tafsir "', "BOK108 1:20-1:21"),
        ('boleh a "A" "', "BOK108 1:13-1:14"),
    ],
)
def test_an_unclosed_text(text: str, found: str) -> None:
    diagnostic = only(text)
    assert places([diagnostic]) == [found]
    assert said(diagnostic) == (
        "a text without its closing quotation mark",
        'close the text with `"` on the same line',
    )


@pytest.mark.parametrize(
    ("text", "found", "shown"),
    [
        ('boleh a "A" @ dasar I', "BOK104 1:13-1:14", "@"),
        ('boleh a "A" @$! dasar I', "BOK104 1:13-1:16", "@$!"),
        ('boleh naïve "A"', "BOK104 1:7-1:12", "naïve"),
        ('boleh nai\u0308ve "A"', "BOK104 1:7-1:13", "nai\u0308ve"),
        ('boleh a "A" dasar 12abc', "BOK104 1:19-1:24", "12abc"),
        ('boleh a "A" meterai 1' + "0" * 18, "BOK104 1:21-1:40", "1" + "0" * 18),
        ('boleh a "A" \x00 dasar I', "BOK104 1:13-1:14", "�"),
        ("boleh a “A”", "BOK104 1:9-1:10", "“"),
        ("boleh " + "é" * 60 + ' "A"', "BOK104 1:7-1:67", "é" * 39 + "…"),
    ],
)
def test_what_is_no_word(text: str, found: str, shown: str) -> None:
    _, [first, *_] = read(text)
    assert places([first]) == [found]
    assert str(first.message) == f"`{shown}` has no meaning here"


def test_a_bad_sign_spoils_its_own_declaration_only() -> None:
    document, found = read('boleh a "A" dasar I @\n\n  @ boleh b "B" dasar I')
    assert places(found) == ["BOK104 1:21-1:22", "BOK104 3:3-3:4"]
    assert [type(each).__name__ for each in document.declarations] == ["Broken", "Rule"]


@pytest.mark.parametrize(
    ("text", "found", "twin"),
    [
        ('boleh a "A" when b', "BOK105 1:13-1:17", "bila"),
        ('allow a "A"', "BOK105 1:1-1:6", "boleh"),
        ('boleh a "A" bila b above Rp1', "BOK105 1:20-1:25", "di atas"),
        ('boleh a "A" bila b = yes', "BOK105 1:22-1:25", "ya"),
        ('boleh a "A" bila b = no', "BOK105 1:22-1:24", "tidak"),
        ('boleh a "A" bila activity = b', "BOK105 1:18-1:26", "kegiatan"),
        ('language en\nallow a "A" bila b', "BOK105 2:13-2:17", "when"),
        ('language en\nboleh a "A"', "BOK105 2:1-2:6", "allow"),
        ('language en\nallow a "A" when b s/d Rp1', "BOK105 2:20-2:23", "up to"),
        ('language en\nallow a "A" when b di  atas Rp1', "BOK105 2:20-2:28", "above"),
    ],
)
def test_a_keyword_of_the_other_language(text: str, found: str, twin: str) -> None:
    diagnostic = only(text)
    assert places([diagnostic]) == [found]
    assert str(diagnostic.help) == f"write `{twin}`"


def test_words_in_a_text_are_of_no_language() -> None:
    document, found = read('boleh a "when" en "bila" dasar I # when')
    assert found == []
    assert isinstance(document.declarations[0], ast.Rule)


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "# nothing but a comment", "language en\n# x\n"])
def test_a_file_that_declares_nothing(text: str) -> None:
    document, [found] = read(text)
    assert places([found]) == ["BOK109 1:1-1:1"]
    assert document.declarations == ()


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("language id\n", "BOK101 1:10-1:12"),
        ("language\n", "BOK101 1:1-1:9"),
        ("bahasa indonesia\n", "BOK101 1:8-1:17"),
    ],
)
def test_a_header_names_english_or_is_left_out(header: str, found: str) -> None:
    document, [diagnostic] = read(header + 'boleh a "A" dasar I')
    assert places([diagnostic]) == [found]
    assert str(diagnostic.help) == "expected here: `en`"
    assert document.language == "id"
    assert isinstance(document.declarations[-1], ast.Rule)


def test_a_header_has_no_other_place_than_the_first() -> None:
    assert places([only('boleh a "A" dasar I language en')]) == ["BOK101 1:21-1:29"]


def test_line_breaks_of_either_kind_give_the_same_places() -> None:
    _, unix = read(FIVE)
    _, windows = read(FIVE.replace("\n", "\r\n"))
    assert [(e.code, e.span.line, e.span.column) for e in windows] == [
        (e.code, e.span.line, e.span.column) for e in unix
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tanggal = 2010-02-30", "BOK305 1:28-1:38"),
        ("tanggal = 0000-01-01", "BOK305 1:28-1:38"),
        ("nilai di bawah Rp1 s/d Rp2", "BOK305 1:18-1:44"),
        ("nilai = Rp1 s/d Rp2", "BOK305 1:18-1:37"),
    ],
)
def test_values_that_do_not_exist(text: str, found: str) -> None:
    assert places([only(f'boleh a "A" bila {text}')]) == [found]


def test_a_decimal_point() -> None:
    found = only('tabel a "A" per regional jawa 1.25 dasar I')
    assert places([found]) == ["BOK101 1:31-1:35"]
    assert str(found.help) == "a decimal has a comma: `1,25`"


def test_thousands_with_commas() -> None:
    found = only('boleh a "A" bila nilai > Rp1,000,000 dasar I')
    assert places([found]) == ["BOK101 1:29-1:30"]
    assert str(found.help).startswith("dots mark thousands")
    stray = only('boleh a "A" bila nilai > Rp1 , 5 dasar I')
    assert not str(stray.help).startswith("dots mark thousands")


def test_a_mapping_holds_rupiah() -> None:
    found = only('fakta a : teks per pajak "A"')
    assert places([found]) == ["BOK209 1:11-1:25"]
    assert str(found.message) == "a mapping of taxes holds `rupiah`, not `teks`"


# ---- sizes that no author reaches ----


@pytest.mark.parametrize(
    ("condition", "column"),
    [
        ("(" * 10_000 + "b" + ")" * 10_000, 18 + 50),
        ("bukan " * 10_000 + "b", 18 + 50 * 6),
        ("(" * 10_000, 18 + 50),
        ("bukan (" * 10_000, 18 + 50 * 7 + 6),
    ],
)
def test_deep_nesting_is_refused(condition: str, column: int) -> None:
    document, [found] = read(f'boleh a "A" bila {condition}')
    assert (found.code, found.span.line, found.span.column) == ("BOK106", 1, column)
    assert str(found.message) == "nested more than 50 deep"
    assert isinstance(document.declarations[0], ast.Broken)


@pytest.mark.parametrize("condition", ["(" * 50 + "b" + ")" * 50, "bukan " * 50 + "b"])
def test_nesting_up_to_the_bound_is_read(condition: str) -> None:
    document, found = read(f'boleh a "A" bila {condition}')
    assert found == []
    assert isinstance(document.declarations[0], ast.Rule)


def test_a_long_condition_is_no_deep_one() -> None:
    document, found = read('boleh a "A" bila ' + " dan ".join(["b"] * 5_000))
    assert found == []
    assert isinstance(document.declarations[0], ast.Rule)


def test_a_file_that_is_too_long_is_not_read() -> None:
    document, [found] = read("#" * 5_000_000)
    assert places([found]) == ["BOK107 1:1-1:1"]
    assert str(found.message) == "the file has 5000000 characters, more than 1000000"
    assert document.declarations == ()


def test_the_longest_file_is_read() -> None:
    text = 'boleh a "A" dasar I'
    document, found = read(text + " " * (LONGEST_FILE - len(text)))
    assert found == []
    assert len(document.declarations) == 1


def test_a_flood_of_errors_is_reported_in_full() -> None:
    document, found = read('boleh a "A" dasr I\n' * 20_000)
    assert [each.span.line for each in found] == list(range(1, 20_001))
    assert {each.code for each in found} == {"BOK101"}
    assert len(document.declarations) == 20_000


def test_bad_signs_are_reported_up_to_a_number() -> None:
    """A file that is no policy at all, such as a picture, is not described sign by sign."""
    _, found = read("@ " * 10_000)
    assert [each.span.column for each in found] == [*range(1, 41, 2), 40]
    assert found[-1].message.text("en").startswith("from here on the file is not read")


# ---- whatever is written ----


def lies_within(found: Diagnostic, text: str) -> bool:
    span, lines = found.span, text.split("\n")
    return (
        1 <= span.line <= span.end_line <= len(lines)
        and 1 <= span.column <= len(lines[span.line - 1]) + 1
        and 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
        and (span.line, span.column) <= (span.end_line, span.end_column)
    )


@pytest.mark.parametrize("rest", ["", "\n", " \n\n"])
def test_nothing_is_left_unread_after_the_last_of_many_bad_characters(rest: str) -> None:
    _, found = read("{ " * 19 + "{" + rest)
    assert len(found) == 20


def test_what_is_left_unread_may_begin_at_the_end_of_a_line() -> None:
    text = "{ " * 19 + "{\nfakta"
    _, found = read(text)
    assert [each.span.column for each in found][-1] == 40
    assert all(lies_within(each, text) for each in found)


@given(st.text())
def test_no_text_raises_and_every_span_lies_within(text: str) -> None:
    document, found = read(text)
    assert all(lies_within(each, text) for each in found)
    assert found or document.declarations


@given(st.text(alphabet='ab 1,.%"()@=<>+-*/:_#\n\r\té\u0308{}', max_size=60))
def test_no_signs_raise(text: str) -> None:
    document, found = read(text)
    assert all(lies_within(each, text) for each in found)
    assert found or document.declarations


@given(texts.files, st.integers(0, 400), st.integers(0, 5), st.text(max_size=3))
def test_no_change_of_a_good_file_raises(text: str, place: int, cut: int, put: str) -> None:
    place = min(place, len(text))
    changed = text[:place] + put + text[place + cut :]
    document, found = read(changed)
    assert all(lies_within(each, changed) for each in found)
    assert found or document.declarations


@given(texts.files, texts.files)
def test_a_mistake_does_not_hide_what_follows(first: str, second: str) -> None:
    """A declaration after a broken one is read as if it stood alone."""
    alone, _ = read(second)
    both, _ = read(f'{first}\nlarng x "X"\n{second}')
    assert both.declarations[-len(alone.declarations) :] == alone.declarations


def test_a_keyword_as_a_name_spoils_its_own_declaration_only() -> None:
    document, found = read(
        'wajib rpk "Sesuai RPK" harus dalam_rpk dasar I\nwajib meterai "Meterai" meterai Rp3.000\n'
    )
    assert len(document.declarations) == 2
    assert [(each.code, each.span.line, each.span.column) for each in found] == [("BOK101", 2, 7)]
    assert str(found[0].help) == "`meterai` is a keyword: choose another name"
