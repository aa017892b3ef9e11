"""What of a decree is encoded, and how well the examples guard it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from bokrules.base.diagnostics import Diagnostics
from bokrules.evaluation.coverage import Coverage, Guards, cover
from bokrules.evaluation.examples import run_examples
from bokrules.pipeline import Layer, SourceFile, compile_policy
from bokrules.semantics.policy import Duty, Policy, Reason
from tests.helpers import EDITION, OUTLINE, OUTLINE_FILE, VOCABULARY, clauses, compiled

RULES = """
tertutup belanja "Daftar" dasar A
boleh penginapan "Penginapan" untuk belanja penginapan bila terpencil dasar A.1
larang gaji "Gaji" untuk belanja gaji dasar B.1
"""
LODGING = 'contoh "Terpencil" diberi belanja = penginapan, terpencil = ya maka diizinkan'
SALARY = 'contoh "Gaji" diberi belanja = gaji maka dilarang karena gaji'
TOWN = 'contoh "Kota" diberi belanja = penginapan, terpencil = tidak maka tidak tercantum'
DAYS = """
contoh "Pertama" diberi belanja = penginapan, terpencil = ya, tanggal = 2010-04-22 maka diizinkan
contoh "Terakhir" diberi belanja = penginapan, terpencil = ya, tanggal = 2010-12-31 maka diizinkan
contoh "Dini" diberi belanja = penginapan, terpencil = ya, tanggal = 2010-04-21
  maka diizinkan bersyarat
contoh "Lewat" diberi belanja = penginapan, terpencil = ya, tanggal = 2011-01-01
  maka diizinkan bersyarat
