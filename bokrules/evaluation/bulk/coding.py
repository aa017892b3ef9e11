"""The codes of rows under the texts of an edition, and what rows of a code are told.

Of an edition with amendments a row that says its day is coded under the text of that day, one that
does not under every text. A word that is not asked for is -1; the words of a row that only the
reader of rows can read are all -2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from sqlglot import exp

from bokrules.backends.cell_plan.plan import CellPlan
from bokrules.backends.cell_plan.result_class import ResultClass
from bokrules.backends.decision import Facts
from bokrules.backends.to_sql.amounts import Caps
from bokrules.backends.to_sql.codes import Codes
from bokrules.backends.to_sql.dialects import column, day, is_null, number
from bokrules.backends.to_sql.facts import Columns
from bokrules.backends.to_sql.layout import Code, Layout
from bokrules.backends.to_sql.truths import Truths
from bokrules.evaluation.bulk.odd_values import odd_values
from bokrules.evaluation.bulk.raw_columns import RawColumns
from bokrules.evaluation.bulk.source import ROW_KEY, Source
from bokrules.evaluation.timeline import Texts, text_on
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import Gap, Obligation, Policy

NOT_ASKED, ODD = -1, -2
DAY = "tanggal"
_REFUSED = frozenset({Outcome.FORBIDDEN, Outcome.UNLISTED})
_FIRST = (0,)
_TEXT, _IS_ODD = "bokrules_text", "bokrules_is_odd"

Owing = tuple[int, Obligation]
"""The place of a text, and an obligation of it whose shortfall counts."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What rows of a code are told: a class, or of texts that disagree the class of each."""

    classes: tuple[ResultClass, ...]
    asked: tuple[int, ...]
    """The places of the texts that the classes are of."""

    @property
    def is_undated(self) -> bool:
        return len(self.classes) > 1

    @property
    def outcome(self) -> Outcome:
        return Outcome.UNDETERMINED if self.is_undated else self.classes[0].outcome

    @property
    def possible(self) -> tuple[Outcome, ...]:
        found = frozenset[Outcome]().union(*(each.possible for each in self.classes))
        return tuple(each for each in Outcome if each in found)

    @property
    def questions_like_the_first(self) -> bool:
        """Where texts disagree: only refusals are possible, and the first text says how much."""
        return set(self.possible) <= _REFUSED

    def owing(self, place: int) -> list[Obligation]:
        """The obligations of one class whose shortfall counts: those that are not met."""
        states = {each.name: each.state for each in self.classes[place].obligations}
        return [e for e in self.classes[place].owing if states[e.name] is State.UNMET]


