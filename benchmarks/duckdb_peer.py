"""The formula in DuckDB: products in HUGEINT, a window for the largest remainders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np

from benchmarks.workload import UNIT, Case

SHARES = """
WITH scores AS (
  SELECT position, (weight * count)::HUGEINT AS score FROM unit JOIN weight USING (class)
), sums AS (
  SELECT sum(score)::HUGEINT AS total, count(*)::HUGEINT AS size FROM scores
), quotas AS (
  SELECT position,
         13 * $ceiling::HUGEINT * total + 7 * $ceiling::HUGEINT * size * score AS top,
         20 * size * total * $unit::HUGEINT AS scale
  FROM scores, sums
), parts AS (
  SELECT position, (top // scale)::BIGINT AS units, top % scale AS rest FROM quotas
), ranked AS (
  SELECT position, units,
         row_number() OVER (ORDER BY rest DESC, position) AS place,
         $ceiling // $unit - sum(units) OVER () AS left_over
  FROM parts
)
SELECT ((units + (place <= left_over)::BIGINT) * $unit)::BIGINT AS share
FROM ranked ORDER BY position
"""


def prepared(case: Case) -> Callable[[], Any]:
    """The arrays are registered once; each run is the query, and its result as an array."""
    connection = duckdb.connect()
    units = {
        "position": np.arange(case.size),
        "class": np.array(case.classes),
        "count": np.array(case.counts),
    }
    connection.register("unit", units)
    weights = {"class": np.arange(len(case.weights)), "weight": np.array(case.whole_weights)}
    connection.register("weight", weights)
    parameters = {"ceiling": case.ceiling, "unit": UNIT}

    def run() -> Any:
        return connection.execute(SHARES, parameters).fetchnumpy()["share"]

    return run
