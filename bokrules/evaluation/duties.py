"""What a ledger shows of the duties of an office. A duty that it does not show is no finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from bokrules.evaluation.limits.lines import Group, Ledger, Line
from bokrules.evaluation.periods import period_of
from bokrules.evaluation.repeated import RepeatedCondition
from bokrules.evaluation.row import Place, RowVerdict
from bokrules.evaluation.rule_result import RuleResult
from bokrules.evaluation.timeline import Texts, days_in_force, declared_in
from bokrules.semantics.expressions import ALWAYS
from bokrules.semantics.limits import PERIODS
from bokrules.semantics.policy import Duty, Policy


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows that show a duty done by a group in a period; None is what they do not say."""

    group: Mapping[str, object]
    rows: tuple[Place, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"group": dict(self.group), "rows": [each.document for each in self.rows]}


@dataclass(frozen=True, kw_only=True)
class DutyResult(RuleResult):
    """A duty, and where the ledger shows it done."""

    declared: Duty = field(repr=False)
    shown: tuple[Shown, ...]

    @property
    def state(self) -> Literal["shown", "not_shown"]:
        return "shown" if self.shown else "not_shown"

    @property
    def can_be_shown(self) -> bool:
        """Whether rows of a ledger can show it at all."""
        return bool(self.declared.selectors) or self.declared.when != ALWAYS

    def to_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "label": self.label,
            "per": list(self.declared.per),
            "state": self.state,
            "can_be_shown": self.can_be_shown,
            "shown": [each.to_dict() for each in self.shown],
            "citation": self.citation,
            "page": self.page,
        }


def duties_over(rows: Sequence[RowVerdict], texts: Texts) -> tuple[DutyResult, ...]:
    """All duties of an edition, in the order of its texts."""
    ledger = Ledger(rows, texts)
    duties = declared_in(texts, lambda text: text.duties)
    return tuple(
        DutyResult(declared=each, policy=text, shown=_shown(each, text, ledger))
        for each, text in duties
    )


def _shown(duty: Duty, policy: Policy, ledger: Ledger) -> tuple[Shown, ...]:
    if not duty.selectors and duty.when == ALWAYS:
        return ()
    fields = [each for each in duty.per if each in policy.vocabulary.facts]
    period = next((each for each in PERIODS if each in duty.per), None)
    is_in_force = days_in_force(duty, ledger.texts, lambda text: text.duties)
    holds = RepeatedCondition(duty.condition, policy)
    groups: dict[Group, list[Line]] = {}
    for index, row in enumerate(ledger.rows):
        if holds(row.verdict.facts) is not True:
            continue
        line = ledger.line(index)
        if is_in_force(line.day):
            span = None if period is None or line.day is None else period_of(line.day, period)
            groups.setdefault(ledger.group_of(line, fields, span), []).append(line)
    return tuple(
        Shown(
            ledger.shown_group(fields, group, period),
            tuple(each.row.place for each in lines),
        )
        for group, lines in groups.items()
    )
