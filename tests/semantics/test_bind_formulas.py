"""Units, tables and formulas: names bound, types and units of measure checked, lines in order."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.base.diagnostics import Diagnostic
from bokrules.semantics.allocation import (
    Formula,
    Indicator,
    Line,
    Lookup,
    Product,
    Ref,
    Rounding,
    Sum,
    SumOver,
    UnitCount,
    refs_of,
)
from bokrules.semantics.expressions import Constant
from bokrules.semantics.policy import Citation
from bokrules.semantics.types import NUMBER, RUPIAH, Type
from bokrules.semantics.vocabulary import Label
from tests.helpers import OUTLINE, compile_text, compiled, places, words

AROUND = """\
pilihan regional "R" jawa "J" bali "B"
satuan u "U" kolom wilayah : regional, desa : bilangan, orang2 : orang, lama : hari, jk : jam,
  terpencil : ya_tidak, dana_lain : rupiah, catatan : teks
tabel bobot "B" per regional jawa 1 bali 1,25 dasar A
tabel tarif "T" per regional jawa Rp100 bali Rp200 dasar A
"""


def formula(body: str) -> Formula:
    [only] = compiled(
        f'{AROUND}rumus f "F" untuk_setiap u masukan p : rupiah {body} dasar A'
    ).formulas
    return only


def faults(body: str) -> list[Diagnostic]:
    text = f'{AROUND}rumus f "F" untuk_setiap u masukan p : rupiah\n{body}\n dasar A'
    policy, found = compile_text(text, OUTLINE)
    assert policy is None
    return [each for each in found if each.severity == "error"]


def said(body: str) -> list[str]:
    return words(faults(body))


# ---- formulas ----


def test_a_formula_with_all_its_parts() -> None:
    found = formula(
        "masukan q : bilangan hasil total = dasar_alokasi + bobot[wilayah] * desa"
        " / jumlah(bobot[wilayah] * desa) * q * p - hitung(terpencil) * Rp5"
        " dasar_alokasi = 65% * p / cacah(u)"
        " bulatkan total ke Rp1.000 sisa_terbesar jumlah_tepat p + jumlah(dana_lain) seri desa"
        ' tafsir "T"'
    )
    weighted = Product(
        (("*", Lookup("bobot", Ref("column", "wilayah"))), ("*", Ref("column", "desa")))
    )
    assert found == Formula(
        name="f",
        label=Label("F"),
        citations=(Citation("A"),),
        notes=("T",),
        span=found.span,
        unit="u",
        inputs={"p": RUPIAH, "q": NUMBER},
        lines=(
            Line(
                name="dasar_alokasi",
                value=Product(
                    (
                        ("*", Constant(Fraction(13, 20))),
                        ("*", Ref("input", "p")),
                        ("/", UnitCount()),
                    )
                ),
                type=RUPIAH,
            ),
            Line(name="total", value=found.lines[1].value, type=RUPIAH),
        ),
        result="total",
        rounding=Rounding(
            unit=1000,
            exact_total=Sum(((1, Ref("input", "p")), (1, SumOver(Ref("column", "dana_lain"))))),
            ties="desa",
        ),
    )
    assert found.lines[1].value == Sum(
        (
            (1, Ref("line", "dasar_alokasi")),
            (
                1,
                Product(
                    (
                        *weighted.factors,
                        ("/", SumOver(weighted)),
                        ("*", Ref("input", "q")),
                        ("*", Ref("input", "p")),
                    )
                ),
            ),
            (-1, Product((("*", Indicator(Ref("column", "terpencil"))), ("*", Constant(5))))),
        )
    )
    assert [each.name for each in refs_of(found.lines[1].value)] == [
        *("dasar_alokasi", "wilayah", "desa", "wilayah", "desa", "q", "p", "terpencil"),
    ]


def test_without_rounding_and_with_the_least_of_it() -> None:
    assert formula("hasil a = p").rounding is None
    assert formula("hasil a = p bulatkan a ke Rp1 sisa_terbesar").rounding == Rounding(unit=1)


def test_lines_are_bound_in_the_order_of_dependence() -> None:
    found = formula("hasil a = b + c c = b * 2 b = d d = p")
    assert [each.name for each in found.lines] == ["d", "b", "c", "a"]
    assert formula("d = p b = d c = b * 2 hasil a = b + c").lines == found.lines


@pytest.mark.parametrize(
    ("expression", "type_"),
    [
        ("p + Rp5 - dana_lain", RUPIAH),
        ("p * 2 / 3 * 10%", RUPIAH),
        ("p / dana_lain", NUMBER),
        ("p / orang2", RUPIAH),
        ("desa / lama", NUMBER),
        ("orang2 / jumlah(orang2)", NUMBER),
        ("orang2 * p", RUPIAH),
        ("orang2 + 5 orang", Type("count", "orang")),
        ("orang2 * 2", Type("count", "orang")),
        ("jk + 3 jam", Type("count", "jam")),
        ("jumlah(lama)", Type("count", "hari")),
        ("tarif[wilayah] * orang2", RUPIAH),
        ("hitung(terpencil) + cacah(u)", NUMBER),
        ("bobot[wilayah]", NUMBER),
    ],
)
def test_types(expression: str, type_: Type) -> None:
    found = formula(f"a = {expression} hasil b = p")
    assert [each.type for each in found.lines if each.name == "a"] == [type_]


@pytest.mark.parametrize(
    ("expression", "message", "help_"),
    [
        (
            "orang2 + lama",
            "a count of hari cannot be added to a count of orang",
            "one counts orang, the other hari",
        ),
        (
            "lama + 5 jam",
            "a count of jam cannot be added to a count of hari",
            "one counts hari, the other jam",
        ),
        ("p + 5", "a number cannot be added to rupiah", "write an amount of money as `Rp1.000`"),
        ("5 + p", "rupiah cannot be added to a number", "write an amount of money as `Rp1.000`"),
        (
            "orang2 + 5",
            "a number cannot be added to a count of orang",
            "write the unit after the number: `5 orang`",
        ),
        ("p * p", "rupiah cannot be multiplied by rupiah", "None"),
        ("2 / p", "a number cannot be divided by rupiah", "None"),
        (
            "orang2 * lama",
            "a count cannot be multiplied by a count",
            "for a number divide by the unit: `… / 1 hari`",
        ),
        (
            "terpencil * p",
            "a formula computes with numbers and rupiah, not with yes or no",
            "for 1 or 0 write `hitung(…)`",
        ),
        (
            "p + terpencil",
            "a formula computes with numbers and rupiah, not with yes or no",
            "for 1 or 0 write `hitung(…)`",
        ),
        (
            "wilayah + 1",
            "a formula computes with numbers and rupiah, not with a choice",
            "read a table by it: `tabel … per regional`",
        ),
        ("catatan * 2", "a formula computes with numbers and rupiah, not with text", "None"),
        (
            "ya",
            "a formula computes with numbers and rupiah",
            "conditions stand in rules; for a yes-or-no column write `hitung(…)`",
        ),
        (
            "desa > 5",
            "a formula computes with numbers and rupiah",
            "conditions stand in rules; for a yes-or-no column write `hitung(…)`",
        ),
        (
            "p / (terpencil dan terpencil)",
            "a formula computes with numbers and rupiah",
            "conditions stand in rules; for a yes-or-no column write `hitung(…)`",
        ),
        (
            "bobot[desa]",
            "`tabel bobot` is read by `regional`",
            "write a column of that choice: `bobot[regional]`",
        ),
        ("hitung(desa)", "`hitung` counts a yes-or-no column, not a number", "None"),
        ("jumlah(terpencil)", "there is no sum of yes or no", "None"),
    ],
)
def test_types_that_do_not_go_together(expression: str, message: str, help_: str) -> None:
    [found] = faults(f"a = {expression} hasil b = p")
    assert (found.code, str(found.message), str(found.help)) == ("BOK301", message, help_)


@pytest.mark.parametrize("divisor", ["0", "0%", "0 orang"])
def test_nothing_is_divided_by_nothing(divisor: str) -> None:
    assert said(f"hasil a = p / {divisor}") == ["BOK304 nothing is divided by 0"]
    assert said("hasil a = p bulatkan a ke Rp0 sisa_terbesar") == [
        "BOK304 nothing is rounded to Rp0"
    ]


@pytest.mark.parametrize(
    ("body", "message", "help_"),
    [
        ("hasil a = pp", "`pp` is no input, no line and no column here", "did you mean `p`?"),
        (
            "hasil a = p * desaa",
            "`desaa` is no input, no line and no column here",
            "did you mean `desa`?",
        ),
        ("hasil a = p * bobt[wilayah]", "the edition has no `tabel bobt`", "did you mean `bobot`?"),
        (
            "hasil a = p / cacah(v)",
            "`cacah` counts the units of the formula: `u`",
            "write `cacah(u)`",
        ),
        (
            "hasil a = p / cacah(5)",
            "`cacah` counts the units of the formula: `u`",
            "write `cacah(u)`",
        ),
        (
            "hasil a = p bulatkan b ke Rp1 sisa_terbesar",
            "`b` is not the `hasil` of the formula",
            "only the result is rounded: `a`",
        ),
        (
            "hasil a = p b = p bulatkan b ke Rp1 sisa_terbesar",
            "`b` is not the `hasil` of the formula",
            "only the result is rounded: `a`",
        ),
        (
            "hasil a = p bulatkan a ke Rp1 sisa_terbesar seri kod",
            "`kod` is no column of `u`",
            "did you mean `kode`?",
        ),
        (
            "hasil a = p bulatkan a ke Rp1 sisa_terbesar jumlah_tepat q",
            "`q` is no input, no line and no column here",
            "there is: a, p, kode, wilayah, desa, orang2, lama, jk, terpencil, dana_lain, catatan",
        ),
    ],
)
def test_names_that_stand_for_nothing(body: str, message: str, help_: str) -> None:
    [found] = faults(body)
    assert (found.code, str(found.message), str(found.help)) == ("BOK217", message, help_)


def test_an_unknown_kind_of_unit_is_the_only_fault() -> None:
    _, found = compile_text(
        'rumus f "F" untuk_setiap uu hasil a = x / cacah(uu) + jumlah(y) dasar A'
    )
    assert words(found) == ["BOK217 the edition has no `satuan uu`"]
    assert places(found) == ["BOK217 1:26-1:28"]
    assert str(found[0].help) == "declare it with `satuan`"


@pytest.mark.parametrize(
    ("broken", "body"),
    [
        ('satuan w "W" kolom a', 'rumus f "F" untuk_setiap w hasil a = x dasar A'),
        (
            'tabel t "T" per jawa',
            AROUND + 'rumus f "F" untuk_setiap u hasil a = t[wilayah] dasar A',
        ),
    ],
)
def test_what_is_broken_is_no_further_fault(broken: str, body: str) -> None:
    _, found = compile_text(f"{broken}\n{body}")
    assert [each.code for each in found] == ["BOK101"]


def test_a_line_with_a_fault_is_reported_once() -> None:
    assert said("a = desaa b = a + p c = jumlah(a) hasil d = b * c / a") == [
        "BOK217 `desaa` is no input, no line and no column here"
    ]


# ---- circles ----


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("hasil a = a", "a → a"),
        ("hasil a = b b = a", "a → b → a"),
        ("hasil a = b b = c c = a * 2", "a → b → c → a"),
        ("hasil a = p b = jumlah(c) c = bobot[wilayah] * b", "b → c → b"),
    ],
)
def test_a_circle_is_shown(body: str, path: str) -> None:
    assert said(body) == [f"BOK218 `{path[0]}` depends on itself: {path}"]


def test_two_circles_are_two_faults_at_their_lines() -> None:
    found = faults("hasil a = b\nb = a\nc = d\nd = c")
    assert places(found) == ["BOK218 7:7-7:8", "BOK218 9:1-9:2"]


def test_the_unit_counted_is_no_line() -> None:
    assert [each.name for each in formula("u = p / cacah(u) hasil a = u").lines] == ["u", "a"]


def test_many_lines_that_read_one_twice_are_bound_at_once() -> None:
    lines = " ".join(f"l{n} = l{n - 1} + l{n - 1}" for n in range(1, 60))
    start = time.perf_counter()
    assert said(f"l0 = p {lines} hasil a = jumlah(l59)") == [
        "BOK226 `jumlah` adds what differs from unit to unit, and this does not"
    ]
    assert time.perf_counter() - start < 5


# ---- what varies ----


@pytest.mark.parametrize(
    "operand",
    ["desa", "a", "desa + jumlah(desa)", "bobot[wilayah]", "hitung(terpencil)", "2 * desa"],
)
def test_sums_of_what_differs(operand: str) -> None:
    assert formula(f"a = desa hasil b = p / jumlah({operand})").lines[-1].name == "b"


@pytest.mark.parametrize("operand", ["p", "5", "jumlah(desa)", "cacah(u)", "a", "a + b", "2 * p"])
def test_there_is_no_sum_of_what_is_the_same(operand: str) -> None:
    [found] = faults(f"a = Rp5 b = a hasil c = p + jumlah({operand}) * 0")
    assert (found.code, str(found.message)) == (
        "BOK226",
        "`jumlah` adds what differs from unit to unit, and this does not",
    )


def test_an_input_that_chooses_is_the_same_for_all_units() -> None:
    found = said("masukan r : regional hasil a = p / jumlah(bobot[r])")
    assert found == ["BOK226 `jumlah` adds what differs from unit to unit, and this does not"]


@pytest.mark.parametrize("total", ["dana_lain", "a", "p + dana_lain", "tarif[wilayah]"])
def test_an_exact_total_is_one_amount(total: str) -> None:
    assert said(f"hasil a = p * desa bulatkan a ke Rp1 sisa_terbesar jumlah_tepat {total}") == [
        "BOK226 a total is one amount, and this differs from unit to unit"
    ]


# ---- results and names ----


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ("a = p", ["BOK207 `rumus f` needs one `hasil`"]),
        ("a = p bulatkan a ke Rp1 sisa_terbesar", ["BOK207 `rumus f` needs one `hasil`"]),
        ("hasil a = p hasil b = p", ["BOK205 `rumus f` needs one `hasil`"]),
        (
            "hasil a = desa bulatkan a ke Rp1 sisa_terbesar",
            ["BOK301 rupiah is asked for here, this is a number"],
        ),
        (
            "hasil a = p bulatkan a ke Rp1 sisa_terbesar jumlah_tepat 5",
            ["BOK301 rupiah is asked for here, this is a number"],
        ),
        (
            "hasil a = p bulatkan a ke Rp1 sisa_terbesar bulatkan a ke Rp2 sisa_terbesar",
            ["BOK205 `bulatkan` stands twice"],
        ),
        ("hasil a = p minimal p minimal Rp5", ["BOK205 `minimal` stands twice"]),
        ("hasil a = p maksimal p maksimal Rp5", ["BOK205 `maksimal` stands twice"]),
        ("hasil a = p maksimal 5", ["BOK301 rupiah is asked for here, this is a number"]),
        (
            "hasil a = p minimal q",
            ["BOK217 `q` is no input, no line and no column here"],
        ),
        ("hasil a = p a = p", ["BOK204 `a` is declared twice"]),
        ("masukan p : rupiah hasil a = p", ["BOK204 `p` is declared twice"]),
        ("hasil p = Rp5", ["BOK204 `p` is declared twice"]),
        ("hasil desa = p", ["BOK204 `desa` is a column of `u` already"]),
        ("masukan lama : hari hasil a = p", ["BOK204 `lama` is a column of `u` already"]),
        ("masukan kode : rupiah hasil a = p", ["BOK204 `kode` is a column of `u` already"]),
        ("masukan q : rupia hasil a = p", ["BOK209 there is no type `rupia`"]),
    ],
)
def test_faults_of_results_and_names(body: str, messages: list[str]) -> None:
    assert said(body) == messages


def test_bounds_of_a_share_may_differ_from_unit_to_unit() -> None:
    bound = formula("hasil a = p minimal Rp5 maksimal 2 * dana_lain")
    assert bound.least == Constant(5)
    assert bound.most == Product((("*", Constant(2)), ("*", Ref("column", "dana_lain"))))
    assert bound.nodes == (Ref("input", "p"), bound.least, bound.most)
    unbound = formula("hasil a = p")
    assert (unbound.least, unbound.most) == (None, None)


def test_where_the_rest_of_the_total_goes() -> None:
    words = "hasil a = p bulatkan a ke Rp1.000 sisa_terbesar jumlah_tepat p"
    assert formula(f"{words} sisa_ke_terbesar").rounding == Rounding(
        unit=1000, exact_total=Ref("input", "p"), rest="largest"
    )
    assert formula(f"{words} sisa_tidak_dibagi").rounding == Rounding(
        unit=1000, exact_total=Ref("input", "p"), rest="undistributed"
    )


def test_a_second_result_is_shown_where_it_stands() -> None:
    text = "hasil a = p\nhasil b = p bulatkan b ke Rp1 sisa_terbesar"
    assert places(faults(text)) == ["BOK205 8:7-8:8"]
    assert [str(each.help) for each in faults(text)] == [
        "leave out `hasil` before all lines but the one that is the allocation"
    ]


def test_formulas_share_the_names_of_rules_and_cite() -> None:
    _, found = compile_text(f'{AROUND}rumus bobot "F" untuk_setiap u hasil a = Rp5')
    assert words(found) == [
        "BOK204 `bobot` is declared twice",
        "BOK401 `bobot` cites no clause",
    ] or words(found) == ["BOK401 `bobot` cites no clause", "BOK204 `bobot` is declared twice"]


# ---- whatever the lines are ----


@st.composite
def lines(draw: st.DrawFn) -> tuple[list[str], dict[str, set[str]]]:
    """Lines that read earlier ones, in any order, and what each reads."""
    count = draw(st.integers(1, 8))
    reads = {
        f"l{n}": set(
            draw(st.lists(st.sampled_from([f"l{m}" for m in range(n)]), max_size=3)) if n else []
        )
        for n in range(count)
    }
    text = [
        ("hasil " if n == 0 else "") + f"{name} = " + " + ".join(["p", *sorted(read)])
        for n, (name, read) in enumerate(reads.items())
    ]
    return draw(st.permutations(text)), reads


@settings(max_examples=50)
@given(lines())
def test_lines_come_after_those_that_they_read(case: tuple[list[str], dict[str, set[str]]]) -> None:
    text, reads = case
    found = formula(" ".join(text))
    order = [each.name for each in found.lines]
    assert sorted(order) == sorted(reads)
    for line in found.lines:
        read = {each.name for each in refs_of(line.value) if each.kind == "line"}
        assert read == reads[line.name]
        assert all(order.index(each) < order.index(line.name) for each in read)


@settings(max_examples=25)
@given(lines(), st.data())
def test_a_line_read_by_what_it_reads_is_a_circle(
    case: tuple[list[str], dict[str, set[str]]], data: st.DataObject
) -> None:
    text, reads = case
    top = data.draw(st.sampled_from(sorted(reads)))
    low = top
    for _ in range(data.draw(st.integers(0, 7))):
        low = data.draw(st.sampled_from(sorted(reads[low] or {low})))
    changed = [
        f"{each} + {top}" if each.removeprefix("hasil ").startswith(f"{low} =") else each
        for each in text
    ]
    found = faults("\n".join(changed))
    assert {each.code for each in found} == {"BOK218"}
