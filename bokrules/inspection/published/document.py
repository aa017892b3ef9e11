"""A document as it was published: its tables, and what is declared of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bokrules.inspection.published.rules import Pair, Statement, Unchecked
from bokrules.inspection.published.table import PublishedTable
from bokrules.semantics.scales import Scale


@dataclass(frozen=True, slots=True)
class Document:
    """`names` are the official names of units by their code, from a list of regions."""

    title: str
    file: str
    tables: tuple[PublishedTable, ...]
    pairs: tuple[Pair, ...] = ()
    statements: tuple[Statement, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    scales: Mapping[str, Scale] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def table(self, id: str) -> PublishedTable:
        return next(each for each in self.tables if each.id == id)
