"""One file that needs nothing else."""

from __future__ import annotations

from html.parser import HTMLParser

from bokrules.reports.blocks import Block, Figure, Heading, HtmlTable, Listing, Paragraph
from bokrules.reports.html_page import html_page

BLOCKS: list[Block] = [
    Heading("A & B"),
    Paragraph("<script>alert(1)</script>"),
    Listing(["x < y", "z"]),
    HtmlTable(
        caption="Isi",
        columns=[("nama", ["<b>", "B"]), ("rupiah", ["1", "2"])],
        right=frozenset({"rupiah"}),
    ),
    Figure("<svg><title>t</title></svg>"),
]


class Tags(HTMLParser):
    """Opened and closed tags, which must match."""

    EMPTY = frozenset({"meta"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not {"src", "onload"} & {name for name, _ in attrs}
        assert all(value is not None and value[0] == "#" for name, value in attrs if name == "href")
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page() -> None:
    page = html_page("Judul <1>", BLOCKS, "id")
    assert page.startswith('<!DOCTYPE html>\n<html lang="id">')
    assert "<title>Judul &lt;1&gt;</title>" in page
    assert "<h1>Judul &lt;1&gt;</h1>" in page
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in page
    assert "<h2>A &amp; B</h2>" in page
    assert "<ul><li>x &lt; y</li><li>z</li></ul>" in page
    assert '<th scope="col">nama</th><th scope="col" class="n">rupiah</th>' in page
    assert (
        '<tr><td data-label="nama"><div>&lt;b&gt;</div></td>'
        '<td class="n" data-label="rupiah"><div>1</div></td></tr>'
    ) in page
    assert "<figure><svg><title>t</title></svg></figure>" in page
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert not {"script", "link", "img", "iframe"} & set(tags.seen)


def test_it_fetches_nothing_and_is_the_same_each_time() -> None:
    page = html_page("Judul", BLOCKS, "en")
    assert "http" not in page
    assert "url(" not in page
    assert "@import" not in page
    assert page == html_page("Judul", BLOCKS, "en")
    assert "@media print" in page
    assert "color-scheme: light dark" in page
