"""An account code (rekening) of a term that does not say which expense type it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Message, msg
from bokrules.semantics.account_chart import Chart, prefix_of
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Term

_DIMENSION = "belanja"


def find_unclear_accounts(policy: Policy, charts: Sequence[Chart], out: Diagnostics) -> None:
    """Report codes that two expense types have, that no chart or several charts have, and codes
    of what is no expense type. Without charts their forms are not known.
    """
    first: dict[str, Term] = {}
    for dimension, taxonomy in policy.vocabulary.taxonomies.items():
        for term in sorted(taxonomy.terms.values(), key=lambda each: each.span):
            for written in term.accounts:
                if dimension != _DIMENSION:
                    what = msg("`{name}` is no expense type: its code {code} is not read",
                               name=term.name, code=written)  # fmt: skip
                    _report(term, what, out)
                    continue
                for what in _faults(term, written, first, charts):
                    _report(term, what, out)


def _report(term: Term, what: Message, out: Diagnostics) -> None:
    help_ = msg("write the code with as many groups as tell it apart, on one expense type")
    out.warning(codes.UNCLEAR_ACCOUNT, term.span, what, help_)


def _faults(
    term: Term, written: str, first: dict[str, Term], charts: Sequence[Chart]
) -> Iterator[Message]:
    other = first.setdefault(prefix_of(written), term)
    if other is not term:
        yield msg("the code {code} belongs to `{a}` and to `{b}`",
                  code=written, a=other.name, b=term.name)  # fmt: skip
    fitting = [each.title for each in charts if each.has_prefix(written)]
    if len(fitting) > 1:
        yield msg("the code {code} of `{name}` begins codes of several charts: {charts}",
                  code=written, name=term.name, charts=fitting)  # fmt: skip
    elif charts and not fitting:
        yield msg("the code {code} of `{name}` has the form of no chart of accounts",
                  code=written, name=term.name)  # fmt: skip
