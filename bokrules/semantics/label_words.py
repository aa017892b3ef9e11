"""What a label says of numbers: `maksimal 2 kali`, `di atas Rp250.000 s/d Rp1.000.000`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from bokrules.semantics.bounds import Kind, Number
from bokrules.semantics.expressions import Comparison

_WORDS: dict[str, Comparison] = {
    "tidak lebih dari": "<=",
    "tidak melebihi": "<=",
    "tidak melampaui": "<=",
    "tidak kurang dari": ">=",
    "paling banyak": "<=",
    "paling tinggi": "<=",
    "paling lama": "<=",
    "paling sedikit": ">=",
    "paling kurang": ">=",
    "paling rendah": ">=",
    "setinggi-tingginya": "<=",
    "sebanyak-banyaknya": "<=",
    "sekurang-kurangnya": ">=",
    "maksimal": "<=",
    "maksimum": "<=",
    "minimal": ">=",
    "minimum": ">=",
    "lebih dari": ">",
    "melebihi": ">",
    "melampaui": ">",
    "di atas": ">",
    "kurang dari": "<",
    "di bawah": "<",
    "sampai dengan": "<=",
    "s/d": "<=",
}
"""Of two that begin at one place the longer stands first."""
_ALONE = frozenset(word for word in _WORDS if word not in ("di atas", "di bawah", "s/d")) - {
    "sampai dengan"
}
"""Words that compare even where no number follows; `di bawah umur` does not."""
_POWERS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
_PATTERN = re.compile(
    rf"(?<!\w)(?P<word>{'|'.join(map(re.escape, _WORDS))})(?!\w)"
    r"|Rp\s?(?P<rupiah>\d[\d.]*(?:,\d+)?)(?:\s(?P<power>ribu|juta|miliar|triliun))?(?!\w)"
    r"|(?P<percent>\d+(?:,\d+)?)\s?(?:%|persen(?!\w))"
    r"|(?<![\w.,/-])(?P<count>\d[\d.]*)\s(?:\([\w ]+\)\s)?(?P<unit>orang|kali|hari|jam)(?!\w)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:sebesar|sebanyak|senilai)?\s*")
"""What may stand between a word and its number."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A number with the word before it; one of the two may be lacking."""

    word: str | None
    number: Number | None

    @property
    def comparison(self) -> Comparison | None:
        return None if self.word is None else _WORDS[self.word.lower()]


def sayings(label: str) -> Iterator[Saying]:
    """The numbers of a label, and the comparison words, each word with the number it is about."""
    found = list(_PATTERN.finditer(label))
    bound: set[re.Match[str]] = set()
    for before, after in pairwise(found):
        between = label[before.end() : after.start()]
        if before["word"] and not after["word"] and _BETWEEN.fullmatch(between):
            bound |= {before, after}
            yield Saying(before["word"], _number(after))
    for each in found:
        if each in bound:
            continue
        if not each["word"]:
            yield Saying(None, _number(each))
        elif each["word"].lower() in _ALONE:
            yield Saying(each["word"], None)


def _number(found: re.Match[str]) -> Number:
    if found["percent"]:
        return Number("percent", _decimal(found["percent"]) / 100)
    if found["count"]:
        unit: Kind = found["unit"].lower()  # type: ignore[assignment]
        return Number(unit, _decimal(found["count"]))
    power = _POWERS[found["power"].lower()] if found["power"] else 1
    return Number("rupiah", _decimal(found["rupiah"]) * power)


def _decimal(text: str) -> Fraction:
    """`1.250.000`, `1,5`; a full stop at the end of the sentence is not the number's."""
    return Fraction(text.rstrip(".").replace(".", "").replace(",", "."))
