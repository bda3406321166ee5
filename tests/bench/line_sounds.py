"""Hold music, ringing, busy tone and keys found; speech left alone; speed and memory.

recorded music  moh_* below the folder: share labelled music, share called speech before and after
speech          every other recording there: seconds of speech, how many were lost, what was labelled
made tones      signals of several countries at three levels and two noise levels: found, worst edge
made music      melody, guitar, chords, band, alone and put into the longest pause of the sample calls
"""

import time
import tracemalloc
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from qa_scorer.errors import RecordingError
from qa_scorer.hearing.activity import speech_spans
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.line_sounds import line_sounds, speech_only
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.hearing.spans import gaps, total_s
from qa_scorer.model import CallData, LineSound, LineSoundKind, Recording, Span
from tests.bench.__main__ import SAMPLES
from tests.hearing.telephone_line import MUSIC, at_level, over_the_line, rhythm, silence

_ENDINGS = {".wav", ".gsm", ".mp3", ".ogg", ".flac", ".m4a", ".amr", ".opus"}
_SIGNALS = {
    "ring-back 450 Hz 1/4 s": (LineSoundKind.RING_BACK, (450.0,), (1.0, 4.0)),
    "ring-back 425 Hz 1/4 s": (LineSoundKind.RING_BACK, (425.0,), (1.0, 4.0)),
    "ring-back 440+480 Hz 2/4 s": (LineSoundKind.RING_BACK, (440.0, 480.0), (2.0, 4.0)),
    "ring-back 400+450 Hz double": (LineSoundKind.RING_BACK, (400.0, 450.0), (0.4, 0.2, 0.4, 2.0)),
    "busy 450 Hz 0.35/0.35 s": (LineSoundKind.BUSY_TONE, (450.0,), (0.35, 0.35)),
    "busy 425 Hz 0.5/0.5 s": (LineSoundKind.BUSY_TONE, (425.0,), (0.5, 0.5)),
    "congestion 450 Hz 0.7/0.7 s": (LineSoundKind.BUSY_TONE, (450.0,), (0.7, 0.7)),
    "busy 480+620 Hz 0.5/0.5 s": (LineSoundKind.BUSY_TONE, (480.0, 620.0), (0.5, 0.5)),
    "congestion 480+620 Hz 0.25/0.25": (LineSoundKind.BUSY_TONE, (480.0, 620.0), (0.25, 0.25)),
}
_DIGITS = ((697.0, 1209.0), (770.0, 1336.0), (852.0, 1477.0), (941.0, 1633.0))


def main(audio: Path) -> None:
    recordings = [path for path in sorted(audio.rglob("*")) if path.suffix.lower() in _ENDINGS]
    _print_music([path for path in recordings if path.name.startswith("moh_")])
    _print_speech([path for path in recordings if not path.name.startswith("moh_")], audio)
    _print_tones()
    _print_made_music()
    _print_holds()
    _print_speed()


def _channels(path: Path) -> Iterator[Samples]:
    try:
        sound = decode(Recording(path=path, name=path.name, call=CallData()))
    except RecordingError:
        return
    yield from (np.ascontiguousarray(channel) for channel in sound.samples)


def _kinds(sounds: tuple[LineSound, ...]) -> str:
    seconds: defaultdict[str, float] = defaultdict(float)
    for sound in sounds:
        seconds[sound.kind] += sound.span.duration_s
    return ", ".join(f"{kind} {length:.1f} s" for kind, length in seconds.items())


def _print_music(paths: list[Path]) -> None:
    print(f"{'recorded music':<40}{'labelled':>10}{'speech before':>15}{'after':>8}")
    for path in paths:
        for samples in _channels(path):
            length, speech = len(samples) / SAMPLE_RATE_HZ, speech_spans(samples)
            sounds = line_sounds(samples, speech)
            shares = (total_s(_music(sounds)), total_s(speech), total_s(speech_only(speech, sounds)))
            labelled, before, after = (share / length for share in shares)
            print(f"{path.name:<40}{labelled:>10.1%}{before:>15.2%}{after:>8.2%}")


def _print_speech(paths: list[Path], audio: Path) -> None:
    print(f"\n{'speech':<40}{'s':>8}{'lost s':>8}  labelled")
    spoken: defaultdict[str, float] = defaultdict(float)
    lost: defaultdict[str, float] = defaultdict(float)
    for path in paths:
        folder = path.parent.relative_to(audio).as_posix()
        for samples in _channels(path):
            speech = speech_spans(samples)
            sounds = line_sounds(samples, speech)
            before, gone = total_s(speech), total_s(speech) - total_s(speech_only(speech, sounds))
            spoken[folder] += before
            lost[folder] += gone
            if sounds:
                print(f"  {path.name[:37]:<38}{before:>8.1f}{gone:>8.2f}  {_kinds(sounds)}")
    for folder, seconds in spoken.items():
        print(f"{folder:<40}{seconds:>8.1f}{lost[folder]:>8.2f}")
    in_all, gone = sum(spoken.values()), sum(lost.values())
    print(f"{'all':<40}{in_all:>8.1f}{gone:>8.2f}  {gone / max(in_all, 1):.3%}")


