"""Texts of a ledger as a workbook holds them: never a formula, a link or markup."""

from __future__ import annotations

import re

from bokrules.base.messages import msg

MOST_UNITS = 32_767
"""A cell holds so many; a character beyond the first 65,536 counts as two."""
_CONTROL_PICTURES = 0x2400
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(
    "[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_"
)
_ESCAPE = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
_MOST_KEPT = 200_000


class CellTexts(dict[str, str]):
    """From a text to the rest of its cell's XML. Counts the texts that had to be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.cut = 0
        self.replaced = 0

    def __missing__(self, text: str) -> str:
        shown = text
        if len(shown) > MOST_UNITS // 2 and _units(shown) > MOST_UNITS:
            self.cut += 1
            shown = shortened(shown)
        if _SPECIAL.search(shown):
            visible = visible_text(shown)
            self.replaced += visible != shown
            shown = _escaped(visible)
        space = ' xml:space="preserve"' if shown.strip() != shown or "\n" in shown else ""
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[text] = xml = f' t="inlineStr"><is><t{space}>{shown}</t></is></c>'
        return xml


def visible_text(text: str) -> str:
    """Characters that no workbook can hold are replaced by signs that are seen."""
    return _ILLEGAL.sub(_sign, text)


def shortened(text: str) -> str:
    """A text that fits a cell; one that was cut says so at its end."""
    if _units(text) <= MOST_UNITS:
        return text
    mark = msg(" … [cut by bokrules: {n} characters in the original]", n=len(text)).text()
    room = (MOST_UNITS - _units(mark)) * 2
    kept = text.encode("utf-16-le", "surrogatepass")[:room].decode("utf-16-le", "ignore")
    return kept + mark


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _sign(found: re.Match[str]) -> str:
    number = ord(found[0])
    return chr(_CONTROL_PICTURES + number) if number < 0x20 else "\ufffd"


def _escaped(text: str) -> str:
    """What looks like an escape of a workbook stays what it is; so does a carriage return."""
    text = _ESCAPE.sub(r"_x005F_\1", text).replace("\r", "_x000D_")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
