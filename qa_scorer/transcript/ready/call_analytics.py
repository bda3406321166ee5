"""Amazon Transcribe Call Analytics: the JSON of a finished job. It knows who is agent and who customer.

Each part of `Transcript` is what one of them said, its `Items` are the words and punctuation marks; times are in
milliseconds, `Confidence` is between 0 and 1.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from qa_scorer.model import Role, Word
from qa_scorer.transcript.engine import UNKNOWN_PROBABILITY
from qa_scorer.transcript.ready.lines import ReadyLine, Speaker, spread
from qa_scorer.transcript.words import tidied

_Ms = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_ROLES = {"AGENT": Role.AGENT, "CUSTOMER": Role.CUSTOMER, "SYSTEM": Role.SYSTEM}


class _Item(BaseModel):
    model_config = ConfigDict(frozen=True)

    Content: str
    BeginOffsetMillis: _Ms | None = None  # punctuation marks have none
    EndOffsetMillis: _Ms | None = None
    Confidence: Annotated[float, Field(ge=0, le=1)] | None = None  # a number, often written as text
    Type: str = ""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)

    ParticipantRole: str = ""
    BeginOffsetMillis: _Ms
    EndOffsetMillis: _Ms
    Content: str = ""
    Items: tuple[_Item, ...] = ()


class CallAnalytics(BaseModel):
    """The part of the file that is read."""

    model_config = ConfigDict(frozen=True)

    Transcript: tuple[_Part, ...]

    def lines(self) -> list[ReadyLine]:
        found = [(part, _words(part)) for part in self.Transcript]
        return [ReadyLine(speaker=_speaker(part.ParticipantRole), words=words) for part, words in found if words]


def _speaker(role: str) -> Speaker:
    return Speaker(role, _ROLES.get(role.upper(), Role.UNKNOWN))


def _words(part: _Part) -> tuple[Word, ...]:
    words = tidied(_timed(part))
    return words or spread(
        part.Content, part.BeginOffsetMillis / 1000, max(part.BeginOffsetMillis, part.EndOffsetMillis) / 1000
    )


def _timed(part: _Part) -> Iterator[Word]:
    """The words with their times, each with the punctuation marks after it."""
    held: Word | None = None
    for item in part.Items:
        begin_ms = item.BeginOffsetMillis
        if item.Type.lower() == "punctuation" or begin_ms is None:
            if held:
                held = _with(held, item.Content)
            continue
        if held:
            yield held
        end_ms = begin_ms if item.EndOffsetMillis is None else max(begin_ms, item.EndOffsetMillis)
        held = Word(
            text=f" {item.Content}",  # between Latin words; `tidied` takes it away elsewhere
            start_s=begin_ms / 1000,
            end_s=end_ms / 1000,
            probability=UNKNOWN_PROBABILITY if item.Confidence is None else item.Confidence,
        )
    if held:
        yield held


def _with(word: Word, mark: str) -> Word:
    return Word(text=word.text + mark, start_s=word.start_s, end_s=word.end_s, probability=word.probability)
