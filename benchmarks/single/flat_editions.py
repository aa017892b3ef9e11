"""Editions that ask whether deciding stays flat: keyed by type, and without anything to key on."""

from __future__ import annotations

import random

from benchmarks.edition_text import declarations, policy_of_text
from benchmarks.large_editions import DOCUMENTS, FACTS, SEED, STEP, Condition, LargeEdition, Rule
from benchmarks.single.expenses import Workload, workload_of
from bokrules.semantics.policy import Policy

RULES_OF_A_TYPE = 10
KINDS = ("boleh", "boleh", "boleh", "larang", "wajib")


def keyed(size: int) -> LargeEdition:
    """Ten rules for each expense type, and each rule for one: more rules are more types.

    One more lists the only activity.
    """
    draw = random.Random(SEED)
    facts = tuple(f"fakta_{number}" for number in range(FACTS))
    types = [f"belanja_{number}" for number in range(size // RULES_OF_A_TYPE)]
    rules = [
        _rule(number, draw, facts, (("belanja", (types[number // RULES_OF_A_TYPE],)),))
        for number in range(size)
    ]
    activity = Rule(kind="boleh", name="aturan_kegiatan", selects=(("kegiatan", ("kegiatan_0",)),))
    return LargeEdition(_terms(types), facts, (*rules, activity))


def unkeyed(size: int) -> LargeEdition:
    """Every rule is for every expense."""
    draw = random.Random(SEED)
    facts = tuple(f"fakta_{number}" for number in range(FACTS))
    rules = [_rule(number, draw, facts, ()) for number in range(size)]
    return LargeEdition(_terms(["belanja_0"]), facts, tuple(rules))


def workload(edition: LargeEdition, name: str, text: str, *, has_lists: bool) -> Workload:
    policy = policy_without_conflicts_sought(edition, has_lists=has_lists)
    pairs = [(term, "kegiatan_0") for term in edition.terms["belanja"]]
    return workload_of(name, text, policy, pairs)


def policy_without_conflicts_sought(edition: LargeEdition, *, has_lists: bool) -> Policy:
    given = [each for each in declarations(edition) if has_lists or not each.startswith("tertutup")]
    return policy_of_text("\n\n".join(given), may_conflict=True)


def _terms(types: list[str]) -> dict[str, dict[str, str | None]]:
    return {
        "belanja": dict.fromkeys(types),
        "kegiatan": {"kegiatan_0": None},
        "dana": {"dana_0": None, "dana_1": "dana_0"},
    }


def _rule(
    number: int,
    draw: random.Random,
    facts: tuple[str, ...],
    selects: tuple[tuple[str, tuple[str, ...]], ...],
) -> Rule:
    kind = KINDS[number % len(KINDS)]
    clauses = tuple(((name, draw.random() < 0.5),) for name in draw.sample(facts, 2))
    most = STEP * draw.randint(10, 60)
    asks = (
        f"bukti {draw.choice(DOCUMENTS)} atau surat_pernyataan, kuitansi",
        f"harus {draw.choice(facts)}",
        "meterai Rp6.000",
    )
    return Rule(
        kind=kind,  # type: ignore[arg-type]
        name=f"aturan_{number}",
        selects=selects,
        when=Condition(clauses, 0, most),
        asks=(asks[number % 3],) if kind == "wajib" else (),
    )
