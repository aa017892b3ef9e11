"""The clauses of declarations while lark parses."""

from __future__ import annotations

from typing import Any, Literal, cast

from lark import Token, v_args

from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.syntax import ast
from bokrules.syntax.builder.words import Words

_RESTS: dict[str, Literal["largest", "undistributed"]] = {
    "SISA_KE_TERBESAR": "largest",
    "SISA_TIDAK_DIBAGI": "undistributed",
}


@v_args(inline=True)
class Clauses(Words):
    """What stands inside a declaration."""

    def within(self, names: tuple[ast.Name, ...]) -> ast.Within:
        return ast.Within(parents=names, span=names[0].span.to(names[-1].span))

    def phrases(self, *texts: Token) -> ast.Phrases:
        return ast.Phrases(
            phrases=tuple(text[1:-1] for text in texts),
            span=self.span(texts[0]).to(self.span(texts[-1])),
        )

    def accounts(self, _keyword: Token, *prefixes: ast.Name) -> ast.Accounts:
        return ast.Accounts(prefixes=prefixes, span=prefixes[0].span.to(prefixes[-1].span))

    def plain_type(self, word: ast.Name | Token) -> ast.TypeName:
        if isinstance(word, ast.Name):
            return ast.TypeName(name=word.text, span=word.span)
        return ast.TypeName(name=word.type.lower(), span=self.span(word))

    def list_type(self, token: Token) -> ast.TypeName:
        return ast.TypeName(name=token.type.lower(), shape="list", span=self.span(token))

    def map_type(self, value: Token, key: Token) -> ast.TypeName:
        span = self.span(value).to(self.span(key))
        if value != "rupiah":
            self.out.error(
                codes.UNKNOWN_TYPE,
                span,
                msg("a mapping of taxes holds `rupiah`, not `{name}`", name=str(value)),
            )
        return ast.TypeName(name=key.type.lower(), shape="map", span=span)

    def applies(self, dimension: Token, names: tuple[ast.Name, ...]) -> ast.Applies:
        return ast.Applies(
            dimension=cast("ast.Dimension", dimension.type.lower()),
            names=names,
            span=self.span(dimension).to(names[-1].span),
        )

    def when(self, condition: ast.Expression) -> ast.When:
        return ast.When(condition=condition, span=condition.span)

    def excepts(self, names: tuple[ast.Name, ...]) -> ast.Excepts:
        return ast.Excepts(names=names, span=names[0].span.to(names[-1].span))

    def fulfils(self, *dimensions: Token) -> ast.Fulfils:
        return ast.Fulfils(
            dimensions=tuple(cast("ast.Dimension", each.type.lower()) for each in dimensions),
            span=self.span(dimensions[0]).to(self.span(dimensions[-1])),
        )

    def must(self, condition: ast.Expression) -> ast.Must:
        return ast.Must(condition=condition, span=condition.span)

    def alternatives(self, *names: ast.Name) -> tuple[ast.Name, ...]:
        return names

    def evidence(self, keyword: Token, *documents: tuple[ast.Name, ...]) -> ast.Evidence:
        span = self.span(keyword).to(documents[-1][-1].span)
        return ast.Evidence(documents=documents, span=span)

    def deposit(self, tax: ast.Name, due: ast.Expression) -> ast.Deposit:
        return ast.Deposit(tax=tax, due=due, span=tax.span.to(due.span))

    def deposits(self, *deposits: ast.Deposit) -> ast.Deposits:
        return ast.Deposits(deposits=deposits, span=deposits[0].span.to(deposits[-1].span))

    def stamp(self, keyword: Token, due: ast.Expression) -> ast.Stamp:
        return ast.Stamp(due=due, span=self.span(keyword).to(due.span))

    def cites(self, *clauses: ast.Name) -> ast.Cites:
        return ast.Cites(clauses=clauses, span=clauses[0].span.to(clauses[-1].span))

    def note(self, text: Token) -> ast.Note:
        return ast.Note(text=text[1:-1], span=self.span(text))

    def finding(self, code: ast.Name) -> ast.Finding:
        return ast.Finding(finding=code, span=code.span)

    def per(self, unit: Token) -> ast.Per:
        text = str(unit) if unit.type == "NAME" else unit.type.lower()
        return ast.Per(unit=ast.Name(text=text, span=self.span(unit)), span=self.span(unit))

    def period(self, unit: Token) -> Token:
        return unit

    def formerly(self, names: tuple[ast.Name, ...]) -> ast.Formerly:
        return ast.Formerly(names=names, span=names[0].span.to(names[-1].span))

    def share(self, percent: ast.Number, basis: ast.Name) -> ast.Share:
        return ast.Share(percent=percent, basis=basis, span=percent.span.to(basis.span))

    def most(self, keyword: Token, measure: ast.Count | ast.Money | ast.Share) -> ast.Bound:
        return ast.Bound(is_most=True, measure=measure, span=self.span(keyword).to(measure.span))

    def least(self, keyword: Token, measure: ast.Count | ast.Money | ast.Share) -> ast.Bound:
        return ast.Bound(is_most=False, measure=measure, span=self.span(keyword).to(measure.span))

    # ---- formulas ----

    def column(self, name: ast.Name, type_: ast.TypeName) -> tuple[ast.Name, ast.TypeName]:
        return name, type_

    def input(self, column: tuple[ast.Name, ast.TypeName]) -> ast.Input:
        name, type_ = column
        return ast.Input(name=name, type=type_, span=name.span.to(type_.span))

    def line(self, name: ast.Name, value: ast.Expression) -> ast.Line:
        return ast.Line(name=name, value=value, span=name.span.to(value.span))

    def result(self, name: ast.Name, value: ast.Expression) -> ast.Line:
        return ast.Line(name=name, value=value, is_result=True, span=name.span.to(value.span))

    def rounding(self, line: ast.Name, unit: ast.Money, *options: Any) -> ast.Rounding:
        rest = next((each for each in options if isinstance(each, Token)), None)
        nodes = [each for each in options if isinstance(each, ast.Node)]
        total = next((each for each in nodes if not isinstance(each, ast.Name)), None)
        ties = next((each for each in nodes if isinstance(each, ast.Name)), None)
        last = options[-1] if options else unit
        return ast.Rounding(
            line=line,
            unit=unit,
            exact_total=cast("ast.Expression | None", total),
            ties=ties,
            rest=None if rest is None else _RESTS[rest.type],
            span=line.span.to(self.span(last) if isinstance(last, Token) else last.span),
        )

    def rest(self, keyword: Token) -> Token:
        return keyword

    def ceiling(self, keyword: Token, amount: ast.Expression) -> ast.ShareBound:
        span = self.span(keyword).to(amount.span)
        return ast.ShareBound(is_most=True, amount=amount, span=span)

    def floor(self, keyword: Token, amount: ast.Expression) -> ast.ShareBound:
        span = self.span(keyword).to(amount.span)
        return ast.ShareBound(is_most=False, amount=amount, span=span)
