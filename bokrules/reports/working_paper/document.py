"""The empty document: A4, its styles, its language, page numbers; and what is put into it."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bokrules.base.messages import Message, current_language, msg
from bokrules.reports.page import printable
from bokrules.reports.working_paper.markup import NAMESPACE, WordTable, paragraph_xml, table_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

SHORT_SIDE, LONG_SIDE = 11906, 16838
"""A4, in twentieths of a point, as are all measures here."""
LEFT, OTHER = 1418, 1134
"""The left margin is for the binding."""
PORTRAIT_WIDTH = SHORT_SIDE - LEFT - OTHER
LANDSCAPE_WIDTH = LONG_SIDE - 2 * OTHER
FONT = "Arial"
LOCALES = {"id": "id-ID", "en": "en-GB"}
_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
_SIZES = {"Title": 16, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11}
_TABLE_STYLES = ("Table Text", "Table Head", "Table Number")
_LARGEST_TITLE = 255
_MAIN_PART = "word/document.xml"


class WordDocument:
    """Blocks are appended in their order; the same blocks give the same bytes."""

    def __init__(self, title: Message, about: str) -> None:
        """`about` stands at the foot of every page."""
        import docx

        self._document: Document = docx.Document()
        self._about = printable(about)
        self._title = printable(title.text())
        self._parts: list[list[str]] = [[]]
        _set_language(self._document)
        _set_styles(self._document)
        _portrait(self._document.sections[0])
        _foot(self._document.sections[0], self._about, PORTRAIT_WIDTH)

    def title(self, text: Message) -> None:
        self._append(paragraph_xml(text.text(), "Title"))

    def heading(self, text: Message | str, level: int) -> None:
        self._append(paragraph_xml(str(text), f"Heading{level}"))

    def paragraph(self, text: Message | str, *, is_kept: bool = False) -> None:
        self._append(paragraph_xml(str(text), "BodyText", is_kept=is_kept))

    def bullet(self, text: Message | str) -> None:
        self._append(paragraph_xml(str(text), "ListBullet"))

    def table(self, table: WordTable) -> None:
        """With a little room after it: two tables that touch would be one."""
        self._append(table_xml(table))
        self._append(paragraph_xml("", "TableEnd"))

    def landscape(self) -> None:
        """What follows stands on wide pages."""
        from docx.enum.section import WD_ORIENT, WD_SECTION
        from docx.shared import Twips

        self._mark()
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Twips(LONG_SIDE), Twips(SHORT_SIDE)
        section.left_margin = Twips(OTHER)
        section.footer.is_linked_to_previous = False
        _foot(section, self._about, LANDSCAPE_WIDTH)

    def to_bytes(self, author: str, time: datetime) -> bytes:
        """`time` is when the document says that it was made; without a zone it is UTC."""
        properties = self._document.core_properties
        properties.author = properties.last_modified_by = author
        properties.created = properties.modified = (
            time if time.tzinfo is None else time.astimezone(UTC)
        )
        properties.title = self._title[:_LARGEST_TITLE]
        properties.subject = self._about[:_LARGEST_TITLE]
        properties.comments = properties.keywords = ""
        properties.language = LOCALES[current_language()]
        stream = BytesIO()
        self._mark()
        self._document.save(stream)
        return self._archive(stream.getvalue())

    def _archive(self, data: bytes) -> bytes:
        """The file, with one fixed time for each of its parts."""
        stream = BytesIO()
        with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
            for name in old.namelist():
                entry = ZipInfo(name, _FIRST_TIME)
                entry.compress_type = ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                part = old.read(name)
                new.writestr(entry, self._with_parts(part) if name == _MAIN_PART else part)
        return stream.getvalue()

    def _append(self, xml: str) -> None:
        self._parts[-1].append(xml)

    def _mark(self) -> None:
        """A paragraph in the place of a section's parts."""
        self._document.add_paragraph(_mark(len(self._parts) - 1))
        self._parts.append([])

    def _with_parts(self, xml: bytes) -> bytes:
        """Put in as text: to move parsed elements in takes a time that grows with their square."""
        for place, parts in enumerate(self._parts):
            mark = f"<w:p><w:r><w:t>{_mark(place)}</w:t></w:r></w:p>"
            xml = xml.replace(mark.encode(), "".join(parts).encode())
        return xml


def _mark(place: int) -> str:
    return f"section-{place}"


# ---- looks ----


def _portrait(section: Section) -> None:
    from docx.shared import Twips

    section.page_width, section.page_height = Twips(SHORT_SIDE), Twips(LONG_SIDE)
    section.left_margin = Twips(LEFT)
    section.right_margin = section.top_margin = section.bottom_margin = Twips(OTHER)
    section.header_distance = section.footer_distance = Twips(567)


def _set_language(document: Document) -> None:
    from docx.oxml.ns import qn

    locale = LOCALES[current_language()]
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), locale)
    for element in document.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), locale)
    for element in document.settings.element.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), "15")
    relations = document.part.package.rels if document.part.package else {}
    for name in [name for name, each in relations.items() if "thumbnail" in each.reltype]:
        del relations[name]


def _set_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor, Twips

    styles: Any = document.styles
    for name in _TABLE_STYLES:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    styles.add_style("Table End", WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name in ("Normal", "Body Text", "List Bullet", "Footer", *_SIZES):
        _set_font(styles[name])
    styles["Normal"].font.size = Pt(10)
    for name, size in _SIZES.items():
        styles[name].font.size = Pt(size)
        styles[name].font.bold = True
        styles[name].font.color.rgb = RGBColor(0x1F, 0x2A, 0x44)
    for name in ("Body Text", "List Bullet"):
        styles[name].paragraph_format.space_after = Pt(4)
    for name in _TABLE_STYLES:
        styles[name].font.size = Twips(170)
    for name in (*_TABLE_STYLES, "Table End", "Footer"):
        styles[name].paragraph_format.space_after = Pt(0)
        styles[name].paragraph_format.line_spacing = 1
    styles["Table Head"].font.bold = True
    styles["Table Number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    styles["Table End"].font.size = Pt(6)
    styles["Footer"].font.size = Pt(8)
    for tabs in styles["Footer"].element.pPr.findall(qn("w:tabs")):
        styles["Footer"].element.pPr.remove(tabs)


def _set_font(style: Any) -> None:
    """Of this name, whatever the theme says."""
    from docx.oxml.ns import qn

    style.font.name = FONT
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), FONT)


def _foot(section: Section, about: str, width: int) -> None:
    """What the document is about to the left, the page's number to the right."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Twips

    paragraph = section.footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Twips(width), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{about}\t")
    before, between, after = msg("page {page} of {pages}", page="\0", pages="\0").text().split("\0")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(text)
        if field:
            _field(paragraph, field)


def _field(paragraph: Any, instruction: str) -> None:
    """A number that Word fills in."""
    from docx.oxml import parse_xml

    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple xmlns:w="{NAMESPACE}" w:instr="{instruction}">'
            "<w:r><w:t>1</w:t></w:r></w:fldSimple>"
        )
    )
