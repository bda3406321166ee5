"""Every format that recorders write comes out with the right length, level, rate and channel order."""

import hashlib
from pathlib import Path

import av
import numpy as np
import pytest

from qa_scorer.model import RawFormat
from tests.hearing.sound_files import (
    Wave,
    by_libsndfile,
    encode,
    heard,
    hum,
    left_only,
    level_dbfs,
    silence,
    tone,
    wav,
)

SECONDS = 3.0

# ending, container, encoder, rate in hertz, the codec's name in the facts
STEREO = [
    ("wav", "wav", "pcm_s16le", 8000, "pcm_s16le"),
    ("wav", "wav", "pcm_u8", 8000, "pcm_u8"),
    ("wav", "wav", "pcm_s24le", 44100, "pcm_s24le"),
    ("wav", "wav", "pcm_f32le", 16000, "pcm_f32le"),
    ("wav", "wav", "pcm_f64le", 48000, "pcm_f64le"),
    ("wav", "wav", "pcm_alaw", 8000, "pcm_alaw"),
    ("wav", "wav", "pcm_mulaw", 8000, "pcm_mulaw"),
    ("wav", "wav", "adpcm_ms", 8000, "adpcm_ms"),
    ("wav", "wav", "adpcm_ima_wav", 8000, "adpcm_ima_wav"),
    ("w64", "w64", "pcm_s16le", 8000, "pcm_s16le"),
    ("mp3", "mp3", "libmp3lame", 8000, "mp3"),
    ("mp3", "mp3", "libmp3lame", 44100, "mp3"),
    ("m4a", "ipod", "aac", 8000, "aac"),
    ("m4a", "ipod", "alac", 16000, "alac"),
    ("aac", "adts", "aac", 16000, "aac"),
    ("opus", "opus", "libopus", 48000, "opus"),
    ("webm", "webm", "libopus", 48000, "opus"),
    ("flac", "flac", "flac", 8000, "flac"),
    ("aiff", "aiff", "pcm_s16be", 8000, "pcm_s16be"),
    ("wma", "asf", "wmav2", 44100, "wmav2"),
    ("au", "au", "pcm_mulaw", 8000, "pcm_mulaw"),
    ("wv", "wv", "wavpack", 16000, "wavpack"),
    ("mka", "matroska", "pcm_s16le", 8000, "pcm_s16le"),
]
# the same for one channel
MONO = [
    ("wav", "wav", "pcm_alaw", 8000, "pcm_alaw"),
    ("mp3", "mp3", "libmp3lame", 8000, "mp3"),
    ("amr", "amr", "libopencore_amrnb", 8000, "amr_nb"),
    ("3gp", "3gp", "libopencore_amrnb", 8000, "amr_nb"),
    ("g722", "g722", "g722", 16000, "adpcm_g722"),
    ("wav", "wav", "g726", 8000, "adpcm_g726"),
    ("m4a", "ipod", "aac", 16000, "aac"),
    ("opus", "opus", "libopus", 48000, "opus"),
    ("flac", "flac", "flac", 8000, "flac"),
]


@pytest.mark.parametrize(("ending", "container", "encoder", "rate", "codec"), STEREO)
def test_stereo_keeps_sides_length_and_level(
    tmp_path: Path, ending: str, container: str, encoder: str, rate: int, codec: str
) -> None:
    sound = heard(encode(tmp_path / f"a.{ending}", left_only(SECONDS, rate), container, encoder, rate))
    assert (str(sound.samples.dtype), len(sound.samples)) == ("int16", 2)
    assert sound.duration_s == sound.facts.duration_s == pytest.approx(SECONDS, abs=0.1)
    assert level_dbfs(sound.samples[0]) == pytest.approx(-20, abs=1)
    assert level_dbfs(sound.samples[1]) < -60
    assert (sound.facts.codec, sound.facts.sample_rate_hz, sound.facts.channels) == (codec, rate, 2)
    assert sound.facts.remarks == ()


@pytest.mark.parametrize(("ending", "container", "encoder", "rate", "codec"), MONO)
def test_mono_stays_mono(tmp_path: Path, ending: str, container: str, encoder: str, rate: int, codec: str) -> None:
    sound = heard(encode(tmp_path / f"a.{ending}", hum(SECONDS, rate), container, encoder, rate))
    assert len(sound.samples) == 1
    assert sound.duration_s == pytest.approx(SECONDS, abs=0.1)
    assert level_dbfs(sound.samples[0]) == pytest.approx(-20, abs=1)
    assert (sound.facts.codec, sound.facts.sample_rate_hz, sound.facts.channels) == (codec, rate, 1)
    assert sound.facts.remarks == ()


def test_gsm_in_wav(tmp_path: Path) -> None:
    sound = heard(by_libsndfile(tmp_path / "a.wav", tone(SECONDS), 8000, format="WAV", subtype="GSM610"))
    assert sound.facts.codec == "gsm_ms"
    assert sound.duration_s == pytest.approx(SECONDS, abs=0.05)
    assert level_dbfs(sound.samples[0]) == pytest.approx(-20, abs=1)


def test_gsm_without_a_header_is_known_by_its_ending_and_frames(tmp_path: Path) -> None:
    written = by_libsndfile(tmp_path / "a.gsm", tone(SECONDS), 8000, format="RAW", subtype="GSM610")
    assert written.stat().st_size % 33 == 0
    sound = heard(written)
    assert sound.facts.codec == "gsm"
    assert sound.duration_s == pytest.approx(SECONDS, abs=0.05)
    assert level_dbfs(sound.samples[0]) == pytest.approx(-20, abs=1)