def _print_tones() -> None:
    print(f"\n{'made tones, A-law':<34}{'found':>8}{'worst edge s':>14}")
    for name, (kind, hz, on_off_s) in _SIGNALS.items():
        _print_found(name, kind, [rhythm(hz, on_off_s, 4, dbfs) for dbfs in (-10.0, -22.0, -35.0)])
    for seconds in (0.05, 0.1):
        keys = [rhythm(hz, (seconds, 0.1), 1, dbfs) for dbfs in (-10.0, -22.0, -35.0) for hz in _DIGITS]
        _print_found(f"key pressed for {seconds} s", LineSoundKind.DTMF, keys)


def _print_found(name: str, kind: LineSoundKind, waves: list[np.ndarray]) -> None:
    edges = []
    for wave in waves:
        for noise_dbfs in (-60.0, -50.0):
            samples = over_the_line(np.concatenate([silence(1.0), wave, silence(1.0)]), noise_dbfs)
            sounds = line_sounds(samples, speech_spans(samples))
            if [sound.kind for sound in sounds] == [kind]:
                edges.append(max(abs(sounds[0].span.start_s - 1), abs(sounds[0].span.end_s - 1 - len(wave) / 8000)))
    print(f"{name:<34}{f'{len(edges)}/{2 * len(waves)}':>8}{max(edges, default=np.nan):>14.3f}")


def _print_made_music() -> None:
    print(f"\n{'made music, 20 s each':<24}{'labelled':>10}{'speech before':>15}{'after':>8}")
    for name, make in MUSIC.items():
        shares = []
        for seed, dbfs in ((1, -12.0), (2, -22.0), (3, -35.0)):
            samples = over_the_line(at_level(make(20.0, seed), dbfs))
            speech = speech_spans(samples)
            sounds = line_sounds(samples, speech)
            shares.append([total_s(_music(sounds)), total_s(speech), total_s(speech_only(speech, sounds))])
        labelled, before, after = np.mean(shares, axis=0) / 20
        print(f"{name:<24}{labelled:>10.1%}{before:>15.2%}{after:>8.2%}")


def _print_holds() -> None:
    print(f"\n{'10 s of music in a call':<44}{'start off':>10}{'end off':>10}{'speech lost s':>15}")
    for path in sorted(SAMPLES.glob("*.wav")):
        for side, call in enumerate(_channels(path)):
            speech = speech_spans(call)
            pause = max(gaps(speech, len(call) / SAMPLE_RATE_HZ, 0.3)[1:-1], key=lambda gap: gap.duration_s)
            for name, make in MUSIC.items():
                music = over_the_line(at_level(make(10.0, side), -22.0))
                _print_hold(f"{path.stem} {side} {name}", call, music, pause.end_s)


def _print_hold(name: str, call: Samples, music: Samples, at_s: float) -> None:
    """Music right before the words that end the pause."""
    at = round(at_s * SAMPLE_RATE_HZ)
    samples = np.concatenate([call[:at], music, call[at:]])
    speech = speech_spans(samples)
    sounds = line_sounds(samples, speech)
    hold = Span(at_s, at_s + len(music) / SAMPLE_RATE_HZ)
    outside = [span for span in speech if span.end_s < hold.start_s or span.start_s > hold.end_s - 0.1]
    lost_s = total_s(outside) - total_s(speech_only(outside, sounds))
    found = _music(sounds)
    off = (found[0].start_s - hold.start_s, found[-1].end_s - hold.end_s) if found else (np.nan, np.nan)
    print(f"{name:<44}{off[0]:>10.2f}{off[1]:>10.2f}{lost_s:>15.2f}")


def _print_speed() -> None:
    """Two hours made of one sample call over and over."""
    call = next(iter(_channels(SAMPLES / "1206_20261118093012_C0001.wav")))
    two_hours = np.resize(call, 2 * 3600 * SAMPLE_RATE_HZ)
    spoken = [Span(float(second), second + 2.5) for second in range(0, 7200, 6)]
    started = time.process_time()
    line_sounds(two_hours, spoken)
    took_s = time.process_time() - started
    tracemalloc.start()
    line_sounds(two_hours, spoken)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"\ntwo hours, one core: {7200 / took_s:.0f} times real time; {peak_bytes / 1e6:.0f} MB at its peak")


def _music(sounds: tuple[LineSound, ...]) -> list[Span]:
    return [sound.span for sound in sounds if sound.kind is LineSoundKind.MUSIC]
