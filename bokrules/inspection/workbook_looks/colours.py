"""The colours of a workbook: given directly, by their place in a theme, or in the old palette."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from xml.etree.ElementTree import Element

_TINT = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,20})?")
_WHOLE = Fraction(1)
_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
OFFICE_THEME = (
    *("#FFFFFF", "#000000", "#EEECE1", "#1F497D", "#4F81BD", "#C0504D"),
    *("#9BBB59", "#8064A2", "#4BACC6", "#F79646", "#0000FF", "#800080"),
)
"""In the order in which cells name them: light, dark, light, dark, accents, links."""
_FIRST_EIGHT = (
    *("#000000", "#FFFFFF", "#FF0000", "#00FF00"),
    *("#0000FF", "#FFFF00", "#FF00FF", "#00FFFF"),
)
_PALETTE = (
    *_FIRST_EIGHT,
    *_FIRST_EIGHT,
    *("#800000", "#008000", "#000080", "#808000", "#800080", "#008080", "#C0C0C0", "#808080"),
    *("#9999FF", "#993366", "#FFFFCC", "#CCFFFF", "#660066", "#FF8080", "#0066CC", "#CCCCFF"),
    *("#000080", "#FF00FF", "#FFFF00", "#00FFFF", "#800080", "#800000", "#008080", "#0000FF"),
    *("#00CCFF", "#CCFFFF", "#CCFFCC", "#FFFF99", "#99CCFF", "#FF99CC", "#CC99FF", "#FFCC99"),
    *("#3366FF", "#33CCCC", "#99CC00", "#FFCC00", "#FF9900", "#FF6600", "#666699", "#969696"),
    *("#003366", "#339966", "#003300", "#333300", "#993300", "#993366", "#333399", "#333333"),
)


def theme_colours(theme: Element) -> tuple[str, ...]:
    """The twelve colours of a theme, in the order in which cells name them."""
    scheme = theme.find(".//{*}clrScheme")
    given = [_theme_colour(each) for each in scheme] if scheme is not None else []
    if len(given) < len(OFFICE_THEME):
        return OFFICE_THEME
    dark, light, dark_2, light_2, *others = given
    return (light, dark, light_2, dark_2, *others)


def _theme_colour(of: Element) -> str:
    value = next((each.get("lastClr") or each.get("val") for each in of), None)
    found = _RGB.fullmatch(value or "")
    return f"#{found[1].upper()}" if found else "#000000"


def colour_of(given: Element | None, theme: Sequence[str]) -> str | None:
    """`#RRGGBB`, or None where the reader's own colour is meant, or none that is known."""
    if given is None or given.get("auto") in ("1", "true"):
        return None
    if found := _RGB.fullmatch(given.get("rgb", "")):
        return _tinted(f"#{found[1].upper()}", given)
    if (colour := _at(given.get("theme"), theme)) is not None:
        return _tinted(colour, given)
    return _at(given.get("indexed"), _PALETTE)


def _at(place: str | None, among: Sequence[str]) -> str | None:
    if place is None or not place.isdecimal() or int(place) >= len(among):
        return None
    return among[int(place)]


def _tinted(colour: str, given: Element) -> str:
    """Lighter for a tint up to 1, darker for one down to -1; hue and saturation stay."""
    found = _TINT.fullmatch(given.get("tint", "0"))
    tint = max(-_WHOLE, min(_WHOLE, Fraction(found[0]))) if found else Fraction(0)
    if not tint:
        return colour
    parts = [Fraction(int(colour[at : at + 2], 16), 255) for at in (1, 3, 5)]
    low, high = min(parts), max(parts)
    light = Fraction(low + high, 2)
    other = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    if low == high:
        return _shown(other, other, other)
    depth = Fraction(high - low, 1 - abs(2 * light - 1))
    reach = depth * (1 - abs(2 * other - 1))
    lowest = other - Fraction(reach, 2)
    return _shown(*(lowest + Fraction(each - low, high - low) * reach for each in parts))


def _shown(*parts: Fraction) -> str:
    return "#" + "".join(f"{int(each * 255):02X}" for each in parts)
