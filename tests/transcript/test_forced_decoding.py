"""The recogniser's second opinion: forced decoding, where a phrase would stand, and what the scores are worth."""

from dataclasses import replace
from itertools import product
from math import exp
from pathlib import Path

import numpy as np
import pytest
from faster_whisper import WhisperModel
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from qa_scorer.hearing.decode import decode
from qa_scorer.listening.second_opinions import around
from qa_scorer.model import CallData, Recording
from qa_scorer.transcript.calibration import Choice, Signs, probability, shares
from qa_scorer.transcript.forced_decoding import ForcedDecoding
from qa_scorer.transcript.verification import Verifier, another_number, spellings
from qa_scorer.transcript.weights import base_folder
from qa_scorer.wording.placing import place_of
from tests.bench.spoken_windows import SpokenWindow, spoken_windows
from tests.transcript.real_call import RealSide, agent_side

_OPENING_S = 7.0  # 上午好，欢迎致电云海电信，我是客服代表林晓雯，请问我能为您提供什么服务？
_RECOGNISED = "上午好,歡迎致電云海電信,我是克服代表林小文,請問我能為您提供什麼服務?"  # as base writes it, one wrong
_SAMPLES = Path(__file__).parents[2] / "sample_audio"
_NEAR_MISSES = _SAMPLES / "near_misses"


@pytest.fixture(scope="module")
def decoding() -> ForcedDecoding:
    return ForcedDecoding(WhisperModel(str(base_folder()), device="cpu", compute_type="int8"), "base")


@pytest.fixture(scope="module")
def verifier(decoding: ForcedDecoding) -> Verifier:
    return Verifier(decoding)


@pytest.fixture(scope="module")
def opening() -> NDArray[np.float32]:
    side: RealSide = agent_side(_OPENING_S)
    return side.samples.astype(np.float32) / 32768


@pytest.fixture(scope="module")
def windows() -> list[SpokenWindow]:
    return list(spoken_windows(_NEAR_MISSES, 1, 0, ["zf_xiaoni"]))


def _asked(verifier: Verifier, window: SpokenWindow, phrase: str) -> float:
    return verifier.verify(window.samples, around(phrase, window.said), phrase)


def test_what_was_said_is_more_probable_than_what_was_not(
    decoding: ForcedDecoding, opening: NDArray[np.float32]
) -> None:
    said, not_said = decoding.score(opening, ["上午好,欢迎致电云海电信", "上午好,还有其他问题吗"])
    assert said.total > not_said.total


def test_a_text_scores_the_same_alone_and_beside_others(decoding: ForcedDecoding, opening: NDArray[np.float32]) -> None:
    texts = ["上午好", "上午好,欢迎致电云海电信", "您好"]
    together = decoding.score(opening, texts)
    for text, among_others in zip(texts, together, strict=True):
        (alone,) = decoding.score(opening, [text])
        assert alone.log_probabilities == pytest.approx(among_others.log_probabilities, abs=0.05)


def test_every_character_has_a_token_and_every_token_a_probability(
    decoding: ForcedDecoding, opening: NDArray[np.float32]
) -> None:
    (scored,) = decoding.score(opening, ["客服代表林晓雯"])
    assert {place for start, end in scored.places for place in range(start, end)} == set(range(7))
    assert all(value <= 0 for value in scored.log_probabilities)
    assert scored.within(4, 7) == scored.log_probabilities[-len(scored.within(4, 7)) :]


def test_a_phrase_said_in_a_call_is_confirmed_and_one_not_said_is_not(
    verifier: Verifier, opening: NDArray[np.float32]
) -> None:
    for phrase in ("上午好", "欢迎致电云海电信", "我是客服代表林晓雯", "请问我能为您提供什么服务"):
        assert verifier.verify(opening, around(phrase, _RECOGNISED), phrase) > 0.8, phrase
    for phrase in ("再见", "很高兴为您服务", "这不关我的事", "我是客服代表王海峰"):
        assert verifier.verify(opening, around(phrase, _RECOGNISED), phrase) < 0.2, phrase


