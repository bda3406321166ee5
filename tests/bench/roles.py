"""Whose voice is whose, by what is said alone (the call table's channel is taken away), and how fast each spoke.

Each call of a made set as recorded, and on stereo also mixed to mono: the share of its talk time whose turns have the
right role, none (unknown), or the wrong one, and by how much each party's speech rates lie off those of the script
(gross, and articulation rate). Then the first half minute of each with a recorded prompt before it (the
agent's channel; every other one with ring-back between), on stereo and on mono: a prompt is right when at least 80 %
of it is a system turn and no more than 0.3 s of the people's speech is.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

import numpy as np

from qa_scorer import open_engine
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples, Sound
from qa_scorer.listening.listen import listen_to
from qa_scorer.model import AudioFacts, CallData, Evidence, Recording, Role, SideMeasures
from qa_scorer.transcript.engine import Engine
from tests.bench.diarization import heard, mono

PROMPTS = Path(__file__).parents[2] / "sample_audio" / "prompts"
_HEAD_S = 30
_LEAST_SHARE, _MOST_TAKEN_S = 0.8, 0.3
_RATE_OFF = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`turns`: (role, start_s, end_s) of the truth; the prompt's has the role system."""

    name: str
    sound: Sound
    turns: tuple[tuple[str, float, float], ...]
    rates: Mapping[str, Mapping[str, float]]


def main(audio: Path) -> None:
    """Print both tables for the made set `audio` (recordings, truth/)."""
    engine = open_engine("faster-whisper", "base")
    totals = dict.fromkeys(("right", "unknown", "wrong"), 0.0)
    off: list[tuple[float, float]] = []
    print(f"{'talk time, s':<40}{'right':>8}{'unknown':>9}{'wrong':>8}   rates off (gross, articulation)")
    for case in calls(audio):
        evidence = _listen(case, engine)
        shares = _by_role(case, evidence)
        totals = {kind: totals[kind] + shares[kind] for kind in totals}
        found = [_rates_off(case, side) for side in evidence.sides if side.role in case.rates]
        off += found
        figures = f"{shares['right']:>8.1f}{shares['unknown']:>9.1f}{shares['wrong']:>8.1f}   "
        print(f"{case.name:<40}{figures}", *(f"{gross:+.0%} {net:+.0%}" for gross, net in found), sep="  ", flush=True)
    print(*(f"{kind} {seconds / sum(totals.values()):.1%}" for kind, seconds in totals.items()), sep="   ")
    gross, articulation = np.median(np.abs(off), axis=0)
    within = float(np.mean(np.abs(off)[:, 0] <= _RATE_OFF))
    print(f"rates: median off: gross {gross:.1%}, articulation {articulation:.1%}; gross within 5 %: {within:.0%}")
    results = [(case.name, *_prompt_found(case, _listen(case, engine))) for case in with_prompts(audio)]
    for name, right, share, taken_s in results:
        print(f"{name:<50}{'right' if right else 'WRONG'}   prompt {share:.0%}   people {taken_s:.1f} s", flush=True)
    print(f"prompts right: {sum(right for _, right, _, _ in results)} of {len(results)}")


def _listen(case: Case, engine: Engine) -> Evidence:
    return listen_to(case.sound, CallData(), engine)


def _rates_off(case: Case, side: SideMeasures) -> tuple[float, float]:
    """How far the gross and the articulation rate lie from the script's, as a share of it."""
    true = case.rates[side.role]
    gross, articulation = side.speech_rate_gross_per_min or 0.0, side.articulation_rate_per_min or 0.0
    return gross / true["gross_per_min"] - 1, articulation / true["net_per_min"] - 1


def _by_role(case: Case, evidence: Evidence) -> dict[str, float]:
    shares = dict.fromkeys(("right", "unknown", "wrong"), 0.0)
    for role, start_s, end_s in case.turns:
        for turn in evidence.turns:
            common_s = max(0.0, min(turn.end_s, end_s) - max(turn.start_s, start_s))
            own_s = sum(
                max(0.0, min(turn.end_s, end, end_s) - max(turn.start_s, start, start_s))
                for other, start, end in case.turns
                if other != role
            )
            kind = "unknown" if turn.role is Role.UNKNOWN else "right" if turn.role == role else "wrong"
            # where both speak at once, either role is right
            shares[kind] += common_s if kind != "wrong" else max(0.0, common_s - own_s)
    return shares


