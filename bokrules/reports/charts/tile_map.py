"""Absorption by province as a map of equal tiles."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from bokrules.base.messages import Message, msg
from bokrules.base.numbers import format_percent
from bokrules.reports.charts.drawing import (
    INK,
    NO_DATA_FILL,
    NO_DATA_LINES,
    ORANGE,
    altair,
    finished,
)
from bokrules.reports.charts.province_grid import COLUMNS, ROWS, TILES

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

PIXELS = 52
"""The side of a tile."""
SIDE, GAP = 100, 4
"""The side of a tile and the gap beside it, in units of the grid."""
NO_DATA = msg("no data")
CLASSES: tuple[tuple[Fraction | None, Message, str, str], ...] = (
    (Fraction(50, 100), msg("below 50%"), "#ffffcc", INK),
    (Fraction(70, 100), msg("50% to below 70%"), "#a1dab4", INK),
    (Fraction(80, 100), msg("70% to below 80%"), "#41b6c4", INK),
    (Fraction(90, 100), msg("80% to below 90%"), "#2c7fb8", "white"),
    (None, msg("90% to 100%"), "#253494", "white"),
)
"""Below which ratio, the name, the colour of the tile and of its text; darker is more."""
ABOVE_WHOLE = (msg("above 100%"), ORANGE, "white")


def tile_map(ratios: Mapping[str, Fraction | None], title: Message) -> Picture:
    """A tile for each province, its ratio in it; grey and hatched where there is none.

    `ratios` are by the BPS code of the province; a province that it lacks has no data.
    """
    alt = altair()
    tiles = [_tile(code, ratios.get(code)) for code in TILES]
    hatches = [line for each in tiles if each["value"] is None for line in _hatch(each)]
    base = alt.Chart(alt.InlineData(values=tiles))
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, COLUMNS * SIDE], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[ROWS * SIDE, 0], nice=False))
    names = [*(each[1].text() for each in CLASSES), ABOVE_WHOLE[0].text(), NO_DATA.text()]
    colours = [*(each[2] for each in CLASSES), ABOVE_WHOLE[1], NO_DATA_FILL]
    rectangles = base.mark_rect(stroke="#999999", strokeWidth=1).encode(
        x=x, y=y, x2="x2:Q", y2="y2:Q",
        color=alt.Color(
            "class:N",
            scale=alt.Scale(domain=names, range=colours),
            legend=alt.Legend(title=msg("realisation / allocation").text(), symbolType="square",
                              symbolStrokeColor="#999999", columns=len(names)),
        ),
    )  # fmt: skip
    lines = (
        alt.Chart(alt.InlineData(values=hatches))
        .mark_rule(stroke=NO_DATA_LINES, strokeWidth=1)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q")
    )
    ink = alt.Color("ink:N", scale=None)
    middle = {"x": alt.X("middle:Q"), "color": ink}
    texts = [
        base.mark_text(fontSize=size, fontWeight=weight).encode(
            **middle, y=alt.Y(f"{place}:Q"), text=f"{text}:N"
        )
        for place, text, size, weight in (
            ("upper", "name", 10, "normal"),
            ("lower", "value_text", 10, "bold"),
        )
    ]
    chart = alt.layer(rectangles, lines, *texts).properties(
        width=COLUMNS * PIXELS, height=ROWS * PIXELS
    )
    with_data = sum(each["value"] is not None for each in tiles)
    description = msg(
        "A tile for each province, coloured by its ratio; {n} of {all} have data",
        n=with_data,
        all=len(tiles),
    )
    return finished(chart.resolve_scale(color="independent"), title, description)


def _tile(code: str, ratio: Fraction | None) -> dict[str, Any]:
    tile = TILES[code]
    name, ink = _class(ratio)
    left, top = tile.column * SIDE, tile.row * SIDE
    return {
        "code": code,
        "name": tile.name,
        "x": left + GAP,
        "x2": left + SIDE - GAP,
        "y": top + GAP,
        "y2": top + SIDE - GAP,
        "middle": left + SIDE // 2,
        "upper": top + 36,
        "lower": top + 66,
        "class": name.text(),
        "ink": ink,
        "value": None if ratio is None else str(ratio),
        "value_text": NO_DATA.text() if ratio is None else format_percent(ratio, digits=1),
    }


def _class(ratio: Fraction | None) -> tuple[Message, str]:
    if ratio is None:
        return NO_DATA, INK
    if ratio > 1:
        return ABOVE_WHOLE[0], ABOVE_WHOLE[2]
    found = next(each for each in CLASSES if each[0] is None or ratio < each[0])
    return found[1], found[3]


def _hatch(tile: dict[str, Any]) -> list[dict[str, int]]:
    """Lines from lower left to upper right in the corners, so that the text stays readable."""
    side = SIDE - 2 * GAP
    lines = []
    for reach in (side // 4, side // 2 - 8):
        lines += [
            {"x": tile["x"], "y": tile["y"] + reach, "x2": tile["x"] + reach, "y2": tile["y"]},
            {"x": tile["x2"] - reach, "y": tile["y2"], "x2": tile["x2"], "y2": tile["y2"] - reach},
        ]
    return lines
