"""A site's terms put right where they were misheard, with the real recogniser on a sample call."""

import numpy as np
import pytest

from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.hear import Voice, hear
from qa_scorer.listening.settings import HeardWith
from qa_scorer.listening.terms import with_terms
from qa_scorer.model import CallData, Recording, Role, Turn
from qa_scorer.transcript.faster_whisper_engine import FasterWhisper
from qa_scorer.transcript.recognise import recognise
from qa_scorer.wording.script import fold
from tests.command import SAMPLES

_SAID, _NEVER_SAID = "畅享套餐", ("畅想套票", "青春套餐", "步卡费率", "一百分红")
_WAS_SAID_S = (14.0, 29.0)


@pytest.fixture(scope="module")
def engine() -> FasterWhisper:
    return FasterWhisper("base", device="cpu", threads=1)


@pytest.fixture(scope="module")
def heard(engine: FasterWhisper) -> tuple[Voice, Turn]:
    """What the agent says around the name of the customer's plan."""
    path = next(SAMPLES.glob("*_C0001.wav"))
    voice = hear(decode(Recording(path=path, name=path.name, call=CallData()))).voices[0]
    speech = tuple(span for span in voice.speech if _WAS_SAID_S[0] < span.start_s < _WAS_SAID_S[1])
    words, _ = recognise(engine, voice.samples, speech)
    return voice, Turn(role=Role.AGENT, start_s=speech[0].start_s, end_s=speech[-1].end_s, words=words)


def _with(terms: tuple[str, ...], heard: tuple[Voice, Turn], engine: FasterWhisper) -> Turn:
    voice, turn = heard
    (found,) = with_terms([turn], terms, {Role.AGENT: voice.samples}, engine.second_opinion)
    return found


def test_a_term_misheard_is_put_right_and_nothing_else_changes(
    heard: tuple[Voice, Turn], engine: FasterWhisper
) -> None:
    before, after = heard[1], _with((_SAID,), heard, engine)
    assert _SAID not in fold(before.text) and fold(after.text).count(_SAID) == 1
    left, right = fold(after.text).split(_SAID)
    assert fold(before.text).startswith(left) and fold(before.text).endswith(right)
    assert len(fold(before.text)) == len(fold(after.text))
    assert (after.words[0].start_s, after.words[-1].end_s) == (before.words[0].start_s, before.words[-1].end_s)


def test_terms_that_were_not_said_are_not_put_in(heard: tuple[Voice, Turn], engine: FasterWhisper) -> None:
    assert _with(_NEVER_SAID, heard, engine) == heard[1]


def test_on_silence_no_term_is_heard(heard: tuple[Voice, Turn], engine: FasterWhisper) -> None:
    silence = np.zeros(len(heard[0].samples), np.int16)
    (found,) = with_terms([heard[1]], (_SAID,), {Role.AGENT: silence}, engine.second_opinion)
    assert found == heard[1]


def test_other_terms_are_another_hearing() -> None:
    """What was heard with other terms is heard again."""
    recording = Recording(path=SAMPLES / "a.wav", name="a.wav", call=CallData())
    keys = {HeardWith(recogniser="x", terms=terms).sha256(recording) for terms in ((), (_SAID,), _NEVER_SAID)}
    assert len(keys) == 3
