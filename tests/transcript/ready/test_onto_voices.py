"""Ready words and the voices that were heard: on channels, on a single one, with and without speakers."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from qa_scorer.conversation.follow import Conversation, follow
from qa_scorer.conversation.parties import Spoken
from qa_scorer.errors import RecordingError
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.hear import Hearing, Voice, hear
from qa_scorer.hearing.spans import total_s
from qa_scorer.model import CallData, ChannelLayout, Recording, Role, Span
from qa_scorer.transcript.ready.lines import ReadyLine, ReadyTranscript, Speaker, spread
from qa_scorer.transcript.ready.onto_voices import understood
from qa_scorer.transcript.ready.read import read_transcript
from qa_scorer.transcript.understood import Understood

_SAMPLES = Path(__file__).parents[3] / "sample_audio"
_AGENT, _CUSTOMER = Speaker(role=Role.AGENT), Speaker(role=Role.CUSTOMER)
_SILENCE = np.zeros(16, np.int16)


def _voice(side: str | None, *speech: tuple[float, float]) -> Voice:
    spans = tuple(Span(*one) for one in speech)
    return Voice(samples=_SILENCE, side="left" if side == "left" else "right" if side else None, speech=spans,
                 clear=spans)  # fmt: skip


def _stereo() -> Hearing:
    """Left speaks at 0-2 and 6-8 s, right at 3-5 and 9-10 s."""
    voices = (_voice("left", (0, 2), (6, 8)), _voice("right", (3, 5), (9, 10)))
    return Hearing(layout=ChannelLayout.STEREO, voices=voices, line_sounds=())


def _mono(*voices: Voice) -> Hearing:
    return Hearing(layout=ChannelLayout.MONO, voices=voices, line_sounds=(), confidence=0.7)


def _transcript(*lines: tuple[Speaker, float, float, str]) -> ReadyTranscript:
    return ReadyTranscript(
        where="a.json",
        form="JSON",
        lines=tuple(ReadyLine(speaker=who, words=spread(text, at, to)) for who, at, to, text in lines),
    )


def _texts(put: Understood) -> list[str]:
    return ["".join(word.text for word in words) for words in put.words]


def _lines(first: Speaker, second: Speaker) -> ReadyTranscript:
    return _transcript(
        (first, 0, 2, "您好"), (second, 3, 5, "我要办卡"), (first, 6, 8, "好的"), (second, 9, 10, "谢谢")
    )


def test_a_speaker_is_the_voice_that_speaks_while_it_does() -> None:
    put = understood(_lines(_AGENT, _CUSTOMER), _stereo())
    assert _texts(put) == ["您好好的", "我要办卡谢谢"]
    assert put.roles == (Role.AGENT, Role.CUSTOMER)


def test_the_other_way_round_the_roles_are_the_other_way_round() -> None:
    put = understood(_lines(_CUSTOMER, _AGENT), _stereo())
    assert put.roles == (Role.CUSTOMER, Role.AGENT)


def test_speakers_who_are_only_numbered_have_no_role() -> None:
    put = understood(_lines(Speaker("0"), Speaker("1")), _stereo())
    assert _texts(put) == ["您好好的", "我要办卡谢谢"]
    assert put.roles == (Role.UNKNOWN, Role.UNKNOWN)


def test_lines_without_a_speaker_go_one_by_one() -> None:
    put = understood(_lines(Speaker(), Speaker()), _stereo())
    assert _texts(put) == ["您好好的", "我要办卡谢谢"]
    assert {word.probability for words in put.words for word in words} == {0.5}


def test_a_line_that_may_be_either_voices_is_less_sure() -> None:
    """Two seconds of the left and two of the right: nothing may be held against anyone for its words."""
    put = understood(_transcript((Speaker(), 0, 5, "您好我要办卡"), (Speaker(), 6, 8, "好的")), _stereo())
    assert [word.probability for word in put.words[0]] == [0.25] * 6 + [0.5] * 2


def test_a_named_channel_counts_before_the_times() -> None:
    """Cross-talk: both lines lie over the speech of either channel."""
    hearing = replace(_stereo(), voices=(_voice("left", (0, 4)), _voice("right", (0, 4))))
    one, other = Speaker("1", Role.UNKNOWN, "right"), Speaker("2", Role.UNKNOWN, "left")
    assert _texts(understood(_transcript((one, 0, 2, "右边"), (other, 1, 3, "左边")), hearing)) == ["左边", "右边"]


def test_a_prompt_on_the_agents_channel_leaves_it_the_agents() -> None:
    machine = Speaker(role=Role.SYSTEM)
    put = understood(
        _transcript((machine, 0, 2, "欢迎致电"), (_CUSTOMER, 3, 5, "喂"), (_AGENT, 6, 8, "您好")), _stereo()
    )
    assert _texts(put) == ["欢迎致电您好", "喂"]
    assert put.roles == (Role.AGENT, Role.CUSTOMER)


def test_a_transcript_of_another_call_is_refused() -> None:
    with pytest.raises(RecordingError, match=r"a\.json do not fit the recording"):
        understood(_transcript((_AGENT, 20, 25, "您好"), (_CUSTOMER, 30, 35, "喂")), _stereo())


def test_swapped_channels_are_refused() -> None:
    """Who says left while the right speaks would have the agent answer for the customer's words."""
    left, right = Speaker("", Role.AGENT, "left"), Speaker("", Role.CUSTOMER, "right")
    with pytest.raises(RecordingError, match="its channels are swapped"):
        understood(_lines(right, left), _stereo())


