"""The shapes of what allocates and assesses: units, tables, formulas and scales."""

from __future__ import annotations

from bokrules.editions.cache.rule_shapes import (
    CONSTANT,
    DECLARED,
    LABEL,
    SCALAR,
    SIGN,
    TIMES,
    TYPE,
)
from bokrules.editions.cache.shapes import (
    FRACTION,
    NAME,
    TRUTH,
    WHOLE,
    Shape,
    by_name,
    later,
    many,
    one_of,
    optional,
    pairs,
    record,
    union,
)
from bokrules.semantics.allocation import (
    Formula,
    Indicator,
    Line,
    Lookup,
    Node,
    Product,
    Ref,
    Rounding,
    Sum,
    SumOver,
    Table,
    UnitCount,
    UnitKind,
)
from bokrules.semantics.expressions import Constant
from bokrules.semantics.scales import Band, Scale

NODE: Shape[Node] = later(lambda: _NODE)
_NODE: Shape[Node] = union(
    (Constant, CONSTANT),
    (Ref, record(Ref, kind=one_of(("input", "line", "column")), name=NAME)),
    (Lookup, record(Lookup, table=NAME, key=NODE)),
    (SumOver, record(SumOver, operand=NODE)),
    (UnitCount, record(UnitCount)),
    (Indicator, record(Indicator, operand=NODE)),
    (Sum, record(Sum, terms=pairs(SIGN, NODE))),
    (Product, record(Product, factors=pairs(TIMES, NODE))),
)
_END = optional(FRACTION)
SCALE = record(
    Scale,
    **DECLARED,
    bands=many(record(Band, label=LABEL, lower=_END, has_lower=TRUTH, upper=_END, has_upper=TRUTH)),
    is_percent=TRUTH,
)
UNIT = record(UnitKind, **DECLARED, columns=by_name(TYPE))
TABLE = record(Table, **DECLARED, choice=NAME, type=TYPE, entries=by_name(SCALAR))
FORMULA = record(
    Formula,
    **DECLARED,
    unit=NAME,
    inputs=by_name(TYPE),
    lines=many(record(Line, name=NAME, value=NODE, type=TYPE)),
    result=NAME,
    rounding=optional(
        record(
            Rounding,
            unit=WHOLE,
            exact_total=optional(NODE),
            ties=NAME,
            rest=optional(one_of(("largest", "undistributed"))),
        )
    ),
    least=optional(NODE),
    most=optional(NODE),
)
