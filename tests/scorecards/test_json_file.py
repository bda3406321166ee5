"""scorecards.json says everything, under the keys its docstring names."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa_scorer.model import PerSecond, in_hand
from qa_scorer.scorecards import json_file, write_night
from tests.nights import BASELINE, SIDES, data, night, scored_call, small_night
from tests.scorecards.conftest import Both
from tests.scorecards.reopened import header_row, reopen, rows

FINDING = {"number", "rule", "rule_sha256", "outcome", "reason", "quote", "start_s", "end_s", "confidence", "points",
           "possible", "fatal", "review", "reviewers", "machine_outcome", "unsettled", "disputed"}  # fmt: skip


@pytest.fixture
def content(both: Both) -> Any:
    return json.loads(both["zh"].json_file.read_text(encoding="utf-8"))


def test_a_call_carries_its_score_its_turns_and_its_findings(content: Any) -> None:
    call = next(call for call in content["calls"] if call["file"] == "1206/b.wav")
    assert (call["call_id"], call["agent_id"], call["started_at"]) == ("C001", "1206", "2026-11-18T09:40:00")
    assert (call["score"], call["score_low"], call["score_high"], call["coverage"]) == (60, 60, 60, 1)
    assert (call["verdict"], call["fatal"], call["duration_s"]) == ("fail", [], 62.5)
    assert call["sections"][0] == {"id": "opening", "points": 50, "possible": 50, "zeroed_by": None}
    assert call["turns"][0] == {"role": "agent", "start_s": 0.5, "end_s": 2.5, "talk_s": 1.8, "characters": 8,
                                "speech_rate_per_min": 240, "text": "您好，工号1206。"}  # fmt: skip
    assert call["silences"][0] == {"start_s": 20.0, "end_s": 27.34, "after": "customer", "before": "agent",
                                   "owed_by": "agent", "announced": False}  # fmt: skip
    farewell = call["findings"][-1]
    assert set(farewell) == FINDING
    assert (farewell["rule"], farewell["outcome"], farewell["quote"]) == ("closing.farewell", "missed", "嗯")
    assert (farewell["reason"], farewell["start_s"], farewell["end_s"]) == ("理由：missed", 61.26, 63.26)
    assert (farewell["points"], farewell["possible"], farewell["confidence"], farewell["fatal"]) == (0, 30, 0.9, False)


def test_a_call_carries_what_was_measured(content: Any) -> None:
    call = next(call for call in content["calls"] if call["file"] == "1206/a.wav")
    assert call["audio"] == {
        "sha256": "cd" * 32, "codec": "pcm_alaw", "sample_rate_hz": 8000, "channels": 2,
        "declared_s": 65.0, "missing_s": 2.5, "remarks": ["文件不完整"],
    }  # fmt: skip
    agent, customer = call["measures"]
    assert (agent["role"], agent["talk_s"], agent["level_dbfs"]) == ("agent", 20.04, -23.456)
    assert (agent["speech_rate_gross_per_min"], agent["speech_rate_net_per_min"]) == (110.4, 213.3)
    assert (customer["role"], customer["loudness_lufs"]) == ("customer", None)


def test_a_call_carries_every_figure_of_a_side(content: Any) -> None:
    agent, customer = _call(content, "1206/a.wav")["measures"]
    assert (agent["speaking_s"], agent["level_range_db"], agent["snr_db"], agent["echo_db"]) == (22.5, 8.2, 31, None)
    assert agent["sudden_rises"] == [{"start_s": 44.0, "end_s": 45.5, "rise_db": 9.6}]
    assert (agent["pitch_median_hz"], agent["pitch_range_semitones"]) == (220, 6.4)
    assert (agent["articulation_rate_per_min"], agent["word_probability"], agent["language"]) == (239.52, 0.87, "cmn")
    assert (customer["echo_db"], customer["sudden_rises"], customer["language"]) == (28, [], None)


def test_a_call_says_who_waited_for_whom_and_who_cut_in(content: Any) -> None:
    call = _call(content, "1206/a.wav")
    assert (call["layout"], call["role_confidence"]) == ("stereo", 0.95)
    assert [silence["owed_by"] for silence in call["silences"]] == ["agent", "agent", "agent", "customer"]
    assert [silence["announced"] for silence in call["silences"]] == [False, True, False, False]
    assert call["responses"][2] == {"role": "agent", "start_s": 20, "end_s": 27.34, "wait_s": 7.34}
    assert call["talkovers"][1] == {
        "kind": "interruption", "interrupter": "agent", "interrupted": "customer", "start_s": 43, "end_s": 44.25,
        "other_stopped": True, "words": "您听我说",
    }  # fmt: skip
    assert call["interruptions"] == {"agent": {"count": 2, "total_s": 1.75}, "customer": {"count": 1, "total_s": 0.75}}
    assert call["overlaps"]["customer"] == {"count": 1, "total_s": 0.25}
    assert call["backchannels"]["agent"] == {"count": 1, "total_s": 0.5}
    assert call["line_sounds"] == [{"kind": "ring_back", "start_s": 0, "end_s": 0.4, "side": "left"}]


def test_where_the_roles_are_not_known_it_is_not_known_either_who_cut_in(content: Any) -> None:
    """Null, and not a count of 0: 1301 was recorded on one channel."""
    call = _call(content, "1301/a.wav")
    assert call["interruptions"] is call["overlaps"] is call["backchannels"] is None
    assert call["role_confidence"] == 0.4


def test_the_usual_voice_of_the_agent_goes_with_each_call_that_has_one(tmp_path: Path) -> None:
    calls = [scored_call("a.wav", data("1206"), baseline=BASELINE), scored_call("b.wav", data("1206", 1))]
    content = json.loads(write_night(night(calls), tmp_path, "en").json_file.read_text(encoding="utf-8"))
    first, second = content["calls"]
    assert first["baseline"] == {"calls": 6, "level_dbfs": -26, "level_range_db": 7.5, "pitch_median_hz": 196,
                                 "pitch_range_semitones": 5.9}  # fmt: skip
    assert second["baseline"] is None


def test_a_value_a_second_is_rounded_and_stands_on_one_line(tmp_path: Path) -> None:
    """An hour of it takes less than 100 kB a side."""
    hour = PerSecond(level_dbfs=(-23.456,) * 3600, pitch_hz=(219.6,) * 3600, characters=(4,) * 3600)
    written = write_night(
        night([scored_call("a.wav", data("1206"), sides=[replace(SIDES[0], per_second=hour)])]), tmp_path, "en"
    )
    text = written.json_file.read_text(encoding="utf-8")
    (per_second,) = [side["per_second"] for side in json.loads(text)["calls"][0]["measures"]]
    assert {key: set(values) for key, values in per_second.items()} == {
        "level_dbfs": {-23.5}, "pitch_hz": {220}, "characters": {4},
    }  # fmt: skip
    assert text.count("-23.5,") == 3599 and len([line for line in text.split("\n") if "-23.5," in line]) == 1
    assert "220.0," not in text.split('"per_second"')[1] and len(text) < 100_000


def test_digits_in_a_piece_of_a_sentence_do_not_give_away_the_masked_middle_of_a_number(content: Any) -> None:
    """The turn shows 138****8000; the customer cut in with 0013."""
    assert _call(content, "1206/a.wav")["talkovers"][2]["words"] == "****不对"


def test_a_fatal_item_and_an_open_one_are_told_apart(content: Any) -> None:
    insult = next(call for call in content["calls"] if call["agent_id"] == "1301")
    assert (insult["fatal"], insult["verdict"]) == (["forbidden.insult"], "fail")
    open_call = next(call for call in content["calls"] if call["file"] == "1206/c.wav")
    number = next(finding for finding in open_call["findings"] if finding["outcome"] == "undetermined")
    assert (number["points"], number["start_s"], open_call["score_low"]) == (None, None, 80)


def test_everything_people_said_is_masked_and_file_names_are_not(tmp_path: Path) -> None:
    call = scored_call("13800138000_1206.wav", data("1206"))
    written = write_night(night([call]), tmp_path, "en")
    text = written.json_file.read_text(encoding="utf-8")
    (out,) = json.loads(text)["calls"]
    assert out["customer_number"] == "138****8000"
    assert out["turns"][1]["text"] == "我的号码是138****8000"  # it runs across three words
    assert out["discarded"][0]["text"] == "谢谢观看139****9000"
    assert out["file"] == "13800138000_1206.wav"
    assert text.count("13800138000") == 1


def test_the_figures_of_agents_are_those_of_the_team_workbook(both: Both, content: Any) -> None:
    sheet = reopen(both["en"].team_workbook)["Ranking"]
    ranking = {row["Agent id"].value: row for row in rows(sheet, header_row(sheet, "Rank"))}
    assert [agent["agent_id"] for agent in content["agents"]] == ["1206", "1301", "1302"]
    for agent in content["agents"]:
        row = ranking[agent["agent_id"]]
        columns = {"rank": "Rank", "calls": "Calls scored", "pass": "Passed", "fail": "Failed",
                   "needs_person": "Need a person", "not_scored": "Not scored"}  # fmt: skip
        assert {key: agent[key] for key in columns} == {key: row[title].value for key, title in columns.items()}
        mean = row["Mean score"].value
        assert agent["mean_score"] == (None if mean is None else pytest.approx(mean, abs=0.0005))


def test_rubric_run_and_unscored_recordings_are_there(content: Any) -> None:
    assert content["schema_version"] == 1
    assert content["run"]["lang"] == "zh" and content["run"]["remarks"] == ["两个录音没有坐席"]
    assert content["rubric"]["title"] == {"zh": "小评分表", "en": "Small rubric"}
    assert content["rubric"]["rules"][0]["id"] == "opening.greeting"
    assert content["not_scored"][0] == {
        "file": "1206/x.wav", "call_id": "C003", "agent_id": "1206", "started_at": "2026-11-18T10:00:00",
        "why": "文件是空的", "what_to_do": "重新导出录音",
    }  # fmt: skip


def test_the_order_of_the_night_does_not_show(both: Both, tmp_path: Path) -> None:
    small = small_night()
    turned = replace(small, scored=in_hand(small.scored[::-1]), unscored=small.unscored[::-1])
    written = write_night(turned, tmp_path, "zh")
    assert written.json_file.read_bytes() == both["zh"].json_file.read_bytes()


def test_figures_that_are_not_finite_are_null_and_the_others_have_three_decimals(tmp_path: Path) -> None:
    silent = replace(SIDES[0], level_dbfs=float("-inf"), loudness_lufs=float("nan"), talk_s=1 / 3)
    written = write_night(night([scored_call("a.wav", data("1206"), sides=[silent])]), tmp_path, "en")
    (call,) = json.loads(written.json_file.read_text(encoding="utf-8"))["calls"]
    (side,) = call["measures"]
    assert (side["level_dbfs"], side["loudness_lufs"], side["talk_s"]) == (None, None, 0.333)


def test_a_file_name_that_is_no_text_leads_back_to_its_file(tmp_path: Path) -> None:
    """GB18030 bytes in a name on a UTF-8 system come as lone surrogates; JSON can carry them."""
    name = "\udcc2\udcbc\udcd2\udcf4.wav"
    written = write_night(night([scored_call(name, data("1206"))]), tmp_path, "zh")
    text = written.json_file.read_bytes().decode("utf-8")
    assert json.loads(text)["calls"][0]["file"] == name


def test_every_key_is_documented(content: Any) -> None:
    documented = set(re.findall(r"[a-z0-9_]+", json_file.__doc__ or ""))
    assert _keys(content) <= documented


def _call(content: Any, file: str) -> Any:
    return next(call for call in content["calls"] if call["file"] == file)


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(_keys(inner) for inner in value.values()))
    return set().union(*(_keys(inner) for inner in value)) if isinstance(value, list) else set()
