"""Which odd audio files decode here, beside what libsndfile and ffmpeg are known to make of them.

A file is *heard* (as it is), *heard raw* (headerless, with the `--raw` format that the manifest names), *too short* to
score, or *refused* in words. *crashed* must never be: it would be an error that no one has words for.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_scorer.errors import RecordingError
from qa_scorer.hearing.decode import SHORTEST_S, decode_any_length
from qa_scorer.hearing.refusals import TooShortError
from qa_scorer.intake import gather, parse_raw
from qa_scorer.model import AudioFacts, CallData, Recording

_RAW_CODECS = {"pcm_s16le": "s16le", "pcm_alaw": "alaw", "pcm_mulaw": "mulaw"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`known` is the file's line of the manifest, empty without one."""

    name: str
    state: str
    facts: AudioFacts | None
    words: str
    known: dict[str, Any]

    @property
    def elsewhere(self) -> str:
        decodes = self.known.get("decodes", {})
        return "+".join(library for library in ("libsndfile", "ffmpeg") if decodes.get(library)) or "-"


def main(audio: Path) -> None:
    """Print the table for AUDIO/F_formats (AUDIO itself where there is none), and the counts."""
    folder = audio / "F_formats"
    manifest = _manifest(audio)
    outcomes = [_outcome(path, name, manifest.get(name, {})) for name, path in _files(audio, folder)]
    _print_table(outcomes)
    counts = Counter(outcome.state for outcome in outcomes)
    print(f"\n{len(outcomes)} files: " + ", ".join(f"{count} {state}" for state, count in sorted(counts.items())))
    print(f"crashed: {counts['crashed']}")
    lost = [outcome for outcome in outcomes if outcome.state in ("refused", "crashed") and outcome.elsewhere != "-"]
    silent = [outcome for outcome in lost if not outcome.known.get("duration_s")]
    print(f"opened elsewhere, with no sound in them: {len(silent)}")
    print(f"decoded elsewhere but not here: {len(lost) - len(silent)}")
    for outcome in lost:
        print(f"  {outcome.name} ({outcome.elsewhere}, {outcome.known.get('duration_s')} s): {outcome.words}")


def _files(audio: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file of the folder of odd formats, or else every recording, by its path below `audio`."""
    if folder.is_dir():
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            yield path.relative_to(audio).as_posix(), path
    else:
        yield from ((found.name, found.path) for found in gather([audio], recursive=True).recordings)


def _manifest(audio: Path) -> dict[str, dict[str, Any]]:
    path = audio / "manifest.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return {known["file"]: known for known in map(json.loads, lines)}


def _outcome(path: Path, name: str, known: dict[str, Any]) -> Outcome:
    state, facts, words = _heard(Recording(path=path, name=path.name, call=CallData()))
    codec, rate = _RAW_CODECS.get(known.get("codec") or ""), known.get("sample_rate")
    if state == "refused" and "--raw" in words and codec and known.get("channels") == 1:
        raw = parse_raw(f"{codec}:{rate}")
        state, facts, words = _heard(Recording(path=path, name=path.name, call=CallData(), raw=raw))
        state, words = state.replace("heard", "heard raw"), f"--raw {codec}:{rate} {words}"
    return Outcome(name=name, state=state, facts=facts, words=words, known=known)


def _heard(recording: Recording) -> tuple[str, AudioFacts | None, str]:
    """The state, the facts, and a remark or reason."""
    try:
        facts = decode_any_length(recording).facts
    except TooShortError as problem:
        return "too short", None, problem.why.en
    except RecordingError as problem:
        return "refused", None, f"{problem.why.en}; {problem.mend.en}"
    except Exception as bug:  # the bench is here to find these
        return "crashed", None, repr(bug)
    return (
        "heard" if facts.duration_s >= SHORTEST_S else "too short",
        facts,
        "; ".join(remark.en for remark in facts.remarks),
    )


def _print_table(outcomes: list[Outcome]) -> None:
    figures = f"{'seconds':>9} {'known s':>9} {'Hz':>7} {'ch':>3}"
    print(f"{'file':<62} {'here':<10} {figures} {'elsewhere':<18} remark or reason")
    for outcome in outcomes:
        facts, known_s = outcome.facts, outcome.known.get("duration_s")
        figures = f"{facts.duration_s:>9.3f}" if facts else f"{'-':>9}"
        figures += f" {known_s:>9.3f}" if known_s is not None else f" {'-':>9}"
        figures += f" {facts.sample_rate_hz:>7} {facts.channels:>3}" if facts else f" {'-':>7} {'-':>3}"
        print(f"{outcome.name:<62} {outcome.state:<10} {figures} {outcome.elsewhere:<18} {outcome.words}")