def test_big_endian_wav_which_ffmpeg_cannot_open(tmp_path: Path) -> None:
    """RIFX goes through libsndfile, with the sides, level and length it should have."""
    wave = left_only(SECONDS, 44100)
    path = by_libsndfile(tmp_path / "a.wav", wave, 44100, format="WAV", subtype="PCM_16", endian="BIG")
    assert path.read_bytes().startswith(b"RIFX")
    sound = heard(path)
    assert sound.duration_s == pytest.approx(SECONDS, abs=0.01)
    assert level_dbfs(sound.samples[0]) == pytest.approx(-20, abs=0.2)
    assert level_dbfs(sound.samples[1]) < -90
    assert sound.facts.declared_s == pytest.approx(SECONDS, abs=0.01)


@pytest.mark.parametrize("rate", [4000, 11025, 22050, 96000, 192000])
def test_unusual_rates(tmp_path: Path, rate: int) -> None:
    """4 kHz to 192 kHz come out at 16 kHz: as long, as loud, the tone where it was."""
    sound = heard(wav(tmp_path / "a.wav", tone(SECONDS, rate, hz=1000), rate))
    assert sound.sample_rate_hz == 16000
    assert sound.facts.sample_rate_hz == rate
    assert sound.duration_s == pytest.approx(SECONDS, abs=0.01)
    assert level_dbfs(sound.samples[0]) == pytest.approx(-20, abs=0.5)
    spectrum = np.abs(np.fft.rfft(sound.samples[0][:32000]))
    assert np.argmax(spectrum) / 2 == pytest.approx(1000, abs=2)


@pytest.mark.parametrize("codec", ["alaw", "mulaw", "s16le"])
def test_headerless_audio_by_its_given_format(tmp_path: Path, codec: str) -> None:
    written = encode(tmp_path / "a.raw", tone(SECONDS), codec, f"pcm_{codec}")
    sound = heard(written, RawFormat(codec=codec, sample_rate_hz=8000))  # type: ignore[arg-type]  # one of the three
    assert sound.duration_s == pytest.approx(SECONDS, abs=0.01)
    assert level_dbfs(sound.samples[0]) == pytest.approx(-20, abs=0.2)
    assert sound.facts.declared_s is None


def test_floats_above_full_scale_are_clipped(tmp_path: Path) -> None:
    """And do not wrap round to the other sign."""
    loud = np.full((16000,), 1.7, dtype=np.float32)
    path = by_libsndfile(tmp_path / "a.wav", loud[None], 16000, format="WAV", subtype="FLOAT")
    assert set(heard(path).samples[0]) == {32767}


def test_the_content_counts_not_the_ending(tmp_path: Path) -> None:
    sound = heard(encode(tmp_path / "a.wav", tone(SECONDS), "mp3", "libmp3lame"))
    assert sound.facts.codec == "mp3"


def test_the_hash_is_that_of_the_files_bytes(tmp_path: Path) -> None:
    path = wav(tmp_path / "a.wav", tone(SECONDS))
    assert heard(path).facts.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_samples_cannot_be_changed(tmp_path: Path) -> None:
    """What one measurement does must not be heard by the next."""
    assert not heard(wav(tmp_path / "a.wav", left_only(SECONDS))).samples.flags.writeable


def six(*waves: Wave) -> Wave:
    return np.concatenate(waves)


def test_six_channels_of_which_two_carry_sound(tmp_path: Path) -> None:
    """The two are kept, in their order, and it is said which they were."""
    quiet = silence(SECONDS)
    wave = six(quiet, tone(SECONDS, dbfs=-30), quiet, quiet, tone(SECONDS, dbfs=-20), quiet)
    sound = heard(wav(tmp_path / "a.wav", wave))
    assert [level_dbfs(side) for side in sound.samples] == pytest.approx([-30, -20], abs=0.2)
    assert sound.facts.channels == 6
    (remark,) = sound.facts.remarks
    assert "channel 2 and 5" in remark.en
    assert "第 2、5 声道" in remark.zh


def test_six_channels_that_all_carry_sound_are_mixed(tmp_path: Path) -> None:
    sound = heard(wav(tmp_path / "a.wav", six(*[tone(SECONDS, dbfs=-20)] * 6)))
    assert [level_dbfs(side) for side in sound.samples] == pytest.approx([-20], abs=0.2)
    (remark,) = sound.facts.remarks
    assert "6 channels" in remark.en
    assert "6 个声道" in remark.zh


def test_a_pause_that_was_not_recorded_keeps_its_place(tmp_path: Path) -> None:
    """WebRTC recorders send nothing while nobody speaks: the time stamps jump, and what follows must not move up."""
    path = with_a_gap(tmp_path / "a.webm", before_s=1.0, gap_s=2.0, after_s=1.0)
    sound = heard(path)
    assert sound.duration_s == pytest.approx(4.0, abs=0.1)
    assert level_dbfs(sound.samples[0][20000:44000]) < -60
    assert level_dbfs(sound.samples[0][49000:63000]) == pytest.approx(-20, abs=1)
    (remark,) = sound.facts.remarks
    assert "2.0 s" in remark.en


def with_a_gap(path: Path, *, before_s: float, gap_s: float, after_s: float) -> Path:
    with av.open(str(path), "w", format="webm") as file:
        stream = file.add_stream("libopus", rate=48000, layout="mono")
        packets = []
        frame = av.AudioFrame.from_ndarray(tone(before_s + after_s, 48000), format="s16", layout="mono")
        frame.sample_rate, frame.pts = 48000, 0
        for piece in (*av.AudioResampler("flt", "mono", 48000, 960).resample(frame), None):
            packets += stream.encode(piece)
        for packet in packets:
            if packet.pts is not None and packet.pts * packet.time_base >= before_s:
                packet.pts += round(gap_s / packet.time_base)
                packet.dts = packet.pts
            file.mux(packet)
    return path
