"""FunASR's JSON: what `AutoModel.generate` returns (one result or a list of them), times in milliseconds.

With a speaker model or `sentence_timestamp` it has `sentence_info`, each sentence with its times and, as `spk`, its
speaker; else `timestamp` has a pair of times for each word of the whole text. Where the pairs do not fit the words
(numbers turned into figures), these are spread over the sentence.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from qa_scorer.model import Word
from qa_scorer.transcript.engine import UNKNOWN_PROBABILITY
from qa_scorer.transcript.ready.lines import ReadyLine, Speaker, cut_where_nobody_speaks, pieces, spread
from qa_scorer.transcript.words import tidied

_SIGN = re.compile(r"<\|[^|]*\|>")  # SenseVoice's: language, mood, kind of sound
_PAUSE_S = 0.5

_Ms = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_Times = tuple[tuple[_Ms, _Ms], ...]


class _Sentence(BaseModel):
    model_config = ConfigDict(frozen=True)

    text: str = ""
    sentence: str = ""  # how some models call the text
    start: _Ms
    end: _Ms
    timestamp: _Times = ()
    spk: int | str | None = None


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True)

    text: str
    timestamp: _Times = ()
    sentence_info: tuple[_Sentence, ...] = ()


FUNASR: TypeAdapter[tuple[_Result, ...]] = TypeAdapter(tuple[_Result, ...])


def funasr_lines(results: Sequence[_Result]) -> list[ReadyLine]:
    return [line for result in results for line in _lines(result)]


def has_times(results: Sequence[_Result]) -> bool:
    """Whether it is known of every text when it was said."""
    return all(result.sentence_info or result.timestamp or not pieces(_plain(result.text)) for result in results)


def _lines(result: _Result) -> Iterator[ReadyLine]:
    if not result.sentence_info and result.timestamp:
        words = _words(_plain(result.text), result.timestamp, result.timestamp[0][0], result.timestamp[-1][1])
        yield from cut_where_nobody_speaks(words, Speaker(), _PAUSE_S)
    for sentence in result.sentence_info:
        text = _plain(sentence.text or sentence.sentence)
        if words := _words(text, sentence.timestamp, sentence.start, sentence.end):
            yield ReadyLine(speaker=Speaker("" if sentence.spk is None else str(sentence.spk)), words=words)


def _words(text: str, times: _Times, start_ms: float, end_ms: float) -> tuple[Word, ...]:
    said = pieces(text)
    if len(said) != len(times):
        return spread(text, start_ms / 1000, max(start_ms, end_ms) / 1000)
    return tidied(
        Word(text=piece, start_s=start / 1000, end_s=max(start, end) / 1000, probability=UNKNOWN_PROBABILITY)
        for piece, (start, end) in zip(said, times, strict=True)
    )


def _plain(text: str) -> str:
    return _SIGN.sub("", text)
