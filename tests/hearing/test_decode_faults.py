"""What recorders, disks and people do to files: each is taken calmly and said in words, or heard as far as it goes."""

import os
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import av
import numpy as np
import pytest

from qa_scorer.errors import RecordingError
from qa_scorer.hearing.quiet_file import QuietFile
from qa_scorer.model import RawFormat
from tests.hearing.sound_files import encode, heard, level_dbfs, tone, wav

ROOT = Path(__file__).parents[2]


def refusal(path: Path, raw: RawFormat | None = None) -> RecordingError:
    with pytest.raises(RecordingError) as caught:
        heard(path, raw)
    problem = caught.value
    assert problem.where == path.name
    for text in (problem.why, problem.mend):
        assert text.zh and text.en and text.zh != text.en
    return problem


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def cut(path: Path, share: float) -> Path:
    content = path.read_bytes()
    return written(path, content[: int(len(content) * share)])


# --- no recording at all ---------------------------------------------------------------------------------------


def test_an_empty_file(tmp_path: Path) -> None:
    assert "0 bytes" in refusal(written(tmp_path / "a.wav", b"")).why.en


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"2026-11-23 08:30 call 17, agent 1206\n" * 5, "a text file"),
        ("工号 1206，通话 17\n".encode() * 600, "a text file"),
        ("工号 1206，通话 17\n".encode("gb18030") * 600, "a text file"),
        (b"<!DOCTYPE html><html><body>please log in</body></html>", "a web page"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40, "a picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "a picture"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)), "a PDF file"),
    ],
)
@pytest.mark.parametrize("name", ["a.wav", "a.mp3", "a.g722", "a.gsm", "a.raw"])
def test_something_else_under_an_audio_name(tmp_path: Path, content: bytes, what: str, name: str) -> None:
    assert what in refusal(written(tmp_path / name, content)).why.en


