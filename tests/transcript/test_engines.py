"""Both engines on the sound of a sample call, with the real weights."""

import subprocess
import sys

import jiwer
import numpy as np
import pytest

from qa_scorer.errors import UsageError
from qa_scorer.model import Word
from qa_scorer.transcript.engine import Engine, Heard, open_engine
from qa_scorer.transcript.recognise import recognise
from tests.transcript.real_call import agent_side, folded

_FIRST_S = 25.0


@pytest.fixture(scope="module")
def words_of_both(engine: Engine) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The agent's first 25 seconds by faster-whisper and by openai-whisper (which is slow: once for all tests)."""
    side = agent_side(_FIRST_S)
    reference = open_engine("openai-whisper", "base", device="cpu", threads=1)
    assert (engine.name, reference.name) == ("faster-whisper base int8", "openai-whisper base float32")
    ours, _ = recognise(engine, side.samples, side.speech)
    theirs, _ = recognise(reference, side.samples, side.speech)
    return ours, theirs


def test_both_engines_hear_the_script_equally_well(words_of_both: tuple[tuple[Word, ...], tuple[Word, ...]]) -> None:
    """The arithmetic differs (int8, float32), and with it a syllable here and there; the errors come to the same."""
    ours, theirs = (folded("".join(word.text for word in words)) for words in words_of_both)
    script = folded(agent_side(_FIRST_S).script)
    assert jiwer.cer(script, ours) == pytest.approx(jiwer.cer(script, theirs), abs=0.05)
    assert jiwer.cer(theirs, ours) <= 1 / 15


def test_both_engines_agree_on_when_words_were_said(words_of_both: tuple[tuple[Word, ...], tuple[Word, ...]]) -> None:
    """The words that both wrote alike, in order, end within a fifth of a second of each other."""
    ours, theirs = words_of_both
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=False) if a.text == b.text]
    assert len(pairs) >= 20
    assert sorted(abs(a.end_s - b.end_s) for a, b in pairs)[len(pairs) * 9 // 10] <= 0.2


def test_what_was_recognised_is_what_the_script_says(engine: Engine) -> None:
    side = agent_side(_FIRST_S)
    words, discarded = recognise(engine, side.samples, side.speech)
    assert jiwer.cer(folded(side.script), folded("".join(word.text for word in words))) < 0.25
    assert not discarded


def test_the_same_sound_gives_the_same_words_every_time(engine: Engine) -> None:
    side = agent_side(_FIRST_S)
    assert recognise(engine, side.samples, side.speech) == recognise(engine, side.samples, side.speech)


def test_chunks_are_heard_each_for_itself(engine: Engine) -> None:
    """Two decoded together, with the end of the call beside the beginning: the words of each, in their order."""
    side = agent_side(_FIRST_S)
    whole = side.samples / np.float32(32768)
    chunks = [whole[: 8 * 16_000], whole[8 * 16_000 :], whole[12 * 16_000 :]]
    together, alone = engine.recognise(chunks), [engine.recognise([chunk])[0] for chunk in chunks]
    assert [_texts(heard) for heard in together] == [_texts(heard) for heard in alone]
    assert together == engine.recognise(chunks)


def test_a_call_gives_the_same_words_whatever_was_heard_before(engine: Engine) -> None:
    side = agent_side(_FIRST_S)
    before = recognise(engine, side.samples, side.speech)
    recognise(engine, side.samples[::-1], side.speech)
    assert recognise(engine, side.samples, side.speech) == before


def _texts(heard: Heard) -> list[str]:
    return [line.text for line in heard.lines]


def test_an_unknown_engine_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(UsageError, match="use faster-whisper or openai-whisper"):
        open_engine("kaldi", "base")


def test_an_unknown_device_is_refused() -> None:
    with pytest.raises(UsageError, match="--device"):
        open_engine("faster-whisper", "base", device="tpu")


@pytest.mark.parametrize("name", ["faster-whisper", "openai-whisper"])
def test_loading_an_engine_prints_nothing(name: str) -> None:
    """Neither the libraries' imports nor the loading of the model write on the screen."""
    code = f"from qa_scorer import open_engine; open_engine({name!r}, 'base', device='cpu')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout + ran.stderr == ""
