"""Writes a conversation of collisions: its two channels on a telephone line, and its truth."""

import json
import zlib
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import soundfile

from making.collisions import Conversation
from making.cut_turns import LINE_HZ, Sound
from making.script import Speaker

FORMATS = {"alaw-stereo": "ALAW", "mulaw-stereo": "ULAW", "pcm-stereo": "PCM_16"}
BAND_HZ = (300.0, 3400.0)  # ITU-T G.712
LINE_DBOV = (-66.0, -48.0)  # noise; the voices are at about -26
CROSSTALK_DB = (35.0, 55.0)
CROSSTALK_DELAY_S = 0.012
GAIN_DB = 2.0  # nobody keeps one level
SILENCE_S = 1.0
PEAK_LIMIT = 0.95

Json = dict[str, object]


def write(out: Path, name: str, conversation: Conversation, seed: int, rng: Random) -> None:
    """`NAME.wav` and `truth/NAME.json` below `out`."""
    audio, agent_side = rng.choice(sorted(FORMATS)), rng.choice(("left", "right"))
    noise_dbov, crosstalk_db = rng.uniform(*LINE_DBOV), rng.uniform(*CROSSTALK_DB)
    sides = _sides(conversation, noise_dbov, crosstalk_db, zlib.crc32(f"{seed} {name}".encode()))
    channels = [sides["agent"], sides["customer"]][:: 1 if agent_side == "left" else -1]
    soundfile.write(out / f"{name}.wav", np.stack(channels, axis=1), LINE_HZ, FORMATS[audio], format="WAV")
    truth: Json = {
        "file": f"{name}.wav",
        "seed": seed,
        "duration_s": round(conversation.duration_s, 3),
        "call": {"file": f"{name}.wav", "call_id": name, "agent_channel": agent_side},
        "sound": {"audio": audio, "noise_dbov": round(noise_dbov, 1), "crosstalk_db": round(crosstalk_db, 1)},
        "turns": _turns(conversation),
        "silences": _silences(conversation),
        "talkovers": _talkovers(conversation),
    }
    text = "{\n" + ",\n".join(f' "{key}": {_value(value)}' for key, value in truth.items()) + "\n}\n"
    (out / "truth" / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")


def _sides(conversation: Conversation, noise_dbov: float, crosstalk_db: float, seed: int) -> dict[Speaker, Sound]:
    """What each side of the line carries: its clips, the other side faintly and a little later, and noise."""
    rng = np.random.default_rng(seed)
    length, late = round(conversation.duration_s * LINE_HZ), round(CROSSTALK_DELAY_S * LINE_HZ)
    clean: dict[Speaker, Sound] = {"agent": np.zeros(length, np.float32), "customer": np.zeros(length, np.float32)}
    for laid in conversation.laid:
        start = round(laid.start_s * LINE_HZ)
        samples = laid.clip.samples * np.float32(_ratio(rng.uniform(-GAIN_DB, GAIN_DB)))
        clean[laid.clip.speaker][start : start + len(samples)] += samples[: length - start]
    sides: dict[Speaker, Sound] = {}
    others: tuple[tuple[Speaker, Speaker], ...] = (("agent", "customer"), ("customer", "agent"))
    for side, other in others:
        leaked = np.roll(clean[other], late) * np.float32(_ratio(-crosstalk_db))
        sides[side] = np.clip(clean[side] + leaked + _noise(length, noise_dbov, rng), -PEAK_LIMIT, PEAK_LIMIT)
    return sides


def _noise(length: int, level_dbov: float, rng: np.random.Generator) -> Sound:
    """White within the telephone's band."""
    spectrum = np.fft.rfft(rng.standard_normal(length))
    hz = np.fft.rfftfreq(length, 1 / LINE_HZ)
    spectrum[(hz < BAND_HZ[0]) | (hz > BAND_HZ[1])] = 0
    noise = np.fft.irfft(spectrum, length)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)) * _ratio(level_dbov), np.float32)


def _ratio(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def _turns(conversation: Conversation) -> list[Json]:
    return [
        {
            "role": laid.clip.speaker,
            "start_s": round(laid.start_s, 3),
            "end_s": round(laid.end_s, 3),
            "text": laid.clip.text,
            "phrases": [],
            "words": [(char, round(laid.start_s + a, 2), round(laid.start_s + b, 2)) for char, a, b in laid.clip.words],
        }
        for laid in sorted(conversation.laid, key=lambda laid: laid.start_s)
    ]


def _silences(conversation: Conversation) -> list[Json]:
    """Nobody speaks for SILENCE_S or more, the ends included."""
    edges, clock_s = [0.0], 0.0
    for laid in sorted(conversation.laid, key=lambda laid: laid.start_s):
        edges += [clock_s, laid.start_s]
        clock_s = max(clock_s, laid.end_s)
    edges += [clock_s, conversation.duration_s]
    return [
        {"start_s": round(a, 3), "end_s": round(b, 3), "announced": False}
        for a, b in list(pairwise(edges))[1::2]
        if b - a >= SILENCE_S
    ]


def _talkovers(conversation: Conversation) -> list[list[object]]:
    """[kind, interrupter, start_s, end_s, other_stopped], in order of start."""
    return [
        [each.kind, each.interrupter, round(each.start_s, 3), round(each.end_s, 3), each.other_stopped]
        for each in sorted(conversation.collisions, key=lambda each: each.start_s)
    ]


def _value(value: object) -> str:
    """JSON, a list with one element a line."""
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(json.dumps(each, ensure_ascii=False) for each in value) + "\n ]"
    return json.dumps(value, ensure_ascii=False)
