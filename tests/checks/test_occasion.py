"""occasion: do the words fit the hour and the day of the call?"""

from datetime import date, datetime

import pytest

from qa_scorer.checks.occasion import Day, Params, answer, kind_of_day
from qa_scorer.model import CallData, Outcome
from tests.dialogues import call_of, said

MORNING = Params(any_of=("早上好",), hours=(0, 12), otherwise=("您好",))
WISH = Params(any_of=("周末愉快", "节日快乐"), days=("weekend", "holiday"))


def outcome(params: Params, at: str, words: str) -> Outcome:
    data = CallData(started_at=datetime.fromisoformat(at) if at else None)
    return answer(params, call_of([said("agent", 0, words), said("customer", 5, "查话费")], data=data)).outcome


@pytest.mark.parametrize(
    ("at", "words", "wanted"),
    [
        ("2026-11-18T00:00", "早上好", Outcome.MET),
        ("2026-11-18T11:59", "早上好", Outcome.MET),
        ("2026-11-18T11:59", "请讲", Outcome.MISSED),
        ("2026-11-18T12:00", "您好", Outcome.MET),
        ("2026-11-18T12:00", "早上好", Outcome.MISSED),
        ("2026-11-18T09:00", "晚上好", Outcome.MISSED),
        ("", "早上好", Outcome.UNDETERMINED),
    ],
)
def test_by_the_hour(at: str, words: str, wanted: Outcome) -> None:
    assert outcome(MORNING, at, words) is wanted


@pytest.mark.parametrize(
    ("at", "words", "wanted"),
    [
        ("2026-11-21T10:00", "祝您周末愉快", Outcome.MET),
        ("2026-11-21T10:00", "那就这样", Outcome.MISSED),
        ("2026-10-01T10:00", "祝您节日快乐", Outcome.MET),
        ("2026-11-18T10:00", "那就这样", Outcome.NOT_APPLICABLE),
        ("2026-02-14T10:00", "那就这样", Outcome.NOT_APPLICABLE),  # a Saturday that is worked
        ("2031-11-22T10:00", "祝您周末愉快", Outcome.UNDETERMINED),
    ],
)
def test_by_the_day(at: str, words: str, wanted: Outcome) -> None:
    assert outcome(WISH, at, words) is wanted


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 2, 17), "holiday"),  # Spring Festival
        (date(2026, 2, 14), "workday"),  # a Saturday that makes up for it
        (date(2026, 11, 22), "weekend"),
        (date(2026, 11, 23), "workday"),
        (date(2003, 1, 1), None),
        (date(2099, 1, 1), None),
    ],
)
def test_days_are_those_of_the_calendar(day: date, kind: Day | None) -> None:
    assert kind_of_day(day) == kind


def test_without_roles_nobody_can_tell() -> None:
    data = CallData(started_at=datetime(2026, 11, 18, 9))
    assert answer(MORNING, call_of([said("unknown", 0, "早上好")], data=data)).outcome is Outcome.UNDETERMINED


def test_what_is_asked_must_make_sense() -> None:
    with pytest.raises(ValueError, match="hours or days"):
        Params(any_of=("您好",))
    with pytest.raises(ValueError, match="within 0 to 24"):
        Params(any_of=("您好",), hours=(12, 9))
