"""CEL, by the package common-expression-language: Rust. Programs are compiled once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import cel

from benchmarks.single.contestants import Contestant
from benchmarks.single.expenses import Expense
from benchmarks.single.formulas import Literal
from benchmarks.single.infix import Spelling, quoted
from benchmarks.single.program import Named, Program
from benchmarks.single.programs import Programs

NAME = "cel"
SPELLING = Spelling(tax="(has(taxes.{tax}) ? taxes.{tax} : 0)")


def ways(programs: Programs, *, is_small: bool) -> Iterator[Contestant]:
    names = [each.alias for each in programs.policy.vocabulary.facts.values()]

    def feed(expense: Expense) -> Any:
        """A variable that is not there is an error, so what is missing is given as null."""
        if programs.is_complete:
            return expense.as_json
        return {**dict.fromkeys(names), **expense.as_json}

    texts = {term: expression_of(each) for term, each in programs.by_type.items()}
    by_type = {term: cel.compile(each) for term, each in texts.items()}
    if is_small:
        text = expression_of(programs.flat)
        program = cel.compile(text)
        yield Contestant(
            name=NAME, way="program", feed=feed, decide=lambda e: _row(program.execute(e))
        )
        whole = _Resolving(names, {None: text})
        yield Contestant(
            name=NAME,
            way="program, context with a resolver",
            feed=lambda expense: expense.as_json,
            decide=lambda e: whole.decide(None, e),
        )
    yield Contestant(
        name=NAME,
        way="a program for each type",
        feed=feed,
        decide=lambda e: _row(by_type[e.get("expense_type")].execute(e)),
    )
    typed = _Resolving(names, texts)
    yield Contestant(
        name=NAME,
        way="a program for each type, context with a resolver",
        feed=lambda expense: expense.as_json,
        decide=lambda e: typed.decide(e.get("expense_type"), e),
    )


class _Resolving:
    """Facts are fetched when they are read; long lists are variables of the context."""

    def __init__(self, names: list[str], texts: Mapping[str | None, str]) -> None:
        self.lists: dict[str, str] = {}
        self.programs = {
            term: cel.compile(re.sub(r"(?<= in )\[[^\]]*\]", self._named, text))
            for term, text in texts.items()
        }
        self.expense: dict[str, Any] = {}
        self.context = cel.Context()
        self.context.update(dict.fromkeys(names))
        for listed, name in self.lists.items():
            self.context.add_variable(name, json.loads(listed))
        self.context.set_variable_resolver(self._given)

    def _given(self, name: str) -> Any:
        return self.expense.get(name)

    def _named(self, found: re.Match[str]) -> str:
        return self.lists.setdefault(found[0], f"list_{len(self.lists)}")

    def decide(self, term: str | None, expense: dict[str, Any]) -> Any:
        self.expense = expense
        return _row(self.programs[term].execute(self.context))


def _row(found: Any) -> Any:
    outcome, basis, missing = found
    return outcome, [each for each in basis if each], [each for each in missing if each]


def expression_of(program: Program) -> str:
    """A chain of conditionals that gives [outcome, basis, missing]."""
    text = "null"
    for stage in reversed(program.stages):
        answer = f"[{quoted(stage.outcome)}, {_names(stage.basis)}, {_names(stage.missing)}]"
        guard = SPELLING.text(stage.guard)
        text = answer if guard == "true" else f"{guard} ? {answer} : {text}"
    return text


def _names(named: tuple[Named, ...]) -> str:
    """The names whose formulas hold, and empty texts between, which the caller drops."""
    chosen = [
        quoted(name)
        if formula == Literal(True)
        else f"{SPELLING.text(formula)} ? {quoted(name)} : ''"
        for formula, name in named
    ]
    return f"[{', '.join(chosen)}]"
