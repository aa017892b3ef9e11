"""The types of facts and expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bokrules.base.messages import Message, msg

Kind = Literal[
    "rupiah", "number", "count", "date", "yes_no", "text", "term", "choice", "documents", "taxes"
]


@dataclass(frozen=True, slots=True)
class Type:
    """`of` is the dimension of a term, the name of a choice, the unit of a count."""

    kind: Kind
    of: str = ""

    @property
    def words(self) -> Message:
        return _WORDS[self.kind]


RUPIAH = Type("rupiah")
NUMBER = Type("number")
DATE = Type("date")
YES_NO = Type("yes_no")
TEXT = Type("text")
DOCUMENTS = Type("documents")
TAXES = Type("taxes")

PLAIN_TYPES = {
    "rupiah": RUPIAH,
    "persen": NUMBER,
    "percent": NUMBER,
    "bilangan": NUMBER,
    "number": NUMBER,
    "tanggal": DATE,
    "date": DATE,
    "ya_tidak": YES_NO,
    "yes_no": YES_NO,
    "teks": TEXT,
    "text": TEXT,
    "orang": Type("count", "orang"),
    "kali": Type("count", "kali"),
    "hari": Type("count", "hari"),
    "jam": Type("count", "jam"),
    "belanja": Type("term", "belanja"),
    "kegiatan": Type("term", "kegiatan"),
    "dana": Type("term", "dana"),
}

_WORDS: dict[Kind, Message] = {
    "rupiah": msg("rupiah"),
    "number": msg("a number"),
    "count": msg("a count"),
    "date": msg("a date"),
    "yes_no": msg("yes or no"),
    "text": msg("text"),
    "term": msg("a term of the vocabulary"),
    "choice": msg("a choice"),
    "documents": msg("a list of documents"),
    "taxes": msg("a mapping of taxes"),
}
