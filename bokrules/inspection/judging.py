"""The lines of a ledger judged one after another: what columns leave open, their texts propose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from bokrules.backends.decision import Facts
from bokrules.base.errors import BokrulesError
from bokrules.editions import Edition
from bokrules.evaluation.alternatives import menu_of
from bokrules.evaluation.repeated import RepeatedRuling
from bokrules.evaluation.row import RowError, RowVerdict
from bokrules.evaluation.verdict import Verdict
from bokrules.inspection.books.lines import CashLine
from bokrules.inspection.classify.choices import Choices
from bokrules.inspection.classify.classification import Classification, Classified, Ground
from bokrules.inspection.classify.classifier import ACTIVITY, EXPENSE_TYPE, Classifier

ID, DESCRIPTION, ACCOUNT_CODE = "id", "uraian", "rekening"
_TELLING = (DESCRIPTION, ACCOUNT_CODE, EXPENSE_TYPE, ACTIVITY)


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with its verdict, and what it was taken for. `assumed`: its activity was."""

    row: RowVerdict
    classification: Classification
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class _Taken:
    """What lines of one text are taken for: the facts of that, or the `several` it may be."""

    classification: Classification
    facts: Mapping[str, str]
    several: Mapping[str, Sequence[str]]
    assumed: bool


class LineJudge:
    """Judges the lines of one ledger under one edition.

    `given` are facts of every line that does not say otherwise, by their Indonesian names.
    Without a `classifier` only columns and choices speak; `ruling` is one that rules on other
    ledgers under the same edition, too. With `assume_menu` an activity that
    stays unknown is taken to be one of the edition's menu; raises InvalidValue if it has none.
    """

    def __init__(
        self,
        edition: Edition,
        classifier: Classifier | None,
        ruling: RepeatedRuling | None = None,
        *,
        given: Mapping[str, object] | None = None,
        choices: Choices | None = None,
        assume_menu: bool = False,
    ) -> None:
        self._edition = edition
        self._classifier = classifier
        given = given or {}
        named = (EXPENSE_TYPE, ACTIVITY)
        self._given_of_rows = {name: each for name, each in given.items() if name not in named}
        self._given_of_texts = {name: str(given[name]) for name in named if name in given}
        self._choices = choices
        self._menu = menu_of(edition.policy) if assume_menu else ()
        self._ruling = RepeatedRuling(edition.compiled) if ruling is None else ruling
        self._facts_of, self._class_of = edition.compiled.facts_of, edition.compiled.class_of
        self._known: dict[tuple[object, ...], _Taken] = {}

    def judge(self, line: CashLine) -> Judged | RowError:
        try:
            facts = self._facts_of({**self._given_of_rows, **line.facts})
        except BokrulesError as error:
            return RowError(line.place, error)
        taken = self._taken_for(facts)
        facts = {**facts, **taken.facts}
        if taken.several or taken.assumed:
            ruling = self._ruling.on_any(facts, taken.several, assuming=taken.assumed)
            verdict = Verdict(ruling.policy, facts, ruling.decision, disagreeing=ruling.disagreeing)
        else:
            verdict = Verdict.of_class(self._class_of(facts), facts)
        identity = facts.get(ID)
        row = RowVerdict(
            line.place, identity if isinstance(identity, str) else line.number, verdict
        )
        return Judged(row, taken.classification, taken.assumed)

    def _taken_for(self, facts: Facts) -> _Taken:
        """Remembered: ledgers repeat their texts."""
        key = tuple(map(facts.get, _TELLING))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._taken(self._classify(facts))
        return known

    def _taken(self, classification: Classification) -> _Taken:
        named = {
            EXPENSE_TYPE: classification.expense_type.values,
            ACTIVITY: classification.activity.values,
        }
        assumed = bool(self._menu) and not named[ACTIVITY]
        if assumed:
            named[ACTIVITY] = self._menu
        return _Taken(
            classification,
            {name: terms[0] for name, terms in named.items() if len(terms) == 1},
            {name: terms for name, terms in named.items() if len(terms) > 1},
            assumed,
        )

    def _classify(self, facts: Facts) -> Classification:
        text = str(facts.get(DESCRIPTION, ""))
        if self._classifier is not None and not {EXPENSE_TYPE, ACTIVITY} <= facts.keys():
            code = cast("str | None", facts.get(ACCOUNT_CODE))
            found = self._classifier.classify(text, code, self._edition.year)
        else:
            found = _NOTHING
        if self._choices is not None and (chosen := self._choices.chosen_for(text)) is not None:
            found = chosen.applied_to(found)
        return Classification(
            self._settled(EXPENSE_TYPE, facts, found.expense_type),
            self._settled(ACTIVITY, facts, found.activity),
        )

    def _settled(self, name: str, facts: Facts, proposed: Classified) -> Classified:
        """A column goes before a choice, that before the text, and the text before a given fact."""
        if name in facts:
            return Classified((str(facts[name]),), Ground.COLUMN)
        if not proposed.values and name in self._given_of_texts:
            return Classified((self._given_of_texts[name],), Ground.GIVEN)
        return proposed


_NOTHING = Classification(Classified(), Classified())
