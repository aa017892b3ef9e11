"""The table of expenses that a script reads: its columns, and what may stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from sqlglot import exp

from bokrules.backends.to_sql.amounts import Caps
from bokrules.backends.to_sql.dialects import Dialect, column, number, text
from bokrules.backends.to_sql.facts import tax_column, type_of
from bokrules.backends.to_sql.script.spelling import are_all_among, unique_name
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Fact

ROW_KEY = "row_key"
MOST_COUNTED = 10**9
NUMBER_TYPE = type_of("number")
_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class InputColumn:
    """A column of expenses: a fact under its API name, or one tax of the fact of taxes."""

    name: str
    fact: Fact
    tax: str | None = None

    @property
    def type(self) -> str:
        return "BIGINT" if self.tax is not None else type_of(self.fact.type.kind)

    @property
    def inner_name(self) -> str:
        """What conditions call it: its Indonesian name, and `pajak_ppn` for a tax."""
        return self.fact.name if self.tax is None else tax_column(self.tax)

    @property
    def remark(self) -> str:
        """What it is, for people: its Indonesian name and labels."""
        label = self.fact.label
        words = [self.inner_name, label.text, *([label.english] if label.english else [])]
        return ": ".join(words)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The columns of an edition, in vocabulary order. `policy` says what may stand in them."""

    policy: Policy
    columns: tuple[InputColumn, ...]
    caps: Caps

    def check(self, each: InputColumn, dialect: Dialect) -> exp.Expr | None:
        """True for a value that an expense may have, NULL for none; None if any may stand there."""
        given, vocabulary = column(each.name), self.policy.vocabulary
        kind = each.fact.type.kind
        match kind:
            case "rupiah" | "taxes":
                return _whole(given, self.caps.amount)
            case "count":
                return _whole(given, min(MOST_COUNTED, self.caps.amount))
            case "number":
                return exp.and_(
                    _between(given, number(0), number(self.caps.number)),
                    exp.EQ(this=exp.cast(given.copy(), NUMBER_TYPE), expression=given.copy()),
                )
            case "date":
                days = (exp.cast(text(each), "DATE") for each in (_FIRST_DAY, _LAST_DAY))
                return _between(given, *days)
            case "term":
                terms: Sequence[str] = [*vocabulary.taxonomies[each.fact.type.of].terms]
                if each.fact.name == "dana" and self.policy.edition.funds:
                    terms = [term for term in terms if term in self.policy.governed_funds]
                return given.isin(*map(text, terms)) if terms else exp.false()
            case "choice":
                return given.isin(*map(text, vocabulary.choices[each.fact.type.of].options))
            case "documents":
                return are_all_among(given, [*vocabulary.documents], dialect)
            case "yes_no" | "text":
                return None
            case _:
                assert_never(kind)

    def checks(self, dialect: Dialect) -> list[tuple[InputColumn, exp.Expr]]:
        found = [(each, self.check(each, dialect)) for each in self.columns]
        return [(each, check) for each, check in found if check is not None]


def inputs_of(policies: Sequence[Policy], caps: Iterable[Caps]) -> Inputs:
    """The table of an edition; the first of its texts says which facts there are.

    `caps` are those of each text: beyond them SQL is not exact, and a row not valid.
    """
    given = list(caps)
    least = Caps(min(each.amount for each in given), min(each.number for each in given))
    return Inputs(policies[0], tuple(_columns(policies[0])), least)


def _columns(policy: Policy) -> Iterator[InputColumn]:
    vocabulary = policy.vocabulary
    taken = {ROW_KEY}
    facts = [*vocabulary.facts.values()]
    names = {
        fact.name: unique_name(fact.alias, taken) for fact in facts if fact.type.kind != "taxes"
    }
    for fact in facts:
        if fact.type.kind != "taxes":
            yield InputColumn(names[fact.name], fact)
            continue
        for tax in vocabulary.taxes:
            yield InputColumn(unique_name(f"{fact.alias}_{tax}", taken), fact, tax)


def _whole(given: exp.Expr, most: int) -> exp.Expr:
    """A view in the place of the table may have fractions there."""
    is_whole = exp.EQ(this=exp.func("FLOOR", given.copy()), expression=given.copy())
    return exp.and_(_between(given, number(0), number(most)), is_whole)


def _between(given: exp.Expr, low: exp.Expr, high: exp.Expr) -> exp.Expr:
    return exp.Between(this=given, low=low, high=high)


def is_valid(checks: Sequence[exp.Expr]) -> exp.Expr:
    """Whether nothing is wrong in a row, never NULL."""
    if not checks:
        return exp.true()
    sound = (exp.func("COALESCE", each.copy(), exp.true()) for each in checks)
    return exp.and_(*sound)
