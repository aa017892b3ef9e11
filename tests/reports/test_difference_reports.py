"""A difference in words: the sections that small editions do not reach through the command."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bokrules.base.messages import choose_language
from bokrules.comparison.difference import Difference, compare
from bokrules.comparison.ledger import replay
from bokrules.evaluation.row import Place
from bokrules.inspection.diff import compare_allocations
from bokrules.reports.blocks import Block, Figure, Heading, HtmlTable, Listing, Paragraph, Points
from bokrules.reports.blocks_markdown import markdown, plain
from bokrules.reports.blocks_text import print_blocks
from bokrules.reports.changed_lines import changed_lines
from bokrules.reports.difference_json import difference_document
from bokrules.reports.difference_report import (
    difference_html,
    difference_markdown,
    print_difference,
)
from bokrules.reports.page import Page
from tests.helpers import EDITION, VOCABULARY, compiled

UNIT = 'satuan u "U" kolom nama : teks, wilayah : jenis_wilayah, desa : bilangan dasar C '
WEIGHTS = 'tabel bobot "B" per jenis_wilayah desa 2 kota 1 pulau 3 dasar C '
SHARE = (
    'rumus bok "BOK" untuk_setiap u masukan pagu : rupiah masukan tarif : bilangan'
    " hasil a = pagu * bobot[wilayah] * desa / jumlah(bobot[wilayah] * desa)"
    " bulatkan a ke Rp1 sisa_terbesar jumlah_tepat pagu seri kode"
    ' tafsir "Dibaca begitu" dasar C '
)
NEXT = replace(
    EDITION,
    id="2011",
    first_day=date(2011, 1, 1),
    last_day=None,
    funds=("bok_provinsi",),
    draft=True,
    partial=True,
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    choose_language("en")
    yield
    choose_language(None)


@pytest.fixture
def difference() -> Difference:
    before = compiled(
        'tertutup belanja "L" dasar A larang honor "H" untuk belanja honor dasar B.1 '
        'boleh konsumsi "K" untuk belanja konsumsi dasar A ' + UNIT + WEIGHTS + SHARE
    )
    after = compiled(
        'tertutup belanja "L" dasar A boleh honor "H" untuk belanja honor dasar B.1 '
        'boleh konsumsi "K" untuk belanja konsumsi dasar A '
        'celah lain "Tidak terlihat" menyentuh kewajiban dasar C '
        + UNIT
        + WEIGHTS.replace("kota 1", "kota 3")
        + SHARE.replace("* desa /", "* 1 * desa /"),
        edition=NEXT,
        vocabulary=VOCABULARY.replace('"Gaji" termasuk imbalan', '"Gaji"')
        + 'belanja tenda "Tenda"\n',
    )
    rows = [
        (Place(2), {"belanja": "honor", "nilai": 5, "dana": "bok_puskesmas", "satker": "P*1"}),
        (Place(3), {"belanja": "honor", "nilai": 7}),
        (Place(4), {"belanja": "konsumsi", "nilai": 1}),
    ]
    units = [
        {"kode": "a", "nama": "Anu", "wilayah": "desa", "desa": 1},
        {"kode": "b", "nama": "", "wilayah": "kota", "desa": 2},
        {"kode": "c", "nama": "Cu", "wilayah": "pulau", "desa": 0},
    ]
    money = compare_allocations(
        before, after, units, "bok", ({"pagu": 100, "tarif": 1}, {"pagu": 100, "tarif": 2})
    )
    return compare((before,), (after,), replay(rows, [before], [after]), money)


def lines(difference: Difference) -> list[str]:
    stream = io.StringIO()
    print_difference(difference, Page(stream, piped_width=100))
    return stream.getvalue().splitlines()


def test_as_text(difference: Difference) -> None:
    found = lines(difference)
    for line in (
        "  - 2011: Kepmenkes 494/2010, in force from 2011-01-01 to further notice",
        "  - 2011 is a draft, and not law (yet)",
        "  - 2011 holds only a part of the regulation: what it lacks is not thereby repealed",
        "  - funds governed: bok_puskesmas → bok_provinsi",
        "  - in all: Rp100 → Rp100, Rp0",
        "  - units that gain: 1, that lose: 1, of 3",
        "  - the largest gain: b, +Rp25 (50,00%)",
        "  - the largest loss: Anu, -Rp25 (-50,00%)",
        "  - count, or another input: tarif: Rp0",
        "    1 → 2",
        "  - table: bobot: Rp0",
        "  - Dibaca begitu",
        "Ledger: expenses",
        "  - judged by 2011 without their fund, which it does not govern: 1 rows",
        "  - questioned of what changed: Rp12 in 2010, Rp0 in 2011",
        "  - moved: belanja `gaji`: imbalan → nothing",
        "  - added: belanja `tenda`",
    ):
        assert line in found, line
    assert any(each.startswith("not given") for each in found)
    assert any(
        each.startswith("Cu") and each.split()[1:] == ["Rp0", "Rp0", "Rp0", "-", "Rp0", "Rp0"]
        for each in found
    )


def test_as_markdown(difference: Difference) -> None:
    found = difference_markdown(difference)
    assert "| P\\*1 | 1 | Rp5 | Rp5 | Rp0 |" in found
    assert "| --- | ---: | ---: | ---: | ---: |" in found


def test_as_a_page(difference: Difference) -> None:
    page = difference_html(difference)
    assert page.count("<svg") == 3
    assert "What each unit gains or loses" in page
    assert "forbidden → allowed" in page


def test_as_json(difference: Difference) -> None:
    found = difference_document(difference)
    assert found["vocabulary"] == [
        {"change": "moved", "kind": "belanja", "name": "gaji", "from": ["imbalan"], "to": []},
        {"change": "added", "kind": "belanja", "name": "tenda", "from": [], "to": []},
    ]
    assert found["allocations"][1] == {
        "unit": "b",
        "name": "",
        "from": 50,
        "to": 75,
        "delta": 25,
        "ratio": "1/2",
        "by_step": [0, 25],
    }
    assert found["ledger"]["without_fund"] == [0, 1]


def test_blocks_of_every_kind() -> None:
    blocks: list[Block] = [
        Heading("Judul"),
        Heading("Bagian", level=3),
        Paragraph("a *b* `c*d`"),
        Listing(["satu"]),
        Points([("kepala", ["isi"]), ("sendiri", [])]),
        HtmlTable(
            caption="T", columns=[("k", ["x|y", "-"]), ("n", ["1", ""])], right=frozenset("n")
        ),
        Figure("<svg></svg>"),
    ]
    assert markdown("A_b", blocks).splitlines() == [
        "# A\\_b", "", "## Judul", "", "### Bagian", "", "a \\*b\\* `c*d`", "", "- satu", "",
        "- **kepala**", "  - isi", "- **sendiri**", "",
        "**T**", "", "| k | n |", "| --- | ---: |", "| x\\|y | 1 |", "| - |  |",
    ]  # fmt: skip
    stream = io.StringIO()
    print_blocks("A", blocks, Page(stream))
    assert stream.getvalue().splitlines() == [
        "A", "", "Judul", "", "Bagian", "a *b* `c*d`", "  - satu", "  - kepala", "    isi",
        "  - sendiri", "", "T", "k    n", "x|y  1", "-",
    ]  # fmt: skip
    assert plain("a\nb") == "a b"


def test_changed_lines() -> None:
    assert changed_lines("f", "a\n", "b\n") == "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n"
    assert changed_lines("f", None, "b\n").startswith("--- /dev/null\n+++ b/f\n")
    assert changed_lines("f", "a\n", "a\n") == ""
