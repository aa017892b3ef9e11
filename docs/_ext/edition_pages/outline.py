"""The decree's clauses: page, heading, and the rules that encode each or why none does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from bokrules.semantics.policy import Clause, Policy, Reason

from .markdown import clause_anchor, link, plain, rule_anchor, spot, table

REASONS: dict[Reason, str] = {
    "purpose": "tujuan atau harapan",
    "definition": "pengertian yang tidak dipakai aturan",
    "organisation": "susunan dan tugas tim",
    "procedure": "tata kerja antarinstansi, tidak tampak dalam belanja",
    "administration": "pembukuan, formulir, dan format",
    "another_regulation": "diserahkan kepada peraturan lain",
    "missing_number": "angkanya tidak disebut",
}
_HEAD = ("Ketentuan", "Isi", "Hlm. atau sumber", "Aturan, atau mengapa tidak ada")


def outline_page(clauses: Iterable[Clause], policy: Policy) -> str:
    parts = ["# Ketentuan\n", _INTRODUCTION]
    for chapter, group in groupby(clauses, key=lambda each: _chapter(each, policy)):
        parts += [f"## {chapter}\n", outline_table(group, policy)]
    return "\n".join(parts)


def outline_table(clauses: Iterable[Clause], policy: Policy) -> str:
    return table(_HEAD, (_row(each, policy) for each in clauses))


_INTRODUCTION = """\
Semua ketentuan menurut urutan naskah: aturan yang mengodekannya, atau alasan mengapa tidak ada
aturan yang dapat memeriksanya. Yang tanpa keduanya hanya judul.
"""


def _chapter(clause: Clause, policy: Policy) -> str:
    if clause.part == "keputusan":
        return "Keputusan"
    root = policy.outline[clause.id.partition(".")[0]]
    of = f" ({plain(root.document)})" if root.document else ""
    return f"{plain(root.id)} {plain(root.heading)}{of}"


def _row(clause: Clause, policy: Policy) -> tuple[str, ...]:
    name = spot(plain(clause.id), clause_anchor(clause))
    return name, plain(clause.heading), _page(clause), "; ".join(_encoded(clause, policy))


def _page(clause: Clause) -> str:
    """The page; of a clause that was read elsewhere also where."""
    parts = ["" if clause.page is None else str(clause.page), plain(clause.quoted or "")]
    return ", dikutip dari ".join(parts) if all(parts) else "".join(parts)


def _encoded(clause: Clause, policy: Policy) -> Iterator[str]:
    for each in policy.declared:
        if any(citation.covers(clause.id) for citation in each.citations):
            yield link(plain(each.label.text), rule_anchor(each))
    if clause.id in policy.edition.force_clauses:
        yield "masa berlaku edisi"
    if clause.reason is not None:
        yield f"*{REASONS[clause.reason]}*"
