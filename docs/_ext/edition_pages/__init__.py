"""The editions as pages: written below `docs/editions/` from the policies when Sphinx starts.

The pages are never committed. They are Indonesian, as the decrees are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bokrules.base.messages import choose_language
from bokrules.editions import shipped_years
from bokrules.editions.linting import read_sources
from bokrules.reports.entry_text import Sources
from bokrules.semantics.allocation import Formula, Table, UnitKind
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import (
    ClosedList,
    Declared,
    Duty,
    Gap,
    Obligation,
    Permission,
    Prohibition,
    Recipients,
    Target,
)
from bokrules.semantics.scales import Scale

from .amendment import amendment_page
from .outline import outline_page
from .overview import index_page, overview_page
from .rules import rule, rules_by_chapter
from .texts import Text, common_text, texts_of
from .vocabulary import vocabulary_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx

OUTLINE = "ketentuan"
RULES = "aturan"
VOCABULARY = "kosakata"
TITLES = {
    OUTLINE: "Ketentuan",
    RULES: "Aturan",
    "kantor": "Kewajiban kantor",
    "sasaran": "Sasaran, target, dan skala",
    "alokasi": "Alokasi: satuan, tabel, dan rumus",
    "celah": "Celah",
}
"""Of the pages of an edition, by file name, in their order."""
PAGE_OF: dict[type[Declared], str] = {
    ClosedList: RULES,
    Permission: RULES,
    Prohibition: RULES,
    Obligation: RULES,
    Limit: RULES,
    Duty: "kantor",
    Recipients: "sasaran",
    Target: "sasaran",
    Scale: "sasaran",
    UnitKind: "alokasi",
    Table: "alokasi",
    Formula: "alokasi",
    Gap: "celah",
}


def pages(folders: Mapping[str, Path]) -> dict[str, str]:
    """All pages of these editions, by their path below `docs/editions/`."""
    choose_language("id")
    try:
        editions = [list(texts_of(folder)) for folder in folders.values()]
        every = [text for texts in editions for text in texts]
        common = common_text(every[0].policy)
        found = {
            "index.md": index_page([texts[0] for texts in editions], VOCABULARY),
            f"{VOCABULARY}.md": vocabulary_page(every, common, _sources(common)),
        }
        for texts in editions:
            for name, page in edition_pages(texts).items():
                found[f"{texts[0].name}/{name}.md"] = page
        return found
    finally:
        choose_language(None)


def edition_pages(texts: list[Text]) -> dict[str, str]:
    """The pages of one edition; one that would be empty is left out."""
    edition, *amendments = texts
    found = {OUTLINE: outline_page(edition.clauses, edition.policy)}
    found |= dict(_pages_of_rules(edition, _sources(edition)))
    titles = {name: title for name, title in TITLES.items() if name in found}
    for each in amendments:
        found[each.name] = amendment_page(each, _sources(each))
    return {"index": overview_page(edition, amendments, titles, PAGE_OF), **found}


def _pages_of_rules(text: Text, sources: Sources) -> Iterator[tuple[str, str]]:
    for name, title in TITLES.items():
        declared = [each for each in text.declared if PAGE_OF[type(each)] == name]
        if not declared:
            continue
        if name == RULES:
            page = rules_by_chapter(declared, text.policy, sources)
        else:
            page = "\n".join(rule(each, text.policy, sources, level=2) for each in declared)
        yield name, f"# {title}\n\n{page}"


def _sources(text: Text) -> Sources:
    return read_sources(each.span.file for each in text.declared)


def write(found: Mapping[str, str], folder: Path) -> None:
    """Bring the folder up to date; a page that did not change is not touched."""
    for path in sorted(folder.rglob("*.md")):
        if path.relative_to(folder).as_posix() not in found:
            path.unlink()
    for name, text in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _on_start(app: Sphinx) -> None:
    write(pages(shipped_years()), Path(app.srcdir) / "editions")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("builder-inited", _on_start)
    return {"parallel_read_safe": True}
