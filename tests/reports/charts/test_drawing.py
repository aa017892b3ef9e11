"""From a chart to files: valid, offline, and the same each time."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bokrules.base.messages import msg
from bokrules.reports.charts import UnitRatio, picture_svg, ratio_chart, tile_map, write_picture
from bokrules.reports.charts.drawing import hundredths
from bokrules.reports.whole_files import UnwritableFile

SVG = "{http://www.w3.org/2000/svg}"
TITLE = msg("A & <B>")


def chart() -> Any:
    rows = [UnitRatio(unit="A", ratio=Fraction(1, 2), judgement="x", target=Fraction(1))]
    return ratio_chart(rows, {"x": "#0072b2"}, TITLE)


def test_svg_says_what_it_shows() -> None:
    root = ElementTree.fromstring(picture_svg(chart(), "p1"))
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    title, description = root[0], root[1]
    assert (title.tag, title.get("id"), title.text) == (f"{SVG}title", "p1-title", "A & <B>")
    assert (description.tag, description.get("id")) == (f"{SVG}desc", "p1-desc")
    assert description.text == (
        "A dot for the ratio of each of 1 units, the lowest on top; tick: the target"
    )
    assert root.get("aria-labelledby") == "p1-title p1-desc"


def test_the_same_chart_gives_the_same_svg() -> None:
    clipped = chart().interactive()
    assert picture_svg(clipped) == picture_svg(clipped)
    assert picture_svg(chart()) == picture_svg(chart())


def test_identifiers_are_of_their_picture() -> None:
    clipped = picture_svg(chart().interactive(), "p7")
    root = ElementTree.fromstring(clipped)
    identifiers = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(identifiers) == len(set(identifiers)) > 2
    assert all(each and each.startswith("p7-") for each in identifiers)
    assert 'clip-path="url(#p7-1)"' in clipped


def test_nothing_is_fetched() -> None:
    svg = picture_svg(tile_map({}, TITLE))
    bare = svg.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "")
    assert "http" not in bare
    assert "role=" not in bare.replace('role="img"', "")


def test_files(tmp_path: Path) -> None:
    write_picture(chart(), tmp_path / "a.svg")
    write_picture(chart(), tmp_path / "a.PNG")
    ElementTree.parse(tmp_path / "a.svg")
    assert (tmp_path / "a.PNG").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    write_picture(chart(), tmp_path / "b.png")
    assert (tmp_path / "b.png").read_bytes() == (tmp_path / "a.PNG").read_bytes()
    with pytest.raises(UnwritableFile, match=r"one of: \.svg, \.png"):
        write_picture(chart(), tmp_path / "a.pdf")
    with pytest.raises(UnwritableFile, match="cannot be written"):
        write_picture(chart(), tmp_path / "nowhere" / "a.svg")


def lacking(library: str) -> Callable[..., Any]:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == library:
            raise ImportError(name)
        return real(name, *rest, **named)

    return without


def test_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = chart()
    with monkeypatch.context() as patched:
        patched.setattr(builtins, "__import__", lacking("altair"))
        with pytest.raises(UnwritableFile) as caught:
            chart()
    assert str(caught.value) == (
        "BOK611: pictures cannot be drawn, altair is missing"
        " (install it with: pip install bokrules[charts])"
    )
    monkeypatch.setattr(builtins, "__import__", lacking("vl_convert"))
    with pytest.raises(UnwritableFile, match="vl-convert-python is missing"):
        picture_svg(drawn)


def test_places_on_an_axis() -> None:
    assert [hundredths(Fraction(*each)) for each in ((1, 1), (57, 100), (1, 3), (0, 1))] == [
        10_000,
        5_700,
        3_333,
        0,
    ]
