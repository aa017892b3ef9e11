"""Names, labels, literals and expressions while lark parses."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Literal, cast

from lark import Token, Transformer, v_args

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.base.spans import Span
from bokrules.syntax import ast

_COMPARISONS: dict[str, ast.Comparison] = {
    "GT": ">",
    "GE": ">=",
    "LT": "<",
    "LE": "<=",
    "UPTO": "<=",
    "EQ": "=",
    "MAKSIMAL": "<=",
    "MINIMAL": ">=",
}
FIELD_TERMINALS = ("BELANJA", "KEGIATAN", "DANA", "BUKTI", "PAJAK", "METERAI", "REKENING")


@v_args(inline=True)
class Words(Transformer[Token, Any]):
    """`file` and `out` are set for each file before it is parsed."""

    file: str = ""
    out: Diagnostics = Diagnostics()

    def span(self, token: Token) -> Span:
        """lark's columns and lines count from 1, as ours do."""
        return Span(
            self.file,
            cast("int", token.line),
            cast("int", token.column),
            cast("int", token.end_line),
            cast("int", token.end_column),
        )

    # ---- words ----

    def name(self, token: Token) -> ast.Name:
        return ast.Name(text=str(token), span=self.span(token))

    alias = name

    def ref(self, word: Token | ast.Number) -> ast.Name:
        if isinstance(word, ast.Number):  # as it is written, with its leading zeros
            digits = str(word.value).zfill(word.span.end_column - word.span.column)
            return ast.Name(text=digits, span=word.span)
        return ast.Name(text=str(word), span=self.span(word))

    def field(self, token: Token) -> ast.Name:
        """A field that is also a keyword goes by its Indonesian name in either language."""
        text = token.type.lower() if token.type in FIELD_TERMINALS else str(token)
        return ast.Name(text=text, span=self.span(token))

    def names(self, *names: ast.Name) -> tuple[ast.Name, ...]:
        return names

    def label(
        self, text: Token, _en: Token | None = None, english: Token | None = None
    ) -> ast.Label:
        return ast.Label(
            text=text[1:-1],
            english=english[1:-1] if english is not None else None,
            span=self.span(text),
        )

    def dimension(self, token: Token) -> Token:
        return token

    def citation(self, ref: ast.Name) -> ast.Name:
        return ref

    # ---- literals and expressions ----

    def MONEY(self, token: Token) -> ast.Money:  # noqa: N802
        return ast.Money(rupiah=int(token[2:].replace(".", "")), span=self.span(token))

    def PERCENT(self, token: Token) -> ast.Number:  # noqa: N802
        value = Fraction(token[:-1].replace(",", ".")) / 100
        return ast.Number(value=value, percent=True, span=self.span(token))

    def DECIMAL(self, token: Token) -> ast.Number:  # noqa: N802
        return ast.Number(value=Fraction(token.replace(",", ".")), span=self.span(token))

    def INT(self, token: Token) -> ast.Number:  # noqa: N802
        return ast.Number(value=Fraction(int(token)), span=self.span(token))

    def DATE(self, token: Token) -> ast.Day:  # noqa: N802
        try:
            value = date.fromisoformat(token)
        except ValueError:
            self.out.error(
                codes.BAD_VALUE,
                self.span(token),
                msg("there is no day `{text}`", text=str(token)),
                msg("write year-month-day, such as 2010-04-22"),
            )
            value = date.min
        return ast.Day(value=value, span=self.span(token))

    def YES(self, token: Token) -> ast.YesNo:  # noqa: N802
        return ast.YesNo(value=True, span=self.span(token))

    def NO(self, token: Token) -> ast.YesNo:  # noqa: N802
        return ast.YesNo(value=False, span=self.span(token))

    def counted(self, token: Token) -> Token:
        return token

    def counted_literal(self, number: ast.Number, unit: Token) -> ast.Count:
        return ast.Count(
            value=int(number.value),
            unit=cast("ast.Unit", unit.type.lower()),
            span=number.span.to(self.span(unit)),
        )

    def reference(self, field: ast.Name) -> ast.Reference:
        return ast.Reference(name=field.text, span=field.span)

    def any_of(self, *operands: ast.Expression) -> ast.Expression:
        if len(operands) == 1:
            return operands[0]
        return ast.AnyOf(operands=operands, span=operands[0].span.to(operands[-1].span))

    def all_of(self, *operands: ast.Expression) -> ast.Expression:
        if len(operands) == 1:
            return operands[0]
        return ast.AllOf(operands=operands, span=operands[0].span.to(operands[-1].span))

    def negate(self, operand: ast.Expression) -> ast.Not:
        return ast.Not(operand=operand, span=operand.span)

    def comparison(self, token: Token) -> ast.Comparison:
        return _COMPARISONS[token.type]

    aim = lower_bound = comparison

    def compare(
        self, left: ast.Expression, comparison: ast.Comparison, right: ast.Expression
    ) -> ast.Compare:
        return ast.Compare(
            left=left, comparison=comparison, right=right, span=left.span.to(right.span)
        )

    def range_end(self, _upto: Token, *rest: Any) -> tuple[ast.Comparison, ast.Expression]:
        return (rest[0], rest[1]) if len(rest) == 2 else ("<=", rest[0])

    def between(
        self,
        operand: ast.Expression,
        comparison: ast.Comparison,
        lower: ast.Expression,
        end: tuple[ast.Comparison, ast.Expression],
    ) -> ast.Between:
        if comparison not in (">", ">="):
            self.out.error(
                codes.BAD_VALUE,
                operand.span.to(end[1].span),
                msg("a range begins with its lower end"),
                msg("write `above … up to …` or `at least … up to …`"),
            )
        return ast.Between(
            operand=operand,
            lower_comparison=comparison,
            lower=lower,
            upper_comparison=end[0],
            upper=end[1],
            span=operand.span.to(end[1].span),
        )

    def sign(self, token: Token) -> Token:
        return token

    def times(self, token: Token) -> Token:
        return token

    def function(self, token: Token) -> Token:
        return token

    def lookup(self, table: ast.Name, key: ast.Expression) -> ast.Lookup:
        return ast.Lookup(table=table, key=key, span=table.span.to(key.span))

    def call(self, function: Token, argument: ast.Expression) -> ast.Call:
        return ast.Call(
            function=cast("ast.Function", function.type.lower()),
            argument=argument,
            span=self.span(function).to(argument.span),
        )

    def total(self, first: ast.Expression, *rest: Any) -> ast.Expression:
        if not rest:
            return first
        terms = [(1, first)]
        terms += [(1 if s == "+" else -1, e) for s, e in zip(rest[::2], rest[1::2], strict=True)]
        return ast.Total(terms=tuple(terms), span=first.span.to(rest[-1].span))

    def scaled(self, first: ast.Expression, *rest: Any) -> ast.Expression:
        if not rest:
            return first
        factors: list[tuple[Literal["*", "/"], ast.Expression]] = [("*", first)]
        factors += [(str(s), e) for s, e in zip(rest[::2], rest[1::2], strict=True)]  # type: ignore[misc]
        return ast.Scaled(factors=tuple(factors), span=first.span.to(rest[-1].span))
