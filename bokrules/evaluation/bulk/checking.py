"""A bulk check from the files of a source to sums and written answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlglot import exp

from bokrules.backends.to_sql.dialects import column, is_null, text, to_text
from bokrules.backends.to_sql.layout import Layout
from bokrules.evaluation.bulk.answers import LISTS, Answers
from bokrules.evaluation.bulk.coding import Coding
from bokrules.evaluation.bulk.engine import Engine, Progress
from bokrules.evaluation.bulk.limit_facts import LimitFacts
from bokrules.evaluation.bulk.limits import limits_in_bulk
from bokrules.evaluation.bulk.odd_rows import OddRows, read_odd_rows
from bokrules.evaluation.bulk.relation import Judged, fact_column
from bokrules.evaluation.bulk.result import ClassSum
from bokrules.evaluation.bulk.source import FILE, ROW, ROW_KEY, RowReader, Source
from bokrules.evaluation.bulk.words import with_all_words, with_first_words
from bokrules.evaluation.bulk.writing import CSV, write
from bokrules.evaluation.limits import Ceilings, LimitsResult
from bokrules.evaluation.timeline import Texts
from bokrules.semantics.outcomes import Outcome

MOST_FINDINGS = 100
"""Rows that are shown; all are in what is written."""
_LIST_TEXT = "; "


class RowsDiffer(AssertionError):
    """Not every row got its one code: a bug in bokrules."""


@dataclass(frozen=True)
class BulkCheck:
    """One ledger under the texts of one edition. What is asked for is worked out once."""

    engine: Engine
    files: Source
    """Its texts are not looked at yet."""
    texts: Texts
    layouts: tuple[Layout, ...]
    reader: RowReader
    progress: Progress | None = None

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self.files.total

    @cached_property
    def source(self) -> Source:
        """All texts looked at."""
        return with_all_words(self.engine, self.files, self.reader)

    @cached_property
    def coding(self) -> Coding:
        return Coding(self.texts, self.layouts, self.source)

    def write_codes(self, target: Path, names: Sequence[str] = ()) -> None:
        """Row key and code of every row as parquet, in row order: the hot path alone.

        `coding.answer` tells what a code means; `names` are others for the columns that it has.
        Raises UnwritableOutput or BulkFailure.
        """
        query = self._coded(names)
        write(self.engine, query, target, key=ROW_KEY, progress=self.progress, total=self.total)

    def code_batches(self, rows: int = 16_384) -> Iterator[Any]:
        """The same as Arrow record batches of at most so many rows, in no certain order.

        Only rows with texts that the first rows did not show wait until all texts are looked at.
        Needs pyarrow. Raises BulkFailure; RowsDiffer, a bug.
        """
        left = self.total
        for batch in self._batches(rows):
            left -= batch.num_rows
            yield batch
        if left:
            raise RowsDiffer(f"{left} rows without a code")

    def _batches(self, rows: int) -> Iterator[Any]:
        vocabulary = self.texts[0].vocabulary
        first = with_first_words(self.engine, self.files, self.reader, vocabulary)
        coding = Coding(self.texts, self.layouts, first)
        some_wait = False
        for batch in self.engine.arrow_batches(coding.query(), rows):
            code = batch.column(1)
            some_wait = some_wait or code.null_count > 0
            seen = batch.filter(code.is_valid()) if code.null_count else batch
            if seen.num_rows:
                yield seen
        if some_wait and coding.seen is not None:
            waiting = self.coding.query(where=is_null(coding.seen))
            yield from self.engine.arrow_batches(waiting, rows)

    def _coded(self, names: Sequence[str]) -> exp.Select:
        query = self.coding.query()
        if not names:
            return query
        own = zip(self.coding.names, names, strict=True)
        renamed = [exp.alias_(column(each), name, quoted=True) for each, name in own]
        return exp.select(column(ROW_KEY), *renamed).from_(query.subquery("coded"))

    @cached_property
    def _limit_facts(self) -> LimitFacts:
        return LimitFacts(self.coding)

    @cached_property
    def _answers(self) -> tuple[Answers, OddRows]:
        answers = Answers(self.coding)
        names = [column(each) for each in self.coding.names]
        different = exp.select(*names).distinct().from_(self.coding.query().subquery("coded"))
        answers.read_codes(self.engine, self.engine.columns(different.order_by(*names)))
        facts = self._limit_facts if self._limit_facts.limits else None
        odd = read_odd_rows(self.engine, answers, self.reader, facts)
        answers.make_table(self.engine, answers.owing())
        return answers, odd

    @property
    def odd(self) -> OddRows:
        return self._answers[1]

    @property
    def judged(self) -> Judged:
        """The rows with their class and rupiah."""
        answers, odd = self._answers
        return Judged.of(answers, has_odd_rows=odd.are_any)

    def sums(self) -> tuple[ClassSum, ...]:
        """Rows and rupiah of each answer. Raises BulkFailure."""
        answers, _ = self._answers
        rows = self.judged.query([])
        amounts = ("amount", "questioned_amount", "unsupported_amount")
        summed = [
            exp.Coalesce(this=exp.Sum(this=column(each)), expressions=[exp.Literal.number(0)])
            for each in amounts
        ]
        query = (
            exp.select(column("class_id"), exp.Count(this=exp.Star()), *summed)
            .from_(rows.subquery("judged"))
            .where(column("class_id").is_(exp.null()).not_())
            .group_by(column("class_id"))
            .order_by(column("class_id"))
        )
        return tuple(
            ClassSum(answers.every[number], count, int(amount), int(questioned), int(unsupported))
            for number, count, amount, questioned, unsupported in self.engine.rows(query)
        )

    def first_findings(
        self, document_of: Callable[[int, str | None, Mapping[str, object]], dict[str, Any] | None]
    ) -> list[dict[str, Any]]:
        """The first rows that are not allowed, as `document_of` tells row, file and cells."""
        rows = self.judged.query(["outcome"])
        other = exp.NEQ(this=column("outcome"), expression=text(Outcome.ALLOWED.value))
        keys = exp.select(column(ROW_KEY)).from_(rows.subquery("judged")).where(other)
        keys = keys.order_by(column(ROW_KEY)).limit(MOST_FINDINGS)
        numbers = [key for (key,) in self.engine.rows(keys)]
        found = []
        for number, file, cells in self._rows(numbers):
            document = document_of(number, file, cells)
            if document is not None:
                found.append(document)
        return found

    def _rows(self, keys: Sequence[int]) -> list[tuple[int, str | None, dict[str, object]]]:
        """Some rows as their files have them."""
        if not keys:
            return []
        headers = self.source.headers
        wanted = [column(ROW), column(FILE), *self.source.cells()]
        query = exp.select(*wanted).from_(self.source.relation().subquery("source"))
        query = query.where(column(ROW_KEY).isin(*keys)).order_by(column(ROW_KEY))
        return [
            (number, file, dict(zip(headers, cells, strict=True)))
            for number, file, *cells in self.engine.rows(query)
        ]

    def write(self, target: Path, partition_by: Sequence[str] = ()) -> None:
        """Every row with what it is told: parquet, csv, or a folder of partitioned parquet.

        `partition_by` are columns of the answer (`outcome`) or facts by their Indonesian name.
        Raises UnwritableOutput or BulkFailure.
        """
        facts = [each for each in partition_by if each not in ("outcome",)]
        told = self.judged.query(["outcome", *LISTS], facts)
        is_csv = target.suffix.lower() == CSV
        named: list[exp.Expr] = [column(ROW_KEY)]
        named += [exp.alias_(column(ROW), "row"), exp.alias_(_shown(FILE, is_csv), "file")]
        named += [exp.alias_(_shown("id", is_csv), "id")]
        named += [
            column(each)
            for each in ("outcome", "amount", "questioned_amount", "unsupported_amount")
        ]
        named += [exp.alias_(_listed(each), each) if is_csv else column(each) for each in LISTS]
        named += [exp.alias_(_shown("error", is_csv), "error")]
        named += [exp.alias_(column(fact_column(each)), each) for each in facts]
        query = exp.select(*named).from_(told.subquery("told"))
        write(
            self.engine,
            query,
            target,
            partition_by=partition_by,
            key=ROW_KEY,
            progress=self.progress,
            total=self.total,
            has_joins=True,
        )

    def limits(self, ceilings: Ceilings | None = None) -> LimitsResult:
        """What the ledger shows of the edition's limits. Raises BulkFailure."""
        answers, odd = self._answers
        return limits_in_bulk(
            self.engine,
            self._limit_facts,
            self.reader,
            ceilings,
            may_count=answers.limits,
            unread=odd.count,
        )

    def statement(self) -> str:
        """The SQL of the codes, for who looks at it."""
        return to_text(self.coding.query(), "duckdb", pretty=True)


def _listed(name: str) -> exp.Expr:
    return exp.func("array_to_string", column(name), text(_LIST_TEXT))


def _shown(name: str, is_csv: bool) -> exp.Expr:
    """Text that a spreadsheet would run as a formula is marked as text."""
    if not is_csv:
        return column(name)
    runs = exp.func("regexp_matches", column(name), text("^[=+\\-@\t\r\n]"))
    marked = exp.DPipe(this=text("'"), expression=column(name))
    return exp.Case().when(runs, marked).else_(column(name))
