"""Changes of rules in words: what became of one, what of it differs, the clauses on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bokrules.base.messages import Message, current_language, msg
from bokrules.comparison.changes import ChangeKind, Part, RuleChange, WordChange
from bokrules.comparison.difference import Difference
from bokrules.evaluation.citing import citation_text
from bokrules.reports.blocks import Block, Heading, Listing, Points
from bokrules.reports.declared_text import details
from bokrules.reports.difference_words import change_words, side_name
from bokrules.reports.policy_text import KINDS
from bokrules.semantics.declared import Declared
from bokrules.semantics.policy import Policy

_NOT_TOLD_ONE_BY_ONE = (ChangeKind.NOT_COMPARABLE, ChangeKind.REWORDED)
_Point = tuple[str, tuple[str, ...]]


def rules_section(difference: Difference, *, by_side: bool = False) -> Iterator[Block]:
    """What was added, removed, changed, renamed or moved, kind by kind.

    `by_side` says of what only one edition has which one, here and below.
    """
    told = [e for e in difference.rules.changes if e.change not in _NOT_TOLD_ONE_BY_ONE]
    yield Heading(msg("Rules").text())
    if not told:
        yield Listing([msg("no rule differs").text()])
    for kind, title in KINDS.values():
        changes = [each for each in told if each.kind == kind]
        if changes:
            yield Heading(f"{title} ({len(changes)})", level=3)
            yield Points([_point(each, difference, by_side=by_side) for each in changes])


def not_comparable_section(difference: Difference) -> Iterator[Block]:
    """What only gaps of the other side's sources keep from being compared, gap by gap."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in difference.rules.changes:
        if each.change is ChangeKind.NOT_COMPARABLE:
            lacking = difference.after if each.after is None else difference.before
            gaps = "; ".join(_named(gap) for gap in each.hidden_by)
            key = side_name(lacking, difference), gaps
            found.setdefault(key, []).append(_named(each.declared))
    if found:
        yield Heading(msg("Not comparable, for a gap in the sources").text())
        yield Points(
            [
                (
                    msg("{edition} leaves open: {gap}", edition=edition, gap=gaps).text(),
                    (msg("only the other edition has: {rules}", rules="; ".join(rules)).text(),),
                )
                for (edition, gaps), rules in found.items()
            ]
        )


def words_section(difference: Difference, *, by_side: bool = False) -> Iterator[Block]:
    """The vocabulary, and what is only said in other words."""
    words = difference.rules.words
    if words:
        yield Heading(msg("Vocabulary").text())
        yield Listing([_word(each, difference, by_side=by_side) for each in words])
    reworded = [e for e in difference.rules.changes if e.change is ChangeKind.REWORDED]
    if reworded:
        yield Heading(msg("The same rule in other words (label or notes)").text())
        yield Listing([_named(each.declared) for each in reworded])


def counts_line(difference: Difference, *, by_side: bool = False) -> Message:
    counts = [
        f"{change_words(kind, difference, by_side=by_side)}{':' if by_side else ''} {number}"
        for kind, number in difference.rules.counts.items()
    ]
    same = msg("the same {n}", n=difference.rules.unchanged).text()
    return msg("rules: {counts}", counts=[*counts, same])


# ---- one change ----


def _point(change: RuleChange, difference: Difference, *, by_side: bool) -> _Point:
    return (
        f"{change_words(change.change, difference, by_side=by_side)}: {_named(change.declared)}",
        tuple(_below(change, difference)),
    )


def _below(change: RuleChange, difference: Difference) -> Iterator[str]:
    before, after = change.before, change.after
    if before is not None and after is not None:
        if change.is_renamed:
            yield msg("name: {old} → {new}", old=f"`{before.name}`", new=f"`{after.name}`").text()
        for part in change.parts:
            yield from _part(part, before, after, difference)
        yield _cited(before, difference.before, difference)
        yield _cited(after, difference.after, difference)
        return
    own, other = difference.after, difference.before
    if after is None:
        own, other = other, own
    yield from _says(change.declared, own)
    yield _cited(change.declared, own, difference)
    for each in change.related:
        kind = KINDS[type(each)][1]
        yield msg(
            "{edition} on the same matter: {rule} ({kind}), {citation}",
            edition=side_name(other, difference),
            rule=_named(each),
            kind=str(kind).lower(),
            citation=citation_text(each.citations, other),
        ).text()
    for gap in change.hidden_by:
        yield msg(
            "{edition} leaves open: {gap}", edition=side_name(other, difference), gap=_named(gap)
        ).text()


def _says(declared: Declared, policy: Policy) -> Iterator[str]:
    for each in details(declared, policy):
        if each.key not in ("notes", "formerly"):
            yield from (f"{each.title}: {line}" for line in each.lines)


def _part(part: Part, before: Declared, after: Declared, difference: Difference) -> Iterator[str]:
    """A value before and after; of lists what was taken out and what was put in."""
    old, new = _values(part, before, difference.before), _values(part, after, difference.after)
    title = _title(part, ((before, difference.before), (after, difference.after)))
    gone = [each for each in old if each not in new]
    came = [each for each in new if each not in old]
    if len(old) + len(new) > 2 and (len(gone), len(came)) != (len(old), len(new)):
        if gone:
            yield msg("{part}: without {values}", part=title, values="; ".join(gone)).text()
        if came:
            yield msg("{part}: with {values}", part=title, values="; ".join(came)).text()
        return
    sides = ["; ".join(each) if each else msg("nothing").text() for each in (old, new)]
    yield f"{title}: {sides[0]} → {sides[1]}"


def _values(part: Part, declared: Declared, policy: Policy) -> list[str]:
    return [v for each in details(declared, policy) if each.key == part for v in each.values]


def _title(part: Part, sides: Iterable[tuple[Declared, Policy]]) -> str:
    for declared, policy in sides:
        for each in details(declared, policy):
            if each.key == part:
                return each.title.text()
    return part


def _cited(declared: Declared, policy: Policy, difference: Difference) -> str:
    return f"{side_name(policy, difference)}: {citation_text(declared.citations, policy)}"


def _named(declared: Declared) -> str:
    return f"`{declared.name}` {declared.label.in_language(current_language())}"


# ---- one word ----


def _word(word: WordChange, difference: Difference, *, by_side: bool) -> str:
    what = change_words(word.change, difference, by_side=by_side)
    head = f"{what}: {word.kind} `{word.name}`"
    if word.change not in (ChangeKind.MOVED, ChangeKind.CHANGED):
        return head
    sides = [", ".join(each) or msg("nothing").text() for each in (word.before, word.after)]
    return f"{head}: {sides[0]} → {sides[1]}"
