"""A call in the shape of Contact Lens: counts, sums and offsets that agree with the call, and readable by our own."""

import json
from pathlib import Path
from typing import Any

from qa_scorer.model import PerSecond, Role, ScoredCall, SideMeasures, Turn, Word
from qa_scorer.scorecards import write_night
from qa_scorer.scorecards.exports.contact_lens import contact_lens
from qa_scorer.scorecards.outgoing import masked_night
from qa_scorer.transcript.ready.call_analytics import CallAnalytics
from tests.nights import MONO, SIDES, data, night, scored_call, small_night


def _exported(scored: ScoredCall) -> dict[str, Any]:
    """As another program reads it."""
    (masked,) = masked_night(night([scored])).scored
    content: dict[str, Any] = json.loads(json.dumps(contact_lens(masked)))
    return content


def test_characteristics_by_participant() -> None:
    found = _exported(scored_call("a.wav", data("1206")))["ConversationCharacteristics"]
    assert found["TotalConversationDurationMillis"] == 62_500
    assert found["TalkTime"] == {
        "TotalTimeMillis": 35_040,
        "DetailsByParticipant": {"AGENT": {"TotalTimeMillis": 20_040}, "CUSTOMER": {"TotalTimeMillis": 15_000}},
    }
    assert found["TalkSpeed"] == {"DetailsByParticipant": {"AGENT": {"AverageWordsPerMinute": 213}}}
    assert found["Interruptions"]["TotalCount"] == 3
    assert found["Interruptions"]["TotalTimeMillis"] == 1250 + 750 + 500
    assert found["Interruptions"]["InterruptionsByInterrupter"]["CUSTOMER"] == [
        {"BeginOffsetMillis": 46_000, "DurationMillis": 750, "EndOffsetMillis": 46_750}
    ]


def test_non_talk_time_has_the_silences_of_three_seconds_and_their_sum() -> None:
    found = _exported(scored_call("a.wav", data("1206")))["ConversationCharacteristics"]["NonTalkTime"]
    assert [(each["BeginOffsetMillis"], each["EndOffsetMillis"]) for each in found["Instances"]] == [
        (20_000, 27_340), (30_000, 36_000),
    ]  # fmt: skip
    assert found["TotalTimeMillis"] == 7340 + 6000


def test_each_turn_has_its_offsets_and_a_loudness_for_each_second_it_touches() -> None:
    levels = PerSecond(level_dbfs=(None, -23.456, -120.0, 3.0))
    sides = (SideMeasures(role=Role.AGENT, talk_s=2, per_second=levels), SIDES[1])
    words = (Word(text="您好", start_s=0.9, end_s=3.1, probability=1),)
    spoken = Turn(role=Role.AGENT, start_s=0.9, end_s=4.1, words=words)
    (turn,) = _exported(scored_call("a.wav", data("1206"), sides=sides, turns=[spoken]))["Transcript"]
    assert (turn["BeginOffsetMillis"], turn["EndOffsetMillis"], turn["Content"]) == (900, 4100, "您好")
    assert turn["LoudnessScore"] == [0, 76.54, 0, 100, 0]


def test_of_a_call_whose_roles_nobody_knows_no_participant_is_made_up() -> None:
    turns = [Turn(role=Role.UNKNOWN, start_s=0, end_s=1), Turn(role=Role.SYSTEM, start_s=2, end_s=3)]
    content = _exported(scored_call("a.wav", data("1206"), sides=MONO, turns=turns))
    assert [each["ParticipantId"] for each in content["Participants"]] == ["UNKNOWN", "SYSTEM"]
    assert content["ConversationCharacteristics"]["TalkTime"]["DetailsByParticipant"] == {}
    assert content["ConversationCharacteristics"]["Interruptions"]["TotalCount"] == 0


def test_it_can_be_read_back_as_a_transcript() -> None:
    """By the reader of ready transcripts, which knows this family of formats."""
    lines = CallAnalytics.model_validate(_exported(scored_call("a.wav", data("1206")))).lines()
    assert [line.speaker.role for line in lines] == [Role.AGENT, Role.CUSTOMER, Role.AGENT]
    assert "".join(word.text for word in lines[0].words) == "您好，工号1206。"


def test_a_file_a_call_where_it_is_asked_for_and_nothing_private_in_it(tmp_path: Path) -> None:
    write_night(small_night(), tmp_path, "zh", with_pages=False, exports=("contact-lens",))
    written = list((tmp_path / "contact_lens").iterdir())
    assert len(written) == 4 and not (tmp_path / "findings.parquet").exists()
    for path in written:
        assert "13800138000" not in path.read_text("utf-8") and json.loads(path.read_text("utf-8"))["Transcript"]