def test_a_zip_archive_named_wav(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wav", "w") as archive:
        archive.writestr("a.wav", bytes(1000))
    assert "ZIP" in refusal(tmp_path / "a.wav").why.en


def test_text_is_refused_even_where_raw_audio_is_expected(tmp_path: Path) -> None:
    path = written(tmp_path / "a.raw", b"agent 1206 was on duty\n" * 400)
    assert "a text file" in refusal(path, RawFormat(codec="alaw", sample_rate_hz=8000)).why.en


def test_random_bytes_are_refused_with_advice(tmp_path: Path) -> None:
    path = written(tmp_path / "a.wav", np.random.default_rng(7).bytes(100_000))
    assert "--raw alaw:8000" in refusal(path).mend.en


def test_headerless_a_law_is_not_guessed_at(tmp_path: Path) -> None:
    """FFmpeg alone would open it by its ending, at 44.1 kHz."""
    path = encode(tmp_path / "a.al", tone(3), "alaw", "pcm_alaw")
    assert "--raw alaw:8000" in refusal(path).mend.en


def test_bytes_that_are_no_gsm_frames_under_the_name_of_gsm(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.gsm", tone(3), "mulaw", "pcm_mulaw")
    assert "--raw" in refusal(path).mend.en


def test_a_playlist_is_not_followed(tmp_path: Path) -> None:
    """A recording must not make us open other files, let alone addresses."""
    wav(tmp_path / "other.wav", tone(3))
    playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nother.wav\n#EXT-X-ENDLIST\n"
    assert "a text file" in refusal(written(tmp_path / "a.m4a", playlist.encode())).why.en


def test_a_picture_track_without_sound(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "a.mp4"), "w") as file:
        stream = file.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 64
        for packet in (*stream.encode(av.VideoFrame(64, 64, "yuv420p")), *stream.encode(None)):
            file.mux(packet)
    assert "no sound track" in refusal(tmp_path / "a.mp4").why.en


# --- cut off, damaged, too short -------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["pcm_s16le", "pcm_alaw", "adpcm_ima_wav"])
def test_a_wav_cut_off_in_the_middle(tmp_path: Path, codec: str) -> None:
    """What is there is heard; what is missing against the header is told in seconds."""
    sound = heard(cut(encode(tmp_path / "a.wav", tone(10), "wav", codec), 0.6))
    assert sound.duration_s == pytest.approx(6.0, abs=0.25)  # ADPCM comes in blocks of a quarter of a second
    assert sound.facts.declared_s == pytest.approx(10.0, abs=0.25)
    assert level_dbfs(sound.samples[0]) == pytest.approx(-20, abs=1)
    (remark,) = sound.facts.remarks
    missing_s = (sound.facts.declared_s or 0) - sound.duration_s
    assert f"{missing_s:.1f} s are missing" in remark.en
    assert f"缺 {missing_s:.1f} 秒" in remark.zh


@pytest.mark.parametrize(("ending", "container", "encoder"), [("mp3", "mp3", "libmp3lame"), ("flac", "flac", "flac")])
def test_a_compressed_file_cut_off_in_the_middle(tmp_path: Path, ending: str, container: str, encoder: str) -> None:
    whole = encode(tmp_path / f"a.{ending}", tone(20, 16000), container, encoder, 16000)
    sound = heard(cut(whole, 0.5))
    assert 8 < sound.duration_s < 12
    assert sound.facts.declared_s == pytest.approx(20.0, abs=0.2)
    (remark,) = sound.facts.remarks
    assert f"{(sound.facts.declared_s or 0) - sound.duration_s:.1f} s are missing" in remark.en


def test_an_mp3_of_changing_bit_rate_cut_off(tmp_path: Path) -> None:
    """The Xing header counts frames; FFmpeg's own guess would follow the file's size."""
    path = tmp_path / "a.mp3"
    with av.open(str(path), "w", format="mp3") as file:
        stream = file.add_stream("libmp3lame", rate=8000, layout="mono", options={"q": "5"})
        wave = np.concatenate([tone(20), np.zeros_like(tone(20))], axis=1)
        frame = av.AudioFrame.from_ndarray(wave, format="s16", layout="mono")
        frame.sample_rate, frame.pts = 8000, 0
        context = stream.codec_context
        for piece in (*av.AudioResampler(context.format, "mono", 8000, context.frame_size).resample(frame), None):
            file.mux(stream.encode(piece))
    sound = heard(cut(path, 0.3))
    assert sound.facts.declared_s == pytest.approx(40, abs=0.5)
    assert sound.duration_s < 20


def test_an_m4a_whose_index_is_gone(tmp_path: Path) -> None:
    """Its index stands at the end: cut off, nothing can be heard, and that is said."""
    path = cut(encode(tmp_path / "a.m4a", tone(10, 16000), "ipod", "aac", 16000), 0.7)
    assert "no sound could be decoded" in refusal(path).why.en


def with_data_size(path: Path, size: int) -> Path:
    content = bytearray(path.read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = struct.pack("<I", size)
    return written(path, bytes(content))


def test_a_header_that_promises_more_than_there_is(tmp_path: Path) -> None:
    sound = heard(with_data_size(wav(tmp_path / "a.wav", tone(5)), 60 * 16000))
    assert sound.duration_s == pytest.approx(5, abs=0.01)
    assert sound.facts.declared_s == pytest.approx(60, abs=0.1)
    assert "55.0 s are missing" in sound.facts.remarks[0].en


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_header_whose_length_was_never_filled_in(tmp_path: Path, size: int) -> None:
    """Recorders that stream, or died, leave 0 or the largest number: all there is is heard, and nothing is missing."""
    sound = heard(with_data_size(wav(tmp_path / "a.wav", tone(5)), size))
    assert sound.duration_s == pytest.approx(5, abs=0.01)
    assert sound.facts.declared_s is None
    assert sound.facts.remarks == ()


def test_a_header_that_declares_less_than_there_is(tmp_path: Path) -> None:
    sound = heard(with_data_size(wav(tmp_path / "a.wav", tone(5)), 16000))
    assert sound.duration_s == pytest.approx(1, abs=0.01)
    assert "were not read" in sound.facts.remarks[0].en


def test_rf64_counts_beyond_four_gigabytes(tmp_path: Path) -> None:
    """The length of an RF64 file stands in its ds64 chunk."""
    samples = tone(5).tobytes()
    ds64 = struct.pack("<QQQI", 36 + 28 + len(samples), 2 * len(samples), len(samples), 0)
    fmt = struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)
    head = b"RF64\xff\xff\xff\xffWAVEds64" + struct.pack("<I", len(ds64)) + ds64
    head += b"fmt " + struct.pack("<I", len(fmt)) + fmt + b"data\xff\xff\xff\xff"
    sound = heard(written(tmp_path / "a.wav", head + samples))
    assert sound.duration_s == pytest.approx(5, abs=0.01)
    assert sound.facts.declared_s == pytest.approx(10, abs=0.01)


def test_a_header_without_sound(tmp_path: Path) -> None:
    path = wav(tmp_path / "a.wav", tone(1))
    content = path.read_bytes()
    written(path, content[: content.index(b"data") + 8])
    assert "no sound could be decoded" in refusal(path).why.en


def test_a_tenth_of_a_second(tmp_path: Path) -> None:
    problem = refusal(wav(tmp_path / "a.wav", tone(0.1)))
    assert "0.10 s" in problem.why.en
    assert "0.10 秒" in problem.why.zh


def test_four_tenths_of_a_second_can_be_heard(tmp_path: Path) -> None:
    assert heard(wav(tmp_path / "a.wav", tone(0.4))).duration_s == pytest.approx(0.4, abs=0.01)


def test_damage_in_the_middle_is_stepped_over(tmp_path: Path) -> None:
    """Where the format keeps time, silence stands for what is lost, so that the rest stays in its place."""
    path = encode(tmp_path / "a.flac", tone(10, 16000), "flac", "flac", 16000)
    sound = heard(overwritten(path, 3000))
    assert sound.duration_s == pytest.approx(10, abs=0.01)
    assert level_dbfs(sound.samples[0][:60000]) == pytest.approx(-20, abs=0.5)
    assert level_dbfs(sound.samples[0][-60000:]) == pytest.approx(-20, abs=0.5)
    (remark,) = sound.facts.remarks
    assert "silence were put there" in remark.en


def test_damage_in_the_middle_of_an_mp3_is_told(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mp3", tone(10, 16000), "mp3", "libmp3lame", 16000)
    sound = heard(overwritten(path, 9000))
    assert 8 < sound.duration_s < 10
    assert [remark.en for remark in sound.facts.remarks if "damaged in 1 place" in remark.en]


def overwritten(path: Path, size: int) -> Path:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + size] = b"\x55" * size
    return written(path, bytes(content))


def test_nothing_reaches_the_screen(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The libraries' own complaints about broken files are not for the people who read ours."""
    rng = np.random.default_rng(3)
    samples = {
        "a.wav": wav(tmp_path / "1.wav", tone(3)).read_bytes(),
        "a.mp3": encode(tmp_path / "1.mp3", tone(3), "mp3", "libmp3lame").read_bytes(),
        "a.flac": encode(tmp_path / "1.flac", tone(3), "flac", "flac").read_bytes(),
        "a.m4a": encode(tmp_path / "1.m4a", tone(3, 16000), "ipod", "aac", 16000).read_bytes(),
        "a.opus": encode(tmp_path / "1.opus", tone(3, 48000), "opus", "libopus", 48000).read_bytes(),
        "a.aiff": encode(tmp_path / "1.aiff", tone(3), "aiff", "pcm_s16be").read_bytes(),
        "a.wma": encode(tmp_path / "1.wma", tone(3, 44100), "asf", "wmav2", 44100).read_bytes(),
        "a.webm": encode(tmp_path / "1.webm", tone(3, 48000), "webm", "libopus", 48000).read_bytes(),
        "a.amr": encode(tmp_path / "1.amr", tone(3), "amr", "libopencore_amrnb").read_bytes(),
        "rifx.wav": b"RIFX" + wav(tmp_path / "1.wav", tone(3)).read_bytes()[4:],
    }
    for name, content in samples.items():
        for reach in (60, 300, 3000) * 8:
            broken = bytearray(content)
            for at in rng.integers(4, min(len(broken), reach), reach // 20):
                broken[at] = rng.integers(256)
            try:
                heard(written(tmp_path / name, bytes(broken)))
            except RecordingError:
                continue
    assert capfd.readouterr() == ("", "")


def test_a_rate_that_cannot_be(tmp_path: Path) -> None:
    """A damaged header with 3 samples a second would make hours out of nothing."""
    for rate in (3, 16_755_780):
        content = bytearray(wav(tmp_path / "a.wav", tone(3)).read_bytes())
        content[24:28] = struct.pack("<I", rate)
        refusal(written(tmp_path / "a.wav", bytes(content)))


# --- what the system has against it ----------------------------------------------------------------------------


def test_a_file_that_vanished_after_it_was_listed(tmp_path: Path) -> None:
    path = wav(tmp_path / "a.wav", tone(1))
    path.unlink()
    assert "gone" in refusal(path).why.en


def test_a_place_before_the_beginning_is_answered_as_c_does(tmp_path: Path) -> None:
    """PyAV and soundfile would print an exception on the screen."""
    with written(tmp_path / "a.wav", b"RIFF").open("rb") as file:
        quiet = QuietFile(file)
        assert quiet.seek(-10, os.SEEK_CUR) == -1
        assert quiet.read() == b"RIFF"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a file at hand")
def test_a_disk_that_fails_while_it_is_read() -> None:
    """The memory of our own process is a file whose first bytes cannot be read: end of file now, the failure later."""
    with Path("/proc/self/mem").open("rb") as file:
        quiet = QuietFile(file)
        assert quiet.read(10) == b""
        with pytest.raises(OSError):
            quiet.raise_failure()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a file at hand")
def test_a_disk_that_cannot_be_read() -> None:
    """The memory of our own process: a regular file by its name, whose first bytes cannot be read."""
    problem = refusal(Path("/proc/self/mem"))
    assert "reading the file failed" in problem.why.en


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.wav").mkdir()
    assert "folder" in refusal(tmp_path / "a.wav").why.en


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.wav")
    assert "not a file" in refusal(tmp_path / "a.wav").why.en


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")
def test_a_file_without_read_permission(tmp_path: Path) -> None:
    """As another user than root, whom no permission stops."""
    if os.geteuid():
        path = wav(tmp_path / "a.wav", tone(1))
        path.chmod(0)
        assert "permission" in refusal(path).why.en
    else:
        assert "there is no permission to read it" in told_to_nobody()


def told_to_nobody() -> str:
    """What the user nobody (65534) is told of root's file; our modules are loaded before root's rights are given up."""
    program = (
        "import os, sys; from pathlib import Path; from tests.hearing.sound_files import heard\n"
        "from qa_scorer.errors import RecordingError\n"
        "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "try: heard(Path(sys.argv[1]))\n"
        "except RecordingError as problem: print(problem)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = wav(Path(folder) / "a.wav", tone(1))
        path.chmod(0o600)
        command = [sys.executable, "-c", program, str(path)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120).stdout


def test_names_that_libraries_cannot_read(tmp_path: Path) -> None:
    """Spaces, emoji, and GB18030 bytes where the file system speaks UTF-8."""
    for name in ("call 17 (1).wav", "通话📞.wav", os.fsdecode("投诉.wav".encode("gb18030"))):
        try:
            path = wav(tmp_path / "plain.wav", tone(1)).rename(tmp_path / name)
        except (OSError, UnicodeEncodeError):  # macOS and Windows do not allow such bytes in names at all
            assert sys.platform != "linux"
            continue
        assert heard(path).duration_s == pytest.approx(1, abs=0.01)
