"""Ratios of units over years as a table of coloured cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from bokrules.base.messages import Message, msg
from bokrules.base.numbers import format_percent
from bokrules.reports.charts.drawing import INK, NO_DATA_FILL, altair, finished

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

COLUMN, ROW = 76, 24
DARK = frozenset({"#440154", "#3b528b", "#21918c"})
"""Colours on which text is white."""
NO_DATA = msg("no data")


def band_table(
    cells: Sequence[tuple[str, int, Fraction | None, str]],
    colours: Mapping[str, str],
    title: Message,
) -> Picture:
    """A row for each unit, a column for each year: the percentage, on the colour of its band.

    `cells` are unit, year, ratio and band, `colours` by band in the order of the legend.
    """
    alt = altair()
    none = NO_DATA.text()
    values = [
        {
            "unit": unit,
            "year": str(year),
            "band": none if ratio is None else band,
            "text": "–" if ratio is None else format_percent(ratio),
            "ink": "white" if ratio is not None and colours.get(band) in DARK else INK,
        }
        for unit, year, ratio, band in cells
    ]
    legend = dict(colours)
    if any(each["band"] == none for each in values):
        legend[none] = NO_DATA_FILL
    units = list(dict.fromkeys(each[0] for each in cells))
    years = [str(each) for each in sorted({each[1] for each in cells})]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("year:O", sort=years, title=None, axis=alt.Axis(orient="top", labelAngle=0)),
        y=alt.Y("unit:N", sort=units, title=None, axis=alt.Axis(ticks=False)),
    )
    boxes = base.mark_rect(stroke="white", strokeWidth=2).encode(
        color=alt.Color(
            "band:N",
            title=None,
            scale=alt.Scale(domain=list(legend), range=list(legend.values())),
            legend=alt.Legend(symbolType="square", columns=3),
        )
    )
    texts = base.mark_text(fontSize=11).encode(text="text:N", color=alt.Color("ink:N", scale=None))
    chart = alt.layer(boxes, texts).properties(width=COLUMN * len(years), height=alt.Step(ROW))
    description = msg(
        "A table of {units} units and {years} years: each ratio on the colour of its band",
        units=len(units),
        years=len(years),
    )
    return finished(chart.resolve_scale(color="independent"), title, description)
