"""The rules of an edition as rows of reference tables, and what they ask as digits and amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from bokrules.backends.deciding import conditions_of, reads_of, rules_of
from bokrules.backends.to_sql.dialects import all_hold, text
from bokrules.backends.to_sql.script.digits import Digit, Digits, Guard
from bokrules.backends.to_sql.truths import Truths
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import (
    IN_FORCE,
    ClosedList,
    Deposit,
    Evidence,
    Gap,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    Selective,
    Selector,
    StampDuty,
)

UNKNOWN, TRUE = 1, 2
"""Truths in the views: and is the least, or the greatest, not is 2 - x."""
DAY = "tanggal"
NO_SLOT, NOTHING = 0, ""


@dataclass(slots=True, eq=False)
class RuleRow:
    """A rule of one text of the edition. `part` is the question that it bears on.

    `selectors` are as many rows of `SelectorRow` as must be met; `closes` and `serves` dimensions.
    """

    rule: int
    text: int
    part: str
    kind: str
    name: str
    declared: Selective | None = None
    selectors: int = 1
    closes: str = ""
    serves: frozenset[str] = frozenset()
    condition: Digit | None = None
    requirement: Digit | None = None
    evidence: Digit | None = None

    @property
    def asks_money(self) -> list[Deposit | StampDuty]:
        """What it asks for of taxes and stamps."""
        if not isinstance(self.declared, Obligation):
            return []
        asked = self.declared.requirements
        return [each for each in asked if isinstance(each, (Deposit, StampDuty))]


@dataclass(frozen=True, slots=True)
class SelectorRow:
    """That a selector of a rule is true, or unknown, where a slot of the profile has a value."""

    text: int
    slot: int
    value: str
    rule: int
    truth: int


@dataclass(frozen=True, slots=True)
class SaysRow:
    """What a rule adds to a part of the answer, once it is among those that make this part.

    `digit`: only where that is 0; `slot` and `value`: only where the slot has the value.
    """

    rule: int
    part: str
    place: int
    name: str
    digit: Digit | None = None
    slot: int | None = None
    value: str | None = None


@dataclass(slots=True, eq=False)
class RuleTables:
    """All reference tables of an edition."""

    policies: Sequence[Policy]
    truths: Sequence[Truths]
    """Of each text."""
    dimensions: tuple[str, ...]
    """Those of closed lists."""
    rules: list[RuleRow] = field(default_factory=list)
    selectors: list[SelectorRow] = field(default_factory=list)
    exceptions: list[tuple[int, int]] = field(default_factory=list)
    """Rule and permission."""
    says: list[SaysRow] = field(default_factory=list)
    digits: Digits = field(default_factory=Digits)
    slots: dict[str, tuple[int, exp.Expr]] = field(default_factory=dict)
    """The texts that a profile has beside its digits, by what they hold; numbers count from 1."""
    meanings: dict[str, list[object]] = field(default_factory=dict)

    def slot(self, holds: exp.Expr) -> int:
        """The slot that has this text, which is never NULL."""
        return self.slots.setdefault(holds.sql(), (len(self.slots) + 1, holds))[0]


def rule_tables(policies: Sequence[Policy], truths: Sequence[Truths]) -> RuleTables:
    """The tables of all texts of an edition; rules are numbered in the decrees' order."""
    closed = dict.fromkeys(each.dimension for policy in policies for each in policy.closed_lists)
    tables = RuleTables(policies, truths, tuple(closed))
    for number in range(1, len(policies) + 1):
        _Writer(tables, number).write()
    return tables


