"""The parts of an .xlsx file by what they are."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from bokrules.inspection import zip_archive
from bokrules.inspection.workbook_looks.plain_xml import as_element, plain_xml
from bokrules.inspection.xlsx_parts import MOST_BYTES
from bokrules.inspection.zip_archive import TooLarge, ZipArchive

BROKEN = (*zip_archive.BROKEN, ParseError)
"""What is raised for archives that are cut off, damaged or locked, and parts that are no XML."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the workbook: its name, state, the last word of its type, and its path."""

    name: str
    state: str
    kind: str
    path: str


class XlsxPackage:
    """Raises one of BROKEN, here and in each method."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = ZipArchive(data, MOST_BYTES)
        except TooLarge:
            raise ValueError("unpacked it is too large") from None
        main = [path for _, kind, path in self._relations("") if kind == "officeDocument"]
        self._path = main[0] if main else "xl/workbook.xml"
        self._parts = self._relations(self._path)
        self.workbook = as_element(self._archive.read(self._path))

    def sheets(self) -> list[SheetPart]:
        known = {name: (kind, path) for name, kind, path in self._parts}
        found = []
        for each in self.workbook.findall("{*}sheets/{*}sheet"):
            relation = next((value for key, value in each.items() if key.endswith("}id")), "")
            found.append(
                SheetPart(each.get("name", ""), each.get("state", "visible"), *known[relation])
            )
        return found

    def text(self, path: str) -> str:
        return plain_xml(self._archive.read(path))

    def texts(self) -> str:
        """The part of the texts that cells share; empty where there is none."""
        path = self._path_of("sharedStrings")
        return self.text(path) if path else ""

    def element(self, kind: str) -> Element | None:
        """The part of that type, such as `styles`."""
        path = self._path_of(kind)
        return as_element(self._archive.read(path)) if path else None

    def _path_of(self, kind: str) -> str | None:
        return next(
            (path for _, each, path in self._parts if each == kind and path in self._archive.names),
            None,
        )

    def _relations(self, path: str) -> list[tuple[str, str, str]]:
        """The identifier, the last word of the type and the path of each part within the file."""
        folder, name = posixpath.split(path)
        own = posixpath.join(folder, "_rels", f"{name}.rels")
        if own not in self._archive.names:
            return []
        return [
            (
                each.get("Id", ""),
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in as_element(self._archive.read(own))
            if each.get("TargetMode") != "External"
        ]
