"""Many expenses on Apache Spark: a data frame in, a data frame out, on a laptop or a cluster.

What an edition says is worked out by Spark itself, with the SQL that `bokrules export` writes: no
Python runs on the executors, and they need no bokrules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from bokrules.backends.to_sql.script.inputs import ROW_KEY, InputColumn, Inputs
from bokrules.backends.to_sql.script.script import Exported, exported, statement_text
from bokrules.base import codes
from bokrules.base.errors import InvalidValue, UnknownField
from bokrules.base.messages import msg
from bokrules.base.suggestions import did_you_mean
from bokrules.evaluation.described_rules import described
from bokrules.semantics.policy import Policy

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "BIGINT": ("tinyint", "smallint", "int", "bigint", "decimal"),
    "DECIMAL(26, 9)": ("tinyint", "smallint", "int", "bigint", "decimal"),
    "BOOLEAN": ("boolean",),
    "DATE": ("date",),
    "TEXT": ("string", "varchar", "char"),
    "TEXT[]": ("array<string>",),
}
"""For each type of a fact the types of Spark that hold it exactly."""
_REFERENCE_TYPES = {"TEXT": "STRING"}
_CHECKS = count(1)
"""Two checks at the same time, in two threads, have tables of their own."""


@dataclass(frozen=True, slots=True)
class CheckedFrame:
    """The answers to a data frame of expenses, each worked out when it is asked for.

    `results` has a row per expense: its outcome is NULL where a value is not valid, and `invalid`
    then has a row for each such value. `obligations` has a row per expense and obligation.
    """

    results: DataFrame
    obligations: DataFrame
    invalid: DataFrame


def check_frame(
    dataframe: DataFrame, policies: Sequence[Policy], keep: Collection[str] = ()
) -> CheckedFrame:
    """Check the expenses of a data frame under the texts of an edition.

    A column `row_key` (a whole number, different in every row) tells rows apart; the others are
    facts under either of their names; each tax is a column of its own, such as `taxes_ppn`. `keep`
    are facts that the results have too. Raises UnknownField, InvalidValue or NotInSql.
    """
    spark = dataframe.sparkSession
    prefix = f"_bokrules_{next(_CHECKS)}_"
    edition = exported(policies, "spark", described, prefix, keep, over_ledger=False)
    for name in keep:
        _input_of(name, edition.inputs)
    expenses = _as_expenses(dataframe, edition.inputs)
    with _views(spark, edition, expenses):
        frames = [spark.sql(statement_text(each.query, "spark")) for each in edition.views]
    return CheckedFrame(*frames)


@contextmanager
def _views(spark: SparkSession, edition: Exported, expenses: DataFrame) -> Iterator[None]:
    """The tables that the queries read, under names of their own, while they are analysed."""
    from pyspark.sql.functions import broadcast

    made = [edition.names.expenses]
    expenses.createOrReplaceTempView(edition.names.expenses)
    try:
        for table in edition.tables:
            schema = ", ".join(
                f"`{name}` {_REFERENCE_TYPES.get(type_, type_)}"
                for name, type_ in table.columns.items()
            )
            made.append(table.name)
            frame = spark.createDataFrame(table.rows, schema)
            broadcast(frame).createOrReplaceTempView(table.name)
        yield
    finally:
        for name in made:
            spark.catalog.dropTempView(name)


# ---- the columns of a data frame ----


def _as_expenses(dataframe: DataFrame, inputs: Inputs) -> DataFrame:
    """The data frame under the names of the table of expenses; what it lacks is NULL."""
    from pyspark.sql import functions

    types = dict(dataframe.dtypes)
    if ROW_KEY not in types:
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("the data frame has no column `{name}`", name=ROW_KEY),
            msg("give every row a whole number of its own under this name"),
        )
    _check_type(ROW_KEY, types.pop(ROW_KEY), "BIGINT")
    given: dict[str, str] = {}
    for name, type_ in types.items():
        column = _input_of(name, inputs)
        if column.name in given:
            raise InvalidValue(
                codes.FIELD_TWICE,
                msg("the field is given twice: `{a}` and `{b}`", a=given[column.name], b=name),
                msg("give it under one of its names"),
            )
        _check_type(name, type_, column.type)
        given[column.name] = name
    chosen = [dataframe[f"`{ROW_KEY}`"].alias(ROW_KEY)]
    for each in inputs.columns:
        own = given.get(each.name)
        value: Any = functions.lit(None) if own is None else dataframe[f"`{own}`"]
        if own is None:
            value = value.cast(
                each.type.replace("TEXT[]", "array<string>").replace("TEXT", "string")
            )
        chosen.append(value.alias(each.name))
    return dataframe.select(*chosen)


def _input_of(name: str, inputs: Inputs) -> InputColumn:
    found = {each.inner_name: each for each in inputs.columns}
    found |= {each.name: each for each in inputs.columns}
    if name not in found:
        raise UnknownField(
            codes.UNKNOWN_FIELD,
            msg("there is no field `{name}`", name=name),
            did_you_mean(name, [*found]) or msg("one of: {names}", names=[*found]),
        )
    return found[name]


def _check_type(name: str, given: str, wanted: str) -> None:
    if given.split("(", maxsplit=1)[0] in _FAMILIES[wanted]:
        return
    raise InvalidValue(
        codes.INVALID_VALUE,
        msg(
            "column `{name}` is {given}, and should be {wanted}",
            name=name,
            given=given,
            wanted=wanted,
        ),
        msg("cast it, and look at what the cast makes NULL"),
    )
