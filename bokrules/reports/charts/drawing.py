"""From a chart to SVG and PNG, offline; the same chart gives the same SVG."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

from bokrules.base import codes
from bokrules.base.messages import Message, msg
from bokrules.reports.whole_files import UnwritableFile, save_data

if TYPE_CHECKING:
    import altair as alt

    Picture: TypeAlias = alt.Chart | alt.LayerChart

ENDINGS = (".svg", ".png")
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
INK, QUIET_INK, GRID = "#222222", "#555555", "#dddddd"
BLUE, ORANGE, GREEN = "#0072b2", "#d55e00", "#009e73"
"""Colours that people of any colour vision tell apart (Okabe and Ito)."""
NO_DATA_FILL, NO_DATA_LINES = "#eeeeee", "#aaaaaa"
ROW_STEP = 18
NAME_LIMIT = 400
"""The width of names beside a chart, in pixels."""
PNG_SCALE = 2
_IDENTIFIER = re.compile(r'\bid="([^"]+)"')
_RENDERERS_WORDS = re.compile(
    r' (?:role="graphics-[a-z]+"|aria-(?:roledescription|hidden)="[^"]*")'
)
_REFERENCE = re.compile(r'(\bid="|url\(#)([^")]+)("|\))')
_LOCAL_NOTATION = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]}
MILIAR = "format(datum.value / 1000000000, ',~f')"
"""The label of an axis in rupiah, in miliar (10^9)."""
PERCENT = "format(datum.value / 100, ',~f') + '%'"
"""The label of an axis in hundredths of a percent."""


def altair() -> ModuleType:
    """Raises UnwritableFile, with what to install, where it is missing."""
    try:
        import altair
    except ImportError:
        raise _missing("altair") from None
    return altair


def hundredths(ratio: Any) -> int:
    """A ratio in hundredths of a percent, rounded down: a place on an axis, not an amount."""
    return int(ratio.numerator * 10_000 // ratio.denominator)


def finished(
    chart: Picture, title: Message, description: Message, key: Message | None = None
) -> Picture:
    """With its title, what it shows for those who cannot see it, and the looks of all charts.

    `key` stands below the title and explains marks that have no legend.
    """
    heading, words = {"text": title.text()}, description.text()
    if key is not None:
        heading["subtitle"] = key.text()
        words = f"{words}; {key}"
    done = chart.properties(title=heading, description=words)
    done = done.configure(
        font=FONT, aria=False, background="white", locale={"number": _LOCAL_NOTATION}
    )
    done = done.configure_title(
        anchor="start",
        fontSize=15,
        color=INK,
        offset=12,
        subtitleColor=QUIET_INK,
        subtitlePadding=5,
    )
    done = done.configure_axis(
        labelColor=INK, titleColor=QUIET_INK, gridColor=GRID, labelFontSize=11, titleFontSize=11,
        titleFontWeight="normal", labelLimit=NAME_LIMIT, domainColor=GRID, tickColor=GRID,
    )  # fmt: skip
    done = done.configure_legend(
        orient="top", labelColor=INK, titleColor=QUIET_INK, labelFontSize=11, titleFontSize=11,
        titleFontWeight="normal", labelLimit=NAME_LIMIT, titleLimit=NAME_LIMIT,
    )  # fmt: skip
    plain: Picture = done.configure_view(stroke=None)
    return plain


def picture_svg(chart: Picture, prefix: str = "p") -> str:
    """The chart as an SVG element with title and description. `prefix` begins its identifiers."""
    specification = chart.to_dict()
    svg: str = _RENDERERS_WORDS.sub("", _renderer().vegalite_to_svg(specification))
    return _with_words(_named_anew(svg, prefix), prefix, specification)


def write_picture(chart: Picture, path: Path) -> None:
    """Write .svg or .png, by the ending. Raises UnwritableFile."""
    match path.suffix.lower():
        case ".svg":
            save_data(path, picture_svg(chart).encode())
        case ".png":
            save_data(path, _renderer().vegalite_to_png(chart.to_dict(), scale=PNG_SCALE))
        case _:
            raise UnwritableFile(
                codes.UNWRITABLE_FILE,
                msg("{file}: a report of this kind cannot be written", file=path),
                msg("give a name that ends in one of: {names}", names=list(ENDINGS)),
            )


def _named_anew(svg: str, prefix: str) -> str:
    """Identifiers by their order: the renderer counts on from picture to picture."""
    found = dict.fromkeys(_IDENTIFIER.findall(svg))
    names = {old: f"{prefix}-{number}" for number, old in enumerate(found, start=1)}
    return _REFERENCE.sub(lambda match: f"{match[1]}{names.get(match[2], match[2])}{match[3]}", svg)


def _with_words(svg: str, prefix: str, specification: dict[str, Any]) -> str:
    title = escape(specification["title"]["text"])
    description = escape(specification["description"])
    start = svg.index(">")
    marks = f' role="img" aria-labelledby="{prefix}-title {prefix}-desc"'
    words = (
        f'<title id="{prefix}-title">{title}</title><desc id="{prefix}-desc">{description}</desc>'
    )
    return f"{svg[:start]}{marks}>{words}{svg[start + 1 :]}"


def _renderer() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise _missing("vl-convert-python") from None
    return vl_convert


def _missing(library: str) -> UnwritableFile:
    return UnwritableFile(
        codes.UNWRITABLE_FILE,
        msg("pictures cannot be drawn, {library} is missing", library=library),
        msg("install it with: pip install bokrules[charts]"),
    )
