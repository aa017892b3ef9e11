"""Conditions and amounts in words, with the labels of the vocabulary instead of its names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from itertools import groupby
from typing import assert_never

from bokrules.base.messages import current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.semantics.expressions import (
    AllOf,
    AnyOf,
    Compare,
    Comparison,
    Constant,
    Expression,
    Field,
    IsA,
    Not,
    Scalar,
    Scaled,
    Total,
)
from bokrules.semantics.types import NUMBER, Type
from bokrules.semantics.vocabulary import Label, Vocabulary

_COMPARISONS: dict[str, str] = {
    ">": msg("above {value}").template,
    ">=": msg("at least {value}").template,
    "<": msg("less than {value}").template,
    "<=": msg("at most {value}").template,
    "=": msg("equal to {value}").template,
}

_UNITS = {
    "orang": msg("{n} persons").template,
    "kali": msg("{n} times").template,
    "hari": msg("{n} days").template,
    "jam": msg("{n} hours").template,
}


def condition_words(condition: Expression, vocabulary: Vocabulary) -> str:
    """A condition as a reader who does not know its fields' names understands it."""
    match condition:
        case Field(name=name):
            return _answer(name, True, vocabulary)
        case Not(operand=Field(name=name)):
            return _answer(name, False, vocabulary)
        case Not(operand=operand):
            return msg("not ({what})", what=condition_words(operand, vocabulary)).text()
        case IsA(field=name, term=term):
            return _is_one_of(name, [term], vocabulary)
        case AllOf(operands=(Compare(left=left) as lower, Compare(left=other) as upper)) if (
            left == other and lower.comparison in _FROM and upper.comparison in _TO
        ):
            return _range(lower, upper, vocabulary)
        case AllOf(operands=operands):
            return all_of(_inside(each, vocabulary) for each in operands)
        case AnyOf(operands=operands):
            return any_of(_choices(operands, vocabulary))
        case Compare(left=left, comparison=comparison, right=right):
            return _compared(left, comparison, right, vocabulary)
        case Constant() | Total() | Scaled():
            return amount_words(condition, vocabulary)
        case _:
            assert_never(condition)


def _inside(operand: Expression, vocabulary: Vocabulary) -> str:
    """An operand of `and`: an `or` in it stands in parentheses, unless all is about one field."""
    words = condition_words(operand, vocabulary)
    if isinstance(operand, AnyOf) and len(list(_choices(operand.operands, vocabulary))) > 1:
        return f"({words})"
    return words


def _choices(operands: Sequence[Expression], vocabulary: Vocabulary) -> Iterator[str]:
    """Alternatives; terms of one field stand together."""
    for name, group in groupby(operands, key=lambda e: e.field if isinstance(e, IsA) else None):
        if name is None:
            yield from (condition_words(each, vocabulary) for each in group)
        else:
            terms = [each.term for each in group if isinstance(each, IsA)]
            yield _is_one_of(name, terms, vocabulary)


def _answer(name: str, yes: bool, vocabulary: Vocabulary) -> str:
    answer = msg("yes") if yes else msg("no")
    return f"{_field(name, vocabulary)}: {answer}"


def _is_one_of(name: str, terms: Iterable[str], vocabulary: Vocabulary) -> str:
    labels = [_label(vocabulary.label_of(name, each), each) for each in terms]
    return f"{_field(name, vocabulary)}: {any_of(labels)}"


def _compared(
    left: Expression, comparison: Comparison, right: Expression, vocabulary: Vocabulary
) -> str:
    type_ = _type_of(left, vocabulary) or _type_of(right, vocabulary)
    if isinstance(left, Field) and isinstance(right, Constant) and isinstance(right.value, str):
        return _is_one_of(left.name, [right.value], vocabulary)
    if isinstance(left, Field) and isinstance(right, Constant) and isinstance(right.value, bool):
        return _answer(left.name, right.value, vocabulary)
    value = amount_words(right, vocabulary, type_)
    return f"{amount_words(left, vocabulary, type_)} {compared_with(comparison, value)}"


_FROM, _TO = (">", ">="), ("<", "<=")


