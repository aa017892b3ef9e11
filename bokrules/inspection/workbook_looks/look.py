"""A workbook as a person sees it: values without formulas, and their formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Literal, NamedTuple, TypeAlias

from bokrules.base.messages import Message

Kind: TypeAlias = Literal["n", "s", "b", "e", ""]
"""A number, a text, a boolean (1 or 0), an error such as #REF!; "" is a blank cell."""

CellLook: TypeAlias = tuple[str, int, Kind, str]
"""Letters of the column, style, kind, and the value: a number as digits, a text as it is read."""

Range: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column, each from 0."""


@dataclass(frozen=True, slots=True)
class Font:
    name: str = ""
    size: Decimal | None = None
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False
    is_struck: bool = False
    colour: str | None = None
    """As `#RRGGBB`; None is the reader's own."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A pattern by its name in SpreadsheetML; a solid one shows its foreground."""

    pattern: str
    foreground: str | None = None
    background: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of a border by its name in SpreadsheetML."""

    line: str
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    horizontal: str | None = None
    vertical: str | None = None
    wraps: bool = False
    shrinks: bool = False
    indent: int = 0
    rotation: int = 0
    """Degrees from -90 to 90, 270 for letters above one another."""


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell looks. `number_format` is a code, or the number of one that all workbooks have."""

    number_format: str | int = "General"
    font: Font = Font()
    fill: Fill | None = None
    left: Edge | None = None
    right: Edge | None = None
    top: Edge | None = None
    bottom: Edge | None = None
    alignment: Alignment = Alignment()


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """Columns `first` to `last`, from 0. `width` is in characters, as a sheet's XML gives it."""

    first: int
    last: int
    width: Decimal | None = None
    style: int | None = None
    is_hidden: bool = False


class RowLook(NamedTuple):
    """How a row looks. `height` in points; `is_fixed`: it does not follow the row's texts."""

    height: Decimal | None = None
    is_fixed: bool = False
    style: int | None = None
    is_hidden: bool = False


PLAIN_ROW = RowLook()

Row: TypeAlias = tuple[int, RowLook, Sequence[CellLook]]
"""Its number from 1, how it looks, its cells from left to right."""


class Visibility(Enum):
    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"
    """Only a macro shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLook:
    """A sheet. `rows` reads its rows from the first, each time it is called.

    `last_filled` gives the last column (from 0) that holds a value at or below a row (from 1) and
    to the right of a column, or -1.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    last_filled: Callable[[int, int], int]
    visibility: Visibility = Visibility.VISIBLE
    columns: tuple[ColumnLook, ...] = ()
    column_width: Decimal | None = None
    """Of columns that have none of their own."""
    row_height: Decimal | None = None
    merges: tuple[Range, ...] = ()
    frozen: tuple[int, int] = (0, 0)
    """Rows and columns that stay in sight."""
    tab_colour: str | None = None
    zoom: int = 100
    has_gridlines: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookLook:
    """`notes` say what cannot be seen in this form; a cell's `style` is a place in `styles`."""

    sheets: tuple[SheetLook, ...]
    styles: tuple[CellStyle, ...]
    active: int = 0
    starts_1904: bool = False
    """Days are counted from 1904."""
    has_formats: bool = True
    """The file's own formats are known."""
    notes: tuple[Message, ...] = field(default=())
