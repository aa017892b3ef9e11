"""Facts as columns of a relation: what expressions over an expense are made of.

The relation has a column for each fact by its Indonesian name, NULL where it is missing: rupiah and
counts BIGINT, numbers DECIMAL(26, 9), days DATE, yes or no BOOLEAN, words TEXT, documents a list of
TEXT. Of taxes a BOOLEAN says whether they are known, and a BIGINT for each says what was paid:
`pajak`, `pajak_ppn`, …
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from sqlglot import exp

from bokrules.backends.decision import Value
from bokrules.backends.to_sql.dialects import (
    Dialect,
    all_hold,
    any_holds,
    column,
    first_given,
    is_given,
    number,
    overlaps,
    text,
)
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import Kind
from bokrules.semantics.vocabulary import Fact

DOCUMENTS, TAXES = "bukti", "pajak"


@dataclass(frozen=True)
class Columns:
    """The facts of a policy as columns of the relation described above."""

    policy: Policy
    dialect: Dialect = "duckdb"
    table: str | None = None
    never_missing: frozenset[str] = field(default_factory=frozenset)
    """Facts that are given in every row: expressions over them may be shorter."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        return self.policy.vocabulary.facts

    # ---- what the relation must tell of itself ----

    def own(self, name: str) -> exp.Expr:
        """A fact itself, in its type; NULL where it is missing."""
        return column(name, self.table)

    def is_own(self, name: str) -> exp.Expr:
        """Whether a fact itself is given."""
        return is_given(self.own(name))

    def written_tax(self, tax: str) -> exp.Expr:
        """What the relation says was paid of a tax; NULL where it says nothing."""
        return column(tax_column(tax), self.table)

    def taxes_are_known(self) -> exp.Expr:
        """Whether the expense says anything of taxes; one that it does not name was not paid."""
        known = column(TAXES, self.table)
        return exp.Coalesce(this=known, expressions=[exp.false()])

    def may_lack_taxes(self) -> bool:
        """Whether a row may say nothing of taxes."""
        return TAXES not in self.never_missing

    def lookup(self, name: str, places: Mapping[str, int]) -> exp.Expr:
        """The number of a word; NULL where the fact itself is missing."""
        given = self.own(name)
        by_place: dict[int, list[str]] = {}
        for word, place in places.items():
            by_place.setdefault(place, []).append(word)
        case = exp.Case()
        for place, words in by_place.items():
            case = case.when(given.copy().isin(*map(text, words)), number(place))
        return case

    def has_evidence(self, asked: Iterable[Sequence[str]]) -> exp.Expr:
        """Whether of each group of documents one is given; NULL without a list of documents."""
        if DOCUMENTS not in self.facts:
            return exp.null()
        given = self.own(DOCUMENTS)
        groups = [
            overlaps(given.copy(), alternatives, self.dialect) if alternatives else exp.false()
            for alternatives in asked
        ]
        return exp.Case().when(is_given(given), all_hold(groups))

    def finite(self, name: str) -> Sequence[Value] | None:
        """All values that a fact itself may have, if they are few and known; else None."""
        del name
        return None

    def by_value(self, name: str, number_of: Callable[[Value | None], int]) -> exp.Expr:
        """The number that stands for a value of a fact that is `finite`; never NULL."""
        raise NotImplementedError

    # ---- what follows ----

    def chain(self, name: str) -> Iterator[str]:
        """A fact and those that it is taken from where it is missing."""
        following: str | None = name
        while following is not None:
            yield following
            following = self.facts[following].default

    def value(self, name: str) -> exp.Expr:
        """A fact, or what it is taken from."""
        return first_given(map(self.own, self._sources(name)))

    def is_given(self, name: str) -> exp.Expr:
        """Whether a fact, or one that it is taken from, is given."""
        if not self.may_be_missing(name):
            return exp.true()
        return any_holds(self._is_own(each) for each in self.chain(name))

    def is_own_given(self, name: str) -> exp.Expr:
        """Whether a fact itself is given."""
        return exp.true() if name in self.never_missing else self._is_own(name)

    def may_be_missing(self, name: str) -> bool:
        """Whether a row may lack a fact, and those that it is taken from."""
        if self.facts[name].type.kind == "taxes":
            return self.may_lack_taxes()
        return not any(each in self.never_missing for each in self.chain(name))

    def place_of(self, name: str, places: Mapping[str, int], missing: int) -> exp.Expr:
        """The number of the word that a fact is, or is taken from; `missing` if there is none."""
        found = [self.lookup(each, places) for each in self._sources(name)]
        if self.may_be_missing(name):
            found.append(number(missing))
        return first_given(found)

    def paid(self, tax: str) -> exp.Expr:
        """Rupiah paid of a tax; NULL where nothing is known of taxes."""
        written = exp.Coalesce(this=self.written_tax(tax), expressions=[number(0)])
        if not self.may_lack_taxes():
            return written
        return exp.Case().when(self.taxes_are_known(), written)

    def _is_own(self, name: str) -> exp.Expr:
        return (
            self.taxes_are_known() if self.facts[name].type.kind == "taxes" else self.is_own(name)
        )

    def _sources(self, name: str) -> Iterator[str]:
        """The chain, as far as a value may come from it."""
        for each in self.chain(name):
            yield each
            if each in self.never_missing:
                return


def tax_column(tax: str) -> str:
    """The column with what was paid of a tax."""
    return f"{TAXES}_{tax}"


def columns_of(policy: Policy) -> dict[str, str]:
    """The columns of the relation and their types, in vocabulary order."""
    found: dict[str, str] = {}
    for fact in policy.vocabulary.facts.values():
        found[fact.name] = type_of(fact.type.kind)
        if fact.type.kind == "taxes":
            found |= {tax_column(tax): "BIGINT" for tax in policy.vocabulary.taxes}
    return found


def type_of(kind: Kind) -> str:
    """The type of the column of a fact, as every engine understands it."""
    match kind:
        case "rupiah" | "count":
            return "BIGINT"
        case "number":
            return "DECIMAL(26, 9)"
        case "date":
            return "DATE"
        case "yes_no" | "taxes":
            return "BOOLEAN"
        case "text" | "term" | "choice":
            return "TEXT"
        case "documents":
            return "TEXT[]"
        case _:
            assert_never(kind)
