"""One expense, one verdict, and the date that may come from elsewhere."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bokrules import InvalidValue, Outcome, State, UnknownField
from bokrules.base import codes
from bokrules.evaluation.single import judge
from tests.helpers import compiled

_POLICY = compiled('boleh transpor "Transpor" untuk belanja transpor dasar A')
_EXPENSE = {"expense_type": "transpor"}


def _state(day: date | None, **more: object) -> State | None:
    verdict = judge({**_EXPENSE, **more}, [_POLICY], day=day)
    states = [each.state for each in verdict.obligations if each.rule == "masa_berlaku"]
    return states[0] if states else None


def test_without_a_date_the_days_in_force_are_not_judged() -> None:
    verdict = judge(_EXPENSE, [_POLICY])
    assert verdict.outcome is Outcome.ALLOWED
    assert verdict.obligations == ()


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2010, 4, 21), State.UNMET),
        (date(2010, 4, 22), State.MET),
        (date(2010, 12, 31), State.MET),
        (date(2011, 1, 1), State.UNMET),
    ],
)
def test_both_ends_of_the_days_in_force_are_included(day: date, state: State) -> None:
    assert _state(day) is state
    assert _state(None, date=day) is state
    assert _state(None, tanggal=day.isoformat()) is state


def test_outside_the_days_in_force_an_expense_is_conditional() -> None:
    verdict = judge(_EXPENSE, [_POLICY], day=date(2011, 1, 1))
    assert verdict.outcome is Outcome.CONDITIONAL
    assert verdict.possible == (Outcome.CONDITIONAL,)
    assert verdict.questioned_amount == 0


def test_the_same_date_twice() -> None:
    assert _state(date(2010, 5, 1), date="2010-05-01") is State.MET


def test_two_dates() -> None:
    with pytest.raises(InvalidValue) as caught:
        judge({**_EXPENSE, "date": "2010-05-02"}, [_POLICY], day=date(2010, 5, 1))
    assert caught.value.code == codes.FIELD_TWICE
    assert caught.value.message.text() == (
        "the expense has another date: 2010-05-02, not 2010-05-01"
    )
    assert caught.value.hint == "give the date once"


def test_an_hour_is_no_day() -> None:
    with pytest.raises(InvalidValue) as caught:
        judge(_EXPENSE, [_POLICY], day=datetime(2010, 5, 1, 12))
    assert caught.value.code == codes.INVALID_VALUE


def test_the_expense_is_not_changed() -> None:
    expense: dict[str, object] = {"expense_type": "transpor", "documents": ["kuitansi"]}
    judge(expense, [_POLICY], day=date(2010, 5, 1))
    assert expense == {"expense_type": "transpor", "documents": ["kuitansi"]}


def test_a_trace_only_when_asked_for() -> None:
    assert judge(_EXPENSE, [_POLICY]).trace is None
    assert judge(_EXPENSE, [_POLICY], trace=True).trace is not None


def test_faults_come_through() -> None:
    with pytest.raises(UnknownField):
        judge({"belanjaa": "transpor"}, [_POLICY])


@pytest.mark.parametrize("given", [[], None, "honor", 5])
def test_what_is_no_mapping_is_refused(given: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        judge(given, [_POLICY])  # type: ignore[arg-type]
    assert caught.value.message.text("en").startswith("an expense is a mapping of fields to values")
