"""The looks of an .xlsx or .xlsm file. Formulas and macros are left behind, never run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from bokrules.base.messages import Message, msg
from bokrules.inspection.workbook_looks.colours import OFFICE_THEME, colour_of, theme_colours
from bokrules.inspection.workbook_looks.look import (
    CellStyle,
    ColumnLook,
    Range,
    Row,
    SheetLook,
    Visibility,
    WorkbookLook,
)
from bokrules.inspection.workbook_looks.plain_xml import as_element
from bokrules.inspection.workbook_looks.sizes import count_in, size_in
from bokrules.inspection.workbook_looks.xlsx_package import BROKEN, SheetPart, XlsxPackage
from bokrules.inspection.workbook_looks.xlsx_rows import HIGHEST, XlsxRows, column_index
from bokrules.inspection.workbook_looks.xlsx_styles import cell_styles
from bokrules.inspection.workbook_looks.xlsx_texts import shared_texts
from bokrules.inspection.xlsx_file import damaged

_SHEET_DATA = re.compile(r"<sheetData(?:\s[^<>]*?)?(/?)>")
_END = "</sheetData>"
_OTHER_CELLS = re.compile(r'<c\s(?!r="[A-Z]+[0-9]+")')
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_LAST_COLUMN = 16_383
_LOST = {
    "conditionalFormatting": msg("conditional formats"),
    "dataValidations": msg("lists of permitted values"),
    "drawing": msg("pictures and charts"),
    "legacyDrawing": msg("comments"),
    "hyperlinks": msg("links"),
    "autoFilter": msg("filters (rows that they hide stay hidden)"),
    "tableParts": msg("tables"),
}
"""Parts of a sheet that a copy lacks."""


def xlsx_look(data: bytes, name: str) -> WorkbookLook:
    """Raises UnreadableFile, also while rows are read."""
    try:
        return _look(XlsxPackage(data), name)
    except BROKEN as fault:
        raise damaged(name, str(fault) or type(fault).__name__) from None


def _look(package: XlsxPackage, name: str) -> WorkbookLook:
    theme_part, style_part = package.element("theme"), package.element("styles")
    theme = OFFICE_THEME if theme_part is None else theme_colours(theme_part)
    styles = (CellStyle(),) if style_part is None else cell_styles(style_part, theme)
    texts = shared_texts(package.texts())
    sheets: list[SheetLook] = []
    notes: list[Message] = []
    places: dict[int, int] = {}
    for place, part in enumerate(package.sheets()):
        if part.kind != "worksheet":
            notes.append(msg("sheet `{sheet}` holds no cells: it is not copied", sheet=part.name))
            continue
        places[place] = len(sheets)
        sheet, lost = _sheet(package, part, texts, theme, name)
        sheets.append(sheet)
        if lost:
            notes.append(msg("sheet `{sheet}`: not copied are {what}", sheet=part.name, what=lost))
    views = package.workbook.find("{*}bookViews/{*}workbookView")
    properties = package.workbook.find("{*}workbookPr")
    active = count_in(None if views is None else views.get("activeTab"))
    return WorkbookLook(
        sheets=tuple(sheets),
        styles=styles,
        active=places.get(active, 0),
        starts_1904=properties is not None and properties.get("date1904") in ("1", "true"),
        notes=tuple(notes),
    )


def _sheet(
    package: XlsxPackage, part: SheetPart, texts: Sequence[str], theme: Sequence[str], name: str
) -> tuple[SheetLook, list[Message]]:
    xml = package.text(part.path)
    found = _SHEET_DATA.search(xml)
    if found is None:
        raise ValueError("a sheet without its data")
    start = end = after = found.end()
    if not found[1]:
        end = xml.rindex(_END)
        after = end + len(_END)
    if _OTHER_CELLS.search(xml, start, end):
        xml, start, end, after = _in_order(xml[start:end], xml[: found.end()], xml[after:])
    frame = as_element(xml[: found.start()] + xml[after:])
    rows = XlsxRows(xml, start, end, texts)
    default = frame.find("{*}sheetFormatPr")
    view = frame.find("{*}sheetViews/{*}sheetView")
    sheet = SheetLook(
        name=part.name,
        rows=lambda: _guarded(rows(), name),
        last_filled=rows.last_filled,
        visibility=_visibility(part.state),
        columns=tuple(_columns(frame)),
        column_width=None if default is None else size_in(default.get("defaultColWidth")),
        row_height=_fixed_height(default),
        merges=tuple(_merges(frame)),
        frozen=_frozen(view),
        tab_colour=colour_of(frame.find("{*}sheetPr/{*}tabColor"), theme),
        zoom=100 if view is None else count_in(view.get("zoomScale")) or 100,
        has_gridlines=view is None or view.get("showGridLines") not in ("0", "false"),
    )
    lost = [words for tag, words in _LOST.items() if frame.find(f"{{*}}{tag}") is not None]
    return sheet, lost


def _in_order(cells: str, head: str, tail: str) -> tuple[str, int, int, int]:
    """The sheet with the place of each cell first among its attributes."""
    cells = re.sub(r'<c\s+((?:[^<>]*?\s)?)(r="[A-Z]+[0-9]+")\s*', r"<c \2 \1", cells)
    cells = re.sub(r'(<c r="[A-Z]+[0-9]+") (t="\w+") (s="[0-9]+")', r"\1 \3 \2", cells)
    end = len(head) + len(cells)
    return head + cells + _END + tail, len(head), end, end + len(_END)


def _guarded(rows: Iterator[Row], name: str) -> Iterator[Row]:
    try:
        yield from rows
    except BROKEN as fault:
        raise damaged(name, str(fault) or type(fault).__name__) from None


def _visibility(state: str) -> Visibility:
    return next((each for each in Visibility if each.value == state), Visibility.VISIBLE)


def _columns(frame: Element) -> Iterator[ColumnLook]:
    following = 0
    for each in frame.findall("{*}cols/{*}col"):
        first, last = count_in(each.get("min")) - 1, count_in(each.get("max")) - 1
        if following <= first <= min(last, _LAST_COLUMN):
            following = last + 1
            style = each.get("style", "")
            yield ColumnLook(
                first,
                min(last, _LAST_COLUMN),
                size_in(each.get("width")),
                int(style) if style.isdecimal() else None,
                each.get("hidden") in ("1", "true"),
            )


def _fixed_height(default: Element | None) -> Decimal | None:
    if default is None or default.get("customHeight") not in ("1", "true"):
        return None
    height = size_in(default.get("defaultRowHeight"))
    return None if height is None else min(height, HIGHEST)


def _merges(frame: Element) -> Iterator[Range]:
    for each in frame.findall("{*}mergeCells/{*}mergeCell"):
        found = _RANGE.fullmatch(each.get("ref", ""))
        if found is not None and found[3] is not None:
            rows = sorted((int(found[2]) - 1, int(found[4]) - 1))
            columns = sorted((column_index(found[1]), column_index(found[3])))
            if rows[0] < rows[1] or columns[0] < columns[1]:
                yield rows[0], columns[0], rows[1], columns[1]


def _frozen(view: Element | None) -> tuple[int, int]:
    pane = None if view is None else view.find("{*}pane")
    if pane is None or not pane.get("state", "").startswith("frozen"):
        return 0, 0
    return count_in(pane.get("ySplit")), count_in(pane.get("xSplit"))
