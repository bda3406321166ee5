"""Windows of calls and questions about them: was this phrase said there? Made from recordings with their truth.

A window is 2 to 8 s of one side around a clause of the script, sent over a worse telephone line: noise, another level,
a narrower band, a coarse codec. It is asked twice: for a phrase that was said in it, and for one that was not and
sounds like what was said. Such a near miss is a phrase that rules look for, or the said one with a syllable or two
changed, or another number. The same seed gives the same windows.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import CallData, Recording
from qa_scorer.rubric import load_rubric, shipped_rubric
from qa_scorer.wording.placing import place_of
from qa_scorer.wording.script import fold
from qa_scorer.wording.sound import syllables

VOICES = ("zf_xiaobei", "zf_xiaoni", "zf_xiaoxiao", "zf_xiaoyi", "zm_yunjian", "zm_yunxi", "zm_yunxia", "zm_yunyang")

_SHORTEST_S, _LONGEST_S = 2.0, 8.0
_MARGIN_S = (0.2, 2.0)  # sound kept before and after the clause
_SNR_DB = (0.0, 30.0, 25.0)  # least, most, likeliest
_LEVEL_DB = (-12.0, 3.0)
_CUTOFF_HZ = (2300.0, 3400.0)
_CODEC_STEPS = (48, 128)  # of a full scale companded by the mu law; G.711 has 128
_PHRASE = range(2, 11)  # characters of a phrase asked for
_SOUNDS_THE_SAME = 0.97
_NEAREST = 6  # of the rubric's phrases, by sound
_NUMBER = re.compile(r"\d{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Was `phrase` said in the window? `kind`: forbidden, required, number, or other (a clause no rule looks for)."""

    phrase: str
    said: bool
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpokenWindow:
    """`samples`, shape (n,), 16 kHz, -1..1, in which `said` (folded) is said by `voice` of the recording `name`."""

    name: str
    voice: str
    samples: NDArray[np.float32]
    said: str
    snr_db: float
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """Characters of the script between two punctuation marks, and the turn they stand in, with their times."""

    text: str
    start_s: float
    end_s: float
    turn: Mapping[str, Any]
    asked: str  # the phrase this clause's line was made for, or empty


def spoken_windows(folder: Path, takes: int, seed: int, voices: Collection[str] = VOICES) -> Iterator[SpokenWindow]:
    """`takes` windows for each clause said by `voices` in the recordings in `folder` (their truth lies in truth/)."""
    for file in sorted((folder / "truth").glob("*.json")):
        truth = json.loads(file.read_text("utf-8"))
        channels = decode(_recording(folder / truth["file"])).samples
        rng = Random(f"{seed} {file.stem}")
        for _ in range(takes):
            for clause in _clauses(truth):
                if _voice(truth, clause) in voices:
                    yield _window(truth, _side(channels, truth, clause.turn["role"]), clause, rng)


def asked_for() -> dict[str, str]:
    """Every phrase that the shipped rubric looks for, folded, with its kind."""
    found: dict[str, str] = {}
    for rule in load_rubric(shipped_rubric()).rules:
        for key, kind in (("any_of", "required"), ("none_of", "forbidden")):
            found |= {fold(phrase): kind for phrase in getattr(rule.params, key, ()) if _plain(phrase)}
    return found


def _plain(phrase: str) -> bool:
    return len(phrase) in _PHRASE and not set("{(") & set(phrase)


_ASKED_FOR = cache(asked_for)


def _voice(truth: Mapping[str, Any], clause: _Clause) -> str:
    return str(truth["sound"][f"{clause.turn['role']}_voice"])


def _recording(path: Path) -> Recording:
    return Recording(path=path, name=path.name, call=CallData())


def _side(channels: Samples, truth: Mapping[str, Any], role: str) -> Samples:
    agent = 1 if truth["call"]["agent_channel"] == "right" else 0
    side: Samples = channels[0 if len(channels) == 1 else agent if role == "agent" else 1 - agent]
    return side


def _clauses(truth: Mapping[str, Any]) -> Iterator[_Clause]:
    asked = dict(zip((turn["start_s"] for turn in truth["turns"]), truth.get("asked", ()), strict=False))
    for turn in truth["turns"]:
        place = 0
        for text in re.findall(r"\w+", turn["text"]):
            first, last = turn["words"][place], turn["words"][place + len(text) - 1]
            place += len(text)
            phrase = asked.get(turn["start_s"], [""])[0]
            if len(text) in _PHRASE or phrase:
                yield _Clause(text=text, start_s=first[1], end_s=last[2], turn=turn, asked=phrase)


