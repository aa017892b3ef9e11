"""Scales: ascending bands that meet, each value in one of them."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bokrules.semantics.scales import Band, Scale
from bokrules.semantics.vocabulary import Label
from tests.helpers import compile_text, compiled, places, words


def scale(*bands: str) -> Scale:
    text = " ".join(f'"b{n}" {band}' for n, band in enumerate(bands))
    [only] = compiled(f'skala s "S" {text} dasar A').scales
    return only


def faults(*bands: str) -> list[str]:
    text = "\n".join(f'"b{n}" {band}' for n, band in enumerate(bands))
    _, found = compile_text(f'skala s "S"\n{text} dasar A')
    return words(found)


def test_a_scale_with_all_its_clauses() -> None:
    [found] = compiled(
        'skala e "E" en "F" "Baik" en "Good" di atas 90% s/d 100% "Kurang" paling banyak 90%'
        ' tafsir "T" dasar A.1 dahulu x'
    ).scales
    assert (found.name, found.label, found.notes) == ("e", Label("E", "F"), ("T",))
    assert (found.formerly, found.is_percent) == (("x",), True)
    assert found.bands == (
        Band(label=Label("Kurang"), upper=Fraction(9, 10), has_upper=True),
        Band(
            label=Label("Baik", "Good"),
            lower=Fraction(9, 10),
            upper=Fraction(1),
            has_upper=True,
        ),
    )


def test_bands_ascend_in_whatever_order_they_are_written() -> None:
    found = scale("di atas 100%", "80% s/d 100%", "60% sampai kurang dari 80%", "di bawah 60%")
    assert [each.label.text for each in found.bands] == ["b3", "b2", "b1", "b0"]


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("0", "b0"),
        ("59,9", "b0"),
        ("60", "b1"),
        ("79,99", "b1"),
        ("80", "b2"),
        ("80,01", "b3"),
        ("100", "b3"),
        ("100,1", None),
    ],
)
def test_which_band_holds_a_value(value: str, band: str | None) -> None:
    found = scale("di bawah 60%", "60% sampai kurang dari 80%", "= 80%", "di atas 80% s/d 100%")
    held = found.band_of(Fraction(value.replace(",", ".")) / 100)
    assert (held.label.text if held else None) == band


def test_numbers_need_no_percent_sign() -> None:
    assert not scale("di atas 1,5", "paling banyak 1,5").is_percent
    assert faults("di atas 2", "di bawah 1,5") == [
        "BOK221 between `b1` and `b0` is a hole, from 1,5 to 2"
    ]


def test_a_point_between_two_open_ends() -> None:
    assert len(scale("di atas 80%", "= 80%", "di bawah 80%").bands) == 3
    assert len(scale("= 80%", "di atas 80%").bands) == 2


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        (("paling banyak 60%", "paling sedikit 60%"), "`b0` and `b1` overlap at 60%"),
        (("di bawah 70%", "di atas 60%"), "`b0` and `b1` overlap between 60% and 70%"),
        (("di atas 60%", "paling sedikit 60%"), "`b1` and `b0` overlap above 60%"),
        (("di bawah 60%", "di bawah 80%"), "`b0` and `b1` overlap below 60%"),
        (("= 60%", "60% s/d 80%"), "`b0` and `b1` overlap at 60%"),
        (("60% s/d 80%", "60% s/d 80%"), "`b0` and `b1` overlap between 60% and 80%"),
    ],
)
def test_overlaps(bands: tuple[str, ...], said: str) -> None:
    assert faults(*bands) == [f"BOK220 {said}"]


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        (("di bawah 60%", "di atas 60%"), "neither `b0` nor `b1` holds 60%"),
        (
            ("di bawah 60%", "paling sedikit 80%"),
            "between `b0` and `b1` is a hole, from 60% to 80%",
        ),
        (("= 60%", "= 80%"), "between `b0` and `b1` is a hole, from 60% to 80%"),
    ],
)
def test_holes(bands: tuple[str, ...], said: str) -> None:
    assert faults(*bands) == [f"BOK221 {said}"]


def test_a_wide_band_hides_no_overlap_and_makes_no_hole() -> None:
    assert faults("0% s/d 100%", "10% s/d 20%", "30% s/d 40%", "di atas 100%") == [
        "BOK220 `b0` and `b1` overlap between 10% and 20%",
        "BOK220 `b0` and `b2` overlap between 30% and 40%",
    ]


@pytest.mark.parametrize(
    "band", ["90% s/d 80%", "di atas 80% s/d 80%", "80% sampai kurang dari 80%"]
)
def test_a_band_without_a_value_is_the_only_fault(band: str) -> None:
    assert faults("di bawah 60%", band) == ["BOK305 the band `b1` holds no value"]


@pytest.mark.parametrize("band", ["di atas Rp500", "di atas ya", "60% s/d 3 orang"])
def test_ends_are_numbers(band: str) -> None:
    assert faults("di bawah 60%", band) == ["BOK301 the end of a band is a number or a percentage"]


def test_a_scale_cites() -> None:
    _, found = compile_text('skala s "S" "B" di atas 1')
    assert places(found) == ["BOK401 1:1-1:26"]


# ---- whatever the ends are ----


@st.composite
def cut_points(draw: st.DrawFn) -> tuple[list[str], list[int], list[bool]]:
    """Bands that meet at random points, each point in the band below it or above it."""
    points = sorted(draw(st.sets(st.integers(1, 500), min_size=1, max_size=5)))
    below = [draw(st.booleans()) for _ in points]
    bands = [("paling banyak" if below[0] else "kurang dari") + f" {points[0]}%"]
    for n, (low, high) in enumerate(itertools.pairwise(points)):
        start = "di atas" if below[n] else "paling sedikit"
        end = "s/d" if below[n + 1] else "sampai kurang dari"
        bands.append(f"{start} {low}% {end} {high}%")
    bands.append(("di atas" if below[-1] else "paling sedikit") + f" {points[-1]}%")
    return bands, points, below


@given(cut_points(), st.randoms(use_true_random=False))
def test_bands_that_meet_bind_clean_in_any_order(
    case: tuple[list[str], list[int], list[bool]], random: object
) -> None:
    bands, points, below = case
    shuffled = list(bands)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = scale(*shuffled)
    for n, point in enumerate(points):
        value = Fraction(point, 100)
        held = [each for each in found.bands if each.holds(value)]
        assert held == [found.bands[n if below[n] else n + 1]]
        assert found.band_of(value) == held[0]


@given(cut_points(), st.data())
def test_one_end_moved_is_reported_once(
    case: tuple[list[str], list[int], list[bool]], data: st.DataObject
) -> None:
    bands, points, below = case
    place = data.draw(st.integers(0, len(points) - 1))
    start = bands[place + 1]
    if data.draw(st.booleans()):  # both hold the point, or neither
        word = "di atas" if not below[place] else "paling sedikit"
        code = "BOK221" if not below[place] else "BOK220"
        first = f"{word} {points[place]}%"
    else:  # half a percent further: a hole
        word, code = ("di atas" if below[place] else "paling sedikit"), "BOK221"
        first = f"{word} {points[place]},5%"
    _, _, rest = start.partition("%")
    changed = [*bands[: place + 1], first + rest, *bands[place + 2 :]]
    [found] = faults(*changed)
    assert found.startswith(code)
