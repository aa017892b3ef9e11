"""The texts that have pages: editions, and what amends them within their year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bokrules.editions import load_edition
from bokrules.editions.files import COMMON_FOLDER, amendment_folders
from bokrules.semantics.policy import Clause, Declared, Policy

from .markdown import home

_Key = tuple[type[Declared], str, tuple[str, ...]]


@dataclass(frozen=True)
class Text:
    """`policy` is what is in force with this text, `before` what was until then."""

    name: str
    policy: Policy
    before: Policy | None = None

    @property
    def declared(self) -> list[Declared]:
        """What this text declares itself, in the decree's order."""
        return [each for each in self.policy.declared if home(each.span.file) == self.name]

    @property
    def clauses(self) -> list[Clause]:
        return [each for each in self.policy.outline.values() if home(each.file) == self.name]

    @property
    def added(self) -> list[Declared]:
        old = _by_key(self.before)
        return [each for each in self.declared if _key(each) not in old]

    @property
    def replaced(self) -> list[Declared]:
        old = _by_key(self.before)
        return [each for each in self.declared if _key(each) in old]

    @property
    def repealed(self) -> list[Declared]:
        new = _by_key(self.policy)
        return [each for key, each in _by_key(self.before).items() if key not in new]


def texts_of(folder: Path) -> Iterator[Text]:
    """The edition of a folder, then its amendments in the order of their force."""
    policy = load_edition(folder).policy
    yield Text(folder.name, policy)
    amended = [(each, load_edition(each).policy) for each in amendment_folders(folder)]
    for path, after in sorted(amended, key=lambda each: each[1].edition.first_day):
        yield Text(f"{folder.name}-{path.name}", after, policy)
        policy = after


def common_text(policy: Policy) -> Text:
    """What all editions share."""
    return Text(COMMON_FOLDER, policy)


def _by_key(policy: Policy | None) -> dict[_Key, Declared]:
    return {_key(each): each for each in policy.declared} if policy else {}


def _key(declared: Declared) -> _Key:
    """Closed lists of one dimension share their name, and differ in the funds."""
    selectors = getattr(declared, "selectors", ()) if declared.name in _DIMENSIONS else ()
    return type(declared), declared.name, tuple(term for each in selectors for term in each.terms)


_DIMENSIONS = frozenset({"belanja", "kegiatan", "dana"})
