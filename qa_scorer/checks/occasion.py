"""Do the words fit the hour and the day of the call?

Asked by the call's start time: within `hours` and on `days` one of `any_of` must be said, at other times one of
`otherwise` (where that is empty nothing is asked then). Public holidays and the working days that make up for them are
those of mainland China; beyond the years the calendar knows, and without a start time, it is undetermined.

Parameters
    any_of     what to say on the occasion
    hours      [from, to]: the hours of the day it is for, to not included (default: any)
    days       weekend, holiday, workday: the days it is for (default: any)
    otherwise  what to say at other times
    within     where in the call (default: everywhere)

Source: M: 早上好 from 00:00 to 12:00, otherwise 您好; 祝您周末/××节愉快 on a weekend or public holiday. Days: the
yearly notices of the State Council as kept by the library chinesecalendar.

Met:    a call at 09:30   agent: 早上好     for hours: [0, 12], any_of: [早上好]
Missed: a call at 09:30   agent: 下午好     for the same
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa_scorer.checks._cannot_tell import cannot_hear, left_open, not_applicable, undetermined
from qa_scorer.checks._required import required
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role
from qa_scorer.wording import EVERYWHERE, Window

METHOD = Text("由通话清单的时间、节假日历和转写的文字判断", "from the call table's time, a calendar and the words")
RELIABILITY = Text(
    "有通话时间时好；超出日历年份则无法判定", "well with the call's time; undetermined beyond the calendar's years"
)
Day = Literal["weekend", "holiday", "workday"]
_DAY_NAMES: dict[Day, Text] = {
    "weekend": Text("周末", "a weekend"),
    "holiday": Text("节假日", "a public holiday"),
    "workday": Text("工作日", "a working day"),
}
_MAY_BE_SAID = Text("有一句听起来有些像", "something like it was heard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    any_of: tuple[str, ...]
    hours: tuple[int, int] | None = None
    days: tuple[Day, ...] = ()
    otherwise: tuple[str, ...] = ()
    within: Window = EVERYWHERE

    def __post_init__(self) -> None:
        if self.hours and not 0 <= self.hours[0] < self.hours[1] <= 24:
            raise WrongValue("hours 应为 [从, 到]，在 0 到 24 之间", "hours must be [from, to] within 0 to 24")
        if not (self.hours or self.days):
            raise WrongValue("hours 和 days 至少要写一个", "hours or days must be given")


def answer(params: Params, call: Call) -> Answer:
    at = call.data.started_at
    if at is None:
        return undetermined("不知道通话的时间（通话清单里没有）", "when the call began is not known (no call table)")
    day = kind_of_day(at.date()) if params.days else "workday"
    if day is None:
        return undetermined(f"日历里还没有 {at.year} 年的节假日", f"the calendar does not know the year {at.year} yet")
    fits = (params.hours is None or params.hours[0] <= at.hour < params.hours[1]) and (
        not params.days or day in params.days
    )
    when = Text(f"{at:%H:%M}，{_DAY_NAMES[day].zh}", f"{at:%H:%M}, {_DAY_NAMES[day].en}") if params.days else Text(
        f"{at:%H:%M}", f"{at:%H:%M}"
    )  # fmt: skip
    if not fits and not params.otherwise:
        return not_applicable(f"{when.zh}，不作要求", f"{when.en}: not asked")
    return _judged(params, call, params.any_of if fits else params.otherwise, when)


def _judged(params: Params, call: Call, phrases: tuple[str, ...], when: Text) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    told = required(call, Role.AGENT, phrases, params.within)
    some, found = "、".join(phrases[:2]), told.found
    missed = Answer(
        outcome=Outcome.MET if told.said else Outcome.MISSED,
        reason=Text(f"{when.zh}，应说“{some}”", f"{when.en}: “{some}” is due"),
        quote=found.quote if found else "",
        start_s=found.start_s if found else None,
        end_s=found.end_s if found else None,
        confidence=found.confidence if found and told.said else 0.8,
        doubts=told.doubts,
    )
    return left_open(missed, _MAY_BE_SAID) if told.said is None else missed


def kind_of_day(day: date) -> Day | None:
    """None beyond the years the calendar knows. A weekend that is worked to make up for a holiday is a workday."""
    import chinese_calendar

    try:
        free, holiday = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:  # so the calendar says that it does not know the year
        return None
    if not free:
        return "workday"
    return "holiday" if holiday else "weekend"
