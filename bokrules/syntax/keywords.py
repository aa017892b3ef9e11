"""The keywords of the language in both spellings, read from `grammar/keywords.yaml`."""

from __future__ import annotations

from functools import cache
from typing import cast

import yaml

from bokrules.base.messages import LANGUAGES, Language
from bokrules.base.resources import keywords_text


@cache
def spellings() -> dict[str, dict[Language, list[str]]]:
    """Terminal (without its filter mark `_`) to its spellings, the usual one first.

    The spellings of the two languages are twins, in the same order.
    """
    # Words only: to YAML's other loaders the terminal YES is the value true.
    loaded = yaml.load(keywords_text(), Loader=yaml.BaseLoader)
    return cast("dict[str, dict[Language, list[str]]]", loaded)


@cache
def languages_of() -> dict[str, frozenset[Language]]:
    """Keyword, phrases with single spaces, to the languages it belongs to."""
    found: dict[str, set[Language]] = {}
    for by_language in spellings().values():
        for language in LANGUAGES:
            for word in by_language[language]:
                found.setdefault(word, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


def spelling(terminal: str, language: Language) -> str | None:
    """The usual spelling of a keyword's terminal, None if it is not a keyword's."""
    by_language = spellings().get(terminal.lstrip("_"))
    return by_language[language][0] if by_language else None


def in_language(terminal: str, word: str, language: Language) -> str:
    """A keyword's twin in `language`, with single blanks; any other word as it is."""
    text = " ".join(word.split())
    by_language = spellings().get(terminal.lstrip("_"), {})
    for words in by_language.values():
        if text in words:
            return by_language[language][words.index(text)]
    return word


def is_keyword(word: str) -> bool:
    """A keyword of either language."""
    return " ".join(word.split()) in languages_of()


def declaration_words(language: Language) -> list[str]:
    """The words that begin a declaration."""
    return [cast("str", spelling(terminal, language)) for terminal in DECLARATION_TERMINALS]


DECLARATION_TERMINALS = (
    "BELANJA",
    "KEGIATAN",
    "DANA",
    "DOKUMEN",
    "PAJAK",
    "_PILIHAN",
    "_FAKTA",
    "_TERTUTUP",
    "BOLEH",
    "LARANG",
    "WAJIB",
    "BATAS",
    "KEWAJIBAN",
    "_CELAH",
    "_SASARAN",
    "_TARGET",
    "_SKALA",
    "_SATUAN",
    "_TABEL",
    "RUMUS",
    "_CONTOH",
    "_KLAIM",
    "_MENGUBAH",
    "TAMBAH",
    "GANTI",
    "_CABUT",
)
