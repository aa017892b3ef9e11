"""Formulas as text with operators between operands: what most expression languages look like."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import assert_never

from benchmarks.single.formulas import (
    And,
    Formula,
    Has,
    In,
    Is,
    Literal,
    Missing,
    Not,
    Number,
    Or,
    Positive,
    Since,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """`terms`, `missing`, `has`, `tax` and `day` are templates; `prefix` stands before a fact."""

    conjunction: str = "&&"
    disjunction: str = "||"
    negation: str = "!"
    terms: str = "{fact} in [{terms}]"
    missing: str = "{fact} == null"
    has: str = "{document} in {fact}"
    tax: str = "taxes.{tax}"
    day: str = "{text}"
    prefix: str = ""
    given: str = ""
    """Says that a fact is there, where a test of a missing one is an error."""

    def text(self, formula: Formula) -> str:
        facts = facts_of(formula) if self.given else ()
        given = [self.given.format(name=each) for each in facts]
        test = self.test(formula)
        return f"({f' {self.conjunction} '.join([*given, test])})" if given else test

    def test(self, formula: Formula) -> str:
        match formula:
            case Literal(holds=holds):
                return "true" if holds else "false"
            case In(fact=fact, terms=terms):
                if len(terms) == 1:
                    return f"{self.fact(fact)} == {quoted(*terms)}"
                listed = ", ".join(quoted(each) for each in sorted(terms))
                return self.terms.format(fact=self.fact(fact), terms=listed)
            case Is(fact=fact, answer=answer):
                return f"{self.fact(fact)} == {'true' if answer else 'false'}"
            case Missing(fact=fact):
                return self.missing.format(fact=self.fact(fact), name=fact)
            case Has(document=document):
                return self.has.format(document=quoted(document), fact=self.fact("documents"))
            case Since(day=day, is_before=is_before):
                then = self.day.format(text=quoted(day), number=day.replace("-", ""))
                return f"{self.fact('date')} {'<' if is_before else '>='} {then}"
            case Positive():
                return self.positive(formula)
            case Not(operand=operand):
                return f"{self.negation}({self.text(operand)})"
            case And(operands=operands):
                return self.joined(self.conjunction, operands)
            case Or(operands=operands):
                return self.joined(self.disjunction, operands)
            case _:
                assert_never(formula)

    def joined(self, sign: str, operands: tuple[Formula, ...]) -> str:
        return "(" + f" {sign} ".join(self.text(each) for each in operands) + ")"

    def positive(self, formula: Positive) -> str:
        """With multiples on both sides, so that none is negative."""
        left = [self.part(k, number) for k, number in formula.parts if k > 0]
        right = [self.part(-k, number) for k, number in formula.parts if k < 0]
        (left if formula.constant > 0 else right).append(str(abs(formula.constant)))
        return f"{' + '.join(left)} > {' + '.join(right)}"

    def part(self, multiple: int, number: Number) -> str:
        if number.fact == "taxes":
            text = self.tax.format(tax=number.name.partition(".")[2])
        else:
            text = self.fact(number.name)
        return text if multiple == 1 else f"{multiple} * {text}"

    def fact(self, name: str) -> str:
        return self.prefix + name


def facts_of(formula: Formula) -> tuple[str, ...]:
    """The facts that a test reads; none for what is no test of a value."""
    match formula:
        case In(fact=fact) | Is(fact=fact):
            return (fact,)
        case Has():
            return ("documents",)
        case Since():
            return ("date",)
        case Positive(parts=parts):
            return tuple(dict.fromkeys(number.fact for _, number in parts))
        case _:
            return ()


def quoted(text: str) -> str:
    return json.dumps(text)
