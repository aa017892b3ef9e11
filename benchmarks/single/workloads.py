"""The editions that are asked: the shipped one of 2010, and generated ones of many rules."""

from __future__ import annotations

from benchmarks.edition_text import EDITION, declarations, policy_of
from benchmarks.large_editions import LargeEdition, large_edition
from benchmarks.single.expenses import Workload, workload_of
from bokrules import Edition, load_edition
from bokrules.editions.files import EditionFiles
from bokrules.pipeline import Layer, SourceFile
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import Permission, Policy

SIZE = 2000


def shipped() -> Workload:
    policy = load_edition(2010).policy
    return workload_of("2010", "the edition of 2010", policy, payable_pairs(policy))


def generated(large: LargeEdition, name: str = "", text: str = "") -> Workload:
    policy = policy_of(large, may_conflict=True)
    rules = sum(each.kind != "celah" for each in large.rules)
    return workload_of(
        name or f"{rules} rules",
        text or f"{rules:,} generated rules",
        policy,
        payable_pairs(policy),
    )


def large() -> LargeEdition:
    return large_edition(SIZE)


def edition_of(policy: Policy, source: LargeEdition) -> Edition:
    """A generated policy as callers hold it."""
    text = "\n\n".join(declarations(source))
    layers = (Layer(EDITION, [SourceFile("edition.bok", text)]),)
    files = EditionFiles(layers, {}, "")
    return Edition(lambda: (policy,), lambda: files)


def payable_pairs(policy: Policy) -> list[tuple[str, str]]:
    """Expense types that a permission names, each with an activity that one names."""
    pairs: list[tuple[str, str]] = []
    named = {
        dimension: [_terms(each, dimension, policy) for each in policy.permissions]
        for dimension in ("belanja", "kegiatan")
    }
    activities = sorted({term for terms in named["kegiatan"] for term in terms})
    for types, own in zip(named["belanja"], named["kegiatan"], strict=True):
        for number, term in enumerate(sorted(types)):
            some = sorted(own) or activities[number % 7 :: 7] or [""]
            pairs += [(term, each) for each in some]
    return pairs or [("", "")]


def _terms(rule: Permission, field: str, policy: Policy) -> set[str]:
    taxonomy = policy.vocabulary.taxonomies[field]
    return {
        term
        for test in ir.memberships_of(rule.condition)
        if test.field == field
        for term in taxonomy.below_or_same(test.term)
    }
