"""What the texts of a ledger mean, asked of whoever reads cells once for each different text.

To look at all texts is to read the ledger once more. Who only wants codes takes the words of the
vocabulary and the texts of the first rows, and looks for rows with others afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlglot import exp

from bokrules.backends.decision import Value
from bokrules.backends.to_sql.dialects import column, number
from bokrules.base.errors import BokrulesError
from bokrules.evaluation.bulk.engine import Engine
from bokrules.evaluation.bulk.source import RowReader, Source, SourceColumn, reading
from bokrules.semantics.types import Type
from bokrules.semantics.vocabulary import Vocabulary

MOST_WORDS = 4_000
"""Different texts of a column whose meaning is asked for; rows with others are read one by one."""
FIRST_ROWS = 5_000
_FILES = 32
"""So many, one here and one there, have their first rows looked at."""
_FEW = 8
"""A column with more texts than these in the first rows may have any word of the vocabulary."""

_Words = dict[str, Value | None]


def with_all_words(engine: Engine, source: Source, reader: RowReader) -> Source:
    """The source with the meanings of all of its texts, as far as they are not too many.

    Raises BulkFailure.
    """
    words: dict[str, _Words] = {}
    odd: set[str] = set()
    for each in _of_words(source):
        known, has_others = _read(_different(engine, source, each), each, reader)
        words[each.header] = known
        if has_others:
            odd.add(each.header)
    return replace(source, words=words, has_odd_texts=frozenset(odd))


def with_first_words(
    engine: Engine, source: Source, reader: RowReader, vocabulary: Vocabulary
) -> Source:
    """The source with the meanings of the texts that it is likely to have. Raises BulkFailure."""
    asked = _of_words(source)
    if not asked:
        return source
    texts = zip(asked, _first(engine, source, asked), strict=True)
    words = {
        each.header: _read(_likely(each.fact.type, found, vocabulary), each, reader)[0]
        for each, found in texts
    }
    return replace(source, words=words, has_unseen_texts=True)


def _of_words(source: Source) -> list[SourceColumn]:
    return [each for each in source.columns if each.is_words]


def _read(texts: Iterable[str | None], of: SourceColumn, reader: RowReader) -> tuple[_Words, bool]:
    """What texts mean, and whether there are others: too many, or such that mean nothing known."""
    known: _Words = {}
    has_others = False
    for written in texts:
        if written is None:
            continue
        if len(known) >= MOST_WORDS:
            return known, True
        try:
            known[written] = reader.value(written, of)
        except BokrulesError:
            has_others = True
    return known, has_others


def _likely(of: Type, found: Sequence[str | None], vocabulary: Vocabulary) -> list[str | None]:
    """The texts that were found, and if they are many all words that the vocabulary has."""
    if len(found) <= _FEW or of.kind != "term":
        return list(found)
    return list(dict.fromkeys((*found, *vocabulary.taxonomies[of.of].terms)))


def _different(engine: Engine, source: Source, of: SourceColumn) -> list[str | None]:
    """The different texts of a column, sorted, as far as they are not too many."""
    read = exp.Table(this=reading(source.files, source.is_converted))
    named = exp.select(column(of.header)).distinct().from_(read)
    return _sorted(value for (value,) in engine.rows(named.limit(2 * MOST_WORDS)))


def _first(engine: Engine, source: Source, of: Sequence[SourceColumn]) -> list[list[str | None]]:
    """The different texts of columns in the first rows of some files, sorted."""
    files = source.files[:: -(-len(source.files) // _FILES)]
    read = exp.Table(this=reading(files, source.is_converted, "file_row_number"))
    lists = (exp.func("list", exp.Distinct(expressions=[column(each.header)])) for each in of)
    place = column("file_row_number")
    begun = exp.LT(this=place, expression=number(FIRST_ROWS))
    [found] = engine.rows(exp.select(*lists).from_(read).where(begun))
    return [_sorted(each or ()) for each in found]


def _sorted(texts: Iterable[str | None]) -> list[str | None]:
    return sorted(texts, key=lambda each: (each is not None, each or ""))
