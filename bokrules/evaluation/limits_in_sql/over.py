"""The limits of an edition over a ledger that lies in an engine, the same as `limits_over`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from sqlglot import exp

from bokrules.backends.to_sql.limits import RESULTS, LimitPlan, Relations, plan_limit
from bokrules.backends.to_sql.limits.keys import KEY_SUFFIX
from bokrules.backends.to_sql.limits.plan import PREFIX
from bokrules.backends.to_sql.limits.rows import EVENT, PAYEE, UNIT, sources_of
from bokrules.backends.to_sql.limits.selected import Condition, all_rows, selected_rows
from bokrules.backends.to_sql.limits.statements import Step, column, needed, with_steps
from bokrules.backends.to_sql.limits.whole import whole_steps
from bokrules.evaluation.limits import NO_LIMITS, ONE_OFFICE_ASSUMED
from bokrules.evaluation.limits.case import LimitCase
from bokrules.evaluation.limits.ceilings import Ceilings
from bokrules.evaluation.limits.lines import Key, Ledger, key_of
from bokrules.evaluation.limits.results import LimitFinding, LimitsResult, OpenLimit
from bokrules.evaluation.limits_in_sql.answers import Answers, PlaceOf, Row
from bokrules.evaluation.limits_in_sql.engine import Engine
from bokrules.evaluation.timeline import Texts, declared_in
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import Policy

_KEPT = ("counted", "undecided", "numbered", "pairs", "passing")
"""Steps that several results read: worked out once, kept as temporary tables."""
_OWN = "bokrules_limits_"
_EPOCH = date(1970, 1, 1)


def limits_in(
    engine: Engine,
    facts: exp.Expression,
    texts: Texts,
    condition: Condition,
    place_of: PlaceOf,
    ceilings: Ceilings | None = None,
    *,
    unread: int = 0,
) -> LimitsResult:
    """The limits of an edition over all rows of a ledger; `unread` more rows could not be read.

    `facts` is a table, or a query in parentheses, with a row for each row of the ledger: `row_key`,
    its place in the order of the file, and the facts that the edition declares, as far as limits
    need them, in columns of their Indonesian names. `condition` spells a condition over them, and
    `place_of` says where the row of a key stands.
    """
    limits = declared_in(texts, lambda text: text.limits)
    if not limits:
        return NO_LIMITS
    with _prepared(engine, facts, texts, ceilings) as ledger:
        findings: list[LimitFinding] = []
        not_decided: list[OpenLimit] = []
        for limit, text in limits:
            case = LimitCase(limit, text, ledger.shown, ceilings)
            answers = Answers(case, place_of, ledger.units, ledger.last_day)
            plan = _plan(ledger, limit, text, texts, condition, unread=bool(unread))
            results = _results(engine, plan)
            findings += answers.findings(results["findings"], results["finding_rows"])
            not_decided += answers.not_decided(results["open_rows"])
        asks_units = any(UNIT in each.fields for each, _ in limits)
        is_assumed = ledger.n_rows > 0 and ledger.shown.names_no_unit and asks_units
    remarks = (ONE_OFFICE_ASSUMED,) if is_assumed else ()
    return LimitsResult(tuple(findings), tuple(not_decided), remarks)


def _plan(
    ledger: _Prepared,
    limit: Limit,
    text: Policy,
    texts: Texts,
    condition: Condition,
    *,
    unread: bool,
) -> LimitPlan:
    rows = selected_rows(limit, text, texts, ledger.facts, condition).subquery()
    relations = Relations(
        rows=rows,
        ledger=all_rows(limit, ledger.facts, condition).subquery(),
        ceilings=ledger.ceilings,
        whole=exp.to_table(_OWN + "whole"),
    )
    return plan_limit(limit, text, relations, edition=texts[0], unread=unread)


def _results(engine: Engine, plan: LimitPlan) -> dict[str, list[Row]]:
    """The three results of a limit, what they share worked out once."""
    names = [each.name for each in plan.steps]
    kept = [PREFIX + each for each in _KEPT if PREFIX + each in names]
    made: list[str] = []
    try:
        for name in sorted(kept, key=names.index):
            engine.make(name, with_steps(plan.steps, name, made).sql(dialect=engine.dialect))
            made.append(name)
        found: dict[str, list[Row]] = {}
        for result in RESULTS:
            query = with_steps(plan.steps, PREFIX + result, made)
            columns = plan.columns(result)
            rows = engine.run(query.sql(dialect=engine.dialect))
            found[result] = [dict(zip(columns, each, strict=True)) for each in rows]
        return found
    finally:
        for name in made:
            engine.drop(name)


# ---- the ledger, with keys ----


@dataclass(frozen=True)
class _Prepared:
    """A ledger with the keys of its texts beside them, and what is known of the whole."""

    facts: exp.Expression
    ceilings: exp.Expression | None
    shown: Ledger
    units: Sequence[Key]
    n_rows: int
    last_day: date | None


@contextmanager
def _prepared(
    engine: Engine, facts: exp.Expression, texts: Texts, ceilings: Ceilings | None
) -> Iterator[_Prepared]:
    made: list[str] = []
    try:
        spelt: dict[tuple[str, Key], str] = {}
        keys: dict[str, Mapping[str, Key]] = {}
        for name in _text_fields(texts):
            keys[name] = _keys(engine, facts, name)
            engine.load(
                _OWN + name, [("value", "TEXT"), ("key", "TEXT")], list(keys[name].items())
            )
            made.append(_OWN + name)
            for value, key in keys[name].items():
                spelt[name, key] = min(value, spelt.get((name, key), value))
        if ceilings is not None:
            engine.load(_OWN + "ceilings", _CEILING_COLUMNS, _ceiling_rows(ceilings))
            made.append(_OWN + "ceilings")
        keyed = _with_keys(facts, list(keys)).subquery()
        given = None if ceilings is None else exp.to_table(_OWN + "ceilings")
        whole, offices = _whole(engine, keyed, texts, given)
        made.append(_OWN + "whole")
        shown = Ledger((), texts, None if ceilings is None else ceilings.units, spelt)
        shown.names_no_unit = bool(whole["names_no_unit"])
        last = whole["last_n"]
        yield _Prepared(
            facts=keyed,
            ceilings=given,
            shown=shown,
            units=offices,
            n_rows=int(whole["n_rows"]),
            last_day=None if last is None else _EPOCH + timedelta(days=int(last)),
        )
    finally:
        for name in made:
            engine.drop(name)


def _text_fields(texts: Texts) -> list[str]:
    """The texts that rows are grouped or told apart by, as far as the edition declares them."""
    facts = texts[0].vocabulary.facts
    named = {UNIT, EVENT, PAYEE} & facts.keys()
    for limit, _ in declared_in(texts, lambda text: text.limits):
        for field in limit.fields:
            named |= {e.name for e in sources_of(field, texts[0]) if e.type.kind == "text"}
    return sorted(named)


def _keys(engine: Engine, facts: exp.Expression, name: str) -> dict[str, Key]:
    """What each text of a field is compared by."""
    query = exp.select(column(name, "f")).distinct().from_(exp.alias_(facts.copy(), "f", table=True))
    found = engine.run(query.sql(dialect=engine.dialect))
    return {value: key_of(value) for (value,) in found if value is not None}


def _with_keys(facts: exp.Expression, names: Sequence[str]) -> exp.Select:
    query = exp.select("f.*").from_(exp.alias_(facts.copy(), "f", table=True))
    for place, name in enumerate(names):
        other = f"k{place}"
        key = exp.alias_(exp.column("key", table=other), name + KEY_SUFFIX, quoted=True)
        same = exp.column("value", table=other).eq(column(name, "f"))
        table = exp.alias_(exp.to_table(_OWN + name), other, table=True)
        query = query.select(key).join(table, on=same, join_type="left")
    return query


_CEILING_COLUMNS = [
    ("unit_key", "TEXT"),
    ("fund", "TEXT"),
    ("year", "INT"),
    ("amount", "BIGINT"),
    ("position", "BIGINT"),
]


def _ceiling_rows(ceilings: Ceilings) -> list[tuple[Key, str | None, int | None, int, int]]:
    return [
        (each.key, each.fund, each.year, each.amount, position)
        for position, each in enumerate(ceilings.entries)
    ]


def _whole(
    engine: Engine, keyed: exp.Expression, texts: Texts, ceilings: exp.Expression | None
) -> tuple[Row, list[Key]]:
    """What is known of the whole ledger, kept for all limits; and the units that its rows name."""
    has_ceilings = ceilings is not None
    steps = whole_steps(texts[0], keyed, "columns", has_ceilings=has_ceilings)
    if ceilings is not None:
        steps.insert(0, Step("ceilings", exp.select("*").from_(ceilings.copy())))
    name = _OWN + "whole"
    engine.make(name, with_steps(steps, "whole").sql(dialect=engine.dialect))
    columns = [each.alias_or_name for each in steps[-1].query.selects]
    (row,) = engine.run(exp.select(*columns).from_(name).sql(dialect=engine.dialect))
    units = exp.select("unit").distinct().from_("offices")
    for each in needed(steps, ["offices"]):
        units = units.with_(each.name, as_=each.query.copy())
    offices = [unit for (unit,) in engine.run(units.sql(dialect=engine.dialect))]
    return dict(zip(columns, row, strict=True)), offices
