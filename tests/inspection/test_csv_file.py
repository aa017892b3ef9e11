from __future__ import annotations

from typing import Any

import pytest

from bokrules import UnreadableFile
from bokrules.base import codes
from bokrules.evaluation.table import Place, RowError
from bokrules.inspection.columns import Headers
from bokrules.inspection.csv_file import LONGEST_CELL, read_csv
from bokrules.inspection.ledger import RawRow, Sheet


def read(data: bytes | str, headers: Headers, **options: Any) -> Sheet:
    if isinstance(data, str):
        data = data.encode()
    (sheet,) = read_csv(data, "buku.csv", headers, **options)
    return sheet


def rows(sheet: Sheet) -> list[tuple[int, list[object]]]:
    assert all(isinstance(each, RawRow) for each in sheet.rows)
    return [(each.place.row, list(each.cells)) for each in sheet.rows if isinstance(each, RawRow)]


def refused(data: bytes | str, headers: Headers, **options: str) -> tuple[str, str, str]:
    with pytest.raises(UnreadableFile) as caught:
        read(data, headers, **options)
    hint = caught.value.hint_message
    assert hint is not None
    return caught.value.code, caught.value.message.text("en"), hint.text("en")


def test_header_and_rows(headers: Headers) -> None:
    sheet = read("id, Nilai  (Rp) \n1,1000\n2, \n", headers)
    assert sheet.place == Place(1)
    assert sheet.header == ["id", "Nilai (Rp)"]
    assert rows(sheet) == [(2, ["1", "1000"]), (3, ["2", None])]


def test_a_byte_order_mark_is_no_part_of_the_header(headers: Headers) -> None:
    assert read(b"\xef\xbb\xbfid,nilai\n1,2\n", headers).header == ["id", "nilai"]
    assert read(b"\xef\xbb\xbfid,nilai\n1,2\n", headers, encoding="utf-8").header == ["id", "nilai"]


