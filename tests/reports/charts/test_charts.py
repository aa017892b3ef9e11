"""What stands in each picture: its data and what they are drawn as."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bokrules.base.messages import choose_language, msg
from bokrules.reports.charts import (
    Amounts,
    Residual,
    UnitRatio,
    absorption_dots,
    amounts_chart,
    band_table,
    ratio_chart,
    residual_chart,
    tile_map,
)
from bokrules.reports.charts.pair_bars import PairBar, pair_bars
from bokrules.reports.charts.province_grid import TILES
from bokrules.reports.charts.unit_names import distinct_names

TITLE = msg("provinces")


def data(layer: dict[str, Any], spec: dict[str, Any]) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = spec["datasets"][
        (layer if "data" in layer else spec)["data"]["name"]
    ]
    return values


def mark(layer: dict[str, Any]) -> str:
    kind: str = layer["mark"]["type"]
    return kind


# ---- the tile map ----


def test_each_province_of_2019_has_a_tile_of_its_own() -> None:
    assert len(TILES) == 34
    assert len({(each.column, each.row) for each in TILES.values()}) == 34
    assert len({each.name for each in TILES.values()}) == 34


def test_west_is_left_and_north_is_up() -> None:
    west_to_east = [TILES[each].column for each in ("11", "31", "35", "51", "53", "81", "94")]
    assert west_to_east == sorted(west_to_east)
    assert TILES["11"].row < TILES["18"].row < TILES["32"].row
    assert TILES["65"].row < TILES["64"].row < TILES["63"].row
    assert TILES["71"].row < TILES["73"].row


def test_tiles_have_their_number_and_their_colour() -> None:
    ratios = {
        "11": Fraction(1, 2),
        "12": Fraction(4999, 10000),
        "13": Fraction(1),
        "14": Fraction(10001, 10000),
        "15": Fraction(7, 10),
        "16": None,
    }
    spec = tile_map(ratios, TITLE).to_dict()
    tiles = {each["code"]: each for each in data(spec["layer"][0], spec)}
    assert len(tiles) == 34
    assert [(tiles[each]["value_text"], tiles[each]["class"]) for each in ratios] == [
        ("50,0%", "50% to below 70%"),
        ("50,0%", "below 50%"),
        ("100,0%", "90% to 100%"),
        ("100,0%", "above 100%"),
        ("70,0%", "70% to below 80%"),
        ("no data", "no data"),
    ]
    assert (tiles["11"]["value"], tiles["94"]["value"]) == ("1/2", None)
    scale = spec["layer"][0]["encoding"]["color"]["scale"]
    assert len(scale["domain"]) == len(set(scale["range"])) == 7
    hatches = data(spec["layer"][1], spec)
    assert len(hatches) == 4 * (34 - 5)
    assert spec["title"]["text"] == "provinces"
    assert spec["description"].endswith("5 of 34 have data")


def test_pictures_speak_indonesian() -> None:
    choose_language("id")
    spec = tile_map({}, msg("Realisation as a share of allocation")).to_dict()
    assert spec["title"]["text"] == "Realisasi terhadap alokasi"
    assert data(spec["layer"][0], spec)[0]["value_text"] == "tanpa data"


# ---- allocation, realisation, need ----


def test_amounts_from_the_largest_allocation() -> None:
    rows = [
        Amounts(unit="A", allocation=5, realisation=3, need=9),
        Amounts(unit="B", allocation=8, realisation=None, need=2),
        Amounts(unit="A", allocation=None),
    ]
    spec = amounts_chart(rows, TITLE).to_dict()
    lines, points = spec["layer"]
    assert (mark(lines), mark(points)) == ("rule", "point")
    assert data(lines, spec) == [
        {"unit": "B", "low": 2, "high": 8},
        {"unit": "A", "low": 3, "high": 9},
        {"unit": "A (2)", "low": None, "high": None},
    ]
    assert [(each["unit"], each["measure"], each["rupiah"]) for each in data(points, spec)] == [
        ("B", "allocation", 8),
        ("B", "need", 2),
        ("A", "allocation", 5),
        ("A", "realisation", 3),
        ("A", "need", 9),
    ]
    assert points["encoding"]["y"]["sort"] == ["B", "A", "A (2)"]
    assert points["encoding"]["color"]["scale"]["domain"] == ["allocation", "realisation", "need"]
    assert spec["config"]["locale"]["number"]["decimal"] == ","


def test_a_measure_that_no_unit_has_is_in_no_legend() -> None:
    spec = amounts_chart([Amounts(unit="A", allocation=5, need=9)], TITLE).to_dict()
    assert spec["layer"][1]["encoding"]["color"]["scale"] == {
        "domain": ["allocation", "need"],
        "range": ["#0072b2", "#009e73"],
    }


# ---- dots ----


def test_dots_by_group_from_the_lowest() -> None:
    groups = [
        ("jawa", Fraction(3, 4), [("A", Fraction(1, 2)), ("B", Fraction(3))]),
        ("bali", Fraction(1, 2), [("C", Fraction(1, 2))]),
        ("papua", None, []),
    ]
    spec = absorption_dots(groups, TITLE).to_dict()
    whole, points, ticks, arrows, words = spec["layer"]
    assert data(whole, spec) == [{"place": 10_000}]
    assert data(points, spec) == [
        {"group": "bali: 50,0%", "unit": "C", "place": 5_000, "text": "50,00%"},
        {"group": "jawa: 75,0%", "unit": "A", "place": 5_000, "text": "50,00%"},
    ]
    assert [(each["group"], each["place"]) for each in data(ticks, spec)] == [
        ("bali: 50,0%", 5_000),
        ("jawa: 75,0%", 7_500),
    ]
    assert data(arrows, spec) == [{"group": "jawa: 75,0%", "place": 15_000, "text": "B 300%"}]
    assert mark(words) == "text"
    assert points["encoding"]["y"]["sort"] == ["bali: 50,0%", "jawa: 75,0%", "papua: no data"]
    assert points["encoding"]["x"]["scale"]["domain"] == [0, 15_000]
    assert spec["title"]["subtitle"].startswith("dot: a unit")
    assert "each of 3 units" in spec["description"]
    assert spec["description"].endswith(spec["title"]["subtitle"])


def test_an_axis_ends_at_100_percent_or_above_the_largest() -> None:
    def end(ratio: Fraction) -> int:
        spec = absorption_dots([("x", None, [("A", ratio)])], TITLE).to_dict()
        found: int = spec["layer"][1]["encoding"]["x"]["scale"]["domain"][1]
        return found

    assert [end(Fraction(each, 100)) for each in (5, 100, 101, 110, 150)] == [
        10_000,
        10_000,
        11_000,
        11_000,
        15_000,
    ]


def test_a_dot_for_each_unit() -> None:
    rows = [
        UnitRatio(unit="A", ratio=None),
        UnitRatio(unit="B", ratio=Fraction(10504, 10000), judgement="met", target=Fraction(19, 20)),
        UnitRatio(unit="C", ratio=Fraction(57, 100), judgement="missed"),
        UnitRatio(unit="D", ratio=Fraction(2), judgement="met"),
    ]
    colours = {"met": "#0072b2", "missed": "#d55e00", "never": "#000000"}
    spec = ratio_chart(rows, colours, TITLE).to_dict()
    points, _, ticks = spec["layer"]
    dots = data(points, spec)
    assert [(each["unit"], each["place"], each["text"], each["shape"]) for each in dots] == [
        ("C", 5_700, "57,00%", "circle"),
        ("B", 10_504, "105,04%", "circle"),
        ("D", 15_000, "200,00%", "triangle-right"),
        ("A", 0, "no data", "circle"),
    ]
    assert points["transform"] == [{"filter": "datum.known"}]
    assert points["encoding"]["color"]["scale"]["domain"] == ["met", "missed"]
    assert data(ticks, spec) == [{"unit": "B", "place": 9_500}]
    assert spec["title"]["subtitle"] == "tick: the target"


def test_without_judgements_or_targets() -> None:
    spec = ratio_chart([UnitRatio(unit="A", ratio=Fraction(1))], {}, TITLE).to_dict()
    assert len(spec["layer"]) == 2
    assert spec["layer"][0]["encoding"]["color"] == {"value": "#555555"}
    assert "subtitle" not in spec["title"]


# ---- the rest ----


def test_bands_by_year() -> None:
    cells = [
        ("A", 2017, Fraction(1, 3), "low"),
        ("A", 2016, None, ""),
        ("B", 2016, Fraction(1), "high"),
    ]
    spec = band_table(cells, {"low": "#440154", "high": "#fde725"}, TITLE).to_dict()
    boxes = spec["layer"][0]
    assert data(boxes, spec) == [
        {"unit": "A", "year": "2017", "band": "low", "text": "33,33%", "ink": "white"},
        {"unit": "A", "year": "2016", "band": "no data", "text": "–", "ink": "#222222"},
        {"unit": "B", "year": "2016", "band": "high", "text": "100,00%", "ink": "#222222"},
    ]
    assert boxes["encoding"]["x"]["sort"] == ["2016", "2017"]
    assert boxes["encoding"]["y"]["sort"] == ["A", "B"]
    assert boxes["encoding"]["color"]["scale"] == {
        "domain": ["low", "high", "no data"],
        "range": ["#440154", "#fde725", "#eeeeee"],
    }
    whole = band_table([("A", 2016, Fraction(1), "low")], {"low": "#440154"}, TITLE).to_dict()
    assert whole["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["low"]


def test_residuals_from_the_largest() -> None:
    rows = [
        Residual(name="A", published=5, predicted=9, explained=False),
        Residual(name="B", published=9, predicted=5, explained=True),
    ]
    spec = residual_chart(rows).to_dict()
    zero, stems, heads = spec["layer"]
    assert [mark(each) for each in (zero, stems, heads)] == ["rule", "rule", "point"]
    assert data(heads, spec) == [
        {"unit": "B", "published": 9, "predicted": 5, "zero": 0, "difference": 4,
         "text": "Rp4", "kind": "explained"},
        {"unit": "A", "published": 5, "predicted": 9, "zero": 0, "difference": -4,
         "text": "-Rp4", "kind": "not explained"},
    ]  # fmt: skip
    assert spec["title"]["text"] == "Published less predicted"
    assert spec["description"].endswith("explained: 1")


def test_two_units_of_one_name_are_two() -> None:
    assert distinct_names(["A", "B", "A", "A"]) == ["A", "B", "A (2)", "A (3)"]


# ---- pairs of what stands before and after ----


def test_bars_of_one_pair_follow_each_other_and_kinds_keep_their_order() -> None:
    changed, open_ = (msg("changed"), "#d55e00"), (msg("not comparable"), "#999999")
    bars = [
        PairBar(before="a", after="b", kind=open_, count=4),
        PairBar(before="a", after="b", kind=changed, count=1),
        PairBar(before="c", after="d", kind=changed, count=3),
    ]
    spec = pair_bars(
        bars, (changed, open_), counted=msg("rows"), title=TITLE, description=TITLE
    ).to_dict()
    marks, labels = spec["layer"]
    found = data(marks, spec)
    assert [(e["pair"], e["count"], e["start"], e["end"]) for e in found] == [
        ("c → d", 3, 0, 3),
        ("a → b", 1, 0, 1),
        ("a → b", 4, 1, 5),
    ]
    assert (mark(marks), mark(labels)) == ("bar", "text")
    assert marks["encoding"]["y"]["sort"] == ["c → d", "a → b"]
    assert marks["encoding"]["color"]["scale"]["range"] == ["#d55e00", "#999999"]
