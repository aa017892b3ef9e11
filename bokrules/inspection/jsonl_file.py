"""Ledgers as one JSON object per line. Numbers stay exact."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bokrules.base import codes
from bokrules.base.errors import InvalidValue, UnreadableFile
from bokrules.base.messages import Message, msg
from bokrules.evaluation.table import Place, RowError
from bokrules.inspection.exact_json import NotExact, read_exact
from bokrules.inspection.text_file import decode


@dataclass(frozen=True, slots=True)
class JsonRow:
    """One line: its values as JSON has them, those that are null left out."""

    place: Place
    fields: Mapping[str, object]


def read_jsonl(data: bytes, name: str, encoding: str | None = None) -> list[JsonRow | RowError]:
    """The lines that are not blank, by their number. Raises UnreadableFile.

    A line that is no object (or holds NaN, or a name twice) is a RowError; the others are read.
    """
    text = decode(data, name, encoding)
    if _is_list(text):
        raise UnreadableFile(
            codes.NOT_JSON,
            msg("{file} holds a JSON list, not one JSON object per line", file=name),
            msg("write each object on a line of its own, without the brackets around them"),
        )
    return [
        json_row(Place(number), line)
        for number, line in enumerate(text.split("\n"), start=1)
        if line and not line.isspace()
    ]


def _is_list(text: str) -> bool:
    try:
        return text.lstrip().startswith("[") and isinstance(json.loads(text), list)
    except (ValueError, RecursionError):
        return False


def json_row(place: Place, line: str) -> JsonRow | RowError:
    """One line; a RowError where it is no object, holds NaN, or a name twice."""
    try:
        value = read_exact(line)
    except NotExact as fault:
        why = fault.why
        if fault.column is not None:
            why = msg("{what} at character {n}", what=why, n=fault.column)
        return _error(place, why)
    if not isinstance(value, dict):
        return _error(place, msg("it is not an object in braces"))
    return JsonRow(place, {key: each for key, each in value.items() if each is not None})


def _error(place: Place, why: Message) -> RowError:
    error = InvalidValue(
        codes.NOT_JSON,
        msg("this is not the JSON of an expense: {why}", why=why),
        msg("a line is one object, such as {example}", example='{"nilai": 1250000}'),
    )
    return RowError(place, error)
