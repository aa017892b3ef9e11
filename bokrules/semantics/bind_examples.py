"""Examples (values given, answer expected) and claims, bound."""

from __future__ import annotations

from collections.abc import Mapping

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Message, msg
from bokrules.base.suggestions import did_you_mean
from bokrules.semantics.bind_clauses import RuleScope, resolved
from bokrules.semantics.bind_expressions import Scope, bind_condition, constant
from bokrules.semantics.bind_vocabulary import report_unknown_fact, report_unknown_term
from bokrules.semantics.expressions import Constant
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Claim, Example
from bokrules.semantics.types import RUPIAH
from bokrules.semantics.vocabulary import Fact
from bokrules.syntax import ast


def bind_example(
    node: ast.Example, scope: Scope, rules: frozenset[str], out: Diagnostics
) -> Example:
    """`rules` are the names that may stand after `karena`."""
    facts = scope.vocabulary.facts
    given: dict[str, object] = {}
    for name, value in node.given:
        fact = facts.get(name.text)
        if fact is None:
            if name.text not in scope.broken:
                report_unknown_fact(name, facts, out)
        elif name.text in given:
            out.error(
                codes.DUPLICATE_CLAUSE, name.span, msg("`{word}` stands twice", word=name.text)
            )
        else:
            given[name.text] = _value(fact, value, scope, out)
    for name in node.because:
        if name.text not in rules and name.text not in scope.broken:
            out.error(
                codes.UNKNOWN_RULE,
                name.span,
                msg("there is no rule `{name}`", name=name.text),
                did_you_mean(name.text, rules),
            )
    for name in node.missing:
        if name.text not in facts and name.text not in scope.broken:
            report_unknown_fact(name, facts, out)
    return Example(
        label=node.label.text,
        given=given,
        outcome=Outcome(node.outcome),
        because=tuple(each.text for each in node.because),
        missing=tuple(each.text for each in node.missing),
        questioned=node.questioned,
        possible=frozenset(Outcome(each) for each in node.possible),
        span=node.span,
    )


def bind_claim(node: ast.Claim, scope: RuleScope, out: Diagnostics) -> Claim | None:
    """A statement on all complete expenses; None if its condition was reported."""
    condition = bind_condition(node.condition, scope.expressions, out)
    cited = [each for each in node.clauses if isinstance(each, ast.Cites)]
    if condition is None:
        return None
    return Claim(
        label=node.label.text,
        condition=condition,
        never=node.never,
        outcomes=frozenset(Outcome(each) for each in node.outcomes),
        citations=resolved(cited, scope, out),
        notes=tuple(each.text for each in node.clauses if isinstance(each, ast.Note)),
        span=node.span,
    )


def _value(fact: Fact, node: ast.Value, scope: Scope, out: Diagnostics) -> object:
    kind = fact.type.kind
    match node:
        case ast.Name(text=text) if kind in ("term", "choice"):
            known = _options(fact, scope)
            if text not in known and text not in scope.broken:
                report_unknown_term(node, fact.type.of, known, out)
            return text
        case ast.Text(text=text) if kind == "text":
            return text
        case ast.Items(items=items) if kind == "documents":
            return frozenset(_documents(items, scope, out))
        case ast.Items(items=items) if kind == "taxes":
            return _taxes(items, scope, out)
        case ast.Number(value=value) if kind == "count" and value.denominator == 1:
            return int(value)
        case ast.Money() | ast.Number() | ast.Count() | ast.Day() | ast.YesNo():
            expression, type_ = constant(node)
            if type_ == fact.type and isinstance(expression, Constant):
                return expression.value
        case _:
            pass
    out.error(
        codes.TYPE_MISMATCH,
        node.span,
        msg("`{name}` is {wanted}", name=fact.name, wanted=fact.type.words),
        _how_to_write(fact),
    )
    return None


def _options(fact: Fact, scope: Scope) -> Mapping[str, object]:
    if fact.type.kind == "term":
        return scope.vocabulary.taxonomies[fact.type.of].terms
    return scope.vocabulary.choices[fact.type.of].options


_Item = tuple[ast.Name, ast.Constant | None]


def _documents(items: tuple[_Item, ...], scope: Scope, out: Diagnostics) -> list[str]:
    known = scope.vocabulary.documents
    for name, value in items:
        if name.text not in known and name.text not in scope.broken:
            report_unknown_term(name, "dokumen", known, out)
        if value is not None:
            out.error(codes.TYPE_MISMATCH, value.span, msg("a document has no amount"))
    return [name.text for name, _ in items]


def _taxes(items: tuple[_Item, ...], scope: Scope, out: Diagnostics) -> dict[str, int]:
    known = scope.vocabulary.taxes
    amounts: dict[str, int] = {}
    for name, value in items:
        if name.text not in known and name.text not in scope.broken:
            report_unknown_term(name, "pajak", known, out)
        if isinstance(value, ast.Money):
            amounts[name.text] = value.rupiah
        else:
            out.error(
                codes.TYPE_MISMATCH,
                name.span,
                msg("`{name}` needs its amount", name=name.text),
                msg("write `{name} Rp1.000`", name=name.text),
            )
    return amounts


def _how_to_write(fact: Fact) -> Message | None:
    if fact.type == RUPIAH:
        return msg("write an amount of money as `Rp1.000`")
    if fact.type.kind == "yes_no":
        return msg("write `ya` or `tidak`")
    if fact.type.kind == "documents":
        return msg("write the documents in parentheses: `(kuitansi, surat_tugas)`")
    if fact.type.kind == "taxes":
        return msg("write the taxes in parentheses: `(ppn Rp1.000)`")
    return None