"""


def _survivors(coverage: Coverage) -> list[tuple[str, str]]:
    return [(each.rule, each.message.text()) for each in coverage.survivors]


# ---- clauses ----


def _accounts(text: str, **reasons: Reason) -> list[tuple[str, str, tuple[str, ...]]]:
    outline = clauses("A", "A.1", "A.2", "B", "B.1", "C")
    for clause, reason in reasons.items():
        id_ = clause.replace("_", ".")
        outline[id_] = replace(outline[id_], reason=reason)
    return [(e.clause.id, e.state, e.rules) for e in cover([compiled(text, outline)]).clauses]


def test_every_clause_with_its_rules_or_its_reason() -> None:
    text = (
        'boleh b "B" untuk belanja gaji dasar A.1\n'
        'boleh a "A" untuk belanja honor dasar A.1, B.*\n'
        'tertutup belanja "Satu" untuk dana bok_puskesmas dasar A.2\n'
        'tertutup belanja "Dua" untuk dana bok_provinsi dasar A.2\n'
    )
    assert _accounts(text, B_1="purpose") == [
        ("A", "heading", ()),
        ("A.1", "encoded", ("a", "b")),
        ("A.2", "encoded", ("belanja",)),
        ("B", "encoded", ("a",)),
        ("B.1", "reason", ("a",)),
        ("C", "uncovered", ()),
    ]


def test_a_clause_that_is_cited_is_encoded_whatever_reason_it_gives() -> None:
    text = 'boleh a "A" untuk belanja honor dasar A.1'
    assert _accounts(text, A_1="purpose")[1] == ("A.1", "encoded", ("a",))


def test_what_says_when_it_is_in_force_is_encoded() -> None:
    policy = compiled('boleh a "A" untuk belanja honor dasar A.1')
    policy = replace(policy, edition=replace(policy.edition, force_clauses=("A.1", "C.3")))
    rules = {each.clause.id: each.rules for each in cover([policy]).clauses}
    assert rules["A.1"] == ("a", "masa_berlaku")
    assert rules["C.3"] == ("masa_berlaku",)


AMENDING = replace(EDITION, id="2010-6", first_day=date(2010, 6, 1), amends=("2010",))


def _texts(first: str, second: str, *own: str) -> list[Policy]:
    """An edition that cites A and B, and an amendment with clauses of its own."""
    head = f'mengubah 2010 "Perubahan" dasar {own[0]}\n'
    before, after = clauses("A", "B"), clauses(*own)
    layers = [
        Layer(EDITION, [SourceFile("a.bok", first), SourceFile("vocabulary.bok", VOCABULARY)]),
        Layer(AMENDING, [SourceFile("b.bok", head + second)]),
    ]
    texts = []
    for n, outline in ((1, before), (2, {**before, **after})):
        out = Diagnostics()
        policy = compile_policy(layers[:n], outline, OUTLINE_FILE, out)
        assert policy is not None, [str(each.message) for each in out]
        texts.append(policy)
    return texts


def test_an_amendment_accounts_for_its_own_clauses() -> None:
    texts = _texts(
        'boleh a "A" untuk belanja honor dasar A\nboleh b "B" untuk belanja gaji dasar B',
        'cabut boleh b dasar S.1\nganti boleh a "A" untuk belanja penginapan dasar S.2',
        "S",
        "S.1",
        "S.2",
        "S.3",
    )
    assert [(e.clause.id, e.state, e.rules) for e in cover(texts).clauses] == [
        ("A", "encoded", ("a",)),
        ("B", "encoded", ("b",)),
        ("S", "encoded", ("2010",)),
        ("S.1", "encoded", ("b",)),
        ("S.2", "encoded", ("a",)),
        ("S.3", "uncovered", ()),
    ]


def test_a_claim_encodes_what_it_cites() -> None:
    text = 'klaim "Selalu" bila belanja = gaji maka tidak pernah dilarang dasar A.1'
    assert _accounts(text)[1] == ("A.1", "encoded", ("Selalu",))


def test_what_all_editions_share_is_not_counted() -> None:
    outline = clauses("A", "B")
    outline["B"] = replace(outline["B"], is_shared=True)
    coverage = cover([compiled('boleh a "A" untuk belanja gaji dasar A, B', outline)])
    assert [each.clause.id for each in coverage.clauses] == ["A"]


def test_shares() -> None:
    outline = clauses("A", "A.1", "A.2", "A.3", "B")
    outline["A.2"] = replace(outline["A.2"], reason="purpose")
    coverage = cover([compiled('boleh a "A" untuk belanja gaji dasar A.1', outline)])
    assert [coverage.count(s) for s in ("encoded", "reason", "heading", "uncovered")] == [
        1,
        1,
        1,
        2,
    ]
    assert coverage.share_encoded == Fraction(1, 4)
    assert coverage.share_encoded_of_encodable == Fraction(1, 3)
    assert [each.clause.id for each in coverage.uncovered] == ["A.3", "B"]


def test_nothing_to_share() -> None:
    coverage = cover([replace(compiled(RULES), outline={})])
    assert coverage.share_encoded is None
    assert coverage.share_encoded_of_encodable is None


# ---- examples and mutants ----


def test_no_examples() -> None:
    coverage = cover([compiled(RULES)])
    assert (coverage.mutants, coverage.killed) == (13, 0)
    assert coverage.score == Fraction(0)
    assert [each.rule for each in coverage.untried] == ["belanja", "penginapan", "gaji"]


def test_survivors() -> None:
    coverage = cover([compiled(RULES + LODGING + DAYS)])
    assert _survivors(coverage) == [
        ("belanja", "left out"),
        ("penginapan", "without `bila`"),
        ("penginapan", "without `untuk belanja`"),
        ("gaji", "left out"),
        ("gaji", "`boleh` instead of `larang`"),
    ]
    assert (coverage.mutants, coverage.killed) == (13, 8)
    assert coverage.score == Fraction(8, 13)


def test_all_noticed() -> None:
    other = 'contoh "Konsumsi" diberi belanja = konsumsi, terpencil = ya maka tidak tercantum'
    coverage = cover([compiled(RULES + "\n".join([LODGING, SALARY, TOWN, other, DAYS]))])
    assert _survivors(coverage) == []
    assert coverage.score == 1
    assert coverage.untried == ()
    assert coverage.examples == 8


def _policy(**files: str) -> Policy:
    """Examples in files of these names, with the small policy's rules."""
    sources = [SourceFile("vocabulary.bok", VOCABULARY), SourceFile("policy.bok", RULES)]
    sources += [SourceFile(f"policies/2010/{name}.bok", text) for name, text in files.items()]
    policy = compile_policy([Layer(EDITION, sources)], OUTLINE, OUTLINE_FILE, Diagnostics())
    assert policy is not None
    return policy


