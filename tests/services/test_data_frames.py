"""Expenses as a Spark data frame, and as partitioned parquet."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import DataFrame
from pyspark.sql.functions import lit

import bokrules
from bokrules.editions.spark import check_parquet
from tests.services.spark import Spark

SCHEMA = "row_key long, expense_type string, nilai long, unit string, documents array<string>"
ROWS = [
    (7, "honor", 500, "A", ["kuitansi"]),
    (3, None, None, "B", None),
    (5, "salah", 5, "B", None),
]


@pytest.fixture
def frame(spark: Spark) -> DataFrame:
    return spark.session.createDataFrame(ROWS, SCHEMA)


def test_a_frame_in_and_frames_out(spark: Spark, frame: DataFrame) -> None:
    checked = bokrules.check_dataframe(frame, 2010, keep=["satker"])
    found = checked.results.select("row_key", "outcome", "questioned_amount", "unit").collect()
    assert {tuple(each) for each in found} == {
        (7, "forbidden", 500, "A"),
        (3, "undetermined", 0, "B"),
        (5, None, None, "B"),
    }
    assert [tuple(each) for each in checked.invalid.collect()] == [(5, "expense_type")]
    states = checked.obligations.where("row_key = 7").select("name", "state").collect()
    assert ("bukti_pengeluaran", "met") in {tuple(each) for each in states}
    left = [each.name for each in spark.session.catalog.listTables()]
    assert not [each for each in left if each.startswith("_bokrules_")]


def test_partitioned_parquet(spark: Spark, frame: DataFrame, tmp_path: Path) -> None:
    source, target = f"{tmp_path}/in", f"{tmp_path}/out"
    frame.write.partitionBy("unit").parquet(source)
    check_parquet(spark.session, source, target, 2010, partition_by=["unit"])
    assert sorted(each.name for each in Path(target).glob("unit=*")) == ["unit=A", "unit=B"]
    rows = spark.session.read.parquet(target).select("row_key", "outcome").collect()
    assert dict(map(tuple, rows)) == {7: "forbidden", 3: "undetermined", 5: None}


def test_what_a_frame_must_have(frame: DataFrame) -> None:
    with pytest.raises(bokrules.InvalidValue, match="row_key"):
        bokrules.check_dataframe(frame.drop("row_key"), 2010)
    with pytest.raises(bokrules.UnknownField, match="aktivitas"):
        bokrules.check_dataframe(frame.withColumn("aktivitas", lit("x")), 2010)
    with pytest.raises(bokrules.InvalidValue, match="amount"):
        bokrules.check_dataframe(frame.withColumn("amount", lit(1)), 2010)
    with pytest.raises(bokrules.InvalidValue, match="double"):
        bokrules.check_dataframe(frame.withColumn("nilai", lit(0.5)), 2010)
    with pytest.raises(bokrules.UnknownField):
        bokrules.check_dataframe(frame, 2010, keep=["bukan"])
