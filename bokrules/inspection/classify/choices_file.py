"""The file of an inspector's choices beside a ledger: <ledger>.pilihan.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, ValidationError

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.errors import InvalidValue, UnknownValue, UnreadableFile
from bokrules.base.messages import LANGUAGES, Message, msg
from bokrules.base.suggestions import did_you_mean
from bokrules.editions.edition_yaml import Strict
from bokrules.editions.reading import decoded, yaml_entries, yaml_line, yaml_text
from bokrules.editions.yaml_faults import fault_words
from bokrules.inspection.classify.choices import (
    Choices,
    Chosen,
    Overruled,
    choices_of,
    text_key,
)
from bokrules.inspection.classify.classifier import ACTIVITY, EXPENSE_TYPE
from bokrules.inspection.opening import file_bytes
from bokrules.inspection.yaml_file import line_fault
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.vocabulary import Vocabulary

ENDING = ".pilihan.yaml"
CHOSEN, OVERRULED = "pilihan", "putusan"
_ENGLISH = {
    "choices": CHOSEN,
    "overrides": OVERRULED,
    "description": "uraian",
    "expense_type": "belanja",
    "activity": "kegiatan",
    "by": "oleh",
    "date": "tanggal",
    "reason": "alasan",
    "sheet": "lembar",
    "row": "baris",
    "amount": "nilai",
    "outcome": "hasil",
}
_Entry = TypeVar("_Entry", bound=Strict)
_Made = TypeVar("_Made", Chosen, Overruled)
_Loc = tuple[int | str, ...]


class ChosenEntry(Strict):
    """An entry of `pilihan`."""

    uraian: str = Field(min_length=1)
    belanja: str | None = None
    kegiatan: str | None = None
    oleh: str | None = None
    tanggal: date | None = None
    alasan: str | None = None


class OverruledEntry(Strict):
    """An entry of `putusan`."""

    lembar: str | None = None
    baris: int = Field(ge=1, strict=True)
    uraian: str
    nilai: int | None = Field(strict=True)
    hasil: str
    alasan: str = Field(min_length=1)
    oleh: str | None = None
    tanggal: date | None = None


def choices_path(ledger: Path) -> Path:
    """Where the choices for a ledger are."""
    return ledger.with_name(ledger.name + ENDING)


def choices_beside(ledger: Path, vocabulary: Vocabulary) -> Choices:
    """The choices for a ledger, none where it has no such file. Raises UnreadableFile."""
    path = choices_path(ledger)
    return read_choices(path, vocabulary) if path.is_file() else Choices()


def read_choices(path: Path, vocabulary: Vocabulary) -> Choices:
    """The choices of a file. Raises UnreadableFile, naming the line of the first fault."""
    out = Diagnostics()
    text = decoded(file_bytes(path), str(path), out) or ""
    entries: Mapping[str, tuple[int, Any]] = {}
    if not out.has_errors and any(not _is_comment(each) for each in text.splitlines()):
        entries = yaml_entries(path, text, codes.BAD_CHOICES, out) or {}
    for each in out:
        raise _fault(path, each.span.line, each.message, each.help)
    return _Reader(path, text, vocabulary).choices(entries)


def choices_text(choices: Choices) -> str:
    """The file of some choices: the comments, then what was chosen and decided, in order."""
    document: dict[str, list[dict[str, object]]] = {}
    if choices.chosen:
        document[CHOSEN] = [_given(_chosen_fields(each)) for each in choices.chosen]
    if choices.overruled:
        document[OVERRULED] = [_given(_overruled_fields(each)) for each in choices.overruled]
    if not document:
        return choices.comments
    return choices.comments + yaml_text(document)


def chosen_of(text: str, given: Iterable[str], vocabulary: Vocabulary) -> Chosen:
    """A choice for a text from words such as `belanja=atk`.

    Raises InvalidValue for what is no entry of a choice, UnknownValue for what is no term.
    """
    fields: dict[str, str] = {}
    names = [name for name in ChosenEntry.model_fields if name != "uraian"]
    for each in given:
        name, equals, value = each.partition("=")
        if name not in names or not equals or not value or name in fields:
            raise InvalidValue(
                codes.INVALID_VALUE,
                msg("`{text}` is no NAME=VALUE that is known here", text=each),
                did_you_mean(name, set(names) - {name})
                or msg("each once, of: {names}", names=names),
            )
        fields[name] = value
    for dimension in (EXPENSE_TYPE, ACTIVITY):
        known = vocabulary.taxonomies[dimension].terms
        if dimension in fields and fields[dimension] not in known:
            what, help_ = unknown_term(dimension, fields[dimension], known)
            raise UnknownValue(codes.UNKNOWN_VALUE, what, help_)
    if not {EXPENSE_TYPE, ACTIVITY} & set(fields):
        raise InvalidValue(codes.INVALID_VALUE, *_NOTHING_CHOSEN)
    try:
        return _chosen(ChosenEntry.model_validate({"uraian": text, **fields}))
    except ValidationError as fault:
        error = fault.errors()[0]
        what, more = fault_words(error, ChosenEntry)
        message = msg("{place}: {what}", place=str(error["loc"][0]), what=what)
        raise InvalidValue(codes.INVALID_VALUE, message, more) from None


def outcome_named(name: str) -> Outcome | None:
    """An outcome by its name, or by its label in either language."""
    return _outcomes().get(" ".join(name.casefold().replace("_", " ").split()))


def outcome_labels() -> list[str]:
    """As people write them."""
    return [each.label.text("id") for each in Outcome]


class _Reader:
    def __init__(self, path: Path, text: str, vocabulary: Vocabulary) -> None:
        self._path, self._text, self._vocabulary = path, text, vocabulary

    def choices(self, entries: Mapping[str, tuple[int, Any]]) -> Choices:
        lists: dict[str, Any] = {}
        for written, (_, value) in entries.items():
            name = _ENGLISH.get(written, written)
            if name not in (CHOSEN, OVERRULED) or name in lists:
                known = [CHOSEN, OVERRULED]
                help_ = did_you_mean(written, known) or msg("one of: {names}", names=known)
                raise self._fault((written,), msg("there is no such entry"), help_)
            if not isinstance(value, list):
                raise self._fault((written,), msg("this is no list of entries"), None)
            lists[name] = [((written, n), each) for n, each in enumerate(value)]
        chosen: dict[object, Chosen] = {}
        overruled: dict[object, Overruled] = {}
        for loc, value in lists.get(CHOSEN, []):
            made = self._chosen(loc, value)
            self._enter(text_key(made.text), made, chosen, loc)
        for loc, value in lists.get(OVERRULED, []):
            decided = self._overruled(loc, value)
            self._enter((decided.sheet, decided.row), decided, overruled, loc)
        comments = "".join(_leading_comments(self._text))
        return choices_of(chosen.values(), overruled.values(), comments)

    def _chosen(self, loc: _Loc, value: object) -> Chosen:
        entry = self._entry(loc, value, ChosenEntry)
        for dimension, name in ((EXPENSE_TYPE, entry.belanja), (ACTIVITY, entry.kegiatan)):
            if name is not None:
                known = self._vocabulary.taxonomies[dimension].terms
                if name not in known:
                    raise self._fault((*loc, dimension), *unknown_term(dimension, name, known))
        if entry.belanja is None and entry.kegiatan is None:
            raise self._fault(loc, *_NOTHING_CHOSEN)
        return _chosen(entry)

    def _overruled(self, loc: _Loc, value: object) -> Overruled:
        entry = self._entry(loc, value, OverruledEntry)
        outcome = outcome_named(entry.hasil)
        if outcome is None:
            what = msg("there is no outcome `{name}`", name=entry.hasil)
            raise self._fault((*loc, "hasil"), what, msg("one of: {names}", names=outcome_labels()))
        return Overruled(
            row=entry.baris,
            sheet=entry.lembar,
            text=entry.uraian,
            amount=entry.nilai,
            outcome=outcome,
            reason=entry.alasan,
            by=entry.oleh,
            day=entry.tanggal,
        )

    def _entry(self, loc: _Loc, value: object, model: type[_Entry]) -> _Entry:
        if isinstance(value, dict):
            names = [_ENGLISH.get(str(each), str(each)) for each in value]
            for written, name in zip(value, names, strict=True):
                if names.count(name) > 1:
                    what = msg("`{name}` stands twice", name=name)
                    raise self._fault((*loc, str(written)), what, msg("leave one of them out"))
            value = dict(zip(names, value.values(), strict=True))
        try:
            return model.model_validate(value)
        except ValidationError as fault:
            error = fault.errors()[0]
            raise self._fault((*loc, *error["loc"]), *fault_words(error, model)) from None

    def _enter(self, key: object, made: _Made, known: dict[object, _Made], loc: _Loc) -> None:
        if key in known:
            what = msg("this text or row stands twice")
            raise self._fault(loc, what, msg("leave one of them out"))
        known[key] = made

    def _fault(self, loc: _Loc, what: Message, help: Message | None) -> UnreadableFile:
        named = [str(each) for each in loc if not isinstance(each, int)]
        message = msg("{place}: {what}", place=": ".join(named), what=what)
        return _fault(self._path, _line(self._text, loc), message, help)


_NOTHING_CHOSEN = (
    msg("neither `belanja` nor `kegiatan` is chosen"),
    msg("write at least one of them"),
)


def _chosen(entry: ChosenEntry) -> Chosen:
    return Chosen(
        text=entry.uraian,
        expense_type=entry.belanja,
        activity=entry.kegiatan,
        by=entry.oleh,
        day=entry.tanggal,
        reason=entry.alasan,
    )


def unknown_term(dimension: str, name: str, known: Mapping[str, object]) -> tuple[Message, Message]:
    """What to say of a name that is no term."""
    return (
        msg("there is no `{kind} {name}` in the vocabulary", kind=dimension, name=name),
        did_you_mean(name, known) or msg("`bokrules show YEAR` lists what it has"),
    )


def _fault(path: Path, line: int, what: Message, help: Message | None) -> UnreadableFile:
    return line_fault(str(path), line, what, help, codes.BAD_CHOICES)


def _line(text: str, loc: _Loc) -> int:
    """Entries may stand under their English names."""
    as_written = {own: english for english, own in _ENGLISH.items()}
    english = tuple(as_written.get(each, each) if isinstance(each, str) else each for each in loc)
    return max(yaml_line(text, loc), yaml_line(text, (*loc[:1], *english[1:])))


def _is_comment(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _leading_comments(text: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        if not _is_comment(line):
            return
        yield line


def _outcomes() -> dict[str, Outcome]:
    named: dict[str, Outcome] = {each.value: each for each in Outcome}
    for language in LANGUAGES:
        named |= {each.label.text(language).casefold(): each for each in Outcome}
    return named


def _chosen_fields(each: Chosen) -> dict[str, object]:
    return {
        "uraian": each.text,
        "belanja": each.expense_type,
        "kegiatan": each.activity,
        "oleh": each.by,
        "tanggal": each.day,
        "alasan": each.reason,
    }


def _overruled_fields(each: Overruled) -> dict[str, object]:
    return {
        "lembar": each.sheet,
        "baris": each.row,
        "uraian": each.text,
        "nilai": each.amount,
        "hasil": each.outcome.label.text("id"),
        "alasan": each.reason,
        "oleh": each.by,
        "tanggal": each.day,
    }


def _given(fields: Mapping[str, object]) -> dict[str, object]:
    """Without what nobody gave; the amount is always there."""
    return {name: each for name, each in fields.items() if each is not None or name == "nilai"}
