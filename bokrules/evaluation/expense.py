"""An expense as callers give it, checked against the facts that an edition declares."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import assert_never, cast

from bokrules.backends.decision import Facts, Value
from bokrules.base import codes
from bokrules.base.errors import InvalidValue, UnknownField, UnknownValue
from bokrules.base.messages import Message, msg
from bokrules.base.money import LARGEST_AMOUNT, format_rupiah
from bokrules.base.suggestions import did_you_mean
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Fact, Vocabulary

MOST_COUNTED = 10**9
_WHOLE = msg("a whole number, such as 2")
_WHOLE_RUPIAH = msg("whole rupiah, such as 1250000")


class Expense(Mapping[str, object]):
    """One expense: fields by their English or Indonesian name; it cannot be changed.

    `Expense(expense_type="honor", activity="imunisasi", amount=500_000)`; a plain dict also does.
    """

    __slots__ = ("_fields",)

    def __init__(self, **fields: object) -> None:
        self._fields = fields

    def __getitem__(self, name: str) -> object:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self._fields.items())
        return f"Expense({given})"


def to_facts(expense: Mapping[str, object], policy: Policy) -> Facts:
    """Values by Indonesian field name. None is a missing value.

    Raises UnknownField, UnknownValue or InvalidValue, naming the field and what it takes.
    """
    if not isinstance(expense, Mapping):
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("an expense is a mapping of fields to values, not {value}", value=_short(expense)),
            msg("write {example}", example='{"expense_type": "honor", "amount": 500000}'),
        )
    facts: dict[str, Value] = {}
    seen: dict[str, str] = {}
    for name, given in expense.items():
        fact = policy.vocabulary.by_any_name.get(name)
        if fact is None:
            raise unknown_field(name, policy.vocabulary)
        if fact.name in seen:
            raise InvalidValue(
                codes.FIELD_TWICE,
                msg("the field is given twice: `{a}` and `{b}`", a=seen[fact.name], b=name),
                msg("give it under one of its names"),
            )
        seen[fact.name] = name
        if given is not None:
            facts[fact.name] = _checked(name, given, fact, policy.vocabulary)
    _check_fund(facts, policy)
    return facts


def unknown_field(name: object, vocabulary: Vocabulary) -> UnknownField:
    known = [word for fact in vocabulary.facts.values() for word in (fact.alias, fact.name)]
    shown = _cut(name) if isinstance(name, str) else _short(name)
    return UnknownField(
        codes.UNKNOWN_FIELD,
        msg("there is no field `{name}`", name=shown),
        did_you_mean(shown, known)
        or msg("one of: {names}", names=[fact.alias for fact in vocabulary.facts.values()]),
    )


def unknown_value(field: str, value: object, known: Collection[str]) -> UnknownValue:
    return UnknownValue(
        codes.UNKNOWN_VALUE,
        msg(
            "`{field}`: there is no `{value}` in the vocabulary",
            field=field,
            value=_cut(str(value)),
        ),
        did_you_mean(str(value), known)
        or msg("`bokrules show` lists the vocabulary of an edition"),
    )


def _checked(name: str, given: object, fact: Fact, vocabulary: Vocabulary) -> Value:
    kind = fact.type.kind
    match kind:
        case "rupiah":
            return _rupiah(name, given)
        case "count":
            return _whole(name, given, MOST_COUNTED, _WHOLE)
        case "number":
            return to_number(name, given)
        case "date":
            return to_date(name, given)
        case "yes_no":
            if not isinstance(given, bool):
                raise _invalid(name, given, msg("true or false"))
            return given
        case "text":
            return _text(name, given)
        case "term":
            return _one_of(name, given, vocabulary.taxonomies[fact.type.of].terms)
        case "choice":
            return _one_of(name, given, vocabulary.choices[fact.type.of].options)
        case "documents":
            return _documents(name, given, vocabulary)
        case "taxes":
            return _taxes(name, given, vocabulary)
        case _:
            assert_never(kind)


def _rupiah(name: str, given: object) -> int:
    amount = _whole(name, given, None, _WHOLE_RUPIAH)
    if amount > LARGEST_AMOUNT:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("`{field}`: {value} is beyond any expense", field=name, value=_short(given)),
            msg("at most {most}", most=format_rupiah(LARGEST_AMOUNT)),
        )
    return amount


def _whole(name: str, given: object, most: int | None, wanted: Message) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise _invalid(name, given, wanted)
    if given < 0 or (most is not None and given > most):
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("`{field}`: {value} is out of range", field=name, value=_short(given)),
            msg("it is not negative") if given < 0 else msg("at most {most}", most=most),
        )
    return int(given)


def to_number(name: str, given: object) -> Fraction:
    """An exact number, not negative. Raises InvalidValue."""
    if isinstance(given, bool) or not isinstance(given, (int, Fraction, Decimal)):
        raise _invalid(name, given, msg("an exact number (int, Decimal or Fraction)"))
    if isinstance(given, Decimal) and not given.is_finite():
        raise _invalid(name, given, msg("an exact number (int, Decimal or Fraction)"))
    if isinstance(given, Decimal) and abs(given.adjusted()) > 30:
        raise _invalid(name, given, msg("a number of usual size"))
    value = Fraction(given)
    if not 0 <= value <= LARGEST_AMOUNT:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("`{field}`: {value} is out of range", field=name, value=_short(given)),
            msg("from 0 to {most}", most=LARGEST_AMOUNT),
        )
    return value


def _text(name: str, given: object) -> str:
    if isinstance(given, bool) or not isinstance(given, (str, int)):
        raise _invalid(name, given, msg("a text"))
    try:
        return str(given)
    except ValueError:  # a number of more digits than Python writes
        raise _invalid(name, given, msg("a text")) from None


def to_date(name: str, given: object) -> date:
    """A day, or one written as year-month-day. Raises InvalidValue."""
    if isinstance(given, date) and not isinstance(given, datetime):
        return given if type(given) is date else date(given.year, given.month, given.day)
    # Not 2010-W19-5, which is a week and a weekday.
    if isinstance(given, str) and len(given) == 10 and given[4] == given[7] == "-":
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass
    raise _invalid(name, given, msg("a day as year-month-day, such as 2010-05-14"))


def _one_of(name: str, given: object, known: Collection[str]) -> str:
    if not isinstance(given, str):
        raise _invalid(name, given, msg("a name of the vocabulary"))
    if given not in known:
        raise unknown_value(name, given, known)
    return given


def _documents(name: str, given: object, vocabulary: Vocabulary) -> frozenset[str]:
    if isinstance(given, str) or not isinstance(given, (list, tuple, set, frozenset)):
        raise _invalid(name, given, msg("a list of documents, such as [kuitansi, surat_tugas]"))
    return frozenset(_one_of(name, each, vocabulary.documents) for each in given)


def _taxes(name: str, given: object, vocabulary: Vocabulary) -> Mapping[str, int]:
    if not isinstance(given, Mapping):
        raise _invalid(name, given, msg("a mapping of taxes to rupiah, such as ppn: 100000"))
    return {
        _one_of(name, tax, vocabulary.taxes): _rupiah(f"{name}.{tax}", amount)
        for tax, amount in given.items()
    }


def is_governed(fund: str, policy: Policy) -> bool:
    """Whether an edition may govern a fund. One that is no word of it is refused elsewhere."""
    if not policy.edition.funds or fund not in policy.vocabulary.taxonomies["dana"]:
        return True
    return fund in policy.governed_funds


def _check_fund(facts: Facts, policy: Policy) -> None:
    fund = cast("str | None", facts.get("dana"))
    if fund is None or is_governed(fund, policy):
        return
    raise InvalidValue(
        codes.FUND_NOT_GOVERNED,
        msg(
            "edition {edition} does not govern the fund `{fund}`",
            edition=policy.edition.id,
            fund=fund,
        ),
        msg("it governs: {names}", names=list(policy.edition.funds)),
    )


def _invalid(name: str, given: object, wanted: Message) -> InvalidValue:
    return InvalidValue(
        codes.INVALID_VALUE,
        msg("`{field}`: {value} is not {wanted}", field=name, value=_short(given), wanted=wanted),
        msg("give {wanted}, or leave the field out", wanted=wanted),
    )


def _short(value: object) -> str:
    try:
        return _cut(str(value) if isinstance(value, Decimal) else repr(value))
    except (ValueError, RecursionError):  # a number of thousands of digits, lists within lists
        return type(value).__name__


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
