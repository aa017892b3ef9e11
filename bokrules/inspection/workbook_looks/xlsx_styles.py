"""The styles of an .xlsx file, as far as a copy can show them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar
from xml.etree.ElementTree import Element

from bokrules.inspection.workbook_looks.colours import colour_of
from bokrules.inspection.workbook_looks.look import Alignment, CellStyle, Edge, Fill, Font
from bokrules.inspection.workbook_looks.sizes import count_in, size_in

_BUILT_IN = frozenset((*range(1, 23), *range(37, 50)))
"""Numbers of the formats that every workbook has, in every language."""
_UNSIGNED_DOWN = 90
_STACKED = 255
_LARGEST_INDENT = 250
_LARGEST = Decimal(409)
"""Of fonts, in points."""
_T = TypeVar("_T")


def cell_styles(styles: Element, theme: Sequence[str]) -> tuple[CellStyle, ...]:
    """In the order in which cells number them; at least the plain one."""
    formats = {
        each.get("numFmtId"): each.get("formatCode", "General")
        for each in styles.findall("{*}numFmts/{*}numFmt")
    }
    fonts = [_font(each, theme) for each in styles.findall("{*}fonts/{*}font")]
    fills = [_fill(each, theme) for each in styles.findall("{*}fills/{*}fill")]
    borders = [_edges(each, theme) for each in styles.findall("{*}borders/{*}border")]
    found = []
    for each in styles.findall("{*}cellXfs/{*}xf"):
        edges = _picked(borders, each.get("borderId")) or {}
        style = CellStyle(
            number_format=_number_format(each.get("numFmtId", "0"), formats),
            font=_picked(fonts, each.get("fontId")) or Font(),
            fill=_picked(fills, each.get("fillId")),
            alignment=_alignment(each.find("{*}alignment")),
            **edges,
        )
        found.append(style)
    return tuple(found) or (CellStyle(),)


def _picked(among: Sequence[_T], place: str | None) -> _T | None:
    return among[int(place)] if place and place.isdecimal() and int(place) < len(among) else None


def _number_format(number: str, formats: dict[str | None, str]) -> str | int:
    if number in formats:
        return formats[number] or "General"
    return int(number) if number.isdecimal() and int(number) in _BUILT_IN else "General"


def _is_on(of: Element, name: str) -> bool:
    given = of.find(f"{{*}}{name}")
    return given is not None and given.get("val", "1") not in ("0", "false", "none")


def _font(of: Element, theme: Sequence[str]) -> Font:
    name, size = of.find("{*}name"), of.find("{*}sz")
    return Font(
        name="" if name is None else name.get("val", ""),
        size=None if size is None else _font_size(size.get("val")),
        is_bold=_is_on(of, "b"),
        is_italic=_is_on(of, "i"),
        is_underlined=_is_on(of, "u"),
        is_struck=_is_on(of, "strike"),
        colour=colour_of(of.find("{*}color"), theme),
    )


def _font_size(given: str | None) -> Decimal | None:
    size = size_in(given)
    return None if size is None else min(size, _LARGEST)


def _fill(of: Element, theme: Sequence[str]) -> Fill | None:
    pattern = of.find("{*}patternFill")
    name = "none" if pattern is None else pattern.get("patternType", "none")
    if pattern is None or name == "none":
        return None
    return Fill(
        name,
        colour_of(pattern.find("{*}fgColor"), theme),
        colour_of(pattern.find("{*}bgColor"), theme),
    )


def _edges(of: Element, theme: Sequence[str]) -> dict[str, Edge]:
    found = {}
    for side, old in (("left", "start"), ("right", "end"), ("top", "top"), ("bottom", "bottom")):
        edge = of.find(f"{{*}}{side}")
        edge = of.find(f"{{*}}{old}") if edge is None else edge
        line = "none" if edge is None else edge.get("style", "none")
        if edge is not None and line != "none":
            found[side] = Edge(line, colour_of(edge.find("{*}color"), theme))
    return found


def _alignment(of: Element | None) -> Alignment:
    if of is None:
        return Alignment()
    return Alignment(
        horizontal=of.get("horizontal"),
        vertical=of.get("vertical"),
        wraps=of.get("wrapText") in ("1", "true"),
        shrinks=of.get("shrinkToFit") in ("1", "true"),
        indent=min(count_in(of.get("indent")), _LARGEST_INDENT),
        rotation=_rotation(of.get("textRotation")),
    )


def _rotation(given: str | None) -> int:
    """Above 90 the file counts downwards; 255 is letters above one another."""
    turned = int(given) if given and given.isdecimal() else 0
    if turned == _STACKED:
        return 270
    if turned > 2 * _UNSIGNED_DOWN:
        return 0
    return turned if turned <= _UNSIGNED_DOWN else _UNSIGNED_DOWN - turned
