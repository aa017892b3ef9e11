from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.inspection.workbook_looks.xlsx_texts import unescaped
from bokrules.reports.workbook_copy.names import sheet_names
from bokrules.reports.workbook_copy.summary import written_text
from bokrules.reports.workbook_copy.texts import CellTexts, shortened, visible_text


def read_back(xml: str) -> str:
    """What a reader of the workbook sees."""
    text = ElementTree.fromstring(f"<c{xml}").findtext("is/t") or ""
    return unescaped(text.replace("&", "&amp;"))


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+62", "-5", "@SUM(A1)", "<r><t>x</t></r>", "a & b < c > d", " tepi ", "a\r\nb"),
        *("_x000D_", "_x0041_ & _x005F_", '"kutip"', "]]>", "&amp;", "😀", "dua\nbaris", "\t"),
    ],
)
def test_a_text_stays_what_it_is(text: str) -> None:
    texts = CellTexts()
    assert read_back(texts[text]) == text
    assert "<f" not in texts[text]
    assert (texts.cut, texts.replaced) == (0, 0)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x00b", "a␀b"), ("\x07", "␇"), ("\ud800x", "\ufffdx"), ("\uffff", "\ufffd")],
)
def test_what_no_workbook_can_hold_is_seen(text: str, shown: str) -> None:
    texts = CellTexts()
    assert read_back(texts[text]) == read_back(texts[text]) == shown == visible_text(text)
    assert texts.replaced == 1


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_comes_back(text: str) -> None:
    assert read_back(CellTexts()[text]) == visible_text(text)


def test_a_text_that_is_too_long_says_that_it_was_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOKRULES_LANG", "id")
    texts = CellTexts()
    shown = read_back(texts["😀" * 20_000])
    assert len(shown.encode("utf-16-le")) // 2 <= 32_767
    assert shown.endswith(" … [dipotong oleh bokrules: aslinya 20000 karakter]")
    assert shown.startswith("😀" * 16_000)
    assert texts.cut == 1
    assert shortened("a" * 32_767) == "a" * 32_767
    assert read_back(texts["b" * 32_767]) == "b" * 32_767


def test_the_texts_kept_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bokrules.reports.workbook_copy.texts._MOST_KEPT", 2)
    texts = CellTexts()
    for each in "abc":
        assert read_back(texts[each]) == each
    assert len(texts) == 1


def test_what_the_library_would_take_for_markup() -> None:
    assert written_text("<r><t>x</t></r>") == " <r><t>x</t></r>"
    assert written_text("<r>x") == "<r>x"
    assert written_text("a\x01") == "a␁"


@pytest.mark.parametrize(
    ("given_names", "names"),
    [
        (["Januari", "januari", "JANUARI"], ["Januari", "januari (2)", "JANUARI (3)"]),
        (["a/b[c]:*?\\", "'kutip'", "", "''"], ["a_b_c_____", "kutip", "Sheet", "Sheet (2)"]),
        (["History"], ["History (2)"]),
        (["x" * 40, "x" * 35], ["x" * 31, "x" * 27 + " (2)"]),
        (["😀" * 20], ["😀" * 15]),
        (
            ["Ringkasan bokrules", "Ringkasan bokrules"],
            ["Ringkasan bokrules", "Ringkasan bokrules (2)"],
        ),
    ],
)
def test_names_of_sheets(given_names: list[str], names: list[str]) -> None:
    assert sheet_names(given_names) == names
