"""From the lines of books to all that an inspection says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeAlias

from bokrules.base.messages import Message
from bokrules.editions import Edition
from bokrules.evaluation.duties import duties_over
from bokrules.evaluation.limits import Ceilings, limits_over
from bokrules.evaluation.repeated import RepeatedRuling
from bokrules.evaluation.row import Place, RowError, RowVerdict
from bokrules.evaluation.table import CheckResult, Source
from bokrules.inspection.books.lines import Books, CashKind
from bokrules.inspection.classify.choices import Choices, Overruled, text_key
from bokrules.inspection.classify.classifier import Classifier
from bokrules.inspection.findings.checking import CheckRun, run_checks
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.settings import Settings
from bokrules.inspection.judging import Judged, LineJudge
from bokrules.inspection.suggesting import MOST_TEXTS, Suggestions, suggestions
from bokrules.semantics.outcomes import Outcome

Progress: TypeAlias = Callable[[int, int | None], None]
"""Called with the rows done and the rows there are (None where that is not known)."""

PROGRESS_STEP = 500


_REFUSED = frozenset({Outcome.FORBIDDEN, Outcome.UNLISTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Approach:
    """How a ledger is inspected. What is not given is as the tool has it.

    `given` are facts of every line whose columns do not say otherwise, by their Indonesian names.
    With `assume_menu` an activity that stays unknown is one of the edition's menu.
    """

    classify: bool = True
    given: Mapping[str, object] = field(default_factory=dict)
    assume_menu: bool = False
    settings: Settings = field(default_factory=Settings)
    ceilings: Ceilings | None = None


@dataclass(frozen=True)
class LedgerResult(CheckResult):
    """A ledger inspected: its rows by themselves, and its lines together."""

    books: Books = field(default_factory=Books)
    judged: Mapping[Place, Judged] = field(default_factory=dict)
    checks: CheckRun = field(default_factory=lambda: CheckRun((), (), ()))
    overruled: Mapping[Place, Overruled] = field(default_factory=dict)
    """What the inspector decided of rows, beside what the edition says of them."""
    overtaken: tuple[Overruled, ...] = ()
    """Decisions on rows that hold something else by now: they are not used."""
    approach: Approach = field(default_factory=Approach)
    reading_notes: tuple[Message, ...] = ()
    """What is to be known of the file as it was read."""
    unread_cells: tuple[RowError, ...] = ()
    """Cells that could not be read, of rows that are judged without them."""
    companions: tuple[Source, ...] = ()
    """The files given beside the ledger."""

    unused_choices: tuple[str, ...] = ()
    """Texts for which the inspector chose something, and which no line has."""

    classifier: Classifier | None = field(default=None, repr=False, compare=False)
    """What read the texts, if they were read."""

    most_suggested: int = MOST_TEXTS
    """Texts for which terms are suggested."""

    @cached_property
    def suggestions(self) -> Mapping[Place, Suggestions]:
        """The nearest terms for lines that need data and of which nothing is known."""
        return suggestions(self.judged, self.classifier, self.most_suggested)

    def outcome_of(self, row: RowVerdict) -> Outcome:
        """The inspector's, where one was decided."""
        decided = self.overruled.get(row.place)
        return row.verdict.outcome if decided is None else decided.outcome

    def questioned_of(self, row: RowVerdict) -> int | None:
        """By the outcome that stands."""
        decided = self.overruled.get(row.place)
        if decided is None:
            return row.verdict.questioned_amount
        return row.amount if decided.outcome in _REFUSED else 0

    def unsupported_of(self, row: RowVerdict) -> int | None:
        """Nothing, where the inspector decided."""
        return 0 if row.place in self.overruled else row.verdict.unsupported_amount

    @property
    def findings(self) -> tuple[RowVerdict, ...]:
        """The rows that are not simply allowed, and those that the inspector decided."""
        return tuple(
            each
            for each in self.rows
            if each.place in self.overruled or each.verdict.outcome is not Outcome.ALLOWED
        )

    @property
    def found_something(self) -> bool:
        """A row that is not simply allowed, a limit that was not kept, or any other finding."""
        return super().found_something or bool(self.checks.findings)

    def to_dict(self) -> dict[str, Any]:
        from bokrules.inspection.ledger_document import ledger_document

        return ledger_document(self, super().to_dict())


