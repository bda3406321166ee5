"""How large a 30-minute call's page is and how fast Chromium opens it; and the night page of 10,000 calls."""

import random
import statistics
import tempfile
import time
from base64 import b64encode
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser

from qa_scorer.figures.history import History
from qa_scorer.figures.night_figures import NightCount, NightFigures
from qa_scorer.judge import score_call
from qa_scorer.model import Call, Night, Outline, PerSecond, Rubric, Turn, in_hand
from qa_scorer.rubric import load_rubric, shipped_rubric
from qa_scorer.scorecards.pages.call_page import write_call_page
from qa_scorer.scorecards.pages.night_page import Books, write_night_page
from tests.browser import browser, opened
from tests.made_calls import made_calls

MINUTES = 30
CALLS = 10_000
AGENTS = 200
_DIFFERENT = 20
_RUNS = 7
_LOADED = """() => {
    const entry = performance.getEntriesByType("navigation")[0];
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return [entry.loadEventEnd, paint ? paint.startTime : null];
}"""


def main(_audio: Path) -> None:
    rubric = load_rubric(shipped_rubric())
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        page = Path(folder) / "call.html"
        scored = score_call(rubric, long_call())
        started = time.perf_counter()
        write_call_page(scored, rubric, "zh", page)
        print(
            f"call page of {MINUTES} min, {len(scored.call.evidence.turns)} turns, {len(scored.scorecard.items)} rules"
        )
        print(f"  {page.stat().st_size / 1000:.0f} kB without sound, written in {time.perf_counter() - started:.2f} s")
        print(f"  {_opens(chromium, page)}")

        index = Path(folder) / "index.html"
        night, figures = _great_night(rubric)
        started = time.perf_counter()
        books = Books(team="team.xlsx", agents={a.agent_id: f"agents/{a.agent_id}.xlsx" for a in figures.agents})
        write_night_page(night, figures, books, "zh", index)
        print(f"night page of {CALLS} calls")
        print(f"  {index.stat().st_size / 1e6:.1f} MB, written in {time.perf_counter() - started:.1f} s")
        print(f"  {_opens(chromium, index)}")


def _great_night(rubric: Rubric) -> tuple[Night, NightFigures]:
    """A few calls scored, and counted again and again under other names."""
    scored = [score_call(rubric, call) for call in made_calls(_DIFFERENT, agents=_DIFFERENT)]
    count = NightCount(rubric)
    for place in range(CALLS):
        one = scored[place % _DIFFERENT]
        data = replace(one.call.data, call_id=f"{place:06}", agent_id=f"{1000 + place % AGENTS}")
        count.add(replace(one, call=replace(one.call, name=f"{place}.wav", data=data)))
    now = datetime(2026, 11, 19)
    night = Night(rubric=rubric, scored=in_hand(scored), unscored=(), started_at=now, finished_at=now, engine="made")
    return night, count.figures(History())


def long_call() -> Call:
    """Half an hour: made calls one after the other, with an outline and values by the second."""
    chance, seconds = random.Random(3), MINUTES * 60
    turns: list[Turn] = []
    first = None
    for call in made_calls(60):
        first = first or call
        after_s = turns[-1].end_s + 0.5 if turns else 0.0
        turns += [
            replace(turn, start_s=turn.start_s + after_s, end_s=turn.end_s + after_s)
            for turn in call.evidence.turns
            if turn.end_s + after_s < seconds
        ]
        if turns[-1].end_s > seconds - 10:
            break
    assert first
    by_second = PerSecond(
        level_dbfs=tuple(chance.choice((None, chance.uniform(-40, -15))) for _ in range(seconds)),
        pitch_hz=tuple(chance.choice((None, chance.uniform(90, 300))) for _ in range(seconds)),
        characters=tuple(chance.randrange(7) for _ in range(seconds)),
    )
    evidence = first.evidence
    return replace(
        first,
        evidence=replace(
            evidence,
            facts=replace(evidence.facts, duration_s=float(seconds)),
            turns=tuple(turns),
            sides=tuple(replace(side, per_second=by_second) for side in evidence.sides),
            outlines=(
                Outline(peaks=_peaks(chance, seconds), side="left"),
                Outline(peaks=_peaks(chance, seconds), side="right"),
            ),
        ),
    )


def _peaks(chance: random.Random, seconds: int) -> str:
    return b64encode(chance.randbytes(round(seconds / Outline.STEP_S))).decode()


def _opens(chromium: Browser, page: Path) -> str:
    loaded, painted = [], []
    for _ in range(_RUNS):
        with opened(chromium, page, "#t=60") as shown:
            load_ms, paint_ms = shown.page.evaluate(_LOADED)
            loaded.append(load_ms)
            painted.append(paint_ms or load_ms)
            assert not shown.complaints, shown.complaints
    return (
        f"opens in {statistics.median(loaded) / 1000:.2f} s (first paint {statistics.median(painted) / 1000:.2f} s), "
        f"slowest of {_RUNS}: {max(loaded) / 1000:.2f} s"
    )
