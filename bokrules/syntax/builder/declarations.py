"""Makes the nodes of the syntax tree while lark parses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal, cast

from lark import Token, v_args

from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.base.spans import Span
from bokrules.syntax import ast
from bokrules.syntax.builder.clauses import Clauses

_EFFECTS: dict[str, ast.Touched] = {
    "BOLEH": "allow",
    "LARANG": "forbid",
    "WAJIB": "require",
    "BATAS": "limit",
    "KEWAJIBAN": "duty",
    "RUMUS": "formula",
    "_SASARAN": "recipients",
    "_TARGET": "target",
}
_OUTCOMES: dict[str, ast.WrittenOutcome] = {
    "DILARANG": "forbidden",
    "TIDAK_TERCANTUM": "unlisted",
    "PERLU_DATA": "undetermined",
    "DIIZINKAN_BERSYARAT": "conditional",
    "DIIZINKAN": "allowed",
}
_NOWHERE = Span("", 1, 1, 1, 1)


@v_args(inline=True)
class Builder(Clauses):
    """The declarations of a file, and the file."""

    # ---- vocabulary ----

    def term_kind(self, token: Token) -> Token:
        return token

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

    def goal(
        self, comparison: ast.Comparison, value: ast.Constant
    ) -> tuple[ast.Comparison, ast.Constant]:
        return comparison, value

    def target(self, name: ast.Name, label: ast.Label, *rest: Any) -> ast.Target:
        goal = next((each for each in rest if isinstance(each, tuple)), (None, None))
        return ast.Target(
            name=name,
            label=label,
            comparison=goal[0],
            value=goal[1],
            year=next((each for each in rest if isinstance(each, int)), None),
            clauses=_clauses(rest),
            span=name.span,
        )

    def limit(self, keyword: Token, name: ast.Name, label: ast.Label, *clauses: Any) -> ast.Limit:
        return ast.Limit(name=name, label=label, clauses=clauses, span=self.span(keyword))

    def band_from(
        self,
        label: ast.Label,
        comparison: ast.Comparison,
        value: ast.Constant,
        end: tuple[ast.Comparison, ast.Constant] | None = None,
    ) -> ast.Band:
        """`"Efektif" di atas 90% s/d 100%`, `"Tidak efektif" kurang dari 60%`"""
        if comparison == "=":
            return self._band(label, ">=", value, "<=", value, end)
        if comparison in ("<", "<="):
            return self._band(label, None, None, comparison, value, end)
        if end is None:
            return self._band(label, comparison, value, None, None, None)
        return self._band(label, comparison, value, end[0], end[1], None)

    def band_between(
        self, label: ast.Label, value: ast.Constant, end: tuple[ast.Comparison, ast.Constant]
    ) -> ast.Band:
        return self._band(label, ">=", value, end[0], end[1], None)

    def _band(
        self,
        label: ast.Label,
        lower_comparison: ast.Comparison | None,
        lower: ast.Constant | None,
        upper_comparison: ast.Comparison | None,
        upper: ast.Constant | None,
        left_over: object,
    ) -> ast.Band:
        last = upper or lower or label
        span = label.span.to(last.span)
        if left_over is not None:
            self.out.error(
                codes.BAD_VALUE,
                span,
                msg("a range begins with its lower end"),
                msg("write `above … up to …` or `at least … up to …`"),
            )
        return ast.Band(
            label=label,
            lower_comparison=lower_comparison,
            lower=lower,
            upper_comparison=upper_comparison,
            upper=upper,
            span=span,
        )

    def bands(self, name: ast.Name, label: ast.Label, *rest: Any) -> ast.Scale:
        return ast.Scale(
            name=name,
            label=label,
            bands=tuple(each for each in rest if isinstance(each, ast.Band)),
            clauses=tuple(each for each in rest if not isinstance(each, ast.Band)),
            span=name.span,
        )

    # ---- units, tables, formulas ----

    def unit(self, name: ast.Name, label: ast.Label, *rest: Any) -> ast.UnitKind:
        return ast.UnitKind(
            name=name,
            label=label,
            columns=tuple(each for each in rest if isinstance(each, tuple)),
            clauses=_clauses(rest),
            span=name.span,
        )

    def entry(self, name: ast.Name, value: ast.Constant) -> tuple[ast.Name, ast.Constant]:
        return name, value

    def table(self, name: ast.Name, label: ast.Label, key: ast.Name, *rest: Any) -> ast.Table:
        return ast.Table(
            name=name,
            label=label,
            key=key,
            entries=tuple(each for each in rest if isinstance(each, tuple)),
            clauses=_clauses(rest),
            span=name.span,
        )

    def formula(
        self, _keyword: Token, name: ast.Name, label: ast.Label, unit: ast.Name, *rest: Any
    ) -> ast.Formula:
        is_body = (ast.Input, ast.Line, ast.Rounding, ast.ShareBound)
        return ast.Formula(
            name=name,
            label=label,
            unit=unit,
            body=tuple(each for each in rest if isinstance(each, is_body)),
            clauses=tuple(each for each in rest if not isinstance(each, is_body)),
            span=name.span,
        )

    # ---- amendments ----

    def base(self, token: Token | ast.Number | ast.Day) -> ast.Name:
        if isinstance(token, ast.Day):
            return ast.Name(text=token.value.isoformat(), span=token.span)
        return self.ref(token)

    def amends(self, base: ast.Name, label: ast.Label, *clauses: Any) -> ast.Amends:
        return ast.Amends(base=base, label=label, clauses=clauses, span=base.span)

    def edit_word(self, token: Token) -> Token:
        return token

    def edit(self, word: Token, declaration: ast.Ordinary) -> ast.Edit:
        action: Literal["add", "replace"] = "add" if word.type == "TAMBAH" else "replace"
        return ast.Edit(action=action, declaration=declaration, span=self.span(word))

    def repealed_kind(self, token: Token) -> Token:
        return token

    def repealed(self, kind: Token, name: ast.Name) -> dict[str, Any]:
        return {"kind": kind.type.lstrip("_").lower(), "name": name}

    def repealed_list(
        self, dimension: Token, limited_to: ast.Applies | None = None
    ) -> dict[str, Any]:
        name = ast.Name(text=dimension.type.lower(), span=self.span(dimension))
        return {"kind": "tertutup", "name": name, "limited_to": limited_to}

    def repeal(self, what: dict[str, Any], *clauses: Any) -> ast.Repeal:
        return ast.Repeal(**what, clauses=clauses, span=what["name"].span)

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

    def possible(self, *outcomes: ast.WrittenOutcome) -> dict[str, Any]:
        return {"possible": outcomes}

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

    def quantifier(self, token: Token) -> bool:
        return token.type == "TIDAK_PERNAH"

    def claim(self, label: Token, condition: ast.Expression, never: bool, *rest: Any) -> ast.Claim:
        return ast.Claim(
            label=ast.Label(text=label[1:-1], span=self.span(label)),
            condition=condition,
            never=never,
            outcomes=tuple(cast("ast.WrittenOutcome", e) for e in rest if isinstance(e, str)),
            clauses=_clauses(rest),
            span=self.span(label),
        )

    def header(self, *_: Token) -> None:
        """Read from the first tokens of the file, not from the tree."""

    def start(self, *declarations: ast.Declaration | None) -> list[ast.Declaration]:
        return [each for each in declarations if each is not None]


def _clauses(parts: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(each for each in parts if isinstance(each, ast.Node))
