"""The programs that peers are given: one for all expenses, and one for each expense type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from benchmarks.single.formulas import nothing_is_missing, of_term
from benchmarks.single.program import Program, program_of
from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.semantics.policy import Policy


@dataclass(frozen=True)
class Programs:
    """Of some expense types, or of all; None is a missing one.

    With `is_complete` for expenses of which nothing is missing, so that no test for it is needed.
    """

    policy: Policy
    types: tuple[str | None, ...]
    is_complete: bool = False
    is_certain: bool = False
    """Neither is a term too general: where rules are many, what only that leaves open is long."""

    @cached_property
    def flat(self) -> Program:
        return program_of(self.policy, is_certain=self.is_certain)

    @cached_property
    def by_type(self) -> Mapping[str | None, Program]:
        """An application that knows its engine to try every rule would keep one for each type."""
        return {
            term: program_of(_about(term, self.policy), is_certain=self.is_certain).under(
                of_term("expense_type", term)
            )
            for term in self.types
        }

    def for_complete(self) -> Programs:
        found = replace(self, is_complete=True)
        found.__dict__["flat"] = self.flat.under(nothing_is_missing)
        found.__dict__["by_type"] = {
            term: each.under(nothing_is_missing)
            for term, each in self.by_type.items()
            if term is not None
        }
        return found


def _about(term: str | None, policy: Policy) -> Policy:
    """Without the rules that are false for an expense type, whatever else is known."""
    facts: Facts = {} if term is None else {"belanja": term}
    kept: dict[str, Any] = {
        part: tuple(
            each
            for each in getattr(policy, part)
            if reference.holds(each.condition, facts, policy) is not False
        )
        for part in ("permissions", "prohibitions", "obligations", "gaps")
    }
    found = replace(policy, **kept)
    found.__dict__["permission_by_name"] = policy.permission_by_name
    return found
