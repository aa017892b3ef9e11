"""Cedar, by cedarpy: a policy for each thing to be found out, parsed once.

A prohibition is a `forbid`, as Cedar would have it. What Cedar has no word for - a list that is not
met, a rule in doubt, a fact that is missing - is a policy with an identifier of its own: the answer
is read from the identifiers of the policies that decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from cedarpy import Entities, PolicySet, is_authorized, is_authorized_batch

from benchmarks.single.contestants import Contestant
from benchmarks.single.expenses import Expense
from benchmarks.single.formulas import TRUE, Formula
from benchmarks.single.infix import Spelling
from benchmarks.single.program import Program
from benchmarks.single.programs import Programs

NAME = "cedarpy"
SPELLING = Spelling(
    terms="[{terms}].contains({fact})",
    missing="!(context has {name})",
    has="context.documents.contains({document})",
    tax="(if context.taxes has {tax} then context.taxes.{tax} else 0)",
    day="{number}",
    prefix="context.",
)
REQUEST = {
    "principal": 'Office::"puskesmas"',
    "action": 'Action::"spend"',
    "resource": 'Fund::"bok"',
}
WHERE_MISSING = replace(SPELLING, given="context has {name}")
"""A test of an attribute that is not there is an error, and its policy is left out."""


Meaning = tuple[int, int, str]


def ways(programs: Programs, *, is_small: bool) -> Iterator[Contestant]:
    spelling = SPELLING if programs.is_complete else WHERE_MISSING
    entities = Entities.from_json_str("[]")
    if is_small:
        whole = _Policies(programs.flat, spelling)
        yield Contestant(
            name=NAME,
            way="policy set",
            feed=_request,
            decide=lambda request: whole.read(is_authorized(request, whole.parsed, entities)),
        )

        def batch(requests: list[Any]) -> list[Any]:
            found = is_authorized_batch(requests, whole.parsed, entities)
            return [whole.read(each) for each in found]

        yield Contestant(name=NAME, way="policy set, batch", feed=_request, decide_all=batch)
    by_type = {term: _Policies(each, spelling) for term, each in programs.by_type.items()}

    def typed(request: Any) -> Any:
        policies = by_type[request["context"].get("expense_type")]
        return policies.read(is_authorized(request, policies.parsed, entities))

    yield Contestant(name=NAME, way="a policy set for each type", feed=_request, decide=typed)


def _request(expense: Expense) -> Any:
    """Texts are not compared, so the date is a number: 20100422."""
    context = dict(expense.as_json)
    if "date" in context:
        context["date"] = int(context["date"].replace("-", ""))
    return {**REQUEST, "context": context}


class _Policies:
    """`meanings`: by identifier the stage, and whether it is its guard (0), a rule or a fact.

    What is forbidden is a `forbid`; all else permits, so that Cedar names it among its reasons.
    """

    def __init__(self, program: Program, spelling: Spelling) -> None:
        self.outcomes = [each.outcome for each in program.stages]
        self.meanings: list[list[Meaning]] = [[]]
        places: dict[tuple[str, Formula], int] = {("permit", TRUE): 0}
        for stage, each in enumerate(program.stages):
            effect = "forbid" if each.outcome == "forbidden" else "permit"
            found = [(each.guard, 0, ""), *((f, 1, name) for f, name in each.basis)]
            found += [(f, 2, name) for f, name in each.missing]
            for formula, part, name in found:
                place = places.setdefault((effect, formula), len(places))
                self.meanings += [[] for _ in range(place + 1 - len(self.meanings))]
                self.meanings[place].append((stage, part, name))
        texts = [
            f'@id("{place}") {effect} (principal, action, resource) '
            f"when {{ {spelling.text(formula)} }};"
            for (effect, formula), place in places.items()
        ]
        self.order = {
            (stage, part, name): place
            for stage, each in enumerate(program.stages)
            for part, named in ((1, each.basis), (2, each.missing))
            for place, (_, name) in enumerate(named)
        }
        self.parsed = PolicySet.from_str("\n".join(texts))

    def read(self, result: Any) -> Any:
        """The first stage whose guard holds; then its rules and facts, in their order."""
        ids = result.diagnostics.id_annotations_by_reason.values()
        found = [meaning for each in ids for meaning in self.meanings[int(each)]]
        first = min(stage for stage, part, _ in found if part == 0)
        order = self.order
        rules = [name for stage, part, name in found if stage == first and part == 1]
        facts = [name for stage, part, name in found if stage == first and part == 2]
        return (
            self.outcomes[first],
            sorted(rules, key=lambda name: order[first, 1, name]),
            sorted(facts, key=lambda name: order[first, 2, name]),
        )