def inspect_books(
    books: Books,
    errors: Sequence[RowError],
    tables: Sequence[Place],
    edition: Edition,
    approach: Approach,
    choices: Choices,
    classifier: Classifier | None = None,
    ruling: RepeatedRuling | None = None,
    progress: Progress | None = None,
) -> LedgerResult:
    """Every expense judged, then the lines together.

    `errors` are rows that could not be read, `tables` the heads of all tables in their order.
    `classifier` and `ruling` are those of the edition, if the caller has them. Raises InvalidValue
    where an activity is to be assumed and the edition has no menu.
    """
    if approach.classify and classifier is None:
        classifier = Classifier.of(edition)
    judge = LineJudge(
        edition,
        classifier if approach.classify else None,
        ruling,
        given=approach.given,
        choices=choices,
        assume_menu=approach.assume_menu,
    )
    lines = [line for book in books.cash for line in book.lines if line.kind is CashKind.EXPENSE]
    judged: dict[Place, Judged] = {}
    unread = [*errors]
    for done, line in enumerate(lines, start=1):
        result = judge.judge(line)
        if isinstance(result, RowError):
            unread.append(result)
        else:
            judged[line.place] = result
        if progress is not None and (done % PROGRESS_STEP == 0 or done == len(lines)):
            progress(done, len(lines))
    rows = tuple(each.row for each in judged.values())
    limits = limits_over(rows, edition.texts, approach.ceilings, unread=len(unread))
    overruled, overtaken = _decided(judged, choices)
    inspected = Inspected(
        edition.texts,
        books,
        {place: each.row for place, each in judged.items()},
        approach.settings,
        limits,
        _activities_of(classifier, edition.year),
        {place: each.outcome for place, each in overruled.items()},
        frozenset(each.place for each in errors),
    )
    return LedgerResult(
        edition.policy.edition,
        rows,
        _in_order(unread, tables),
        limits=limits,
        duties=duties_over(rows, edition.texts),
        books=books,
        judged=judged,
        checks=run_checks(inspected),
        overruled=overruled,
        overtaken=overtaken,
        unused_choices=_unused(choices, judged.values()),
        approach=approach,
        classifier=classifier if approach.classify else None,
    )


def _in_order(errors: Sequence[RowError], tables: Iterable[Place]) -> tuple[RowError, ...]:
    """Errors by file and sheet in the order of the files, and by row."""
    known = dict.fromkeys((each.file, each.sheet) for each in tables)
    known |= dict.fromkeys((each.place.file, each.place.sheet) for each in errors)
    order = {sheet: at for at, sheet in enumerate(known)}

    def at(error: RowError) -> tuple[int, int]:
        place = error.place
        return order[place.file, place.sheet], place.row

    return tuple(sorted(errors, key=at))


def _decided(
    judged: Mapping[Place, Judged], choices: Choices
) -> tuple[dict[Place, Overruled], tuple[Overruled, ...]]:
    """The inspector's decisions by their rows, and those that fit no row any more."""
    found: dict[Place, Overruled] = {}
    if not choices.overruled:
        return found, ()
    by_row = {each.row: each for each in choices.overruled}
    """Of a workbook with one table a place has no sheet; its name may have been written."""
    for place, each in judged.items():
        decided = choices.overruled_at(place.row, place.sheet)
        if decided is None and place.sheet is None:
            decided = by_row.get(place.row)
        text = str(each.row.verdict.facts.get("uraian", ""))
        if decided is not None and decided.is_of(text, each.row.amount):
            found[place] = decided
    used = [*found.values()]
    return found, tuple(each for each in choices.overruled if each not in used)


def _unused(choices: Choices, judged: Iterable[Judged]) -> tuple[str, ...]:
    """The texts of choices that no line has."""
    if not choices.chosen:
        return ()
    texts = {text_key(str(each.row.verdict.facts.get("uraian", ""))) for each in judged}
    return tuple(each.text for each in choices.chosen if text_key(each.text) not in texts)


def _activities_of(classifier: Classifier | None, year: int) -> Callable[[str], frozenset[str]]:
    if classifier is None:
        return lambda _: frozenset()
    known = classifier
    return lambda text: frozenset(known.classify(text, None, year).activity.values)


def with_sources(
    result: LedgerResult, source: Source, companions: Sequence[Source], ignored: Sequence[str]
) -> LedgerResult:
    """The result with where its books came from."""
    return replace(
        result, source=source, companions=tuple(companions), ignored_columns=tuple(ignored)
    )