def _window(truth: Mapping[str, Any], side: Samples, clause: _Clause, rng: Random) -> SpokenWindow:
    start_s, end_s = clause.start_s - rng.uniform(*_MARGIN_S), clause.end_s + rng.uniform(*_MARGIN_S)
    start_s = max(start_s, clause.turn["start_s"] - 0.3, 0.0, clause.end_s - _LONGEST_S + 0.2)
    end_s = min(max(min(end_s, clause.turn["end_s"] + 0.3), start_s + _SHORTEST_S), start_s + _LONGEST_S)
    samples = side[round(start_s * SAMPLE_RATE_HZ) : round(end_s * SAMPLE_RATE_HZ)]
    said = fold(
        "".join(
            char
            for turn in truth["turns"]
            if turn["role"] == clause.turn["role"]
            for char, first, last in turn["words"]
            if start_s <= (first + last) / 2 <= end_s
        )
    )
    snr_db = rng.triangular(*_SNR_DB)
    return SpokenWindow(
        name=Path(truth["file"]).stem,
        voice=_voice(truth, clause),
        samples=_worse_line(samples / 32768, snr_db, rng),
        said=said,
        snr_db=snr_db,
        questions=tuple(_questions(clause, said, rng)),
    )


def _questions(clause: _Clause, said: str, rng: Random) -> Iterator[Question]:
    true = _true_phrase(clause, rng)
    yield Question(phrase=true, said=True, kind=_kind(true))
    for phrase in _near_misses(clause, true, said, rng):
        if place_of(phrase, said).likeness < _SOUNDS_THE_SAME:
            yield Question(phrase=phrase, said=False, kind=_kind(phrase))
            return


def _true_phrase(clause: _Clause, rng: Random) -> str:
    text = fold(clause.text)
    known = [phrase for phrase in (*_ASKED_FOR(), fold(clause.asked)) if phrase and phrase in text]
    if known:
        return rng.choice(known)
    if len(text) in _PHRASE:
        return text
    start = rng.randrange(len(text) - _PHRASE[-1] + 1)
    return text[start : start + _PHRASE[-1]]


def _near_misses(clause: _Clause, true: str, said: str, rng: Random) -> Iterator[str]:
    """Phrases to ask for, the first that was not said will do."""
    if clause.asked and not _NUMBER.search(clause.asked):
        yield fold(clause.asked)
    if _NUMBER.search(true):
        yield _NUMBER.sub(lambda number: other_number(number.group(), rng), true)
    if rng.random() < 0.5:
        yield rng.choice(sorted(_ASKED_FOR(), key=lambda phrase: -_nearness(phrase, said))[:_NEAREST])
    yield from (_changed(true, rng) for _ in range(20))


def _nearness(phrase: str, said: str) -> float:
    likeness = place_of(phrase, said).likeness
    return likeness if likeness < _SOUNDS_THE_SAME else 0.0


def other_number(number: str, rng: Random) -> str:
    digits = list(number)
    for place in rng.sample(range(len(digits)), rng.choice((1, 1, 2))):
        digits[place] = rng.choice([digit for digit in "0123456789" if digit != digits[place]])
    return "".join(digits)


@cache
def _characters() -> tuple[str, ...]:
    return tuple(sorted({char for phrase in _ASKED_FOR() for char in phrase if not char.isascii()}))


def _changed(phrase: str, rng: Random) -> str:
    """The phrase with one or two characters replaced by ones of another sound, as near as there are or any."""
    chars = list(phrase)
    for place in rng.sample(range(len(chars)), min(rng.choice((1, 2)), len(chars) - 1)):
        sound = syllables(chars[place])
        others = [char for char in _characters() if syllables(char) != sound]
        near = sorted(others, key=lambda char: -place_of(char, chars[place]).likeness)[:8]
        chars[place] = rng.choice(near if rng.random() < 0.5 else others)
    return "".join(chars)


def _kind(phrase: str) -> str:
    return "number" if _NUMBER.search(phrase) else _ASKED_FOR().get(phrase, "other")


def _worse_line(samples: NDArray[np.float64], snr_db: float, rng: Random) -> NDArray[np.float32]:
    """The sound with noise at `snr_db` below it, in a narrower band, at another level, through a coarse codec."""
    spectrum = np.fft.rfft(samples)
    frequencies = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE_HZ)
    generator = np.random.default_rng(rng.getrandbits(32))
    noise = np.fft.rfft(generator.standard_normal(len(samples)))
    noise /= np.maximum(frequencies, 100.0) ** rng.choice((0.0, 0.5))  # white, or falling by 3 dB an octave
    band = (frequencies > 200) & (frequencies < rng.uniform(*_CUTOFF_HZ))
    heard, hiss = np.fft.irfft(spectrum * band, len(samples)), np.fft.irfft(noise * band, len(samples))
    hiss *= np.sqrt(np.mean(heard**2) / np.mean(hiss**2)) * 10 ** (-snr_db / 20)
    return _companded((heard + hiss) * 10 ** (rng.uniform(*_LEVEL_DB) / 20), rng.randint(*_CODEC_STEPS))


def _companded(samples: NDArray[np.float64], steps: int) -> NDArray[np.float32]:
    """Coarsely quantised by the mu law (ITU-T G.711, mu = 255)."""
    limited = np.clip(samples, -1, 1)
    law = np.round(np.sign(limited) * np.log1p(255 * np.abs(limited)) / np.log(256) * steps) / steps
    return np.asarray(np.sign(law) * np.expm1(np.abs(law) * np.log(256)) / 255, np.float32)
