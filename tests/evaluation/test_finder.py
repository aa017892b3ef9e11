"""Facts for conditions are found, or known not to exist, however many facts are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bokrules.backends.reference import holds
from bokrules.evaluation.finder import Finder, Undecided
from bokrules.evaluation.lints.conflict import conflicts_of
from bokrules.semantics.policy import Policy
from tests.helpers import compile_text, compiled, lint_text, words

FACTS = [f"f{number:02}" for number in range(20)]
DECLARED = "".join(f'fakta {each} alias {each}_en : ya_tidak "F"\n' for each in FACTS)
LARANG = 'larang {} "L" untuk belanja gaji bila {} dasar A\n'
BOLEH = 'boleh {} "B" untuk belanja gaji bila {} dasar A\n'
LATE = " dan ".join([*(f"(bukan {each} atau f18)" for each in FACTS[:18]), "bukan f18"])
"""Only no to each of the first 19; that yes to the first fails shows at the last."""
UNTOLD = "(nilai > meterai dan nilai < meterai)"
"""Never true, which no diagram tells."""


def test_a_conflict_that_shows_in_one_combination_of_many() -> None:
    _, found = compile_text(DECLARED + LARANG.format("a", LATE) + BOLEH.format("b", "bukan f19"))
    [message] = words(found)
    answers = ", ".join(f"{each} = tidak" for each in FACTS)
    assert message == (
        "BOK211 `larang a` and `boleh b` both hold, for example: belanja = gaji, " + answers
    )


def test_no_conflict_among_rules_that_read_twenty_facts() -> None:
    """What is allowed asks for one of each two facts; each prohibition is about two that are no."""
    pairs = list(zip(FACTS[::2], FACTS[1::2], strict=True))
    one_of_each = " dan ".join(f"({a} atau {b})" for a, b in pairs)
    text = DECLARED
    for number in range(20):
        a, b = pairs[number % 10]
        others = " dan ".join(f"({c} atau bukan {d})" for c, d in pairs if c != a)
        text += BOLEH.format(f"b{number}", f"{one_of_each} dan nilai > Rp{number}")
        text += LARANG.format(f"a{number}", f"{others} dan bukan {a} dan bukan {b}")
    policy, found = compile_text(text)
    assert policy is not None
    assert found == []


def test_an_exception_and_rules_that_never_apply() -> None:
    never = f"{LATE} dan f07"
    exception = 'larang a "L" untuk belanja gaji bila bukan f18 kecuali b dasar A\n'
    _, found = compile_text(DECLARED + exception + BOLEH.format("b", f"f07 dan {LATE}"))
    assert words(found) == ["BOK210 the exception `b` of `larang a` can never apply"]
    found = lint_text(DECLARED + BOLEH.format("b", never))
    assert "BOK703 `b` can never apply" in words(found)
    found = lint_text(DECLARED + BOLEH.format("b", LATE))
    assert "BOK703 `b` can never apply" not in words(found)


def test_a_covered_rule() -> None:
    """What is no to all of the first 19 is no to the fourth; the last may be yes."""
    text = DECLARED + LARANG.format("a", "bukan {}") + LARANG.format("b", LATE)
    covered = "BOK704 `b` changes nothing: all of it is in `a`"
    assert covered in words(lint_text(text.format("f03")))
    assert covered not in words(lint_text(text.format("f19")))


# ---- what is left open ----


def _hidden() -> Policy:
    """A conflict that shows only where twelve facts are no, and a search begins with yes."""
    none = " dan ".join(f"bukan {each}" for each in FACTS[:12])
    condition = f"{UNTOLD} atau ({none} dan nilai > meterai)"
    policy, found = compile_text(
        DECLARED + LARANG.format("a", condition) + BOLEH.format("b", "nilai > Rp5")
    )
    assert found == []  # `analyze` asks the solver
    assert policy is not None
    return policy


def test_comparisons_of_several_facts_are_left_open_in_the_end() -> None:
    policy = _hidden()
    [prohibition] = policy.prohibitions
    conditions = [prohibition.condition]
    tests = [lambda facts: holds(prohibition.condition, facts, policy)]
    finder = Finder(policy)
    with pytest.raises(Undecided):
        finder.find(tests, conditions)
    assert finder.is_possible(tests, conditions)
    [conflict] = conflicts_of(Finder(policy, most=1_000_000))
    assert conflict.witness == {
        "belanja": "gaji",
        **dict.fromkeys(FACTS[:12], False),
        "meterai": 0,
        "nilai": 6,
    }


def test_diagrams_are_not_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = compiled(DECLARED + BOLEH.format("b", LATE))
    monkeypatch.setattr("bokrules.evaluation.finder.MOST_READ", 3)
    [rule] = policy.permissions
    tests = [lambda facts: holds(rule.condition, facts, policy)]
    with pytest.raises(Undecided):
        Finder(policy, short=0).find(tests, [rule.condition])


# ---- the ends of what diagrams tell ----


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        ("nilai > Rp1.000.000.000.000.000", {"nilai": 10**15 + 1}),
        ("10% * nilai > Rp100.000.000.000.000", {"nilai": 10**15 + 1}),
        ("10% * nilai > Rp200.000.000.000.000", {"nilai": 2 * 10**15 + 1}),
        ("nilai > Rp5 dan nilai < Rp7", {"nilai": 6}),
        ("nilai > Rp5 dan nilai < Rp6", None),
        ("nilai > nilai_kuitansi", {"nilai_kuitansi": 0, "nilai": 1}),
        ("wilayah = desa dan bukan terpencil", {"terpencil": False, "wilayah": "desa"}),
    ],
)
def test_by_diagrams_from_the_first_step(condition: str, facts: dict[str, object] | None) -> None:
    policy = compiled(f'boleh a "A" bila {condition} dasar A')
    [rule] = policy.permissions
    tests = [lambda facts: holds(rule.condition, facts, policy)]
    assert Finder(policy, short=0).find(tests, [rule.condition]) == facts


def test_selectors_that_cannot_meet() -> None:
    """Terms may lie below both; other dimensions do not matter."""
    policy = compiled(
        'boleh a "A" untuk belanja pemeliharaan untuk kegiatan gizi dasar A\n'
        'boleh b "B" untuk belanja bahan_imunisasi dasar A\n'
        'boleh c "C" untuk belanja bahan_imunisasi untuk kegiatan rapat dasar A\n'
        'boleh d "D" untuk dana bok dasar A\n'
    )
    a, b, c, d = (policy.permission_by_name[each] for each in "abcd")
    finder = Finder(policy)
    assert finder.may_meet(a, b)
    assert not finder.may_meet(a, c)
    assert finder.may_meet(b, c)
    assert finder.may_meet(a, d)


def test_funds_and_days_by_diagrams() -> None:
    policy = compiled(
        'boleh a "A" untuk dana bok_provinsi bila tanggal > 2010-05-01 dasar A\n'
        'boleh b "B" untuk dana bok bila tanggal > 2010-12-30 dasar A\n'
        'boleh c "C" untuk dana bok bila tanggal > 2010-12-31 dasar A\n'
    )
    open_end = replace(policy, edition=replace(policy.edition, funds=(), last_day=None))
    assert [_may_apply(each, policy) for each in "abc"] == [False, True, False]
    assert [_may_apply(each, open_end) for each in "abc"] == [True, True, True]


def _may_apply(name: str, policy: Policy) -> bool:
    condition = policy.permission_by_name[name].condition
    tests = [lambda facts: holds(condition, facts, policy)]
    return Finder(policy, short=0).is_possible(tests, [condition], is_governed=True)
