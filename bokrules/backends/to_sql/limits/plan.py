"""One limit over a ledger as a query, for any of the engines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from bokrules.backends.to_sql.limits.counting import counting_steps
from bokrules.backends.to_sql.limits.keys import Keys
from bokrules.backends.to_sql.limits.maxima import NO_DOUBTFUL_ROWS, maximum_steps
from bokrules.backends.to_sql.limits.minima import Unread, minimum_steps
from bokrules.backends.to_sql.limits.rows import Grouping, line_steps
from bokrules.backends.to_sql.limits.statements import Dialect, Step, needed, sql, with_steps
from bokrules.backends.to_sql.limits.whole import whole_steps
from bokrules.semantics.limits import Limit, ShareOf
from bokrules.semantics.policy import Policy

RESULTS = ("findings", "finding_rows", "open_rows", "doubtful_rows")


@dataclass(frozen=True)
class Relations:
    """What a limit is worked out from: tables, or queries in parentheses.

    `rows` are those that may count, `ledger` all rows; see `rows.py`, `numbers.py` and `minima.py`
    for their columns. `whole` is the one row of `whole_steps`, if it was worked out before.
    """

    rows: exp.Expr
    ledger: exp.Expr
    ceilings: exp.Expr | None = None
    whole: exp.Expr | None = None


@dataclass(frozen=True)
class LimitPlan:
    """The steps that decide one limit. The last four are its results.

    `findings`: a row for each finding, of the group in `g0`, `g1`, … (what `per` names, in its
    order, as keys: of an event `e` and its name, else `d` and its first row, whose day is
    `group_day`) and `period`. `used`, `bound`, `ceiling`, `excess`, `short`, and what to know of
    them as `beyond_steps` says; `place` orders groups and, with `used`, names a finding.
    `finding_rows`: `row_key` of the rows of each `place`, with `role` `beyond` (of the finding with
    the same `used`) or `earlier` (of all findings of the place).
    `open_rows`: what is not decided, a row for each row that matters (`row_key` NULL: none does),
    with `why` as a code, and in `missing` the facts that would tell, a comma after each. `stage` 0
    are groups, 1 rows by what is known of their groups, 2 the limit as a whole.
    `doubtful_rows`: of a minimum that rows may still reach, those rows by `ugid`: many groups may
    have the same, so `open_rows` names them by it, with no `row_key`.
    """

    grouping: Grouping
    steps: tuple[Step, ...]

    def columns(self, result: str) -> list[str]:
        """The names of a result's columns, in their order."""
        (step,) = (each for each in self.steps if each.name == PREFIX + result)
        return step.query.named_selects

    def query(self, result: str) -> exp.Select:
        """One of the results as a single query."""
        return with_steps(self.steps, PREFIX + result)

    def statement(self, result: str, dialect: Dialect) -> str:
        """That query in the words of an engine."""
        return self.query(result).sql(dialect=dialect, pretty=True)


def plan_limit(
    limit: Limit,
    policy: Policy,
    relations: Relations,
    *,
    edition: Policy | None = None,
    keys: Keys = "columns",
    unread: Unread = False,
) -> LimitPlan:
    """How a limit, as the text `policy` has it, is decided over a ledger of its `edition`.

    Without an edition, `policy` is its only text. `unread`: some rows could not be read, so no
    minimum is certainly short; `whole`: if `n_unread` of that relation is not 0. Raises NotInSql.
    """
    grouping = Grouping(limit, policy, edition or policy, keys)
    grouping.check()
    has_ceilings = relations.ceilings is not None
    steps: list[Step] = []
    if relations.ceilings is not None:
        steps.append(_relation("ceilings", relations.ceilings))
    if relations.whole is not None:
        steps.append(_relation("whole", relations.whole))
    else:
        steps += whole_steps(grouping.edition, relations.ledger, keys, has_ceilings=has_ceilings)
    steps += [*line_steps(grouping, relations.rows), *counting_steps(grouping)]
    if isinstance(limit.measure, ShareOf) and not has_ceilings:
        steps += _without_ceilings(grouping)
    elif limit.is_most:
        steps += maximum_steps(grouping)
    else:
        ledger = relations.ledger
        steps += minimum_steps(grouping, ledger, unread=unread, has_ceilings=has_ceilings)
    return LimitPlan(grouping, tuple(needed(_prefixed(steps), [PREFIX + e for e in RESULTS])))


def _relation(name: str, given: exp.Expr) -> Step:
    return Step(name, exp.select("*").from_(exp.alias_(given.copy(), "r", table=True)))


def _without_ceilings(grouping: Grouping) -> list[Step]:
    """A share of a ceiling that nobody gave is not decided, by whatever rows there are."""
    group = ", ".join(f"CAST(NULL AS TEXT) AS {each}" for each in grouping.group)
    every = "SELECT row_key FROM counted UNION ALL SELECT row_key FROM undecided"
    if not grouping.limit.is_most:
        every = "SELECT CAST(NULL AS BIGINT) AS row_key"
    open_rows = f"""
        SELECT 2 AS stage, CAST(0 AS BIGINT) AS place, {group}, CAST(NULL AS DATE) AS group_day,
            'no_ceilings' AS why, '' AS missing, 0 AS late, row_key,
            CAST(NULL AS BIGINT) AS ugid
        FROM ({every}) AS e
        """
    findings = f"""
        SELECT row_key AS place, {group}, CAST(NULL AS DATE) AS group_day, 0 AS used, 0 AS bound,
            0 AS ceiling, 0 AS excess, 0 AS short, 0 AS known, 0 AS lacking, FALSE AS in_part,
            FALSE AS head_count, FALSE AS same_day, FALSE AS derived,
            CAST(NULL AS TEXT) AS event_name, CAST(NULL AS DATE) AS event_day
        FROM counted WHERE FALSE
        """
    rows = "SELECT row_key AS place, 0 AS used, row_key, 'beyond' AS role FROM counted WHERE FALSE"
    return [
        Step("open_rows", sql(open_rows)),
        Step("findings", sql(findings)),
        Step("finding_rows", sql(rows)),
        NO_DOUBTFUL_ROWS,
    ]


PREFIX = "limit_"


def _prefixed(steps: Sequence[Step]) -> list[Step]:
    """The steps under names of their own: a caller's table may be called `rows` or `events`."""
    names = {each.name for each in steps}

    def renamed(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Table) and not node.this.args.get("quoted") and node.name in names:
            node.set("this", exp.to_identifier(PREFIX + node.name))
        return node

    for each in steps:
        each.query.transform(renamed, copy=False)
    return [Step(PREFIX + each.name, each.query) for each in steps]