@dataclass(frozen=True)
class Coding:
    """The texts of an edition over one source."""

    texts: Texts
    layouts: tuple[Layout, ...]
    source: Source

    @cached_property
    def codes(self) -> tuple[Codes, ...]:
        return tuple(
            Codes(layout, Truths.over(self.columns(text)), f"code_{place}")
            for place, (layout, text) in enumerate(zip(self.layouts, self.texts, strict=True))
        )

    def columns(self, text: Policy) -> Columns:
        return RawColumns.of(text, self.source)

    @property
    def names(self) -> list[str]:
        """The columns of the code."""
        return [name for each in self.codes for name in each.names]

    @property
    def odd(self) -> exp.Expr | None:
        """TRUE for rows that only the reader of rows can read; None if there is none."""
        every = [each.truths.caps for each in self.codes]
        caps = Caps(min(each.amount for each in every), min(each.number for each in every))
        columns = RawColumns.of(self.texts[0], self.source)
        governed = self._not_governed(columns)
        found = [each for each in (odd_values(columns, caps), governed) if each is not None]
        return exp.or_(*found) if found else None

    def _not_governed(self, columns: RawColumns) -> exp.Expr | None:
        """Rows of a fund that the edition does not govern are refused as a whole."""
        policy = self.texts[0]
        known = columns.finite("dana") if "dana" in columns.facts else None
        if not policy.edition.funds or known is None:
            return None
        if all(each in policy.governed_funds for each in known):
            return None
        places = {cast("str", each): int(each not in policy.governed_funds) for each in known}
        given = columns.lookup("dana", places)
        return exp.paren(exp.EQ(this=exp.func("coalesce", given, number(0)), expression=number(1)))

    @property
    def seen(self) -> exp.Expr | None:
        """0; NULL for rows with a text that was not looked at. None if all were."""
        return RawColumns.of(self.texts[0], self.source).seen()

    def query(
        self, further: Sequence[exp.Expr] = (), *, where: exp.Expr | None = None
    ) -> exp.Select:
        """Row key, code, and `further` columns made of those of the source, of every row.

        Or only of the rows `where` a condition on the source holds. The code is NULL for rows that
        are not `seen`.
        """
        odd, seen = self.odd, self.seen
        chosen: list[exp.Expr] = [each for codes in self.codes for each in codes.packed()]
        if odd is not None:
            chosen.append(exp.alias_(odd, _IS_ODD))
        if len(self.texts) > 1:
            chosen.append(exp.alias_(self._text(), _TEXT))
        inner = exp.select("*", *chosen).from_(self.source.relation().subquery("source"))
        inner = inner if where is None else inner.where(where)
        joined = [each for codes in self.codes for each in codes.joined()]
        middle = exp.select("*", *joined).from_(inner.subquery("packed"))
        words = [
            exp.alias_(
                _if_seen(self._asked(place, word.this, is_odd=odd is not None), seen), word.alias
            )
            for place, codes in enumerate(self.codes)
            for word in codes.words()
        ]
        kept = [column(ROW_KEY), *words, *further]
        return exp.select(*kept).from_(middle.subquery("joined"))

    def _text(self) -> exp.Expr:
        """The place of the text that the day selects; NULL without a day."""
        given = self.codes[0].truths.columns.own(DAY)
        case = exp.Case().when(is_null(given), exp.null())
        for place in range(len(self.texts) - 1, 0, -1):
            begun = exp.GTE(this=given.copy(), expression=day(self.texts[place].edition.first_day))
            case = case.when(begun, number(place))
        return case.else_(number(0))

    def _asked(self, place: int, word: exp.Expr, *, is_odd: bool) -> exp.Expr:
        if not is_odd and len(self.texts) == 1:
            return word
        case = exp.Case()
        if is_odd:
            case = case.when(column(_IS_ODD), number(ODD))
        if len(self.texts) > 1:
            other = exp.NEQ(this=column(_TEXT), expression=number(place))
            case = case.when(other, number(NOT_ASKED))
        return case.else_(word)

    # ---- what a code means ----

    def answer(self, code: Sequence[int]) -> Answer:
        """What rows of a code are told."""
        if len(self.layouts) == 1:
            only = self.layouts[0].class_of(code)
            known = self._of_one.get(only.id)
            if known is None:
                known = self._of_one[only.id] = Answer((only,), _FIRST)
            return known
        asked, classes = [], []
        start = 0
        for place, layout in enumerate(self.layouts):
            own = code[start : start + layout.words]
            start += layout.words
            if own[0] != NOT_ASKED:
                asked.append(place)
                classes.append(layout.class_of(own))
        return self._joined(asked, classes)

    @cached_property
    def _of_one(self) -> dict[int, Answer]:
        """The answers of an edition of one text, by their class."""
        return {}

    def code_of(self, facts: Facts) -> Code:
        """The code of an expense that was read elsewhere."""
        given = facts.get(DAY)
        if given is None or len(self.texts) == 1:
            wanted = set(range(len(self.texts)))
        else:
            wanted = {self.texts.index(text_on(given, self.texts))}  # type: ignore[arg-type]
        found: list[int] = []
        for place, layout in enumerate(self.layouts):
            found += layout.code_of(facts) if place in wanted else (NOT_ASKED,) * layout.words
        return tuple(found)

    def _joined(self, asked: Sequence[int], classes: Sequence[ResultClass]) -> Answer:
        first = _rests_on(classes[0])
        if all(_rests_on(each) == first for each in classes[1:]):
            return Answer((classes[0],), (asked[0],))
        return Answer(tuple(classes), tuple(asked))

    def shortfalls(self, owing: Iterable[Owing]) -> list[exp.Expr]:
        """Rupiah that are known to lack of each of some obligations."""
        return [self.codes[place].truths.shortfall(rule) for place, rule in owing]


def layouts_of(texts: Texts) -> tuple[Layout, ...]:
    """The layouts of an edition's texts, for all of its ledgers. They take a while to make."""
    return tuple(Layout.of(CellPlan(each)) for each in texts)


def _if_seen(word: exp.Expr, seen: exp.Expr | None) -> exp.Expr:
    """A CASE would cost more than all lookups together."""
    return word if seen is None else exp.BitwiseOr(this=exp.paren(word), expression=seen.copy())


def _rests_on(of: ResultClass) -> object:
    """All that is decided, and the rules that it rests on: as `timeline` compares texts.

    Equal obligations ask for equal rupiah of the same row.
    """
    names = [*of.basis, *of.gaps, *of.limits, *(each.name for each in of.obligations)]
    declared = [each for name in names for each in of.policy.by_name.get(name, [])]
    return of.pattern, [each.name if isinstance(each, Gap) else each for each in declared]
