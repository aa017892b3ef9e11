"""Formulas, tables and kinds of units in words."""

from __future__ import annotations

from typing import assert_never

from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.reports.expression_text import factor_words
from bokrules.semantics.allocation import (
    Formula,
    Indicator,
    Lookup,
    Node,
    Product,
    Ref,
    Rounding,
    Sum,
    SumOver,
    Table,
    UnitCount,
)
from bokrules.semantics.expressions import Constant
from bokrules.semantics.types import Type
from bokrules.semantics.vocabulary import Vocabulary


def line_words(formula: Formula) -> list[str]:
    """`dasar_alokasi = 65% × pagu ÷ cacah(provinsi)`, a line each."""
    return [f"{each.name} = {node_words(each.value, formula.unit)}" for each in formula.lines]


def node_words(node: Node, unit: str) -> str:
    match node:
        case Constant(value=value):
            return factor_words(value)
        case Ref(name=name):
            return name
        case Lookup(table=table, key=key):
            return f"{table}[{node_words(key, unit)}]"
        case SumOver(operand=operand):
            return msg("sum({what})", what=node_words(operand, unit)).text()
        case UnitCount():
            return msg("count({what})", what=unit).text()
        case Indicator(operand=operand):
            return msg("indicator({what})", what=node_words(operand, unit)).text()
        case Sum(terms=terms):
            words = [f"{'+' if sign > 0 else '−'} {node_words(each, unit)}" for sign, each in terms]
            return " ".join(words).removeprefix("+ ")
        case Product(factors=factors):
            words = [f"{'×' if how == '*' else '÷'} {_factor(each, unit)}" for how, each in factors]
            return " ".join(words).removeprefix("× ")
        case _:
            assert_never(node)


def _factor(node: Node, unit: str) -> str:
    words = node_words(node, unit)
    return f"({words})" if isinstance(node, (Sum, Product)) else words


def rounding_words(rounding: Rounding, formula: Formula) -> list[str]:
    """How the result becomes whole: to what, with which total, and how ties are settled."""
    words = [
        msg("to {amount}, by largest remainders", amount=format_rupiah(rounding.unit)),
        msg("ties by {column}", column=rounding.ties),
    ]
    if rounding.exact_total is not None:
        total = node_words(rounding.exact_total, formula.unit)
        words.insert(1, msg("the sum is exactly {total}", total=total))
    match rounding.rest:
        case "largest":
            words.append(msg("what is over goes to the largest share"))
        case "undistributed":
            words.append(msg("what is over is not shared out"))
    return [each.text() for each in words]


def share_bound_words(formula: Formula) -> list[str]:
    """What a unit gets at least and at most."""
    words: list[Message] = []
    if formula.least is not None:
        amount = node_words(formula.least, formula.unit)
        words.append(msg("each share at least {amount}", amount=amount))
    if formula.most is not None:
        amount = node_words(formula.most, formula.unit)
        words.append(msg("each share at most {amount}", amount=amount))
    return [each.text() for each in words]


def entry_words(table: Table, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The options of the table's choice by their labels, each with its entry."""
    language, options = current_language(), vocabulary.choices[table.choice].options
    return [
        (
            options[name].in_language(language),
            format_rupiah(int(value)) if table.type.kind == "rupiah" else format_number(value),
        )
        for name, value in table.entries.items()
    ]


def typed(name: str, type_: Type) -> str:
    """`pagu (rupiah)`, `regional (a choice: regional)`."""
    of = f": {type_.of}" if type_.of else ""
    return f"{name} ({type_.words}{of})"