def test_on_a_single_channel_the_transcripts_speakers_are_the_voices() -> None:
    """We heard one voice where there were two; the floor changes half way between their lines."""
    put = understood(_lines(_AGENT, _CUSTOMER), _mono(_voice(None, (0, 5), (6, 10))))
    assert [voice.speech for voice in put.hearing.voices] == [
        (Span(0, 2.5), Span(6, 8.5)),
        (Span(2.5, 5), Span(8.5, 10)),
    ]
    assert _texts(put) == ["您好好的", "我要办卡谢谢"]
    assert put.roles == (Role.AGENT, Role.CUSTOMER) and put.hearing.confidence == 0.9


def test_no_speech_is_lost_when_it_is_shared_out() -> None:
    """A hum nobody wrote down is still speech: lost, it would be the agent's silence."""
    heard = _mono(_voice(None, (0, 2), (2.2, 2.3), (3, 5), (5.4, 5.6), (6, 8), (8.9, 10), (11, 12)))
    put = understood(_lines(_AGENT, _CUSTOMER), heard)
    assert total_s(span for voice in put.hearing.voices for span in voice.speech) == pytest.approx(
        total_s(heard.voices[0].speech)
    )


def test_without_speakers_a_single_channel_keeps_the_voices_that_were_heard() -> None:
    heard = _mono(_voice(None, (0, 2), (6, 8)), _voice(None, (3, 5), (9, 10)))
    put = understood(_lines(Speaker(), Speaker()), heard)
    assert put.hearing is heard and _texts(put) == ["您好好的", "我要办卡谢谢"]


def test_where_nobody_was_heard_there_are_no_words() -> None:
    put = understood(_lines(_AGENT, _CUSTOMER), _mono())
    assert put.words == () and put.roles == ()


@cache
def _sample(name: str) -> tuple[Hearing, float]:
    path = next(path for path in _SAMPLES.glob(f"*{name}.*"))
    sound = decode(Recording(path=path, name=path.name, call=CallData()))
    return hear(sound), sound.duration_s


def _truth(name: str) -> list[dict[str, object]]:
    held = json.loads(next((_SAMPLES / "truth").glob(f"*{name}.json")).read_text("utf-8"))
    return [turn for turn in held["turns"] if turn["role"] in ("agent", "customer")]


def _followed(put: Understood, duration_s: float) -> Conversation:
    voices = [
        Spoken(speech=voice.speech, words=words, side=voice.side)
        for voice, words in zip(put.hearing.voices, put.words, strict=True)
    ]
    return follow(voices, put.hearing.line_sounds, duration_s, CallData(), None, put.hearing.confidence)


@pytest.mark.parametrize("name", ["C0001", "C0010", "C0011"])
@pytest.mark.parametrize("form", ["json", "srt"])
def test_a_sample_call_is_followed_with_its_script_for_words(name: str, form: str, tmp_path: Path) -> None:
    """The script as a site's own recogniser would deliver it, on stereo and on one channel: each said what is his."""
    file, turns = tmp_path / f"a.{form}", _truth(name)
    if form == "json":
        file.write_text(json.dumps({"turns": [{k: t[k] for k in ("role", "start_s", "end_s", "text")} for t in turns]}))
    else:
        file.write_text("\n".join(_cue(turn) for turn in turns), "utf-8")
    hearing, duration_s = _sample(name)
    put = understood(read_transcript(file), hearing)
    talk = _followed(put, duration_s)
    for role in (Role.AGENT, Role.CUSTOMER):
        script = "".join(str(turn["text"]) for turn in turns if turn["role"] == role)
        assert put.roles.count(role) == 1
        assert "".join(word.text for word in put.words[put.roles.index(role)]) == script
        assert "".join(turn.text for turn in talk.turns if turn.role is role) == script
    assert talk.role_confidence >= 0.9


def _cue(turn: dict[str, object]) -> str:
    times = [
        f"00:{int(at) // 60:02}:{at % 60:06.3f}" for at in (turn["start_s"], turn["end_s"]) if isinstance(at, float)
    ]
    return f"1\n{' --> '.join(times)}\n{'坐席' if turn['role'] == 'agent' else '客户'}：{turn['text']}\n"
