"""The figures of a night over days, groups and registers."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from qa_scorer.figures.days import DayFigures, merged, team_medians, week_change
from qa_scorer.figures.ears_first import Why, ears_first
from qa_scorer.figures.groups import grouped
from qa_scorer.figures.history import History
from qa_scorer.figures.night_figures import NightFigures, night_figures
from qa_scorer.figures.outliers import Measured, outliers
from qa_scorer.figures.overview import agent_week, overview, score_bins
from qa_scorer.figures.training import training_needs
from qa_scorer.model import CallData, Outcome, Role, ScoredCall
from qa_scorer.scorecards.outgoing import counted
from tests.nights import STARTED, answer, data, night, scored_call, small_night, turn

MISSED, OPEN = Outcome.MISSED, Outcome.UNDETERMINED
DAY = date(2026, 11, 27)


def figures_of(*calls: ScoredCall, history: History | None = None) -> NightFigures:
    return night_figures(night(calls), history)


def days(*scores: tuple[int, float]) -> list[DayFigures]:
    """Days before DAY, and their means over one call each."""
    return [DayFigures(day=DAY - timedelta(days=ago), calls=1, mean_score=score) for ago, score in scores]


def test_a_week_is_compared_with_the_one_before_by_calls_not_by_days() -> None:
    two_calls = DayFigures(day=DAY, calls=2, mean_score=90)
    change = week_change([*days((1, 60), (7, 50), (13, 70)), two_calls], DAY)
    assert change and (change.this_week, change.last_week, change.change) == (80, 60, 20)


def test_without_a_call_in_one_of_the_weeks_there_is_no_comparison() -> None:
    assert week_change(days((0, 80), (14, 60)), DAY) is None


def test_what_was_scored_tonight_stands_for_a_day_that_is_in_the_history_too() -> None:
    assert [day.mean_score for day in merged(days((1, 60), (0, 50)), days((0, 90)))] == [60, 90]


def test_the_teams_line_is_the_median_of_its_agents() -> None:
    assert team_medians([days((0, 50)), days((0, 90)), days((0, 100), (1, 10))]) == {
        DAY: 90, DAY - timedelta(days=1): 10,
    }  # fmt: skip


def test_earlier_nights_lengthen_an_agents_trend() -> None:
    before = DayFigures(day=STARTED.date() - timedelta(days=7), calls=4, mean_score=80)
    figures = night_figures(small_night(), History(days={"1206": (before,)}))
    zhang = next(agent for agent in figures.agents if agent.agent_id == "1206")
    assert [day.day for day in figures.days(zhang)] == [before.day, STARTED.date()]
    week = agent_week(figures, zhang)
    assert week and week.change == pytest.approx(260 / 3 - 80)


def test_groups_have_what_the_call_table_says_and_nothing_else() -> None:
    calls = [
        scored_call(f"{n}.wav", replace(data("1206", n), city=city, call_type=kind, ring_s=ring))
        for n, (city, kind, ring) in enumerate([("杭州", "投诉", 4.0), ("杭州", "咨询", None), ("", "", None)])
    ]
    hangzhou, unnamed = grouped(figures_of(*calls).calls, lambda call: call.data.city)
    assert (hangzhou.name, hangzhou.calls, hangzhou.complaint_ratio, hangzhou.mean_ring_s) == ("杭州", 2, 0.5, 4.0)
    assert (unnamed.name, unnamed.complaint_ratio, unnamed.mean_ring_s) == ("", None, None)
    assert hangzhou.mean_duration_s == 62.5 and hangzhou.mean_hold_s == 6.0 and hangzhou.mean_talk_s == 56.5


def test_the_same_caller_again_within_a_week_is_a_repeat_call() -> None:
    def call(number: int, caller: str, day: int, **more: str) -> ScoredCall:
        started = STARTED + timedelta(days=day)
        return scored_call(f"{number}.wav", CallData(agent_id="1206", call_id=f"C{number}", started_at=started,
                                                     customer_number=caller, **more))  # fmt: skip

    calls = [call(1, "13800138000", 0), call(2, "13800138000", 3), call(3, "13800138000", 11),
             call(4, "13900139000", 1), call(5, "13900139000", 2, direction="outbound")]  # fmt: skip
    repeats = figures_of(*calls).repeats
    assert repeats is not None and [repeat.call.name for repeat in repeats] == ["2.wav"]
    earlier = History(callers={"13900139000": (STARTED,)})
    again = figures_of(*calls, history=earlier).repeats
    assert again and [(repeat.call.name, repeat.earlier_at) for repeat in again] == [
        ("4.wav", STARTED), ("2.wav", STARTED),
    ]  # fmt: skip


def test_callers_are_compared_by_their_whole_number_though_it_is_shown_masked() -> None:
    """138****8000 might be anybody: two customers must not be taken for one."""
    calls = [scored_call(f"{n}.wav", replace(data("1206", n), customer_number=number))
             for n, number in enumerate(("13811118000", "13822228000"))]  # fmt: skip
    figures = counted(night(calls), History())
    assert figures.repeats == () and {call.data.customer_number for call in figures.calls} == {"138****8000"}


def test_without_numbers_nobody_can_say_who_called_again() -> None:
    calls = [scored_call(f"{n}.wav", replace(data("1206", n), customer_number="")) for n in range(2)]
    figures = figures_of(*calls)
    assert figures.repeats is None and overview(figures, STARTED).repeat_ratio is None


def test_calls_are_heard_first_by_what_hangs_on_them() -> None:
    threat = (turn(Role.CUSTOMER, 4.0, "我要去工信部投诉"),)
    calls = [
        scored_call("clean.wav", data("a", 0)),
        scored_call("open.wav", data("a", 1), {"opening.greeting": answer(OPEN)}),
        scored_call("fatal.wav", data("a", 2), {"forbidden.insult": answer(MISSED, "你有病")}),
        scored_call("threat.wav", data("a", 3), turns=threat),
        scored_call("open fatal.wav", data("a", 4), {"forbidden.insult": answer(OPEN)}),
    ]
    figures = figures_of(*calls)
    listed = ears_first(figures.calls, figures.registers.alarms)
    assert [(entry.call.name, entry.reasons) for entry in listed] == [
        ("fatal.wav", (Why.FATAL,)), ("threat.wav", (Why.ALARM,)), ("open fatal.wav", (Why.OPEN_FATAL,)),
        ("open.wav", (Why.PASS_OR_FAIL,)),
    ]  # fmt: skip
    assert len(ears_first(figures.calls, figures.registers.alarms, most=2)) == 2


def test_an_outside_body_in_a_call_that_is_no_complaint_raises_no_alarm() -> None:
    threat = (turn(Role.CUSTOMER, 4.0, "我要去工信部投诉"),)
    praise = scored_call("a.wav", replace(data("a"), call_type="咨询"), turns=threat)
    assert figures_of(praise).registers.alarms == []


def test_an_agent_far_from_the_others_is_found_and_a_night_of_equals_has_none() -> None:
    def calls(agent: str, missed: int, *rules: str) -> list[ScoredCall]:
        wrong = {rule: answer(MISSED) for rule in rules}
        return [scored_call(f"{agent}{n}.wav", data(agent, n), wrong if n < missed else {}) for n in range(5)]

    spread = [call for n, agent in enumerate("abcdef") for call in calls(agent, n % 2, "closing.farewell")]
    assert outliers(figures_of(*spread).agents) == ()
    hopeless = calls("z", 5, "closing.farewell", "opening.greeting", "opening.identity")
    (far,) = outliers(figures_of(*spread, *hopeless).agents)
    assert (far.agent.agent_id, far.measured) == ("z", Measured.SCORE)


def test_who_mostly_misses_an_item_in_three_calls_needs_training_in_it() -> None:
    wrong = {"closing.farewell": answer(MISSED)}
    calls = [scored_call(f"{agent}{n}.wav", data(agent, n), wrong)
             for agent, count in (("a", 3), ("b", 2)) for n in range(count)]  # fmt: skip
    (need,) = training_needs(figures_of(*calls).agents)
    assert need.rule.id == "closing.farewell" and [agent.agent_id for agent, _ in need.agents] == ["a"]


def test_every_scored_call_and_ranked_agent_lies_in_one_bin() -> None:
    bins = score_bins(night_figures(small_night()))
    assert sum(found.calls for found in bins) == 4 and sum(found.agents for found in bins) == 2
    assert (bins[-1].calls, bins[6].calls) == (3, 1)
    assert (bins[-1].calls_ratio, bins[6].calls_ratio) == (0.75, 0.25) and sum(b.agents_ratio or 0 for b in bins) == 1


def test_examples_of_a_miss_are_those_the_machine_is_surest_of() -> None:
    sure = [replace(answer(MISSED, "嗯"), confidence=n / 10) for n in range(10)]
    calls = [scored_call(f"{n}.wav", data("a", n), {"closing.farewell": answer_}) for n, answer_ in enumerate(sure)]
    figures = figures_of(*calls)
    found = figures.registers.examples(figures.rubric.rule("closing.farewell"))
    assert [example.finding.answer.confidence for example in found][:3] == [0.9, 0.8, 0.7]


def test_overdue_promises_and_the_share_of_open_items_are_counted() -> None:
    promise = (turn(Role.AGENT, 4.0, "我们24小时内给您答复"),)
    figures = figures_of(scored_call("a.wav", data("a"), {"opening.greeting": answer(OPEN)}, turns=promise))
    late, early = (overview(figures, now) for now in (datetime(2026, 11, 30), STARTED))
    assert (late.promises, late.overdue, early.overdue) == (1, 1, 0) and late.undetermined_ratio == 0.2
