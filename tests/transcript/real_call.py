"""A side of a sample call and what its script says."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.hear import hear
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import CallData, Recording, Role, Span
from qa_scorer.wording.script import SPOKEN_DIGITS, fold_character

_FOLDER = Path(__file__).parents[2] / "sample_audio"


@dataclass(frozen=True, slots=True, kw_only=True)
class RealSide:
    """`samples`: shape (n,), 16 kHz; `script`: what was said in them."""

    samples: Samples
    speech: tuple[Span, ...]
    script: str


@cache
def agent_side(longest_s: float = 1e9) -> RealSide:
    """The agent (on the left) of the first stereo WAV, up to the last turn that ends within `longest_s`."""
    path = min(path for path in _FOLDER.glob("*.wav") if decode(_recording(path)).channels == 2)
    truth = json.loads((_FOLDER / "truth" / f"{path.stem}.json").read_text("utf-8"))
    turns = [turn for turn in truth["turns"] if turn["role"] == Role.AGENT and turn["end_s"] <= longest_s]
    side = next(voice for voice in hear(decode(_recording(path))).voices if voice.side == "left")
    end_s = turns[-1]["end_s"] + 0.3
    return RealSide(
        samples=side.samples[: round(end_s * SAMPLE_RATE_HZ)],
        speech=tuple(span for span in side.speech if span.end_s <= end_s),
        script="".join(turn["text"] for turn in turns),
    )


def folded(text: str) -> str:
    """`text` as it is compared: simplified, lower case, no punctuation, each digit as a figure."""
    return "".join(SPOKEN_DIGITS.get(char, char) for char in map(fold_character, text))


def _recording(path: Path) -> Recording:
    return Recording(path=path, name=path.name, call=CallData())
