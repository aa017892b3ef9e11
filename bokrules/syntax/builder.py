"""Makes the nodes of the syntax tree while lark parses."""

from __future__ import annotations

from dataclasses import replace
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
}
_EFFECTS: dict[str, ast.Touched] = {
    "BOLEH": "allow",
    "LARANG": "forbid",
    "WAJIB": "require",
    "KEWAJIBAN": "duty",
}
_OUTCOMES: dict[str, ast.WrittenOutcome] = {
    "DILARANG": "forbidden",
    "TIDAK_TERCANTUM": "unlisted",
    "PERLU_DATA": "undetermined",
    "DIIZINKAN_BERSYARAT": "conditional",
    "DIIZINKAN": "allowed",
}
_NOWHERE = Span("", 1, 1, 1, 1)
FIELD_TERMINALS = ("BELANJA", "KEGIATAN", "DANA", "BUKTI", "PAJAK", "METERAI", "REKENING")


@v_args(inline=True)
class Builder(Transformer[Token, Any]):
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

    def ref(self, word: Token | ast.Number) -> ast.Name:
        if isinstance(word, ast.Number):  # as it is written, with its leading zeros
            digits = str(word.value).zfill(word.span.end_column - word.span.column)
            return ast.Name(text=digits, span=word.span)
        return ast.Name(text=str(word), span=self.span(word))

    def field(self, token: Token) -> ast.Name:
        """A field that is also a keyword goes by its Indonesian name in either language."""
        text = token.type.lower() if token.type in FIELD_TERMINALS else str(token)
        return ast.Name(text=text, span=self.span(token))

    def alias(self, token: Token) -> ast.Name:
        return ast.Name(text=str(token), span=self.span(token))

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

    def lower_bound(self, token: Token) -> ast.Comparison:
        return _COMPARISONS[token.type]

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

    def scale(self, token: Token) -> Token:
        return token

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

    # ---- vocabulary ----

    def term_kind(self, token: Token) -> Token:
        return token

    def within(self, names: tuple[ast.Name, ...]) -> ast.Within:
        return ast.Within(parents=names, span=names[0].span.to(names[-1].span))

    def phrases(self, *texts: Token) -> ast.Phrases:
        return ast.Phrases(
            phrases=tuple(text[1:-1] for text in texts),
            span=self.span(texts[0]).to(self.span(texts[-1])),
        )

    def accounts(self, _keyword: Token, *prefixes: ast.Name) -> ast.Accounts:
        return ast.Accounts(prefixes=prefixes, span=prefixes[0].span.to(prefixes[-1].span))

    def term(self, kind: Token, name: ast.Name, label: ast.Label, *clauses: Any) -> ast.Term:
        return ast.Term(
            kind=cast("ast.TermKind", kind.type.lower()),
            name=name,
            label=label,
            clauses=clauses,
            span=self.span(kind),
        )

    def option(self, name: ast.Name, label: ast.Label) -> tuple[ast.Name, ast.Label]:
        return name, label

    def choice(self, name: ast.Name, label: ast.Label, *options: Any) -> ast.Choice:
        return ast.Choice(name=name, label=label, options=options, span=name.span)

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

    def default(self, field: ast.Name) -> ast.Name:
        return field

    def fact(self, name: ast.Name, *rest: Any) -> ast.Fact:
        parts = list(rest)
        alias = parts.pop(0) if isinstance(parts[0], ast.Name) else None
        return ast.Fact(
            name=name,
            alias=alias,
            type=parts[0],
            label=parts[1],
            default=parts[2] if len(parts) > 2 else None,
            span=name.span,
        )

    # ---- clauses ----

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
        text = "hari" if unit.type == "HARI" else str(unit)
        return ast.Per(unit=ast.Name(text=text, span=self.span(unit)), span=self.span(unit))

    # ---- declarations ----

    def effect(self, token: Token) -> Token:
        return token

    def closed(self, dimension: Token, label: ast.Label, *clauses: Any) -> ast.ClosedList:
        return ast.ClosedList(
            dimension=cast("ast.Dimension", dimension.type.lower()),
            label=label,
            clauses=clauses,
            span=self.span(dimension),
        )

    def rule(self, effect: Token, name: ast.Name, label: ast.Label, *clauses: Any) -> ast.Rule:
        return ast.Rule(
            effect=cast("ast.Effect", _EFFECTS[effect.type]),
            name=name,
            label=label,
            clauses=clauses,
            span=self.span(effect),
        )

    def touched(self, token: Token) -> ast.Touched:
        return _EFFECTS[token.type]

    def gap(self, name: ast.Name, label: ast.Label, touches: ast.Touched, *clauses: Any) -> ast.Gap:
        return ast.Gap(name=name, label=label, touches=touches, clauses=clauses, span=name.span)

    def duty(self, keyword: Token, name: ast.Name, label: ast.Label, *clauses: Any) -> ast.Duty:
        return ast.Duty(name=name, label=label, clauses=clauses, span=self.span(keyword))

    def recipients(self, name: ast.Name, label: ast.Label, *clauses: Any) -> ast.Recipients:
        return ast.Recipients(name=name, label=label, clauses=clauses, span=name.span)

    def year(self, number: ast.Number) -> int:
        return int(number.value)

    def target(
        self,
        name: ast.Name,
        label: ast.Label,
        comparison: ast.Comparison,
        value: ast.Constant,
        *rest: Any,
    ) -> ast.Target:
        clauses = list(rest)
        year = clauses.pop(0) if clauses and isinstance(clauses[0], int) else None
        return ast.Target(
            name=name,
            label=label,
            comparison=comparison,
            value=value,
            year=year,
            clauses=tuple(clauses),
            span=name.span,
        )

    # ---- examples ----

    def named(self, name: ast.Name) -> ast.Name:
        return name

    def text(self, token: Token) -> ast.Text:
        return ast.Text(text=token[1:-1], span=self.span(token))

    def item(
        self, name: ast.Name, value: ast.Constant | None = None
    ) -> tuple[ast.Name, ast.Constant | None]:
        return name, value

    def items(self, *items: tuple[ast.Name, ast.Constant | None]) -> ast.Items:
        span = items[0][0].span.to(items[-1][0].span) if items else _NOWHERE
        return ast.Items(items=items, span=span)

    def given(self, field: ast.Name, value: ast.Value) -> tuple[ast.Name, ast.Value]:
        if value.span == _NOWHERE:  # `()` keeps no token to take the place from
            value = replace(value, span=field.span)
        return field, value

    def outcome(self, token: Token) -> ast.WrittenOutcome:
        return _OUTCOMES[token.type]

    def because(self, *names: ast.Name) -> dict[str, Any]:
        return {"because": names}

    def needing(self, *names: ast.Name) -> dict[str, Any]:
        return {"missing": names}

    def questioned(self, amount: ast.Money) -> dict[str, Any]:
        return {"questioned": amount.rupiah}

    def example(self, label: Token, *rest: Any) -> ast.Example:
        given = tuple(each for each in rest if isinstance(each, tuple))
        after = rest[len(given) + 1 :]
        parts: dict[str, Any] = {}
        for part in after:
            if isinstance(part, dict):
                parts |= part
        return ast.Example(
            label=ast.Label(text=label[1:-1], span=self.span(label)),
            given=given,
            outcome=rest[len(given)],
            clauses=tuple(each for each in after if not isinstance(each, dict)),
            span=self.span(label),
            **parts,
        )

    def header(self, *_: Token) -> None:
        """Read from the first tokens of the file, not from the tree."""

    def start(self, *declarations: ast.Declaration | None) -> list[ast.Declaration]:
        return [each for each in declarations if each is not None]
