"""The texts that have pages: editions, and what amends them within their year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from bokrules.editions import load_edition
from bokrules.editions.places import COMMON_FOLDER
from bokrules.semantics.changes import Changes, changes_between
from bokrules.semantics.policy import Clause, Declared, Policy

from .markdown import home


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

    @cached_property
    def changes(self) -> Changes:
        return changes_between(self.before or self.policy, self.policy)


def texts_of(folder: Path) -> Iterator[Text]:
    """The edition of a folder, then its amendments in the order of their force."""
    texts = load_edition(folder).texts
    yield Text(folder.name, texts[0])
    for before, after in pairwise(texts):
        own = [each for each in after.outline.values() if each.id not in before.outline]
        yield Text(home(own[0].file), after, before)


def common_text(policy: Policy) -> Text:
    """What all editions share."""
    return Text(COMMON_FOLDER, policy)
