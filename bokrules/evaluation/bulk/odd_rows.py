"""Rows that only the reader of rows can read: their answers, or what is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlglot import exp

from bokrules.backends.decision import Facts
from bokrules.backends.to_sql.dialects import column
from bokrules.evaluation.bulk.answers import Answers
from bokrules.evaluation.bulk.engine import Engine
from bokrules.evaluation.bulk.limit_facts import LimitFacts
from bokrules.evaluation.bulk.source import FILE, ROW, ROW_KEY, Fault, RowReader
from bokrules.evaluation.row import Place, RowError
from bokrules.evaluation.timeline import rule_on

ODD_ROWS = "bokrules_odd_rows"
MOST_ERRORS = 1_000
"""Rows whose errors are kept for the report; all of them are in what is written."""
_AT_ONCE = 5_000


@dataclass
class OddRows:
    """What became of them: the first errors, and how many there are of each code."""

    errors: list[RowError] = field(default_factory=list)
    by_code: Counter[str] = field(default_factory=Counter)
    are_any: bool = False

    @property
    def count(self) -> int:
        """How many rows could not be read."""
        return self.by_code.total()


def read_odd_rows(
    engine: Engine, answers: Answers, reader: RowReader, limit_facts: LimitFacts | None = None
) -> OddRows:
    """Makes the table of odd rows: class, rupiah and error of each, by its key.

    Also that of their facts, if limits are to be worked out from them.
    """
    result = OddRows()
    coding = answers.coding
    odd = coding.odd
    if odd is None:
        return result
    engine.rows(
        f"CREATE OR REPLACE TABLE {ODD_ROWS} (row_key BIGINT, class_id BIGINT, amount BIGINT,"
        " questioned BIGINT, unsupported BIGINT, id TEXT, error TEXT)"
    )
    if limit_facts is not None:
        limit_facts.make_odd_table(engine)
    headers = coding.source.headers
    wanted = [*(column(each) for each in (ROW_KEY, ROW, FILE)), *coding.source.cells()]
    query = exp.select(*wanted).from_(coding.source.relation().subquery("source")).where(odd)
    for batch in engine.batches(query, _AT_ONCE):
        result.are_any = True
        kept: list[tuple[int, Facts]] = []
        _keep(engine, [_read(row, headers, answers, reader, result, kept) for row in batch])
        if limit_facts is not None:
            limit_facts.keep_odd(engine, kept)
    result.errors.sort(key=lambda each: (each.place.file or "", each.place.row))
    return result


def _read(
    row: Sequence[Any],
    headers: Sequence[str],
    answers: Answers,
    reader: RowReader,
    result: OddRows,
    kept: list[tuple[int, Facts]],
) -> tuple[object, ...]:
    key, number, file, *cells = row
    facts = reader.facts(dict(zip(headers, cells, strict=True)))
    if isinstance(facts, Fault):
        error = facts.error
        result.by_code[error.code] += 1
        if len(result.errors) < MOST_ERRORS:
            place = Place(number, column=facts.column, file=file)
            result.errors.append(RowError(place, error))
        return key, None, None, None, None, None, f"{error.code}: {error.message.text()}"
    kept.append((key, facts))
    return key, *_answer(facts, answers), None


def _answer(facts: Facts, answers: Answers) -> Iterator[object]:
    coding = answers.coding
    decision = rule_on(facts, coding.texts).decision
    yield answers.number_of(coding.answer(coding.code_of(facts)))
    yield facts.get("nilai")
    yield decision.questioned
    yield decision.unsupported
    yield cast("str | None", facts.get("id"))


def _keep(engine: Engine, rows: Sequence[tuple[object, ...]]) -> None:
    marks = ", ".join("(?, ?, ?, ?, ?, ?, ?)" for _ in rows)
    engine.rows(f"INSERT INTO {ODD_ROWS} VALUES {marks}", [cell for row in rows for cell in row])
