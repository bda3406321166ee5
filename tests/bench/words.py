"""How well words are recognised, and what is made up where nobody speaks.

With a manifest.jsonl in the folder (one JSON object a line: file, suite, language, transcript): character error rates
of the clips that have a Chinese transcript, by setting, and what is left of music, tones, noise and silence. Without
one: character error rates of the calls whose script lies in truth/.

Texts are compared in simplified characters and lower case, without punctuation, each digit as a figure.
CPU seconds are those of one thread, per second of recording.
"""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jiwer
import numpy as np

from qa_scorer.hearing.activity import speech_spans
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.hear import hear
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.hearing.spans import total_s
from qa_scorer.listening.listen import blas_of_one_thread
from qa_scorer.model import CallData, Recording, Span, Word
from qa_scorer.transcript.engine import Engine
from qa_scorer.transcript.faster_whisper_engine import FasterWhisper
from qa_scorer.transcript.recognise import recognise
from qa_scorer.transcript.weights import base_folder
from qa_scorer.wording.script import SPOKEN_DIGITS, fold_character, simplified

Listener = Callable[[Samples], str]

_LONGEST_S = 28


def main(audio: Path) -> None:
    engine = FasterWhisper("base", device="cpu", threads=1)
    with blas_of_one_thread():  # as recordings are heard; with more the last digits come out otherwise
        if (audio / "manifest.jsonl").is_file():
            clips = [json.loads(line) for line in (audio / "manifest.jsonl").read_text("utf-8").splitlines()]
            _print_clips(audio, clips, engine)
            _print_made_up(audio, clips, engine)
        else:
            _print_calls(audio, engine)


def folded(text: str) -> str:
    """`text` as it is compared."""
    return "".join(SPOKEN_DIGITS.get(char, char) for char in map(fold_character, simplified(text)))


def character_errors(said: list[str], heard: list[str]) -> jiwer.CharacterOutput:
    return jiwer.process_characters([folded(text) for text in said], [folded(text) for text in heard])


def _print_clips(audio: Path, clips: list[dict[str, Any]], engine: Engine) -> None:
    spoken = [clip for clip in clips if clip["transcript"] and (clip["language"] or "").startswith("zh")]
    sounds = [_channels(audio / clip["file"])[0] for clip in spoken]
    seconds = sum(map(len, sounds)) / SAMPLE_RATE_HZ
    print(f"{len(spoken)} clips, {seconds:.0f} s\n{'setting':<44}{'CER':>8}{'CPU s / s':>12}")
    for name, listen in _settings(engine).items():
        started = time.process_time()
        heard = [listen(sound) for sound in sounds]
        took = time.process_time() - started
        errors = character_errors([clip["transcript"] for clip in spoken], heard)
        print(f"{name:<44}{errors.cer:>8.3f}{took / seconds:>12.3f}")


def _settings(engine: Engine) -> dict[str, Listener]:
    return {
        "as the house does it": lambda samples: _text(recognise(engine, samples, speech_spans(samples))[0]),
        "whole, beam 5, time tokens": _whole(beam_size=5, without_timestamps=False),
        "whole, beam 5, no time tokens": _whole(beam_size=5, without_timestamps=True),
        "whole, beam 1, time tokens": _whole(beam_size=1, without_timestamps=False),
        "whole, beam 1, no time tokens": _whole(beam_size=1, without_timestamps=True),
    }


def _whole(**settings: Any) -> Listener:
    """Bare faster-whisper on the whole file, cut every 28 s, with no regard to speech activity."""
    from faster_whisper import BatchedInferencePipeline, WhisperModel

    pipeline = BatchedInferencePipeline(
        WhisperModel(str(base_folder()), device="cpu", compute_type="int8", cpu_threads=1)
    )

    def listen(samples: Samples) -> str:
        seconds = len(samples) / SAMPLE_RATE_HZ
        cuts = [{"start": s, "end": min(s + _LONGEST_S, seconds)} for s in np.arange(0, seconds, _LONGEST_S)]
        lines, _ = pipeline.transcribe(
            samples / np.float32(32768), clip_timestamps=cuts, language="zh", temperature=0.0, word_timestamps=True,
            vad_filter=False, batch_size=1, **settings,
        )  # fmt: skip
        return "".join(line.text for line in lines)

    return listen


