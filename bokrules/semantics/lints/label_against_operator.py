"""A label that says another comparison, or another number, than its rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Message, msg
from bokrules.base.spans import Span
from bokrules.semantics.bounds import Bound, bounds_of, bounds_of_band, opposite
from bokrules.semantics.expressions import Comparison
from bokrules.semantics.label_words import Saying, sayings
from bokrules.semantics.policy import Gap, Policy, Prohibition
from bokrules.semantics.scales import Scale

_OPERATORS: dict[Comparison, str] = {
    ">": "di atas",
    ">=": "paling sedikit",
    "<": "di bawah",
    "<=": "paling banyak",
    "=": "=",
}


def find_labels_against_operators(policy: Policy, out: Diagnostics) -> None:
    """Report comparison words and numbers in a label that its rule does not hold.

    The label of a prohibition may name what is allowed: `maksimal` over `di atas`. A number counts
    only where the rule holds one of its kind: a permission need not repeat a limit. What a gap is
    about is not written down.
    """
    for declared in policy.declared:
        if isinstance(declared, Gap):
            continue
        label = declared.label.text
        bounds = list(bounds_of(declared, policy.vocabulary))
        may_turn = isinstance(declared, Prohibition)
        _compare(declared.name, label, bounds, may_turn, declared.span, out)
        if isinstance(declared, Scale):
            for band in declared.bands:
                ends = list(bounds_of_band(band))
                _compare(band.label.text, band.label.text, ends, False, declared.span, out)


def _compare(
    name: str, label: str, bounds: Sequence[Bound], may_turn: bool, span: Span, out: Diagnostics
) -> None:
    for saying in sayings(label):
        for message in _faults(name, saying, bounds, may_turn):
            out.warning(
                codes.LABEL_AGAINST_OPERATOR,
                span,
                message,
                msg("read the clause, and correct the label or the rule"),
            )


def _faults(
    name: str, saying: Saying, bounds: Sequence[Bound], may_turn: bool
) -> Iterator[Message]:
    number, comparison = saying.number, saying.comparison
    same_kind = [each for each in bounds if number is None or each.number.kind == number.kind]
    about = [each for each in same_kind if number is None or each.number == number]
    if number is not None and same_kind and not about:
        yield msg(
            "the label of `{name}` says {number}, the rule: {held}",
            name=name,
            number=str(number),
            held=", ".join(dict.fromkeys(str(each.number) for each in same_kind)),
        )
    used = list(dict.fromkeys(each.comparison for each in about if each.comparison is not None))
    if comparison is None or not used:
        return
    fitting = {comparison, opposite(comparison)} if may_turn else {comparison}
    if not fitting & set(used):
        yield msg(
            "the label of `{name}` says `{word}`, the rule: {operators}",
            name=name,
            word=saying.word,
            operators=[f"`{_OPERATORS[each]}`" for each in used],
        )
