"""The words of each side of a call: its speech packed into chunks, recognised, put back in their place in the call."""

from collections.abc import Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from qa_scorer.model import Discarded, Span, Word
from qa_scorer.transcript.chunks import Chunk, chunks
from qa_scorer.transcript.engine import Engine, Heard
from qa_scorer.transcript.made_up import judged
from qa_scorer.transcript.words import tidied

# Speech at least this long in which nothing was recognised is heard a second time, apart from the rest: Whisper now and
# then passes over a sentence, and a promise or a goodbye passed over would be held against the agent. On 25 sides of
# made telephone calls it had passed over four whole sentences and three short replies; the second time all seven were
# found (characters missing: 38 instead of 112 of 3,824), for 4 more calls of the engine on top of 44.
_PASSED_OVER_S = 0.3

_WITHIN_S = 0.05  # this much before a word's end is still inside the word

# Chunks handed to the engine at once: of a call of two hours the others need not be in memory.
_AT_ONCE = 16

_Side = tuple[NDArray[np.int16], Sequence[Span]]
_Recognised = tuple[tuple[Word, ...], tuple[Discarded, ...]]


def recognise(engine: Engine, samples: NDArray[np.int16], speech: Sequence[Span]) -> _Recognised:
    """The words in `samples` (one side, shape (n,), 16 kHz) and the lines thrown away as made up, in order.

    Only `speech` (by speech activity, in order) is heard; every word lies inside it. No speech: no call of the
    engine. Raises MachineError where the engine gives out.
    """
    return recognise_sides(engine, [(samples, speech)])[0]


def recognise_sides(engine: Engine, sides: Sequence[_Side]) -> list[_Recognised]:
    """For each side of one call the same as `recognise`; the engine may hear chunks of all of them together."""
    first = _heard(engine, sides)
    missed = [
        (samples, _passed_over(speech, words, discarded))
        for (samples, speech), (words, discarded) in zip(sides, first, strict=True)
    ]
    second = _heard(engine, missed)
    return [
        (
            tidied(sorted((*words, *more_words), key=lambda word: word.start_s)),
            tuple(sorted((*discarded, *more_discarded), key=lambda line: line.start_s)),
        )
        for (words, discarded), (more_words, more_discarded) in zip(first, second, strict=True)
    ]


def _heard(engine: Engine, sides: Sequence[_Side]) -> list[_Recognised]:
    words: list[list[Word]] = [[] for _ in sides]
    discarded: list[list[Discarded]] = [[] for _ in sides]
    every = ((place, chunk) for place, (samples, speech) in enumerate(sides) for chunk in chunks(samples, speech))
    while some := list(islice(every, _AT_ONCE)):
        for (place, chunk), heard in zip(some, engine.recognise([chunk.samples for _, chunk in some]), strict=True):
            said, made_up = _told_apart(chunk, heard)
            words[place].extend(said)
            discarded[place].extend(made_up)
    return [(tuple(said), tuple(made_up)) for said, made_up in zip(words, discarded, strict=True)]


def _told_apart(chunk: Chunk, heard: Heard) -> tuple[list[Word], list[Discarded]]:
    """What was said in the chunk, and what the engine made up."""
    words: list[Word] = []
    discarded: list[Discarded] = []
    for line, reason in judged(heard.lines):
        placed = [_placed(chunk, word) for word in line.words]
        if reason is None:
            words.extend(placed)
        else:
            discarded.append(
                Discarded(start_s=placed[0].start_s, end_s=placed[-1].end_s, text=line.text, reason=reason)
            )
    return words, discarded


def _placed(chunk: Chunk, word: Word) -> Word:
    """The word at its time in the call.

    A word's end tells its piece: Whisper lets the first word after a pause begin where the last one before it ended.
    """
    piece = chunk.piece_at(word.end_s - _WITHIN_S)
    return Word(
        text=word.text,
        start_s=piece.in_call(word.start_s),
        end_s=piece.in_call(word.end_s),
        probability=word.probability,
    )


def _passed_over(speech: Sequence[Span], words: Sequence[Word], discarded: Sequence[Discarded]) -> tuple[Span, ...]:
    heard = [*((word.start_s, word.end_s) for word in words), *((line.start_s, line.end_s) for line in discarded)]
    return tuple(
        span
        for span in speech
        if span.duration_s >= _PASSED_OVER_S
        and not any(start_s <= span.end_s and end_s >= span.start_s for start_s, end_s in heard)
    )
