"""Our own JSON, which `qa-scorer transcribe --format json` writes and anybody may.

    {
      "turns": [
        {
          "role": "agent",              agent, customer or system; or left out
          "channel": "left",            left or right; or left out
          "speaker": "1",               any name, where neither is known; or left out
          "start_s": 0.52,              seconds from the start of the recording
          "end_s": 3.1,
          "text": "您好，工号1206",      or, better, words:
          "words": [{"text": "您好", "start_s": 0.52, "end_s": 0.9, "probability": 0.98}],
          "probability": 0.9            how sure the recogniser was, 0 to 1, where a word does not say; or left out
        }
      ],
      "file": "a.wav", "recogniser": "…", "duration_s": 61.3      for people; not read
    }

A turn with `words` needs no `text`. Without any probability a word has `UNKNOWN_PROBABILITY`, and nothing that
accuses the agent rests on it: a transcript that people checked should say 1.
"""

import json
from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from qa_scorer.model import Evidence, Role, Side, Turn, Word
from qa_scorer.transcript.engine import UNKNOWN_PROBABILITY
from qa_scorer.transcript.ready.lines import ReadyLine, Speaker, spread
from qa_scorer.transcript.words import tidied

_Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_Probability = Annotated[float, Field(ge=0, le=1)]


class _Stretch(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)  # a key that is misspelt should not go unnoticed

    start_s: _Seconds
    end_s: _Seconds
    text: str = ""
    probability: _Probability | None = None

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.end_s < self.start_s:
            raise ValueError("end_s is before start_s")
        return self


class _Turn(_Stretch):
    role: Literal["agent", "customer", "system", "unknown"] = "unknown"
    channel: Side | None = None
    speaker: str = ""
    words: tuple[_Stretch, ...] = ()


class OwnJson(BaseModel):
    """The file as above."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    turns: tuple[_Turn, ...]
    file: str = ""
    recogniser: str = ""
    duration_s: _Seconds | None = None

    def lines(self) -> list[ReadyLine]:
        found = [(turn, _words(turn)) for turn in self.turns]
        return [
            ReadyLine(speaker=Speaker(turn.speaker, Role(turn.role), turn.channel), words=words)
            for turn, words in found
            if words
        ]


def _words(turn: _Turn) -> tuple[Word, ...]:
    sure = UNKNOWN_PROBABILITY if turn.probability is None else turn.probability
    if not turn.words:
        return spread(turn.text, turn.start_s, turn.end_s, sure)
    return tidied(
        Word(
            text=word.text,
            start_s=word.start_s,
            end_s=word.end_s,
            probability=sure if word.probability is None else word.probability,
        )
        for word in turn.words
    )


def own_json(name: str, evidence: Evidence, turns: Sequence[Turn]) -> str:
    """`turns` (those of `evidence`, as they may be read outside) of the recording `name` as such a file."""
    roles = [side.role for side in evidence.sides]
    channels = {side.role: side.side for side in evidence.sides if roles.count(side.role) == 1}
    whole = {
        "file": name,
        "recogniser": evidence.recogniser,
        "duration_s": round(evidence.facts.duration_s, 3),
        "turns": [
            {
                "role": turn.role.value,
                **({"channel": side} if (side := channels.get(turn.role)) else {}),
                "start_s": round(turn.start_s, 3),
                "end_s": round(turn.end_s, 3),
                "text": turn.text,
                "words": [
                    {
                        "text": word.text,
                        "start_s": round(word.start_s, 3),
                        "end_s": round(word.end_s, 3),
                        "probability": round(word.probability, 3),
                    }
                    for word in turn.words
                ],
            }
            for turn in turns
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
