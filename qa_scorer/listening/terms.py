"""A site's own terms where they were misheard: put right if the recogniser, asked again, hears them there.

Whisper can be told of terms in its prompt, but then it hears them where they were not said, says the prompt back on
quiet sound, and writes other words differently. So nobody is told anything beforehand: where what was recognised sounds
much like a term, that one stretch of sound is put to the recogniser once more, with the term in the place of what it
wrote (second_opinions.py). No other word can change. `python -m tests.bench terms` measures both ways.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Final

from qa_scorer.listening.second_opinions import Samples, second_opinions
from qa_scorer.model import Doubt, Role, Turn, Word
from qa_scorer.transcript.forced_decoding import Listener
from qa_scorer.wording.script import fold, normalised
from qa_scorer.wording.sound import syllables, syllables_alike

_ALIKE: Final = 0.7  # mean over the syllables of a term; lower, and it is asked for in vain
_SURE: Final = 0.5  # probability, at even odds beforehand
_PEOPLE = (Role.AGENT, Role.CUSTOMER)


def with_terms(
    turns: Sequence[Turn], terms: Sequence[str], sounds: Mapping[Role, Samples], listener: Listener
) -> tuple[Turn, ...]:
    """`turns` with the terms that were misheard. `sounds`, shape (n,), 16 kHz, are those of the parties."""
    every, found = frozenset(map(fold, terms)), list(turns)
    for place, turn in enumerate(found):
        if turn.role in _PEOPLE:
            for term in terms:
                for start, end in _like(term, every, found[place]):
                    doubt = _doubt(term, found[place], start, end)
                    if any(each.probability >= _SURE for each in second_opinions([doubt], found, sounds, listener)):
                        found[place] = _replaced(found[place], start, end, term)
    return tuple(found)


def _like(term: str, every: Set[str], turn: Turn) -> Iterator[tuple[int, int]]:
    """Where the turn sounds like the term and says neither it nor another of them, first and one past the last
    character; the last first, so that those before keep their place."""
    said, wanted = normalised(_raw(turn)), fold(term)
    sounds, wish, last = syllables(said.text), syllables(wanted), len(said.text)
    for first in range(len(said.text) - len(wanted), -1, -1):
        past = first + len(wanted)
        if past <= last and _alike(wish, sounds[first:past]) >= _ALIKE:
            last = first
            if said.text[first:past] not in every:
                yield said.places[first][0], said.places[past - 1][1]


def _alike(wish: Sequence[str], sounds: Sequence[str]) -> float:
    return sum(map(syllables_alike, wish, sounds)) / len(wish)


def _doubt(term: str, turn: Turn, start: int, end: int) -> Doubt:
    words = [word for word, first, past in _placed(turn) if first < end and past > start]
    return Doubt(phrase=term, role=turn.role, start_s=words[0].start_s, end_s=words[-1].end_s)


def _replaced(turn: Turn, start: int, end: int, term: str) -> Turn:
    """The turn with `term` for the characters `start` to `end`: the words these touch become one."""
    touched = [word for word, first, past in _placed(turn) if first < end and past > start]
    begin = next(first for _, first, past in _placed(turn) if past > start)
    raw = "".join(word.text for word in touched)
    one = Word(
        text=raw[: start - begin] + term + raw[end - begin :],
        start_s=touched[0].start_s,
        end_s=touched[-1].end_s,
        probability=sum(word.probability for word in touched) / len(touched),
    )
    place = turn.words.index(touched[0])
    return replace(turn, words=(*turn.words[:place], one, *turn.words[place + len(touched) :]))


def _placed(turn: Turn) -> Iterator[tuple[Word, int, int]]:
    """Each word with its place in the turn's characters."""
    at = 0
    for word in turn.words:
        yield word, at, at + len(word.text)
        at += len(word.text)


def _raw(turn: Turn) -> str:
    return "".join(word.text for word in turn.words)
