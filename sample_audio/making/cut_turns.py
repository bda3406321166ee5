"""Cuts the turns of the shipped calls out of their recordings: each a clip of one voice, to be laid down anew.

Only G.711 stereo recordings are cut: one party a channel, and no codec that lets a party into the other's channel.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from making.script import Speaker

LINE_HZ = 8_000
LISTENERS_SIGNS = ("好的", "是的", "明白", "对", "好", "哦", "嗯")
EDGE_S = 0.005  # faded at both ends of a clip
BREAK_S = 0.02  # faded where a speaker breaks off
FRAME_S = 0.01
DIP_S = 0.05  # a lead-in is cut off where the voice pauses this long
DIP_BELOW_PEAK_DB = 25.0
LEAST_SIGN_S = 0.2
LONGEST_CHARACTER_S = 0.32

Sound = NDArray[np.float32]
Word = tuple[str, float, float]  # character, start_s, end_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A turn of its own. `samples`: shape (n,), -1 to 1, at LINE_HZ, from the first sound of speech to the last."""

    speaker: Speaker
    text: str
    words: tuple[Word, ...]
    samples: Sound

    @property
    def duration_s(self) -> float:
        return len(self.samples) / LINE_HZ

    @property
    def is_sign(self) -> bool:
        return self.text.strip("，。") in LISTENERS_SIGNS

    def broken_off(self, at_s: float) -> "Clip":
        """The clip up to `at_s`, with the words that were over by then."""
        said = tuple(word for word in self.words if word[2] <= at_s)
        cut = self.samples[: round(at_s * LINE_HZ)].copy()
        fade = round(BREAK_S * LINE_HZ)
        cut[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
        return replace(self, text="".join(word[0] for word in said), words=said, samples=cut)


def clips(folder: Path) -> tuple[Clip, ...]:
    """Every turn of the G.711 stereo calls in `folder`, and the listener's signs that begin one (好的，请问…)."""
    whole = [clip for truth in sorted((folder / "truth").glob("*.json")) for clip in _of_call(folder, truth)]
    lead_ins = [lead_in for clip in whole if (lead_in := _lead_in(clip))]
    return (*whole, *lead_ins)


def _of_call(folder: Path, file: Path) -> Iterator[Clip]:
    truth: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    if truth["sound"]["audio"] not in ("alaw-stereo", "mulaw-stereo"):
        return
    samples, _ = soundfile.read(folder / truth["file"], dtype="float32", always_2d=True)
    sides = ("agent", "customer") if truth["call"]["agent_channel"] == "left" else ("customer", "agent")
    for turn in truth["turns"]:
        start_s, end_s = turn["start_s"], turn["end_s"]
        yield Clip(
            speaker=turn["role"],
            text=turn["text"],
            words=tuple((char, round(a - start_s, 2), round(b - start_s, 2)) for char, a, b in turn["words"]),
            samples=_cut(samples[:, sides.index(turn["role"])], start_s, end_s),
        )


def _cut(channel: Sound, start_s: float, end_s: float) -> Sound:
    cut = channel[round(start_s * LINE_HZ) : round(end_s * LINE_HZ)].copy()
    fade = np.linspace(0, 1, round(EDGE_S * LINE_HZ), dtype=np.float32)
    cut[: len(fade)] *= fade
    cut[-len(fade) :] *= fade[::-1]
    return cut


def _lead_in(clip: Clip) -> Clip | None:
    """The 好的 of 好的，请问…: up to the first pause of the voice; None where it does not pause."""
    sign, comma, _ = clip.text.partition("，")
    if not comma or sign not in LISTENERS_SIGNS:
        return None
    pause_s = _first_dip(clip.samples)
    if pause_s is None or not LEAST_SIGN_S <= pause_s <= LONGEST_CHARACTER_S * len(sign):
        return None  # clipped, or run into what follows
    share_s = pause_s / len(sign)
    words = tuple((char, round(i * share_s, 2), round((i + 1) * share_s, 2)) for i, char in enumerate(sign))
    return replace(clip, text=sign, words=words, samples=_cut(clip.samples, 0, pause_s))


def _first_dip(samples: Sound) -> float | None:
    """When the voice first pauses for DIP_S."""
    hop = round(FRAME_S * LINE_HZ)
    frames = samples[: len(samples) // hop * hop].reshape(-1, hop)
    level_db = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-12)
    quiet = np.concatenate([[0], level_db < level_db.max() - DIP_BELOW_PEAK_DB, [0]])
    starts, ends = (np.flatnonzero(np.diff(quiet) == sign) for sign in (1, -1))
    dips = [start for start, end in zip(starts, ends, strict=True) if (end - start) * FRAME_S >= DIP_S and start > 0]
    return float(dips[0]) * FRAME_S if dips else None
