"""The limits of an edition over a ledger that lies in an engine, the same as `limits_over`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from sqlglot import exp

from bokrules.backends.to_sql.limits import RESULTS, LimitPlan, Relations, plan_limit
from bokrules.backends.to_sql.limits.plan import PREFIX
from bokrules.backends.to_sql.limits.rows import UNIT
from bokrules.backends.to_sql.limits.selected import Condition, all_rows, selected_rows
from bokrules.backends.to_sql.limits.statements import Dialect, Printed, read_often
from bokrules.evaluation.limits import NO_LIMITS, ONE_OFFICE_ASSUMED
from bokrules.evaluation.limits.case import LimitCase
from bokrules.evaluation.limits.ceilings import Ceilings
from bokrules.evaluation.limits.results import LimitFinding, LimitsResult, OpenLimit
from bokrules.evaluation.limits_in_sql.answers import Answers, PlaceOf, Row
from bokrules.evaluation.limits_in_sql.engine import Engine
from bokrules.evaluation.limits_in_sql.prepared import (
    CEILINGS,
    WHOLE,
    Preparation,
    PreparedLedger,
    prepared,
    with_keys,
)
from bokrules.evaluation.timeline import Texts, declared_in

_FIRST = ("counted", "undecided")
_THEN = ("numbered", "pairs", "passing")
"""Steps that several results read: worked out once, kept as temporary tables."""


@dataclass(frozen=True)
class LimitsInSql:
    """The limits of an edition as queries over a ledger of facts; made once, used for any ledger.

    `facts` is a table, or a query in parentheses, with a row for each row of the ledger: `row_key`
    (whole numbers from 0, in the order of the file), and the facts that the edition declares, as
    far as limits need them, in columns of their Indonesian names. `condition` spells a condition
    over them. `may_count` are the names of the limits that rows may count towards, where that is
    known: other maxima are not looked at. Raises NotInSql when a limit is of a kind that has no
    query.
    """

    texts: Texts
    facts: exp.Expr
    condition: Condition
    may_count: frozenset[str] | None = None
    _printed: dict[tuple[object, ...], _Printed] = field(default_factory=dict, repr=False)

    def over(
        self, engine: Engine, place_of: PlaceOf, ceilings: Ceilings | None = None, unread: int = 0
    ) -> LimitsResult:
        """All findings, and all that is not decided; `unread` more rows could not be read.

        `place_of` says where the row of a key stands.
        """
        if not declared_in(self.texts, lambda text: text.limits):
            return NO_LIMITS
        findings: list[LimitFinding] = []
        not_decided: list[OpenLimit] = []
        asks_units = any(UNIT in e.fields for e, _ in declared_in(self.texts, lambda t: t.limits))
        printed = self._in_words_of(engine.dialect, ceilings is not None, unread > 0)
        with prepared(engine, printed.before, ceilings) as ledger:
            for each in printed.limits:
                limit, text = each.plan.grouping.limit, each.plan.grouping.policy
                case = LimitCase(limit, text, ledger.spelling, ceilings)
                answers = Answers(case, place_of, ledger.units, ledger.last_day)
                results = each.results(engine)
                named = chain(results["findings"], results["open_rows"])
                for name, keys in answers.keys(named).items():
                    ledger.learn(name, keys)
                findings += answers.findings(results["findings"], results["finding_rows"])
                not_decided += answers.not_decided(results["open_rows"], results["doubtful_rows"])
            is_assumed = asks_units and _is_one_office(ledger)
        remarks = (ONE_OFFICE_ASSUMED,) if is_assumed else ()
        return LimitsResult(tuple(findings), tuple(not_decided), remarks)

    def plans(self, *, has_ceilings: bool, unread: bool) -> list[LimitPlan]:
        """The limits in their order, over the ledger with keys, as `prepared` leaves it."""
        keyed = with_keys(self.facts, self.texts).subquery()
        found = []
        for limit, text in declared_in(self.texts, lambda text: text.limits):
            if limit.is_most and self.may_count is not None and limit.name not in self.may_count:
                continue
            relations = Relations(
                rows=selected_rows(limit, text, self.texts, keyed, self.condition).subquery(),
                ledger=all_rows(limit, keyed, self.condition).subquery(),
                ceilings=exp.to_table(CEILINGS) if has_ceilings else None,
                whole=exp.to_table(WHOLE),
            )
            edition = self.texts[0]
            found.append(plan_limit(limit, text, relations, edition=edition, unread=unread))
        return found

    def _in_words_of(self, dialect: Dialect, has_ceilings: bool, unread: bool) -> _Printed:
        key = dialect, has_ceilings, unread
        if key not in self._printed:
            plans = self.plans(has_ceilings=has_ceilings, unread=unread)
            self._printed[key] = _Printed(
                Preparation.of(self.facts, self.texts, dialect, has_ceilings=has_ceilings),
                [_Statements(each, dialect) for each in plans],
            )
        return self._printed[key]


@dataclass(frozen=True)
class _Printed:
    """All that is asked of an engine."""

    before: Preparation
    limits: list[_Statements]


def _is_one_office(ledger: PreparedLedger) -> bool:
    return ledger.n_rows > 0 and ledger.spelling.names_no_unit


@dataclass(frozen=True)
class _Statements:
    """A limit's queries in the words of an engine."""

    plan: LimitPlan
    dialect: Dialect

    def results(self, engine: Engine) -> dict[str, list[Row]]:
        """What each of the results gives, what they share worked out once."""
        first = {name: text for name, text in self._texts.items() if name in self._first}
        then = {
            name: text for name, text in self._texts.items() if name in self._kept - self._first
        }
        with _made(engine, first):
            if self.plan.grouping.limit.is_most and self._selects_nothing(engine):
                return {each: [] for each in RESULTS}
            with _made(engine, then):
                return {each: self._rows(engine, each) for each in RESULTS}

    def _selects_nothing(self, engine: Engine) -> bool:
        return not any(engine.run(f"SELECT 1 FROM {PREFIX}{each} LIMIT 1") for each in _FIRST)

    def _rows(self, engine: Engine, result: str) -> list[Row]:
        columns = self.plan.columns(result)
        found = engine.run(self._texts[PREFIX + result])
        return [dict(zip(columns, each, strict=True)) for each in found]

    @cached_property
    def _printed(self) -> Printed:
        return Printed(self.plan.steps, self.dialect)

    @cached_property
    def _kept(self) -> set[str]:
        """The steps that become tables. Spark works a step out for each place where it is read."""
        if self.dialect == "spark":
            return read_often(self.plan.steps)
        return {PREFIX + each for each in (*_FIRST, *_THEN)}

    @cached_property
    def _first(self) -> set[str]:
        """Those of them without which it is not known whether the limit selects anything."""
        names = {each.name for each in self.plan.steps}
        ends = names.intersection(PREFIX + each for each in _FIRST)
        return self._printed.behind(ends) & {*self._kept, *ends}

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The kept steps and the results, each reading the kept ones before it, in order."""
        kept = self._kept | self._first
        wanted = kept | {PREFIX + each for each in RESULTS}
        names = [each.name for each in self.plan.steps if each.name in wanted]
        return {
            name: self._printed.statement(name, kept.intersection(names[:place]))
            for place, name in enumerate(names)
        }


@contextmanager
def _made(engine: Engine, texts: dict[str, str]) -> Iterator[None]:
    """Keeps what queries give as temporary tables for a while."""
    made: list[str] = []
    try:
        for name, text in texts.items():
            engine.make(name, text)
            made.append(name)
        yield
    finally:
        for name in reversed(made):
            engine.drop(name)
