"""What was heard as text, and the same text read again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from qa_scorer.language import Language
from qa_scorer.model import AudioFacts, Evidence, Role, SideMeasures, Turn, Word
from qa_scorer.transcript.ready.read import read_transcript
from qa_scorer.transcript.ready.write import Form, written


def _turn(role: Role, start_s: float, *words: str) -> Turn:
    spoken = tuple(
        Word(text=word, start_s=start_s + place, end_s=start_s + place + 0.5, probability=0.75)
        for place, word in enumerate(words)
    )
    return Turn(role=role, start_s=start_s, end_s=start_s + len(words), words=spoken)


_TURNS = (
    _turn(Role.AGENT, 0.5, "您好，", "工号1206。"),
    _turn(Role.CUSTOMER, 3661.25, "how", " much", "钱"),
    _turn(Role.UNKNOWN, 3670.0),  # nothing was understood: not written
)
_SIDES = (
    SideMeasures(role=Role.AGENT, talk_s=2, side="left"),
    SideMeasures(role=Role.CUSTOMER, talk_s=2, side="right"),
)
_FACTS = AudioFacts(sha256="ab", codec="pcm_alaw", sample_rate_hz=8000, channels=2, duration_s=3700.0)
_EVIDENCE = Evidence(facts=_FACTS, turns=_TURNS, sides=_SIDES, recogniser="faster-whisper base int8")


def _written(form: Form, lang: Language = "zh", evidence: Evidence = _EVIDENCE) -> str:
    return written(form, "a.wav", evidence, evidence.turns, lang)


def test_plain_text_is_a_line_a_turn() -> None:
    assert _written("txt").splitlines() == ["00:00:00.500 坐席: 您好，工号1206。", "01:01:01.250 客户: how much钱"]
    assert _written("txt", "en").splitlines()[1] == "01:01:01.250 Customer: how much钱"


def test_srt_and_webvtt_are_as_players_read_them() -> None:
    assert _written("srt").splitlines()[4:] == ["2", "01:01:01,250 --> 01:01:03,750", "客户: how much钱"]
    assert _written("vtt", "en").splitlines()[:4] == [
        "WEBVTT",
        "",
        "00:00:00.500 --> 00:00:02.000",
        "<v Agent>您好，工号1206。</v>",
    ]


def test_a_long_turn_is_cut_into_cues() -> None:
    """None longer than seven seconds."""
    long = replace(_EVIDENCE, turns=(_turn(Role.AGENT, 0.0, *"一二三四五六七八九十"),))
    cues = [line for line in _written("srt", evidence=long).splitlines() if "-->" in line]
    assert cues == ["00:00:00,000 --> 00:00:06,500", "00:00:07,000 --> 00:00:09,500"]


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_cues_stand_in_the_order_in_which_they_begin(form: Form) -> None:
    """Also where somebody speaks into a turn of several cues; WebVTT asks for it, and players skip the others."""
    into = replace(
        _EVIDENCE, turns=(_turn(Role.AGENT, 0.0, *"一二三四五六七八九十"), _turn(Role.CUSTOMER, 3.2, "好的"))
    )
    begins = [line.split(" ")[0] for line in _written(form, evidence=into).splitlines() if "-->" in line]
    assert len(begins) == 3
    assert begins == sorted(begins)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["json", "srt", "vtt"])
def test_what_is_written_can_be_read_again(form: Form, lang: Language, tmp_path: Path) -> None:
    (tmp_path / f"a.{form}").write_text(_written(form, lang), "utf-8")
    read = read_transcript(tmp_path / f"a.{form}")
    said = [(line.speaker.role, "".join(word.text for word in line.words)) for line in read.lines]
    assert said == [(Role.AGENT, "您好，工号1206。"), (Role.CUSTOMER, "how much钱")]
    assert [line.span.start_s for line in read.lines] == [0.5, 3661.25]


def test_json_keeps_every_word_with_its_certainty_and_channel(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(_written("json"), "utf-8")
    read = read_transcript(tmp_path / "a.json")
    assert read.lines[0].words == _TURNS[0].words
    assert [speaker.side for speaker in read.speakers] == ["left", "right"]


def test_a_channel_is_not_named_where_two_parties_have_the_same_role() -> None:
    """Both unknown: whose the channel is cannot be told from the role."""
    unknown = tuple(replace(side, role=Role.UNKNOWN) for side in _SIDES)
    held = json.loads(_written("json", evidence=replace(_EVIDENCE, sides=unknown)))
    assert all("channel" in turn for turn in json.loads(_written("json"))["turns"])
    assert all("channel" not in turn for turn in held["turns"])
