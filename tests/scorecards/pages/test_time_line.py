"""What is drawn along a call lies where it happened."""

import re
from base64 import b64encode
from dataclasses import replace

import pytest

from qa_scorer.model import AudioFacts, Evidence, Outcome, Outline, PerSecond, Role, SideMeasures, Turn
from qa_scorer.scorecards.pages.clock import clock
from qa_scorer.scorecards.pages.curves import HEIGHT, curves
from qa_scorer.scorecards.pages.timeline import timeline
from qa_scorer.scorecards.pages.wave import COLUMNS, wave
from tests.nights import answer, data, scored_call

FACTS = AudioFacts(sha256="", codec="pcm", sample_rate_hz=8000, channels=2, duration_s=1.0)


def _outline(*peaks: int, side: str | None = None) -> Outline:
    return Outline(peaks=b64encode(bytes(peaks)).decode(), side=side)  # type: ignore[arg-type]


def _heights(path: str) -> list[int]:
    """The height of each column of a path, from the middle line at 50."""
    found, height = [], 50
    for step in re.findall(r"V(\d+)|h1", path.removeprefix("M0 50").rsplit("V50z", 1)[0]):
        if step:
            height = int(step)
        else:
            found.append(height)
    return found


def test_the_agents_channel_goes_up_whichever_it_is() -> None:
    outlines = (_outline(100, 0, 50, side="left"), _outline(0, 200, 0, side="right"))
    for side, up, down in (("left", [25, 50, 38], [50, 100, 50]), ("right", [50, 0, 50], [75, 50, 62])):
        parties = (
            SideMeasures(role=Role.AGENT, talk_s=1, side=side),  # type: ignore[arg-type]
            SideMeasures(role=Role.CUSTOMER, talk_s=1, side="right" if side == "left" else "left"),
        )
        drawn = wave(Evidence(facts=FACTS, outlines=outlines, sides=parties))
        assert drawn and drawn.up_is is Role.AGENT
        assert (_heights(drawn.up), _heights(drawn.down)) == (up, down)


def test_where_only_the_customers_channel_is_known_the_other_goes_up() -> None:
    outlines = (_outline(100, side="left"), _outline(10, side="right"))
    parties = (SideMeasures(role=Role.CUSTOMER, talk_s=1, side="left"), SideMeasures(role=Role.AGENT, talk_s=0))
    drawn = wave(Evidence(facts=FACTS, outlines=outlines, sides=parties))
    assert drawn and (_heights(drawn.up), _heights(drawn.down)) == ([45], [100])


def test_a_single_channel_is_shared_out_to_whoever_speaks() -> None:
    turns = (Turn(role=Role.AGENT, start_s=0, end_s=0.15), Turn(role=Role.CUSTOMER, start_s=0.5, end_s=0.75))
    facts = replace(FACTS, duration_s=1.0)
    drawn = wave(Evidence(facts=facts, outlines=(_outline(*[100] * 4),), turns=turns))
    assert drawn and (_heights(drawn.up), _heights(drawn.down)) == ([0, 0, 50, 50], [50, 100, 100, 100])


def test_no_outline_is_no_picture_and_silence_a_flat_one() -> None:
    assert wave(Evidence(facts=FACTS)) is None
    assert wave(Evidence(facts=FACTS, outlines=(_outline(),))) is None
    drawn = wave(Evidence(facts=FACTS, outlines=(_outline(0, 0, side="left"), _outline(0, 0, side="right"))))
    assert drawn and _heights(drawn.up) == [50, 50] and drawn.up_is is None


def test_two_hours_take_no_more_columns_than_the_picture_has() -> None:
    drawn = wave(Evidence(facts=FACTS, outlines=(_outline(*[7, 90] * 36_000),)))
    assert drawn and COLUMNS / 2 < drawn.columns <= COLUMNS
    assert len(_heights(drawn.up)) == drawn.columns


def test_a_curve_has_a_gap_where_nothing_was_measured() -> None:
    levels = PerSecond(level_dbfs=(-30.0, -20.5, None, -30.0))
    (curve,) = curves(Evidence(facts=FACTS, sides=(SideMeasures(role=Role.AGENT, talk_s=1, per_second=levels),)))
    assert (curve.low, curve.high) == (-30, -20)
    assert curve.lines[0].path == f"M0 {HEIGHT}h1L1 2h1M3 {HEIGHT}h1"


def test_the_speech_rate_is_that_of_ten_seconds() -> None:
    counts = PerSecond(characters=(*[4] * 10, *[0] * 10, 6))
    (curve,) = curves(Evidence(facts=FACTS, sides=(SideMeasures(role=Role.AGENT, talk_s=1, per_second=counts),)))
    assert (curve.low, curve.high) == (240, 361)
    assert re.findall(r"[ML]\d+", curve.lines[0].path) == ["M0", *(f"L{n}" for n in range(1, 10)), "M20"]


def test_stretches_are_shaded_where_they_lie() -> None:
    shades = timeline(scored_call("a.wav", data("1"))).shades
    owed = next(shade for shade in shades if shade.title.en.startswith("silence, the agent should have spoken, 0:20"))
    assert (owed.kind, owed.start, owed.width) == ("silence owed-by-agent", "32.00%", "11.74%")
    cut_in = next(shade for shade in shades if shade.kind == "interruption" and shade.start == "73.60%")
    assert cut_in.title.zh == "客户插话“0013不对”，0:46.0–0:46.8，0.8 秒"


def test_marks_that_lie_close_together_stand_above_each_other() -> None:
    missed = {name: answer(Outcome.MISSED, start_s=10.0 + place / 10) for place, name in
              enumerate(("opening.greeting", "opening.identity", "closing.farewell"))}  # fmt: skip
    drawn = timeline(scored_call("a.wav", data("1"), missed))
    marks = {mark.number: mark for mark in drawn.marks}
    assert [marks[number].row for number in (1, 2, 5)] == [0, 1, 2] and drawn.rows == 3
    assert marks[3].row is None and marks[3].outcome == "met"
    assert marks[1].place == "16.00%"
    assert marks[5].title.zh.startswith("#5 道别：未做到")


def test_findings_without_a_time_have_no_mark() -> None:
    untimed = {"opening.greeting": answer(Outcome.UNDETERMINED, start_s=None)}
    assert 1 not in {mark.number for mark in timeline(scored_call("a.wav", data("1"), untimed)).marks}


@pytest.mark.parametrize(
    ("seconds", "tenths", "shown"),
    [(0, False, "0:00"), (83.5, True, "1:23.5"), (59.96, True, "1:00.0"), (3723, False, "1:02:03"),
     (3599.6, False, "1:00:00")],
)  # fmt: skip
def test_seconds_are_shown_as_a_clock(seconds: float, tenths: bool, shown: str) -> None:
    assert clock(seconds, tenths) == shown
