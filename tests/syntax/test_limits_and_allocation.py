"""Limits, duties, targets, scales, units, tables, formulas and claims, as they are written."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Literal, cast

import pytest

from bokrules.base.diagnostics import Diagnostics
from bokrules.base.spans import Span
from bokrules.syntax import ast
from bokrules.syntax.from_text import parse
from tests.helpers import places

ANY = Span("", 1, 1, 1, 1)
"""Spans do not take part in comparisons."""


def declaration(text: str) -> ast.Declaration:
    out = Diagnostics()
    [only] = parse(text, "a.bok", out).declarations
    assert [str(each.message) for each in out] == []
    return only


def kinds(text: str) -> tuple[list[str], list[str]]:
    """The kinds of declarations, and the places of the faults."""
    out = Diagnostics()
    document = parse(text, "a.bok", out)
    return [type(each).__name__ for each in document.declarations], places(out)


def name(text: str) -> ast.Name:
    return ast.Name(text=text, span=ANY)


def label(text: str, english: str | None = None) -> ast.Label:
    return ast.Label(text=text, english=english, span=ANY)


def ref(text: str) -> ast.Reference:
    return ast.Reference(name=text, span=ANY)


def number(value: int | Fraction) -> ast.Number:
    return ast.Number(value=Fraction(value), span=ANY)


def percent(value: int) -> ast.Number:
    return ast.Number(value=Fraction(value, 100), percent=True, span=ANY)


def rp(amount: int) -> ast.Money:
    return ast.Money(rupiah=amount, span=ANY)


def cites(*clauses: str) -> ast.Cites:
    return ast.Cites(clauses=tuple(name(each) for each in clauses), span=ANY)


# ---- limits, duties, recipients ----

LIMIT = (
    "untuk kegiatan rapat",
    "untuk dana bok",
    "bila terpencil",
    "maksimal 2 kali",
    "per satker",
    "per tahun",
    "dasar A.1",
    "temuan 1.04.16",
    'tafsir "T"',
    "dahulu rapat_lama, temu",
)


def test_a_limit_with_all_its_clauses() -> None:
    assert declaration('batas rapat "Rapat" en "Meetings"\n' + "\n".join(LIMIT)) == ast.Limit(
        name=name("rapat"),
        label=label("Rapat", "Meetings"),
        clauses=(
            ast.Applies(dimension="kegiatan", names=(name("rapat"),), span=ANY),
            ast.Applies(dimension="dana", names=(name("bok"),), span=ANY),
            ast.When(condition=ref("terpencil"), span=ANY),
            ast.Bound(is_most=True, measure=ast.Count(value=2, unit="kali", span=ANY), span=ANY),
            ast.Per(unit=name("satker"), span=ANY),
            ast.Per(unit=name("tahun"), span=ANY),
            cites("A.1"),
            ast.Finding(finding=name("1.04.16"), span=ANY),
            ast.Note(text="T", span=ANY),
            ast.Formerly(names=(name("rapat_lama"), name("temu")), span=ANY),
        ),
        span=ANY,
    )


@pytest.mark.parametrize("order", list(permutations(LIMIT[2:6])), ids=" ".join)
def test_clauses_stand_in_any_order(order: tuple[str, ...]) -> None:
    found = declaration('batas rapat "Rapat" ' + " ".join(order))
    usual = declaration('batas rapat "Rapat" ' + " ".join(LIMIT[2:6]))
    assert isinstance(found, ast.Limit)
    assert isinstance(usual, ast.Limit)
    assert set(found.clauses) == set(usual.clauses)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("2 kali", ast.Count(value=2, unit="kali", span=ANY)),
        ("3 orang", ast.Count(value=3, unit="orang", span=ANY)),
        ("5 hari", ast.Count(value=5, unit="hari", span=ANY)),
        ("20 jam", ast.Count(value=20, unit="jam", span=ANY)),
        ("Rp1.000.000", rp(1_000_000)),
        ("60% dari pagu", ast.Share(percent=percent(60), basis=name("pagu"), span=ANY)),
    ],
)
@pytest.mark.parametrize(("word", "is_most"), [("maksimal", True), ("minimal", False)])
def test_measures(text: str, measure: ast.Count, word: str, is_most: bool) -> None:
    limit = declaration(f'batas a "A" {word} {text}')
    assert isinstance(limit, ast.Limit)
    assert limit.clauses == (ast.Bound(is_most=is_most, measure=measure, span=ANY),)


@pytest.mark.parametrize("text", ["2", "60%", "60% pagu", "ya", "1,5 hari", "2 tahun"])
def test_what_no_limit_measures(text: str) -> None:
    found, [place] = kinds(f'batas a "A" maksimal {text} dasar A\nboleh b "B"')
    assert found == ["Broken", "Rule"]
    assert place.startswith("BOK101 1:")


@pytest.mark.parametrize("word", ["hari", "kali", "belanja", "kegiatan", "dana", "rekening"])
def test_a_period_or_field_may_be_a_keyword(word: str) -> None:
    duty = declaration(f'kewajiban a "A" per {word}')
    assert isinstance(duty, ast.Duty)
    assert duty.clauses == (ast.Per(unit=name(word), span=ANY),)


def test_a_duty_that_expenses_show() -> None:
    duty = declaration(
        'kewajiban lokmin "Lokmin" per bulan untuk kegiatan rapat bila terpencil per satker'
    )
    assert isinstance(duty, ast.Duty)
    kinds = [type(each).__name__ for each in duty.clauses]
    assert kinds == ["Per", "Applies", "When", "Per"]


def test_recipients_of_some_funds() -> None:
    found = declaration('sasaran penerima "P" dasar A untuk dana bok, bok_provinsi dahulu x')
    assert found == ast.Recipients(
        name=name("penerima"),
        label=label("P"),
        clauses=(
            cites("A"),
            ast.Applies(dimension="dana", names=(name("bok"), name("bok_provinsi")), span=ANY),
            ast.Formerly(names=(name("x"),), span=ANY),
        ),
        span=ANY,
    )


# ---- targets, gaps ----


@pytest.mark.parametrize(
    ("text", "comparison", "value", "year"),
    [
        ("paling sedikit 95% pada 2015", ">=", percent(95), 2015),
        ("minimal 95%", ">=", percent(95), None),
        ("maksimal 5%", "<=", percent(5), None),
        ("di bawah 100 pada 2014", "<", number(100), 2014),
        ("= 1,5", "=", number(Fraction(3, 2)), None),
        ("pada 2020", None, None, 2020),
        ("", None, None, None),
    ],
)
def test_targets(
    text: str, comparison: ast.Comparison | None, value: ast.Number | None, year: int | None
) -> None:
    assert declaration(f'target k4 "K4" {text} dasar V dahulu k') == ast.Target(
        name=name("k4"),
        label=label("K4"),
        comparison=comparison,
        value=value,
        year=year,
        clauses=(cites("V"), ast.Formerly(names=(name("k"),), span=ANY)),
        span=ANY,
    )


TOUCHED = {
    "boleh": "allow",
    "larang": "forbid",
    "wajib": "require",
    "batas": "limit",
    "kewajiban": "duty",
    "rumus": "formula",
    "sasaran": "recipients",
    "target": "target",
}


@pytest.mark.parametrize(("word", "touches"), TOUCHED.items())
def test_what_a_gap_touches(word: str, touches: ast.Touched) -> None:
    text = f'celah a "A" menyentuh {word} kecuali b, c dasar A\nboleh b "B"'
    out = Diagnostics()
    gap, rule = parse(text, "a.bok", out).declarations
    assert len(out) == 0
    assert gap == ast.Gap(
        name=name("a"),
        label=label("A"),
        touches=touches,
        clauses=(ast.Excepts(names=(name("b"), name("c")), span=ANY), cites("A")),
        span=ANY,
    )
    assert isinstance(rule, ast.Rule)


@pytest.mark.parametrize("after", ["larang b", "target b", "sasaran b", "rumus b", "batas b"])
def test_a_gap_that_does_not_say_what_it_touches_spoils_only_itself(after: str) -> None:
    found, [place] = kinds(f'celah a "A" menyentuh\n{after} "B" {_rest(after)}')
    assert found[0] == "Broken"
    assert found[1] != "Broken"
    assert place == "BOK101 1:13-1:22"


def _rest(head: str) -> str:
    return "untuk_setiap x" if head.startswith("rumus") else "dasar A"


# ---- scales ----


def test_a_scale() -> None:
    scale = declaration(
        'skala efektivitas "E" en "F" "Sangat" en "Very" di atas 100% "Cukup" 80% s/d 100%'
        ' "Kurang" di bawah 80% dasar V tafsir "T" dahulu e'
    )
    assert scale == ast.Scale(
        name=name("efektivitas"),
        label=label("E", "F"),
        bands=(
            ast.Band(
                label=label("Sangat", "Very"), lower_comparison=">", lower=percent(100), span=ANY
            ),
            ast.Band(
                label=label("Cukup"),
                lower_comparison=">=",
                lower=percent(80),
                upper_comparison="<=",
                upper=percent(100),
                span=ANY,
            ),
            ast.Band(label=label("Kurang"), upper_comparison="<", upper=percent(80), span=ANY),
        ),
        clauses=(
            cites("V"),
            ast.Note(text="T", span=ANY),
            ast.Formerly(names=(name("e"),), span=ANY),
        ),
        span=ANY,
    )


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("di atas 90% s/d 100%", (">", 90, "<=", 100)),
        ("lebih dari 90% sampai kurang dari 100%", (">", 90, "<", 100)),
        ("paling sedikit 90% sampai dengan 100%", (">=", 90, "<=", 100)),
        ("90% s/d 100%", (">=", 90, "<=", 100)),
        ("90% sampai kurang dari 100%", (">=", 90, "<", 100)),
        ("90% s/d paling banyak 100%", (">=", 90, "<=", 100)),
        ("di atas 90%", (">", 90, None, None)),
        (">= 90%", (">=", 90, None, None)),
        ("kurang dari 90%", (None, None, "<", 90)),
        ("paling banyak 90%", (None, None, "<=", 90)),
        ("s/d 90%", (None, None, "<=", 90)),
        ("= 90%", (">=", 90, "<=", 90)),
    ],
)
def test_bands(text: str, ends: tuple[ast.Comparison | None, int | None, object, object]) -> None:
    scale = declaration(f'skala s "S" "B" {text} dasar A')
    assert isinstance(scale, ast.Scale)
    [band] = scale.bands
    shown = [
        None if end is None else cast("ast.Number", end).value * 100
        for end in (band.lower, band.upper)
    ]
    assert (band.lower_comparison, shown[0], band.upper_comparison, shown[1]) == ends


@pytest.mark.parametrize("text", ["kurang dari 60% s/d 80%", "= 60% s/d 80%", "s/d 60% s/d 80%"])
def test_a_range_begins_with_its_lower_end(text: str) -> None:
    found, [place] = kinds(f'skala s "S" "B" {text} dasar A')
    assert found == ["Scale"]
    assert place.startswith("BOK305 1:13-1:")


# ---- units, tables, formulas ----


def test_units() -> None:
    unit = declaration(
        'satuan provinsi "Provinsi" en "Province"\n'
        "  kolom regional : regional, kab_kota : bilangan, lama : hari, jam_kerja : jam\n"
        "  dasar A dahulu p"
    )
    assert unit == ast.UnitKind(
        name=name("provinsi"),
        label=label("Provinsi", "Province"),
        columns=tuple(
            (name(column), ast.TypeName(name=type_, span=ANY))
            for column, type_ in (
                ("regional", "regional"),
                ("kab_kota", "bilangan"),
                ("lama", "hari"),
                ("jam_kerja", "jam"),
            )
        ),
        clauses=(cites("A"), ast.Formerly(names=(name("p"),), span=ANY)),
        span=ANY,
    )


def test_a_table() -> None:
    table = declaration('tabel bobot "B" per regional jawa 1 bali 1,25 ntt Rp1.000 dasar A')
    assert table == ast.Table(
        name=name("bobot"),
        label=label("B"),
        key=name("regional"),
        entries=(
            (name("jawa"), number(1)),
            (name("bali"), number(Fraction(5, 4))),
            (name("ntt"), rp(1000)),
        ),
        clauses=(cites("A"),),
        span=ANY,
    )


FORMULA = """\
rumus bok_provinsi "BOK provinsi" untuk_setiap provinsi
  masukan pagu : rupiah
  dasar_alokasi = 65% * pagu / cacah(provinsi)
  tambahan = bobot[regional] * kab_kota
             / jumlah(bobot[regional] * kab_kota) * 35% * pagu
  lokus = hitung(terpencil) * (Rp1.000 + pagu)
  hasil alokasi = dasar_alokasi + tambahan
                  - lokus
  bulatkan alokasi ke Rp1.000 sisa_terbesar jumlah_tepat pagu + jumlah(lokus) seri kode
  dasar A.1
  tafsir "T"
