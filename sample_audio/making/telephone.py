"""The telephone line: levels, the 300-3400 Hz band, cross-talk between the sides, noise."""

import numpy as np
from scipy.signal import firwin, oaconvolve

from making.script import Plan, Speaker
from making.staging import Placed, Stage
from making.voices import LINE_HZ, Sound

BAND_HZ = (300.0, 3400.0)  # ITU-T G.712
TAPS = 257  # odd: linear phase with a whole delay, taken out again, so that times stay true
CROSSTALK_DELAY_S = 0.012
ECHO_DELAY_S = 0.15  # out of the loudspeaker and back over the line
JITTER_DB = 1.0  # no two lines of a speaker are equally loud
PEAK_LIMIT = 0.95


def both_sides(stage: Stage, plan: Plan, seed: int) -> dict[Speaker, Sound]:
    """What each side of the line carries. Arrays of shape (n,), within ±PEAK_LIMIT, at LINE_HZ."""
    rng = np.random.default_rng(seed)
    levels: dict[Speaker, float] = {"agent": plan.agent_dbov, "customer": plan.customer_dbov}
    clean = {speaker: _laid_out(stage, stage.of(speaker), level, rng) for speaker, level in levels.items()}
    noisy: dict[Speaker, Sound] = {}
    others: dict[Speaker, Speaker] = {"agent": "customer", "customer": "agent"}
    for speaker, level in levels.items():
        leaked = _leaked(clean[others[speaker]], plan.crosstalk_db, CROSSTALK_DELAY_S)
        if plan.echo_db is not None and speaker == "customer":
            leaked = leaked + _leaked(clean["agent"], -plan.echo_db, ECHO_DELAY_S)
        noise = _noise(len(leaked), level - _snr_db(plan, speaker), rng)
        noisy[speaker] = _limited(clean[speaker] + leaked + noise)
    return noisy


def _snr_db(plan: Plan, speaker: Speaker) -> float:
    return plan.snr_db if speaker == "agent" or plan.customer_snr_db is None else plan.customer_snr_db


def mixed(sides: dict[Speaker, Sound]) -> Sound:
    """Both sides on one channel. Shape (n,)."""
    return _limited(sides["agent"] + sides["customer"])


def _laid_out(stage: Stage, placed: tuple[Placed, ...], level_dbov: float, rng: np.random.Generator) -> Sound:
    """One side's lines in their places, each brought to the active speech level within the band."""
    side = np.zeros(round(stage.duration_s * LINE_HZ), np.float32)
    for each in placed:
        voice = _band(each.utterance.samples)
        own_dbov = level_dbov + each.line.level_db
        gain = _ratio(own_dbov + rng.uniform(-JITTER_DB, JITTER_DB)) / _active_rms(voice, each.utterance.spans)
        start = round(each.start_s * LINE_HZ)
        side[start : start + len(voice)] += np.clip(np.float32(gain) * voice, -PEAK_LIMIT, PEAK_LIMIT)
    return side


def _active_rms(voice: Sound, spans: tuple[tuple[float, float], ...]) -> float:
    """Root mean square over the spans of speech, pauses of 0.3 s and more left out (close to ITU-T P.56)."""
    speech = [voice[round(start_s * LINE_HZ) : round(end_s * LINE_HZ)] for start_s, end_s in spans]
    return float(np.sqrt(np.mean(np.concatenate(speech) ** 2)))


def _band(side: Sound) -> Sound:
    taps = firwin(TAPS, BAND_HZ, pass_zero=False, fs=LINE_HZ)
    return np.asarray(oaconvolve(side, taps, mode="same"), np.float32)


def _leaked(other: Sound, weaker_db: float, delay_s: float) -> Sound:
    delay = round(delay_s * LINE_HZ)
    late = np.concatenate([np.zeros(delay, np.float32), other[:-delay]])
    return np.asarray(late * _ratio(-weaker_db), np.float32)


def _noise(length: int, level_dbov: float, rng: np.random.Generator) -> Sound:
    noise = _band(rng.standard_normal(length).astype(np.float32))
    return np.asarray(noise / np.sqrt(np.mean(noise**2)) * _ratio(level_dbov), np.float32)


def _limited(side: Sound) -> Sound:
    """Turned down as a whole where it would clip."""
    return np.asarray(side * min(1.0, PEAK_LIMIT / max(float(np.abs(side).max()), PEAK_LIMIT)), np.float32)


def _ratio(decibels: float) -> float:
    return float(10 ** (decibels / 20))
