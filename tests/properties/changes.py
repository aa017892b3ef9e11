"""Changes to expenses and verdicts seen side by side: what several properties need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from bokrules.backends.decision import Decision, Facts, Value
from bokrules.backends.reference import decide
from bokrules.evaluation.mutations import mutants
from bokrules.evaluation.verdict import Verdict
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Taxonomy
from tests.properties.generators import values


def without_gaps(policy: Policy) -> Policy:
    """What is hidden in a gap no fact can tell."""
    return replace(policy, gaps=())


def taken_from(name: str, facts: Facts, policy: Policy) -> str:
    """The fact whose value a field shows."""
    default = policy.vocabulary.facts[name].default
    return name if name in facts or default is None else taken_from(default, facts, policy)


def refinements(term: str, taxonomy: Taxonomy) -> list[str]:
    """The terms below `term` that only say more.

    In a graph a term below can also lie below others that `term` has nothing to do with. A rule on
    one of those was false of `term`, since section 4 says "else false", and is true of such a term:
    it does not say more, it says something else. So these are left out.
    """
    near = taxonomy.above_or_same(term) | taxonomy.below_or_same(term)
    below = sorted(taxonomy.below_or_same(term) - {term})
    return [each for each in below if taxonomy.above_or_same(each) <= near]


def is_exact(term: str, taxonomy: Taxonomy) -> bool:
    return not taxonomy.below(term)


@st.composite
def with_more_facts(draw: st.DrawFn, facts: Facts, policy: Policy) -> Facts:
    """Some of the absent facts added, some general terms made more exact.

    Not the date: it selects the text, and with it an obligation begins to be judged. And no fact
    that is already taken from another, such as `nilai_kuitansi` where there is a `nilai`: giving it
    does not add a value but changes one.
    """
    more: dict[str, Value] = dict(facts)
    for fact in policy.vocabulary.facts.values():
        if fact.name in facts:
            if fact.type.kind == "term" and draw(st.booleans()):
                term = str(facts[fact.name])
                below = refinements(term, policy.vocabulary.taxonomies[fact.type.of])
                more[fact.name] = draw(st.sampled_from([term, *below]))
        elif (
            fact.type.kind != "date"
            and taken_from(fact.name, facts, policy) not in facts
            and draw(st.booleans())
        ):
            more[fact.name] = draw(values(fact, policy))
    return more


@st.composite
def completed(draw: st.DrawFn, facts: Facts, policy: Policy) -> Facts:
    """Every fact given, every term exact, as far as refinements lead there."""
    full: dict[str, Value] = dict(facts)
    for fact in policy.vocabulary.facts.values():
        if taken_from(fact.name, full, policy) not in full:
            full[fact.name] = draw(values(fact, policy))
        if fact.type.kind == "term":
            taxonomy = policy.vocabulary.taxonomies[fact.type.of]
            term = str(full[fact.name])
            choices = refinements(term, taxonomy) if fact.name in facts else list(taxonomy.terms)
            exact = [each for each in choices if is_exact(each, taxonomy)]
            if not is_exact(term, taxonomy) and exact:
                full[fact.name] = draw(st.sampled_from(exact))
    return full


def can_be_completed(facts: Facts, policy: Policy) -> bool:
    """Every general term has an exact one among its refinements; a date that is read is given."""
    for fact in policy.vocabulary.facts.values():
        if fact.type.kind == "date" and fact.name not in facts:
            return False
        if fact.type.kind == "term" and fact.name in facts:
            taxonomy = policy.vocabulary.taxonomies[fact.type.of]
            term = str(facts[fact.name])
            if not is_exact(term, taxonomy) and not any(
                is_exact(each, taxonomy) for each in refinements(term, taxonomy)
            ):
                return False
    return True


# ---- verdicts side by side ----


def view(facts: Facts, policy: Policy, names: Mapping[str, str] | None = None) -> object:
    """All that a verdict says, with its rules named as `names` has them, in no order."""
    decision = decide(facts, policy)
    verdict = Verdict(policy, facts, decision)
    called = names or {}
    obligations = {
        called.get(each.name, each.name): (
            each.state,
            each.due,
            each.paid,
            each.shortfall,
            each.lacks_evidence,
        )
        for each in decision.obligations
    }
    return {
        **core(decision, called),
        "missing in order": verdict.missing,
        "obligations": obligations,
        "questioned": decision.questioned,
        "unsupported": decision.unsupported,
    }


def core(decision: Decision, names: Mapping[str, str] | None = None) -> dict[str, object]:
    """Outcome, what decided, what is missing and what is possible."""
    called = names or {}
    return {
        "outcome": decision.outcome,
        "basis": {called.get(each, each) for each in decision.basis},
        "missing": decision.missing,
        "too general": decision.too_general,
        "possible": decision.possible,
        "gaps": {called.get(each, each) for each in decision.gaps},
        "limits": {called.get(each, each) for each in decision.limits},
    }


def states(decision: Decision) -> dict[str, State]:
    return {each.name: each.state for each in decision.obligations}


REFUSALS = frozenset({Outcome.FORBIDDEN, Outcome.UNLISTED})


def mutated(policy: Policy, choice: int) -> Policy:
    """The policy with one of its rules changed."""
    every = [each for each in mutants([policy]) if each.texts[0] is not policy]
    assume(every)
    return every[choice % len(every)].texts[0]
