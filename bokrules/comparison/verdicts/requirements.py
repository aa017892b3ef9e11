"""What obligations ask for, one thing at a time, whichever rule asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from bokrules.cells.conditions import Conditions
from bokrules.cells.formulas import Node
from bokrules.semantics.expressions import Expression
from bokrules.semantics.policy import Deposit, Evidence, Gap, Must, Obligation, Policy, StampDuty


@dataclass(frozen=True, slots=True)
class AnyDocument:
    """One of these documents."""

    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold; the same node, the same condition, however it is written."""

    node: Node
    condition: Expression = field(compare=False)


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax to be deposited."""

    tax: str
    amount: Expression


@dataclass(frozen=True, slots=True)
class Stamp:
    """Stamp duty."""

    amount: Expression


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


def asked_by(policy: Policy, conditions: Conditions) -> Mapping[Asked, Asking]:
    """Everything that the obligations of a policy ask for; several rules may ask for the same."""
    conditions = conditions.seen_by(policy)
    rules: dict[Asked, list[Obligation | Gap]] = {}
    for each in policy.obligations:
        for asked in _asked(each, conditions):
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


def _asked(rule: Obligation, conditions: Conditions) -> list[Asked]:
    found: list[Asked] = []
    for requirement in rule.requirements:
        match requirement:
            case Evidence(documents=documents):
                found += [AnyDocument(tuple(sorted(each))) for each in documents]
            case Must(condition=condition):
                found.append(Condition(conditions.node(condition), condition))
            case Deposit(due=due):
                found += [Tax(tax, amount) for tax, amount in due]
            case StampDuty(due=amount):
                found.append(Stamp(amount))
            case _:
                assert_never(requirement)
    return found