"""


def scaled(*factors: tuple[str, ast.Expression]) -> ast.Scaled:
    return ast.Scaled(factors=cast("tuple[tuple[str, ast.Expression]]", factors), span=ANY)  # type: ignore[arg-type]


def call(function: ast.Function, argument: ast.Expression) -> ast.Call:
    return ast.Call(function=function, argument=argument, span=ANY)


def test_a_formula_over_several_lines() -> None:
    weight = ast.Lookup(table=name("bobot"), key=ref("regional"), span=ANY)
    weighted = scaled(("*", weight), ("*", ref("kab_kota")))
    assert declaration(FORMULA) == ast.Formula(
        name=name("bok_provinsi"),
        label=label("BOK provinsi"),
        unit=name("provinsi"),
        body=(
            ast.Input(name=name("pagu"), type=ast.TypeName(name="rupiah", span=ANY), span=ANY),
            ast.Line(
                name=name("dasar_alokasi"),
                value=scaled(
                    ("*", percent(65)), ("*", ref("pagu")), ("/", call("cacah", ref("provinsi")))
                ),
                span=ANY,
            ),
            ast.Line(
                name=name("tambahan"),
                value=scaled(
                    ("*", weight),
                    ("*", ref("kab_kota")),
                    ("/", call("jumlah", weighted)),
                    ("*", percent(35)),
                    ("*", ref("pagu")),
                ),
                span=ANY,
            ),
            ast.Line(
                name=name("lokus"),
                value=scaled(
                    ("*", call("hitung", ref("terpencil"))),
                    ("*", ast.Total(terms=((1, rp(1000)), (1, ref("pagu"))), span=ANY)),
                ),
                span=ANY,
            ),
            ast.Line(
                name=name("alokasi"),
                value=ast.Total(
                    terms=((1, ref("dasar_alokasi")), (1, ref("tambahan")), (-1, ref("lokus"))),
                    span=ANY,
                ),
                is_result=True,
                span=ANY,
            ),
            ast.Rounding(
                line=name("alokasi"),
                unit=rp(1000),
                exact_total=ast.Total(
                    terms=((1, ref("pagu")), (1, call("jumlah", ref("lokus")))), span=ANY
                ),
                ties=name("kode"),
                span=ANY,
            ),
        ),
        clauses=(cites("A.1"), ast.Note(text="T", span=ANY)),
        span=ANY,
    )


@pytest.mark.parametrize(
    ("rest", "total", "ties"),
    [
        ("", None, None),
        ("jumlah_tepat pagu", ref("pagu"), None),
        ("seri kode", None, name("kode")),
        ("jumlah_tepat pagu seri kode", ref("pagu"), name("kode")),
    ],
)
def test_rounding(rest: str, total: ast.Reference | None, ties: ast.Name | None) -> None:
    formula = declaration(
        f'rumus a "A" untuk_setiap b hasil c = pagu bulatkan c ke Rp1 sisa_terbesar {rest} dasar A'
    )
    assert isinstance(formula, ast.Formula)
    assert formula.body[-1] == ast.Rounding(
        line=name("c"), unit=rp(1), exact_total=total, ties=ties, span=ANY
    )


@pytest.mark.parametrize(
    ("words", "rest"), [("sisa_ke_terbesar", "largest"), ("sisa_tidak_dibagi", "undistributed")]
)
@pytest.mark.parametrize("ties", ["", "seri kode"])
def test_where_the_rest_goes(
    words: str, rest: Literal["largest", "undistributed"], ties: str
) -> None:
    formula = declaration(
        'rumus a "A" untuk_setiap b hasil c = pagu'
        f" bulatkan c ke Rp1.000 sisa_terbesar jumlah_tepat pagu {ties} {words} dasar A"
    )
    assert isinstance(formula, ast.Formula)
    assert formula.body[-1] == ast.Rounding(
        line=name("c"),
        unit=rp(1000),
        exact_total=ref("pagu"),
        ties=name("kode") if ties else None,
        rest=rest,
        span=ANY,
    )


def test_bounds_of_a_share() -> None:
    formula = declaration(
        'rumus a "A" untuk_setiap b hasil c = pagu minimal Rp500 maksimal 2 * pagu dasar A'
    )
    assert isinstance(formula, ast.Formula)
    twice = scaled(("*", ast.Number(value=Fraction(2), span=ANY)), ("*", ref("pagu")))
    assert formula.body[1:] == (
        ast.ShareBound(is_most=False, amount=rp(500), span=ANY),
        ast.ShareBound(is_most=True, amount=twice, span=ANY),
    )


def test_the_clauses_of_a_formula_stand_in_any_order() -> None:
    head, *lines = (
        FORMULA.replace("\n             /", " /").replace("\n         ", " ").splitlines()
    )
    forward, backward = declaration(FORMULA), declaration("\n".join([head, *reversed(lines)]))
    assert isinstance(forward, ast.Formula)
    assert isinstance(backward, ast.Formula)
    assert backward.body == tuple(reversed(forward.body))
    assert backward.clauses == tuple(reversed(forward.clauses))


# ---- claims ----


@pytest.mark.parametrize(
    ("text", "never", "outcomes"),
    [
        ("selalu dilarang", False, ("forbidden",)),
        ("tidak pernah diizinkan atau diizinkan bersyarat", True, ("allowed", "conditional")),
        ("tidak\n pernah perlu data", True, ("undetermined",)),
        ("selalu tidak tercantum atau dilarang", False, ("unlisted", "forbidden")),
    ],
)
def test_claims(text: str, never: bool, outcomes: tuple[ast.WrittenOutcome, ...]) -> None:
    found = declaration(f'klaim "K" bila belanja = gaji atau terpencil maka {text} dasar A')
    assert found == ast.Claim(
        label=label("K"),
        condition=ast.AnyOf(
            operands=(
                ast.Compare(left=ref("belanja"), comparison="=", right=ref("gaji"), span=ANY),
                ref("terpencil"),
            ),
            span=ANY,
        ),
        never=never,
        outcomes=outcomes,
        clauses=(cites("A"),),
        span=ANY,
    )


# ---- both languages ----

TWINS = (
    (
        'batas a "A" maksimal 20 jam per hari dahulu b minimal 60% dari pagu',
        'limit a "A" maximum 20 hours per days formerly b minimum 60% of pagu',
    ),
    ('skala s "S" "B" di atas 90% s/d 100% dasar A', 'scale s "S" "B" above 90% up to 100% cite A'),
    ('satuan u "U" kolom a : jam', 'units u "U" columns a : hours'),
    ('tabel t "T" per r jawa 1', 'table t "T" per r jawa 1'),
    (
        'rumus f "F" untuk_setiap u masukan a : rupiah b = jumlah(c) + cacah(u) * hitung(d)'
        " hasil e = t[r] bulatkan e ke Rp1 sisa_terbesar jumlah_tepat a seri kode",
        'formula f "F" for_each u input a : rupiah b = sum(c) + count(u) * indicator(d)'
        " result e = t[r] round e to Rp1 largest_remainder exact_total a ties kode",
    ),
    ('celah a "A" menyentuh target', 'gap a "A" touches target'),
    ('celah a "A" menyentuh rumus kecuali b', 'gap a "A" touches formula except b'),
    ('target a "A" minimal 95% pada 2015', 'target a "A" minimum 95% by 2015'),
    (
        'klaim "K" bila a maka tidak pernah dilarang',
        'claim "K" when a then never forbidden',
    ),
    ('klaim "K" bila a maka selalu diizinkan', 'claim "K" when a then always allowed'),
)


@pytest.mark.parametrize(("indonesian", "english"), TWINS)
def test_twins_have_one_tree(indonesian: str, english: str) -> None:
    assert declaration(indonesian) == declaration(f"language en\n{english}")


# ---- faults ----


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('batas a "A" maksimal', "BOK101 1:13-1:21"),
        ('batas a "A" maksimal 2 kali 3', "BOK101 1:29-1:30"),
        ('kewajiban a "A" per', "BOK101 1:17-1:20"),
        ('skala s "S" dasar A', "BOK101 1:13-1:18"),
        ('skala s "S" "B" dasar A', "BOK101 1:17-1:22"),
        ('satuan u "U" dasar A', "BOK101 1:14-1:19"),
        ('satuan u "U" kolom a bilangan', "BOK101 1:22-1:30"),
        ('tabel t "T" jawa 1', "BOK101 1:13-1:17"),
        ('tabel t "T" per r dasar A', "BOK101 1:19-1:24"),
        ('rumus f "F" masukan a : rupiah', "BOK101 1:13-1:20"),
        ('rumus f "F" untuk_setiap u hasil = 1', "BOK101 1:34-1:35"),
        ('rumus f "F" untuk_setiap u a = ', "BOK101 1:30-1:31"),
        ('rumus f "F" untuk_setiap u a = t[', "BOK101 1:33-1:34"),
        ('rumus f "F" untuk_setiap u bulatkan a ke 1000 sisa_terbesar', "BOK101 1:42-1:46"),
        ('rumus f "F" untuk_setiap u bulatkan a ke Rp1', "BOK101 1:42-1:45"),
        ('klaim "K" bila a maka dilarang', "BOK101 1:23-1:31"),
        ('klaim "K" maka selalu dilarang', "BOK101 1:11-1:15"),
        ('target a "A" pada 2015 minimal 95%', "BOK101 1:24-1:31"),
        ('celah a "A" menyentuh skala', "BOK101 1:23-1:28"),
        ('celah target "A" menyentuh target', "BOK101 1:7-1:13"),
        ('tabel skala "T" per r jawa 1', "BOK101 1:7-1:12"),
        ('batas rumus "A" maksimal 2 kali', "BOK101 1:7-1:12"),
        (f'rumus f "F" untuk_setiap u a = {"t[" * 51}b{"]" * 51}', "BOK106 1:133-1:134"),
    ],
)
def test_a_fault_spoils_only_its_own_declaration(text: str, place: str) -> None:
    found, faults = kinds(f'{text}\nsasaran b "B" dasar A\nrumus c "C" untuk_setiap d dasar A')
    assert found == ["Broken", "Recipients", "Formula"]
    assert faults == [place]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('celah target "A" menyentuh target', "target"),
        ('tambah larang hasil "A" dasar A', "hasil"),
        ('rumus f "F" untuk_setiap u jumlah = 1', "jumlah"),
        ('rumus f "F" untuk_setiap u hasil hasil = 1', "hasil"),
    ],
)
def test_a_keyword_is_no_name(text: str, word: str) -> None:
    out = Diagnostics()
    parse(text, "a.bok", out)
    assert [str(each.help) for each in out] == [f"`{word}` is a keyword: choose another name"]
