"""The copy without its rows: sheets, widths, merged ranges, formats, and the summary.

XlsxWriter numbers formats as it writes them. To learn the numbers, the first sheet holds a cell of
each; its rows are replaced like those of all other sheets.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.inspection.workbook_looks.look import CellStyle, SheetLook, Visibility, WorkbookLook
from bokrules.reports.whole_files import UnwritableFile
from bokrules.reports.workbook_copy.added import AddedColumn
from bokrules.reports.workbook_copy.formats import (
    HEAD,
    MONEY,
    TEXT,
    default_properties,
    outcome_properties,
    properties_of,
)
from bokrules.reports.workbook_copy.layout import MOST_COLUMNS, kept_merges
from bokrules.reports.workbook_copy.rows_xml import StyleNumbers
from bokrules.reports.workbook_copy.summary import A4, Summary, write_summary, written_text
from bokrules.semantics.outcomes import Outcome

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_OUTCOMES: tuple[Outcome | None, ...] = (*Outcome, None)
_HALF = Decimal("0.5")
_PIXELS = 7
"""Of a digit in the usual font: widths count in digits."""
_MOST_PIXELS = 1790
_FORMATS_IN_A_ROW = 1000
_SHEET_DATA = re.compile(r"<sheetData\s*/>|<sheetData>(.*?)</sheetData>", re.DOTALL)
_DIMENSION = re.compile(r"<dimension [^>]*/>")
_STYLE = re.compile(r'<c r="[A-Z]+[0-9]+" s="([0-9]+)"/>')


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet's XML before and after its rows."""

    head: str
    tail: str


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`parts` are those of the workbook, by path; `frames` are the sheets to fill, in their order.

    `order` has the paths of both as they stand in the file: sheets before what depends on them.
    """

    order: tuple[str, ...]

    parts: dict[str, bytes]
    frames: dict[str, Frame]
    styles: StyleNumbers


def build(
    look: WorkbookLook,
    names: Sequence[str],
    first_columns: Sequence[int | None],
    summary: Summary,
    time: datetime,
) -> Skeleton:
    """`names` are those of the copied sheets and of the summary, the last; `first_columns` where
    the added ones begin. Raises UnwritableFile where XlsxWriter is missing.
    """
    file = io.BytesIO()
    book = _workbook(file, look)
    book.set_properties(
        {"created": time.replace(tzinfo=None), "title": written_text(summary.title)}
    )
    source = [book.add_format(properties_of(each)) for each in look.styles]
    added = [HEAD, TEXT, MONEY, *map(outcome_properties, _OUTCOMES)]
    formats = [*source, *map(book.add_format, added)]
    for place, (sheet, first_column) in enumerate(zip(look.sheets, first_columns, strict=True)):
        written = book.add_worksheet(names[place])
        for number, each in enumerate(formats if not place else ()):
            written.write_blank(*divmod(number, _FORMATS_IN_A_ROW), None, each)
        _lay_out(written, sheet, source, first_column)
    last = book.add_worksheet(names[-1])
    write_summary(book, last, summary)
    _activate(book.worksheets(), look)
    book.close()
    return _taken_apart(file, look)


def _workbook(file: io.BytesIO, look: WorkbookLook) -> Any:
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError:
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg("workbooks are written by XlsxWriter, which is not installed"),
            msg("install it with: pip install bokrules[inspect]"),
        ) from None
    plain = look.styles[0] if look.styles else CellStyle()
    options = {
        **_OPTIONS,
        "date_1904": look.starts_1904,
        "default_format_properties": default_properties(plain),
    }
    return xlsxwriter.Workbook(file, options)


def _lay_out(
    written: Any, sheet: SheetLook, formats: Sequence[Any], first_column: int | None
) -> None:
    if sheet.column_width:
        written.set_column_pixels(0, MOST_COLUMNS - 1, _pixels(sheet.column_width))
    for each in sheet.columns:
        style = formats[each.style] if each.style and each.style < len(formats) else None
        width = None if each.width is None else _pixels(each.width)
        options = {"hidden": True} if each.is_hidden else {}
        written.set_column_pixels(each.first, each.last, width, style, options)
    if first_column is not None:
        for place, column in enumerate(AddedColumn, start=first_column):
            written.set_column(place, place, column.width)
        written.set_landscape()
        written.set_paper(A4)
        written.fit_to_pages(1, 0)
    if sheet.row_height:
        written.set_default_row(Fraction(sheet.row_height))
    if any(sheet.frozen):
        written.freeze_panes(*sheet.frozen)
    if sheet.tab_colour:
        written.set_tab_color(sheet.tab_colour)
    if 10 <= sheet.zoom <= 400:
        written.set_zoom(sheet.zoom)
    if not sheet.has_gridlines:
        written.hide_gridlines(2)
    _merge(written, sheet)
    if sheet.visibility is Visibility.HIDDEN:
        written.hide()
    elif sheet.visibility is Visibility.VERY_HIDDEN:
        written.very_hidden()


def _merge(written: Any, sheet: SheetLook) -> None:
    """Ranges that overlap others are no workbook's; the first stands."""
    from xlsxwriter.exceptions import OverlappingRange  # type: ignore[import-untyped]

    for each in kept_merges(sheet):
        try:
            written.merge_range(*each, "")
        except OverlappingRange:
            continue


def _pixels(width: Decimal) -> int:
    return min(int(width * _PIXELS + _HALF), _MOST_PIXELS)


def _activate(sheets: Sequence[Any], look: WorkbookLook) -> None:
    """The sheet that was in sight; where it is hidden, the first that is not."""
    seen = [
        place for place, each in enumerate(look.sheets) if each.visibility is Visibility.VISIBLE
    ]
    active = look.active if look.active in seen else next(iter(seen), len(look.sheets))
    first = next(iter(seen), len(look.sheets))
    sheets[first].set_first_sheet()
    sheets[active].activate()


def _taken_apart(file: io.BytesIO, look: WorkbookLook) -> Skeleton:
    numbers: list[int] = []
    frames: dict[str, Frame] = {}
    with zipfile.ZipFile(file) as archive:
        order = tuple(archive.namelist())
        for place in range(len(look.sheets)):
            path = f"xl/worksheets/sheet{place + 1}.xml"
            xml = _DIMENSION.sub("", archive.read(path).decode(), count=1)
            head, rows, tail = _SHEET_DATA.split(xml, maxsplit=1)
            frames[path] = Frame(head, tail)
            if not place:
                numbers = [int(each) for each in _STYLE.findall(rows)]
        parts = {path: archive.read(path) for path in order if path not in frames}
    return Skeleton(order, parts, frames, _style_numbers(numbers, len(look.styles)))


def _style_numbers(numbers: Sequence[int], of_source: int) -> StyleNumbers:
    source, (head, text, money, *outcomes) = numbers[:of_source], numbers[of_source:] or [0] * 9
    return StyleNumbers(
        tuple(source), head, text, money, dict(zip(_OUTCOMES, outcomes, strict=True))
    )
