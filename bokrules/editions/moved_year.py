"""The files of an edition with their year moved: only years and dates change, comments stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

import yaml

from bokrules.base.messages import msg
from bokrules.semantics.policy import EditionInfo

_OF_THE_SOURCE = ("regulation", "title", "signed", "amends", "revokes", "source", "topics")
"""Entries of edition.yaml that only the new regulation can fill."""
_SKIPPED_OR_DATE = re.compile(
    r'"[^"\n]*"|#[^\n]*|(?<!\w)(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?!\w)'
)


def moved(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes the 28th where the year has none."""
    year = min(max(day.year + years, MINYEAR), MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def policy_text(text: str, years: int) -> str:
    """A policy file with the dates of its conditions and examples moved.

    All of them, so that a day of the new year meets what its like met in the old one.
    """

    def with_date_moved(found: re.Match[str]) -> str:
        if found["year"] is None:
            return found[0]
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        return moved(day, years).isoformat()

    return _SKIPPED_OR_DATE.sub(with_date_moved, text)


def edition_text(text: str, source: EditionInfo, year: int) -> str:
    """edition.yaml of a draft: its own year, and a mark above what is still the source's."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)  # it has been read as an edition
    entries = {key.value: (key, value) for key, value in root.value}
    line_of = {name: key.start_mark.line for name, (key, _) in entries.items()}
    edits = [
        _Edit.of(entries["id"][1], f'"{year}"'),
        _Edit.of(entries["year"][1], str(year)),
        *_force_edits(entries["in_force"][1], source, year - source.year),
    ]
    if "draft" in entries:
        edits.append(_Edit.of(entries["draft"][1], "true"))
    lines = _edited(text, edits).split("\n")
    above = {line_of[name]: f"# {_mark(source)}" for name in _OF_THE_SOURCE if name in line_of}
    above[line_of["in_force"]] = f"# {_force_mark(source)}"
    body = []
    for number, line in enumerate(lines):
        body += [above[number], line] if number in above else [line]
        if number == line_of["year"] and "draft" not in entries:
            body.append("draft: true")
    return "\n".join([*(f"# {each}" for each in _head(source, year)), "", *body])


# ---- words ----


def _head(source: EditionInfo, year: int) -> Iterator[str]:
    yield msg(
        "DRAFT for the fiscal year {year}, copied from edition {id}.", year=year, id=source.id
    ).text()
    yield msg(
        "Replace what is marked, then the clauses and rules; last of all remove `draft`."
    ).text()


def _mark(source: EditionInfo) -> str:
    return msg("NOT YET REPLACED: as in edition {id}", id=source.id).text()


def _force_mark(source: EditionInfo) -> str:
    return msg(
        "NOT YET REPLACED: the days of edition {id}, moved to the new year", id=source.id
    ).text()


# ---- edits ----


@dataclass(frozen=True, slots=True)
class _Edit:
    """Other words for the characters from `start` to `end`."""

    start: int
    end: int
    words: str

    @classmethod
    def of(cls, node: yaml.Node, words: str) -> _Edit:
        return cls(node.start_mark.index, node.end_mark.index, words)


def _force_edits(in_force: yaml.Node, source: EditionInfo, years: int) -> Iterator[_Edit]:
    days = {"from": source.first_day, "to": source.last_day}
    for key, value in in_force.value:
        day = days.get(key.value)
        if day is not None:
            yield _Edit.of(value, moved(day, years).isoformat())


def _edited(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: edit.start] + edit.words + text[edit.end :]
    return text
