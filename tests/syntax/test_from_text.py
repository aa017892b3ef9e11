"""From text to the syntax tree: what each writing means, and where it stands."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from lark import Lark

from bokrules.base.diagnostics import Diagnostics
from bokrules.base.resources import POLICIES_FOLDER, grammar_text
from bokrules.base.spans import Span
from bokrules.syntax import ast
from bokrules.syntax.builder import Builder
from bokrules.syntax.from_text import parse
from tests.syntax import texts

SHIPPED = sorted(POLICIES_FOLDER.glob("*/*.bok"))


def read(text: str) -> ast.Document:
    out = Diagnostics()
    document = parse(text, "a.bok", out)
    assert [str(each.message) for each in out] == []
    return document


def declaration(text: str) -> ast.Declaration:
    [only] = read(text).declarations
    return only


def condition(text: str, language: str = "id") -> ast.Expression:
    header, words = (
        ("language en\n", ("allow", "when")) if language == "en" else ("", ("boleh", "bila"))
    )
    rule = declaration(f'{header}{words[0]} x "X" {words[1]} {text}')
    assert isinstance(rule, ast.Rule)
    [when] = rule.clauses
    assert isinstance(when, ast.When)
    return when.condition


ANY = Span("", 1, 1, 1, 1)
"""Spans do not take part in comparisons."""


def ref(name: str) -> ast.Reference:
    return ast.Reference(name=name, span=ANY)


def rp(amount: int) -> ast.Money:
    return ast.Money(rupiah=amount, span=ANY)


def compare(left: ast.Expression, how: str, right: ast.Expression) -> ast.Compare:
    return ast.Compare(left=left, comparison=cast("ast.Comparison", how), right=right, span=ANY)


# ---- the pieces are the file ----


@cache
def _whole() -> tuple[Lark, Builder]:
    builder = Builder()
    return Lark(grammar_text(), parser="lalr", lexer="basic", transformer=builder), builder


def parse_whole(text: str) -> tuple[ast.Declaration, ...]:
    """The file by lark alone, from its start rule, not cut into declarations."""
    lark, builder = _whole()
    builder.file, builder.out = "a.bok", Diagnostics()
    return tuple(cast("list[ast.Declaration]", lark.parse(text)))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_shipped_file_is_the_sum_of_its_pieces(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = read(text)
    assert len(document.declarations) > 1
    assert document.declarations == parse_whole(text)


@given(texts.files)
def test_any_file_is_the_sum_of_its_pieces(text: str) -> None:
    out = Diagnostics()
    document = parse(text, "a.bok", out)
    assert document.declarations == parse_whole(text)
    assert {each.code for each in out} <= {"BOK305"}  # a range that begins with its upper end


@given(texts.files)
def test_line_breaks_mean_nothing(text: str) -> None:
    out = Diagnostics()
    assert parse(text.replace("\n", "\r\n"), "a.bok", out) == parse(text, "a.bok", out)


@given(texts.files)
def test_every_span_lies_within_the_file(text: str) -> None:
    lines = text.split("\n")
    for each in parse(text, "a.bok", Diagnostics()).declarations:
        span = each.span
        assert (span.line, span.column) < (span.end_line, span.end_column)
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert span.column <= len(lines[span.line - 1])
        assert span.end_column <= len(lines[span.end_line - 1]) + 1


# ---- literals ----


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("Rp1.000.000", rp(1_000_000)),
        ("Rp 500", rp(500)),
        ("Rp999999999999999999", rp(999_999_999_999_999_999)),
        ("1,25", ast.Number(value=Fraction(5, 4), span=ANY)),
        ("0,1", ast.Number(value=Fraction(1, 10), span=ANY)),
        ("65%", ast.Number(value=Fraction(13, 20), percent=True, span=ANY)),
        ("1,5%", ast.Number(value=Fraction(3, 200), percent=True, span=ANY)),
        ("3", ast.Number(value=Fraction(3), span=ANY)),
        ("5 orang", ast.Count(value=5, unit="orang", span=ANY)),
        ("2 kali", ast.Count(value=2, unit="kali", span=ANY)),
        ("10 hari", ast.Count(value=10, unit="hari", span=ANY)),
        ("2010-04-22", ast.Day(value=date(2010, 4, 22), span=ANY)),
        ("ya", ast.YesNo(value=True, span=ANY)),
        ("tidak", ast.YesNo(value=False, span=ANY)),
    ],
)
def test_literals(text: str, node: ast.Expression) -> None:
    assert condition(text) == node


def test_a_percentage_is_not_the_number_beside_it() -> None:
    assert condition("65%") != condition("0,65")


# ---- comparisons ----


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("lebih dari", ">"),
        ("di atas", ">"),
        (">", ">"),
        ("paling sedikit", ">="),
        (">=", ">="),
        ("kurang dari", "<"),
        ("di bawah", "<"),
        ("<", "<"),
        ("paling banyak", "<="),
        ("<=", "<="),
        ("s/d", "<="),
        ("sampai dengan", "<="),
        ("sampai", "<="),
        ("=", "="),
    ],
)
def test_comparisons(text: str, how: str) -> None:
    assert condition(f"nilai {text} Rp1") == compare(ref("nilai"), how, rp(1))


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("more than", ">"),
        ("above", ">"),
        ("at least", ">="),
        ("less than", "<"),
        ("below", "<"),
        ("at most", "<="),
        ("up to", "<="),
    ],
)
def test_english_comparisons(text: str, how: str) -> None:
    assert condition(f"nilai {text} Rp1", "en") == compare(ref("nilai"), how, rp(1))


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("nilai di atas Rp1 s/d Rp9", ">", "<="),
        ("nilai paling sedikit Rp1 sampai dengan Rp9", ">=", "<="),
        ("nilai >= Rp1 sampai kurang dari Rp9", ">=", "<"),
        ("nilai lebih dari Rp1 sampai paling banyak Rp9", ">", "<="),
    ],
)
def test_ranges(text: str, lower: str, upper: str) -> None:
    assert condition(text) == ast.Between(
        operand=ref("nilai"),
        lower_comparison=cast("ast.Comparison", lower),
        lower=rp(1),
        upper_comparison=cast("ast.Comparison", upper),
        upper=rp(9),
        span=ANY,
    )


# ---- grouping ----


def test_dan_binds_more_closely_than_atau() -> None:
    a, b, c, d = (ref(name) for name in "abcd")
    assert condition("a atau b dan c atau d") == ast.AnyOf(
        operands=(a, ast.AllOf(operands=(b, c), span=ANY), d), span=ANY
    )
    assert condition("(a atau b) dan (c atau d)") == ast.AllOf(
        operands=(
            ast.AnyOf(operands=(a, b), span=ANY),
            ast.AnyOf(operands=(c, d), span=ANY),
        ),
        span=ANY,
    )


def test_bukan_takes_the_comparison_after_it_and_no_more() -> None:
    assert condition("bukan nilai > Rp1 dan b") == ast.AllOf(
        operands=(
            ast.Not(operand=compare(ref("nilai"), ">", rp(1)), span=ANY),
            ref("b"),
        ),
        span=ANY,
    )
    assert condition("bukan bukan a") == ast.Not(
        operand=ast.Not(operand=ref("a"), span=ANY), span=ANY
    )


def test_products_bind_more_closely_than_sums_and_sums_than_comparisons() -> None:
    assert condition("a + b * c / 2 - d > e") == compare(
        ast.Total(
            terms=(
                (1, ref("a")),
                (
                    1,
                    ast.Scaled(
                        factors=(
                            ("*", ref("b")),
                            ("*", ref("c")),
                            ("/", ast.Number(value=Fraction(2), span=ANY)),
                        ),
                        span=ANY,
                    ),
                ),
                (-1, ref("d")),
            ),
            span=ANY,
        ),
        ">",
        ref("e"),
    )


def test_parentheses_leave_no_trace() -> None:
    assert condition("((a))") == ref("a")
    assert condition("a - (b - c)") != condition("a - b - c")


def test_evidence_is_all_of_groups_of_alternatives() -> None:
    rule = declaration('wajib x "X" bukti kuitansi atau faktur, surat_tugas')
    assert isinstance(rule, ast.Rule)
    [evidence] = rule.clauses
    assert isinstance(evidence, ast.Evidence)
    written = [[name.text for name in group] for group in evidence.documents]
    assert written == [["kuitansi", "faktur"], ["surat_tugas"]]


# ---- declarations ----


def test_a_declaration_ends_where_the_next_begins() -> None:
    document = read('belanja a "A" termasuk b belanja b "B" boleh c "C" untuk belanja a dasar I')
    assert [type(each).__name__ for each in document.declarations] == ["Term", "Term", "Rule"]


def test_labels_may_have_an_english_twin() -> None:
    term = declaration('belanja x "Uang" en "Money"')
    assert isinstance(term, ast.Term)
    assert (term.label.text, term.label.english) == ("Uang", "Money")
    assert read('belanja x "Uang"').declarations != (term,)


def test_a_field_that_is_a_keyword_goes_by_its_indonesian_name() -> None:
    assert condition("kegiatan = gizi") == condition("activity = gizi", "en")
    assert condition("meterai < Rp1") == condition("stamp < Rp1", "en")


def test_clauses_and_findings_are_words_even_if_they_look_like_numbers() -> None:
    rule = declaration('larang a "A" dasar 7, 007, III.B.3, x temuan 01')
    assert isinstance(rule, ast.Rule)
    cites, finding = rule.clauses
    assert isinstance(cites, ast.Cites)
    assert [name.text for name in cites.clauses] == ["7", "007", "III.B.3", "x"]
    assert isinstance(finding, ast.Finding)
    assert finding.finding.text == "01"


def test_the_alias_of_a_fact_is_the_same_word_in_both_languages() -> None:
    indonesian = declaration('fakta bukti alias evidence : daftar dokumen "B" bawaan pajak')
    english = declaration(
        'language en fact evidence alias evidence : list document "B" default tax'
    )
    assert indonesian == english
    assert isinstance(indonesian, ast.Fact)
    assert indonesian.alias == ast.Name(text="evidence", span=ANY)
    assert indonesian.type == ast.TypeName(name="dokumen", shape="list", span=ANY)
    assert indonesian.default == ast.Name(text="pajak", span=ANY)


def test_an_example_with_all_its_parts() -> None:
    example = declaration(
        'contoh "E" diberi belanja = gaji, uraian = "u", bukti = (), pajak = (ppn Rp5)'
        " maka perlu data karena a, kegiatan perlu nilai mungkin dilarang, tidak tercantum"
        " dipertanyakan Rp7 dasar I"
    )
    assert isinstance(example, ast.Example)
    assert example.outcome == "undetermined"
    assert [name.text for name in example.because] == ["a", "kegiatan"]
    assert [name.text for name in example.missing] == ["nilai"]
    assert example.possible == ("forbidden", "unlisted")
    assert example.questioned == 7
    assert [(name.text, type(value)) for name, value in example.given] == [
        ("belanja", ast.Name),
        ("uraian", ast.Text),
        ("bukti", ast.Items),
        ("pajak", ast.Items),
    ]
    assert example.given[2][1].span == example.given[2][0].span


# ---- two languages, one tree ----

TWINS = [
    (
        'larang a "A" untuk belanja b, c bila bukan d dan e di atas Rp1 kecuali f dasar I, 07',
        'forbid a "A" for expense b, c when not d and e above Rp1 except f cite I, 07',
    ),
    (
        'tertutup kegiatan "K" untuk dana d tafsir "t" boleh b "B" memenuhi belanja, dana',
        'closed activity "K" for fund d note "t" allow b "B" serves expense, fund',
    ),
    (
        'wajib a "A" bukti b atau c, d harus ya setor p = 10% * nilai meterai Rp3.000',
        'require a "A" evidence b or c, d must yes deposit p = 10% * nilai stamp Rp3.000',
    ),
    (
        'pajak p "P" dokumen d "D" kegiatan k "K" termasuk l sebutan "s" rekening 5.2.*',
        'tax p "P" document d "D" activity k "K" within l phrases "s" accounts 5.2.*',
    ),
    (
        'pilihan c "C" a "A" b "B" fakta f : rupiah per pajak "F" fakta g : orang "G" bawaan h',
        'choice c "C" a "A" b "B" fact f : rupiah per tax "F" fact g : persons "G" default h',
    ),
    (
        'celah a "A" menyentuh kewajiban kewajiban b "B" per satker per hari sasaran c "C" dasar I',
        'gap a "A" touches duty duty b "B" per satker per days recipients c "C" cite I',
    ),
    (
        'target a "A" paling sedikit 95% pada 2015 dasar I',
        'target a "A" at least 95% by 2015 cite I',
    ),
    (
        'contoh "A" diberi belanja = a, b = 2 kali maka tidak tercantum karena belanja perlu b'
        ' dipertanyakan Rp5 contoh "B" diberi a = tidak maka diizinkan bersyarat'
        ' contoh "C" diberi a = ya maka dilarang contoh "D" diberi a = ya maka perlu data'
        ' contoh "E" diberi a = 1 hari maka diizinkan',
        'example "A" given expense = a, b = 2 times then unlisted because expense needing b'
        ' questioned Rp5 example "B" given a = no then conditional'
        ' example "C" given a = yes then forbidden example "D" given a = yes then undetermined'
        ' example "E" given a = 1 days then allowed',
    ),
]


@pytest.mark.parametrize(("indonesian", "english"), TWINS)
def test_twins_have_one_tree(indonesian: str, english: str) -> None:
    first, second = read(indonesian), read(f"language en\n{english}")
    assert (first.language, second.language) == ("id", "en")
    assert first.declarations == second.declarations


def test_nodes_compare_without_their_place() -> None:
    text = 'boleh a "A" untuk belanja b bila c > Rp1 dasar I'
    near, far = declaration(text), declaration(f"# far away\n\n   {text}")
    assert near == far
    assert near.span != far.span
    assert hash(near) == hash(far)
    assert "span" not in repr(near)


# ---- places ----


def test_the_span_of_a_declaration_reaches_to_its_last_word() -> None:
    [first, second] = read('boleh a "A"\n  dasar I\nboleh b "B"').declarations
    assert first.span == Span("a.bok", 1, 1, 2, 10)
    assert second.span == Span("a.bok", 3, 1, 3, 12)


def test_spans_inside_a_declaration() -> None:
    rule = declaration('boleh a "A"\n  untuk belanja b, c bila d dan e > Rp1 dasar I.1')
    assert isinstance(rule, ast.Rule)
    applies, when, cites = rule.clauses
    assert rule.name.span == Span("a.bok", 1, 7, 1, 8)
    assert rule.label.span == Span("a.bok", 1, 9, 1, 12)
    assert applies.span == Span("a.bok", 2, 9, 2, 21)
    assert isinstance(when, ast.When)
    assert when.condition.span == Span("a.bok", 2, 27, 2, 40)
    assert cites.span == Span("a.bok", 2, 47, 2, 50)
