"""Many expenses under one edition: a verdict for each, sums over all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bokrules.base.errors import BokrulesError
from bokrules.evaluation.compiled import CompiledTexts, compiled
from bokrules.evaluation.duties import DutyResult, duties_over
from bokrules.evaluation.limits import NO_LIMITS, Ceilings, LimitsResult, limits_over
from bokrules.evaluation.row import Place, RowError, RowVerdict
from bokrules.evaluation.single import judge
from bokrules.evaluation.timeline import Texts
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import EditionInfo

__all__ = [
    "CheckResult",
    "Place",
    "RowError",
    "RowVerdict",
    "Source",
    "Sum",
    "check_table",
    "judge_row",
    "result_of",
    "row_document",
]


@dataclass(frozen=True, slots=True)
class Sum:
    """A number of rows and their rupiah; rows without an amount count as 0 rupiah."""

    rows: int = 0
    amount: int = 0

    def plus(self, row: RowVerdict) -> Sum:
        return Sum(self.rows + 1, self.amount + (row.amount or 0))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a ledger came from."""

    name: str
    sha256: str

    def to_dict(self) -> dict[str, str]:
        return {"name": self.name, "sha256": self.sha256}


@dataclass(frozen=True)
class CheckResult:
    """All rows judged, all rows that could not be, and what the reader should know of the file."""

    edition: EditionInfo
    rows: tuple[RowVerdict, ...]
    errors: tuple[RowError, ...]
    source: Source | None = None
    ignored_columns: tuple[str, ...] = ()
    limits: LimitsResult = NO_LIMITS
    duties: tuple[DutyResult, ...] = ()
    units: Source | None = None
    """Where the ceilings of the units came from, if from a file."""

    @property
    def found_something(self) -> bool:
        """A row that is not simply allowed, or a limit that was not kept."""
        return bool(self.findings or self.limits.findings)

    def outcome_of(self, row: RowVerdict) -> Outcome:
        """The outcome that stands."""
        return row.verdict.outcome

    def questioned_of(self, row: RowVerdict) -> int | None:
        """Rupiah of a row that are questioned as things stand; None where all of an unknown sum."""
        return row.verdict.questioned_amount

    def unsupported_of(self, row: RowVerdict) -> int | None:
        """Rupiah of a row without the evidence asked for, as things stand."""
        return row.verdict.unsupported_amount

    @property
    def findings(self) -> tuple[RowVerdict, ...]:
        """The rows that are not simply allowed."""
        return tuple(each for each in self.rows if self.outcome_of(each) is not Outcome.ALLOWED)

    @property
    def summary(self) -> dict[Outcome, Sum]:
        """Rows and rupiah by outcome."""
        sums = {outcome: Sum() for outcome in Outcome}
        for row in self.rows:
            outcome = self.outcome_of(row)
            sums[outcome] = sums[outcome].plus(row)
        return sums

    @property
    def undetermined(self) -> dict[tuple[Outcome, ...], Sum]:
        """The undetermined rows, split by what is still possible."""
        sums: dict[tuple[Outcome, ...], Sum] = {}
        for row in self.rows:
            if row.verdict.outcome is self.outcome_of(row) is Outcome.UNDETERMINED:
                key = row.verdict.possible
                sums[key] = sums.get(key, Sum()).plus(row)
        return dict(
            sorted(sums.items(), key=lambda item: [list(Outcome).index(o) for o in item[0]])
        )

    @property
    def conditional(self) -> dict[State, Sum]:
        """The conditional rows: an obligation is not met, or only unknown."""
        sums = {State.UNMET: Sum(), State.UNKNOWN: Sum()}
        for row in self.rows:
            if row.verdict.outcome is self.outcome_of(row) is Outcome.CONDITIONAL:
                states = {each.state for each in row.verdict.decision.obligations}
                key = State.UNMET if State.UNMET in states else State.UNKNOWN
                sums[key] = sums[key].plus(row)
        return sums

    @property
    def total(self) -> Sum:
        return Sum(len(self.rows), sum(each.amount or 0 for each in self.rows))

    @property
    def questioned_amount(self) -> int:
        """Rupiah; rows whose amount is unknown count as 0."""
        return sum(self.questioned_of(each) or 0 for each in self.rows)

    @property
    def unsupported_amount(self) -> int:
        """Rupiah without the evidence asked for; overlaps with what is questioned."""
        return sum(self.unsupported_of(each) or 0 for each in self.rows)

    def to_dict(self) -> dict[str, Any]:
        """The public JSON document of `check`."""
        return {
            "edition": self.edition.to_dict(),
            "source": _source(self),
            "units": None if self.units is None else self.units.to_dict(),
            "summary": {name.value: _sum(each) for name, each in self.summary.items()},
            "undetermined": [
                {"possible": [each.value for each in possible], **_sum(amount)}
                for possible, amount in self.undetermined.items()
            ],
            "conditional": {state.value: _sum(each) for state, each in self.conditional.items()},
            "questioned_amount": self.questioned_amount,
            "unsupported_amount": self.unsupported_amount,
            "findings": [row_document(each) for each in self.findings],
            "limits": [each.to_dict() for each in self.limits.findings],
            "limits_not_decided": [each.to_dict() for each in self.limits.not_decided],
            "limits_remarks": [each.text() for each in self.limits.remarks],
            "duties": [each.to_dict() for each in self.duties],
            "errors": [error_document(each) for each in self.errors],
            "ignored_columns": list(self.ignored_columns),
        }


