"""The public answer about one expense. It is put together when it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bokrules.backends.decision import ObligationResult
from bokrules.base.messages import Message, current_language, msg
from bokrules.evaluation.citing import citation_text, first_page
from bokrules.evaluation.limit_words import measure_words
from bokrules.evaluation.trace_entry import TraceEntry
from bokrules.evaluation.verdict_handle import VerdictHandle
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import (
    ASSUMED,
    Citation,
    ClosedList,
    Declared,
    Evidence,
    Gap,
    Obligation,
    Permission,
    Prohibition,
)

__all__ = ["Basis", "GapNote", "ObligationState", "Outcome", "State", "TraceEntry", "Verdict"]

_EFFECTS: dict[type[Declared], str] = {
    Prohibition: "forbid",
    Permission: "allow",
    Obligation: "require",
    ClosedList: "close",
    Gap: "gap",
}
ORDER = tuple(Outcome)
_REFUSED = frozenset({Outcome.FORBIDDEN, Outcome.UNLISTED})


@dataclass(frozen=True, slots=True)
class Basis:
    """A rule that decided. `effect` is forbid, allow, close (a closed list) or gap."""

    rule: str
    effect: str
    label: str
    citation: str
    page: int | None


@dataclass(frozen=True, slots=True)
class ObligationState:
    """An obligation that applies, or may. `requires` are documents: all groups, one of each."""

    rule: str
    label: str
    state: State
    requires: tuple[tuple[str, ...], ...]
    due: int | None
    paid: int | None
    shortfall: int
    citation: str
    page: int | None
    finding: str | None


@dataclass(frozen=True, slots=True)
class GapNote:
    """What the sources do not say, where that leaves the verdict open."""

    gap: str
    label: str
    touches: str
    citation: str


@dataclass(frozen=True, slots=True)
class LimitNote:
    """A limit that the expense counts towards, or may; `check` decides it over a ledger."""

    rule: str
    label: str
    measure: str
    citation: str
    page: int | None


@dataclass(frozen=True, slots=True)
class TooGeneral:
    """A value that a rule needs more exactly, and the terms directly below it."""

    field: str
    value: str
    candidates: tuple[str, ...]


class Verdict(VerdictHandle):
    """What an edition says of an expense. Amounts are rupiah; None where none is given.

    It never changes. What it says is put together when it is first read.
    """

    __slots__ = ()

    @property
    def outcome(self) -> Outcome:
        return self.decision.outcome if self._found is None else self._found.outcome

    @property
    def label(self) -> str:
        """The outcome in words, in the current language."""
        return self.outcome.label.text()

    @property
    def year(self) -> int:
        return self.policy.edition.year

    @property
    def questioned_amount(self) -> int | None:
        return self.decision.questioned

    @property
    def unsupported_amount(self) -> int | None:
        return self.decision.unsupported

    @property
    def possible(self) -> tuple[Outcome, ...]:
        """The outcomes still open, the gravest first."""
        return tuple(each for each in ORDER if each in self.decision.possible)

    @property
    def only_refusals(self) -> bool:
        """Whatever is still missing, the expense is not payable."""
        return self.decision.possible <= _REFUSED

    @property
    def missing(self) -> tuple[str, ...]:
        """API names of the facts that would decide, in vocabulary order."""
        if self._found is not None:
            return self._found.missing
        return self.policy.vocabulary.aliases(self.decision.missing)

    @cached_property
    def too_general(self) -> tuple[TooGeneral, ...]:
        vocabulary = self.policy.vocabulary
        found = []
        for name in sorted(self.decision.too_general, key=lambda each: vocabulary.order[each]):
            fact, value = vocabulary.facts[name], str(self.facts[name])
            below = vocabulary.taxonomies[fact.type.of].below(value)
            found.append(TooGeneral(fact.alias, value, tuple(below)))
        return tuple(found)

    @cached_property
    def deciding(self) -> tuple[Declared, ...]:
        """The declarations behind `basis`, in its order."""
        found: list[Declared] = []
        for name in self.decision.basis:
            found += [each for each in self._declared(name) if not isinstance(each, Obligation)]
        return tuple(found)

    @property
    def basis(self) -> tuple[Basis, ...]:
        return tuple(self._basis(each) for each in self.deciding)

    @property
    def obligations(self) -> tuple[ObligationState, ...]:
        return tuple(self._obligation(each) for each in self.decision.obligations)

    @property
    def gaps(self) -> tuple[GapNote, ...]:
        named = set(self.decision.gaps)
        language = current_language()
        return tuple(
            GapNote(
                each.name,
                each.label.in_language(language),
                each.touches,
                citation_text(each.citations, self.policy) if each.citations else "",
            )
            for each in self.policy.gaps
            if each.name in named
        )

    @property
    def limits(self) -> tuple[LimitNote, ...]:
        """What no single expense decides, but all of a ledger together."""
        named = set(self.decision.limits)
        language = current_language()
        return tuple(
            LimitNote(
                each.name,
                each.label.in_language(language),
                measure_words(each, self.policy).text(),
                citation_text(each.citations, self.policy),
                first_page(each.citations, self.policy),
            )
            for each in sorted(self.policy.limits, key=self.policy.place)
            if each.name in named
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """How unclear texts were read, and what the date has to do with the answer."""
        rules: list[Declared] = [*self.deciding]
        if not self.only_refusals:
            rules += self._obligation_rules()
        notes = [note for each in rules for note in each.notes]
        return tuple(dict.fromkeys([*self.date_notes, *notes]))

    @property
    def finding_codes(self) -> tuple[str, ...]:
        """The inspectors' codes of what was found: refusals, and obligations not met."""
        refused = self.outcome in _REFUSED
        codes = [
            each.finding
            for each in self.deciding
            if refused and isinstance(each, (Prohibition, ClosedList))
        ]
        unmet = {each.name for each in self.decision.obligations if each.state is State.UNMET}
        codes += [each.finding for each in self._obligation_rules() if each.name in unmet]
        return tuple(dict.fromkeys(each for each in codes if each is not None))

    def to_dict(self) -> dict[str, Any]:
        """The verdict as the public JSON document, labels in the current language."""
        edition = self.policy.edition
        document: dict[str, Any] = {
            "outcome": self.outcome.value,
            "label": self.label,
            "year": edition.year,
            "edition": edition.to_dict(),
            "basis": [_as_dict(each) for each in self.basis],
            "obligations": [_as_dict(each) for each in self.obligations],
            "missing": list(self.missing),
            "too_general": [_as_dict(each) for each in self.too_general],
            "possible": [each.value for each in self.possible],
            "questioned_amount": self.questioned_amount,
            "unsupported_amount": self.unsupported_amount,
            "notes": list(self.notes),
            "gaps": [_as_dict(each) for each in self.gaps],
            "limits": [_as_dict(each) for each in self.limits],
            "finding_codes": list(self.finding_codes),
        }
        if self.disagreeing:
            document["texts"] = [
                {
                    "id": policy.edition.id,
                    "regulation": policy.edition.regulation,
                    "from": policy.edition.first_day.isoformat(),
                    "outcome": decision.outcome.value,
                }
                for policy, decision in self.disagreeing
            ]
        if self.trace is not None:
            document["trace"] = [_as_dict(each) for each in self.trace]
        return document

    # ---- putting it together ----

    @property
    def date_notes(self) -> tuple[str, ...]:
        """What each text says where they differ; that a day lies outside the edition."""
        notes = [
            msg(
                "{regulation}, from {day}: {outcome}",
                regulation=policy.edition.short_title,
                day=policy.edition.first_day,
                outcome=decision.outcome.label,
            )
            for policy, decision in self.disagreeing
        ]
        if self.known_editions:
            notes.append(
                msg(
                    "{day} lies outside this edition; there is: {names}",
                    day=self.facts["tanggal"],
                    names=self.known_editions,
                )
            )
        return tuple(each.text() for each in notes)

    def _declared(self, name: str) -> list[Declared]:
        return self.policy.deciding_by_name.get(name, [])

    def _obligation_rules(self) -> list[Obligation]:
        return [
            rule
            for each in self.decision.obligations
            for rule in self._declared(each.name)
            if isinstance(rule, Obligation)
        ]

    def _basis(self, rule: Declared) -> Basis:
        return Basis(
            rule=rule.name,
            effect=_EFFECTS[type(rule)],
            label=rule.label.in_language(current_language()),
            citation=citation_text(rule.citations, self.policy),
            page=first_page(rule.citations, self.policy),
        )

    def _obligation(self, result: ObligationResult) -> ObligationState:
        rule = next(
            (each for each in self._declared(result.name) if isinstance(each, (Obligation, Gap))),
            None,
        )
        citations: tuple[Citation, ...] = ()
        if rule is not None:
            label: Message | str = rule.label.in_language(current_language())
            citations = rule.citations
        elif result.name == ASSUMED:
            label = msg("its activity is on the menu, as assumed")
        else:
            label = msg("in force on the day of the expense")
            citations = tuple(Citation(each) for each in self.policy.edition.force_clauses)
        return ObligationState(
            rule=result.name,
            label=str(label),
            state=result.state,
            requires=_documents(rule),
            due=result.due,
            paid=result.paid,
            shortfall=result.shortfall,
            citation=citation_text(citations, self.policy),
            page=first_page(citations, self.policy),
            finding=rule.finding if isinstance(rule, Obligation) else None,
        )


def _documents(rule: Declared | None) -> tuple[tuple[str, ...], ...]:
    if not isinstance(rule, Obligation):
        return ()
    return tuple(
        group
        for requirement in rule.requirements
        if isinstance(requirement, Evidence)
        for group in requirement.documents
    )


def _as_dict(entry: Any) -> dict[str, Any]:
    return {name: _plain(getattr(entry, name)) for name in entry.__slots__}


def _plain(value: Any) -> Any:
    """As JSON holds it: no exact value is turned into a float."""
    if isinstance(value, State):
        return value.value
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if isinstance(value, Iterable):
        return sorted(_plain(each) for each in value)
    return str(value)