class _Writer:
    """The rows of one text."""

    def __init__(self, tables: RuleTables, number: int) -> None:
        self.tables = tables
        self.number = number
        self.policy = tables.policies[number - 1]
        self.truths = tables.truths[number - 1]
        self.columns = self.truths.columns
        self.vocabulary = self.policy.vocabulary
        self.by_name: dict[str, int] = {}
        self.reach: dict[Selector, dict[str, int]] = {}
        self.given: dict[str, exp.Expr] = {}
        self.slots: dict[str, int] = {}

    def write(self) -> None:
        rules = rules_of(self.policy)
        declared: list[Selective] = [
            *rules.closed_lists, *rules.permissions, *rules.prohibitions,
            *rules.obligations, *rules.gaps, *rules.limits,
        ]  # fmt: skip
        declared.sort(key=self.policy.place)
        deciding = [(each, part_of(each)) for each in declared]
        rows = [self._row(each, part) for each, part in deciding if part]
        names = sorted([IN_FORCE, *(row.name for row in rows if row.part == "require")])
        for row in rows:
            self._exceptions(row)
            self._says(row, names)
        self._engine(names)

    # ---- rules ----

    def _row(self, declared: Selective, part: str) -> RuleRow:
        row = self._new(part, kind_of(declared), declared.name, declared)
        guard = self._guard(declared)
        self._select(row, declared.selectors)
        if declared.when != ir.ALWAYS:
            row.condition = self._digit(self.truths.holds(declared.when), guard)
        match declared:
            case ClosedList(dimension=dimension):
                row.closes = dimension
            case Permission(serves=serves):
                self.by_name[declared.name] = row.rule
                row.serves = serves
            case Gap(serves=serves) if part == "allow":
                row.serves = serves
            case Obligation(requirements=asked):
                row.requirement = self._digit(all_hold(map(self.truths.requirement, asked)), guard)
                evidence = [each for each in asked if isinstance(each, Evidence)]
                if evidence:
                    given = all_hold(map(self.truths.requirement, evidence))
                    row.evidence = self._digit(given, guard)
            case _:
                pass
        return row

    def _engine(self, obligations: Sequence[str]) -> None:
        """So that every expense has an answer; and that its day lies within the days in force."""
        row = self._new("engine", "engine", NOTHING)
        self._select(row, ())
        self._say(row, "engine", 0, NOTHING)
        if DAY not in self.vocabulary.facts:
            return
        row = self._new("require", "in_force", IN_FORCE)
        self._select(row, ())
        row.condition = self._digit(self.columns.is_own(DAY), None)
        row.requirement = self._digit(self.truths.in_force(), None)
        self._say(row, "obligations", obligations.index(IN_FORCE), IN_FORCE)

    def _new(self, part: str, kind: str, name: str, declared: Selective | None = None) -> RuleRow:
        row = RuleRow(len(self.tables.rules) + 1, self.number, part, kind, name, declared)
        self.tables.rules.append(row)
        return row

    def _digit(self, truth: exp.Expr, guard: Guard | None) -> Digit:
        return self.tables.digits.add(truth, guard)

    # ---- selectors ----

    def _select(self, row: RuleRow, selectors: Iterable[Selector]) -> None:
        found = [
            [(self._slot(each.dimension), value, truth) for value, truth in self._reach(each)]
            for each in selectors
        ] or [[(NO_SLOT, NOTHING, TRUE)]]
        row.selectors = len(found)
        self.tables.selectors += [
            SelectorRow(self.number, slot, value, row.rule, truth)
            for reached in found
            for slot, value, truth in reached
        ]

    def _reach(self, selector: Selector) -> Iterable[tuple[str, int]]:
        """The terms (or none) beside which a selector is true or unknown."""
        if selector not in self.reach:
            taxonomy = self.vocabulary.taxonomies[self._taxonomy(selector.dimension)]
            terms = selector.terms
            found = {each: UNKNOWN for term in terms for each in taxonomy.above_or_same(term)}
            found |= {each: TRUE for term in terms for each in taxonomy.below_or_same(term)}
            self.reach[selector] = {NOTHING: UNKNOWN, **found}
        return self.reach[selector].items()

    def _taxonomy(self, field: str) -> str:
        return self.vocabulary.facts[field].type.of

    def _guard(self, declared: Selective) -> Guard | None:
        """Where a rule can be other than false; None: anywhere."""
        if not declared.selectors:
            return None
        first = declared.selectors[0]
        values = frozenset(value for value, _ in self._reach(first))
        return self._slot(first.dimension), values

    def _slot(self, field: str) -> int:
        if field not in self.slots:
            self.slots[field] = self.tables.slot(self._term(field))
        return self.slots[field]

    def _term(self, field: str) -> exp.Expr:
        return exp.Coalesce(this=self.columns.value(field), expressions=[text(NOTHING)])

    # ---- what rules say ----

    def _exceptions(self, row: RuleRow) -> None:
        if row.part in ("forbid", "allow") and isinstance(row.declared, (Prohibition, Gap)):
            self.tables.exceptions += [
                (row.rule, self.by_name[name]) for name in dict.fromkeys(row.declared.exceptions)
            ]

    def _says(self, row: RuleRow, obligations: Sequence[str]) -> None:
        declared = row.declared
        assert declared is not None
        if len(self.tables.policies) > 1:
            self._say(row, "meaning", 0, self._meaning(row.name))
        if row.part == "limit":
            self._say(row, "limits", row.rule, row.name)
            return
        if row.part == "require":
            self._say(row, "obligations", obligations.index(row.name), row.name)
        if row.asks_money:
            self._say(row, "owed", row.rule, str(row.rule))
        if row.part != "require":
            self._say(row, "basis", row.rule, row.name)
        if isinstance(declared, Gap):
            self._say(row, "gaps", row.rule, row.name)
        spoken = [declared]
        if row.part == "forbid" and isinstance(declared, (Prohibition, Gap)):
            spoken += [self.policy.permission_by_name[name] for name in declared.exceptions]
        says = dict.fromkeys(found for each in spoken for found in self._wants(row, each))
        self.tables.says += says

    def _wants(self, row: RuleRow, declared: Selective) -> Iterator[SaysRow]:
        """What may be missing, or too general, where a rule is unknown."""
        guard = self._guard(row.declared) if row.declared else None
        for name in dict.fromkeys(reads_of(declared)):
            asked = self.vocabulary.settled_by(name)
            if name not in self.given:
                self.given[name] = self.columns.is_given(name)
            digit = self._digit(self.given[name], guard)
            yield SaysRow(row.rule, "missing", *self._spoken_of(asked), digit)
        for condition in conditions_of(declared):
            for test in dict.fromkeys(ir.memberships_of(condition)):
                yield from self._too_general(row, test)

    def _too_general(self, row: RuleRow, test: ir.IsA) -> Iterator[SaysRow]:
        taxonomy = self.vocabulary.taxonomies[self._taxonomy(test.field)]
        chain = list(self.columns.chain(test.field))
        slot = self._slot(test.field) if len(chain) == 1 else self._sourced_slot(chain)
        for value in taxonomy.above_or_same(test.term) - {test.term}:
            for source in chain:
                wanted = value if len(chain) == 1 else f"{source}:{value}"
                place, alias = self._spoken_of(source)
                yield SaysRow(row.rule, "too_general", place, alias, None, slot, wanted)

    def _sourced_slot(self, chain: Sequence[str]) -> int:
        """Where a term may be that of another field: the field's name and the term."""
        case = exp.Case()
        for name in chain:
            named = exp.DPipe(this=text(f"{name}:"), expression=self.columns.own(name))
            case = case.when(self.columns.is_own(name), named)
        return self.tables.slot(case.else_(text(NOTHING)))

    def _spoken_of(self, field: str) -> tuple[int, str]:
        """The place of a field in the vocabulary, and its API name."""
        return self.vocabulary.order[field], self.vocabulary.facts[field].alias

    def _say(self, row: RuleRow, part: str, place: int, name: str) -> None:
        self.tables.says.append(SaysRow(row.rule, part, place, name))

    def _meaning(self, name: str) -> str:
        """The same for a name under which two texts declare the same; of gaps the name alone."""
        meaning = [
            each.name if isinstance(each, Gap) else each for each in self.policy.by_name[name]
        ]
        known = self.tables.meanings.setdefault(name, [])
        if meaning not in known:
            known.append(meaning)
        return f"{name}={known.index(meaning)}"


def part_of(declared: Selective) -> str | None:
    """The question that a rule bears on."""
    match declared:
        case ClosedList():
            return "close"
        case Permission():
            return "allow"
        case Prohibition():
            return "forbid"
        case Obligation():
            return "require"
        case Gap(touches="allow" | "forbid" as touches):
            return touches
        case Gap(touches="require" | "limit"):
            return "require"
        case Gap():
            return None
        case _:
            return "limit"


def kind_of(declared: Selective) -> str:
    if isinstance(declared, Gap):
        return "gap"
    return part_of(declared) or ""
