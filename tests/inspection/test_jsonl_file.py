from __future__ import annotations

from decimal import Decimal

import pytest

from bokrules import UnreadableFile
from bokrules.base import codes
from bokrules.evaluation.table import Place, RowError
from bokrules.inspection.jsonl_file import JsonRow, read_jsonl


def read(text: str) -> list[JsonRow | RowError]:
    return read_jsonl(text.encode(), "buku.jsonl")


def why(line: str) -> str:
    (found,) = read(line)
    assert isinstance(found, RowError)
    assert found.place == Place(1)
    assert found.error.code == codes.NOT_JSON
    return found.error.message.text("en").removeprefix("this is not the JSON of an expense: ")


def test_one_object_per_line() -> None:
    assert read(
        '\ufeff{"id": "1", "nilai": 5}\r\n\n  \n{"bukti": ["a"], "pajak": {"ppn": 1}}\n'
    ) == [
        JsonRow(Place(1), {"id": "1", "nilai": 5}),
        JsonRow(Place(4), {"bukti": ["a"], "pajak": {"ppn": 1}}),
    ]


def test_null_is_missing() -> None:
    assert read('{"id": null, "nilai": 0}') == [JsonRow(Place(1), {"nilai": 0})]


def test_numbers_are_exact() -> None:
    (row,) = read('{"volume": 0.1, "nilai": 12345678901234567890, "x": 5e5}')
    assert isinstance(row, JsonRow)
    assert row.fields == {
        "volume": Decimal("0.1"),
        "nilai": 12345678901234567890,
        "x": Decimal("5e5"),
    }
    assert not any(isinstance(each, float) for each in row.fields.values())


def test_a_line_separator_inside_a_text_ends_no_line() -> None:
    assert read('{"uraian": "a\u2028b"}') == [JsonRow(Place(1), {"uraian": "a\u2028b"})]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{'id': 1}", "a name in double quotes is expected at character 2"),
        ('{"id": 1} {"id": 2}', "something follows the end of the JSON at character 11"),
        ('{"nilai": NaN}', "NaN is no number"),
        ('{"nilai": -Infinity}', "-Infinity is no number"),
        ('{"id": 1, "id": 2}', "`id` stands twice"),
        ('{"pajak": {"ppn": 1, "ppn": 2}}', "`ppn` stands twice"),
        ("12", "it is not an object in braces"),
        ('["a"] x', "something follows the end of the JSON at character 7"),
        ('{"uraian": "\\ud800"}', "it holds half a character (\\ud800 to \\udfff)"),
        ('{"\\udfff": 1}', "it holds half a character (\\ud800 to \\udfff)"),
        ('{"nilai": ' + "9" * 5000 + "}", "it holds a number that is too long"),
        ('{"bukti": ' + "[" * 50 + "]" * 50 + "}", "its lists and objects are nested too deeply"),
        ('{"bukti": ' + "[" * 99999, "its lists and objects are nested too deeply"),
    ],
)
def test_lines_that_are_no_objects(line: str, reason: str) -> None:
    found = read(line + '\n{"id": "2"}')
    assert found[1] == JsonRow(Place(2), {"id": "2"})
    assert why(line + "\n") == reason


def test_an_exponent_beyond_all_bounds() -> None:
    assert why('{"volume": 1e99999999999999999999}') == "it holds a number that is too long"


def test_a_json_list_is_no_ledger() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read('[\n{"id": 1},\n{"id": 2}\n]\n')
    assert caught.value.code == codes.NOT_JSON
    assert caught.value.message.text("en") == (
        "buku.jsonl holds a JSON list, not one JSON object per line"
    )


def test_another_encoding() -> None:
    data = '{"uraian": "Café"}'.encode("cp1252")
    with pytest.raises(UnreadableFile) as caught:
        read_jsonl(data, "buku.jsonl")
    assert caught.value.code == codes.BAD_ENCODING
    assert read_jsonl(data, "buku.jsonl", "cp1252") == [JsonRow(Place(1), {"uraian": "Café"})]