def test_near_misses_that_speakers_really_say_are_told_from_the_phrase(
    verifier: Verifier, windows: list[SpokenWindow]
) -> None:
    """On the clearer half of one voice's lines, more than nine of ten pairs are the right way round."""
    clear = [window for window in windows if window.snr_db > 15 and len(window.questions) == 2]
    found = {True: list[float](), False: list[float]()}
    for window, question in ((each, question) for each in clear for question in each.questions):
        found[question.said].append(_asked(verifier, window, question.phrase))
    right = [said > not_said for said, not_said in product(found[True], found[False])]
    assert sum(right) / len(right) > 0.9


def test_the_number_said_is_found_in_a_roster_though_another_was_recognised(verifier: Verifier) -> None:
    """客服代表一三一五, which the recogniser takes for 1355."""
    path = next(_SAMPLES.glob("1315_*_C0013.*"))
    sound = decode(Recording(path=path, name=path.name, call=CallData())).samples[0, :64_000] / np.float32(32768)
    recognised = around("1315", "你好客服代表1355,請問我能為您提供什麼")
    assert recognised.heard == "1355"
    found = verifier.likeliest(sound, recognised, ("1315", "1355", "2177", "2390", "1206", "2048"))
    assert max(found, key=found.__getitem__) == "1315"
    assert sum(found.values()) < 1


@pytest.mark.parametrize(
    ("phrase", "text", "there"),
    [
        ("工号1206", "你好,公号1226,請問", "公号1226"),
        ("再见", "我给您在线查", "在线"),
        ("这不关我的事", "这不光是我的事情", "这不光是我的事"),
        ("您好", "你好啊", "你好"),
        ("您好", "", ""),
    ],
)
def test_a_phrase_stands_where_the_text_sounds_most_like_it(phrase: str, text: str, there: str) -> None:
    place = place_of(phrase, text)
    assert text[place.start : place.end] == there


@given(st.text("工公号好您你幺一二零六1206,。再见在线", max_size=20), st.text("工号您好1206", min_size=1, max_size=6))
def test_a_place_lies_in_the_text_and_an_exact_one_is_wholly_alike(text: str, phrase: str) -> None:
    place = place_of(phrase, text)
    assert 0 <= place.start <= place.end <= len(text)
    assert 0 <= place.likeness <= 1
    assert place_of(phrase, text + phrase).likeness == 1


def test_a_number_is_spelt_in_figures_and_as_it_is_spoken() -> None:
    assert spellings("工号1206") == ("工号1206", "工號1206", "工号一二零六", "工号幺二零六")
    assert spellings("再见") == ("再见", "再見")


def test_a_phrase_gains_by_its_own_probability_and_loses_by_its_rival_s() -> None:
    middling = Signs(weakest=-2.0, mean=-1.0, rival=-1.0)
    better = replace(middling, weakest=-1.0, mean=-0.5)
    outdone = replace(middling, rival=-0.1)
    assert 0 < probability(outdone) < probability(middling) < probability(better) < 1


def test_shares_are_those_of_the_scores_and_leave_the_rest_to_something_else() -> None:
    even = Choice(sharpness=1.0, another=0.0, none=-1.0)
    found = shares({"1206": -1.0, "1226": -2.0}, -1.0, even)
    assert found["1206"] == pytest.approx(1 / (2 + exp(-1)))
    assert found["1206"] / found["1226"] == pytest.approx(exp(1))
    no_number = shares({"1206": -1.0, "1226": -2.0}, None, even)
    assert no_number["1206"] > found["1206"]


@pytest.mark.parametrize(
    ("heard", "another"), [("1226", True), ("一二二六", True), ("1206", False), ("106", False), ("很高兴", False)]
)
def test_only_a_number_as_long_as_the_others_can_be_somebody_else_s(heard: str, another: bool) -> None:
    assert another_number(heard, ("1206", "1315")) is another


def test_the_same_seed_makes_the_same_windows_and_no_near_miss_was_said(windows: list[SpokenWindow]) -> None:
    again = list(spoken_windows(_NEAR_MISSES, 1, 0, ["zf_xiaoni"]))
    assert all(np.array_equal(one.samples, other.samples) for one, other in zip(windows, again, strict=True))
    assert [window.questions for window in windows] == [window.questions for window in again]
    for window in windows:
        for question in window.questions:
            assert (question.phrase in window.said) is question.said
