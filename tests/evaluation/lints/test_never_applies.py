"""A rule that can never apply."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers import EDITION, lint_text, places, words


def found(text: str) -> list[str]:
    return [each.removeprefix("BOK703 ") for each in words(lint_text(text))]


@pytest.mark.parametrize(
    "selection",
    [
        "bila nilai > Rp5 dan nilai < Rp5",
        "bila nilai > Rp5 dan nilai < Rp6",
        "bila terpencil dan bukan terpencil",
        "bila wilayah = desa dan wilayah = kota",
        "untuk belanja gaji bila belanja = honor",
        "untuk belanja gaji bila bukan belanja = imbalan",
        "untuk kegiatan rapat bila kegiatan = promotif",
        # funds that the edition does not govern
        "untuk dana bok_provinsi",
        "untuk dana bok bila bukan dana = bok_puskesmas",
        # days outside its force
        "bila tanggal > 2010-12-31",
        "bila tanggal < 2010-04-22",
    ],
)
def test_what_no_expense_can_meet(selection: str) -> None:
    assert found(f'boleh a "A" {selection} dasar A') == ["`a` can never apply"]


@pytest.mark.parametrize(
    "selection",
    [
        "",
        "bila nilai > Rp5 dan nilai < Rp7",
        "bila 10% * nilai > Rp5 dan nilai < Rp52",
        "untuk belanja imbalan bila belanja = honor",
        "untuk belanja imbalan bila bukan belanja = honor",
        "bila bukan kegiatan = promotif",
        "untuk dana bok",
        "untuk dana bok_puskesmas, bok_provinsi",
        "bila bukan dana = bok_provinsi",
        "bila tanggal >= 2010-12-31",
        "bila tanggal <= 2010-04-22",
        "bila nilai > nilai_kuitansi",
    ],
)
def test_what_some_expense_can_meet(selection: str) -> None:
    assert found(f'boleh a "A" {selection} dasar A') == []


@pytest.mark.parametrize(
    "text",
    [
        'larang a "A" untuk dana bok_provinsi dasar A',
        'wajib a "A" untuk dana bok_provinsi harus terpencil dasar A',
        'batas a "A" untuk dana bok_provinsi maksimal 2 kali dasar A',
        'kewajiban a "A" untuk dana bok_provinsi per bulan dasar A',
        'sasaran a "A" untuk dana bok_provinsi dasar A',
        'celah a "A" menyentuh larang untuk dana bok_provinsi',
    ],
)
def test_every_kind_of_rule(text: str) -> None:
    assert found(text) == ["`a` can never apply"]


def test_a_closed_list_is_told_by_its_dimension() -> None:
    text = 'tertutup belanja "B" untuk dana bok_provinsi dasar A\n'
    text += 'boleh a "A" untuk belanja gaji dasar A'
    assert found(text) == ["`tertutup belanja` can never apply"]


def test_exceptions_may_take_all_of_it_back() -> None:
    rule = 'larang a "A" untuk belanja gaji kecuali b, c dasar A\n'
    first = 'boleh b "B" untuk belanja imbalan bila terpencil dasar B\n'
    other = 'boleh c "C" untuk belanja gaji bila {} dasar C\n'
    assert found(rule + first + other.format("bukan terpencil")) == ["`a` can never apply"]
    assert found(rule + first + other.format("dalam_rpk")) == []
    gap = 'celah a "A" menyentuh larang untuk belanja gaji kecuali b\n'
    assert found(gap + 'boleh b "B" untuk belanja imbalan dasar B') == ["`a` can never apply"]


def test_an_edition_may_govern_all_funds() -> None:
    edition = replace(EDITION, funds=())
    assert lint_text('boleh a "A" untuk dana bok_provinsi dasar A', edition=edition) == []


def test_the_place_and_the_help() -> None:
    [only] = lint_text('boleh a "A" untuk dana bok_provinsi dasar A')
    assert places([only]) == ["BOK703 1:1-1:44"]
    assert only.severity == "warning"
    assert str(only.help) == "correct what it selects, or leave it out"