def _print_made_up(audio: Path, clips: list[dict[str, Any]], engine: Engine) -> None:
    print(f"\n{'nobody speaks':<44}{'s':>6}{'speech':>8}{'words':>7}{'thrown':>8}{'ungated':>9}{'thrown':>8}")
    sounds = {Path(clip["file"]).name: _channels(audio / clip["file"])[0] for clip in clips if "music" in clip["suite"]}
    for name, samples in {**_noises(), **sounds}.items():
        speech = speech_spans(samples)
        words, thrown = recognise(engine, samples, speech)
        # as if speech activity had been fooled: every other stretch of six seconds, for a minute at most
        fooled = [Span(s, s + 6) for s in range(0, min(len(samples) // SAMPLE_RATE_HZ, 60) - 5, 12)]
        anyway, thrown_anyway = recognise(engine, samples, fooled)
        print(
            f"{name[:42]:<44}{len(samples) / SAMPLE_RATE_HZ:>6.0f}{total_s(speech):>8.1f}{len(words):>7}"
            f"{len(thrown):>8}{len(anyway):>9}{len(thrown_anyway):>8}  {_text(words)}{_text(anyway)}"
        )


def _noises() -> dict[str, Samples]:
    """Thirty seconds of each."""
    count = 30 * SAMPLE_RATE_HZ
    generator, seconds = np.random.default_rng(7), np.arange(count) / SAMPLE_RATE_HZ
    tone = 4000 * np.sin(2 * np.pi * 450 * seconds)
    sounds = {
        "silence": np.zeros(count),
        "white noise, -76 dBFS": generator.normal(0, 5, count),
        "white noise, -41 dBFS": generator.normal(0, 300, count),
        "white noise, -21 dBFS": generator.normal(0, 3000, count),
        "brown noise": np.convolve(generator.normal(0, 300, count), np.ones(400) / 20, "same"),
        "450 Hz": tone,
        "ring-back": tone * (seconds % 5 < 1),
        "busy tone": tone * (seconds % 0.7 < 0.35),
        "clicks": (generator.random(count) < 3e-4) * 20_000.0,
    }
    return {name: np.clip(sound, -32768, 32767).astype(np.int16) for name, sound in sounds.items()}


def _print_calls(audio: Path, engine: Engine) -> None:
    print(f"{'call':<34}{'side':<10}{'CER':>7}{'wrong':>7}{'lost':>6}{'extra':>7}")
    said, heard = [], []
    for name, role, script, words in _sides(audio, engine):
        errors = character_errors([script], [words])
        print(
            f"{name:<34}{role:<10}{errors.cer:>7.3f}{errors.substitutions:>7}{errors.deletions:>6}{errors.insertions:>7}"
        )
        said.append(script)
        heard.append(words)
    print(f"{'all':<44}{character_errors(said, heard).cer:>7.3f}")


def _sides(audio: Path, engine: Engine) -> Iterator[tuple[str, str, str, str]]:
    """(file, role, what the script says, what was recognised) of every side of every call; both together on mono."""
    for file in sorted((audio / "truth").glob("*.json")):
        truth = json.loads(file.read_text("utf-8"))
        path, agent = audio / truth["file"], truth["call"].get("agent_channel")
        heard = hear(decode(Recording(path=path, name=path.name, call=CallData())))
        words = {voice.side: recognise(engine, voice.samples, voice.clear)[0] for voice in heard.voices if voice.side}
        for side, own in words.items():
            role = "agent" if side == agent else "customer"
            yield path.name, role, "".join(turn["text"] for turn in truth["turns"] if turn["role"] == role), _text(own)
        if not words:
            said = [word for voice in heard.voices for word in recognise(engine, voice.samples, voice.clear)[0]]
            in_order = tuple(sorted(said, key=lambda word: word.start_s))
            yield path.name, "both", "".join(turn["text"] for turn in truth["turns"]), _text(in_order)


def _text(words: tuple[Word, ...]) -> str:
    return "".join(word.text for word in words)


def _channels(path: Path) -> Samples:
    return decode(Recording(path=path, name=path.name, call=CallData())).samples
