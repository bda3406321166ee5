"""Which files of a folder are recordings, what they are called, and what is told of the rest."""

import json
import os
import sys
from pathlib import Path

import pytest

from qa_scorer.errors import UsageError
from qa_scorer.hearing.decode import decode
from qa_scorer.intake import Batch, gather, parse_raw
from tests.hearing.sound_files import encode, tone
from tests.intake.files import recording


def names(batch: Batch) -> list[str]:
    return [recording.name for recording in batch.recordings]


def test_recordings_are_known_by_content_as_well_as_by_ending(tmp_path: Path) -> None:
    for name in ("b.wav", "a.WAV", "no-ending", "wrong.dat"):
        recording(tmp_path / name)
    encode(tmp_path / "plain-mp3.bin", tone(1), "mp3", "libmp3lame")
    (tmp_path / "text.mp3").write_text("not a recording")
    assert names(gather([tmp_path])) == ["a.WAV", "b.wav", "no-ending", "plain-mp3.bin", "text.mp3", "wrong.dat"]


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """Neither taken nor complained about: tables, notes, pictures; nor hidden and unfinished files."""
    recording(tmp_path / "a.wav")
    for name in ("README.md", "notes.json", "list.csv", "photo.jpg", "utf16.txt"):
        (tmp_path / name).write_bytes("\ufeff内容 content".encode("utf-16"))
    for name in (".hidden.wav", "._a.wav", "b.wav.tmp", "c.wav.part", "~$calls.xlsx"):
        recording(tmp_path / name)
    batch = gather([tmp_path])
    assert names(batch) == ["a.wav"]
    assert (batch.unscored, batch.remarks) == ((), ())


def test_a_folder_inside_is_not_read_unless_asked_for(tmp_path: Path) -> None:
    recording(tmp_path / "a.wav")
    recording(tmp_path / "day1" / "b.wav")
    recording(tmp_path / "day1" / "deep" / "c.wav")
    batch = gather([tmp_path])
    assert names(batch) == ["a.wav"]
    (remark,) = batch.remarks
    assert "1 folder inside was not read: day1; add --recursive" in remark.en
    assert "1 个子文件夹没有读取：day1" in remark.zh
    assert names(gather([tmp_path], recursive=True)) == ["a.wav", "day1/b.wav", "day1/deep/c.wav"]


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    path = recording(tmp_path / "a.wav")
    assert names(gather([path, tmp_path, path, tmp_path / "." / "a.wav"])) == ["a.wav"]


def test_files_of_one_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    recording(tmp_path / "monday" / "a.wav")
    recording(tmp_path / "tuesday" / "a.wav")
    assert names(gather([tmp_path / "monday", tmp_path / "tuesday"])) == ["monday/a.wav", "tuesday/a.wav"]
    assert names(gather([tmp_path / "monday" / "a.wav", tmp_path / "tuesday"])) == ["monday/a.wav", "tuesday/a.wav"]


def test_a_file_that_is_named_is_taken_whatever_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a recording")
    assert names(gather([tmp_path / "notes.txt"])) == ["notes.txt"]


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        gather([tmp_path / "nowhere"])
    assert "no such file or folder" in caught.value.why.en


@pytest.mark.parametrize("name", ["call 17 (1).wav", "通话📞👩‍💼.wav", "投诉 电话.wav"])
def test_names_with_blanks_emoji_and_characters(tmp_path: Path, name: str) -> None:
    recording(tmp_path / name)
    assert names(gather([tmp_path])) == [name]


def in_bytes(folder: Path, name: bytes) -> Path:
    """A recording whose name is made of these bytes."""
    try:
        return recording(folder / "plain.wav").rename(folder / os.fsdecode(name))
    except (OSError, UnicodeEncodeError):
        assert sys.platform != "linux"
        pytest.skip("this system allows no such bytes in names")


def test_a_name_in_gb18030_bytes_is_read_as_such(tmp_path: Path) -> None:
    in_bytes(tmp_path, "1206_投诉.wav".encode("gb18030"))
    (found,) = gather([tmp_path]).recordings
    assert found.name == "1206_投诉.wav"
    assert decode(found).duration_s == pytest.approx(0.5, abs=0.01)