def test_row_numbers_are_lines_of_the_file(headers: Headers) -> None:
    sheet = read('\n,\nid,uraian\n1,"dua\nbaris\nlagi"\n\n2,b\n ,\n3,c', headers)
    assert sheet.place == Place(3)
    assert rows(sheet) == [(4, ["1", "dua\nbaris\nlagi"]), (8, ["2", "b"]), (10, ["3", "c"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(headers: Headers, end: str) -> None:
    sheet = read(end.join(["id,nilai", '1,"a', 'b"', "2,3", ""]), headers)
    assert [row for row, _ in rows(sheet)] == [2, 4]


def test_nothing_in_it(headers: Headers) -> None:
    assert read_csv(b"", "buku.csv", headers) == []
    assert read_csv(b"\xef\xbb\xbf\n , \n", "buku.csv", headers) == []


def test_fewer_cells_are_missing_ones(headers: Headers) -> None:
    assert rows(read("id,nilai,uraian\n1\n", headers)) == [(2, ["1"])]


def test_more_cells_than_the_header(headers: Headers) -> None:
    sheet = read("id,nilai\n1,1,250,000\n2,5\n3,4,,\n", headers)
    ragged, *others = sheet.rows
    assert isinstance(ragged, RowError)
    assert ragged.place == Place(2, column="C")
    assert ragged.error.code == codes.RAGGED_ROW
    assert ragged.error.message.text("en") == "the row has 4 cells, the header only 2"
    assert others == [RawRow(Place(3), ["2", "5"]), RawRow(Place(4), ["3", "4"])]


def test_empty_headers_at_the_end_are_none(headers: Headers) -> None:
    assert read("id,nilai,,\n1,2,,\n", headers).header == ["id", "nilai"]


# ---- delimiters ----


@pytest.mark.parametrize(("delimiter", "shown"), [(";", ";"), ("\t", "tab"), ("|", "|")])
def test_another_delimiter_is_not_guessed(headers: Headers, delimiter: str, shown: str) -> None:
    text = f'\n{delimiter}\n"id"{delimiter}Nomor bukti{delimiter}x, y\n1{delimiter}2{delimiter}3\n'
    assert refused(text, headers) == (
        codes.BAD_DELIMITER,
        f"buku.csv: the cells of line 3 are separated by '{shown}', not by ','",
        f"pass the separator (--delimiter '{shown}')",
    )
    assert rows(read(text, headers, delimiter=shown)) == [(4, ["1", "2", "3"])]


@pytest.mark.parametrize("tab", ["\t", "tab", "TAB", "\\t"])
def test_spellings_of_tab(headers: Headers, tab: str) -> None:
    assert read("id\tnilai\n1\t2\n", headers, delimiter=tab).header == ["id", "nilai"]


@pytest.mark.parametrize("delimiter", ["", ";;", '"', "\n"])
def test_what_cannot_be_a_delimiter(headers: Headers, delimiter: str) -> None:
    code, message, _ = refused("id,nilai\n", headers, delimiter=delimiter)
    assert code == codes.BAD_DELIMITER
    assert message == f"buku.csv: `{delimiter}` cannot separate cells"


def test_a_header_that_no_delimiter_makes_known(headers: Headers) -> None:
    assert read("a;b\n1;2\n", headers).header == ["a;b"]


# ---- encodings and other files ----

CP1252 = "id,uraian\n1,Café\n".encode("cp1252")


def test_another_encoding_is_not_guessed(headers: Headers) -> None:
    assert refused(CP1252, headers) == (
        codes.BAD_ENCODING,
        "buku.csv: line 2, byte 6 (0xE9) is not UTF-8 text",
        "save it as 'CSV UTF-8', or pass its encoding (such as --encoding cp1252)",
    )
    assert rows(read(CP1252, headers, encoding="cp1252")) == [(2, ["1", "Café"])]


def test_utf_16(headers: Headers) -> None:
    data = "id,uraian\n1,Café\n".encode("utf-16")
    assert refused(data, headers) == (
        codes.BAD_ENCODING,
        "buku.csv is UTF-16 text, not UTF-8",
        "save it as 'CSV UTF-8', or pass its encoding (--encoding utf-16)",
    )
    assert rows(read(data, headers, encoding="utf-16")) == [(2, ["1", "Café"])]


@pytest.mark.parametrize("encoding", ["latin-9000", "base64", "a\0b"])
def test_encodings_that_do_not_exist(headers: Headers, encoding: str) -> None:
    code, message, _ = refused("id,nilai\n", headers, encoding=encoding)
    assert code == codes.BAD_ENCODING
    assert message == f"buku.csv: there is no text encoding `{encoding}`"


def test_a_wrong_encoding_given(headers: Headers) -> None:
    code, message, _ = refused(b"id,nilai\n\x81", headers, encoding="cp1252")
    assert (code, message) == (
        codes.BAD_ENCODING,
        "buku.csv: line 2, byte 1 (0x81) is not CP1252 text",
    )


def test_an_encoding_that_gives_no_place(headers: Headers) -> None:
    code, message, _ = refused(b"xn--999999999", headers, encoding="idna")
    assert code == codes.BAD_ENCODING
    assert message.startswith("buku.csv")


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04...", "an Excel workbook or another zip archive"),
        (b"\xd0\xcf\x11\xe0...", "an old Excel workbook or another Office file"),
        (b"\x1f\x8b...", "a compressed file"),
    ],
)
def test_another_kind_of_file(headers: Headers, data: bytes, content: str) -> None:
    code, message, _ = refused(data, headers)
    assert code == codes.UNSUPPORTED_FORMAT
    assert message == f"buku.csv is {content}, not a text file"


def test_zero_bytes(headers: Headers) -> None:
    code, message, _ = refused(b"id,nilai\n1,\0\n", headers)
    assert code == codes.UNREADABLE_FILE
    assert message == "buku.csv: line 2 holds a zero byte: this is no text"


# ---- quotes ----


def test_a_quote_that_is_never_closed(headers: Headers) -> None:
    """The rows before it are read all the same."""
    good, bad = read('id,uraian\n1,a\n2,"b\n3,c\n', headers).rows
    assert isinstance(good, RawRow)
    assert (good.place, good.cells) == (Place(2), ["1", "a"])
    assert isinstance(bad, RowError)
    assert (bad.place, bad.error.code) == (Place(3), codes.UNREADABLE_FILE)
    assert bad.error.message.text("en") == (
        "buku.csv: from line 3 on the file cannot be read: a quotation mark is not closed"
    )
    assert bad.error.hint == "look there for a quotation mark that is not closed, or not doubled"


def test_a_header_that_is_never_closed(headers: Headers) -> None:
    code, message, _ = refused('id,"uraian\n1,a\n', headers)
    assert code == codes.UNREADABLE_FILE
    assert message.startswith("buku.csv: from line 1 on the file cannot be read")


def test_a_quote_in_the_middle(headers: Headers) -> None:
    (bad,) = read('id,uraian\n1,"a"b\n', headers).rows
    assert isinstance(bad, RowError)
    assert (bad.place, bad.error.code) == (Place(2), codes.UNREADABLE_FILE)


def test_long_cells(headers: Headers) -> None:
    sheet = read("id,uraian\n1," + "x" * 200_000 + "\n", headers)
    assert len(str(rows(sheet)[0][1][1])) == 200_000
    (bad,) = read("id,uraian\n1," + "x" * (LONGEST_CELL + 1), headers).rows
    assert isinstance(bad, RowError)
    assert (bad.place, bad.error.code) == (Place(2), codes.UNREADABLE_FILE)