def check_table(
    rows: Iterable[tuple[int, Mapping[str, object]]],
    texts: Texts | CompiledTexts,
    ceilings: Ceilings | None = None,
) -> CheckResult:
    """Judge numbered rows; one that cannot be judged is reported with its number."""
    judged = []
    errors = []
    texts = compiled(texts)
    for number, row in rows:
        result = judge_row(Place(number), row, texts)
        if isinstance(result, RowVerdict):
            judged.append(result)
        else:
            errors.append(result)
    return result_of(judged, errors, texts.texts, ceilings)


def result_of(
    rows: Sequence[RowVerdict],
    errors: Sequence[RowError],
    texts: Texts,
    ceilings: Ceilings | None = None,
) -> CheckResult:
    """Rows that were judged, and what they show together."""
    return CheckResult(
        texts[0].edition,
        tuple(rows),
        tuple(errors),
        limits=limits_over(rows, texts, ceilings, unread=len(errors)),
        duties=duties_over(rows, texts),
    )


def judge_row(
    place: Place, row: Mapping[str, object], texts: Texts | CompiledTexts
) -> RowVerdict | RowError:
    """One row's verdict, or why there is none."""
    try:
        verdict = judge(row, texts)
    except BokrulesError as error:
        return RowError(place, error)
    identity = verdict.facts.get("id")
    return RowVerdict(place, identity if isinstance(identity, str) else None, verdict)


def row_document(row: RowVerdict) -> dict[str, Any]:
    """A row with its verdict, as JSON holds it."""
    return {
        **place_document(row.place),
        "id": row.id,
        "amount": row.amount,
        **row.verdict.to_dict(),
    }


def place_document(place: Place) -> dict[str, Any]:
    """Where a row stands; the file and the sheet where there are several."""
    document: dict[str, Any] = {"row": place.row}
    if place.sheet is not None:
        document["sheet"] = place.sheet
    if place.file is not None:
        document["file"] = place.file
    return document


def _source(result: CheckResult) -> dict[str, Any] | None:
    if result.source is None:
        return None
    rows = len(result.rows) + len(result.errors)
    return {"name": result.source.name, "sha256": result.source.sha256, "rows": rows}


def _sum(amount: Sum) -> dict[str, int]:
    return {"rows": amount.rows, "amount": amount.amount}


def error_document(error: RowError) -> dict[str, Any]:
    """As the public JSON document has it."""
    return {
        **place_document(error.place),
        "column": error.place.column,
        "code": error.error.code,
        "message": error.error.message.text(),
        "hint": error.error.hint,
    }
