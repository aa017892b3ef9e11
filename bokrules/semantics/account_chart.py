"""Charts of accounts: the form of their codes, the years they are used, and names of codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SEPARATORS = re.compile(r"[.\s]+")
ANY_DIGIT = "x"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart. `shape` is a whole code, such as `5.x.xx.xx.xx.xxxx`: each x is a digit.

    `names` are the codes whose names are known, as dots write them. Without years it is of all.
    """

    name: str
    title: str
    shape: str
    first_year: int | None = None
    last_year: int | None = None
    names: Mapping[str, str]

    def code(self, written: str) -> str | None:
        """A code, whole or its first groups, with dots; None if it is not of this chart's form."""
        groups = _SEPARATORS.split(written.strip().rstrip("."))
        own = self.shape.split(".")
        if len(groups) > len(own):
            return None
        fits = all(map(_fits, groups, own))
        return ".".join(groups) if fits else None

    def is_used_in(self, year: int | None) -> bool:
        """Whether a code of that year may be of this chart; of a year nobody knows it may."""
        return year is None or (
            (self.first_year is None or self.first_year <= year)
            and (self.last_year is None or year <= self.last_year)
        )

    @property
    def years(self) -> str:
        """For people: 2010–2015, 2021–."""
        return f"{self.first_year or ''}–{self.last_year or ''}"

    def has_prefix(self, prefix: str) -> bool:
        """Whether codes of this chart may begin with the prefix of a `rekening` clause."""
        own = prefix_of(prefix)
        if "." in self.shape:
            return self.code(own) is not None
        return len(own) <= len(self.shape) and _fits(own, self.shape[: len(own)])


def prefix_of(clause: str) -> str:
    """`5.1.02.04.01.*` in a `rekening` clause is the prefix 5.1.02.04.01."""
    return clause.removesuffix(".*")


def begins_with(code: str, prefix: str) -> bool:
    """By whole groups; where codes have none, by digits."""
    if "." in code or "." in prefix:
        return code == prefix or code.startswith(f"{prefix}.")
    return code.startswith(prefix)


def _fits(group: str, shape: str) -> bool:
    return len(group) == len(shape) and all(
        a.isascii() and a.isdigit() and b in (ANY_DIGIT, a)
        for a, b in zip(group, shape, strict=True)
    )
