"""What sherpa-onnx says of a chunk, token by token -> lines of words.

SenseVoice and Paraformer do not say how sure they are of a token: where sherpa-onnx gives no probability, a word has
`UNKNOWN_PROBABILITY`.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import exp, log
from typing import Final
from zlib import compress

from qa_scorer.model import Word
from qa_scorer.transcript.engine import UNKNOWN_PROBABILITY, Line

# sherpa-onnx tells where a token begins. FunASR, which both models come from, lets it last until the next one and at
# most 12 frames of 20 ms (MAX_TOKEN_DURATION in its timestamp_tools.py).
_LONGEST_TOKEN_S: Final = 0.24
_NEW_LINE_S: Final = 0.6  # a token that begins so long after the one before begins another line

_HALF: Final = "@@"  # how Paraformer marks a token whose Latin word goes on


def lines(
    tokens: Sequence[str],
    starts_s: Sequence[float],
    log_probabilities: Sequence[float],
    duration_s: float,
    *,
    no_speech: bool,
    spaced: bool,
) -> tuple[Line, ...]:
    """The lines of a chunk of `duration_s`.

    `no_speech`: the model itself says that nobody speaks in it. `spaced`: tokens carry a space where a Latin word
    begins (SenseVoice); without it a Latin token begins a word unless the one before ends in @@ (Paraformer).
    Where there is not one time a token (a Paraformer's tokens and peaks may differ in number) they are spread evenly.
    """
    if len(starts_s) != len(tokens):
        starts_s = [duration_s * place / len(tokens) for place in range(len(tokens))]
    probabilities = [exp(value) for value in log_probabilities]
    if len(probabilities) != len(tokens):
        probabilities = [0.0 if no_speech else UNKNOWN_PROBABILITY] * len(tokens)
    texts = tokens if spaced else list(_spaced(tokens))
    words = _words(texts, [*starts_s, duration_s], probabilities)
    return tuple(_line(cut, no_speech) for cut in _cut(list(words)))


def _spaced(tokens: Sequence[str]) -> Iterator[str]:
    goes_on = False
    for token in tokens:
        latin = token[:1].isascii() and token[:1].isalnum()
        yield f"{' ' if latin and not goes_on else ''}{token.removesuffix(_HALF)}"
        goes_on = token.endswith(_HALF)


def _words(texts: Sequence[str], edges_s: Sequence[float], probabilities: Sequence[float]) -> Iterator[Word]:
    """The tokens that are words, not signs such as <unk>."""
    for place, text in enumerate(texts):
        if not (text.startswith("<") and text.endswith(">")):
            yield Word(
                text=text,
                start_s=edges_s[place],
                end_s=min(edges_s[place] + _LONGEST_TOKEN_S, max(edges_s[place], edges_s[place + 1])),
                probability=probabilities[place],
            )


def _cut(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    begins = [
        place for place, word in enumerate(words) if not place or word.start_s - words[place - 1].start_s > _NEW_LINE_S
    ]
    for first, last in pairwise([*begins, len(words)]):
        yield words[first:last]


def _line(words: Sequence[Word], no_speech: bool) -> Line:
    said = "".join(word.text for word in words).encode()
    return Line(
        start_s=words[0].start_s,
        end_s=words[-1].end_s,
        words=tuple(words),
        mean_log_probability=sum(log(max(word.probability, 1e-9)) for word in words) / len(words),
        compression_ratio=len(said) / len(compress(said)),
        no_speech_probability=1.0 if no_speech else 0.0,
    )
