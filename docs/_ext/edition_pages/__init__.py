"""The editions as pages: written below `docs/editions/` from the policies when Sphinx starts.

The pages are never committed. They are Indonesian, as the decrees are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bokrules.base.messages import choose_language
from bokrules.editions import load_edition, shipped_years
from bokrules.editions.linting import read_sources
from bokrules.reports.entry_text import Sources
from bokrules.semantics.policy import (
    ClosedList,
    Declared,
    Duty,
    Gap,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    Recipients,
    Target,
)

from .outline import outline_page
from .overview import index_page, overview_page
from .rules import rule, rules_by_chapter
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
    "sasaran": "Sasaran dan target",
    "celah": "Celah",
}
"""Of the pages of an edition, by file name, in their order."""
PAGE_OF: dict[type[Declared], str] = {
    ClosedList: RULES,
    Permission: RULES,
    Prohibition: RULES,
    Obligation: RULES,
    Duty: "kantor",
    Recipients: "sasaran",
    Target: "sasaran",
    Gap: "celah",
}


def pages() -> dict[str, str]:
    """All pages, by their path below `docs/editions/`."""
    choose_language("id")
    try:
        policies = [load_edition(year).policy for year in shipped_years()]
        found = {
            "index.md": index_page(policies, VOCABULARY),
            f"{VOCABULARY}.md": vocabulary_page(policies),
        }
        for policy in policies:
            for name, text in edition_pages(policy).items():
                found[f"{policy.edition.id}/{name}.md"] = text
        return found
    finally:
        choose_language(None)


def edition_pages(policy: Policy) -> dict[str, str]:
    """The pages of one edition; one that would be empty is left out."""
    sources = read_sources(each.span.file for each in policy.declared)
    found = {OUTLINE: outline_page(policy)} | dict(_pages_of_rules(policy, sources))
    titles = {name: title for name, title in TITLES.items() if name in found}
    return {"index": overview_page(policy, titles, PAGE_OF), **found}


def _pages_of_rules(policy: Policy, sources: Sources) -> Iterator[tuple[str, str]]:
    for name, title in TITLES.items():
        declared = [each for each in policy.declared if PAGE_OF[type(each)] == name]
        if not declared:
            continue
        if name == RULES:
            text = rules_by_chapter(declared, policy, sources)
        else:
            text = "\n".join(rule(each, policy, sources, level=2) for each in declared)
        yield name, f"# {title}\n\n{text}"


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
    write(pages(), Path(app.srcdir) / "editions")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("builder-inited", _on_start)
    return {"parallel_read_safe": True}
