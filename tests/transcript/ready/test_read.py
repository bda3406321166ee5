"""Ready transcripts of every format read into the same lines, and files that are none refused with their line."""

import json
from pathlib import Path

import pytest

from qa_scorer.errors import RecordingError
from qa_scorer.model import Role, Word
from qa_scorer.transcript.engine import UNKNOWN_PROBABILITY
from qa_scorer.transcript.ready.lines import ReadyTranscript, Speaker, pieces, spread
from qa_scorer.transcript.ready.read import read_transcript

_AGENT, _CUSTOMER = Role.AGENT, Role.CUSTOMER

_SRT = """1
00:00:00,500 --> 00:00:02,500
坐席：您好，工号1206。

2
00:00:03,000 --> 00:00:05,000
[客户] 我要办 <i>5G</i> 套餐

3
00:01:01,000 --> 00:01:02,000
注意：这不是说话人
"""
_VTT = """WEBVTT

NOTE made by our own recogniser

00:00.500 --> 00:02.500 align:start
<v Agent>您好，工号1206。</v>

01:00:03.000 --> 01:00:05.000
<v Customer>我要办5G套餐</v>
"""
_FUNASR = [
    {
        "key": "a",
        "text": "您好，请讲。我要办卡",
        "timestamp": [[500, 740], [740, 980], [1000, 1160], [1160, 1340], [2000, 2140], [2140, 2300], [2300, 2400],
                      [2400, 2500]],
        "sentence_info": [
            {"text": "您好，请讲。", "start": 500, "end": 1340, "spk": 0,
             "timestamp": [[500, 740], [740, 980], [1000, 1160], [1160, 1340]]},
            {"sentence": "<|zh|><|NEUTRAL|><|Speech|><|woitn|>我要办卡", "start": 2000, "end": 2500, "spk": 1},
        ],
    }
]  # fmt: skip
_CALL_ANALYTICS = {
    "JobStatus": "COMPLETED",
    "LanguageCode": "zh-CN",
    "Participants": [{"ParticipantRole": "AGENT"}, {"ParticipantRole": "CUSTOMER"}],
    "Transcript": [
        {
            "LoudnessScores": [78.0],
            "Content": "您好。",
            "Items": [
                {"Type": "pronunciation", "Confidence": "0.98", "Content": "您", "BeginOffsetMillis": 440,
                 "EndOffsetMillis": 600},
                {"Type": "pronunciation", "Confidence": 0.9, "Content": "好", "BeginOffsetMillis": 600,
                 "EndOffsetMillis": 810},
                {"Type": "punctuation", "Confidence": "0", "Content": "。"},
            ],
            "BeginOffsetMillis": 440, "EndOffsetMillis": 810, "ParticipantRole": "AGENT",
        },
        {"Content": "hello there", "BeginOffsetMillis": 1000, "EndOffsetMillis": 2000, "ParticipantRole": "CUSTOMER"},
    ],
}  # fmt: skip


def _read(tmp_path: Path, text: str | bytes, name: str = "a.json") -> ReadyTranscript:
    file = tmp_path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_transcript(file, name)


def _said(transcript: ReadyTranscript) -> list[tuple[Role, str]]:
    return [(line.speaker.role, "".join(word.text for word in line.words)) for line in transcript.lines]


def test_subtitles_name_their_speakers_before_the_text(tmp_path: Path) -> None:
    """What only looks like a label (注意：) was said."""
    read = _read(tmp_path, _SRT, "a.srt")
    assert read.form == "SRT"
    assert _said(read) == [
        (_AGENT, "您好，工号1206。"),
        (_CUSTOMER, "我要办5G套餐"),
        (Role.UNKNOWN, "注意：这不是说话人"),
    ]
    assert [(line.span.start_s, line.span.end_s) for line in read.lines] == [(0.5, 2.5), (3.0, 5.0), (61.0, 62.0)]


def test_webvtt_names_them_in_voice_tags(tmp_path: Path) -> None:
    """Hours may be left out, settings may follow the times, notes are not spoken."""
    read = _read(tmp_path, _VTT, "a.vtt")
    assert read.form == "WebVTT"
    assert _said(read) == [(_AGENT, "您好，工号1206。"), (_CUSTOMER, "我要办5G套餐")]
    assert read.lines[1].span.start_s == 3603.0


def test_two_speakers_of_one_cue_share_its_time(tmp_path: Path) -> None:
    read = _read(tmp_path, "1\n00:00:10,000 --> 00:00:16,000\n坐席：您好\n请讲\n客户：好的\n", "a.srt")
    assert _said(read) == [(_AGENT, "您好请讲"), (_CUSTOMER, "好的")]
    assert [line.span.start_s for line in read.lines] == [10.0, 14.0]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("客服代表：", Speaker("客服代表", _AGENT)),
        ("【用户】", Speaker("用户", _CUSTOMER)),
        ("CALLER: ", Speaker("CALLER", _CUSTOMER)),
        ("Speaker 2: ", Speaker("Speaker 2")),
        ("说话人1：", Speaker("说话人1")),
        ("左声道：", Speaker("左声道", side="left")),
        ("(Channel 1) ", Speaker("Channel 1", side="right")),
    ],
)
def test_labels_of_either_language_are_known(label: str, speaker: Speaker, tmp_path: Path) -> None:
    read = _read(tmp_path, f"1\n00:00:01,000 --> 00:00:02,000\n{label}好的\n", "a.srt")
    assert read.speakers == (speaker,)
    assert _said(read)[0][1] == "好的"


