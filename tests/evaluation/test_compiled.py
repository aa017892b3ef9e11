"""An edition's texts as functions: the day chooses, threads may share, odd rows are refused."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from bokrules import Expense, InvalidValue, Outcome, UnknownValue, validate
from bokrules.backends.decision import Facts
from bokrules.backends.to_python import named
from bokrules.editions import load_edition
from bokrules.editions.edition import known_editions
from bokrules.evaluation.compiled import FEW, CompiledTexts, compiled, ruling_of
from bokrules.evaluation.single import judge
from bokrules.evaluation.timeline import rule_on
from bokrules.evaluation.undated import DisagreeingClass
from bokrules.evaluation.verdict import Verdict
from bokrules.semantics.policy import Deposit, Evidence, Policy, Requirement
from tests.helpers import EDITION, VOCABULARY
from tests.helpers import compiled as policy_of

JULY = replace(EDITION, id="2010-07", first_day=date(2010, 7, 1), amends=("2010",))
FIRST = policy_of(
    """
    boleh transpor "Transpor" untuk belanja transpor dasar A
    wajib pajak_a "Pajak" bila nilai > Rp0 setor ppn = 10% * nilai_kuitansi dasar B
    larang gaji "Gaji" untuk belanja gaji dasar C
    """
)


def _later(text: str, vocabulary: str = VOCABULARY) -> Policy:
    return policy_of(text, edition=JULY, vocabulary=vocabulary)


SAME_TAX = 'wajib pajak_a "Pajak" bila nilai > Rp0 setor ppn = 10% * nilai_kuitansi dasar B\n'
ALLOWING = 'boleh transpor "Transpor" untuk belanja transpor dasar A\n'
LATER = _later(ALLOWING + SAME_TAX + 'larang imbalan "Imbalan" untuk belanja gaji, honor dasar C')
OTHER_DEFAULT = _later(
    ALLOWING + SAME_TAX + 'larang gaji "Gaji" untuk belanja gaji dasar C',
    VOCABULARY.replace(" bawaan nilai", ""),
)
EXPENSES: list[Facts] = [
    {"belanja": "transpor", "nilai": 0},
    {"belanja": "transpor", "nilai": 1000, "pajak": {"ppn": 100}},
    {"belanja": "transpor", "nilai": 1000, "nilai_kuitansi": 999, "pajak": {"ppn": 98}},
    {"belanja": "transpor", "nilai": 1000, "nilai_kuitansi": 999, "pajak": {}},
    {"belanja": "gaji", "nilai": 5},
    {"belanja": "honor"},
    {},
]
DAYS = [None, date(2010, 4, 1), date(2010, 6, 30), date(2010, 7, 1), date(2011, 1, 1)]


@pytest.mark.parametrize("second", [LATER, OTHER_DEFAULT], ids=["rule", "default"])
def test_the_day_chooses_and_without_one_the_texts_must_agree(second: Policy) -> None:
    texts = CompiledTexts([FIRST, second])
    for expense in EXPENSES:
        for day in DAYS:
            facts: Facts = expense if day is None else {**expense, "tanggal": day}
            row = tuple(map(facts.get, FIRST.vocabulary.facts))
            for _ in range(2):
                found = texts.decide(row)
                assert texts.rule(facts) == rule_on(facts, texts.texts)
                assert ruling_of(found, facts) == rule_on(facts, texts.texts)
                assert texts.class_of(facts) is found
                given = SimpleNamespace(**dict(zip(texts.fields, row, strict=True)))
                assert texts.decide(given) is found


def test_a_disagreement_is_one_class() -> None:
    texts = CompiledTexts([FIRST, LATER])
    found = texts.class_of({"belanja": "gaji", "nilai": 5})
    assert isinstance(found, DisagreeingClass)
    assert found is texts.class_of({"belanja": "gaji", "nilai": 7})
    assert (found.outcome, found.missing, found.id) == (Outcome.UNDETERMINED, ("date",), 0)
    assert found.questions_all
    assert [each.outcome for each in found.parts] == [Outcome.FORBIDDEN] * 2
    other = texts.class_of({"belanja": "honor", "nilai": 5})
    assert isinstance(other, DisagreeingClass)
    assert (other.id, other.questions_all) == (1, False)


def test_a_text_may_have_facts_that_the_edition_has_not() -> None:
    """No expense can say them: they are missing."""
    vocabulary = VOCABULARY + 'fakta baru alias new : ya_tidak "Baru"\n'
    second = _later(
        'boleh transpor "Transpor" untuk belanja transpor bila baru dasar A', vocabulary
    )
    texts = CompiledTexts([FIRST, second])
    facts: Facts = {"belanja": "transpor", "tanggal": date(2010, 8, 1)}
    found = texts.decide(tuple(map(facts.get, FIRST.vocabulary.facts)))
    assert ruling_of(found, facts) == rule_on(facts, texts.texts)
    assert found.missing == ("new",)


def test_a_term_that_only_a_later_text_has_is_no_term_of_the_edition() -> None:
    second = _later(
        'larang baru "Baru" untuk belanja baru dasar A', VOCABULARY + 'belanja baru "Baru"\n'
    )
    texts = CompiledTexts([FIRST, second])
    with pytest.raises(UnknownValue):
        texts.decide(_row(texts, expense_type="baru", date=date(2010, 8, 1)))


# ---- rows that are none ----


def _row(texts: CompiledTexts, **given: object) -> tuple[object, ...]:
    return tuple(map(given.get, texts.fields))


@pytest.mark.parametrize("row", [(), (1,), "gaji", None, 5, {"expense_type": "gaji"}, object()])
def test_what_is_no_row_is_refused(row: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        CompiledTexts([FIRST]).decide(row)
    assert caught.value.message.text("en") == (
        f"an expense is a tuple of 17 values, or an object with them, not {type(row).__name__}"
    )


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"expense_type": "gajii"}, UnknownValue),
        ({"expense_type": 5}, InvalidValue),
        ({"expense_type": ["gaji"]}, InvalidValue),
        ({"fund": "bok_provinsi"}, InvalidValue),
        ({"amount": "1000", "taxes": {}}, InvalidValue),
        ({"amount": True, "taxes": {}}, InvalidValue),
        ({"amount": 5.0, "taxes": {}}, InvalidValue),
        ({"amount": 5, "taxes": [("ppn", 5)]}, InvalidValue),
        ({"date": "2010-5-1"}, InvalidValue),
        ({"date": datetime(2010, 5, 1)}, InvalidValue),
    ],
)
@pytest.mark.parametrize("texts", [[FIRST], [FIRST, LATER]], ids=["one", "two"])
def test_wrong_values_are_refused_as_validate_refuses_them(
    given: dict[str, Any], error: type[Exception], texts: list[Policy]
) -> None:
    ready = CompiledTexts(texts)
    with pytest.raises(error) as other:
        judge({"expense_type": "transpor", **given}, ready)
    for _ in range(2):
        with pytest.raises(error) as caught:
            ready.decide(_row(ready, **{"expense_type": "transpor", **given}))
        assert str(caught.value) == str(other.value)


def test_values_that_validate_would_read_are_read() -> None:
    texts = CompiledTexts([FIRST, LATER])
    dated = texts.decide(_row(texts, expense_type="gaji", date="2010-08-01"))
    assert dated is texts.decide(_row(texts, expense_type="gaji", date=date(2010, 8, 1)))


class _Amount(int):
    pass


class _Day(date):
    pass


def test_values_of_types_that_are_made_of_those_of_a_fact() -> None:
    texts = CompiledTexts([FIRST, LATER])
    given = {"expense_type": "transpor", "taxes": {}}
    row = _row(texts, **given, amount=_Amount(5), date=_Day(2010, 8, 1))
    assert texts.decide(row) is texts.decide(_row(texts, **given, amount=5, date=date(2010, 8, 1)))


# ---- every kind of condition ----

KINDS = policy_of(
    """
    boleh transpor "T" untuk belanja transpor dasar A
    wajib a "A" harus volume > 1,5 dasar A
    wajib b "B" harus volume = 2 dasar A.1
    wajib c "C" harus wilayah = pulau dasar A.2
    wajib d "D" harus (terpencil dan dalam_rpk) = (dalam_rpk atau terpencil) dasar A.3
    wajib e "E" harus terpencil = dalam_rpk dasar B
    wajib f "F" harus nilai - nilai_kuitansi + Rp5 > Rp4 dasar B.1
    wajib g "G" harus nilai * 2 / 3 >= nilai_kuitansi * 1,5 - meterai dasar B.2
    wajib h "H" setor ppn = 0% * nilai, pph22 = nilai / 3 - Rp2 dasar B.3
    wajib i "I" meterai 1% * nilai_kuitansi dasar C.1
    wajib j "J" bukti kuitansi atau faktur, surat_tugas dasar C.2
    wajib k "K" harus tanggal > 2010-06-01 dasar C.3
    wajib l "L" harus nilai - nilai < Rp1 dasar C
    """
)


def _asking_for_nothing(policy: Policy) -> Policy:
    """As no text says it: of two obligations nothing is asked for."""
    nothing: dict[str, tuple[Requirement, ...]] = {"h": (Deposit(()),), "j": (Evidence(()),)}
    return replace(
        policy,
        obligations=tuple(
            replace(each, requirements=nothing.get(each.name, each.requirements))
            for each in policy.obligations
        ),
        edition=replace(policy.edition, last_day=None),
    )


KINDS_OF_POLICIES = {"text": KINDS, "by hand": _asking_for_nothing(KINDS)}


@pytest.mark.parametrize("volume", [None, Fraction(1), Fraction(3, 2), Fraction(7, 4), Fraction(2)])
@pytest.mark.parametrize("flag", [None, False, True])
@pytest.mark.parametrize("name", KINDS_OF_POLICIES)
def test_conditions_of_every_kind(name: str, volume: Fraction | None, flag: bool | None) -> None:
    policy = KINDS_OF_POLICIES[name]
    texts = CompiledTexts([policy])
    for nilai in (None, 0, 3, 8, 9, 100):
        for kuitansi in (None, 0, 7, 12, 101):
            for paid in (None, 0, 1, 2):
                given = {
                    "belanja": "transpor",
                    "volume": volume,
                    "terpencil": flag,
                    "dalam_rpk": None if paid == 2 else True,
                    "wilayah": "pulau" if flag else None,
                    "nilai": nilai,
                    "nilai_kuitansi": kuitansi,
                    "meterai": paid,
                    "pajak": None if paid is None else {"pph22": paid},
                    "bukti": None if flag is None else frozenset({"faktur", "surat_tugas"}),
                    "tanggal": None if flag is None else date(2010, 6, 1),
                }
                facts: Any = {name: each for name, each in given.items() if each is not None}
                row = tuple(map(facts.get, policy.vocabulary.facts))
                found = texts.decide(row)
                assert ruling_of(found, facts) == rule_on(facts, [policy])
                assert texts.class_of(facts) is found


def test_a_term_that_is_taken_from_another_fact() -> None:
    vocabulary = VOCABULARY + 'fakta asal alias original : belanja "Asal" bawaan belanja\n'
    policy = policy_of(
        """
        boleh semua "Semua" untuk belanja transpor, imbalan dasar A
        wajib a "A" bila asal = gaji harus terpencil dasar B
        wajib b "B" bila asal = transpor_kader bukti kuitansi dasar C
        """,
        vocabulary=vocabulary,
    )
    texts = CompiledTexts([policy])
    terms = (None, "transpor", "transpor_kader", "imbalan", "gaji")
    for belanja in terms:
        for asal in terms:
            given = {"belanja": belanja, "asal": asal, "terpencil": False}
            facts: Any = {name: each for name, each in given.items() if each is not None}
            found = texts.decide(tuple(map(facts.get, policy.vocabulary.facts)))
            assert ruling_of(found, facts) == rule_on(facts, [policy])
            assert texts.class_of(facts) is found


@pytest.mark.parametrize("most", [1, 20])
def test_fields_of_very_many_classes_are_looked_up_as_others_are(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bokrules.backends.cell_plan.slices.MOST_COMBINATIONS", most)
    policy = policy_of(
        """
        boleh transpor "T" untuk belanja transpor, imbalan dasar A
        wajib gizi "G" untuk kegiatan gizi bila dana = bok_puskesmas harus terpencil dasar B
        """
    )
    texts = CompiledTexts([policy])
    for belanja in (None, *policy.vocabulary.taxonomies["belanja"].terms):
        for kegiatan in (None, *policy.vocabulary.taxonomies["kegiatan"].terms):
            for dana in (None, "bok", "bok_puskesmas"):
                given = {"belanja": belanja, "kegiatan": kegiatan, "dana": dana}
                facts: Any = {name: each for name, each in given.items() if each is not None}
                found = texts.decide(tuple(map(facts.get, policy.vocabulary.facts)))
                assert ruling_of(found, facts) == rule_on(facts, [policy])
                assert texts.class_of(facts) is found
    for wrong in ({"expense_type": "x"}, {"activity": "x"}, {"fund": "x"}):
        with pytest.raises(UnknownValue):
            texts.decide(_row(texts, **{"activity": "gizi", **wrong}))
    with pytest.raises(InvalidValue, match="bok_provinsi"):
        texts.decide(_row(texts, activity="gizi", fund="bok_provinsi"))


# ---- threads ----


def test_threads_come_to_the_same_classes() -> None:
    edition = load_edition(2019)
    vocabulary = edition.policy.vocabulary
    expenses = [
        {"belanja": one, "kegiatan": other}
        for one in vocabulary.taxonomies["belanja"].terms
        for other in list(vocabulary.taxonomies["kegiatan"].terms)[:20]
    ]
    texts = CompiledTexts(edition.texts)

    def classes(_: int) -> list[int]:
        rows = [tuple(map(each.get, vocabulary.facts)) for each in expenses]
        return [id(texts.decide(each)) for each in rows]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(classes, range(8)))
    assert all(each == found[0] for each in found)


# ---- verdicts made of classes ----


@pytest.fixture
def verdict() -> Verdict:
    texts = CompiledTexts(load_edition(2010).texts, known_editions)
    return texts.verdict_on({"expense_type": "honor", "amount": 5, "date": "2012-01-01"})


def test_a_verdict_works_out_nothing_before_it_is_read(verdict: Verdict) -> None:
    assert vars(verdict) == {}
    assert verdict.outcome is verdict.decision.outcome
    assert verdict.missing == verdict.policy.vocabulary.aliases(verdict.decision.missing)
    assert "decision" in vars(verdict)
    assert verdict.trace is None


def test_a_verdict_never_changes(verdict: Verdict) -> None:
    for name in ("facts", "decision", "anything"):
        with pytest.raises(FrozenInstanceError):
            setattr(verdict, name, None)
        with pytest.raises(FrozenInstanceError):
            delattr(verdict, name)
    with pytest.raises(TypeError):
        hash(verdict)


def test_verdicts_that_say_the_same_are_equal(verdict: Verdict) -> None:
    again = Verdict(verdict.policy, verdict.facts, verdict.decision)
    assert verdict == again
    assert repr(verdict) == repr(again)
    assert verdict != Verdict(verdict.policy, {}, verdict.decision)
    assert verdict != 5


def test_verdicts_are_copied_and_stored_whole(verdict: Verdict) -> None:
    assert verdict.known_editions
    for again in (copy.copy(verdict), pickle.loads(pickle.dumps(verdict))):
        assert type(again) is Verdict
        assert again == verdict
        assert again.known_editions == verdict.known_editions
        assert again.to_dict() == verdict.to_dict()


def test_an_expense_object_is_checked_as_its_fields_are() -> None:
    texts = compiled([FIRST])
    assert compiled(texts) is texts
    assert texts.facts_of(Expense(expense_type="gaji", amount=5)) == {"belanja": "gaji", "nilai": 5}


def test_the_first_few_expenses_are_judged_by_the_reference() -> None:
    texts = CompiledTexts([FIRST, LATER], few=len(EXPENSES))
    dated = [{**facts, "tanggal": day} for facts in EXPENSES for day in DAYS]
    found = [texts.verdict_on(each) for each in dated]
    again = [texts.verdict_on(each) for each in dated]
    assert found == again
    assert [each.known_editions for each in found] == [each.known_editions for each in again]
    assert [each.disagreeing for each in found] == [each.disagreeing for each in again]
    assert {each._found is None for each in found[: len(EXPENSES)]} == {True}
    assert {each._found is None for each in again} == {False}


# ---- dicts whose fields come back ----


def test_only_fields_that_come_often_get_their_function(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named, "OFTEN", 2)
    texts = CompiledTexts([FIRST])
    gaji, honor = {"belanja": "gaji"}, {"expense_type": "honor"}
    for each in (gaji, honor, Expense(expense_type="gaji"), {}):
        texts.verdict_on(each)
    assert texts.by_fields == {}
    assert texts.verdict_on({"belanja": "transpor"}).outcome is Outcome.CONDITIONAL
    assert [*texts.by_fields] == [("belanja",)]
    judge_one = texts.by_fields[("belanja",)]
    assert judge_one(gaji) == texts.verdict_on(Expense(expense_type="gaji"))
    with pytest.raises(UnknownValue):
        judge_one({"belanja": "gajih"})


def test_functions_for_dicts_are_not_without_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named, "OFTEN", 2)
    monkeypatch.setattr(named, "MOST_COUNTED", 2)
    monkeypatch.setattr(named, "MOST_FUNCTIONS", 1)
    texts = CompiledTexts([FIRST])
    one, two, three = {"belanja": "gaji"}, {"nilai": 5}, {"fund": None}
    for each in (one, two, three, one, three):
        texts.verdict_on(each)
    assert texts.by_fields == {}, "the counting begins anew at the third"
    for each in (three, three, one, one):
        texts.verdict_on(each)
    assert [*texts.by_fields] == [("fund",)]
    assert texts.verdict_on(one).outcome is Outcome.FORBIDDEN


def test_a_verdict_stays_as_it_is_when_the_dict_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named, "OFTEN", 1)
    texts = CompiledTexts([FIRST])
    papers, taxes = ["kuitansi"], {"ppn": 100}
    expense: dict[str, Any] = {
        "expense_type": "transpor",
        "amount": 1000,
        "documents": papers,
        "taxes": taxes,
    }
    texts.verdict_on(expense)
    verdict = texts.by_fields[tuple(expense)](expense)
    papers.append("faktur")
    taxes["ppn"] = 0
    expense["amount"] = 5
    assert verdict.facts == {
        "belanja": "transpor",
        "nilai": 1000,
        "bukti": frozenset({"kuitansi"}),
        "pajak": {"ppn": 100},
    }
    assert verdict.outcome is Outcome.ALLOWED
    assert verdict == pickle.loads(pickle.dumps(verdict))


def test_what_was_read_before_does_not_matter() -> None:
    texts = CompiledTexts([FIRST])
    for number, written in ((Fraction(0), "0E-40"), (Fraction(1, 10**31), "1E-31")):
        assert texts.facts_of({"volume": number}) == {"volume": number}
        with pytest.raises(InvalidValue):
            texts.facts_of({"volume": Decimal(written)})


def test_only_lists_of_usual_length_are_remembered() -> None:
    texts = CompiledTexts([FIRST])
    for papers in (["kuitansi"] * 1000, ["kuitansi"]):
        assert texts.facts_of({"documents": papers}) == {"bukti": frozenset({"kuitansi"})}
    [remembered] = texts._input_check().checks["bukti"].limit
    assert remembered == ("kuitansi",)


def test_validate_of_a_year_goes_by_those_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    expense = {"expense_type": "honor", "amount": 5}
    texts = load_edition(2010).compiled
    found = []
    monkeypatch.setattr(named, "OFTEN", 1)
    for _ in range(FEW + 2):
        found.append(validate(expense, 2010))
    assert tuple(expense) in texts.by_fields
    monkeypatch.setattr(CompiledTexts, "verdict_on", None)
    assert validate(expense, 2010) == found[0]
