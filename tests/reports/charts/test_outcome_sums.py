"""Bars of rupiah, in parts by outcome."""

from __future__ import annotations

from typing import Any

from bokrules.base.messages import msg
from bokrules.evaluation.table import Sum
from bokrules.reports.charts.drawing import picture_svg
from bokrules.reports.charts.outcome_sums import COLOURS, outcome_sums
from bokrules.semantics.outcomes import Outcome

TITLE, WORDS = msg("Rupiah by outcome"), msg("Bars of rupiah")
BARS = [
    ("Oebobo", {Outcome.FORBIDDEN: Sum(2, 3_000_000), Outcome.ALLOWED: Sum(1, 1_000_000)}),
    ("Oebobo", {Outcome.FORBIDDEN: Sum(0, 0), Outcome.ALLOWED: Sum(1, 500_000)}),
]


def layers(bars: Any) -> tuple[dict[str, Any], list[list[dict[str, Any]]]]:
    spec = outcome_sums(bars, TITLE, WORDS).to_dict()
    return spec, [spec["datasets"][each["data"]["name"]] for each in spec["layer"]]


def test_parts_follow_one_another_and_the_sum_stands_at_the_end() -> None:
    spec, (parts, sums) = layers(BARS)
    assert [(e["name"], e["outcome"], e["start"], e["end"]) for e in parts] == [
        ("Oebobo", "forbidden", 0, 3_000_000),
        ("Oebobo", "allowed", 3_000_000, 4_000_000),
        ("Oebobo (2)", "forbidden", 0, 0),
        ("Oebobo (2)", "allowed", 0, 500_000),
    ]
    assert [(e["name"], e["end"], e["text"]) for e in sums] == [
        ("Oebobo", 4_000_000, "Rp4.000.000"),
        ("Oebobo (2)", 500_000, "Rp500.000"),
    ]
    encoding = spec["layer"][0]["encoding"]
    assert encoding["x"]["axis"]["title"] == "rupiah, in juta"
    assert encoding["color"]["scale"] == {
        "domain": ["forbidden", "allowed"],
        "range": [COLOURS[Outcome.FORBIDDEN], COLOURS[Outcome.ALLOWED]],
    }


def test_large_sums_are_in_miliar() -> None:
    spec, _ = layers([("x", {Outcome.ALLOWED: Sum(1, 2_000_000_000)})])
    assert spec["layer"][0]["encoding"]["x"]["axis"]["title"] == "rupiah, in miliar"


def test_each_outcome_has_its_own_colour() -> None:
    assert len({COLOURS[each] for each in Outcome}) == len(Outcome)


def test_a_name_is_text_and_the_picture_has_words() -> None:
    svg = picture_svg(outcome_sums([("<script>", BARS[0][1])], TITLE, WORDS), "p")
    assert "<script" not in svg
    assert '<title id="p-title">Rupiah by outcome</title>' in svg
    assert "style=" not in svg
