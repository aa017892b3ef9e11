"""Columns of files as facts: typed in SQL as far as they can be, texts by what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from sqlglot import exp

from bokrules.backends.decision import Value
from bokrules.backends.to_sql.dialects import (
    any_holds,
    column,
    day,
    is_given,
    joined_by,
    number,
    text,
    to_text,
)
from bokrules.backends.to_sql.facts import DOCUMENTS, TAXES, Columns
from bokrules.evaluation.bulk.lookups import looked_up, or_blank, place_among
from bokrules.evaluation.bulk.source import Source, SourceColumn
from bokrules.semantics import operators
from bokrules.semantics.policy import Policy

_WHOLE_TEXT = r"^(0|[1-9][0-9]{0,17})$"
_RUPIAH_TEXT = (
    r"^(?:[rR][pP]\.? *)?(0|[1-9][0-9]{0,17}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5})"
    r"(?:,(?:-{1,2}|00?))?$"
)
"""As `inspection.amounts` reads rupiah; what this does not match is read row by row."""
_BLANKS = "".join(
    chr(each)
    for each in (
        *range(9, 14), *range(28, 33), 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287,
        12288,
    )
)  # fmt: skip
"""What Python strips from texts."""


@dataclass(frozen=True)
class RawColumns(Columns):
    """The facts of a policy over the columns of a source."""

    source: Source = field(kw_only=True)

    @classmethod
    def of(cls, policy: Policy, source: Source) -> RawColumns:
        given = {
            each.fact.name
            for each in source.columns
            if each.tax is None and _is_always_given(each, source)
        }
        return cls(policy, "duckdb", None, frozenset(given), source=source)

    # ---- Columns ----

    def own(self, name: str) -> exp.Expr:
        held = self.source.column_of(name)
        if held is None or self.facts[name].type.kind == "taxes":
            return exp.null()
        return self.typed(held)

    def is_own(self, name: str) -> exp.Expr:
        held = self.source.column_of(name)
        if held is None:
            return exp.false()
        if held.is_words:
            given = self._by_text(held, lambda _: "TRUE")
            return exp.Coalesce(this=given, expressions=[exp.false()])
        return is_given(self.typed(held))

    def written_tax(self, tax: str) -> exp.Expr:
        single = self.source.column_of(TAXES, tax)
        if single is not None:
            return self.typed(single)
        whole = self.source.column_of(TAXES)
        if whole is None:
            return exp.null()
        if whole.is_words:
            return exp.cast(
                self._by_text(whole, lambda value: str(_amount_of(tax, value))), "BIGINT"
            )
        return exp.cast(entry_of(whole, tax), "BIGINT")

    def taxes_are_known(self) -> exp.Expr:
        known = [is_given(self.typed(each)) for each in self.source.tax_columns()]
        whole = self.source.column_of(TAXES)
        if whole is not None:
            known.append(self.is_own(TAXES) if whole.is_words else is_given(column(whole.name)))
        return any_holds(known)

    def paid(self, tax: str) -> exp.Expr:
        single = self.source.column_of(TAXES, tax)
        if single is not None and _is_always_given(single, self.source):
            return self.typed(single)
        return super().paid(tax)

    def may_lack_taxes(self) -> bool:
        taxes = self.source.tax_columns()
        return super().may_lack_taxes() and not any(
            _is_always_given(each, self.source) for each in taxes
        )

    def lookup(self, name: str, places: Mapping[str, int]) -> exp.Expr:
        held = self.source.column_of(name)
        if held is None:
            return exp.null()
        only = self._only(held, places)
        if only is not None:
            return number(only)
        return self._by_text(held, lambda value: str(places[cast("str", value)]))

    def has_evidence(self, asked: Iterable[Sequence[str]]) -> exp.Expr:
        held = self.source.column_of(DOCUMENTS)
        if held is None or not held.is_words:
            return exp.null() if held is None else super().has_evidence(asked)
        groups = tuple(map(tuple, asked))

        def truth(value: Value) -> str:
            given = operators.has_evidence(groups, cast("frozenset[str]", value))
            return "TRUE" if given else "FALSE"

        return self._by_text(held, truth)

    def finite(self, name: str) -> Sequence[Value] | None:
        held = self.source.column_of(name)
        if held is None or not held.is_words:
            return None
        return self._meanings(held)

    def by_value(self, name: str, number_of: Callable[[Value | None], int]) -> exp.Expr:
        held = self.source.column_of(name)
        assert held is not None
        return self._by_text(held, lambda value: str(number_of(value)), blank=str(number_of(None)))

    def place_of(self, name: str, places: Mapping[str, int], missing: int) -> exp.Expr:
        held = self.source.column_of(name)
        if held is None or not held.is_words or len(list(self.chain(name))) > 1:
            return super().place_of(name, places, missing)
        only = self._only(held, places)
        if only is not None:
            return number(only)
        return self._by_text(
            held, lambda value: str(places[cast("str", value)]), blank=str(missing)
        )

    # ---- texts that were not looked at ----

    def seen(self) -> exp.Expr | None:
        """0; NULL for rows with a text that was not looked at. None if all were."""
        asked = [each for each in self.source.columns if each.is_words]
        if not self.source.has_unseen_texts or not asked:
            return None
        places = joined_by(exp.BitwiseOr, map(self._place, asked))
        return exp.paren(exp.BitwiseAnd(this=places, expression=number(0)))

    def _place(self, held: SourceColumn) -> exp.Expr:
        raw, known = column(held.name), self.source.words[held.header]
        if _is_in_every_row(held, self.source):
            return place_among(raw, known) if known else exp.cast(exp.null(), "INT")
        return place_among(or_blank(raw), dict.fromkeys((*known, "")))

    # ---- typed values ----

    def _meanings(self, held: SourceColumn) -> list[Value]:
        return [each for each in self.source.words[held.header].values() if each is not None]

    def _only(self, held: SourceColumn, places: Mapping[str, int]) -> int | None:
        """The number of the words of all rows, if it is the same."""
        known = {places[cast("str", each)] for each in self._meanings(held)}
        if len(known) == 1 and held.fact.name in self.never_missing:
            return None if self._has_odd_texts(held) else known.pop()
        return None

    def _has_odd_texts(self, held: SourceColumn) -> bool:
        return held.header in self.source.has_odd_texts

    def typed(self, held: SourceColumn) -> exp.Expr:
        """A column in the type of its fact; NULL where it says nothing, or nothing known."""
        raw, kind = column(held.name), held.fact.type.kind
        if held.is_words:
            return self._by_text(held, lambda value: to_text(_literal(value), "duckdb"))
        if held.tax is not None or kind in ("rupiah", "count"):
            if held.is_text:
                return _whole_in(held)
            return raw if held.sql_type == "BIGINT" else exp.TryCast(this=raw, to=_type("BIGINT"))
        match kind:
            case "number":
                if held.is_text:
                    plain = exp.func("regexp_full_match", stripped(held), text(r"[0-9]{1,15}"))
                    number_ = exp.TryCast(this=stripped(held), to=_type("DECIMAL(26, 9)"))
                    return exp.paren(exp.Case().when(plain, number_))
                return exp.TryCast(this=raw, to=_type("DECIMAL(26, 9)"))
            case "date":
                return raw if held.sql_type == "DATE" else exp.cast(raw, "DATE")
            case "text":
                written = stripped(held) if held.is_text else exp.cast(raw, "TEXT")
                return exp.func("nullif", written, text(""))
            case _:
                return raw

    def _by_text(
        self,
        held: SourceColumn,
        sql_of: Callable[[Value], str],
        *,
        blank: str | None = None,
    ) -> exp.Expr:
        """What stands for the meaning of a text; NULL where a text is not among those known.

        `blank` stands for texts that say nothing; unless every row has the fact, also for none.
        """
        known: dict[str, str] = {}
        for written, value in self.source.words[held.header].items():
            if value is not None:
                known[written] = sql_of(value)
            elif blank is not None:
                known[written] = blank
        if blank is None or _is_always_given(held, self.source):
            return looked_up(column(held.name), known)
        known[""] = blank
        return looked_up(or_blank(column(held.name)), known)


def _is_in_every_row(held: SourceColumn, source: Source) -> bool:
    span = source.spans.get(held.header)
    return span is not None and span.missing == 0 and not held.sql_type.endswith("[]")


def _is_always_given(held: SourceColumn, source: Source) -> bool:
    if not _is_in_every_row(held, source):
        return False
    if held.is_words:
        return None not in source.words[held.header].values()
    return not held.is_text and (held.tax is not None or held.fact.type.kind != "taxes")


def stripped(held: SourceColumn) -> exp.Expr:
    """A text without blanks around it."""
    return exp.func("trim", column(held.name), text(_BLANKS))


def _whole_in(held: SourceColumn) -> exp.Expr:
    """Whole rupiah or a count that a text clearly says, else NULL."""
    pattern = _RUPIAH_TEXT if held.tax or held.fact.type.kind == "rupiah" else _WHOLE_TEXT
    digits = exp.func("regexp_extract", stripped(held), text(pattern), number(1))
    bare = exp.func("replace", digits, text("."), text(""))
    return exp.TryCast(this=exp.func("nullif", bare, text("")), to=_type("BIGINT"))


def entry_of(held: SourceColumn, tax: str) -> exp.Expr:
    """What a mapping says of a tax."""
    if held.sql_type.startswith("MAP"):
        return exp.Bracket(this=column(held.name), expressions=[text(tax)])
    return exp.null()


def _literal(value: Value) -> exp.Expr:
    match value:
        case bool():
            return exp.true() if value else exp.false()
        case date():
            return day(value)
        case frozenset():
            return exp.cast(exp.array(*map(text, sorted(value))), "TEXT[]")
        case str():
            return text(value)
        case _:
            raise AssertionError("no word of the vocabulary")


def _amount_of(tax: str, value: Value) -> int:
    return cast("Mapping[str, int]", value).get(tax, 0)


def _type(name: str) -> exp.DataType:
    return exp.DataType.build(name)
