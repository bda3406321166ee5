"""The sound beside the pages: copies that hold the same sound at the same second, links, clips, and none."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest

from qa_scorer import page_sound
from qa_scorer.cli.beside import exports_named, sound_in_store
from qa_scorer.errors import UsageError
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.sound import Samples
from qa_scorer.model import Call, CallData, Outcome, Recording, ScoredCall
from qa_scorer.page_sound import SoundBeside
from qa_scorer.store import Store
from tests.command import SAMPLES
from tests.nights import answer, data, scored_call

NAME = "1206_20261118093012_C0001.wav"


def _recording(path: Path) -> Recording:
    return Recording(path=path, name=path.name, call=CallData())


def _scored(name: str = NAME, *, at_s: float = 20.0) -> ScoredCall:
    """A call of which one rule is missed at `at_s` and one undetermined without a time."""
    answers = {
        "closing.farewell": answer(Outcome.MISSED, start_s=at_s),
        "opening.greeting": answer(Outcome.UNDETERMINED, start_s=None),
    }
    return scored_call(name, data("1206"), answers)


def _sound_of(path: Path) -> Samples:
    return decode(_recording(path)).samples


def _delay_ms(copy: Samples, original: Samples) -> float:
    """By how much `copy` (its first channel) lies behind the original, by their correlation."""
    n = min(copy.shape[1], original.shape[1])
    one, other = np.fft.rfft(copy[0, :n], 2 * n), np.fft.rfft(original[0, :n], 2 * n)
    lag = int(np.argmax(np.fft.irfft(one * np.conj(other))))
    return (lag if lag < n else lag - 2 * n) / 16


@pytest.mark.parametrize("name", [NAME, "1206_20261119134409_C0009.ogg"])
def test_a_copy_holds_both_channels_at_the_same_time(name: str, tmp_path: Path) -> None:
    beside = SoundBeside(recording_of=lambda _: _recording(SAMPLES / name))
    sound = beside.put(_scored(name), tmp_path)
    assert sound and sound.clips == {}
    copy, original = _sound_of(tmp_path / sound.call), _sound_of(SAMPLES / name)
    assert copy.shape[0] == original.shape[0]
    assert copy.shape[1] == pytest.approx(original.shape[1], abs=16 * 25)
    assert abs(_delay_ms(copy, original)) < 2
    assert (tmp_path / sound.call).stat().st_size < 5000 * original.shape[1] / 16000


def test_a_copy_is_made_once_and_again_where_the_recording_is_another(tmp_path: Path) -> None:
    beside = SoundBeside(recording_of=lambda _: _recording(SAMPLES / NAME))
    first = beside.put(_scored(), tmp_path)
    assert first
    (tmp_path / first.call).write_bytes(b"left alone")
    assert beside.put(_scored(), tmp_path) == first
    assert (tmp_path / first.call).read_bytes() == b"left alone"
    other = _scored()
    facts = replace(other.call.evidence.facts, sha256="ef" * 32)
    other = replace(other, call=replace(other.call, evidence=replace(other.call.evidence, facts=facts)))
    second = beside.put(other, tmp_path)
    assert second and second.call != first.call


def test_a_link_leads_from_the_page_to_the_recording(tmp_path: Path) -> None:
    recording = tmp_path / "录音 #1" / NAME
    recording.parent.mkdir()
    recording.write_bytes((SAMPLES / NAME).read_bytes())
    folder = tmp_path / "out" / "calls"
    beside = SoundBeside(recording_of=lambda _: _recording(recording), choice="link")
    sound = beside.put(_scored(), folder)
    assert sound and "#" not in sound.call
    assert (folder / unquote(sound.call)).resolve() == recording
    assert not folder.exists()


def test_a_clip_is_cut_around_each_finding_that_has_a_time(tmp_path: Path) -> None:
    beside = SoundBeside(recording_of=lambda _: _recording(SAMPLES / NAME), choice="link", clips=True)
    sound = beside.put(_scored(), tmp_path)
    assert sound and list(sound.clips) == [5]
    clip, original = _sound_of(tmp_path / sound.clips[5]), _sound_of(SAMPLES / NAME)
    assert clip.shape[1] == pytest.approx(8 * 16000, abs=400)  # 3 s before, the 2 s of the finding, 3 s after
    assert abs(_delay_ms(clip, original[:, 17 * 16000 :])) < 2


def test_a_finding_at_the_very_end_has_a_clip_as_long_as_there_is_sound(tmp_path: Path) -> None:
    seconds = _sound_of(SAMPLES / NAME).shape[1] / 16000
    beside = SoundBeside(recording_of=lambda _: _recording(SAMPLES / NAME), clips=True)
    sound = beside.put(_scored(at_s=seconds - 1), tmp_path)
    assert sound
    assert _sound_of(tmp_path / sound.clips[5]).shape[1] == pytest.approx(4 * 16000, abs=400)


def test_none_is_none_and_a_recording_that_is_gone_or_broken_leaves_the_page_silent(tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_text("no sound")
    recordings = {NAME: _recording(SAMPLES / NAME), "gone.wav": _recording(tmp_path / "gone.wav"),
                  "broken.wav": _recording(broken)}  # fmt: skip

    def of(call: Call) -> Recording | None:
        return recordings.get(call.name)

    assert SoundBeside(recording_of=of, choice="none", clips=True).put(_scored(), tmp_path) is None
    beside = SoundBeside(recording_of=of)
    assert [beside.put(_scored(name), tmp_path) for name in ("gone.wav", "broken.wav", "unheard of.wav")] == [None] * 3
    assert [path.name for path in tmp_path.iterdir()] == ["broken.wav"]


def test_whatever_goes_wrong_with_one_sound_its_page_is_still_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def bug(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(page_sound, "write_playable", bug)
    assert SoundBeside(recording_of=lambda _: _recording(SAMPLES / NAME)).put(_scored(), tmp_path) is None
    assert "because of a bug" in caplog.text and list(tmp_path.iterdir()) == []


def test_the_exports_asked_for_are_read_from_one_word() -> None:
    assert exports_named("contact-lens, parquet") == ("parquet", "contact-lens")
    assert exports_named("none") == exports_named("") == ()
    with pytest.raises(UsageError) as caught:
        exports_named("parquet,excel")
    assert "excel" in caught.value.why.en


def test_the_sound_of_stored_calls_is_found_where_it_lay(tmp_path: Path) -> None:
    """Two nights of a recorder that counts from one again: each call has its own."""
    with Store.open_to_write(tmp_path / "qa.db", "test") as store:
        scored, numbers = [], []
        for place, name in enumerate((NAME, "1206_20261118162005_C0005.wav")):
            one = _scored("0001.wav")
            facts = replace(one.call.evidence.facts, sha256=f"{place:064x}")
            one = replace(one, call=replace(one.call, evidence=replace(one.call.evidence, facts=facts)))
            heard = store.keep_evidence(one.call.evidence, "5e" * 32)
            numbers.append(store.keep_call("0001.wav", SAMPLES / name, one.call.data, heard))
            scored.append(one)
        sound_of = sound_in_store(store, numbers, "link", False)
        links = [sound_of(one, tmp_path) for one in (*scored, _scored("unheard of.wav"))]
    assert [link and (tmp_path / link.call).resolve().name for link in links] == [
        NAME, "1206_20261118162005_C0005.wav", None,
    ]  # fmt: skip
