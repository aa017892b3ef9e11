"""From a line's text and account code to what was bought and for what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from bokrules.base.messages import msg
from bokrules.editions import Edition
from bokrules.inspection.classify.account import Account, Accounts
from bokrules.inspection.classify.classification import (
    Classification,
    Classified,
    Ground,
    Sureness,
)
from bokrules.inspection.classify.matching import Match, Phrases, that_count
from bokrules.semantics.account_chart import Chart
from bokrules.semantics.vocabulary import Taxonomy, Vocabulary
from bokrules.semantics.wording import NO_ABBREVIATIONS, Abbreviations, Wording

if TYPE_CHECKING:
    from bokrules.inspection.classify.candidates import NearestTerms

EXPENSE_TYPE, ACTIVITY = "belanja", "kegiatan"
MOST_WORDS = 400
"""Of a text that is classified: a longer one is no line of a book."""
MOST_CACHED = 200_000

_Key = tuple[str, str | None, int | None]


class Classifier:
    """The phrases, abbreviations and account codes of a vocabulary, ready to be looked for.

    It answers the same each time, whatever the order of terms and files. Threads may share it.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        abbreviations: Abbreviations = NO_ABBREVIATIONS,
        charts: Sequence[Chart] = (),
    ) -> None:
        self.vocabulary = vocabulary
        self.abbreviations = abbreviations
        self._taxonomies = {each: vocabulary.taxonomies[each] for each in (EXPENSE_TYPE, ACTIVITY)}
        every = [(name, each.terms.values()) for name, each in self._taxonomies.items()]
        self._phrases = Phrases(every, abbreviations)
        expense_types = self._taxonomies[EXPENSE_TYPE].terms.values()
        self._accounts = Accounts(expense_types, charts, abbreviations)
        self._known: dict[_Key, Classification] = {}

    @classmethod
    def of(cls, edition: Edition) -> Classifier:
        """With the vocabulary and the common files of an edition."""
        files = edition.files
        return cls(edition.policy.vocabulary, files.abbreviations, files.charts)

    @cached_property
    def nearest(self) -> NearestTerms:
        """What its terms are compared by with a text of which nothing is known."""
        from bokrules.inspection.classify.candidates import NearestTerms

        return NearestTerms(self.vocabulary, self.abbreviations)

    def classify(
        self, text: str, account_code: str | None = None, year: int | None = None
    ) -> Classification:
        """What a line names. `year` is that of its fiscal year: charts of accounts change."""
        key = (text, account_code, year)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST_CACHED:
                self._known = {}
            known = self._known[key] = self._classify(*key)
        return known

    def _classify(self, text: str, account_code: str | None, year: int | None) -> Classification:
        account = self._accounts.read(text, account_code, year)
        wording = self.abbreviations.read(account.rest)
        if len(wording.words) > MOST_WORDS:
            why = msg("the text has more than {n} words: it is not classified", n=MOST_WORDS)
            return Classification(Classified(why=why), Classified(why=why))
        matches = that_count(self._phrases.matches(wording))
        found = {each: self._by_text(each, matches, wording) for each in self._taxonomies}
        return Classification(self._with_account(found[EXPENSE_TYPE], account), found[ACTIVITY])

    def _by_text(self, dimension: str, matches: Iterable[Match], wording: Wording) -> Classified:
        own = [each for each in matches if each.dimension == dimension]
        if not own:
            return _NOTHING
        values = most_specific({each.term for each in own}, self._taxonomies[dimension])
        standing = [each for each in own if each.term in values]
        standing.sort(key=lambda each: (each.places, each.term))
        longest = {
            term: max(each.size for each in standing if each.term == term) for term in values
        }
        return Classified(
            values,
            Ground.TEXT,
            Sureness.HIGH if min(longest.values()) > 1 else Sureness.MEDIUM,
            tuple(dict.fromkeys(each.shown(wording) for each in standing)),
        )

    def _with_account(self, found: Classified, account: Account) -> Classified:
        """What the text says of the expense type beside what the code says."""
        if not account.terms:
            if account.why is None:
                return found
            return Classified(found.values, found.ground, found.sureness, found.words, account.why)
        if not found.values:
            return Classified(account.terms, Ground.ACCOUNT, Sureness.MEDIUM)
        taxonomy = self._taxonomies[EXPENSE_TYPE]
        agreeing = {
            a if b in taxonomy.above_or_same(a) else b
            for a in account.terms
            for b in found.values
            if _are_related(a, b, taxonomy)
        }
        every = {*account.terms, *found.values}
        left = [
            each for each in every if not any(_are_related(each, a, taxonomy) for a in agreeing)
        ]
        values = most_specific({*agreeing, *left}, taxonomy)
        if not left:
            return Classified(values, Ground.BOTH, Sureness.HIGH, found.words)
        return Classified(
            values,
            Ground.TEXT,
            Sureness.MEDIUM,
            found.words,
            msg(
                "the code {code} says {a}, the text says {b}",
                code=account.code or "",
                a=list(account.terms),
                b=list(found.values),
            ),
        )


_NOTHING = Classified()


def most_specific(names: set[str], taxonomy: Taxonomy) -> tuple[str, ...]:
    """The terms that lie above no other of them, sorted."""
    if len(names) < 2:
        return tuple(names)
    above = {up for name in names for up in taxonomy.above_or_same(name) if up != name}
    return tuple(sorted(names - above))


def _are_related(a: str, b: str, taxonomy: Taxonomy) -> bool:
    return a in taxonomy.above_or_same(b) or b in taxonomy.above_or_same(a)