def test_any_name_can_be_printed_and_written_as_json(tmp_path: Path) -> None:
    """Bytes of no encoding, control characters and those that turn the direction of writing are spelt out."""
    in_bytes(tmp_path, b"a\xff\x80.wav")
    in_bytes(tmp_path, "b\x1b[31m\u202egpj.wav".encode())
    found = names(gather([tmp_path]))
    assert found == ["a\\xff\\x80.wav", "b\\x1b[31m\\x202egpj.wav"]
    assert json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8")) == found


def linked(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target)
    except OSError:
        assert sys.platform == "win32"
        pytest.skip("this user may make no links")


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    recording(tmp_path / "elsewhere" / "a.wav")
    recording(tmp_path / "night" / "b.wav")
    linked(tmp_path / "night" / "out.wav", tmp_path / "elsewhere" / "a.wav")
    linked(tmp_path / "night" / "outside", tmp_path / "elsewhere")
    for recursive in (False, True):
        batch = gather([tmp_path / "night"], recursive=recursive)
        assert names(batch) == ["b.wav"]
        (unscored,) = batch.unscored
        assert unscored.name == "out.wav"
        assert "leads out of the folder" in unscored.why.en
        assert "name it on the command line" in unscored.mend.en
        (remark,) = batch.remarks
        assert "were not followed: outside" in remark.en


def test_links_within_the_folder_are_followed_once(tmp_path: Path) -> None:
    recording(tmp_path / "a.wav")
    (tmp_path / "day1").mkdir()
    linked(tmp_path / "same.wav", tmp_path / "a.wav")
    linked(tmp_path / "day1" / "round", tmp_path)
    assert names(gather([tmp_path], recursive=True)) == ["a.wav"]


def test_a_link_whose_target_is_gone(tmp_path: Path) -> None:
    linked(tmp_path / "a.wav", tmp_path / "nowhere.wav")
    (unscored,) = gather([tmp_path]).unscored
    assert "does not exist" in unscored.why.en


def test_a_named_link_is_followed(tmp_path: Path) -> None:
    """Who names it means it."""
    recording(tmp_path / "elsewhere" / "a.wav")
    linked(tmp_path / "link.wav", tmp_path / "elsewhere" / "a.wav")
    assert names(gather([tmp_path / "link.wav"])) == ["link.wav"]


def test_headerless_audio_is_taken_only_where_its_format_is_given(tmp_path: Path) -> None:
    """And that format is not laid on files that have a header, or a headerless format of their own."""
    encode(tmp_path / "a.v3", tone(1), "alaw", "pcm_alaw")
    encode(tmp_path / "b.g722", tone(1, 16000), "g722", "g722", 16000)
    recording(tmp_path / "c.wav")
    (tmp_path / "notes.txt").write_text("1206 was on duty")
    assert names(gather([tmp_path])) == ["b.g722", "c.wav"]
    batch = gather([tmp_path], raw=parse_raw("alaw:8000"))
    assert [(found.name, found.raw is not None) for found in batch.recordings] == [
        ("a.v3", True),
        ("b.g722", False),
        ("c.wav", False),
    ]
    assert [decode(found).facts.codec for found in batch.recordings] == ["pcm_alaw", "adpcm_g722", "pcm_s16le"]


@pytest.mark.parametrize(
    "text", ["alaw", "alaw:", "alaw:8k", "opus:8000", "alaw:0", "alaw:-8000", ":8000", "alaw:٨٠٠٠"]
)
def test_a_raw_format_that_is_none(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_raw(text)
    assert "alaw:8000" in caught.value.mend.en


def test_other_names_of_the_raw_formats() -> None:
    assert parse_raw("PCMU:8000") == parse_raw("ulaw:8000") == parse_raw("mulaw:8000")
    assert parse_raw("s16le:16000").sample_rate_hz == 16000


def test_a_folder_without_recordings_is_not_worth_a_remark(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "read.txt").touch()
    assert gather([tmp_path]).remarks == ()
    (tmp_path / "notes" / "call.wav").touch()
    assert "notes" in gather([tmp_path]).remarks[0].en
