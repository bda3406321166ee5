"""Lines of a written dialogue -> turns: each in its time, word by word."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from qa_scorer.model import Turn, Word
from qa_scorer.rubric.dialogue_lines import DialogueLine
from qa_scorer.transcript.speech_rate import count_characters

# At a natural rate: 250 characters a minute of speech (everyday Mandarin is at 200 to 280), answers after 0.4 s.
CHARACTER_S: Final = 0.24
ANSWER_S: Final = 0.4
PROBABILITY: Final = 0.95  # how sure the recogniser is of words that are written

_SHORTEST_S = 0.3


def placed_lines(lines: Sequence[DialogueLine]) -> tuple[Turn, ...]:
    """One turn a line, ordered by start.

    A line without a start follows the one before it; one without an end lasts as long as its words take, but stops
    where the next one that has a time begins: who is to speak at once needs both.
    """
    return tuple(_turns(lines))


def _turns(lines: Sequence[DialogueLine]) -> Iterator[Turn]:
    ended_s = 0.0
    for line, following in zip_longest(lines, lines[1:]):
        start_s = ended_s + ANSWER_S if line.start_s is None else line.start_s
        end_s = start_s + max(count_characters(line.text) * CHARACTER_S, _SHORTEST_S)
        if following and following.start_s is not None and following.start_s > start_s:
            end_s = min(end_s, following.start_s)
        turn = _turn(line, start_s, line.end_s or end_s)
        ended_s = max(ended_s, turn.end_s)
        yield turn


def _turn(line: DialogueLine, start_s: float, end_s: float) -> Turn:
    share = (end_s - start_s) / max(len(line.text), 1)
    return Turn(
        role=line.role,
        start_s=start_s,
        end_s=end_s,
        talk_s=end_s - start_s,
        characters=count_characters(line.text),
        words=tuple(
            Word(
                text=character,
                start_s=start_s + place * share,
                end_s=start_s + (place + 1) * share,
                probability=PROBABILITY if line.probability is None else line.probability,
            )
            for place, character in enumerate(line.text)
        ),
    )
