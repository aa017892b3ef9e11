"""Large editions as policy text, in plain or in other words, and as compiled policies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benchmarks.large_editions import DOCUMENTS, Condition, LargeEdition, Rule
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.money import format_rupiah
from bokrules.pipeline import Layer, SourceFile, compile_policy
from bokrules.semantics.policy import EditionInfo, Policy

EDITION = EditionInfo(
    id="2010",
    year=2010,
    regulation="1/2010",
    kind="Kepmenkes",
    title="Made up",
    signed=date(2010, 1, 1),
    first_day=date(2010, 1, 1),
    last_day=date(2010, 12, 31),
    force_clauses=(),
    funds=("dana_0",),
    partial=False,
    source={},
    topics={},
    sha256="0" * 64,
)
_FIXED = (
    *(f'dokumen {each} "D"' for each in (*DOCUMENTS, "surat_pernyataan")),
    'pajak ppn "P"',
    'fakta belanja alias expense_type : belanja "F"',
    'fakta kegiatan alias activity : kegiatan "F"',
    'fakta dana alias fund : dana "F"',
    'fakta tanggal alias date : tanggal "F"',
    'fakta nilai alias amount : rupiah "F"',
    'fakta bukti alias documents : daftar dokumen "F"',
    'fakta pajak alias taxes : rupiah per pajak "F"',
    'fakta meterai alias stamp : rupiah "F"',
    'tertutup belanja "L" dasar A',
    'tertutup kegiatan "L" untuk dana dana_1 dasar A',
)


def policy_of(
    edition: LargeEdition, *, in_other_words: bool = False, may_conflict: bool = False
) -> Policy:
    """The compiled policy; with `may_conflict` the compiler does not look for conflicts."""
    text = "\n\n".join(declarations(edition, in_other_words=in_other_words))
    return policy_of_text(text, may_conflict=may_conflict)


def policy_of_text(text: str, *, may_conflict: bool = False) -> Policy:
    out = Diagnostics()
    layer = Layer(EDITION, [SourceFile("edition.bok", text)])
    policy = compile_policy([layer], None, "", out, may_conflict=may_conflict)
    if policy is None:
        raise AssertionError([str(each.message) for each in out][:5])
    return policy


def declarations(edition: LargeEdition, *, in_other_words: bool = False) -> Iterator[str]:
    """Each declaration as text; in other words negations are doubled, and De Morgan's laws used."""
    yield from _FIXED
    for dimension, terms in edition.terms.items():
        for name, parent in terms.items():
            yield f'{dimension} {name} "T"' + (f" termasuk {parent}" if parent else "")
    for each in edition.facts:
        yield f'fakta {each} alias {each}_en : ya_tidak "F"'
    for rule in edition.rules:
        yield _rule(rule, in_other_words=in_other_words)


def _rule(rule: Rule, *, in_other_words: bool) -> str:
    parts = [f'{rule.kind} {rule.name} "A"']
    if rule.touches:
        parts.append(f"menyentuh {rule.touches}")
    parts += [f"untuk {dimension} {', '.join(terms)}" for dimension, terms in rule.selects]
    tests = list(_tests(rule.when, in_other_words=in_other_words))
    if tests and in_other_words:
        parts.append("bila bukan (" + " atau ".join(f"bukan ({each})" for each in tests) + ")")
    elif tests:
        parts.append("bila " + " dan ".join(f"({each})" for each in tests))
    if rule.exceptions:
        parts.append(f"kecuali {', '.join(rule.exceptions)}")
    return "\n  ".join([*parts, *rule.asks, "dasar A"])


def _tests(condition: Condition, *, in_other_words: bool) -> Iterator[str]:
    for clause in condition.clauses:
        if in_other_words:
            negated = (name + (" = tidak" if answer else "") for name, answer in clause)
            yield "bukan (" + " dan ".join(f"({each})" for each in negated) + ")"
        else:
            given = (name + ("" if answer else " = tidak") for name, answer in clause)
            yield " atau ".join(f"({each})" for each in given)
    if condition.least:
        yield f"nilai di atas {format_rupiah(condition.least - 1)}"
    if condition.most is not None:
        yield f"nilai paling banyak {format_rupiah(condition.most)}"
