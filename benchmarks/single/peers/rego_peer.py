"""Rego, by regorus in Rust: its engine, and its virtual machine. PyPI has it as a fork's wheel."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, assert_never

import regorus

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
from benchmarks.single.infix import quoted
from benchmarks.single.program import Named, Program
from benchmarks.single.programs import Programs

NAME = "regorus"
LINES = ";\n  "


def ways(programs: Programs, *, is_small: bool) -> Iterator[Contestant]:
    if is_small:
        engine = _engine(programs.flat)
        yield Contestant(
            name=NAME, way="engine", feed=as_json, decide=lambda e: _decided(engine, e)
        )
        machine = _machine(programs.flat)
        if machine is not None:
            yield Contestant(
                name=NAME,
                way="virtual machine, JSON text",
                feed=as_text,
                decide=lambda text: _executed(machine, text),
            )
    engines = {term: _engine(each) for term, each in programs.by_type.items()}
    yield Contestant(
        name=NAME,
        way="an engine for each type",
        feed=as_json,
        decide=lambda e: _decided(engines[e.get("expense_type")], e),
    )
    machines = {term: _machine(each) for term, each in programs.by_type.items()}
    if None in machines.values():
        return
    yield Contestant(
        name=NAME,
        way="a virtual machine for each type, JSON text",
        feed=lambda expense: (expense.as_json.get("expense_type"), expense.as_text),
        decide=lambda given: _executed(machines[given[0]], given[1]),
    )


def _engine(program: Program) -> Any:
    engine = regorus.Engine()
    text, data = module_of(program)
    engine.add_policy("bok.rego", text)
    engine.add_data(data)
    return engine


def _decided(engine: Any, expense: Any) -> Any:
    engine.set_input(expense)
    return engine.eval_rule("data.bok.answer")


def _machine(program: Program) -> Any:
    """None where the program needs more registers than the machine has: it panics."""
    machine = regorus.Rvm()
    text, data = module_of(program)
    modules = [("bok.rego", text)]
    try:
        compiled = regorus.Program.compile_from_modules(
            json.dumps(data), modules, ["data.bok.answer"]
        )
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return None
    machine.load_program(compiled)
    machine.set_data_json(json.dumps(data))
    return machine


def _executed(machine: Any, text: str) -> Any:
    machine.set_input_json(text)
    return json.loads(machine.execute())


def module_of(program: Program) -> tuple[str, Any]:
    """The policy, and the data it looks terms up in."""
    module = _Module()
    text = module.text(program)
    tables = {name: dict.fromkeys(sorted(terms), True) for terms, name in module.tables.items()}
    return text, {"terms": tables}


class _Module:
    """Rules for what Rego has no operator for: `or`, and the negation of more than a test."""

    def __init__(self) -> None:
        self.rules: list[str] = []
        self.named: dict[Formula, str] = {}
        self.tables: dict[frozenset[str], str] = {}
        """Sets of terms, which the engine is given as data."""

    def text(self, program: Program) -> str:
        chain = []
        for place, stage in enumerate(program.stages):
            basis = self.names(f"basis_{place}", stage.basis)
            missing = self.names(f"missing_{place}", stage.missing)
            body = LINES.join(self.body(stage.guard))
            answer = f"[{quoted(stage.outcome)}, {basis}, {missing}]"
            self.rules += [f"guard_{place} if {{ {body} }}", f"answer_{place} := {answer}"]
            chain.append(f"answer_{place} if {{ guard_{place} }}")
        return "\n".join(
            ["package bok", "import rego.v1", *self.rules, "answer := " + " else := ".join(chain)]
        )

    def names(self, rule: str, named: tuple[Named, ...]) -> str:
        """The names in their order: a set of pairs is sorted by its numbers."""
        if all(formula == Literal(True) for formula, _ in named):
            return json.dumps([name for _, name in named])
        for place, (formula, name) in enumerate(named):
            body = LINES.join(self.body(formula))
            self.rules.append(f"{rule} contains [{place}, {quoted(name)}] if {{ {body} }}")
        return f"[name | some [_, name] in {rule}]"

    def body(self, formula: Formula) -> list[str]:
        """Expressions that must all hold."""
        match formula:
            case Literal(holds=holds):
                return ["true" if holds else "false"]
            case And(operands=operands):
                return [line for each in operands for line in self.body(each)]
            case Or():
                return [self.rule(formula)]
            case Not(operand=operand):
                [line] = (
                    [self.rule(operand)] if isinstance(operand, And | Or) else self.body(operand)
                )
                return [line.removeprefix("not ") if line.startswith("not ") else f"not {line}"]
            case In(fact=fact, terms=terms):
                if len(terms) == 1:
                    return [f"input.{fact} == {quoted(*terms)}"]
                return [f"data.terms.{self.table(terms)}[input.{fact}]"]
            case Is(fact=fact, answer=answer):
                return [f"input.{fact} == {'true' if answer else 'false'}"]
            case Missing(fact=fact):
                return [f"not {self.given(fact)}"]
            case Has(document=document):
                return [f"{quoted(document)} in input.documents"]
            case Since(day=day, is_before=is_before):
                return [f"input.date {'<' if is_before else '>='} {quoted(day)}"]
            case Positive(parts=parts, constant=constant):
                return [f"{' + '.join(map(_part, parts))} > {-constant}"]
            case _:
                assert_never(formula)

    def table(self, terms: frozenset[str]) -> str:
        return self.tables.setdefault(terms, f"table_{len(self.tables)}")

    def rule(self, formula: Formula) -> str:
        if formula not in self.named:
            name = self.named[formula] = f"rule_{len(self.named)}"
            ways = formula.operands if isinstance(formula, Or) else (formula,)
            self.rules += [f"{name} if {{ {LINES.join(self.body(each))} }}" for each in ways]
        return self.named[formula]

    def given(self, fact: str) -> str:
        key = Missing(fact)
        if key not in self.named:
            self.named[key] = f"given_{fact}"
            self.rules.append(f"given_{fact} if {{ input.{fact} != null }}")
        return self.named[key]


def _part(part: tuple[int, Number]) -> str:
    multiple, number = part
    text = f"input.{number.name}"
    if number.fact == "taxes":
        text = f"object.get(input.taxes, {quoted(number.name.partition('.')[2])}, 0)"
    return text if multiple == 1 else f"({multiple} * {text})"
