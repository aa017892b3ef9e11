"""A fact that is declared and never read."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.semantics.expressions import fields_of
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import Duty, Obligation, Policy, Selective
from bokrules.semantics.vocabulary import Vocabulary

READ_BY_ENGINE = frozenset(
    {
        # what an expense is, and how much
        *("belanja", "kegiatan", "dana", "nilai", "tanggal"),
        # what obligations ask for
        *("bukti", "pajak", "meterai"),
        # what reports and ledgers show, count and group by
        *("id", "satker", "wilayah", "rekening", "uraian", "volume", "harga_satuan"),
        *("penerima", "nomor_bukti", "kejadian", "jumlah_orang", "jumlah_jam"),
    }
)
"""Facts that have a use without any rule."""


def find_unread_facts(policies: Sequence[Policy], own: Container[str], out: Diagnostics) -> None:
    """Report every fact of the files `own` that neither a rule of `policies` nor the engine reads.

    An example that gives a fact does not read it.
    """
    read = {name for policy in policies for name in _read(policy)}
    for policy in policies:
        for fact in policy.vocabulary.facts.values():
            if fact.name not in read and fact.span.file in own:
                out.warning(
                    codes.UNREAD_FACT,
                    fact.span,
                    msg("no rule reads the fact `{name}`", name=fact.name),
                    msg("let the rule that needs it read it with `bila`, or leave the fact out"),
                )


def _read(policy: Policy) -> Iterator[str]:
    facts = policy.vocabulary.facts
    for name in {*READ_BY_ENGINE, *_read_by_rules(policy)} & facts.keys():
        yield from _with_defaults(name, policy.vocabulary)


def _read_by_rules(policy: Policy) -> Iterator[str]:
    for each in policy.declared:
        if isinstance(each, Selective):
            yield from fields_of(each.condition)
        match each:
            case Obligation(reads=reads):
                yield from reads
            case Limit(fields=fields):
                yield from fields
            case Duty(per=per):
                yield from per
            case _:
                pass
    for claim in policy.claims:
        yield from fields_of(claim.condition)


def _with_defaults(name: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The fact, and those that it is taken from."""
    yield name
    while (default := vocabulary.facts[name].default) is not None:
        name = default
        yield name
