"""A rule that is wholly covered by others."""

from __future__ import annotations

import pytest

from tests.helpers import lint_text, places, words


def found(*rules: str) -> list[str]:
    return [each.removeprefix("BOK704 ") for each in words(lint_text("\n".join(rules)))]


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        # permissions, for the same lists
        ("boleh a {} untuk belanja gaji", "boleh b {} untuk belanja gaji", "b"),
        ("boleh a {} untuk belanja gaji", "boleh b {} untuk belanja imbalan", "a"),
        ("boleh a {} untuk belanja imbalan", "boleh b {} untuk belanja gaji bila terpencil", "b"),
        ("boleh a {} bila nilai > Rp5", "boleh b {} bila nilai > Rp4", "a"),
        (
            "boleh a {} untuk belanja gaji memenuhi kegiatan",
            "boleh b {} untuk belanja gaji",
            "b",
        ),
        # prohibitions, whatever they select on
        ("larang a {} untuk belanja gaji", "larang b {} untuk belanja imbalan", "a"),
        ("larang a {} bila nilai > Rp5", "larang b {} untuk belanja gaji bila nilai > Rp6", "b"),
        # obligations that ask for as much
        ("wajib a {} bukti kuitansi", "wajib b {} bukti kuitansi, surat_tugas", "a"),
        ("wajib a {} bukti kuitansi atau faktur", "wajib b {} bukti kuitansi", "a"),
        ("wajib a {} harus terpencil", "wajib b {} untuk belanja gaji harus terpencil", "b"),
        ("wajib a {} meterai Rp3.000", "wajib b {} bila terpencil meterai Rp3.000", "b"),
        (
            "wajib a {} setor ppn = 10% * nilai",
            "wajib b {} untuk belanja gaji setor ppn = 10% * nilai",
            "b",
        ),
        # limits
        ("batas a {} maksimal 2 kali per satker", "batas b {} maksimal 3 kali per satker", "b"),
        ("batas a {} maksimal Rp5", "batas b {} untuk belanja gaji maksimal Rp5", "b"),
        (
            "batas a {} minimal 60% dari pagu",
            "batas b {} untuk belanja gaji minimal 70% dari pagu",
            "a",
        ),
    ],
)
def test_one_rule_covers_another(first: str, second: str, names: str) -> None:
    rules = [f"{each.format(chr(34) + 'X' + chr(34))} dasar A" for each in (first, second)]
    other = {"a": "b", "b": "a"}[names]
    assert found(*rules) == [f"`{names}` changes nothing: all of it is in `{other}`"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("boleh a {} untuk belanja gaji", "boleh b {} untuk belanja honor"),
        ("boleh a {} untuk belanja gaji", "boleh b {} untuk kegiatan gizi"),
        (
            "boleh a {} untuk belanja gaji bila terpencil",
            "boleh b {} untuk belanja gaji bila bukan terpencil",
        ),
        (
            "boleh a {} untuk belanja gaji",
            "boleh b {} untuk belanja gaji memenuhi kegiatan bila terpencil",
        ),
        ("boleh a {} bila nilai > Rp5", "boleh b {} untuk belanja gaji"),
        ("larang a {} untuk belanja gaji", "larang b {} untuk belanja honor"),
        ("wajib a {} bukti kuitansi", "wajib b {} bukti faktur"),
        ("wajib a {} harus terpencil", "wajib b {} harus bukan terpencil"),
        ("wajib a {} meterai Rp3.000", "wajib b {} meterai Rp6.000"),
        ("batas a {} maksimal 2 kali per satker", "batas b {} maksimal 2 kali per wilayah"),
        (
            "batas a {} maksimal 2 kali per satker",
            "batas b {} maksimal 2 kali per satker per bulan",
        ),
        ("batas a {} maksimal 2 kali", "batas b {} minimal 2 kali"),
        ("batas a {} maksimal 2 kali", "batas b {} maksimal 2 orang"),
        ("batas a {} maksimal Rp2", "batas b {} maksimal 2 orang"),
        (
            "batas a {} maksimal 2 kali untuk belanja gaji",
            "batas b {} maksimal 2 kali untuk belanja honor",
        ),
        ("batas a {} maksimal 3 kali", "batas b {} maksimal 2 kali untuk belanja honor"),
    ],
)
def test_each_does_something_alone(first: str, second: str) -> None:
    label = '"X"'
    assert found(f"{first.format(label)} dasar A", f"{second.format(label)} dasar A") == []


def test_several_together() -> None:
    assert found(
        'larang a "A" untuk belanja imbalan bila terpencil dasar A',
        'larang b "B" untuk belanja imbalan bila bukan terpencil dasar A',
        'larang c "C" untuk belanja gaji dasar A',
    ) == ["`c` changes nothing: all of it is in `a`, `b`"]


def test_requirements_may_be_covered_apart() -> None:
    assert found(
        'wajib a "A" harus terpencil dasar A',
        'wajib b "B" bukti kuitansi dasar A',
        'wajib c "C" untuk belanja gaji bukti kuitansi harus terpencil dasar A',
    ) == ["`c` changes nothing: all of it is in `b`, `a`"]


def test_one_of_three_copies_stays() -> None:
    rules = [f'larang {name} "L" untuk belanja gaji dasar A' for name in "abc"]
    assert [each[:3] for each in found(*rules)] == ["`b`", "`c`"]


def test_a_clause_of_its_own_is_reason_enough() -> None:
    rules = [f'larang {name} "L" untuk belanja gaji dasar {name.upper()}' for name in "ab"]
    assert found(*rules) == []
    assert len(found(*rules, 'sasaran s "S" dasar B')) == 1
    assert len(found(*rules, 'sasaran s "S" dasar A.*', 'target t "T" minimal 5% dasar B')) == 1


def test_exceptions() -> None:
    """They count on both sides, and a permission that one names is needed for it."""
    wide = 'larang a "A" untuk belanja imbalan kecuali c dasar A'
    named = 'boleh c "C" untuk belanja honor bila terpencil dasar A'
    within = 'larang b "B" untuk belanja honor bila nilai > Rp5 kecuali c dasar A'
    assert found(wide, within, named) == ["`b` changes nothing: all of it is in `a`"]
    again = 'boleh d "D" untuk belanja honor bila terpencil memenuhi kegiatan dasar A'
    assert found('celah e "E" menyentuh larang kecuali c, d', named, again) == []


def test_the_place_and_the_help() -> None:
    [only] = lint_text('larang a "A" dasar A\nlarang b "B" dasar A')
    assert places([only]) == ["BOK704 2:1-2:21"]
    assert only.severity == "warning"
    assert str(only.help) == "leave it out, or correct what it selects, asks for or cites"
