"""What obligations ask for, one thing at a time, whichever rule asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from bokrules.cells.conditions import Conditions
from bokrules.cells.diagrams import Diagrams, Part
from bokrules.cells.formulas import TRUTHS, Node
from bokrules.cells.questions import Nodes
from bokrules.comparison.normal_form import normal_amount
from bokrules.semantics.expressions import AllOf, AnyOf, Expression, Not
from bokrules.semantics.policy import Deposit, Evidence, Gap, Must, Obligation, Policy, StampDuty


@dataclass(frozen=True, slots=True)
class AnyDocument:
    """One of these documents."""

    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold; the same part of a diagram, the same truth of every expense."""

    part: Part
    condition: Expression = field(compare=False)


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax to be deposited; the same sum of products, the same amount."""

    tax: str
    sum: Expression
    amount: Expression = field(compare=False)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Stamp duty."""

    sum: Expression
    amount: Expression = field(compare=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """What the sources do not say."""

    gap: str


Asked = AnyDocument | Condition | Tax | Stamp | Unknown


@dataclass(frozen=True, slots=True)
class Asking:
    """When something is asked for, and the rules that ask for it."""

    when: Node
    rules: tuple[Obligation | Gap, ...]


def asked_by(
    policy: Policy, conditions: Conditions, diagrams: Diagrams[Node]
) -> Mapping[Asked, Asking]:
    """Everything that the obligations of a policy ask for; several rules may ask for the same.

    `diagrams` tell conditions apart, for all policies that are compared.
    """
    conditions = conditions.seen_by(policy)
    rules: dict[Asked, list[Obligation | Gap]] = {}
    for each in policy.obligations:
        for asked in _asked(each, conditions, diagrams):
            rules.setdefault(asked, []).append(each)
    for gap in policy.gaps:
        if gap.touches in ("require", "limit"):
            rules.setdefault(Unknown(gap.name), []).append(gap)
    make = conditions.formulas
    return {
        asked: Asking(
            make.disjunction(conditions.node(each.condition) for each in asking), tuple(asking)
        )
        for asked, asking in rules.items()
    }


def _asked(rule: Obligation, conditions: Conditions, diagrams: Diagrams[Node]) -> Iterator[Asked]:
    for requirement in rule.requirements:
        match requirement:
            case Evidence(documents=documents):
                yield from (AnyDocument(tuple(sorted(each))) for each in documents)
            case Must(condition=condition):
                for each in _parts(condition):
                    yield Condition(diagrams.build([conditions.node(each)], _constant), each)
            case Deposit(due=due):
                yield from (Tax(tax, normal_amount(amount), amount) for tax, amount in due)
            case StampDuty(due=amount):
                yield Stamp(normal_amount(amount), amount)
            case _:
                assert_never(requirement)


def _constant(nodes: Nodes) -> Node | None:
    return nodes[0] if nodes[0] in TRUTHS else None


def _parts(condition: Expression, *, wanted: bool = True) -> Iterator[Expression]:
    """What must hold together (or not hold, each of it) is asked for piece by piece."""
    match condition:
        case Not(operand=operand):
            yield from _parts(operand, wanted=not wanted)
        case AllOf(operands=operands) if wanted:
            for each in operands:
                yield from _parts(each)
        case AnyOf(operands=operands) if not wanted:
            for each in operands:
                yield from _parts(each, wanted=False)
        case _:
            yield condition if wanted else Not(condition)
