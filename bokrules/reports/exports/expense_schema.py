"""`export --to json-schema`: what an expense under an edition looks like, as JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, assert_never

from bokrules.base.messages import current_language
from bokrules.base.money import LARGEST_AMOUNT
from bokrules.evaluation.expense import MOST_COUNTED, is_governed
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Fact

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]


def expense_schema(texts: Sequence[Policy]) -> Json:
    """The schema of what `validate` takes: each field under one of its two names, or missing."""
    policy = texts[0]
    facts = [*policy.vocabulary.facts.values()]
    properties: Json = {}
    for fact in facts:
        properties[fact.alias] = _property(fact, policy)
        if fact.name != fact.alias:
            properties[fact.name] = {"$ref": f"#/properties/{fact.alias}"}
    return {
        "$schema": DRAFT,
        "title": f"{policy.edition.short_title} ({policy.edition.id})",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "allOf": [
            {"not": {"required": [fact.alias, fact.name]}}
            for fact in facts
            if fact.name != fact.alias
        ],
    }


def _property(fact: Fact, policy: Policy) -> Json:
    title = fact.label.in_language(current_language())
    return {"title": title, "anyOf": [_value(fact, policy), {"type": "null"}]}


def _value(fact: Fact, policy: Policy) -> Json:
    vocabulary, of = policy.vocabulary, fact.type.of
    match fact.type.kind:
        case "rupiah":
            return _RUPIAH
        case "count":
            return {"type": "integer", "minimum": 0, "maximum": MOST_COUNTED}
        case "number":
            return {"type": "number", "minimum": 0, "maximum": LARGEST_AMOUNT}
        case "date":
            return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case "yes_no":
            return {"type": "boolean"}
        case "text":
            return {"type": ["string", "integer"]}
        case "term":
            terms: Iterable[str] = vocabulary.taxonomies[of].terms
            if fact.name == "dana":
                terms = (each for each in terms if is_governed(each, policy))
            return _one_of(terms)
        case "choice":
            return _one_of(vocabulary.choices[of].options)
        case "documents":
            return {"type": "array", "items": _one_of(vocabulary.documents)}
        case "taxes":
            return {
                "type": "object",
                "properties": dict.fromkeys(vocabulary.taxes, _RUPIAH),
                "additionalProperties": False,
            }
        case _:
            assert_never(fact.type.kind)


_RUPIAH: Json = {"type": "integer", "minimum": 0, "maximum": LARGEST_AMOUNT}


def _one_of(words: Iterable[str]) -> Json:
    """Nothing can be given of a word that has no values."""
    known = list(words)
    return {"enum": known} if known else {"not": {}}
