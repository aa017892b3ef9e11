"""The results as a table, and the goals beside what was reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]
SINKS = {
    "stream": "to row key and class id, handed over",
    "file": "to row key and class id, written as parquet",
    "wide": "the wide answer (outcome, rules, missing facts of each line), written as parquet",
}
TIMES_SCAN, STRETCH = 2.3, 1.8
TIMES_OPENFISCA, TIMES_SPARK = 6.0, 3.0
MOST_MEGABYTES = 500
FLAT = 1.25
"""Times the memory of the first million lines that still count as flat."""
NOTES = """\
All gave the same verdicts for all lines: each answer was joined by row key to what the reference
  says of their codes. × is the seconds over those of the scan. MB: peak memory, for all lines and
  for the first million, of the process and of those that it started. Each run is a process of its
  own, libraries loaded and the first file done once before.
scan: DuckDB, every value of the columns used into a hash; it gives no answer.
peers: written by hand for the edition of 2010 alone; they trust that words are of its vocabulary,
  which bokrules checks. Their class id is a code: outcome, rules and missing facts follow by a
  table.
handed over: Arrow batches (DuckDB), one frame (Polars), arrays (numpy, pandas, OpenFisca), a sink
  that keeps no row (Spark).
OpenFisca-Core knows no missing values; they are given as values of their own.
Spark: the row key is the column `id`; the place of a line in all files is not to be had."""


def table_of(document: Row) -> str:
    machine = ", ".join(f"{name} {value}" for name, value in document["machine"].items())
    lines = [machine, f"made-up lines, seed {document['seed']}: {document['rows']:,}"]
    for kind, found in document["kinds"].items():
        for sink, title in SINKS.items():
            lines += _part(kind, sink, title, found["contestants"])
        lines += ["", *goals_of(kind, found["contestants"])]
    return "\n".join([*lines, "", NOTES])


def _part(kind: str, sink: str, title: str, contestants: dict[str, Row]) -> Iterator[str]:
    rows = {
        name: each["sinks"][sink] for name, each in contestants.items() if sink in each["sinks"]
    }
    if not rows:
        return
    scan = contestants["scan"]["sinks"]["stream"]["least_seconds"]
    yield ""
    yield f"{kind}, {title}"
    yield f"  {'':44}{'least s':>9}{'median s':>10}{'CPU s':>8}{'×':>7}{'MB':>7}{'MB, 1M':>8}"
    for name, row in sorted(rows.items(), key=lambda each: float(each[1]["least_seconds"])):
        yield (
            f"  {contestants[name]['text']:44}{row['least_seconds']:9.3f}"
            f"{row['median_seconds']:10.3f}{row['processor_seconds']:8.2f}"
            f"{row['least_seconds'] / scan:7.2f}{row['megabytes']:7}"
            f"{row['megabytes_of_first_file']:8}"
        )


def goals_of(kind: str, contestants: dict[str, Row]) -> Iterator[str]:
    """What was reached with each way of handing over that bokrules has."""
    if "bokrules" not in contestants:
        yield f"{kind}: bokrules did not take part."
        return
    for sink, own in contestants["bokrules"]["sinks"].items():
        if sink == "wide":
            continue
        seconds = own["least_seconds"]
        scan = contestants["scan"]["sinks"]["stream"]["least_seconds"]
        peers = _seconds_of(contestants, sink)
        reached = seconds / scan
        yield _goal(
            f"{kind}, {sink}: times the scan", f"≤ {TIMES_SCAN} ({STRETCH})", reached,
            is_met=reached <= TIMES_SCAN,
        )  # fmt: skip
        if peers:
            best = min(peers, key=lambda name: peers[name])
            reached = seconds / peers[best]
            text = f"{kind}, {sink}: times the best peer ({best})"
            yield _goal(text, "≤ 1", reached, is_met=reached <= 1)
        for name, goal in (("openfisca", TIMES_OPENFISCA), ("spark", TIMES_SPARK)):
            if name in peers:
                reached = peers[name] / seconds
                text = f"{kind}, {sink}: as fast as {name}"
                yield _goal(text, f"≥ {goal}", reached, is_met=reached >= goal)
        most, first = own["megabytes"], own["megabytes_of_first_file"]
        yield _goal(
            f"{kind}, {sink}: MB", f"< {MOST_MEGABYTES}", most, is_met=most < MOST_MEGABYTES
        )
        yield _goal(
            f"{kind}, {sink}: MB over those of a million", f"≤ {FLAT}", most / first,
            is_met=most <= FLAT * first,
        )  # fmt: skip


def _seconds_of(contestants: dict[str, Row], sink: str) -> dict[str, float]:
    return {
        name: float(each["sinks"][sink]["least_seconds"])
        for name, each in contestants.items()
        if sink in each["sinks"] and name not in ("scan", "bokrules")
    }


def _goal(text: str, goal: str, reached: float, *, is_met: bool) -> str:
    return f"  {text:58}{goal:>12}{reached:9.2f}  {'reached' if is_met else 'NOT REACHED'}"
