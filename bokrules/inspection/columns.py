"""Which fact a column of a ledger holds, by its header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.inspection.names import Names, folded, names_of_terms, words_of
from bokrules.semantics.vocabulary import Fact, Vocabulary

_IN_RUPIAH = re.compile(r"\(\s*rp\.?\s*\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that the edition knows, `header` as the user wrote it; `tax` if it holds one tax."""

    header: str
    fact: Fact
    tax: str | None = None


class Headers:
    """Knows the headers of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._facts: Names[Fact] = Names(
            (fact, [fact.name, fact.alias], words_of(fact.label))
            for fact in vocabulary.facts.values()
        )
        self._taxes = names_of_terms(vocabulary.taxes)
        self._tax_fact = next(
            (fact for fact in vocabulary.facts.values() if fact.type.kind == "taxes"), None
        )

    def column(self, header: str) -> Column | None:
        """The fact that `header` names, by alias, Indonesian name or label; None if it is unknown.

        A column named after a tax (`ppn`, `pajak_ppn`, `taxes.ppn`) holds that tax. `(Rp)` after
        the name of an amount means nothing.
        """
        found = self._facts.find(header)
        if len(found) == 1:
            return Column(header, found[0])
        tax = self._tax(header)
        if tax is not None and self._tax_fact is not None:
            return Column(header, self._tax_fact, tax)
        bare = _IN_RUPIAH.sub("", header)
        if bare != header:
            column = self.column(bare)
            if column is not None and (column.tax or column.fact.type.kind == "rupiah"):
                return Column(header, column.fact, column.tax)
        return None

    def columns(self, headers: Sequence[str], where: Message | str) -> list[Column | None]:
        """One entry per header, None for an unknown column.

        Raises UnreadableFile if two columns hold the same; `where` names the file, and the sheet.
        """
        found = [self.column(each) for each in headers]
        seen: dict[tuple[str, str | None], str] = {}
        for column in found:
            if column is None:
                continue
            key = (column.fact.name, column.tax)
            if key in seen:
                raise UnreadableFile(
                    codes.DUPLICATE_COLUMN,
                    msg(
                        "{where}: the columns `{a}` and `{b}` both hold `{name}`",
                        where=where,
                        a=seen[key],
                        b=column.header,
                        name=column.tax or column.fact.name,
                    ),
                    msg("keep one of them, or give the other another name"),
                )
            seen[key] = column.header
        return found

    def known(self, headers: Sequence[str]) -> int:
        """How many of `headers` are known."""
        return sum(self.column(each) is not None for each in headers)

    @property
    def expected(self) -> list[str]:
        """The Indonesian names of all facts, in vocabulary order."""
        return list(self.vocabulary.facts)

    def _tax(self, header: str) -> str | None:
        for name in self._without_prefix(header):
            found = self._taxes.find(name)
            if len(found) == 1:
                return found[0]
        return None

    def _without_prefix(self, header: str) -> Iterator[str]:
        yield header
        if self._tax_fact is None:
            return
        for prefix in (self._tax_fact.name, self._tax_fact.alias):
            if folded(header).startswith(folded(prefix)):
                yield folded(header)[len(folded(prefix)) :].lstrip(".:-")