def test_funasr_has_a_time_for_every_word_and_numbers_its_speakers(tmp_path: Path) -> None:
    """Where the times are missing they are spread over the sentence; SenseVoice's signs are not words."""
    read = _read(tmp_path, json.dumps(_FUNASR))
    assert read.form == "FunASR"
    assert [(line.speaker.name, text) for line, (_, text) in zip(read.lines, _said(read), strict=True)] == [
        ("0", "您好，请讲。"),
        ("1", "我要办卡"),
    ]
    assert [word.start_s for word in read.lines[0].words] == [0.5, 0.74, 1.0, 1.16]
    assert [word.start_s for word in read.lines[1].words] == pytest.approx([2.0, 2.125, 2.25, 2.375])
    assert {word.probability for line in read.lines for word in line.words} == {UNKNOWN_PROBABILITY}


def test_funasr_without_sentences_is_cut_where_nobody_speaks(tmp_path: Path) -> None:
    result = {"text": "您好 我要 办卡", "timestamp": [[i, i + 200] for i in (500, 700, 3000, 3200, 3400, 3600)]}
    read = _read(tmp_path, json.dumps(result))
    assert [text for _, text in _said(read)] == ["您好", "我要办卡"]


def test_call_analytics_knows_roles_and_certainty(tmp_path: Path) -> None:
    """Punctuation stays with the word before it; a part without items is spread over its time."""
    read = _read(tmp_path, json.dumps(_CALL_ANALYTICS))
    assert read.form == "Amazon Transcribe Call Analytics"
    assert _said(read) == [(_AGENT, "您好。"), (_CUSTOMER, "hello there")]
    assert read.lines[0].words[1] == Word(text="好。", start_s=0.6, end_s=0.81, probability=0.9)


def test_our_own_json_takes_words_or_text(tmp_path: Path) -> None:
    """A word's own certainty goes before its turn's."""
    words = [
        {"text": "您好", "start_s": 0.5, "end_s": 0.9, "probability": 0.7},
        {"text": "，", "start_s": 0.9, "end_s": 0.9},
    ]
    turns = [
        {"role": "customer", "channel": "right", "start_s": 2, "end_s": 4, "text": "我要办卡"},
        {"role": "agent", "channel": "left", "start_s": 0.5, "end_s": 1.5, "probability": 1, "words": words},
    ]
    read = _read(tmp_path, json.dumps({"turns": turns}))
    assert _said(read) == [(_AGENT, "您好，"), (_CUSTOMER, "我要办卡")]
    assert read.speakers == (Speaker("", _AGENT, "left"), Speaker("", _CUSTOMER, "right"))
    assert [word.probability for word in read.lines[0].words] == [0.7, 1.0]
    assert read.lines[1].words[1] == Word(text="要", start_s=2.5, end_s=3.0, probability=UNKNOWN_PROBABILITY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encodings_of_windows_are_read_too(encoding: str, tmp_path: Path) -> None:
    read = _read(tmp_path, _SRT.replace("\n", "\r\n").encode(encoding), "a.srt")
    assert _said(read)[0] == (_AGENT, "您好，工号1206。")


_GOOD = '{"turns": [\n {"start_s": 0, "end_s": 1,\n  "text": "好"}'


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        (_GOOD, "a.json:3", "not whole JSON"),
        (_GOOD + ',\n {"start_s": 2,\n\t"end_s": 1, "text": "好"}]}', "a.json:4", "end_s is before start_s"),
        (_GOOD + ',\n {"start_s": "soon",\n  "end_s": 1}]}', "a.json:4", "turns.1.start_s"),
        (_GOOD + ',\n {"start_s": 1, "ends_s": 1,\n  "end_s": 2}]}', "a.json:4", "turns.1.ends_s"),
        (_GOOD + ',\n {"start_s": NaN, "end_s": 2}]}', "a.json:4", "finite"),
        ('{"hello": 1}', "a.json", "format is not one we know"),
        ("[]", "a.json", "format is not one we know"),
        ('[{"text": "您好"}]', "a.json", "no times"),
        ('{"Transcript": [{"Content": "您好"}]}', "a.json:1", "BeginOffsetMillis"),
        ("just words", "a.json", "format is not one we know"),
        ("1\n00:00:01,000 --> 00:00:0x,000\n好\n", "a.json:2", "times are not written right"),
        ("1\n00:00:02,000 --> 00:00:01,000\n好\n", "a.json:2", "ends before it begins"),
        (b"\xff\xff\xff", "a.json", "encoding"),
    ],
)
def test_what_is_no_transcript_is_refused_with_its_line(
    text: str | bytes, where: str, why: str, tmp_path: Path
) -> None:
    with pytest.raises(RecordingError, match=why) as refused:
        _read(tmp_path, text)
    assert refused.value.where == where and where in refused.value.why.zh


def test_a_transcript_without_words_has_no_lines(tmp_path: Path) -> None:
    assert _read(tmp_path, '{"turns": []}').lines == ()
    assert _read(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\n……\n", "a.vtt").lines == ()


def test_a_line_is_spread_evenly_over_its_characters() -> None:
    """A Latin word and a number count as many as they have; punctuation counts nothing."""
    words = spread("您好，VIP 12号", 10.0, 18.0)
    assert [(word.text, word.start_s, word.end_s) for word in words] == [
        ("您", 10.0, 11.0),
        ("好，", 11.0, 12.0),
        ("VIP", 12.0, 15.0),
        (" 12", 15.0, 17.0),
        ("号", 17.0, 18.0),
    ]


def test_what_is_said_as_one_stays_one() -> None:
    assert pieces("“don't”，5G套餐!") == ["“don't”，", "5", "G", "套", "餐!"]
    assert pieces("……") == []
