"""Whether some complete expense comes to an outcome, by the solver."""

from __future__ import annotations

from collections.abc import Collection

from bokrules.backends.decision import Facts
from bokrules.backends.to_smt.facts import Symbol, Symbols
from bokrules.backends.to_smt.kleene import Formula, all_of, any_of, negated
from bokrules.backends.to_smt.solver import Solver
from bokrules.backends.to_smt.verdicts import SmtPolicy
from bokrules.semantics.expressions import Expression, fields_of
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Policy

_DAY = "tanggal"


def expense_in(
    policy: Policy, condition: Expression, outcomes: Collection[Outcome]
) -> Facts | None:
    """A complete expense of a day in force that meets the condition and has one of the outcomes.

    None if there is none. Raises NotDecided.
    """
    symbols = Symbols([policy.vocabulary])
    smt = SmtPolicy(policy, symbols)
    wanted = [
        smt.governed,
        smt.is_complete,
        smt.encoder.truth(condition).true,
        any_of(smt.outcome[each] for each in Outcome if each in outcomes),
    ]
    read = {name for each in policy.obligations for name in each.reads}
    read |= set(fields_of(condition))
    if _DAY in policy.vocabulary.facts:
        read.add(_DAY)
        wanted.append(smt.in_force.true)
    wanted.append(all_of(symbols.read(name)[0] for name in sorted(read)))
    wanted += [_is_specific(each, policy) for each in symbols.known.values()]
    return Solver(symbols, []).find(wanted)


def _is_specific(symbol: Symbol, policy: Policy) -> Formula:
    """Its term, if it is one, has no other below it."""
    taxonomy = policy.vocabulary.taxonomies.get(symbol.fact.type.of)
    if taxonomy is None:
        return True
    general = {parent for term in taxonomy.terms.values() for parent in term.parents}
    return negated(symbol.is_any(general))