def _prompt_found(case: Case, evidence: Evidence) -> tuple[bool, float, float]:
    (start_s, end_s) = next((start, end) for role, start, end in case.turns if role == Role.SYSTEM)
    system = [turn for turn in evidence.turns if turn.role is Role.SYSTEM]
    share = sum(max(0.0, min(t.end_s, end_s) - max(t.start_s, start_s)) for t in system) / (end_s - start_s)
    taken_s = sum(
        max(0.0, min(turn.end_s, end) - max(turn.start_s, start))
        for turn in system
        for role, start, end in case.turns
        if role != Role.SYSTEM
    )
    return share >= _LEAST_SHARE and taken_s <= _MOST_TAKEN_S, share, taken_s


def calls(audio: Path) -> Iterator[Case]:
    for file in sorted((audio / "truth").glob("*.json")):
        call = json.loads(file.read_text("utf-8"))
        recording = audio / call["file"]
        sound = decode(Recording(path=recording, name=recording.name, call=CallData()))
        turns = tuple((turn["role"], turn["start_s"], turn["end_s"]) for turn in call["turns"])
        yield Case(name=file.stem, sound=sound, turns=turns, rates=call["rates"])
        if sound.channels == 2:
            yield Case(
                name=f"{file.stem} mixed", sound=_sound(mono(sound.samples)[None]), turns=turns, rates=call["rates"]
            )


def with_prompts(audio: Path) -> Iterator[Case]:
    prompts = cycle([(path.stem, heard(path)[0]) for path in sorted(PROMPTS.glob("*.amr"))])
    rings = cycle([True, False])
    for file in sorted((audio / "truth").glob("*.json")):
        call = json.loads(file.read_text("utf-8"))
        channels = heard(audio / call["file"])[:, : _HEAD_S * SAMPLE_RATE_HZ]
        (name, prompt), ring = next(prompts), next(rings)
        agent = {"left": 0, "right": 1, "": 0}[call["call"]["agent_channel"]]
        lead = _lead(prompt, ring)
        quiet = np.zeros_like(lead)
        whole = np.concatenate(
            [np.stack([lead if side == agent else quiet for side in range(len(channels))]), channels], axis=1
        )
        lead_s = len(lead) / SAMPLE_RATE_HZ
        turns = (
            (str(Role.SYSTEM), 0.5, 0.5 + len(prompt) / SAMPLE_RATE_HZ),
            *((turn["role"], turn["start_s"] + lead_s, turn["end_s"] + lead_s) for turn in call["turns"]),
        )
        title = f"{file.stem} after “{name}”{' and ringing' if ring else ''}"
        yield Case(name=title, sound=_sound(whole), turns=turns, rates={})
        if len(whole) == 2:
            yield Case(name=f"{title}, mixed", sound=_sound(mono(whole)[None]), turns=turns, rates={})


def _lead(prompt: Samples, ring: bool) -> Samples:
    """Half a second of nothing, the prompt, two rings (450 Hz, 1 s on and 4 s off) or a second of nothing."""
    times = np.arange(10 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    ringing = np.where(times % 5 < 1, 1600 * np.sin(2 * np.pi * 450 * times), 0).astype(np.int16)
    after = ringing if ring else np.zeros(SAMPLE_RATE_HZ, np.int16)
    lead: Samples = np.concatenate([np.zeros(SAMPLE_RATE_HZ // 2, np.int16), prompt, after])
    return lead


def _sound(samples: Samples) -> Sound:
    facts = AudioFacts(sha256="", codec="", sample_rate_hz=8000, channels=len(samples), duration_s=0.0)
    return Sound(samples=samples, facts=replace(facts, duration_s=samples.shape[1] / SAMPLE_RATE_HZ))
