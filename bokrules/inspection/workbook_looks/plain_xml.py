"""XML in the plain form that is read fast: without prefixes, comments and declarations."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")
_ENCODING = re.compile(rb"^<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']")
_PREFIXED = re.compile(r"<[\w.-]+:(?:worksheet|sheetData|sst)[\s>/]")


def plain_xml(data: bytes) -> str:
    """The part as text. Raises ParseError for what is no XML, or declares entities of its own."""
    encoding = _ENCODING.search(data[:200])
    data = data.removeprefix(b"\xef\xbb\xbf")
    if encoding is None or encoding[1].lower() in (b"utf-8", b"utf8", b"us-ascii"):
        try:
            text = data.decode()
        except UnicodeDecodeError as fault:
            raise ParseError(str(fault)) from None
        text = text[found.end() :] if (found := _DECLARATION.match(text)) else text
        if "<!" not in text and "<?" not in text and not _PREFIXED.search(text[:5000]):
            return text
    return _rewritten(as_element(data))


def as_element(xml: str | bytes) -> Element:
    """Raises ParseError."""
    if b"<!DOCTYPE" in xml if isinstance(xml, bytes) else "<!DOCTYPE" in xml:
        raise ParseError("a workbook declares no document type")
    try:
        return ElementTree.fromstring(xml)
    except (LookupError, ValueError) as fault:
        raise ParseError(str(fault)) from None


def _rewritten(root: Element) -> str:
    for each in root.iter():
        each.tag = each.tag.rpartition("}")[2]
    return ElementTree.tostring(root, encoding="unicode")
