"""`export --to json`: an edition with its conditions as trees; exact numbers stand as text.

Fields are named by their API names. Whoever evaluates the trees finds their meaning in the
definition of the language: three-valued logic, terms below terms, and the order of decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, assert_never

from bokrules.evaluation.citing import citation_text
from bokrules.semantics import expressions as ir
from bokrules.semantics.limits import Counted, Limit, Rupiah, ShareOf
from bokrules.semantics.policy import (
    ClosedList,
    Deposit,
    Duty,
    Evidence,
    Gap,
    Must,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    Requirement,
    Selective,
    StampDuty,
)
from bokrules.semantics.vocabulary import Label, Taxonomy, Term

FORMAT = 1
"""Of the document: a reader that knows this number knows all its keys."""
Json = dict[str, Any]


def policy_document(texts: Sequence[Policy]) -> Json:
    """All texts of an edition, each whole: the day of an expense selects one."""
    return {"format": FORMAT, "texts": [_text(each) for each in texts]}


def _text(policy: Policy) -> Json:
    edition = policy.edition
    rules: list[Selective] = [
        *policy.closed_lists,
        *policy.permissions,
        *policy.prohibitions,
        *policy.obligations,
        *policy.limits,
        *policy.duties,
        *policy.gaps,
    ]
    return {
        "edition": {
            **edition.to_dict(),
            "year": edition.year,
            "title": edition.title,
            "in_force": {
                "from": edition.first_day.isoformat(),
                "to": edition.last_day.isoformat() if edition.last_day else None,
            },
            "funds": list(edition.funds),
            "governed_funds": sorted(policy.governed_funds) if edition.funds else None,
            "partial": edition.partial,
        },
        "vocabulary": _vocabulary(policy),
        "rules": [_rule(each, policy) for each in sorted(rules, key=policy.place)],
    }


# ---- vocabulary ----


def _vocabulary(policy: Policy) -> Json:
    vocabulary = policy.vocabulary
    facts = vocabulary.facts
    return {
        "fields": [
            {
                "name": fact.alias,
                "indonesian_name": fact.name,
                "type": fact.type.kind,
                **({"of": fact.type.of} if fact.type.of else {}),
                **_label(fact.label),
                "taken_from": facts[fact.default].alias if fact.default else None,
            }
            for fact in facts.values()
        ],
        "terms": {name: _terms(each) for name, each in vocabulary.taxonomies.items()},
        "documents": _words(vocabulary.documents),
        "taxes": _words(vocabulary.taxes),
        "choices": {
            name: [{"name": option, **_label(label)} for option, label in choice.options.items()]
            for name, choice in vocabulary.choices.items()
        },
    }


def _terms(taxonomy: Taxonomy) -> list[Json]:
    return [
        {"name": name, **_label(term.label), "below": list(term.parents)}
        for name, term in taxonomy.terms.items()
    ]


def _words(words: Mapping[str, Term]) -> list[Json]:
    return [{"name": name, **_label(term.label)} for name, term in words.items()]


def _label(label: Label) -> Json:
    english = {} if label.english is None else {"label_english": label.english}
    return {"label": label.text, **english}


# ---- rules ----


def _rule(rule: Selective, policy: Policy) -> Json:
    document: Json = {
        "name": rule.name,
        "kind": _kind(rule),
        **_label(rule.label),
        "clauses": [
            {"clause": each.clause, "subtree": each.subtree, "page": _page(each.clause, policy)}
            for each in rule.citations
        ],
        "citation": citation_text(rule.citations, policy) if rule.citations else "",
        "notes": list(rule.notes),
        "selectors": [
            {"field": _alias(each.dimension, policy), "terms": list(each.terms)}
            for each in rule.selectors
        ],
        "when": _tree(rule.when, policy),
    }
    finding = getattr(rule, "finding", None)
    return document | ({"finding": finding} if finding else {}) | _own(rule, policy)


def _kind(rule: Selective) -> str:
    match rule:
        case ClosedList():
            return "close"
        case Permission():
            return "allow"
        case Prohibition():
            return "forbid"
        case Obligation():
            return "require"
        case Limit():
            return "limit"
        case Duty():
            return "duty"
        case _:
            return "gap"


def _own(rule: Selective, policy: Policy) -> Json:
    """What only rules of its kind have."""
    match rule:
        case ClosedList(dimension=dimension):
            return {"closes": _alias(dimension, policy)}
        case Permission(serves=serves):
            return {"serves": [_alias(each, policy) for each in sorted(serves)]}
        case Prohibition(exceptions=exceptions):
            return {"except": list(exceptions)}
        case Obligation(requirements=requirements):
            return {"requires": [_requirement(each, policy) for each in requirements]}
        case Limit(is_most=is_most, fields=fields, period=period):
            return {
                "bound": "most" if is_most else "least",
                "measure": _measure(rule),
                "per": [_alias(each, policy) for each in fields],
                "period": period,
            }
        case Duty(per=per):
            return {"per": list(per)}
        case Gap(touches=touches, serves=serves, exceptions=exceptions):
            return {
                "touches": touches,
                "serves": [_alias(each, policy) for each in sorted(serves)],
                "except": list(exceptions),
            }
        case _:
            return {}


def _requirement(requirement: Requirement, policy: Policy) -> Json:
    match requirement:
        case Must(condition=condition):
            return {"must": _tree(condition, policy)}
        case Evidence(documents=documents):
            return {"documents": [list(each) for each in documents]}
        case Deposit(due=due):
            return {"taxes": [{"tax": tax, "due": _tree(each, policy)} for tax, each in due]}
        case StampDuty(due=amount):
            return {"stamp": _tree(amount, policy)}
        case _:
            assert_never(requirement)


def _measure(limit: Limit) -> Json:
    match limit.measure:
        case Counted(value=value, unit=unit):
            return {"count": str(value), "unit": unit}
        case Rupiah(amount=amount):
            return {"rupiah": str(amount)}
        case ShareOf(share=share, basis=basis):
            return {"share": str(share), "of": basis}
        case _:
            assert_never(limit.measure)


def _page(clause: str, policy: Policy) -> int | None:
    found = policy.outline.get(clause)
    return found.page if found else None


def _alias(name: str, policy: Policy) -> str:
    return policy.vocabulary.facts[name].alias


# ---- conditions and amounts ----


def _tree(expression: ir.Expression, policy: Policy) -> Json:
    match expression:
        case ir.Constant(value=value):
            return _constant(value)
        case ir.Field(name=name):
            return {"op": "field", "field": _alias(name, policy)}
        case ir.IsA(field=name, term=term):
            return {"op": "is_a", "field": _alias(name, policy), "term": term}
        case ir.Not(operand=operand):
            return {"op": "not", "of": _tree(operand, policy)}
        case ir.AllOf(operands=operands):
            return {"op": "all", "of": [_tree(each, policy) for each in operands]}
        case ir.AnyOf(operands=operands):
            return {"op": "any", "of": [_tree(each, policy) for each in operands]}
        case ir.Compare(left=left, comparison=how, right=right):
            sides = {"left": _tree(left, policy), "right": _tree(right, policy)}
            return {"op": "compare", "how": how, **sides}
        case ir.Total(terms=terms):
            return {
                "op": "total",
                "terms": [{"sign": sign, "of": _tree(each, policy)} for sign, each in terms],
            }
        case ir.Scaled(factors=factors):
            return {
                "op": "scaled",
                "factors": [{"how": how, "of": _tree(each, policy)} for how, each in factors],
            }
        case _:
            assert_never(expression)


def _constant(value: ir.Scalar) -> Json:
    """A number is text: `1500000`, `3/200`. A truth is true or false."""
    match value:
        case bool():
            return {"op": "constant", "type": "yes_no", "value": value}
        case int() | Fraction():
            return {"op": "constant", "type": "number", "value": str(value)}
        case date():
            return {"op": "constant", "type": "date", "value": value.isoformat()}
        case str():
            return {"op": "constant", "type": "word", "value": value}
        case _:
            assert_never(value)
