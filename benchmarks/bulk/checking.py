"""Whether an answer is right, line by line, before anything is timed.

One contestant's codes are the measure: the reference decides one line of each of its codes and,
lest a code hold different verdicts, many lines drawn at random from all files. Then every
contestant's answer is joined to it by row key: each of its classes must hold lines of one verdict
alone, in all lines. A verdict is the outcome, the deciding rules and the missing facts.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from benchmarks.bulk.job import CODE, KEY
from benchmarks.bulk.ledgers import COLUMNS, SEED, expense_of
from bokrules.backends import reference
from bokrules.evaluation.expense import to_facts
from bokrules.semantics.policy import Policy

SAMPLE = 20_000
_BATCH = 10_000
Verdict = tuple[str, str, str]
"""Outcome, rules, missing facts; names between semicolons."""


def files(paths: Iterable[Path]) -> str:
    return f"read_parquet({[str(each) for each in paths]})"


def answer_at(path: Path) -> str:
    """One file, or a folder of them."""
    return f"read_parquet('{path / '*.parquet' if path.is_dir() else path}')"


def verdict_of(expense: dict[str, Any], policy: Policy) -> Verdict:
    decision = reference.decide(to_facts(expense, policy), policy)
    return (decision.outcome.value, ";".join(decision.basis), ";".join(sorted(decision.missing)))


def table_of_classes(paths: Sequence[Path], answer: Path, policy: Policy, table: Path) -> int:
    """Writes a row for each code of `answer`; gives back how many verdicts there are.

    Stops where a line drawn at random has another verdict than its code.
    """
    with duckdb.connect() as connection:
        chosen = connection.execute(
            f"SELECT {CODE}, min({KEY}) AS key FROM {answer_at(answer)} GROUP BY ALL ORDER BY ALL"
        ).fetchnumpy()
        keys = chosen["key"].tolist()
        by_key = dict(zip(keys, _verdicts(connection, paths, keys, policy), strict=True))
        verdicts = [by_key[key] for key in keys]
        _drawn_at_random(
            connection,
            paths,
            answer,
            policy,
            dict(zip(chosen[CODE].tolist(), verdicts, strict=True)),
        )
        numbers = {verdict: number for number, verdict in enumerate(sorted(set(verdicts)))}
        columns = {
            CODE: chosen[CODE],
            "verdict": np.array([numbers[each] for each in verdicts]),
            **{
                name: np.array([each[place] for each in verdicts], dtype=object)
                for place, name in enumerate(("outcome", "basis", "missing"))
            },
            "missing_as_told": np.array(
                [_as_told(each[2], policy) for each in verdicts], dtype=object
            ),
        }
        connection.register("classes", columns)
        connection.execute(f"COPY (FROM classes) TO '{table}' (FORMAT parquet)")
    return len(numbers)


def _drawn_at_random(
    connection: Any,
    paths: Sequence[Path],
    answer: Path,
    policy: Policy,
    by_code: dict[int, Verdict],
) -> None:
    [(rows,)] = connection.execute(f"SELECT count(*) FROM {answer_at(answer)}").fetchall()
    keys = sorted(random.Random(SEED).sample(range(rows), min(rows, SAMPLE)))
    connection.register("drawn", {"key": np.array(keys)})
    codes = connection.execute(
        f"SELECT {CODE} FROM drawn JOIN {answer_at(answer)} ON {KEY} = key ORDER BY key"
    ).fetchall()
    for (code,), verdict in zip(codes, _verdicts(connection, paths, keys, policy), strict=True):
        if by_code[code] != verdict:
            raise SystemExit(f"lines of code {code} have verdicts {by_code[code]} and {verdict}")


def _verdicts(
    connection: Any, paths: Sequence[Path], keys: Sequence[int], policy: Policy
) -> Iterator[Verdict]:
    """Of the lines with these keys, by the reference. A line's `id` is its key."""
    places = {key: place for place, key in enumerate(keys)}
    found: list[Verdict | None] = [None] * len(keys)
    connection.register("wanted", {"key": np.array(keys)})
    lines = connection.execute(
        f"SELECT {', '.join(COLUMNS)} FROM {files(paths)} JOIN wanted ON id = key"
    )
    while batch := lines.fetchmany(_BATCH):
        for values in batch:
            row = dict(zip(COLUMNS, values, strict=True))
            found[places[row["id"]]] = verdict_of(expense_of(row), policy)
    for each in found:
        if each is None:
            raise SystemExit("a row key is in no file")
        yield each


def wrong(answer: Path, measure: Path, table: Path, rows: int) -> str:
    """What is wrong with an answer; empty if nothing is."""
    with duckdb.connect() as connection:
        [(count, keys)] = connection.execute(
            f"SELECT count(*), count(DISTINCT {KEY}) FROM {answer_at(answer)}"
        ).fetchall()
        if not count == keys == rows:
            return f"{count} rows with {keys} different keys for {rows} lines"
        [(mixed, joined)] = connection.execute(
            f"SELECT count(*) FILTER (first <> last), sum(lines) FROM ("
            f" SELECT found.{CODE}, min(verdict) AS first, max(verdict) AS last, count(*) AS lines"
            f" FROM {answer_at(answer)} found JOIN {answer_at(measure)} right_one USING ({KEY})"
            f" JOIN read_parquet('{table}') class ON class.{CODE} = right_one.{CODE}"
            f" GROUP BY found.{CODE})"
        ).fetchall()
    if joined != rows:
        return f"{rows - joined} lines have a key of no line"
    return f"{mixed} classes hold lines of different verdicts" if mixed else ""


def wrong_words(answer: Path, measure: Path, table: Path, rows: int) -> str:
    """The same of a wide answer: its words are compared themselves.

    bokrules tells lists of rules and of API names; others copy the table.
    """
    with duckdb.connect() as connection:
        names = connection.sql(f"FROM {answer_at(answer)} LIMIT 0").columns
        same = "found.basis = class.basis AND found.missing = class.missing"
        if "rules" in names:
            same = (
                "array_to_string(found.rules, ';') = class.basis"
                " AND array_to_string(found.missing, ';') = class.missing_as_told"
            )
        [(right,)] = connection.execute(
            f"SELECT count(*) FROM {answer_at(answer)} found"
            f" JOIN {answer_at(measure)} USING ({KEY})"
            f" JOIN read_parquet('{table}') class USING ({CODE})"
            f" WHERE found.outcome = class.outcome AND {same}"
        ).fetchall()
    return "" if right == rows else f"{rows - right} lines have other words"


def _as_told(missing: str, policy: Policy) -> str:
    """Missing facts by the names that an application uses."""
    names = frozenset(missing.split(";")) if missing else frozenset()
    return ";".join(policy.vocabulary.aliases(names))
