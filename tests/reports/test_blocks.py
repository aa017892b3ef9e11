"""Each block in each of the three formats."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from bokrules.base.messages import choose_language
from bokrules.reports.blocks import (
    Badge,
    Block,
    Cases,
    Change,
    ChangeSide,
    Contents,
    Details,
    Finding,
    Heading,
    HtmlTable,
    Legend,
    Names,
    Paragraph,
    Points,
    Summary,
)
from bokrules.reports.blocks_html import block_html
from bokrules.reports.blocks_markdown import markdown
from bokrules.reports.blocks_text import print_blocks
from bokrules.reports.page import Page

MANY = Names(("a", "b", "c", "d"), most=2)
CHANGE = Change(
    what=Names(("Honor", "<Gaji>")),
    before=ChangeSide("2010", Badge("dilarang", "no"), [("Larangan", "pasal 1")]),
    after=ChangeSide("2015", Badge("dapat dibiayai", "yes"), [("Boleh", "pasal 2")]),
    where=[("Kegiatan", Names(("x", "y"), lead="semua kecuali"))],
    example="Misalnya. Honor",
)
BLOCKS: list[Block] = [
    Contents("Isi", [("Bagian & satu", "satu")]),
    Summary(
        [
            Finding(text="Menjadi dilarang", count="4", names=MANY, tone="no", anchor="satu"),
            Finding(text="Terbukti", tone="yes"),
            Finding(text="Lain", names=Names(("e",))),
        ]
    ),
    CHANGE,
    Legend([(Badge("celah"), "tidak ada di sumber")]),
    Details("Lebih <rinci>", [Paragraph("isi"), Points([("kepala", [])])]),
]


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    choose_language("id")
    yield
    choose_language(None)


def test_names() -> None:
    assert MANY.text() == "a, b, dan 2 lainnya"
    assert Names(("a", "b", "c"), most=2).text() == "a, b, c"
    assert Names(("a, b", "c"), lead="semua kecuali").text() == "semua kecuali a, b; c"
    assert Names(("a", "b"), is_apart=True).text() == "a; b"
    assert Cases(((Names(("a",)), Names(("b",), lead="K:")), (MANY,))).text() == (
        "a; K: b / a, b, dan 2 lainnya"
    )


def test_as_text() -> None:
    stream = io.StringIO()
    print_blocks("Judul", BLOCKS, Page(stream))
    assert stream.getvalue().splitlines() == [
        "Judul",
        "  - Menjadi dilarang: 4",
        "    a, b, dan 2 lainnya",
        "  - Terbukti",
        "  - Lain",
        "    e",
        "  - Honor, <Gaji>: dilarang menjadi dapat dibiayai",
        "    Kegiatan: semua kecuali x, y",
        "    Misalnya. Honor",
        "    2010: Larangan (pasal 1)",
        "    2015: Boleh (pasal 2)",
        "  - celah: tidak ada di sumber",
        "",
        "Lebih <rinci>",
        "isi",
        "  - kepala",
    ]


def test_as_markdown() -> None:
    assert markdown("Judul", BLOCKS).splitlines() == [
        "# Judul",
        "",
        "- Menjadi dilarang: 4",
        "  - a, b, dan 2 lainnya",
        "- Terbukti",
        "- Lain",
        "  - e",
        "",
        "- **Honor, \\<Gaji\\>: dilarang menjadi dapat dibiayai**",
        "  - Kegiatan: semua kecuali x, y",
        "  - Misalnya. Honor",
        "  - 2010: Larangan (pasal 1)",
        "  - 2015: Boleh (pasal 2)",
        "",
        "- **celah**: tidak ada di sumber",
        "",
        "**Lebih \\<rinci\\>**",
        "",
        "isi",
        "",
        "- **kepala**",
    ]


def test_contents_and_summary_as_html() -> None:
    assert block_html(BLOCKS[0]) == (
        '<nav aria-label="Isi"><p>Isi</p><ol>'
        '<li><a href="#satu">Bagian &amp; satu</a></li></ol></nav>'
    )
    assert block_html(BLOCKS[1]) == (
        '<ul class="summary"><li class="no"><p><span aria-hidden="true">✕ </span>'
        '<a href="#satu">Menjadi dilarang</a>: <b>4</b></p><div>a, b <details class="more">'
        "<summary>dan 2 lagi</summary>c, d</details></div></li>"
        '<li class="yes"><p><span aria-hidden="true">✓ </span>Terbukti</p></li>'
        '<li class="plain"><p>Lain</p><p>e</p></li></ul>'
    )
    assert block_html(Heading("A", level=3, anchor='x"')) == '<h3 id="x&quot;">A</h3>'


def test_a_change_as_html() -> None:
    no = '<span class="badge no"><span aria-hidden="true">✕ </span>dilarang</span>'
    yes = '<span class="badge yes"><span aria-hidden="true">✓ </span>dapat dibiayai</span>'
    assert block_html(CHANGE) == (
        f'<article><h4>Honor, &lt;Gaji&gt;: <span class="turn">{no} menjadi {yes}</span></h4>\n'
        "<dl><div><dt>Kegiatan</dt><dd>semua kecuali x, y</dd></div></dl>"
        '<p class="example">Misalnya. Honor</p>\n'
        f'<div class="sides"><div><p><strong>2010</strong>: {no}</p>'
        "<ul><li>Larangan <cite>pasal 1</cite></li></ul></div>"
        f"<div><p><strong>2015</strong>: {yes}</p>"
        "<ul><li>Boleh <cite>pasal 2</cite></li></ul></div></div></article>"
    )


def test_a_change_of_many() -> None:
    side = ChangeSide("2010", Badge("?", "open"), [])
    found = block_html(Change(what=MANY, before=side, after=side, where=[]))
    assert "<h4>a, b, dan 2 lainnya: <span" in found
    assert "</h4>\n<details><summary>2 lainnya</summary>c, d</details>\n<div" in found


def test_legend_and_details_as_html() -> None:
    assert block_html(BLOCKS[3]) == (
        '<dl class="legend"><div><dt><span class="badge plain">celah</span></dt>'
        "<dd>tidak ada di sumber</dd></div></dl>"
    )
    assert block_html(BLOCKS[4]) == (
        '<details><summary>Lebih &lt;rinci&gt;</summary>\n<div class="in">\n<p>isi</p>\n'
        '<ul class="points"><li><p>kepala</p></li></ul>\n</div></details>'
    )


def test_cells_of_a_table() -> None:
    case = (Names(("<x>",)), Names(("y",), lead="K:"))
    table = HtmlTable(
        caption="T",
        columns=[
            ("k", ["satu", Names(("a", "b"), is_apart=True)]),
            ("n", [Cases((case,)), Cases((case, (Names(("z",)),)))]),
        ],
        has_row_heads=True,
    )
    assert block_html(table) == (
        '<div class="wide"><table><caption>T</caption>\n'
        '<thead><tr><th scope="col">k</th><th scope="col">n</th></tr></thead>\n<tbody>\n'
        '<tr><th scope="row" data-label="k"><div>satu</div></th>'
        '<td data-label="n"><div><div>&lt;x&gt;</div><div>K: y</div></div></td></tr>\n'
        '<tr><th scope="row" data-label="k"><div><ul><li>a</li><li>b</li></ul></div></th>'
        '<td data-label="n"><div><ul><li><div>&lt;x&gt;</div>'
        "<div>K: y</div></li><li><div>z</div></li></ul></div></td></tr>\n</tbody></table></div>"
    )
    assert markdown("J", [table]).splitlines()[-2:] == [
        "| satu | \\<x\\>; K: y |",
        "| a; b | \\<x\\>; K: y / z |",
    ]
