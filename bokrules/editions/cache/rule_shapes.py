"""The shapes of an edition's vocabulary, rules and examples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

from bokrules.editions.cache.shapes import (
    DAY,
    FRACTION,
    NAME,
    SPAN,
    TEXT,
    TRUTH,
    WHOLE,
    Context,
    Damaged,
    DecodedWhenRead,
    Json,
    Shape,
    a_set_of,
    by_name,
    later,
    many,
    one_of,
    optional,
    pairs,
    record,
    union,
)
from bokrules.semantics import expressions as ir
from bokrules.semantics.limits import PERIODS, Counted, CountedUnit, Limit, Rupiah, ShareOf
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import (
    Amendment,
    Citation,
    Claim,
    Clause,
    ClosedList,
    Deposit,
    Duty,
    EditionInfo,
    Evidence,
    Example,
    Gap,
    Must,
    Obligation,
    Part,
    Permission,
    Prohibition,
    Reason,
    Recipients,
    Repealed,
    Selector,
    StampDuty,
    Target,
    Touched,
)
from bokrules.semantics.types import Kind, Type
from bokrules.semantics.vocabulary import Choice, Fact, Label, Taxonomy, Term, Vocabulary

if TYPE_CHECKING:
    from bokrules.semantics.policy import Policy

LABEL = record(Label, text=TEXT, english=optional(TEXT))
TYPE = record(Type, kind=one_of(get_args(Kind)), of=TEXT)
NAMES = many(NAME)

# ---- vocabulary ----

TERM = record(
    Term,
    name=NAME,
    label=LABEL,
    parents=NAMES,
    phrases=many(TEXT),
    accounts=many(TEXT),
    formerly=NAMES,
    span=SPAN,
)
CHOICE = record(Choice, name=NAME, label=LABEL, options=by_name(LABEL))
FACT = record(
    Fact, name=NAME, alias=NAME, type=TYPE, label=LABEL, default=optional(NAME), span=SPAN
)
_TERMS = by_name(TERM)
_ABOVE = by_name(a_set_of(NAME))
_CHOICES = by_name(CHOICE)
_FACTS = by_name(FACT)


def _encode_vocabulary(vocabulary: Vocabulary, context: Context) -> Json:
    return {
        "taxonomies": {
            dimension: [_TERMS.encode(each.terms, context), _ABOVE.encode(each._above, context)]
            for dimension, each in vocabulary.taxonomies.items()
        },
        "documents": _TERMS.encode(vocabulary.documents, context),
        "taxes": _TERMS.encode(vocabulary.taxes, context),
        "choices": _CHOICES.encode(vocabulary.choices, context),
        "facts": _FACTS.encode(vocabulary.facts, context),
    }


def _decode_vocabulary(given: Json, context: Context) -> Vocabulary:
    """Terms are many, and most of what they hold serves only to read ledgers: later."""
    if type(given) is not dict or type(given["taxonomies"]) is not dict:
        raise Damaged
    return Vocabulary(
        taxonomies={
            NAME.decode(dimension, context): _taxonomy(dimension, each, context)
            for dimension, each in given["taxonomies"].items()
        },
        documents=DecodedWhenRead(
            given["documents"], TERM, context, lambda policy: policy.vocabulary.documents
        ),
        taxes=DecodedWhenRead(
            given["taxes"], TERM, context, lambda policy: policy.vocabulary.taxes
        ),
        choices=_CHOICES.decode(given["choices"], context),
        facts=_FACTS.decode(given["facts"], context),
    )


def _taxonomy(dimension: str, given: Json, context: Context) -> Taxonomy:
    def rebuilt(policy: Policy) -> Mapping[str, Term]:
        return policy.vocabulary.taxonomies[dimension].terms

    terms, above = given
    made = _ABOVE.decode(above, context)
    if type(terms) is not dict or terms.keys() != made.keys():
        raise Damaged
    return Taxonomy(dimension, DecodedWhenRead(terms, TERM, context, rebuilt), made)


VOCABULARY = Shape[Vocabulary](_encode_vocabulary, _decode_vocabulary)

# ---- expressions ----

_SCALARS: dict[type[Any], Shape[Any]] = {
    int: WHOLE,
    bool: TRUTH,
    str: TEXT,
    date: DAY,
    Fraction: FRACTION,
}
SCALAR = union(*_SCALARS.items())
EXPRESSION: Shape[ir.Expression] = later(lambda: _EXPRESSION)
_OPERANDS = many(EXPRESSION)
SIGN = one_of((1, -1))
TIMES = one_of(("*", "/"))
COMPARISON = one_of(get_args(ir.Comparison))
CONSTANT = record(ir.Constant, value=SCALAR)
_EXPRESSION: Shape[ir.Expression] = union(
    (ir.Constant, CONSTANT),
    (ir.Field, record(ir.Field, name=NAME)),
    (ir.IsA, record(ir.IsA, field=NAME, term=NAME)),
    (ir.Not, record(ir.Not, operand=EXPRESSION)),
    (ir.AllOf, record(ir.AllOf, operands=_OPERANDS)),
    (ir.AnyOf, record(ir.AnyOf, operands=_OPERANDS)),
    (ir.Compare, record(ir.Compare, left=EXPRESSION, comparison=COMPARISON, right=EXPRESSION)),
    (ir.Total, record(ir.Total, terms=pairs(SIGN, EXPRESSION))),
    (ir.Scaled, record(ir.Scaled, factors=pairs(TIMES, EXPRESSION))),
)

# ---- declarations ----

CITATIONS = many(record(Citation, clause=TEXT, subtree=TRUTH))
FINDING = optional(TEXT)
DECLARED: dict[str, Shape[Any]] = {
    "name": NAME,
    "label": LABEL,
    "citations": CITATIONS,
    "notes": many(TEXT),
    "formerly": NAMES,
    "span": SPAN,
    "named": by_name(SPAN, TEXT),
}
_SELECTIVE: dict[str, Shape[Any]] = {
    **DECLARED,
    "selectors": many(record(Selector, dimension=NAME, terms=NAMES)),
    "when": EXPRESSION,
}
CLAUSE = record(
    Clause,
    id=TEXT,
    heading=TEXT,
    page=optional(WHOLE),
    document=optional(TEXT),
    quoted=optional(TEXT),
    part=one_of(get_args(Part)),
    reason=optional(one_of(get_args(Reason))),
    is_shared=TRUTH,
    file=Shape[str](
        lambda file, context: context.number(file), lambda given, context: context.file(given)
    ),
    line=WHOLE,
)
CLOSED_LIST = record(ClosedList, **_SELECTIVE, dimension=NAME, finding=FINDING)
PERMISSION = record(Permission, **_SELECTIVE, serves=a_set_of(NAME))
PROHIBITION = record(Prohibition, **_SELECTIVE, exceptions=NAMES, finding=FINDING)
REQUIREMENT = union(
    (Evidence, record(Evidence, documents=many(NAMES))),
    (Must, record(Must, condition=EXPRESSION)),
    (Deposit, record(Deposit, due=pairs(NAME, EXPRESSION))),
    (StampDuty, record(StampDuty, due=EXPRESSION)),
)
OBLIGATION = record(Obligation, **_SELECTIVE, requirements=many(REQUIREMENT), finding=FINDING)
GAP = record(
    Gap,
    **_SELECTIVE,
    touches=one_of(get_args(Touched)),
    serves=a_set_of(NAME),
    exceptions=NAMES,
)
DUTY = record(Duty, **_SELECTIVE, per=NAMES, finding=FINDING)
RECIPIENTS = record(Recipients, **_SELECTIVE)
LIMIT = record(
    Limit,
    **_SELECTIVE,
    is_most=TRUTH,
    measure=union(
        (Counted, record(Counted, value=WHOLE, unit=one_of(get_args(CountedUnit)))),
        (Rupiah, record(Rupiah, amount=WHOLE)),
        (ShareOf, record(ShareOf, share=FRACTION, basis=NAME)),
    ),
    fields=NAMES,
    period=optional(one_of(PERIODS)),
    finding=FINDING,
)
TARGET = record(
    Target,
    **DECLARED,
    comparison=optional(COMPARISON),
    value=optional(SCALAR),
    is_percent=TRUTH,
    year=optional(WHOLE),
)
AMENDMENT = record(
    Amendment,
    **(DECLARED | {"name": TEXT}),
    repealed=many(
        record(Repealed, kind=TEXT, name=TEXT, citations=CITATIONS, notes=many(TEXT), span=SPAN)
    ),
)

# ---- examples and claims ----

OUTCOME = one_of(tuple(Outcome))
GIVEN = union(*_SCALARS.items(), (frozenset, a_set_of(NAME)), (dict, by_name(WHOLE)))
EXAMPLE = record(
    Example,
    label=TEXT,
    given=by_name(GIVEN),
    outcome=OUTCOME,
    because=NAMES,
    missing=NAMES,
    questioned=optional(WHOLE),
    possible=a_set_of(OUTCOME),
    span=SPAN,
)
CLAIM = record(
    Claim,
    label=TEXT,
    condition=EXPRESSION,
    never=TRUTH,
    outcomes=a_set_of(OUTCOME),
    citations=CITATIONS,
    notes=many(TEXT),
    span=SPAN,
)

EDITION = record(
    EditionInfo,
    id=TEXT,
    year=WHOLE,
    regulation=TEXT,
    kind=TEXT,
    title=TEXT,
    signed=optional(DAY),
    first_day=DAY,
    last_day=optional(DAY),
    force_clauses=many(TEXT),
    funds=NAMES,
    amends=many(TEXT),
    partial=TRUTH,
    source=by_name(TEXT, TEXT),
    topics=by_name(TEXT, TEXT),
    sha256=TEXT,
    draft=TRUTH,
)
