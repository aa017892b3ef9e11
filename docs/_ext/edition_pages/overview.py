"""The first page of an edition, and the list of editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bokrules.reports.draft import DRAFT
from bokrules.reports.policy_text import KINDS
from bokrules.semantics.policy import Declared, EditionInfo, Policy

from .markdown import code, edition_anchor, heading, link, plain, table, term_anchor
from .texts import Text


def overview_page(
    text: Text,
    amendments: Sequence[Text],
    pages: Mapping[str, str],
    page_of: Mapping[type[Declared], str],
) -> str:
    """`pages` are titles by file name, `page_of` says on which a kind of declaration stands."""
    edition = text.policy.edition
    parts = [
        heading(1, f"{edition.id}: {plain(edition.short_title)}", edition_anchor(text.name)),
        f"{plain(edition.title)}\n",
        *warnings(edition),
        table(("Edisi", plain(edition.id)), facts(text.policy)),
        "## Isi\n",
        table(("Jenis", "Banyaknya", "Halaman"), _contents(text, pages, page_of)),
    ]
    if edition.topics:
        parts += ["## Cakupan\n", table(("Pokok", "Keadaan"), _topics(edition))]
    if amendments:
        rows = [_amendment_row(each) for each in amendments]
        parts += ["## Perubahan dalam tahun ini\n", table(("Perubahan", "Berlaku sejak"), rows)]
    return "\n".join([*parts, toctree([*pages, *(each.name for each in amendments)])])


def _amendment_row(text: Text) -> tuple[str, str]:
    edition = text.policy.edition
    return link(plain(edition.short_title), edition_anchor(text.name)), str(edition.first_day)


def index_page(editions: Sequence[Text], vocabulary: str) -> str:
    rows = [
        (
            link(plain(each.policy.edition.id), edition_anchor(each.name)),
            plain(each.policy.edition.short_title),
            _state(each.policy.edition),
            str(len(each.clauses)),
            str(len(each.declared)),
        )
        for each in editions
    ]
    head = ("Edisi", "Peraturan", "Keadaan", "Ketentuan", "Aturan dan lainnya")
    return "\n".join(
        [
            "# Edisi\n",
            "Halaman-halaman ini dibuat dari berkas kebijakan yang dijalankan bokrules.\n",
            table(head, rows),
            toctree([*(f"{each.name}/index" for each in editions), vocabulary]),
        ]
    )


def toctree(pages: Iterable[str]) -> str:
    return "\n".join(["```{toctree}", ":hidden:", "", *pages, "```", ""])


def warnings(edition: EditionInfo) -> Iterator[str]:
    if edition.draft:
        yield f":::{{warning}}\n{plain(str(DRAFT))}\n:::\n"
    if edition.partial:
        yield ":::{note}\nEdisi ini hanya memuat sebagian dari peraturannya.\n:::\n"


def _state(edition: EditionInfo) -> str:
    state = "sebagian" if edition.partial else "lengkap"
    return f"{state}, rancangan" if edition.draft else state


def facts(policy: Policy) -> Iterator[tuple[str, str]]:
    edition, funds = policy.edition, policy.vocabulary.taxonomies["dana"].terms
    last = edition.last_day.isoformat() if edition.last_day else "ada peraturan baru"
    yield "Peraturan", plain(edition.short_title)
    yield "Ditetapkan", edition.signed.isoformat() if edition.signed else "tidak diketahui"
    yield "Tahun anggaran", str(edition.year)
    yield "Berlaku", f"{edition.first_day.isoformat()} s/d {last}"
    named = [
        link(plain(funds[each].label.text), term_anchor("dana", each)) for each in edition.funds
    ]
    yield "Dana", "; ".join(named) or "semua"
    yield "Kelengkapan", _state(edition)
    for key, value in edition.source.items():
        shown = code(value) if key == "sha256" else plain(value)
        yield f"Sumber: {_SOURCE.get(key, plain(key))}", shown
    yield "sha256 edisi", code(edition.sha256)
    yield "Contoh", str(len(policy.examples))
    if policy.claims:
        yield "Klaim", str(len(policy.claims))


_SOURCE = {"document": "naskah", "pages": "halaman", "sha256": "sha256 naskah"}


def _contents(
    text: Text, pages: Mapping[str, str], page_of: Mapping[type[Declared], str]
) -> Iterator[tuple[str, str, str]]:
    yield "Ketentuan", str(len(text.clauses)), f"[{pages['ketentuan']}](ketentuan.md)"
    for kind, (_, title) in KINDS.items():
        count = sum(type(each) is kind for each in text.declared)
        if count:
            page = page_of[kind]
            yield str(title), str(count), f"[{pages[page]}]({page}.md)"


def _topics(edition: EditionInfo) -> list[tuple[str, str]]:
    words = {"complete": "lengkap", "missing": "tidak ada"}
    return [(plain(key), words.get(value, plain(value))) for key, value in edition.topics.items()]
