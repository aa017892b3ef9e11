"""Texts for people: an English template in the code, the Indonesian one in the catalogue.

A message is a value. It is put into words only when it is shown, in the language asked for.
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from bokrules.base.resources import LOCALE_FOLDER

if TYPE_CHECKING:
    import gettext

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")
DEFAULT_LANGUAGE: Language = "id"

_chosen: ContextVar[Language | None] = ContextVar("bokrules_language", default=None)


@dataclass(frozen=True, slots=True)
class Message:
    """A template with named places, and what stands in them (values may be messages too)."""

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def text(self, language: Language | None = None) -> str:
        language = language or current_language()
        values = {name: _in_words(value, language) for name, value in self.values}
        return translate(self.template, language).format_map(values)

    def __str__(self) -> str:
        return self.text()


def msg(template: str, **values: object) -> Message:
    """Mark `template` for translation and fill its places."""
    return Message(
        template,
        tuple((name, tuple(v) if isinstance(v, list) else v) for name, v in values.items()),
    )


def translate(template: str, language: Language) -> str:
    return _catalogue(language).gettext(template) if template else template


def current_language() -> Language:
    """The language chosen for this context, else BOKRULES_LANG, else Indonesian."""
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    named = os.environ.get("BOKRULES_LANG", "")
    return next((each for each in LANGUAGES if each == named), DEFAULT_LANGUAGE)


def choose_language(language: Language | None) -> None:
    """Set the language of this context; None goes back to the environment's."""
    _chosen.set(language)


def _in_words(value: object, language: Language) -> object:
    if isinstance(value, Message):
        return value.text(language)
    if isinstance(value, tuple):
        return ", ".join(str(_in_words(each, language)) for each in value)
    return value


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    import gettext

    return gettext.translation(
        "bokrules", str(LOCALE_FOLDER), [language], fallback=language == "en"
    )
