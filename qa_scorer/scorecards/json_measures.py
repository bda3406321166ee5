"""How the sides of a call sounded, as scorecards.json holds it; `json_file` says what each key means.

A value a second is rounded to what can be heard, 0.1 dB and 1 Hz, so that an hour stays small.
"""

from qa_scorer.model import Baseline, PerSecond, Rise, SideMeasures
from qa_scorer.scorecards.json_values import Fields, number, numbers, span


def side_fields(side: SideMeasures) -> Fields:
    return {
        "role": side.role.value,
        "side": side.side,
        "talk_s": number(side.talk_s),
        "speaking_s": number(side.speaking_s),
        "level_dbfs": number(side.level_dbfs),
        "level_range_db": number(side.level_range_db),
        "loudness_lufs": number(side.loudness_lufs),
        "clipping_ratio": number(side.clipping_ratio),
        "snr_db": number(side.snr_db),
        "echo_db": number(side.echo_db),
        "sudden_rises": [_rise(rise) for rise in side.sudden_rises],
        "pitch_median_hz": number(side.pitch_median_hz),
        "pitch_range_semitones": number(side.pitch_range_semitones),
        "characters": side.characters,
        "speech_rate_gross_per_min": number(side.speech_rate_gross_per_min),
        "speech_rate_net_per_min": number(side.speech_rate_net_per_min),
        "articulation_rate_per_min": number(side.articulation_rate_per_min),
        "word_probability": number(side.word_probability),
        "language": side.language,
        "per_second": _per_second(side.per_second),
    }


def baseline_fields(baseline: Baseline) -> Fields:
    return {
        "calls": baseline.calls,
        "level_dbfs": number(baseline.level_dbfs),
        "level_range_db": number(baseline.level_range_db),
        "pitch_median_hz": number(baseline.pitch_median_hz),
        "pitch_range_semitones": number(baseline.pitch_range_semitones),
    }


def _rise(rise: Rise) -> Fields:
    return span(rise) | {"rise_db": number(rise.rise_db)}


def _per_second(values: PerSecond) -> Fields:
    return {
        "level_dbfs": numbers(values.level_dbfs, 1),
        "pitch_hz": numbers(values.pitch_hz, 0),
        "characters": list(values.characters),
    }