def test_generated_examples_do_not_count() -> None:
    signed = cover([_policy(examples=LODGING + "\n" + SALARY)])
    generated = cover([_policy(examples=LODGING, boundary=SALARY)])
    assert (signed.examples, signed.generated) == (2, 0)
    assert (generated.examples, generated.generated) == (1, 1)
    assert signed.killed > generated.killed
    assert generated.survivors == cover([_policy(examples=LODGING)]).survivors
    assert generated.ways == cover([_policy(examples=LODGING)]).ways


def test_generated_examples_are_still_run() -> None:
    assert len(run_examples([_policy(examples=LODGING, boundary=SALARY)])) == 2


def test_an_example_that_fails_guards_nothing() -> None:
    wrong = 'contoh "Salah" diberi belanja = gaji maka diizinkan'
    coverage = cover([compiled(RULES + wrong)])
    assert (coverage.examples, coverage.failing, coverage.killed) == (0, 1, 0)


def test_noticed() -> None:
    policy = compiled(RULES + SALARY)
    guards = Guards(run_examples([policy]), ())
    assert guards.notice([replace(policy, prohibitions=())])
    assert not guards.notice([replace(policy, permissions=())])


CLAIM = '\nklaim "Gaji tidak pernah" bila belanja = gaji maka selalu dilarang'


def test_a_claim_that_is_refuted_notices() -> None:
    policy = compiled(RULES + CLAIM)
    guards = Guards((), policy.claims)
    assert guards.notice([replace(policy, prohibitions=())])
    assert not guards.notice([replace(policy, closed_lists=())])
    assert not Guards((), ()).notice([replace(policy, prohibitions=())])
    coverage = cover([policy])
    assert (coverage.claims, coverage.unproved) == (1, 0)
    assert ("gaji", "left out") not in _survivors(coverage)


def test_a_claim_that_is_not_proved_guards_nothing() -> None:
    coverage = cover([compiled(RULES + CLAIM.replace("gaji", "honor"))])
    assert (coverage.claims, coverage.unproved, coverage.killed) == (0, 1, 0)


def test_generated_claims_do_not_count() -> None:
    coverage = cover([_policy(boundary=CLAIM)])
    assert (coverage.claims, coverage.unproved, coverage.killed) == (0, 0, 0)


def test_what_examples_cannot_exercise() -> None:
    policy = compiled('kewajiban a "A" per satker dasar A\nkewajiban b "B" per satker dasar A')
    assert cover([policy]).unexercised == {Duty: 2}


def test_progress() -> None:
    told: list[tuple[int, int | None]] = []
    cover([compiled(RULES)], lambda done, total: told.append((done, total)))
    assert told == [(n, 13) for n in range(1, 14)]


# ---- enough ----


def test_enough() -> None:
    coverage = cover([compiled(RULES + "\n".join([LODGING, SALARY, TOWN, DAYS]))])
    survivor = coverage.survivors[:1] * 10
    covered = tuple(each for each in coverage.clauses if each.state != "uncovered")
    almost = replace(coverage, clauses=covered, mutants=100, survivors=survivor)
    assert almost.suffices
    assert not replace(almost, survivors=(*survivor, *survivor[:1])).suffices
    assert not replace(almost, clauses=coverage.clauses).suffices
    assert replace(almost, mutants=0, survivors=()).score is None
    assert replace(almost, mutants=0, survivors=()).suffices
