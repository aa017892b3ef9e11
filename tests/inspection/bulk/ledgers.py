"""Ledgers of drawn expenses as files, in the shapes that a bulk check reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, cast

import duckdb

from bokrules.backends.decision import Facts
from bokrules.backends.to_sql.facts import TAXES, tax_column
from bokrules.editions import Edition
from bokrules.evaluation.timeline import Texts
from bokrules.semantics.policy import Policy
from tests.backends.to_sql.relations import TABLE, connection_with

Shape = Literal["typed", "texts", "map"]
SHAPES: tuple[Shape, ...] = ("typed", "texts", "map")


def edition_of(texts: Texts) -> Edition:
    """An edition that was made of no files."""
    return Edition(tuple(texts), cast("Any", None))


def write_parquet(
    path: Path, policy: Policy, expenses: Sequence[Facts], shape: Shape, row_group: int = 122_880
) -> None:
    """The expenses as parquet: typed, or as texts where they may be; taxes as columns or a map.

    A tax that an expense does not name, where it knows of taxes, is written as 0.
    """
    chosen = []
    for fact in policy.vocabulary.facts.values():
        name = f'"{fact.name}"'
        kind = fact.type.kind
        if kind == "taxes":
            chosen += _taxes(policy, shape)
        elif kind == "documents" and shape != "typed":
            listed = f"array_to_string({name}, '; ')"
            chosen.append(f"CASE WHEN len({name}) = 0 THEN '-' ELSE {listed} END AS {name}")
        elif shape == "texts" and kind != "documents":
            text = (
                f"CASE WHEN {name} THEN 'ya' ELSE 'tidak' END"
                if kind == "yes_no"
                else f"{name}::TEXT"
            )
            chosen.append(f"CASE WHEN {name} IS NOT NULL THEN {text} END AS {name}")
        else:
            chosen.append(name)
    with connection_with(policy, expenses) as connection:
        connection.execute(
            f"COPY (SELECT {', '.join(chosen)} FROM {TABLE} ORDER BY row_key)"
            f" TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {row_group})"
        )


def _taxes(policy: Policy, shape: Shape) -> list[str]:
    taxes = list(policy.vocabulary.taxes)
    if shape == "map":
        names = ", ".join(f"'{each}'" for each in taxes)
        values = ", ".join(f'coalesce("{tax_column(each)}", 0)' for each in taxes)
        return [f'CASE WHEN "{TAXES}" THEN MAP([{names}], [{values}]) END AS "{TAXES}"']
    kind = "TEXT" if shape == "texts" else "BIGINT"
    paid = {each: f'coalesce("{tax_column(each)}", 0)' for each in taxes}
    return [
        f'(CASE WHEN "{TAXES}" THEN {paid[each]} END)::{kind} AS "{TAXES}.{each}"' for each in taxes
    ]


def read_rows(path: Path | str) -> list[dict[str, Any]]:
    """The rows of a parquet file in their order."""
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet($1)", [str(path)])
        names = [each[0] for each in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
