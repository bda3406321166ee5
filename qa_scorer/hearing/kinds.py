"""What a telephone line carries beside speech and silence."""

from dataclasses import dataclass
from enum import StrEnum

from qa_scorer.model import Span


class LineSoundKind(StrEnum):
    RING_BACK = "ring_back"  # the whole ringing, pauses included
    BUSY_TONE = "busy_tone"  # busy, congestion, number unobtainable: the whole train
    DTMF = "dtmf"  # one key pressed; which one is not kept: it may be part of a card number
    TONE = "tone"  # another pure tone: dial tone, beep, fax
    MUSIC = "music"
    NOISE = "noise"  # steady, and loud enough to be in the way


@dataclass(frozen=True, slots=True)
class LineSound:
    kind: LineSoundKind
    span: Span
