"""Syntax trees of an edition's files to its policy: bind names, check types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.semantics.bind_clauses import RuleScope, resolved
from bokrules.semantics.bind_examples import bind_claim, bind_example
from bokrules.semantics.bind_expressions import Scope
from bokrules.semantics.bind_formulas import AllocationScope, bind_formula, bind_table, bind_unit
from bokrules.semantics.bind_limits import bind_limit
from bokrules.semantics.bind_rules import (
    bind_amendment,
    bind_closed_list,
    bind_duty,
    bind_gap,
    bind_obligation,
    bind_permission,
    bind_prohibition,
    bind_recipients,
    bind_target,
)
from bokrules.semantics.bind_scales import bind_scale
from bokrules.semantics.bind_vocabulary import bind_vocabulary, report_duplicate
from bokrules.semantics.policy import ASSUMED, IN_FORCE, Claim, Clause, EditionInfo, Policy
from bokrules.syntax import ast

_NodeT = TypeVar("_NodeT", bound=ast.Declaration)


def to_policy(
    documents: Iterable[ast.Document],
    edition: EditionInfo,
    outline: Mapping[str, Clause] | None,
    out: Diagnostics,
) -> Policy:
    """What `documents` mean together. If errors were reported, the policy must not be run.

    Without an outline (a file that belongs to no edition) citations are not resolved.
    """
    declared = tuple(chain.from_iterable(each.declarations for each in documents))
    broken = frozenset(chain.from_iterable(each.names for each in _of(ast.Broken, declared)))
    vocabulary = bind_vocabulary(declared, broken, out)
    # A fact of an unknown type was reported; its uses are not.
    broken |= {each.name.text for each in _of(ast.Fact, declared)} - vocabulary.facts.keys()
    expressions = Scope(vocabulary, broken)
    scope = RuleScope(expressions, outline)
    _check_names(declared, out)
    rules = {each.name.text: each for each in _of(ast.Rule, declared)}
    with_effect = {
        effect: [each for each in _of(ast.Rule, declared) if each.effect == effect]
        for effect in ("allow", "forbid", "require")
    }
    closed_lists = _of(ast.ClosedList, declared)
    _check_closed_once(closed_lists, out)
    _check_served(closed_lists, declared, out)
    claims: list[Claim] = []
    names = frozenset(each.name.text for each in _named(declared)) | set(ast.DIMENSIONS)
    units = {each.name.text: bind_unit(each, scope, out) for each in _of(ast.UnitKind, declared)}
    tables = {each.name.text: bind_table(each, scope, out) for each in _of(ast.Table, declared)}
    around = AllocationScope(units, tables)
    _check_values(declared, out)
    for claim in (bind_claim(each, scope, out) for each in _of(ast.Claim, declared)):
        if claim is not None:
            claims.append(claim)
    for example in _of(ast.Example, declared):  # what they cite is looked up, and not kept
        resolved([each for each in example.clauses if isinstance(each, ast.Cites)], scope, out)
    return Policy(
        edition=edition,
        vocabulary=vocabulary,
        outline=outline or {},
        closed_lists=tuple(bind_closed_list(each, scope, out) for each in closed_lists),
        permissions=tuple(bind_permission(each, scope, out) for each in with_effect["allow"]),
        prohibitions=tuple(
            bind_prohibition(each, scope, rules, out) for each in with_effect["forbid"]
        ),
        obligations=tuple(bind_obligation(each, scope, out) for each in with_effect["require"]),
        gaps=tuple(bind_gap(each, scope, rules, out) for each in _of(ast.Gap, declared)),
        duties=tuple(bind_duty(each, scope, out) for each in _of(ast.Duty, declared)),
        recipients=tuple(
            bind_recipients(each, scope, out) for each in _of(ast.Recipients, declared)
        ),
        targets=tuple(bind_target(each, scope, out) for each in _of(ast.Target, declared)),
        examples=tuple(
            bind_example(each, expressions, names | {IN_FORCE}, out)
            for each in _of(ast.Example, declared)
        ),
        limits=tuple(bind_limit(each, scope, out) for each in _of(ast.Limit, declared)),
        scales=tuple(bind_scale(each, scope, out) for each in _of(ast.Scale, declared)),
        units=tuple(units.values()),
        tables=tuple(tables.values()),
        formulas=tuple(
            bind_formula(each, around, scope, out) for each in _of(ast.Formula, declared)
        ),
        claims=tuple(claims),
        amendment=next(
            (
                bind_amendment(each, _of(ast.Repeal, declared), scope, out)
                for each in _of(ast.Amends, declared)
            ),
            None,
        ),
    )


def _of(kind: type[_NodeT], declared: Iterable[ast.Declaration]) -> list[_NodeT]:
    return [each for each in declared if isinstance(each, kind)]


def _named(declared: Iterable[ast.Declaration]) -> list[ast.Named]:
    return [each for each in declared if isinstance(each, ast.Named)]


def _check_values(declared: Sequence[ast.Declaration], out: Diagnostics) -> None:
    """A target without a number says that the sources print none."""
    if any(each.touches == "target" for each in _of(ast.Gap, declared)):
        return
    for node in _of(ast.Target, declared):
        if node.value is None:
            out.error(
                codes.NO_VALUE,
                node.name.span,
                msg("`target {name}` has no value", name=node.name.text),
                msg("write it, or declare what is not known: `celah … menyentuh target`"),
            )


def _check_names(declared: Sequence[ast.Declaration], out: Diagnostics) -> None:
    """All declarations of an edition other than the vocabulary share one name space."""
    first: dict[str, ast.Name] = {}
    for node in _named(declared):
        if node.name.text in (IN_FORCE, ASSUMED):
            out.error(
                codes.DUPLICATE_NAME,
                node.name.span,
                msg("`{name}` is the engine's own obligation", name=node.name.text),
                msg("choose another name"),
            )
        if first.setdefault(node.name.text, node.name) is not node.name:
            report_duplicate(node.name, first[node.name.text], out)


def _check_closed_once(closed_lists: Iterable[ast.ClosedList], out: Diagnostics) -> None:
    """A dimension may be closed several times, each time for other funds."""
    first: dict[object, ast.ClosedList] = {}
    for node in closed_lists:
        limits = [each for each in node.clauses if isinstance(each, ast.Applies)]
        limited_to = {(each.dimension, name.text) for each in limits for name in each.names}
        other = first.setdefault((node.dimension, frozenset(limited_to)), node)
        if other is not node:
            out.error(
                codes.DUPLICATE_CLOSED_LIST,
                node.span,
                msg("the list of `{name}` is closed twice", name=node.dimension),
                msg("first in {file}, line {line}", file=other.span.file, line=other.span.line),
            )


def _check_served(
    closed_lists: Iterable[ast.ClosedList], declared: Sequence[ast.Declaration], out: Diagnostics
) -> None:
    """A closed list without a single entry would refuse every expense."""
    open_ended = any(each.touches == "allow" for each in _of(ast.Gap, declared)) or bool(
        _of(ast.Broken, declared)
    )
    served: set[str] = set()
    for rule in _of(ast.Rule, declared):
        if rule.effect == "allow":
            for clause in rule.clauses:
                if isinstance(clause, ast.Applies):
                    served.add(clause.dimension)
                elif isinstance(clause, ast.Fulfils):
                    served |= set(clause.dimensions)
    for node in closed_lists:
        if not open_ended and node.dimension not in served:
            out.error(
                codes.NOTHING_SERVES,
                node.span,
                msg("nothing is on the closed list of `{name}`", name=node.dimension),
                msg("add `boleh` rules that select on it, or say `memenuhi`"),
            )
