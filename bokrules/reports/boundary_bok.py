"""Boundary cases as examples for an author: policy text, laid out as `fmt` does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.comparison.boundary.case import Beside, BoundaryCase
from bokrules.comparison.boundary.thresholds import Rule
from bokrules.evaluation.examples import GENERATED_FILE
from bokrules.reports.boundary_words import because, case_words
from bokrules.reports.whole_files import UnwritableFile, check_replaceable, save_text
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import Type
from bokrules.syntax.to_text import to_text

MARK = "# Kasus batas, dibuat oleh `bokrules boundary`: jawaban mesin, menunggu penulis."
_ADVICE = "# Yang benar dipindahkan ke examples.bok, lalu berkas ini dibuat lagi."
_LAST = ("choice", "yes_no", "taxes", "documents")


def boundary_text(cases: Sequence[BoundaryCase], policy: Policy) -> str:
    """One `contoh` a case, under the clauses of its rule. The same cases give the same text."""
    out = Diagnostics()
    text = to_text("\n".join(_lines(cases, policy)), GENERATED_FILE, None, out)
    assert text is not None, [str(each.message) for each in out]
    return text


def write_boundary_text(target: Path, text: str) -> None:
    """Raises UnwritableFile where a file stands that an author may have written."""
    check_generated(target)
    save_text(target, text)


def check_generated(target: Path) -> None:
    """Raise UnwritableFile unless the target is a `boundary.bok` that was generated, or none."""
    if target.name != GENERATED_FILE:
        raise UnwritableFile(
            codes.UNWRITABLE_FILE,
            msg(
                "{file}: generated examples are told from others by the name of their file",
                file=target,
            ),
            msg("name the file {name}", name=GENERATED_FILE),
        )
    check_replaceable(target, MARK)


def _lines(cases: Sequence[BoundaryCase], policy: Policy) -> Iterator[str]:
    yield MARK
    yield _ADVICE
    for rule, of_rule in groupby(cases, key=lambda each: each.rule):
        yield ""
        yield f"# ---- {_heading(rule)} ----"
        yield ""
        for each in of_rule:
            yield _example(each, policy)


def _heading(rule: Rule) -> str:
    clauses = ", ".join(f"{e.clause}.*" if e.subtree else e.clause for e in rule.citations)
    return f"{clauses}: {rule.label.text}"


def _example(case: BoundaryCase, policy: Policy) -> str:
    decision = case.decision
    label = f"{case.rule.name}: {case_words(case, policy, 'id')}"
    given = ", ".join(f"{name} = {value}" for name, value in written_facts(case, policy).items())
    parts = [f'contoh "{label}" diberi {given}', f"maka {decision.outcome.label.text('id')}"]
    parts.append(f"karena {', '.join(because(case))}" if because(case) else "")
    if decision.outcome is Outcome.UNDETERMINED and isinstance(case.what, Beside):
        possible = [each.label.text("id") for each in Outcome if each in decision.possible]
        parts.append(f"mungkin {', '.join(possible)}")
    if decision.questioned:
        parts.append(f"dipertanyakan {format_rupiah(decision.questioned)}")
    return " ".join(each for each in parts if each)


def written_facts(case: BoundaryCase, policy: Policy) -> dict[str, str]:
    """By Indonesian name, terms and amounts first, the documents last."""
    facts = policy.vocabulary.facts

    def place(name: str) -> int:
        kind = facts[name].type.kind
        return _LAST.index(kind) + 1 if kind in _LAST else 0

    names = sorted(case.facts, key=place)
    return {name: _value(case.facts[name], facts[name].type) for name in names}


def _value(value: object, kind: Type) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, frozenset):
        return f"({', '.join(sorted(value))})"
    if isinstance(value, Mapping):
        return f"({', '.join(f'{tax} {format_rupiah(due)}' for tax, due in value.items())})"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    if kind.kind == "rupiah":
        return format_rupiah(value)  # type: ignore[arg-type]
    return f"{format_number(value)} {kind.of}".strip()  # type: ignore[arg-type]
