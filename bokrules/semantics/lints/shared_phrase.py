"""A phrase (sebutan) by which two terms would be recognised, or that recognises none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Term
from bokrules.semantics.wording import Abbreviations, Phrase


def find_shared_phrases(policy: Policy, abbreviations: Abbreviations, out: Diagnostics) -> None:
    """Report phrases without words, and those that two terms of one kind have.

    Phrases are compared as they are looked for: by their words, with abbreviations written out.
    """
    vocabulary = policy.vocabulary
    kinds = [each.terms for each in vocabulary.taxonomies.values()]
    for terms in (*kinds, vocabulary.documents, vocabulary.taxes):
        first: dict[Phrase, tuple[Term, str]] = {}
        for term, written in _phrases(terms.values()):
            phrase = abbreviations.phrase(written)
            if not phrase.parts:
                out.warning(
                    codes.SHARED_PHRASE,
                    term.span,
                    msg("the phrase `{phrase}` of `{name}` has no words",
                        phrase=written, name=term.name),
                    msg("write words, or leave it out"),
                )  # fmt: skip
                continue
            other, as_written = first.setdefault(phrase, (term, written))
            if other is term:
                continue
            if as_written == written:
                what = msg("the phrase `{phrase}` belongs to `{a}` and to `{b}`",
                           phrase=written, a=other.name, b=term.name)  # fmt: skip
            else:
                what = msg("the phrase `{phrase}` of `{b}` is the same as `{other}` of `{a}`",
                           phrase=written, a=other.name, b=term.name, other=as_written)  # fmt: skip
            out.warning(
                codes.SHARED_PHRASE,
                term.span,
                what,
                msg("keep it where it belongs, and write a longer one that tells the other apart"),
            )


def _phrases(terms: Iterable[Term]) -> Iterator[tuple[Term, str]]:
    """In the order of the files, as every declaration is reported behind the first."""
    for term in sorted(terms, key=lambda each: each.span):
        yield from ((term, each) for each in term.phrases)
