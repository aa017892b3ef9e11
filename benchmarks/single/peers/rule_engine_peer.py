"""rule-engine: an expression language in Python. Rules are made once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import rule_engine

from benchmarks.single.contestants import Contestant, as_json
from benchmarks.single.formulas import Literal
from benchmarks.single.infix import Spelling, quoted
from benchmarks.single.program import Named, Program
from benchmarks.single.programs import Programs

NAME = "rule-engine"
SPELLING = Spelling(
    conjunction="and",
    disjunction="or",
    negation="not ",
    tax='(taxes&["{tax}"] ?? 0)',
    day="{text}",
)


def ways(programs: Programs, *, is_small: bool) -> Iterator[Contestant]:
    context = rule_engine.Context(default_value=None)

    def made(program: Program) -> Any:
        return rule_engine.Rule(expression_of(program), context=context)

    if is_small:
        rule = made(programs.flat)
        yield Contestant(
            name=NAME, way="one rule", feed=as_json, decide=lambda e: _row(rule.evaluate(e))
        )
        chain = _Chain(programs.flat, context)
        yield Contestant(name=NAME, way="a rule for each condition", feed=as_json, decide=chain)
    by_type = {term: made(each) for term, each in programs.by_type.items()}
    yield Contestant(
        name=NAME,
        way="a rule for each type",
        feed=as_json,
        decide=lambda e: _row(by_type[e.get("expense_type")].evaluate(e)),
    )


class _Chain:
    """The chain of stages in Python, each condition a rule that may match."""

    def __init__(self, program: Program, context: Any) -> None:
        def rule(formula: Any) -> Any:
            return rule_engine.Rule(SPELLING.text(formula), context=context)

        def rules(named: tuple[Named, ...]) -> list[tuple[Any, str]]:
            return [(rule(formula), name) for formula, name in named]

        self.stages = [
            (rule(each.guard), each.outcome, rules(each.basis), rules(each.missing))
            for each in program.stages
        ]

    def __call__(self, expense: Any) -> Any:
        for guard, outcome, basis, missing in self.stages:
            if guard.matches(expense):
                return (
                    outcome,
                    [name for rule, name in basis if rule.matches(expense)],
                    [name for rule, name in missing if rule.matches(expense)],
                )
        raise AssertionError("the last stage always matches")


def _row(found: Any) -> Any:
    outcome, basis, missing = found
    return outcome, [each for each in basis if each], [each for each in missing if each]


def expression_of(program: Program) -> str:
    """A chain of conditionals that gives [outcome, basis, missing]."""
    text = "null"
    for stage in reversed(program.stages):
        answer = f"[{quoted(stage.outcome)}, {_names(stage.basis)}, {_names(stage.missing)}]"
        guard = SPELLING.text(stage.guard)
        text = answer if guard == "true" else f"({guard} ? {answer} : {text})"
    return text


def _names(named: tuple[Named, ...]) -> str:
    """The names whose formulas hold, and nulls between, which the caller drops."""
    chosen = [
        quoted(name)
        if formula == Literal(True)
        else f"({SPELLING.text(formula)} ? {quoted(name)} : null)"
        for formula, name in named
    ]
    return f"[{', '.join(chosen)}]"
