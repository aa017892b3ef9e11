"""What a report says of one row: its outcome, why, and what it was taken for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from bokrules.base.messages import current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.decided_alike import ByDecision
from bokrules.evaluation.verdict import Verdict
from bokrules.inspection.classify.choices import Overruled
from bokrules.inspection.classify.classification import Classified, Ground, Sureness
from bokrules.inspection.contents import InspectedRow
from bokrules.reports.page import listed
from bokrules.reports.reasons import clauses, outcome_words, reason

GROUNDS = {
    Ground.COLUMN: msg("a column of the ledger"),
    Ground.CHOICE: msg("chosen by the inspector"),
    Ground.ACCOUNT: msg("account code"),
    Ground.BOTH: msg("account code and text"),
    Ground.TEXT: msg("text"),
    Ground.GIVEN: msg("given for all rows"),
}
NOT_KNOWN = msg("not known")
MOST_CLAUSES = 12
"""In a cell of a workbook."""
SURENESS = {Sureness.HIGH: msg("sureness high"), Sureness.MEDIUM: msg("sureness medium")}


def own_outcome(row: InspectedRow) -> str:
    """What the edition says, whatever the inspector says."""
    return outcome_words(row.row.verdict).text()


def overruled_text(overruled: Overruled) -> str:
    """`allowed, by Sri Wahyuni, 2010-05-03: there is a letter of the district`."""
    who = [msg("by {name}", name=overruled.by).text()] if overruled.by else []
    day = [overruled.day.isoformat()] if overruled.day else []
    return f"{', '.join([overruled.outcome.label.text(), *who, *day])}: {overruled.reason}"


def clauses_text(row: InspectedRow, most: int) -> str:
    """At most so many, and how many more there are."""
    return listed(clauses(row.row.verdict), most)


def why_text(row: InspectedRow) -> str:
    return reason(row.row.verdict)


def assumed_text(row: InspectedRow) -> str:
    """Nothing where nothing was."""
    if not row.assumed:
        return ""
    return msg("assumed: {facts}", facts="; ".join(str(each) for each in row.assumed)).text()


def amount_text(amount: int | None) -> str:
    return msg("not given").text() if amount is None else format_rupiah(amount)


def taken_for(row: InspectedRow) -> list[str]:
    """What was bought and what for, each with the words that decided and how sure that is.

    `expense type: Honor (text: “honor panitia”; sureness high)`; nothing of what nothing speaks of.
    """
    if row.classification is None:
        return []
    both = (
        (msg("expense type"), "belanja", row.classification.expense_type),
        (msg("activity"), "kegiatan", row.classification.activity),
    )
    return [
        f"{label}: {_classified(taxonomy, classified, row)}"
        for label, taxonomy, classified in both
        if classified.values or classified.why is not None or taxonomy in row.candidates
    ]


def _classified(taxonomy: str, classified: Classified, row: InspectedRow) -> str:
    details = list(_details(classified))
    verdict = row.row.verdict
    if not classified.values:
        near = _labels(taxonomy, row.candidates.get(taxonomy, ()), verdict)
        if near:
            details.append(msg("nearest, to choose from: {names}", names=near).text())
        return f"{NOT_KNOWN} ({'; '.join(details)})"
    labels = _labels(taxonomy, classified.values, verdict)
    named = reduce(lambda a, b: msg("{a} and {b}", a=a, b=b).text(), labels)
    return f"{named} ({'; '.join(details)})" if details else named


def _labels(taxonomy: str, names: Sequence[str], verdict: Verdict) -> list[str]:
    terms = verdict.policy.vocabulary.taxonomies[taxonomy].terms
    language = current_language()
    return [terms[each].label.in_language(language) if each in terms else each for each in names]


def _details(classified: Classified) -> Iterator[str]:
    if classified.ground is not None:
        words = ", ".join(f"“{each}”" for each in classified.words)
        ground = GROUNDS[classified.ground].text()
        yield f"{ground}: {words}" if words else ground
    if classified.sureness is not None:
        yield SURENESS[classified.sureness].text()
    if classified.why is not None:
        yield classified.why.text()


class RowWords:
    """The words of many rows: rows that are decided alike are put into words once."""

    def __init__(self) -> None:
        self._of = ByDecision(_told)
        self._taken_for: dict[int, str] = {}

    def result(self, row: InspectedRow) -> str:
        """The outcome; of a row that was overruled the inspector's, then the edition's."""
        own = self._of(row.row.verdict)[0]
        if row.overruled is None:
            return own
        return msg(
            "{outcome} (inspector: {reason}); by the edition: {own}",
            outcome=row.overruled.outcome.label,
            reason=row.overruled.reason,
            own=own,
        ).text()

    def clauses(self, row: InspectedRow) -> str:
        return self._of(row.row.verdict)[1]

    def why(self, row: InspectedRow) -> str:
        """With what was assumed."""
        why = self._of(row.row.verdict)[2]
        if not row.assumed:
            return why
        return "; ".join(each for each in (why, assumed_text(row)) if each)

    def taken_for(self, row: InspectedRow) -> str:
        classification = row.classification
        if classification is None:
            return ""
        key = id(classification)
        if key not in self._taken_for:
            self._taken_for[key] = "; ".join(taken_for(row))
        return self._taken_for[key]


def _told(verdict: Verdict) -> tuple[str, str, str]:
    return (
        outcome_words(verdict).text(),
        listed(clauses(verdict), MOST_CLAUSES),
        reason(verdict),
    )
