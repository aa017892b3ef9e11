"""The texts of an .xlsx file: those that its cells share, and how characters are escaped."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element, ParseError

from bokrules.inspection.workbook_looks.plain_xml import as_element

_PLAIN = re.compile(r'<t(?: xml:space="preserve")?>([^<]*)</t>')
_EMPTY = re.compile(r"<si\s*/>")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def shared_texts(xml: str) -> list[str]:
    """In the order in which cells number them. Raises ParseError."""
    return [_shared_text(each) for each in _EMPTY.sub("<si></si>", xml).split("<si>")[1:]]


def _shared_text(xml: str) -> str:
    """`xml` begins after the opening tag."""
    inner, closed, _ = xml.partition("</si>")
    if not closed:
        raise ParseError("a text has no end")
    plain = _PLAIN.fullmatch(inner)
    return unescaped(plain[1]) if plain else text_of(as_element(f"<si>{inner}</si>"))


def unescaped(xml: str) -> str:
    """The text that stands in XML, its escapes resolved."""
    if "&" in xml:
        xml = unescape(xml)
    return _ESCAPED.sub(_character, xml) if "_x" in xml else xml


def text_of(of: Element) -> str:
    """The runs of a text together, without the readings given beside Asian ones."""
    runs = [
        each.text or ""
        for part in of
        if _name(part) != "rPh"
        for each in part.iter()
        if _name(each) == "t"
    ]
    return unescaped("".join(runs).replace("&", "&amp;"))


def _name(of: Element) -> str:
    return of.tag.rpartition("}")[2]


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))
