"""The pictures of the page on `assess` show what its tables give.

Where a text stands depends on the fonts of the machine; which texts there are does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bokrules import Assessment, assess
from bokrules.base.messages import choose_language
from bokrules.reports.assessment_pictures import pictures_of
from bokrules.reports.charts import picture_svg, write_picture

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "data"
PICTURES = ROOT / "docs" / "_static"


def effectiveness() -> Assessment:
    return assess(DATA / "zahra_2022" / "tabel_2.csv", 2019, scale="efektivitas")


def provinces() -> Assessment:
    regions = DATA / "provinsi_2019.csv"
    return assess(DATA / "kompak_2021" / "tabel_2_2.csv", 2019, regions=regions)


def districts() -> Assessment:
    return assess(
        DATA / "kompak_2021" / "lampiran_1.csv",
        2019,
        regions=DATA / "provinsi_2019.csv",
        where=[("jenis", "kab/kota")],
        without=[("kode", "7502")],
        distinct=True,
    )


def texts(svg: str) -> Counter[str]:
    return Counter(
        text for each in ElementTree.fromstring(svg).itertext() if (text := each.strip())
    )


@pytest.mark.parametrize(
    ("name", "result", "place"),
    [
        ("efektivitas_anjir_pasar", effectiveness, 0),
        ("serapan_provinsi_2019", provinces, 0),
        ("serapan_kabkota_2019", districts, 1),
    ],
)
def test_a_picture(
    name: str, result: Callable[[], Assessment], place: int, request: pytest.FixtureRequest
) -> None:
    choose_language("id")
    picture = list(pictures_of(result()))[place]
    path = PICTURES / f"{name}.svg"
    if request.config.getoption("--update-goldens"):
        write_picture(picture, path)
    assert texts(path.read_text(encoding="utf-8")) == texts(picture_svg(picture))
    page = (ROOT / "docs" / "assess.md").read_text(encoding="utf-8")
    assert f"(_static/{name}.svg)" in page
