"""Large editions, as the benchmarks make them: what is planted is found, and nothing else."""

from __future__ import annotations

from benchmarks.edition_text import policy_of
from benchmarks.large_editions import edited, large_edition, rewritten
from bokrules.comparison.analysis.analysis import analyse
from bokrules.comparison.verdicts.compare import compare_verdicts

EDITION = large_edition(200)
POLICY = policy_of(EDITION, may_conflict=True)


def test_other_words_are_no_difference() -> None:
    other = policy_of(rewritten(EDITION), in_other_words=True, may_conflict=True)
    found = compare_verdicts(POLICY, other)
    assert found.is_empty
    assert found.is_proved


def test_planted_edits_are_found() -> None:
    other = edited(EDITION)
    found = compare_verdicts(POLICY, policy_of(other, may_conflict=True))
    assert found.is_proved
    assert {each.asked[0] for each in found.obligations if each.rules == ("kewajiban_baru",)}
    old = {each.name: each for each in EDITION.rules}
    new = {each.name: each for each in other.rules}
    [moved] = [
        each
        for name, each in new.items()
        if each.when.most is not None and name in old and old[name].when != each.when
    ]
    at_threshold = [each for each in found.outcomes if each.witness.get("nilai") == moved.when.most]
    assert at_threshold
    assert all(moved.name in each.because_after for each in at_threshold[:1])


def test_nothing_contradicts_itself() -> None:
    found = analyse(POLICY)
    assert found.conflicts == ()
    assert found.silences == ()
    assert found.is_complete
