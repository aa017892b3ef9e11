"""How cells look, in the words of XlsxWriter."""

from __future__ import annotations

from typing import Any, TypeAlias

from bokrules.inspection.workbook_looks.look import Alignment, CellStyle, Fill, Font
from bokrules.semantics.outcomes import Outcome

Properties: TypeAlias = dict[str, Any]

_HORIZONTAL = {
    **{each: each for each in ("left", "center", "right", "fill", "justify", "distributed")},
    "centerContinuous": "center_across",
}
_VERTICAL = {
    "top": "top",
    "center": "vcenter",
    "bottom": "bottom",
    "justify": "vjustify",
    "distributed": "vdistributed",
}
_LINES = {
    name: number
    for number, name in enumerate(
        (
            *("thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed"),
            *("dashDot", "mediumDashDot", "dashDotDot", "mediumDashDotDot", "slantDashDot"),
        ),
        start=1,
    )
}
_PATTERNS = {
    name: number
    for number, name in enumerate(
        (
            *("solid", "mediumGray", "darkGray", "lightGray", "darkHorizontal", "darkVertical"),
            *("darkDown", "darkUp", "darkGrid", "darkTrellis", "lightHorizontal", "lightVertical"),
            *("lightDown", "lightUp", "lightGrid", "lightTrellis", "gray125", "gray0625"),
        ),
        start=1,
    )
}
_COLOURS: dict[Outcome | None, str] = {
    Outcome.FORBIDDEN: "#F8CBAD",
    Outcome.UNLISTED: "#FFE699",
    Outcome.UNDETERMINED: "#DDEBF7",
    Outcome.CONDITIONAL: "#FFF2CC",
    Outcome.ALLOWED: "#E2EFDA",
    None: "#D9D9D9",
}
_ADDED: Properties = {"border": 1, "border_color": "#A6A6A6", "valign": "top", "text_wrap": True}
HEAD: Properties = {**_ADDED, "bold": True, "bg_color": "#D9E1F2", "valign": "vcenter"}
TEXT: Properties = {**_ADDED}
MONEY: Properties = {**_ADDED, "num_format": "#,##0", "text_wrap": False}


def outcome_properties(outcome: Outcome | None) -> Properties:
    """Of a cell that names an outcome; None: the row could not be judged."""
    return {**_ADDED, "bg_color": _COLOURS[outcome], "bold": outcome is Outcome.FORBIDDEN}


def properties_of(style: CellStyle) -> Properties:
    """Those that are set."""
    return {
        "num_format": style.number_format,
        **_font(style.font),
        **_fill(style.fill),
        **_border(style),
        **_alignment(style.alignment),
    }


def default_properties(style: CellStyle) -> Properties:
    """The font of the workbook's plain cells."""
    return {
        "font_name": style.font.name or "Calibri",
        "font_size": style.font.size or 11,
    }


def _font(font: Font) -> Properties:
    given = {
        "font_name": font.name,
        "font_size": font.size,
        "bold": font.is_bold,
        "italic": font.is_italic,
        "underline": int(font.is_underlined),
        "font_strikeout": font.is_struck,
        "font_color": font.colour,
    }
    return {name: value for name, value in given.items() if value}


def _fill(fill: Fill | None) -> Properties:
    if fill is None or fill.pattern not in _PATTERNS:
        return {}
    if fill.pattern == "solid":
        return {"pattern": 1, "fg_color": fill.foreground} if fill.foreground else {}
    colours = {"fg_color": fill.foreground, "bg_color": fill.background}
    return {
        "pattern": _PATTERNS[fill.pattern],
        **{name: colour for name, colour in colours.items() if colour},
    }


def _border(style: CellStyle) -> Properties:
    found: Properties = {}
    for side in ("left", "right", "top", "bottom"):
        edge = getattr(style, side)
        if edge is not None and edge.line in _LINES:
            found[side] = _LINES[edge.line]
            if edge.colour:
                found[f"{side}_color"] = edge.colour
    return found


def _alignment(of: Alignment) -> Properties:
    given: Properties = {
        "align": _HORIZONTAL.get(of.horizontal or ""),
        "valign": _VERTICAL.get(of.vertical or ""),
        "text_wrap": of.wraps,
        "shrink": of.shrinks,
        "indent": of.indent,
        "rotation": of.rotation,
    }
    return {name: value for name, value in given.items() if value}
