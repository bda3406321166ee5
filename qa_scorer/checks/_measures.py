"""The figures a rubric may set bands for: their names, how they are shown, how they are read from a call.

Those "over own" compare the agent with the median of that agent's own calls and are None without a baseline.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from qa_scorer.call_figures import (
    level_over_customer_db,
    level_over_own_db,
    longest_response_s,
    pitch_over_own_semitones,
)
from qa_scorer.checks._choice_of_words import share_of_nin
from qa_scorer.language import Text
from qa_scorer.model import Baseline, Call, SideMeasures

Measure = Literal[
    "speech_rate_gross_per_min",
    "speech_rate_net_per_min",
    "articulation_rate_per_min",
    "level_dbfs",
    "level_over_customer_db",
    "level_over_own_db",
    "level_range_over_own_db",
    "loudness_lufs",
    "snr_db",
    "sudden_rises",
    "pitch_over_own_semitones",
    "pitch_range_semitones",
    "pitch_range_over_own_semitones",
    "longest_response_s",
    "share_of_nin",
    "habit_words_over_team_ratio",
]
# Counted in Chinese characters: of another language they say nothing.
COUNTED_IN_CHINESE: Final[frozenset[Measure]] = frozenset(
    (
        "speech_rate_gross_per_min",
        "speech_rate_net_per_min",
        "articulation_rate_per_min",
        "share_of_nin",
        "habit_words_over_team_ratio",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whose figures are read: one side of a call, and its own usual voice where that is known."""

    call: Call
    side: SideMeasures
    usual: Baseline | None


@dataclass(frozen=True, slots=True)
class Gauge:
    name: Text
    figure: Text  # a format for the value with its unit
    read: Callable[[Subject], float | None]
    needs_usual: bool = False


def _less(value: float | None, other: float | None) -> float | None:
    return None if value is None or other is None else value - other


def _times(value: float | None, usual: float | None) -> float | None:
    """A usual rate under one in 100 counts as one: where hardly anybody says them, a single one is no habit."""
    return None if value is None or usual is None else value / max(usual, 1.0)


_PER_MIN = Text("{:.0f} 字/分钟", "{:.0f} characters/min")
_DB, _MORE_DB = Text("{:.1f} dB", "{:.1f} dB"), Text("{:+.1f} dB", "{:+.1f} dB")
_SEMITONES, _MORE_SEMITONES = Text("{:.1f} 半音", "{:.1f} semitones"), Text("{:+.1f} 半音", "{:+.1f} semitones")

GAUGES: dict[Measure, Gauge] = {
    "speech_rate_gross_per_min": Gauge(
        Text("语速（按全程）", "speech rate (gross)"), _PER_MIN, lambda s: s.side.speech_rate_gross_per_min
    ),
    "speech_rate_net_per_min": Gauge(
        Text("语速（按说话时间）", "speech rate (net)"), _PER_MIN, lambda s: s.side.speech_rate_net_per_min
    ),
    "articulation_rate_per_min": Gauge(
        Text("语速（不计停顿）", "articulation rate"), _PER_MIN, lambda s: s.side.articulation_rate_per_min
    ),
    "level_dbfs": Gauge(Text("音量", "level"), Text("{:.1f} dBFS", "{:.1f} dBFS"), lambda s: s.side.level_dbfs),
    "level_over_customer_db": Gauge(
        Text("比客户响", "level above the customer's"), _MORE_DB, lambda s: level_over_customer_db(s.call)
    ),
    "level_over_own_db": Gauge(
        Text("音量比平时", "level against the usual"),
        _MORE_DB,
        lambda s: level_over_own_db(s.call) if s.usual else None,
        needs_usual=True,
    ),
    "level_range_over_own_db": Gauge(
        Text("音量起伏比平时", "level range against the usual"),
        _MORE_DB,
        lambda s: _less(s.side.level_range_db, s.usual.level_range_db if s.usual else None),
        needs_usual=True,
    ),
    "loudness_lufs": Gauge(
        Text("响度", "loudness"), Text("{:.1f} LUFS", "{:.1f} LUFS"), lambda s: s.side.loudness_lufs
    ),
    "snr_db": Gauge(Text("信噪比", "signal to noise"), _DB, lambda s: s.side.snr_db),
    "sudden_rises": Gauge(
        Text("突然提高嗓门", "sudden rises of the voice"),
        Text("{:.0f} 次", "{:.0f}"),
        lambda s: float(len(s.side.sudden_rises)),
    ),
    "pitch_over_own_semitones": Gauge(
        Text("音高比平时", "pitch against the usual"),
        _MORE_SEMITONES,
        lambda s: pitch_over_own_semitones(s.call),
        needs_usual=True,
    ),
    "pitch_range_semitones": Gauge(Text("音高起伏", "pitch range"), _SEMITONES, lambda s: s.side.pitch_range_semitones),
    "pitch_range_over_own_semitones": Gauge(
        Text("音高起伏比平时", "pitch range against the usual"),
        _MORE_SEMITONES,
        lambda s: _less(s.side.pitch_range_semitones, s.usual.pitch_range_semitones if s.usual else None),
        needs_usual=True,
    ),
    "longest_response_s": Gauge(
        Text("最长应答等待", "longest wait for an answer"),
        Text("{:.1f} 秒", "{:.1f} s"),
        lambda s: longest_response_s(s.call.evidence, s.side.role),
    ),
    "share_of_nin": Gauge(Text("“您”的比例", "share of 您"), Text("{:.0%}", "{:.0%}"), lambda s: share_of_nin(s.call)),
    "habit_words_over_team_ratio": Gauge(
        Text("口头禅是全体坐席平时的", "habit words against the usual of all agents"),
        Text("{:.1f} 倍", "{:.1f} times"),
        lambda s: _times(
            s.side.habit_words_per_100, s.call.baseline.team_habit_words_per_100 if s.call.baseline else None
        ),
    ),
}


def usual_voice(call: Call, least_calls: int) -> Baseline | None:
    """The agent's own usual voice, if it rests on at least `least_calls` calls."""
    return call.baseline if call.baseline and call.baseline.calls >= least_calls else None
