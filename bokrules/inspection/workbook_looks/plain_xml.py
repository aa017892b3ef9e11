"""XML in the plain form that is read fast: without prefixes, comments and declarations."""

from __future__ import annotations

import codecs
import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

_DECLARATION = re.compile(r"\s*<\?xml\s[^<>]*\?>")
_ENCODING = re.compile(rb"^\s*<\?xml[^<>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']")
_ENCODINGS = {
    **dict.fromkeys(("utf-8", "utf8", "us-ascii", "ascii"), "utf-8"),
    "iso-8859-1": "iso-8859-1",
    "windows-1252": "cp1252",
}
_PREFIXED = re.compile(r"<[\w.-]+:(?:worksheet|sheetData|sst)[\s>/]")


def plain_xml(data: bytes) -> str:
    """The part as text. Raises ParseError for what is no XML, or declares entities of its own."""
    text = _text(data)
    if "<!" in text or "<?" in text or _PREFIXED.search(text[:5000]):
        return _rewritten(as_element(text))
    return text


def as_element(xml: str | bytes) -> Element:
    """Raises ParseError."""
    text = _text(xml) if isinstance(xml, bytes) else xml
    if "<!DOCTYPE" in text:
        raise ParseError("a workbook declares no document type")
    return ElementTree.fromstring(text)


def _text(data: bytes) -> str:
    """Without its declaration."""
    given = _ENCODING.search(data[:200])
    name = given[1].decode().lower() if given else "utf-8"
    encoding = _ENCODINGS.get(name, "")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode(encoding)
    except (LookupError, UnicodeError):
        raise ParseError(f"its text is not in {name}") from None
    found = _DECLARATION.match(text)
    return text[found.end() :] if found else text


def _rewritten(root: Element) -> str:
    for each in root.iter():
        each.tag = each.tag.rpartition("}")[2]
    return ElementTree.tostring(root, encoding="unicode")
