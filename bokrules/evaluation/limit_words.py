"""A limit in words: at most 2 times per unit per year."""

from __future__ import annotations

from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.evaluation.periods import PERIOD_NAMES
from bokrules.semantics.limits import Counted, Limit, Rupiah, Unit, unit_of
from bokrules.semantics.policy import Policy


def bound_words(limit: Limit) -> Message:
    """What a limit allows or asks for: `at most 2 times`."""
    measure = limit.measure
    if isinstance(measure, Counted):
        much = amount_words(measure.value, unit_of(measure))
    elif isinstance(measure, Rupiah):
        much = amount_words(measure.amount, "rupiah")
    else:
        share = format_number(measure.share, percent=True)
        much = msg("{share} of the {basis}", share=share, basis=measure.basis)
    return msg("at most {much}", much=much) if limit.is_most else msg("at least {much}", much=much)


def measure_words(limit: Limit, policy: Policy) -> Message:
    """The same, with the groups and the period that it is counted in."""
    words = bound_words(limit)
    for each in limit.fields:
        name = policy.vocabulary.facts[each].name_in(current_language())
        words = msg("{limit} per {name}", limit=words, name=name)
    if limit.period is not None:
        words = msg("{limit} per {name}", limit=words, name=PERIOD_NAMES[limit.period])
    return words


def amount_words(number: int, unit: Unit) -> Message | str:
    """A number with what it counts: `2 times`, `Rp1.000.000`."""
    match unit:
        case "times":
            return msg("{n} times", n=number)
        case "persons":
            return msg("{n} persons", n=number)
        case "days":
            return msg("{n} days", n=number)
        case "hours":
            return msg("{n} hours", n=number)
        case "rupiah":
            return format_rupiah(number)
