"""datalogic-py: JSON logic in Rust. Rules are compiled once; a session is kept for hot loops."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, assert_never

from datalogic_py import DataHandle, Engine

from benchmarks.single.contestants import Contestant, as_json, as_text
from benchmarks.single.formulas import (
    And,
    Formula,
    Has,
    In,
    Is,
    Literal,
    Missing,
    Not,
    Number,
    Or,
    Positive,
    Since,
)
from benchmarks.single.program import Named, Program
from benchmarks.single.programs import Programs

NAME = "datalogic"


def ways(programs: Programs, *, is_small: bool) -> Iterator[Contestant]:
    engine = Engine()
    session = engine.session()
    session.__enter__()
    by_type = {term: engine.compile(logic_of(each)) for term, each in programs.by_type.items()}

    def typed(expense: Any) -> Any:
        return session.evaluate(by_type[expense.get("expense_type")], expense)

    def typed_text(given: Any) -> Any:
        return json.loads(session.evaluate_str(by_type[given[0]], given[1]))

    if is_small:
        rule = engine.compile(logic_of(programs.flat))

        def batch(texts: list[str]) -> list[Any]:
            handles = [DataHandle(each) for each in texts]
            return [json.loads(each) for each in session.evaluate_batch(rule, handles)]

        yield Contestant(
            name=NAME, way="session", feed=as_json, decide=lambda e: session.evaluate(rule, e)
        )
        yield Contestant(
            name=NAME,
            way="session, JSON text",
            feed=as_text,
            decide=lambda e: json.loads(session.evaluate_str(rule, e)),
        )
        yield Contestant(name=NAME, way="batch of JSON texts", feed=as_text, decide_all=batch)
    yield Contestant(name=NAME, way="a rule for each type, session", feed=as_json, decide=typed)
    yield Contestant(
        name=NAME,
        way="a rule for each type, JSON text",
        feed=lambda expense: (expense.as_json.get("expense_type"), expense.as_text),
        decide=typed_text,
    )


def logic_of(program: Program) -> Any:
    """A chain of ifs that gives [outcome, basis, missing]."""
    chain: list[Any] = []
    for stage in program.stages:
        chain += [
            logic(stage.guard),
            [stage.outcome, _names(stage.basis), _names(stage.missing)],
        ]
    return {"if": [*chain, None]}


def _names(named: tuple[Named, ...]) -> Any:
    if all(formula == Literal(True) for formula, _ in named):
        return [name for _, name in named]
    return {"merge": [{"if": [logic(formula), name, []]} for formula, name in named]}


def logic(formula: Formula) -> Any:
    match formula:
        case Literal(holds=holds):
            return holds
        case In(fact=fact, terms=terms):
            if len(terms) == 1:
                return {"===": [{"var": fact}, *terms]}
            return {"in": [{"var": fact}, sorted(terms)]}
        case Is(fact=fact, answer=answer):
            return {"===": [{"var": fact}, answer]}
        case Missing(fact=fact):
            return {"===": [{"var": fact}, None]}
        case Has(document=document):
            return {"in": [document, {"var": "documents"}]}
        case Since(day=day, is_before=is_before):
            return {"<" if is_before else ">=": [{"var": "date"}, day]}
        case Positive(parts=parts, constant=constant):
            if len(parts) == 1 and parts[0][0] == 1:
                return {">": [_number(parts[0][1]), -constant]}
            return {">": [{"+": [*map(_part, parts), constant]}, 0]}
        case Not(operand=operand):
            return {"!": [logic(operand)]}
        case And(operands=operands):
            return {"and": [logic(each) for each in operands]}
        case Or(operands=operands):
            return {"or": [logic(each) for each in operands]}
        case _:
            assert_never(formula)


def _part(part: tuple[int, Number]) -> Any:
    return _number(part[1]) if part[0] == 1 else {"*": [part[0], _number(part[1])]}


def _number(number: Number) -> Any:
    return {"var": [number.name, 0]} if number.fact == "taxes" else {"var": number.name}
