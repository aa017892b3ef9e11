"""Gaps, duties, recipients, targets, claims and earlier names, bound."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from bokrules.semantics import expressions as ir
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Citation, Claim, Recipients, Selector, Touched
from tests.helpers import OUTLINE, compile_text, compiled, places, words


def faults(text: str) -> list[str]:
    policy, found = compile_text(text, OUTLINE)
    assert policy is None
    return words(each for each in found if each.severity == "error")


# ---- gaps ----

PERMIT = (
    'boleh izin "I" untuk belanja gaji dasar A '
    'boleh lain "L" untuk belanja gaji bila terpencil dasar A '
)


@pytest.mark.parametrize(
    ("word", "touches"),
    [
        ("boleh", "allow"),
        ("larang", "forbid"),
        ("wajib", "require"),
        ("batas", "limit"),
        ("kewajiban", "duty"),
        ("rumus", "formula"),
        ("sasaran", "recipients"),
        ("target", "target"),
    ],
)
def test_what_gaps_touch(word: str, touches: Touched) -> None:
    [gap] = compiled(
        f'celah a "A" menyentuh {word} untuk belanja gaji bila terpencil dahulu b'
    ).gaps
    assert (gap.touches, gap.exceptions, gap.formerly) == (touches, (), ("b",))
    assert gap.selectors == (Selector("belanja", ("gaji",)),)
    assert gap.when == ir.Field("terpencil")


def test_a_gap_in_the_prohibitions_has_exceptions() -> None:
    [gap] = compiled(
        f'{PERMIT} celah a "A" menyentuh larang untuk belanja imbalan kecuali izin, lain tafsir "T"'
    ).gaps
    assert (gap.exceptions, gap.notes) == (("izin", "lain"), ("T",))


@pytest.mark.parametrize(
    ("clause", "message"),
    [
        ("menyentuh larang kecuali ijin", "BOK203 there is no `boleh ijin` in the edition"),
        ("menyentuh larang kecuali larangan", "BOK203 there is no `boleh larangan` in the edition"),
        ("menyentuh larang kecuali a", "BOK203 there is no `boleh a` in the edition"),
        ("menyentuh wajib kecuali izin", "BOK206 only a gap in `larang` has exceptions"),
        ("menyentuh boleh kecuali izin", "BOK206 only a gap in `larang` has exceptions"),
        ("menyentuh larang memenuhi kegiatan", "BOK206 only a gap in `boleh` serves a list"),
        ("menyentuh rumus memenuhi kegiatan", "BOK206 only a gap in `boleh` serves a list"),
        (
            "menyentuh larang kecuali izin kecuali lain",
            "BOK205 `kecuali` stands twice",
        ),
    ],
)
def test_faults_of_gaps(clause: str, message: str) -> None:
    forbidden = 'larang larangan "L" untuk belanja honor dasar A '
    assert faults(f'{PERMIT}{forbidden}celah a "A" {clause}') == [message]


@pytest.mark.parametrize(
    ("selects", "is_idle"),
    [
        ("untuk belanja imbalan", False),
        ("untuk kegiatan rapat", False),
        ("", False),
        ("untuk belanja honor", True),
        ("untuk belanja gaji bila bukan terpencil", True),
    ],
)
def test_an_exception_of_a_gap_that_can_never_apply(selects: str, is_idle: bool) -> None:
    text = (
        'boleh izin "I" untuk belanja gaji bila terpencil dasar A\n'
        f'celah a "A" menyentuh larang {selects} kecuali izin'
    )
    _, found = compile_text(text)
    expected = ["BOK210 the exception `izin` of `celah a` can never apply"] if is_idle else []
    assert words(found) == expected


# ---- duties, recipients ----


def test_a_duty_that_a_ledger_can_show() -> None:
    [duty] = compiled(
        'kewajiban lokmin "L" untuk kegiatan rapat bila terpencil per satker per bulan'
        " temuan 1.2 dasar A.1"
    ).duties
    assert (duty.per, duty.finding) == (("satker", "bulan"), "1.2")
    assert duty.selectors == (Selector("kegiatan", ("rapat",)),)
    assert duty.when == ir.Field("terpencil")


@pytest.mark.parametrize(
    "per", ["tahun", "semester", "triwulan", "bulan", "hari", "pencairan", "kegiatan", "wilayah"]
)
def test_periods_of_duties(per: str) -> None:
    [duty] = compiled(f'kewajiban a "A" per {per} dasar A').duties
    assert duty.per == (per,)


@pytest.mark.parametrize(
    ("per", "help_"),
    [
        ("bulanan", "did you mean `bulan`, `belanja`?"),
        ("pencairn", "did you mean `pencairan`?"),
        ("kali", "periods are: tahun, semester, triwulan, bulan, hari, pencairan"),
    ],
)
def test_a_period_that_is_none(per: str, help_: str) -> None:
    _, [found] = compile_text(f'kewajiban a "A" dasar A per {per}')
    assert str(found.message) == f"`{per}` is neither a field of an expense nor a period"
    assert places([found]) == [f"BOK227 1:29-1:{29 + len(per)}"]
    assert str(found.help) == help_


@pytest.mark.parametrize("other", ["triwulan", "pencairan", "bulan"])
def test_a_duty_has_one_period(other: str) -> None:
    assert faults(f'kewajiban a "A" per bulan per satker per {other} dasar A') == [
        f"BOK205 `per bulan` and `per {other}` are two periods"
    ]
    [duty] = compiled('kewajiban a "A" per bulan per satker per wilayah dasar A').duties
    assert duty.per == ("satker", "wilayah", "bulan")


def test_recipients_of_some_funds() -> None:
    [found] = compiled(
        'sasaran penerima "P" untuk dana bok_puskesmas, bok_provinsi dasar A.1 tafsir "T" dahulu x'
    ).recipients
    assert isinstance(found, Recipients)
    assert found.selectors == (Selector("dana", ("bok_puskesmas", "bok_provinsi")),)
    assert (found.when, found.formerly, found.notes) == (ir.ALWAYS, ("x",), ("T",))


@pytest.mark.parametrize("clause", ["untuk belanja gaji", "untuk kegiatan rapat"])
def test_recipients_are_limited_to_funds_only(clause: str) -> None:
    assert faults(f'sasaran penerima "P" {clause} dasar A') == [
        "BOK206 a `sasaran` is limited to funds only"
    ]


def test_recipients_of_unknown_funds() -> None:
    assert faults('sasaran a "A" untuk dana bokk dasar A') == [
        "BOK201 there is no `dana bokk` in the vocabulary"
    ]


# ---- targets ----


@pytest.mark.parametrize(
    ("text", "comparison", "value", "is_percent", "year"),
    [
        ("paling sedikit 95% pada 2015", ">=", Fraction(19, 20), True, 2015),
        ("minimal 95%", ">=", Fraction(19, 20), True, None),
        ("maksimal 118 pada 2014", "<=", 118, False, 2014),
        ("= 1,5", "=", Fraction(3, 2), False, None),
    ],
)
def test_targets(
    text: str, comparison: str, value: Fraction, is_percent: bool, year: int | None
) -> None:
    [found] = compiled(f'target a "A" {text} dasar A.1 dahulu b').targets
    assert (found.comparison, found.value, found.is_percent) == (comparison, value, is_percent)
    assert (found.year, found.formerly, found.citations) == (year, ("b",), (Citation("A.1"),))


def test_a_target_without_a_value_and_the_gap_that_says_so() -> None:
    gap = 'celah b "B" menyentuh target'
    [found] = compiled(f'target a "A" pada 2020 dasar A {gap}').targets
    assert (found.comparison, found.value, found.is_percent, found.year) == (
        None,
        None,
        False,
        2020,
    )
    assert faults('target a "A" dasar A') == ["BOK225 `target a` has no value"]
    assert faults('target a "A" dasar A celah b "B" menyentuh wajib') == [
        "BOK225 `target a` has no value"
    ]


@pytest.mark.parametrize("value", ["Rp500", "5 orang", "ya", "2010-01-01"])
def test_a_target_is_a_number(value: str) -> None:
    [found] = faults(f'target a "A" minimal {value} dasar A')
    assert found.startswith("BOK301 a target is a number or a percentage, not ")


# ---- claims ----


def test_claims() -> None:
    [found] = compiled(
        'klaim "K" bila belanja = gaji dan terpencil'
        ' maka tidak pernah diizinkan atau diizinkan bersyarat dasar A.1 tafsir "T"'
    ).claims
    assert found == Claim(
        label="K",
        condition=ir.AllOf((ir.IsA("belanja", "gaji"), ir.Field("terpencil"))),
        never=True,
        outcomes=frozenset({Outcome.ALLOWED, Outcome.CONDITIONAL}),
        citations=(Citation("A.1"),),
        notes=("T",),
        span=found.span,
    )
    [found] = compiled('klaim "K" bila terpencil maka selalu dilarang').claims
    assert (found.never, found.outcomes) == (False, frozenset({Outcome.FORBIDDEN}))
    assert (found.citations, found.notes) == ((), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bila nilai maka selalu dilarang", "BOK303 yes or no is asked for here, this is rupiah"),
        ("bila tepencil maka selalu dilarang", "BOK202 there is no fact `tepencil`"),
        ("bila uraian = ya maka selalu dilarang", "BOK302 text never decides"),
        (
            "bila nilai > jumlah(nilai) maka selalu dilarang",
            "BOK216 tables and sums over units stand in formulas only",
        ),
        ("bila terpencil maka selalu dilarang dasar Z", "BOK402 the outline has no clause `Z`"),
    ],
)
def test_faults_of_claims(text: str, message: str) -> None:
    assert faults(f'klaim "K" {text}') == [message]


def test_a_claim_accounts_for_its_clause() -> None:
    outline = {"A.1": OUTLINE["A.1"]}
    _, found = compile_text('klaim "K" bila terpencil maka selalu dilarang dasar A.1', outline)
    assert found == []


# ---- only in formulas ----


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("bila nilai > t[wilayah]", "BOK216 1:28-1:37"),
        ("bila nilai > 2 * cacah(u)", "BOK216 1:32-1:39"),
        ("bila hitung(terpencil) > 0", "BOK216 1:20-1:36"),
    ],
)
def test_tables_and_sums_stand_in_formulas_only(text: str, place: str) -> None:
    _, found = compile_text(f'boleh abc "A" {text} dasar A')
    assert places(found) == [place]


# ---- earlier names ----


def test_earlier_names_of_words_and_rules() -> None:
    policy = compiled(
        'belanja baru "B" dahulu lama_a, lama_b dahulu lama_c\n'
        'boleh a "A" untuk belanja baru dasar A dahulu x\n'
        'tertutup belanja "T" dasar A dahulu y'
    )
    assert policy.vocabulary.taxonomies["belanja"].terms["baru"].formerly == (
        "lama_a",
        "lama_b",
        "lama_c",
    )
    assert [each.formerly for each in policy.permissions] == [("x",)]
    assert [each.formerly for each in policy.closed_lists] == [("y",)]


def test_the_order_of_clauses_changes_no_policy() -> None:
    parts = ["untuk belanja gaji", "kecuali izin", "bila nilai > Rp5", "dasar A"]
    permit = 'boleh izin "I" untuk belanja gaji dasar A\n'
    usual = compiled(permit + f'celah a "A" menyentuh larang {" ".join(parts)}')
    other = compiled(permit + f'celah a "A" menyentuh larang {" ".join(reversed(parts))}')
    assert replace(usual, gaps=()) == replace(other, gaps=())
    assert usual.gaps == other.gaps
