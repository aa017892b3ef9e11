"""Compiled editions on disk: loading one again costs little more than reading its files.

An entry's name is the hash of all that went into it, so that none is ever out of date. It holds
JSON, which is checked when it is read; what is damaged, or might be another user's, is not used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache as once
from typing import TYPE_CHECKING

from bokrules.editions.cache import folder
from bokrules.editions.cache.entry import packed, unpacked
from bokrules.editions.cache.sources import Sources, sources_of

if TYPE_CHECKING:
    from bokrules.semantics.policy import Policy

__all__ = ["Sources", "Stored", "fetch", "sources_of", "store", "texts_of"]

Texts = tuple["Policy", ...]
Stored = list[list[bytes]]
"""The parts of each text, as the cache holds them."""


def fetch(sources: Sources) -> Stored | None:
    """What is stored of an edition; None if there is no entry that can be used."""
    content = folder.read(sources.key)
    return None if content is None else unpacked(content)


def texts_of(stored: Stored, sources: Sources, compiled: Callable[[], Texts]) -> Texts:
    """The texts of an edition. Their parts are decoded when they are read.

    Should one be damaged, `compiled` gives it.
    """
    from bokrules.editions.cache.parts import decoded

    files = once(sources.shown)

    def text(number: int) -> Callable[[], Policy]:
        return lambda: compiled()[number]

    try:
        return tuple(decoded(parts, files, text(n)) for n, parts in enumerate(stored))
    except Exception:  # a fault of the cache is no fault of the edition
        return compiled()


def store(sources: Sources, texts: Sequence[Policy]) -> None:
    """Keep the texts that were compiled from these files, if the cache can be written."""
    if folder.path() is None:
        return
    from bokrules.editions.cache.parts import encoded

    files = sources.shown()
    try:
        parts = [encoded(each, files) for each in texts]
    except (ValueError, RecursionError):  # a file that is none of the sources; nested too deep
        return
    folder.write(sources.key, packed(parts))
