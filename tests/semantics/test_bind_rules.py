"""Rules, closed lists, gaps, duties and targets: which clauses they take, and what they cite."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bokrules.base.diagnostics import Diagnostic
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import (
    Citation,
    Deposit,
    Evidence,
    Must,
    Selector,
    StampDuty,
)
from bokrules.semantics.vocabulary import Label
from tests.helpers import OUTLINE, compile_text, compiled, places, words


def refused(text: str) -> list[Diagnostic]:
    policy, found = compile_text(text, OUTLINE)
    assert policy is None
    return [each for each in found if each.severity == "error"]


# ---- what is bound ----


def test_a_permission() -> None:
    [rule] = compiled(
        'boleh a "L" en "E" untuk belanja gaji, transpor untuk dana bok bila terpencil'
        ' memenuhi kegiatan dasar A.1, B.* tafsir "t" tafsir "u"'
    ).permissions
    assert (rule.name, rule.label) == ("a", Label("L", "E"))
    assert rule.selectors == (
        Selector("belanja", ("gaji", "transpor")),
        Selector("dana", ("bok",)),
    )
    assert rule.when == ir.Field("terpencil")
    assert rule.serves == {"belanja", "dana", "kegiatan"}
    assert rule.citations == (Citation("A.1"), Citation("B", subtree=True))
    assert rule.notes == ("t", "u")
    assert rule.condition == ir.AllOf(
        (
            ir.AnyOf((ir.IsA("belanja", "gaji"), ir.IsA("belanja", "transpor"))),
            ir.AnyOf((ir.IsA("dana", "bok"),)),
            ir.Field("terpencil"),
        )
    )


def test_a_rule_without_selection_always_applies() -> None:
    [rule] = compiled('boleh a "A" dasar A').permissions
    assert rule.condition == ir.ALWAYS
    assert rule.serves == frozenset()


def test_a_prohibition() -> None:
    policy = compiled(
        'larang a "A" untuk belanja gaji kecuali b dasar A temuan 1.01.09'
        ' boleh b "B" untuk belanja gaji bila terpencil dasar A'
    )
    [rule] = policy.prohibitions
    assert rule.exceptions == ("b",)
    assert rule.finding == "1.01.09"
    assert policy.permission_by_name["b"].when == ir.Field("terpencil")


def test_an_obligation_with_all_it_can_ask_for() -> None:
    [rule] = compiled(
        'wajib a "A" untuk belanja konsumsi bila nilai_kuitansi > Rp1 harus dalam_rpk'
        " bukti kuitansi atau faktur, surat_tugas setor ppn = 10% * nilai, pph22 = Rp5"
        " meterai Rp3.000 dasar A"
    ).obligations
    assert rule.requirements == (
        Must(ir.Field("dalam_rpk")),
        Evidence((("kuitansi", "faktur"), ("surat_tugas",))),
        Deposit(
            (
                (
                    "ppn",
                    ir.Scaled((("*", ir.Constant(Fraction(1, 10))), ("*", ir.Field("nilai")))),
                ),
                ("pph22", ir.Constant(5)),
            )
        ),
        StampDuty(ir.Constant(3000)),
    )
    assert rule.reads == {
        "belanja",
        "nilai_kuitansi",
        "dalam_rpk",
        "bukti",
        "pajak",
        "nilai",
        "meterai",
    }


def test_the_other_declarations() -> None:
    policy = compiled(
        'tertutup kegiatan "K" untuk dana bok dasar A boleh b "B" untuk kegiatan gizi dasar A'
        ' kewajiban c "C" per satker per hari dasar A temuan 1.2'
        ' sasaran d "D" dasar A target e "E" paling sedikit 95% pada 2015 dasar A'
        ' target f "F" kurang dari 3 dasar A'
    )
    [closed] = policy.closed_lists
    assert (closed.name, closed.dimension) == ("kegiatan", "kegiatan")
    assert closed.condition == ir.AllOf((ir.AnyOf((ir.IsA("dana", "bok"),)),))
    [duty] = policy.duties
    assert (duty.per, duty.finding) == (("satker", "hari"), "1.2")
    assert [each.name for each in policy.recipients] == ["d"]
    [e, f] = policy.targets
    assert (e.comparison, e.value, e.is_percent, e.year) == (">=", Fraction(19, 20), True, 2015)
    assert (f.comparison, f.value, f.is_percent, f.year) == ("<", 3, False, None)


@pytest.mark.parametrize(
    ("text", "serves"),
    [
        ('celah a "A" menyentuh boleh', {"belanja", "kegiatan", "dana"}),
        ('celah a "A" menyentuh boleh untuk belanja gaji', {"belanja"}),
        ('celah a "A" menyentuh boleh untuk belanja gaji untuk dana bok', {"belanja"}),
        ('celah a "A" menyentuh boleh untuk dana bok', {"belanja", "kegiatan", "dana"}),
        (
            'celah a "A" menyentuh boleh untuk belanja gaji memenuhi kegiatan',
            {"belanja", "kegiatan"},
        ),
    ],
)
def test_which_lists_a_gap_leaves_open(text: str, serves: set[str]) -> None:
    [gap] = compiled(text).gaps
    assert gap.serves == serves
    assert gap.touches == "allow"
    assert gap.citations == ()


def test_declared_is_in_the_order_of_the_decree() -> None:
    policy = compiled(
        'boleh z "Z" untuk belanja gaji dasar B.1 boleh y "Y" untuk belanja gaji dasar A.2'
        ' wajib x "X" harus ya dasar A.2 celah w "W" menyentuh larang'
        ' tertutup belanja "B" dasar A'
    )
    assert [each.name for each in policy.declared] == ["belanja", "x", "y", "z", "w"]
    assert policy.by_name["belanja"] == [policy.closed_lists[0]]


# ---- what is refused ----


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('boleh a "A" untuk belanja gaji kecuali b dasar A', "BOK206 `kecuali`"),
        ('boleh a "A" untuk belanja gaji harus ya dasar A', "BOK206 `harus`"),
        ('boleh a "A" untuk belanja gaji bukti kuitansi dasar A', "BOK206 `bukti`"),
        ('boleh a "A" untuk belanja gaji setor ppn = nilai dasar A', "BOK206 `setor`"),
        ('boleh a "A" untuk belanja gaji meterai nilai dasar A', "BOK206 `meterai`"),
        ('boleh a "A" untuk belanja gaji temuan 1.1 dasar A', "BOK206 `temuan`"),
        ('larang a "A" untuk belanja gaji memenuhi belanja dasar A', "BOK206 `memenuhi`"),
        ('larang a "A" untuk belanja gaji harus ya dasar A', "BOK206 `harus`"),
        ('wajib a "A" harus ya kecuali b dasar A', "BOK206 `kecuali`"),
        ('wajib a "A" harus ya memenuhi belanja dasar A', "BOK206 `memenuhi`"),
    ],
)
def test_misplaced_clauses(text: str, found: str) -> None:
    assert words(refused(text)) == [f"{found} has no meaning in this declaration"]


@pytest.mark.parametrize(
    ("text", "found", "word"),
    [
        ('boleh a "A" untuk belanja gaji untuk belanja honor dasar A', "1:38-1:51", "untuk"),
        ('boleh a "A" bila terpencil bila ya dasar A', "1:33-1:35", "bila"),
        ('boleh a "A" memenuhi belanja memenuhi dana dasar A', "1:39-1:43", "memenuhi"),
        ('larang a "A" kecuali b kecuali b dasar A boleh b "B" dasar A', "1:32-1:33", "kecuali"),
        ('larang a "A" temuan 1.1 temuan 1.2 dasar A', "1:32-1:35", "temuan"),
        ('wajib a "A" harus ya harus ya dasar A', "1:28-1:30", "harus"),
        ('wajib a "A" meterai Rp1 meterai Rp1 dasar A', "1:25-1:36", "meterai"),
        ('wajib a "A" bukti faktur bukti kuitansi dasar A', "1:26-1:40", "bukti"),
        ('wajib a "A" setor ppn = Rp1 setor pph22 = Rp1 dasar A', "1:35-1:46", "setor"),
    ],
)
def test_clauses_that_stand_twice(text: str, found: str, word: str) -> None:
    [diagnostic] = refused(text)
    assert places([diagnostic]) == [f"BOK205 {found}"]
    assert str(diagnostic.message) == f"`{word}` stands twice"


def test_clauses_that_may_be_repeated() -> None:
    policy = compiled(
        'boleh a "A" untuk belanja gaji untuk dana bok dasar A dasar B tafsir "t" tafsir "u"'
        ' kewajiban b "B" per satker per bulan dasar A'
    )
    assert policy.permissions[0].citations == (Citation("A"), Citation("B"))


@pytest.mark.parametrize(
    ("text", "found", "help_"),
    [
        (
            'wajib a "A" untuk belanja gaji dasar A',
            "BOK207 1:7-1:8",
            "say what is asked for: `bukti`, `harus`, `setor` or `meterai`",
        ),
        (
            'boleh a "A" untuk belanja gaji',
            "BOK401 1:1-1:31",
            "add `dasar` and the clause of the decree that says so",
        ),
        (
            'tertutup dana "A" boleh b "B" untuk dana bok dasar A',
            "BOK401 1:1-1:18",
            "add `dasar` and the clause of the decree that says so",
        ),
        (
            'kewajiban a "A"',
            "BOK401 1:1-1:16",
            "add `dasar` and the clause of the decree that says so",
        ),
        (
            'sasaran a "A"',
            "BOK401 1:1-1:14",
            "add `dasar` and the clause of the decree that says so",
        ),
        (
            'target a "A" paling sedikit 5%',
            "BOK401 1:1-1:31",
            "add `dasar` and the clause of the decree that says so",
        ),
        (
            'boleh a "A" untuk belanja gaji dasar A.11',
            "BOK402 1:38-1:42",
            "did you mean `A.1`?",
        ),
        (
            'boleh a "A" untuk belanja gaji dasar qqq.*',
            "BOK402 1:38-1:43",
            "write a clause of outline.yaml",
        ),
        (
            'boleh a "A" untuk belanja tranpor dasar A',
            "BOK201 1:27-1:34",
            "did you mean `transpor`, `transpor_kader`, `transpor_petugas`?",
        ),
        ('wajib a "A" bukti kwitansi dasar A', "BOK201 1:19-1:27", "did you mean `kuitansi`?"),
        ('wajib a "A" setor pph21 = Rp1 dasar A', "BOK201 1:19-1:24", "did you mean `pph22`?"),
        (
            'tertutup belanja "A" dasar A',
            "BOK212 1:1-1:29",
            "add `boleh` rules that select on it, or say `memenuhi`",
        ),
        (
            'tertutup dana "A" untuk dana bok dasar A boleh b "B" untuk dana bok dasar A',
            "BOK206 1:1-1:41",
            None,
        ),
        ('target a "A" paling sedikit Rp5 dasar A', "BOK301 1:29-1:32", None),
        ('target a "A" paling sedikit 5 orang dasar A', "BOK301 1:29-1:36", None),
        ('boleh masa_berlaku "A" dasar A', "BOK204 1:7-1:19", "choose another name"),
        (
            'boleh a "A" dasar A\nwajib a "B" harus ya dasar A',
            "BOK204 2:7-2:8",
            "first in policy.bok, line 1",
        ),
        (
            'target a "A" paling sedikit 5% dasar A celah a "B" menyentuh larang',
            "BOK204 1:46-1:47",
            "first in policy.bok, line 1",
        ),
    ],
)
def test_refused(text: str, found: str, help_: str | None) -> None:
    [diagnostic] = refused(text)
    assert places([diagnostic]) == [found]
    assert (str(diagnostic.help) if diagnostic.help else None) == help_


@pytest.mark.parametrize(
    ("amount", "found"),
    [
        ("3000", "rupiah is asked for here, this is a number"),
        ("jumlah_orang", "rupiah is asked for here, this is a count"),
        ("ya", "rupiah is asked for here, this is yes or no"),
    ],
)
def test_an_amount_is_rupiah(amount: str, found: str) -> None:
    assert words(refused(f'wajib a "A" meterai {amount} dasar A')) == [f"BOK301 {found}"]
    assert words(refused(f'wajib a "A" setor ppn = {amount} dasar A')) == [f"BOK301 {found}"]


# ---- exceptions ----


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("izn", "did you mean `izin`?"),
        ("qqq", "declare it with `boleh`"),
        ("b", "only a `boleh` rule can be an exception"),
        ("a", "only a `boleh` rule can be an exception"),
    ],
)
def test_an_exception_is_a_permission_of_the_edition(name: str, help_: str) -> None:
    [found] = refused(
        f'larang a "A" untuk belanja gaji kecuali {name} dasar A'
        ' larang b "B" untuk belanja honor dasar A boleh izin "I" untuk belanja transpor dasar A'
    )
    assert places([found]) == [f"BOK203 1:41-1:{41 + len(name)}"]
    assert str(found.message) == f"there is no `boleh {name}` in the edition"
    assert str(found.help) == help_


# ---- closed lists ----


def test_a_list_is_closed_once_for_the_same_funds() -> None:
    [found] = refused(
        'tertutup belanja "A" dasar A\ntertutup belanja "B" dasar A'
        ' boleh b "B" untuk belanja gaji dasar A'
    )
    assert places([found]) == ["BOK213 2:1-2:29"]
    assert str(found.message) == "the list of `belanja` is closed twice"
    assert str(found.help) == "first in policy.bok, line 1"


def test_a_list_may_be_closed_for_several_funds() -> None:
    policy = compiled(
        'tertutup belanja "A" untuk dana bok_provinsi dasar A'
        ' tertutup belanja "B" untuk dana bok_puskesmas dasar A'
        ' boleh b "B" untuk belanja gaji dasar A'
    )
    assert len(policy.by_name["belanja"]) == 2


@pytest.mark.parametrize(
    "entry",
    [
        'boleh b "B" untuk belanja gaji dasar A',
        'boleh b "B" untuk kegiatan gizi memenuhi belanja dasar A',
        'boleh b "B" memenuhi dana, belanja dasar A',
        'celah b "B" menyentuh boleh',
    ],
)
def test_what_serves_a_closed_list(entry: str) -> None:
    assert compiled(f'tertutup belanja "A" dasar A {entry}').closed_lists[0].name == "belanja"


@pytest.mark.parametrize(
    "entry",
    [
        'boleh b "B" untuk kegiatan gizi dasar A',
        'larang b "B" untuk belanja gaji dasar A',
        'celah b "B" menyentuh larang',
    ],
)
def test_what_does_not_serve_a_closed_list(entry: str) -> None:
    assert words(refused(f'tertutup belanja "A" dasar A {entry}')) == [
        "BOK212 nothing is on the closed list of `belanja`"
    ]


# ---- a file without an edition ----


def test_without_an_outline_citations_stand() -> None:
    policy, found = compile_text('boleh a "A" untuk belanja gaji dasar di.mana.saja')
    assert found == []
    assert policy is not None
    assert policy.outline == {}


def test_a_day_far_away_is_a_day() -> None:
    policy = compiled(
        'larang a "A" untuk belanja gaji bila tanggal >= 0001-01-01 kecuali b dasar A'
        ' boleh b "B" untuk belanja gaji bila tanggal <= 9999-12-31 dasar A'
    )
    assert policy.permissions[0].when == ir.Compare(
        ir.Field("tanggal"), "<=", ir.Constant(date.max)
    )


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ('boleh a "A" untuk belanja b dasar A', "BOK202 there is no fact `belanja`"),
        ('wajib a "A" bukti c dasar A', "BOK202 there is no fact `bukti`"),
        ('wajib a "A" setor d = Rp1 dasar A', "BOK202 there is no fact `pajak`"),
        ('wajib a "A" meterai Rp1 dasar A', "BOK202 there is no fact `meterai`"),
    ],
)
def test_what_a_clause_reads_is_declared(rule: str, found: str) -> None:
    _, diagnostics = compile_text(rule, vocabulary='belanja b "B" dokumen c "C" pajak d "D"')
    assert words(diagnostics) == [found]
