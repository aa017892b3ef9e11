"""What a formula asks for and does not use."""

from __future__ import annotations

from tests.helpers import lint_text, places, words

UNITS = 'satuan kab "Kabupaten" kolom jenis : jenis_wilayah, puskesmas : bilangan\n'
TABLE = 'tabel bobot "Bobot" per jenis_wilayah desa 1 kota 1,5 pulau 2 dasar A\n'
FORMULA = """rumus bok "BOK" untuk_setiap kab
  masukan pagu : rupiah
  masukan cadangan : rupiah
  bagian = bobot[jenis] * puskesmas
  hasil alokasi = bagian / jumlah(bagian) * (pagu - cadangan)
  bulatkan alokasi ke Rp1.000 sisa_terbesar jumlah_tepat pagu - cadangan
  dasar A
"""


def found(text: str) -> list[str]:
    return [each.removeprefix("BOK705 ") for each in words(lint_text(text))]


def test_all_is_used() -> None:
    assert found(UNITS + TABLE + FORMULA) == []


def test_an_input() -> None:
    text = UNITS + TABLE + FORMULA.replace("(pagu - cadangan)", "pagu").replace(" - cadangan", "")
    [only] = lint_text(text)
    assert places([only]) == ["BOK705 5:11-5:19"]
    assert words([only]) == ["BOK705 `masukan cadangan` of `rumus bok` is never used"]
    assert str(only.help) == "use it in the formula as the clause does, or leave it out"


def test_an_input_of_the_total_alone() -> None:
    assert found(UNITS + TABLE + FORMULA.replace("(pagu - cadangan)", "pagu")) == []


def test_a_line_and_what_only_it_reads() -> None:
    text = FORMULA.replace("bagian / jumlah(bagian)", "puskesmas / jumlah(puskesmas)")
    assert found(UNITS + TABLE + text) == [
        "the column `jenis` of `satuan kab` is never used",
        "the line `bagian` of `rumus bok` is never used",
    ]


def test_a_table_that_units_could_look_up() -> None:
    text = FORMULA.replace("bobot[jenis] * ", "")
    assert found(UNITS + TABLE + text) == [
        "the column `jenis` of `satuan kab` is never used",
        "no formula uses `tabel bobot`",
    ]


def test_a_table_to_be_read() -> None:
    figures = 'pilihan jenis_bok "Jenis" a "A" b "B"\n'
    figures += 'tabel pagu_2019 "Pagu" per jenis_bok a Rp1 b Rp2 dasar A\n'
    assert found(UNITS + TABLE + figures + FORMULA) == []


def test_a_column_is_shown_where_it_stands() -> None:
    units = UNITS.replace("bilangan", "bilangan, nomor : bilangan")
    [only] = lint_text(units + TABLE + FORMULA)
    line, column = units[: units.index("nomor")].count("\n") + 1, units.index("nomor") + 1
    assert line == 1
    assert places([only]) == [f"BOK705 1:{column}-1:{column + 5}"]


def test_units_without_a_formula() -> None:
    assert found(UNITS) == ["no formula uses `satuan kab`"]


def test_a_column_that_settles_ties() -> None:
    units = UNITS.replace("bilangan", "bilangan, nomor : bilangan")
    assert found(units + TABLE + FORMULA) == ["the column `nomor` of `satuan kab` is never used"]
    assert found(units + TABLE + FORMULA.replace("  dasar", "  seri nomor dasar")) == []


def test_another_year_may_use_it() -> None:
    assert words(lint_text(UNITS + TABLE, UNITS + TABLE + FORMULA)) == []


def test_a_column_of_text_names_the_unit() -> None:
    assert found(UNITS.replace("kolom", "kolom nama : teks,") + TABLE + FORMULA) == []
