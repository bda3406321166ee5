"""Who spoke when on a single channel: how many voices, and each one's stretches of time.

Four steps, each a module: `local_voices` hears who seems to speak moment by moment, also two at once; `stretches`
cuts that into pieces of one voice; `voice_print` says whose voice a piece is; `voice_groups` decides how many voices
there are. `allotment` then gives the pieces to the voices.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from qa_scorer.hearing.activity import PAUSE_S
from qa_scorer.hearing.allotment import Look, Share, allot
from qa_scorer.hearing.local_voices import FRAME_SAMPLES, FRAMES_PER_S, local_voices
from qa_scorer.hearing.sound import Samples
from qa_scorer.hearing.spans import joined
from qa_scorer.hearing.stretches import stretches
from qa_scorer.hearing.voice_groups import group
from qa_scorer.hearing.voice_print import AT_EASE, CLOSELY, looks, voice_print
from qa_scorer.language import Text
from qa_scorer.model import Span

# Prints of less speech than this are too rough to count voices by; they are given to the voices found without them.
_COUNTED_FRAMES: Final = 80
# The model of local voices was trained on marks set by hand, a little outside the sound: so much was too much on
# calls whose times are known by their making.
_EARLY_FRAMES, _LATE_FRAMES = 3, 5  # together less than the shortest stretch
_PLENTY_FRAMES: Final = 120 * FRAMES_PER_S
_LEAST_SAMPLES = 5 * FRAME_SAMPLES
_GUESS: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Diarization:
    """One tuple of spans a voice, by first appearance; spans of different voices may overlap. No speech: no voice.

    `confidence`, 0..1: that the number of voices is right. Where it is low, so may be all that is built on it.
    """

    voices: tuple[tuple[Span, ...], ...]
    confidence: float
    remarks: tuple[Text, ...] = ()


def tell_speakers(samples: Samples, speech: Sequence[Span]) -> Diarization:
    """Who spoke when in one channel, shape (n,), whose speech lies in the spans `speech`.

    Times are finer than those of `speech`, and faint words close to it are found. The same samples give the same
    answer. Raises MachineError where the models are not as shipped.
    """
    if not speech or len(samples) < _LEAST_SAMPLES:
        return Diarization(voices=(), confidence=1.0)
    pieces = stretches(local_voices(samples, speech), speech)
    looking = AT_EASE if sum(len(piece.alone) for piece in pieces) > _PLENTY_FRAMES else CLOSELY
    seen = [[Look(frames=f, vector=voice_print(samples, f)) for f in looks(piece, looking)] for piece in pieces]
    counted = _counted([look for of_piece in seen for look in of_piece])
    if not counted:
        return Diarization(voices=(joined(speech),), confidence=_GUESS, remarks=(_TOO_LITTLE,))
    voices = group(
        np.stack([look.vector for look in counted]),
        np.array([len(look.frames) for look in counted]) / FRAMES_PER_S,
    )
    spans = _spans(allot(samples, pieces, seen, voices.centres))
    return Diarization(voices=spans, confidence=voices.confidence, remarks=_remarks(spans))


def _counted(seen: Sequence[Look]) -> Sequence[Look]:
    return [look for look in seen if len(look.frames) >= _COUNTED_FRAMES] or seen


def _spans(shares: Iterable[Share]) -> tuple[tuple[Span, ...], ...]:
    """Each voice's spans, edges set right and short pauses closed; voices by first appearance."""
    spans: dict[int, list[Span]] = {}
    for share in shares:
        first, last = share.first + _EARLY_FRAMES, share.last - _LATE_FRAMES
        if last > first:  # not so where a handover left a sliver
            spans.setdefault(share.voice, []).append(Span(first / FRAMES_PER_S, last / FRAMES_PER_S))
    return tuple(sorted((joined(of_voice, gap_s=PAUSE_S) for of_voice in spans.values()), key=lambda v: v[0].start_s))


def _remarks(spans: Sequence[Sequence[Span]]) -> tuple[Text, ...]:
    return {1: (_ONE,), 2: ()}.get(len(spans), (_many(len(spans)),))


_ONE = Text(zh="单声道录音里只听到一个人的声音", en="only one voice is heard on this single channel")
_TOO_LITTLE = Text(zh="讲话太少，分不出是几个人", en="too little is said to tell voices apart")


def _many(found: int) -> Text:
    return Text(zh=f"单声道录音里听到 {found} 个人的声音", en=f"{found} voices are heard on this single channel")
