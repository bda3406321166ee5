"""Which language a party speaks, Mandarin and other Chinese told apart; only some models can."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from qa_scorer.model import Span
from qa_scorer.transcript.chunks import chunks
from qa_scorer.transcript.engine import Engine

_SURE = 0.8
# Whisper's names. A model that has no token for Cantonese calls every kind of Chinese zh, and is not asked.
_NAMES = {"zh": "cmn"}


def spoken_language(engine: Engine, samples: NDArray[np.int16], speech: Sequence[Span]) -> str | None:
    """cmn, yue, or the ISO 639-1 code of another language, by the first half minute of `speech` in one channel.

    None: no speech, in doubt, or the engine's model does not tell Mandarin from other Chinese.
    """
    first = next(iter(chunks(samples, speech)), None)
    if first is None or not (languages := engine.languages(first.samples)):
        return None
    return likeliest(languages)


def likeliest(languages: Mapping[str, float]) -> str | None:
    """The name of the likeliest of Whisper's languages, None under a probability of 0.8."""
    name, probability = max(languages.items(), key=lambda pair: pair[1])
    return _NAMES.get(name, name) if probability >= _SURE else None
