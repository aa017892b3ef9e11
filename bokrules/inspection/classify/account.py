"""An account code, in a column or at the head of a text: what it says of the expense type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bokrules.base.messages import Message, msg
from bokrules.semantics.account_chart import Chart, begins_with, prefix_of
from bokrules.semantics.vocabulary import Term
from bokrules.semantics.wording import Abbreviations, Words

_AT_HEAD = re.compile(
    r"\s*\[?((?:\d{1,4}\.){2,}\d{1,6}|\d \d \d \d{2} \d{2}|\d{6})\b\.?(?![.,]?\d)\]?[\s:–-]*"
)
"""Three groups with dots or more, five with spaces, or six digits: less may be any number."""
_BEFORE_CODES = frozenset("5 [\t")
_NAME_ENDS = re.compile(r"\s+[–—-]+\s+|[:;|\n]|[–—-]\s+")


@dataclass(frozen=True, slots=True)
class Account:
    """What was read of a code. Without `terms` it says nothing; `why` tells the reason, if any.

    `rest` is the text without the code, and without its name where that is printed behind it.
    """

    rest: str
    start: int = 0
    """Where `rest` begins in the text."""
    code: str | None = None
    terms: tuple[str, ...] = ()
    name: str | None = None
    why: Message | None = None


class Accounts:
    """The charts of accounts, and the terms that their codes stand for."""

    def __init__(
        self, terms: Iterable[Term], charts: Sequence[Chart], abbreviations: Abbreviations
    ) -> None:
        self._charts = charts
        self._abbreviations = abbreviations
        terms_of: dict[str, set[str]] = {}
        for term in terms:
            for each in term.accounts:
                terms_of.setdefault(prefix_of(each), set()).add(term.name)
        longest_first = sorted(terms_of, key=lambda each: (-len(each), each))
        self._terms_of = [(each, tuple(sorted(terms_of[each]))) for each in longest_first]
        self._names = {
            chart.name: {code: self._words(name) for code, name in chart.names.items()}
            for chart in charts
        }

    def read(self, text: str, column: str | None, year: int | None) -> Account:
        """The code of a line: that of its column, else the one at the head of its text."""
        head = _AT_HEAD.match(text) if text[:1] in _BEFORE_CODES else None
        if head is not None and not self._looks_like_code(head[1]):
            head = None
        start = head.end() if head else 0
        written = (column or "").strip() or (head[1] if head else "")
        rest = text[start:]
        if not written:
            return Account(text)
        if column and column.strip() and head is not None:
            codes = {chart.code(each) for chart in self._charts for each in (column, head[1])}
            if len(codes - {None}) > 1:
                return Account(
                    rest,
                    start,
                    why=msg(
                        "the code {a} of the column and {b} of the text differ: neither is used",
                        a=column.strip(),
                        b=head[1],
                    ),
                )
        return self._known(written, rest, start, year, is_beside=head is not None)

    def _looks_like_code(self, written: str) -> bool:
        """Of a chart's form, or else at least not a date or the number of a paragraph."""
        if any(chart.code(written) for chart in self._charts):
            return True
        return bool(self._charts) and written.startswith("5.") and written.count(".") > 2

    def _known(
        self, written: str, rest: str, start: int, year: int | None, *, is_beside: bool
    ) -> Account:
        fitting = [chart for chart in self._charts if chart.code(written) is not None]
        used = [chart for chart in fitting if chart.is_used_in(year)]
        if len(used) != 1:
            return Account(rest, start, why=_unusable(written, fitting, used, year))
        chart = used[0]
        code = chart.code(written) or written
        name = chart.names.get(code)
        printed = self._printed_name(rest, chart, code, is_beside=is_beside)
        if isinstance(printed, str):
            return Account(
                rest,
                start,
                code,
                name=name,
                why=msg(
                    "the code {code} is `{name}`, beside it stands `{printed}`: it is not used",
                    code=code,
                    name=name or "?",
                    printed=printed,
                ),
            )
        terms = next((found for p, found in self._terms_of if begins_with(code, p)), ())
        return Account(rest[printed:], start + printed, code, terms, name)

    def _printed_name(self, rest: str, chart: Chart, code: str, *, is_beside: bool) -> int | str:
        """How much of the text is the name of its code; the name that it is not, if it differs.

        The longest name of the chart with which the text begins is meant. A name that the chart
        does not hold is known by its first word and its end, and only beside the code itself.
        """
        names = self._names[chart.name]
        wording = self._abbreviations.read(rest)
        words = tuple(wording.words)
        own = names.get(code)
        others = [
            each
            for other, each in names.items()
            if len(each) > 1
            and _starts(words, each)
            and not (begins_with(code, other) and (own is None or other == code))
        ]
        longest = max(others, key=len, default=())
        if own and _starts(words, own) and len(own) >= len(longest):
            return wording.spans[len(own) - 1][1]
        if longest:
            return wording.shown(0, len(longest) - 1)
        ends = _NAME_ENDS.search(rest)
        if is_beside and own and ends is not None and words[:1] == own[:1]:
            return rest[: ends.start()].strip()
        return 0

    def _words(self, name: str) -> Words:
        return tuple(self._abbreviations.read(name).words)


def _starts(words: Words, name: Words) -> bool:
    return words[: len(name)] == name


def _unusable(
    written: str, fitting: Sequence[Chart], used: Sequence[Chart], year: int | None
) -> Message:
    if used:
        return msg(
            "the code {code} may be of several charts of accounts: {charts}; it is not used",
            code=written,
            charts=[each.title for each in used],
        )
    if fitting:
        return msg(
            "the code {code} is of {chart} ({years}), not of {year}: it is not used",
            code=written,
            chart=fitting[0].title,
            years=fitting[0].years,
            year=year or "?",
        )
    return msg("the code {code} has the form of no chart of accounts: it is not used", code=written)
