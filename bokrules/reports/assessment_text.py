"""Ratios, bands and sums for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_percent
from bokrules.evaluation.assessment import AssessedRow, Assessment, Group, Yardstick
from bokrules.evaluation.assessment.groups import judgement_label
from bokrules.reports.columns import print_columns
from bokrules.reports.declared_text import band_words, target_words
from bokrules.reports.draft import print_draft
from bokrules.reports.page import HEADING, QUIET, Page, listed, printable
from bokrules.semantics.policy import Target
from bokrules.semantics.scales import Scale

MOST_NAMED = 12
NO_DATA = msg("no data")
Columns = Mapping[Message, Sequence[str]]

_ROW, _YEAR, _RATIO = msg("row"), msg("year"), msg("ratio")
_ALLOCATION, _REALISATION, _ROWS = msg("allocation"), msg("realisation"), msg("rows")
_WITH_DATA = msg("with data")
RIGHT = (_ROW, _YEAR, _RATIO, _ALLOCATION, _REALISATION, _ROWS, _WITH_DATA)


def print_assessment(result: Assessment, page: Page, *, brief: bool = False) -> None:
    """`brief` leaves the rows out."""
    _heading(result, page)
    for yardstick in result.yardsticks:
        page.line()
        for text in yardstick_lines(yardstick, result):
            page.line(text, hanging=2)
    if result.rows and not brief:
        page.line()
        styles = ["red" if each in result.missed else "" for each in result.rows]
        print_columns(row_columns(result), RIGHT, styles, page)
    if result.groups:
        page.section(msg("By {column}", column=result.by))
        columns = group_columns(result)
        print_columns(columns, RIGHT, [""] * len(result.groups), page)
    page.section(msg("Summary"))
    for text in summary_lines(result):
        page.line(text, hanging=2)
    remarks = list(remarks_of(result))
    if remarks:
        page.section(msg("What to know"))
        for each in remarks:
            page.bullet(each)
    _errors(result, page)


def _heading(result: Assessment, page: Page) -> None:
    if result.source is not None:
        page.line(msg("Table: {name}", name=result.source.name), style=HEADING)
        page.line(f"sha256 {result.source.sha256}", style=QUIET)
    edition = result.policy.edition
    page.line(
        msg(
            "Assessed by: {regulation}, edition {id}", regulation=edition.short_title, id=edition.id
        )
    )
    print_draft(edition, page)
    page.line(msg("Ratio: {basis}", basis=result.basis))
    for text in choice_lines(result):
        page.line(text)


# ---- what the page and the HTML report share ----


def choice_lines(result: Assessment) -> Iterator[str]:
    """Which rows were chosen."""
    for column, value in result.where:
        yield msg("Only rows with {column} = {value}", column=column, value=value).text()
    for column, value in result.without:
        yield msg("Without rows with {column} = {value}", column=column, value=value).text()


def yardstick_lines(yardstick: Yardstick, result: Assessment) -> Iterator[str]:
    """What rows are held against: its name, its clause, its numbers, its readings."""
    label = yardstick.label.in_language(current_language())
    yield f"{label} ({yardstick.name})"
    yield result.citation(yardstick)
    match yardstick:
        case Scale():
            yield "; ".join(band_words(yardstick))
        case Target():
            yield msg("target: {words}", words=target_words(yardstick)).text()
    for note in yardstick.notes:
        yield msg("reading: {note}", note=note).text()


def row_columns(result: Assessment) -> Columns:
    """Cells by heading; a column that tells nothing is left out."""
    rows = result.rows
    measured = [each.measured for each in rows]
    columns: dict[Message, list[str]] = {_ROW: [str(each.place.row) for each in measured]}
    if len({each.place.sheet for each in measured}) > 1:
        columns[msg("sheet")] = [printable(each.place.sheet or "") for each in measured]
    if any(each.unit for each in measured):
        columns[msg("unit")] = [printable(each.unit) for each in measured]
    if any(each.year for each in measured):
        columns[_YEAR] = [str(each.year or "") for each in measured]
    if any(each.has_both for each in measured):
        columns[_ALLOCATION] = [_rupiah(each.allocation) for each in measured]
        columns[_REALISATION] = [_rupiah(each.realisation) for each in measured]
    columns[_RATIO] = [
        NO_DATA.text() if each.ratio is None else format_percent(each.ratio) for each in measured
    ]
    if len(result.yardsticks) > 1:
        columns[msg("against")] = [each.yardstick.name if each.yardstick else "" for each in rows]
    if result.yardsticks:
        columns[msg("judgement")] = [judgement_words(each) for each in rows]
    if any(each.printed for each in rows):
        columns[msg("printed")] = [
            each.printed.label.in_language(current_language()) if each.printed else ""
            for each in rows
        ]
        if result.differing:
            columns[msg("comparison")] = [
                msg("differs").text() if each.agrees is False else "" for each in rows
            ]
    return columns


def judgement_words(row: AssessedRow) -> str:
    if row.measured.ratio is None or row.yardstick is None:
        return ""
    return judgement_label(row.judgement)


def group_columns(result: Assessment) -> Columns:
    """A line for each group, and one for all."""
    groups = [*result.groups]
    columns: dict[Message, list[str]] = {
        msg("group"): [group_name(each) for each in groups],
        _ROWS: [str(each.tally.rows) for each in groups],
        _WITH_DATA: [str(each.tally.with_data) for each in groups],
    }
    if result.total.summed:
        columns[_ALLOCATION] = [_sum(each.allocation, each) for each in groups]
        columns[_REALISATION] = [_sum(each.realisation, each) for each in groups]
        columns[_RATIO] = [
            NO_DATA.text() if each.ratio is None else format_percent(each.ratio) for each in groups
        ]
    if result.yardsticks:
        columns[msg("judgement")] = [
            listed((f"{count.label} {count.rows}" for count in each.tally.counts if count.rows), 99)
            for each in groups
        ]
    return columns


def group_name(group: Group) -> str:
    return printable(group.name) if group.name is not None else msg("(not given)").text()


def summary_lines(result: Assessment) -> Iterator[str]:
    total = result.total
    tally = total.tally
    yield msg(
        "rows: {rows}, with data: {with_data}, without data: {without}",
        rows=tally.rows,
        with_data=tally.with_data,
        without=tally.without_data,
    ).text()
    if total.ratio is not None:
        yield msg(
            "all together: {realisation} of {allocation}, {percent} (rows with both: {n})",
            realisation=format_rupiah(total.realisation),
            allocation=format_rupiah(total.allocation),
            percent=format_percent(total.ratio),
            n=total.summed,
        ).text()
    if tally.above_whole:
        yield msg("above 100%: {n} ({names})", n=tally.above_whole, names=_above(result)).text()
    for yardstick in result.yardsticks:
        counts = [each for each in tally.counts if each.yardstick is yardstick]
        words = ", ".join(f"{each.label} {each.rows}" for each in counts)
        label = yardstick.label.in_language(current_language())
        yield f"{label}: {words}"
    printed = [each for each in result.rows if each.agrees is not None]
    if printed:
        yield msg(
            "criteria printed: {n}, as computed: {same}, otherwise: {other}",
            n=len(printed),
            same=len(printed) - len(result.differing),
            other=len(result.differing),
        ).text()


def _above(result: Assessment) -> str:
    measured = [each.measured for each in result.rows]
    above = [(each, each.ratio) for each in measured if each.ratio is not None and each.ratio > 1]
    names = (f"{printable(each.unit)} {format_percent(ratio)}".strip() for each, ratio in above)
    return listed(names, MOST_NAMED)


def remarks_of(result: Assessment) -> Iterator[str]:
    """What a reader must know to understand the numbers."""
    for reading in result.readings:
        yield reading.text()
    if result.ignored:
        yield msg(
            "columns not used, for rupiah are exact: {columns}", columns=list(result.ignored)
        ).text()
    if result.repeats:
        names = listed((printable(each.unit) for each in result.repeats), MOST_NAMED)
        rows = msg("rows that repeat an earlier row: {n} ({names})",
                   n=len(result.repeats), names=names)  # fmt: skip
        how = (
            msg("{rows}; they are counted again, --distinct counts them once", rows=rows)
            if result.repeats_counted
            else msg("{rows}; they are counted once", rows=rows)
        )
        yield how.text()


def _errors(result: Assessment, page: Page) -> None:
    if not result.errors:
        return
    page.section(msg("Rows that could not be read or judged: {n}", n=len(result.errors)))
    for text in error_lines(result):
        page.bullet(text)
    page.line(msg("These rows are in no sum."))


def error_lines(result: Assessment) -> Iterator[str]:
    for each in result.errors:
        place = msg("row {row}", row=each.place.row).text()
        yield f"{place}: {each.error.message} [{each.error.code}]"


def _rupiah(amount: int | None) -> str:
    return "" if amount is None else format_rupiah(amount)


def _sum(amount: int, group: Group) -> str:
    return format_rupiah(amount) if group.summed else ""
