"""A tile for each of the 34 provinces of 2019, laid out by hand, roughly as on a map.

Tiles are equal: a map by area would hide Jakarta and show little but Papua and Kalimantan. West is
left, north is up; islands keep together, and neighbours are neighbours where the grid allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tile:
    """Column from the west, row from the north, and a name that fits."""

    column: int
    row: int
    name: str


TILES: Mapping[str, Tile] = {
    "11": Tile(0, 0, "Aceh"),
    "12": Tile(1, 1, "Sumut"),
    "13": Tile(1, 2, "Sumbar"),
    "14": Tile(2, 2, "Riau"),
    "21": Tile(4, 2, "Kepri"),
    "15": Tile(2, 3, "Jambi"),
    "19": Tile(4, 3, "Babel"),
    "17": Tile(2, 4, "Bengkulu"),
    "16": Tile(3, 4, "Sumsel"),
    "18": Tile(3, 5, "Lampung"),
    "36": Tile(4, 6, "Banten"),
    "31": Tile(5, 6, "DKI"),
    "32": Tile(5, 7, "Jabar"),
    "33": Tile(6, 6, "Jateng"),
    "34": Tile(6, 7, "DIY"),
    "35": Tile(7, 6, "Jatim"),
    "51": Tile(8, 7, "Bali"),
    "52": Tile(9, 7, "NTB"),
    "53": Tile(10, 7, "NTT"),
    "61": Tile(6, 2, "Kalbar"),
    "62": Tile(7, 3, "Kalteng"),
    "63": Tile(8, 3, "Kalsel"),
    "64": Tile(8, 2, "Kaltim"),
    "65": Tile(8, 1, "Kaltara"),
    "71": Tile(12, 1, "Sulut"),
    "72": Tile(10, 2, "Sulteng"),
    "73": Tile(10, 4, "Sulsel"),
    "74": Tile(11, 3, "Sultra"),
    "75": Tile(11, 1, "Gorontalo"),
    "76": Tile(10, 3, "Sulbar"),
    "81": Tile(13, 4, "Maluku"),
    "82": Tile(13, 2, "Malut"),
    "91": Tile(15, 3, "Pabar"),
    "94": Tile(16, 4, "Papua"),
}
"""By the code of the statistics office (BPS)."""
COLUMNS = 1 + max(each.column for each in TILES.values())
ROWS = 1 + max(each.row for each in TILES.values())
