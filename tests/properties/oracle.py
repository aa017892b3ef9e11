"""What a policy says of an expense, computed a second time.

Written from the definition of the language (sections 4 and 5) alone, as plainly as possible, and on
purpose without any code of the interpreter: only the compiled policy is shared. Truths are words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

from bokrules.backends.decision import Facts
from bokrules.semantics import expressions as ir
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import (
    ClosedList,
    Deposit,
    Evidence,
    Gap,
    Must,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    StampDuty,
)

Rule = ClosedList | Permission | Prohibition | Obligation | Gap | Limit

# ---- Kleene's logic ----


def negate(truth: str) -> str:
    return {"true": "false", "false": "true", "unknown": "unknown"}[truth]


def all_of(truths: Iterable[str]) -> str:
    found = set(truths)
    if "false" in found:
        return "false"
    return "unknown" if "unknown" in found else "true"


def any_of(truths: Iterable[str]) -> str:
    found = set(truths)
    if "true" in found:
        return "true"
    return "unknown" if "unknown" in found else "false"


def word(truth: bool) -> str:
    return "true" if truth else "false"


# ---- answers ----


@dataclass
class Answer:
    outcome: str
    basis: set[str]
    states: dict[str, str]
    missing: set[str]
    possible: set[str]
    gaps: set[str]
    questioned: int | None
    unsupported: int | None
    dues: dict[str, tuple[int | None, int | None]]
    """What is due and paid of taxes and stamps; None where none is asked for, or it is unknown."""
    shortfalls: dict[str, int]
    limits: set[str]


class Oracle:
    """One policy and one expense."""

    def __init__(self, policy: Policy, facts: Facts) -> None:
        self.policy = policy
        self.facts = facts

    # ---- section 4: values ----

    def source(self, name: str) -> str:
        """Where a field's value comes from: itself, or what it is taken from where it is absent."""
        default = self.policy.vocabulary.facts[name].default
        if name in self.facts or default is None:
            return name
        return self.source(default)

    def value(self, name: str) -> Any:
        return self.facts.get(self.source(name))

    def above(self, dimension: str, term: str) -> set[str]:
        """The term and everything it lies below."""
        found = {term}
        for parent in self.policy.vocabulary.taxonomies[dimension].terms[term].parents:
            found |= self.above(dimension, parent)
        return found

    def is_a(self, test: ir.IsA) -> str:
        given = self.value(test.field)
        if given is None:
            return "unknown"
        dimension = self.policy.vocabulary.facts[test.field].type.of
        if test.term in self.above(dimension, given):
            return "true"
        return "unknown" if given in self.above(dimension, test.term) else "false"

    def number(self, expression: ir.Expression) -> Any:
        """The value of a sum, a field or a constant; None if anything it needs is missing."""
        if isinstance(expression, ir.Constant):
            return expression.value
        if isinstance(expression, ir.Field):
            return self.value(expression.name)
        result: Any
        if isinstance(expression, ir.Total):
            result = Fraction(0)
            for sign, part in expression.terms:
                value = self.number(part)
                if value is None:
                    return None
                result = result + value if sign > 0 else result - value
            return result
        if isinstance(expression, ir.Scaled):
            result = Fraction(1)
            for how, part in expression.factors:
                value = self.number(part)
                if value is None:
                    return None
                result = result * value if how == "*" else result / value
            return result
        truth = self.truth(expression)
        return None if truth == "unknown" else truth == "true"

    def truth(self, expression: ir.Expression) -> str:
        if isinstance(expression, ir.IsA):
            return self.is_a(expression)
        if isinstance(expression, ir.Not):
            return negate(self.truth(expression.operand))
        if isinstance(expression, ir.AllOf):
            return all_of(self.truth(each) for each in expression.operands)
        if isinstance(expression, ir.AnyOf):
            return any_of(self.truth(each) for each in expression.operands)
        if isinstance(expression, ir.Compare):
            left, right = self.number(expression.left), self.number(expression.right)
            if left is None or right is None:
                return "unknown"
            if expression.comparison == "=":
                return word(left == right)
            if expression.comparison in (">", ">="):
                return word(left > right or (expression.comparison == ">=" and left == right))
            return word(left < right or (expression.comparison == "<=" and left == right))
        value = self.number(expression)
        return "unknown" if value is None else word(value)

    # ---- section 5: rules ----

    def applies(self, rule: Rule) -> str:
        """`untuk` and `bila`."""
        selected = [
            any_of(self.is_a(ir.IsA(selector.dimension, term)) for term in selector.terms)
            for selector in rule.selectors
        ]
        return all_of([*selected, self.truth(rule.when)])

    def exceptions(self, rule: Prohibition | Gap) -> list[Permission]:
        return [each for each in self.policy.permissions if each.name in rule.exceptions]

    def forbids(self, rule: Prohibition | Gap) -> str:
        excepted = any_of(self.applies(each) for each in self.exceptions(rule))
        known = "unknown" if isinstance(rule, Gap) else "true"
        return all_of([self.applies(rule), negate(excepted), known])

    def allows(self, rule: Permission | Gap) -> str:
        return all_of([self.applies(rule), "unknown" if isinstance(rule, Gap) else "true"])

    def gaps(self, *touches: str) -> list[Gap]:
        return [each for each in self.policy.gaps if each.touches in touches]

    def entries(self, closed: ClosedList) -> list[Permission | Gap]:
        every: list[Permission | Gap] = [*self.policy.permissions, *self.gaps("allow")]
        return [each for each in every if closed.dimension in each.serves]

    def on_list(self, closed: ClosedList) -> str:
        return any_of(self.allows(each) for each in self.entries(closed))

    # ---- section 5: obligations ----

    def money(self, rule: Obligation) -> list[tuple[int | None, int | None]]:
        """What is due and what is paid, for each tax and stamp."""
        found: list[tuple[int | None, int | None]] = []
        for requirement in rule.requirements:
            if isinstance(requirement, Deposit):
                paid = self.value("pajak")
                for tax, due in requirement.due:
                    found.append((self.rounded(due), None if paid is None else paid.get(tax, 0)))
            elif isinstance(requirement, StampDuty):
                found.append((self.rounded(requirement.due), self.value("meterai")))
        return found

    def rounded(self, due: ir.Expression) -> int | None:
        value = self.number(due)
        return None if value is None else int(value // 1)

    def evidence(self, rule: Obligation) -> str:
        given = self.value("bukti")
        groups = [
            group
            for requirement in rule.requirements
            if isinstance(requirement, Evidence)
            for group in requirement.documents
        ]
        if not groups:
            return "true"
        if given is None:
            return "unknown"
        return all_of(any_of(word(name in given) for name in group) for group in groups)

    def requirement(self, rule: Obligation) -> str:
        truths = [self.evidence(rule)]
        for requirement in rule.requirements:
            if isinstance(requirement, Must):
                truths.append(self.truth(requirement.condition))
        for due, paid in self.money(rule):
            truths.append("unknown" if due is None or paid is None else word(paid >= due))
        return all_of(truths)

    def state(self, rule: Obligation) -> str:
        truth = any_of([negate(self.applies(rule)), self.requirement(rule)])
        return {"true": "met", "false": "unmet", "unknown": "unknown"}[truth]

    def due_and_paid(self, rule: Obligation) -> tuple[int | None, int | None]:
        money = self.money(rule)
        if not money:
            return None, None
        due = [each for each, _ in money if each is not None]
        paid = [each for _, each in money if each is not None]
        return (
            sum(due) if len(due) == len(money) else None,
            sum(paid) if len(paid) == len(money) else None,
        )

    def shortfall(self, rule: Obligation) -> int:
        """What is known to be short: nothing where the obligation may not apply."""
        if self.applies(rule) != "true":
            return 0
        known = [(d, p) for d, p in self.money(rule) if d is not None and p is not None]
        return sum(due - paid for due, paid in known if due > paid)

    # ---- section 5: missing ----

    def expressions(self, rule: Rule) -> Iterator[ir.Expression]:
        """All that a rule reads; a prohibition reads what its exceptions do."""
        for selector in rule.selectors:
            for term in selector.terms:
                yield ir.IsA(selector.dimension, term)
        yield rule.when
        if isinstance(rule, (Prohibition, Gap)):
            for each in self.exceptions(rule):
                yield from self.expressions(each)
        if isinstance(rule, Obligation):
            for requirement in rule.requirements:
                if isinstance(requirement, Must):
                    yield requirement.condition
                elif isinstance(requirement, Deposit):
                    yield ir.Field("pajak")
                    yield from (due for _, due in requirement.due)
                elif isinstance(requirement, StampDuty):
                    yield ir.Field("meterai")
                    yield requirement.due
                else:
                    yield ir.Field("bukti")

    def missing_in(self, expression: ir.Expression) -> set[str]:
        if isinstance(expression, ir.Field):
            source = self.source(expression.name)
            return set() if source in self.facts else {source}
        if isinstance(expression, ir.IsA):
            # A value that is too general is missing too: it is needed more exactly.
            return {self.source(expression.field)} if self.is_a(expression) == "unknown" else set()
        parts: list[ir.Expression] = []
        if isinstance(expression, ir.Not):
            parts = [expression.operand]
        elif isinstance(expression, (ir.AllOf, ir.AnyOf)):
            parts = list(expression.operands)
        elif isinstance(expression, ir.Compare):
            parts = [expression.left, expression.right]
        elif isinstance(expression, ir.Total):
            parts = [each for _, each in expression.terms]
        elif isinstance(expression, ir.Scaled):
            parts = [each for _, each in expression.factors]
        return set().union(*(self.missing_in(each) for each in parts))

    def missing(self, rules: Iterable[Rule]) -> set[str]:
        parts = [self.missing_in(each) for rule in rules for each in self.expressions(rule)]
        return set().union(*parts)

    # ---- section 5: the table ----

    def answer(self) -> Answer:
        policy = self.policy
        forbids = {each.name: self.forbids(each) for each in self.prohibitions()}
        in_force = {each.dimension: self.applies(each) for each in policy.closed_lists}
        listed = {each.dimension: self.on_list(each) for each in policy.closed_lists}
        refuses = {name: all_of([in_force[name], negate(listed[name])]) for name in in_force}
        allows = {each.name: self.applies(each) for each in policy.permissions}
        silent = all_of([negate(any_of(in_force.values())), negate(any_of(allows.values()))])
        states = self.states()

        undecided: list[Rule] = []
        if "true" in forbids.values():
            outcome = "forbidden"
            basis = _named(forbids, "true")
        elif "unknown" in forbids.values():
            outcome = "undetermined"
            basis = _named(forbids, "unknown")
            undecided += [each for each in self.prohibitions() if each.name in basis]
        elif "true" in refuses.values():
            outcome = "unlisted"
            basis = _named(refuses, "true")
        elif "unknown" in refuses.values() or silent != "false":
            outcome = "undetermined"
            basis = _named(refuses, "unknown")
            undecided += self.undecided_entries(basis, in_force, listed, silent)
        else:
            settled = set(states.values()) <= {"met"}
            outcome = "allowed" if settled else "conditional"
            basis = _named(allows, "true")
            unknown = _named(states, "unknown")
            every: list[Rule] = [*policy.obligations, *self.gaps("require", "limit")]
            undecided += [each for each in every if each.name in unknown]

        possible = _possible(any_of(forbids.values()), any_of(refuses.values()), silent, states)
        applying = [each for each in policy.obligations if each.name in states]
        shortfalls = {each.name: self.shortfall(each) for each in applying}
        unsupported = any(
            self.applies(each) == "true" and self.evidence(each) == "false"
            for each in policy.obligations
        )
        amount = self.facts.get("nilai")
        assert amount is None or isinstance(amount, int)
        return Answer(
            outcome=outcome,
            basis=basis,
            states=states,
            missing=self.missing(undecided),
            possible=possible,
            gaps={each.name for each in undecided if isinstance(each, Gap)},
            questioned=(
                amount if possible <= {"forbidden", "unlisted"} else sum(shortfalls.values())
            ),
            unsupported=amount if unsupported else 0,
            dues={each.name: self.due_and_paid(each) for each in applying},
            shortfalls=shortfalls,
            limits={each.name for each in policy.limits if self.applies(each) != "false"},
        )

    def prohibitions(self) -> list[Prohibition | Gap]:
        return [*self.policy.prohibitions, *self.gaps("forbid")]

    def states(self) -> dict[str, str]:
        """Of the obligations that apply or may apply."""
        states = {
            each.name: self.state(each)
            for each in self.policy.obligations
            if self.applies(each) != "false"
        }
        for gap in self.gaps("require", "limit"):
            if self.applies(gap) != "false":
                states[gap.name] = "unknown"
        day = self.facts.get("tanggal")
        if isinstance(day, date):
            edition = self.policy.edition
            late = edition.last_day is not None and day > edition.last_day
            states["masa_berlaku"] = "unmet" if late or day < edition.first_day else "met"
        return states

    def undecided_entries(
        self, lists: set[str], in_force: dict[str, str], listed: dict[str, str], silent: str
    ) -> list[Rule]:
        found: list[Rule] = []
        for closed in self.policy.closed_lists:
            if closed.dimension not in lists:
                continue
            if in_force[closed.dimension] == "unknown":
                found.append(closed)
            if listed[closed.dimension] == "unknown":
                found += [e for e in self.entries(closed) if self.allows(e) == "unknown"]
        if silent != "false":
            found += [e for e in self.policy.permissions if self.applies(e) == "unknown"]
        return found


def _named(truths: dict[str, str], wanted: str) -> set[str]:
    return {name for name, truth in truths.items() if truth == wanted}


def _possible(forbidden: str, refused: str, silent: str, states: dict[str, str]) -> set[str]:
    """Every unknown settled both ways."""
    met = all_of(
        {"met": "true", "unmet": "false", "unknown": "unknown"}[s] for s in states.values()
    )
    found = set()
    for f, r, s, m in product(*(_ways(each) for each in (forbidden, refused, silent, met))):
        if f:
            found.add("forbidden")
        elif r:
            found.add("unlisted")
        elif s:
            found.add("undetermined")
        else:
            found.add("allowed" if m else "conditional")
    return found


def _ways(truth: str) -> tuple[bool, ...]:
    return {"true": (True,), "false": (False,), "unknown": (True, False)}[truth]