def _range(lower: Compare, upper: Compare, vocabulary: Vocabulary) -> str:
    """A lower end that is included stands for itself: `Rp250.001 up to Rp1.000.000`."""
    type_ = _type_of(lower.left, vocabulary) or _type_of(lower.right, vocabulary)
    if lower.comparison == ">=":
        start = amount_words(lower.right, vocabulary, type_)
        words = f"{amount_words(lower.left, vocabulary, type_)} {start}"
    else:
        words = _compared(lower.left, lower.comparison, lower.right, vocabulary)
    end = amount_words(upper.right, vocabulary, type_)
    return range_words(words, end, upper.comparison == "<=")


def range_words(lower: str, upper: str, includes_upper: bool) -> str:
    """`90% up to 100%`; `lower` says itself whether it is included."""
    if includes_upper:
        return msg("{lower} up to {upper}", lower=lower, upper=upper).text()
    return msg("{lower} up to less than {upper}", lower=lower, upper=upper).text()


def counted_words(value: int, unit: str) -> str:
    """`2 times`."""
    return msg(_UNITS[unit], n=value).text()


def compared_with(comparison: str, value: str) -> str:
    """`at least 95%`."""
    return msg(_COMPARISONS[comparison], value=value).text()


# ---- amounts ----


def amount_words(expression: Expression, vocabulary: Vocabulary, type_: Type | None = None) -> str:
    """An amount and how it is reckoned. `type_` says what a bare number in it counts."""
    match expression:
        case Constant(value=value):
            return value_words(value, type_)
        case Field(name=name):
            return _field(name, vocabulary)
        case Total(terms=terms):
            of = type_ or _type_of(expression, vocabulary)
            words = [
                f"{'+' if sign > 0 else '−'} {amount_words(each, vocabulary, of)}"
                for sign, each in terms
            ]
            return " ".join(words).removeprefix("+ ")
        case Scaled(factors=factors):
            words = [
                f"{'×' if how == '*' else '÷'} {_factor(each, vocabulary)}" for how, each in factors
            ]
            return " ".join(words).removeprefix("× ")
        case _:
            return condition_words(expression, vocabulary)


def _factor(expression: Expression, vocabulary: Vocabulary) -> str:
    if isinstance(expression, Constant):
        return factor_words(expression.value)
    words = amount_words(expression, vocabulary)
    return f"({words})" if isinstance(expression, Total) else words


def factor_words(value: Scalar) -> str:
    """A factor: what is less than the whole is a share, `65%`."""
    if isinstance(value, Fraction) and 0 < value < 1:
        return format_number(value, percent=True)
    return value_words(value)


def value_words(value: Scalar, type_: Type | None = None) -> str:
    """A constant as the law prints it."""
    if isinstance(value, bool):
        return str(msg("yes") if value else msg("no"))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return format_number(value)
    if isinstance(value, int) and type_ is not None and type_.kind == "rupiah":
        return format_rupiah(value)
    if isinstance(value, int) and type_ is not None and type_.kind == "count":
        return counted_words(value, type_.of)
    return str(value)


def _type_of(expression: Expression, vocabulary: Vocabulary) -> Type | None:
    match expression:
        case Field(name=name):
            return vocabulary.facts[name].type
        case Total(terms=terms):
            types = [_type_of(each, vocabulary) for _, each in terms]
        case Scaled(factors=factors):
            types = [_type_of(each, vocabulary) for _, each in factors]
        case _:
            return None
    return next((each for each in types if each is not None and each != NUMBER), None)


# ---- lists of words ----


def any_of(words: Iterable[str]) -> str:
    return reduce(lambda a, b: msg("{a} or {b}", a=a, b=b).text(), words)


def all_of(words: Iterable[str]) -> str:
    return reduce(lambda a, b: msg("{a} and {b}", a=a, b=b).text(), words)


def _field(name: str, vocabulary: Vocabulary) -> str:
    return _label(vocabulary.facts[name].label, name)


def _label(label: Label | None, name: str) -> str:
    return label.in_language(current_language()) if label else name
