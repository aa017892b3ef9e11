"""The words of all editions: expense types, activities, funds, documents, taxes, choices, facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bokrules.reports.entry_text import Sources
from bokrules.semantics.policy import Declared, Policy, Selective
from bokrules.semantics.vocabulary import Fact, Term

from .markdown import code, heading, link, plain, rule_anchor, spot, table, term_anchor
from .outline import outline_table
from .rules import rule
from .texts import Text

_DIMENSIONS = {"belanja": "Jenis belanja", "kegiatan": "Kegiatan", "dana": "Dana"}
_T = TypeVar("_T")
_Users = Mapping[tuple[str, str], Sequence[tuple[Text, Declared]]]


def vocabulary_page(texts: Sequence[Text], common: Text, sources: Sources) -> str:
    """`texts` are those of all editions; `common` is what they share besides their words."""
    policies = [each.policy for each in texts]
    parts = [heading(1, "Kosakata", "kosakata"), _INTRODUCTION]
    users = _users(texts)
    for dimension, title in _DIMENSIONS.items():
        terms = _merged(each.vocabulary.taxonomies[dimension].terms for each in policies)
        parts += [f"## {title}\n", _Tree(dimension, terms, users).text()]
    documents = _merged(each.vocabulary.documents for each in policies)
    taxes = _merged(each.vocabulary.taxes for each in policies)
    parts += ["## Dokumen\n", _plain_terms("dokumen", documents)]
    parts += ["## Pajak\n", _plain_terms("pajak", taxes), *_choices(policies)]
    facts = _merged(each.vocabulary.facts for each in policies)
    head = ("Bidang", "Nama Inggris", "Artinya", "Jenis", "Bila tidak diberikan")
    parts += ["## Bidang sebuah belanja\n", table(head, map(_fact_row, facts.values()))]
    parts += [rule(each, common.policy, sources, level=2) for each in common.declared]
    if common.clauses:
        parts += ["## Ketentuan bersama\n", outline_table(common.clauses, common.policy)]
    return "\n".join(parts)


_INTRODUCTION = """\
Satu nama untuk semua tahun: di sini tidak ada yang boleh atau dilarang. Di belakang kata yang
disebut sebuah aturan ada nama aturan itu, menurut edisinya; aturan itu mengenai juga semua kata di
bawahnya.
"""


def _merged(every: Iterable[Mapping[str, _T]]) -> dict[str, _T]:
    """The first edition that has a word says what it is."""
    found: dict[str, _T] = {}
    for each in every:
        found = {**each, **found}
    return found


def _users(texts: Iterable[Text]) -> _Users:
    """Which declarations select a term by its name."""
    found: dict[tuple[str, str], list[tuple[Text, Declared]]] = {}
    for text in texts:
        for declared in text.declared:
            selectors = declared.selectors if isinstance(declared, Selective) else ()
            for each in selectors:
                for term in each.terms:
                    found.setdefault((each.dimension, term), []).append((text, declared))
    return found


@dataclass
class _Tree:
    """A taxonomy as nested lists; a term with several parents is told in full below the first."""

    dimension: str
    terms: Mapping[str, Term]
    users: _Users
    told: set[str] = field(default_factory=set)

    def text(self) -> str:
        roots = [each for each in self.terms.values() if not each.parents]
        return "\n".join(line for each in roots for line in self._branch(each, 0)) + "\n"

    def _branch(self, term: Term, depth: int) -> Iterator[str]:
        indent = "  " * depth
        anchor = term_anchor(self.dimension, term.name)
        if term.name in self.told:
            yield f"{indent}- {link(plain(term.label.text), anchor)}"
            return
        self.told.add(term.name)
        yield f"{indent}- {spot(plain(term.label.text), anchor)} {'; '.join(self._said(term))}"
        for each in self.terms.values():
            if term.name in each.parents:
                yield from self._branch(each, depth + 1)

    def _said(self, term: Term) -> Iterator[str]:
        yield code(term.name)
        yield from _names(term)
        for text, declared in self.users.get((self.dimension, term.name), ()):
            yield link(f"{text.policy.edition.id} {plain(declared.name)}", rule_anchor(declared))


def _names(term: Term) -> Iterator[str]:
    if term.phrases:
        yield f"sebutan: {', '.join(plain(each) for each in term.phrases)}"
    if term.accounts:
        yield f"rekening: {', '.join(map(code, term.accounts))}"


def _plain_terms(kind: str, terms: Mapping[str, Term]) -> str:
    lines = [
        f"- {spot(plain(each.label.text), term_anchor(kind, each.name))}"
        f" {'; '.join([code(each.name), *_names(each)])}"
        for each in terms.values()
    ]
    return "\n".join(lines) + "\n"


def _choices(policies: Sequence[Policy]) -> Iterator[str]:
    choices = _merged(each.vocabulary.choices for each in policies)
    if choices:
        yield "## Pilihan\n"
    for each in choices.values():
        yield f"### {plain(each.label.text)}\n"
        yield f"{code(each.name)}\n"
        rows = [(code(name), plain(label.text)) for name, label in each.options.items()]
        yield table(("Nama", "Artinya"), rows)


def _fact_row(fact: Fact) -> tuple[str, ...]:
    of = f" ({fact.type.of})" if fact.type.of else ""
    default = f"diambil dari {code(fact.default)}" if fact.default else ""
    words = f"{fact.type.words}{of}"
    return code(fact.name), code(fact.alias), plain(fact.label.text), plain(words), default
