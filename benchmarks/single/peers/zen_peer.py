"""zen-engine (GoRules): a compiled expression, and decision graphs, compiled once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import zen

from benchmarks.single.contestants import Contestant
from benchmarks.single.expenses import Expense
from benchmarks.single.formulas import Literal
from benchmarks.single.infix import Spelling, quoted
from benchmarks.single.program import Named, Program
from benchmarks.single.programs import Programs

NAME = "zen-engine"
SPELLING = Spelling(
    conjunction="and",
    disjunction="or",
    negation="not",
    tax="(taxes.{tax} ?? 0)",
    day="{number}",
)


def ways(programs: Programs, *, is_small: bool) -> Iterator[Contestant]:
    by_type = {
        term: zen.compile_expression(expression_of(each)) for term, each in programs.by_type.items()
    }
    table = _graph(_table_by_type(programs))
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"table": json.loads(table)}}})
    compiled = zen.ZenEngine().create_decision(zen.ZenDecisionContent(table))

    def batch(expenses: list[Any]) -> list[Any]:
        requests = [{"key": "table", "context": each} for each in expenses]
        return [_row(each["data"]) for each in engine.evaluate_batch(requests)]

    if is_small:
        whole = zen.compile_expression(expression_of(programs.flat))
        stages = zen.ZenEngine().create_decision(
            zen.ZenDecisionContent(_graph(_table_of_stages(programs.flat)))
        )
        yield Contestant(name=NAME, way="expression", feed=_numbered, decide=whole.evaluate)
        yield Contestant(
            name=NAME,
            way="decision table of stages",
            feed=_numbered,
            decide=lambda e: _row(stages.evaluate(e)),
        )
    yield Contestant(
        name=NAME,
        way="an expression for each type",
        feed=_numbered,
        decide=lambda e: by_type[e.get("expense_type")].evaluate(e),
    )
    yield Contestant(
        name=NAME,
        way="an expression for each type, JSON text",
        feed=lambda expense: (expense.as_json.get("expense_type"), _text(expense)),
        decide=lambda given: by_type[given[0]].evaluate(given[1]),
    )
    yield Contestant(
        name=NAME,
        way="decision table by type",
        feed=_numbered,
        decide=lambda e: _row(compiled.evaluate(e)),
    )
    yield Contestant(
        name=NAME,
        way="decision table by type, JSON text",
        feed=_text,
        decide=lambda e: _row(compiled.evaluate(e)),
    )
    yield Contestant(
        name=NAME, way="decision table by type, batch", feed=_numbered, decide_all=batch
    )


def _numbered(expense: Expense) -> Any:
    """Texts are not compared, so the date is a number: 20100422."""
    given = dict(expense.as_json)
    if "date" in given:
        given["date"] = int(given["date"].replace("-", ""))
    return given


def _text(expense: Expense) -> Any:
    return json.dumps(_numbered(expense))


def _row(response: Any) -> Any:
    result = response["result"]
    return result["outcome"], result["basis"], result["missing"]


def expression_of(program: Program) -> str:
    """A chain of conditionals that gives [outcome, basis, missing]."""
    text = "null"
    for stage in reversed(program.stages):
        answer = f"[{quoted(stage.outcome)}, {_names(stage.basis)}, {_names(stage.missing)}]"
        guard = SPELLING.text(stage.guard)
        text = answer if guard == "true" else f"{guard} ? {answer} : ({text})"
    return text


def _names(named: tuple[Named, ...]) -> str:
    """A list of the names whose formulas hold."""
    if all(formula == Literal(True) for formula, _ in named):
        return json.dumps([name for _, name in named])
    chosen = [
        quoted(name)
        if formula == Literal(True)
        else f"{SPELLING.text(formula)} ? {quoted(name)} : null"
        for formula, name in named
    ]
    return f"filter([{', '.join(chosen)}], # != null)"


def _table_by_type(programs: Programs) -> dict[str, Any]:
    """Rows of an expense type: the engine finds them by an index on the column."""
    rows = [
        {
            "_id": f"{term}-{place}",
            "type": "== null" if term is None else quoted(term),
            **_cells(stage),
        }
        for term, program in programs.by_type.items()
        for place, stage in enumerate(program.stages)
    ]
    column = {"id": "type", "name": "Expense type", "field": "expense_type"}
    return _table([column, {"id": "guard", "name": "Condition"}], rows)


def _table_of_stages(program: Program) -> dict[str, Any]:
    rows = [
        {"_id": f"stage-{place}", **_cells(stage)} for place, stage in enumerate(program.stages)
    ]
    return _table([{"id": "guard", "name": "Condition"}], rows)


def _cells(stage: Any) -> dict[str, str]:
    guard = SPELLING.text(stage.guard)
    return {
        "guard": "" if guard == "true" else guard,
        "outcome": quoted(stage.outcome),
        "basis": _names(stage.basis),
        "missing": _names(stage.missing),
    }


def _table(inputs: list[dict[str, str]], rows: list[dict[str, str]]) -> dict[str, Any]:
    outputs = [
        {"id": each, "name": each, "field": each} for each in ("outcome", "basis", "missing")
    ]
    return {"hitPolicy": "first", "inputs": inputs, "outputs": outputs, "rules": rows}


def _graph(table: dict[str, Any]) -> str:
    def node(name: str, kind: str, content: Any) -> dict[str, Any]:
        position = {"x": 0, "y": 0}
        return {"id": name, "name": name, "type": kind, "content": content, "position": position}

    nodes = [
        node("in", "inputNode", {}),
        node("table", "decisionTableNode", table),
        node("out", "outputNode", {}),
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})
