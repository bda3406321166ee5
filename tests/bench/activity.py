"""Speech activity against the truth, by the way a night goes: activity, less line sounds, leakage and echo.

talk off    spoken time found over spoken time of the truth, less one; pauses under 0.3 s count as speaking
precision   share of the time found in which the truth speaks; recall: share of the truth's speech that is found
silences    nobody on either side speaks for 3 s or more. Found: both edges within 0.3 s. Invented: nobody was heard for
            3 s or more where the truth has no silence of 2.4 s (3 s less two edges)
late        how much too late speech begins after 10 s of hold music; lost: not found at all

In a folder made by make_samples.py (recordings, truth/): every call; again with each pause of half a second or more
made 4 s longer out of its own noise, for the calls have few long ones; and the longest words of each side after hold
music. In a collection with a manifest.jsonl: what has a truth in `expected`, and the share of hold music called speech.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from qa_scorer.hearing.activity import PAUSE_S, speech_spans
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.hear import hear
from qa_scorer.hearing.line_sounds import line_sounds, speech_only
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples, Sound
from qa_scorer.hearing.spans import gaps, joined, overlap_s, total_s
from qa_scorer.model import CallData, Recording, Span
from tests.bench.spoken import Spoken, after, longer_pauses, spoken
from tests.hearing.telephone_line import MUSIC, at_level, over_the_line

SILENCE_S = 3.0
EDGE_S = 0.3
HOLD_S = 10.0
LEAST_PAUSE_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`sides`: who is on each channel, left first, and when they speak."""

    name: str
    sound: Sound
    sides: Mapping[str, Spoken]

    def silences(self, at_least_s: float) -> Spoken:
        return gaps([span for side in self.sides.values() for span in side], self.sound.duration_s, at_least_s)


@dataclass(slots=True)
class Totals:
    """Seconds and silences, added up over cases; `off_s`: how far the edges of silences lie from the truth."""

    true_s: float = 0.0
    found_s: float = 0.0
    right_s: float = 0.0
    off: list[float] = field(default_factory=list)
    silences: int = 0
    silences_found: int = 0
    invented: int = 0
    off_s: list[float] = field(default_factory=list)

    def add_side(self, truth: Spoken, found: Spoken) -> str:
        """Count one channel; its figures."""
        true_s, found_s, right_s = total_s(truth), total_s(found), sum(overlap_s(span, truth) for span in found)
        self.true_s, self.found_s, self.right_s = self.true_s + true_s, self.found_s + found_s, self.right_s + right_s
        self.off.append(found_s / true_s - 1)
        return f"{true_s:7.1f} {self.off[-1]:+9.1%} {right_s / max(found_s, 1e-9):10.3f} {right_s / true_s:8.3f}"

    def add_silences(self, case: Case, found: Sequence[Spoken]) -> None:
        heard = [span for side in found for span in side]
        quiet = gaps(heard, case.sound.duration_s, SILENCE_S - 2 * EDGE_S)
        true_quiet = case.silences(SILENCE_S - 2 * EDGE_S)
        self.invented += sum(gap.duration_s >= SILENCE_S and not overlap_s(gap, true_quiet) for gap in quiet)
        for silence in case.silences(SILENCE_S):
            shared_s = [overlap_s(gap, [silence]) for gap in quiet]
            nearest = quiet[int(np.argmax(shared_s))] if any(shared_s) else Span(0, 0)
            edges = abs(nearest.start_s - silence.start_s), abs(nearest.end_s - silence.end_s)
            self.off_s += edges
            self.silences += 1
            self.silences_found += max(edges) <= EDGE_S

    def __str__(self) -> str:
        precision, recall, off = self.right_s / self.found_s, self.right_s / self.true_s, np.abs(self.off)
        lines = [
            f"talk time off {self.found_s / self.true_s - 1:+.1%} in all; a channel {off.mean():.1%} on average, "
            f"{off.max():.1%} at most, over 3 % in {np.sum(off > 0.03)} of {len(off)}",
            f"precision {precision:.3f}, recall {recall:.3f}, F1 {2 * precision * recall / (precision + recall):.3f}",
            f"silences of {SILENCE_S:.0f} s: {self.silences_found} of {self.silences} found, {self.invented} invented",
        ]
        if self.off_s:
            lines.append(f"their edges off {np.median(self.off_s):.2f} s (median), {max(self.off_s):.2f} s (worst)")
        return "\n".join(lines)


def main(audio: Path) -> None:
    """Print the tables for the folder `audio`."""
    if (audio / "truth").is_dir():
        calls = list(made_calls(audio))
        print_cases("calls as they are", calls)
        print_cases("the same, pauses made longer", [with_longer_pauses(call) for call in calls])
        print_late(calls)
    if (audio / "manifest.jsonl").is_file():
        print_cases("recordings with a truth", list(collected(audio)))
        print_hold_music(sorted(audio.rglob("moh_*")))


def print_cases(title: str, cases: Sequence[Case]) -> None:
    print(f"\n{title:<44}{'truth s':>7} {'talk off':>9} {'precision':>10} {'recall':>8}")
    totals = Totals()
    for case in cases:
        found = own_speech(case.sound)
        for (side, truth), spans in zip(case.sides.items(), found, strict=True):
            print(f"{f'{case.name[:33]} {side}':<44}{totals.add_side(truth, spans)}")
        totals.add_silences(case, found)
    print(totals)


def own_speech(sound: Sound) -> tuple[Spoken, ...]:
    """When the voice of each channel speaks; on a single one, when anybody does."""
    if sound.channels == 1:
        return (without_line_sounds(sound.samples[0]),)
    return tuple(voice.speech for voice in hear(sound).voices)


def without_line_sounds(samples: Samples) -> Spoken:
    found = speech_spans(samples)
    return speech_only(found, line_sounds(samples, found))


def made_calls(folder: Path) -> Iterator[Case]:
    for file in sorted((folder / "truth").glob("*.json")):
        call = json.loads(file.read_text("utf-8"))
        sound = heard(folder / call["file"])
        sides = {role: spoken(call["turns"], role) for role in ("agent", "customer")}
        if call["call"]["agent_channel"] == "right":
            sides = dict(reversed(sides.items()))
        if sound.channels == 1:
            sides = {"both": joined(span for side in sides.values() for span in side)}
        yield Case(name=file.stem, sound=sound, sides=sides)


def with_longer_pauses(call: Case) -> Case:
    pauses = call.silences(LEAST_PAUSE_S)
    samples = longer_pauses(call.sound.samples, pauses)
    sides = {side: tuple(after(span, pauses) for span in truth) for side, truth in call.sides.items()}
    return Case(name=call.name, sound=replace(call.sound, samples=samples), sides=sides)


def print_late(calls: Sequence[Case]) -> None:
    """Each channel's longest words, with half a second around them, right after music."""
    kinds = list(MUSIC.values())
    late_s = []
    for number, call in enumerate(calls):
        hold = over_the_line(at_level(kinds[number % len(kinds)](HOLD_S, number), -22.0))
        for channel, truth in zip(call.sound.samples, call.sides.values(), strict=True):
            words = max(truth, key=lambda span: span.duration_s)
            first, last = (round(s * SAMPLE_RATE_HZ) for s in (words.start_s - 0.1, words.end_s + 0.5))
            found = without_line_sounds(np.concatenate([hold, channel[max(first, 0) : last]]))
            late_s += [span.start_s - HOLD_S - 0.1 for span in found if span.end_s > HOLD_S + 0.2][:1]
    sides = sum(len(call.sides) for call in calls)
    print(
        f"\nwords after {HOLD_S:.0f} s of hold music begin {np.median(late_s):+.2f} s late (median), "
        f"{max(late_s):+.2f} s (worst); {sum(s > EDGE_S for s in late_s)} of {sides} over {EDGE_S} s, "
        f"{sides - len(late_s)} lost"
    )


def collected(folder: Path) -> Iterator[Case]:
    """Turns or speech marked by people, and (a second opinion only) what other detectors gave."""
    for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        expected, sides = entry["expected"] or {}, {}
        if "segments" in expected:
            people = (Span(a, b) for a, b, what in expected["segments"] if what != "silence")
            sides["people"] = joined(people, gap_s=PAUSE_S)
        elif "fireredvad_speech_s" in expected:
            sides["second opinion"] = tuple(Span(a, b) for a, b in expected["fireredvad_speech_s"])
        elif "silver" in expected:
            file, name = expected["silver"].split("#")
            silver = json.loads((folder / file).read_text("utf-8"))[name]
            for side in ("agent", "caller"):
                sides[f"{side}, second opinion"] = tuple(Span(a, b) for a, b in silver[f"{side}_segments"])
        if sides:
            yield Case(name=Path(entry["file"]).stem, sound=heard(folder / entry["file"]), sides=sides)


def print_hold_music(files: Sequence[Path]) -> None:
    print(f"\n{'hold music called speech':<44}{'s':>7} {'share':>9}")
    music_s = speech_s = 0.0
    for file in files:
        sound = heard(file)
        called_s = total_s(without_line_sounds(sound.samples[0]))
        music_s, speech_s = music_s + sound.duration_s, speech_s + called_s
        print(f"{file.name:<44}{sound.duration_s:7.1f} {called_s / sound.duration_s:9.2%}")
    print(f"{'all':<44}{music_s:7.1f} {speech_s / max(music_s, 1e-9):9.2%}")


def heard(file: Path) -> Sound:
    return decode(Recording(path=file, name=file.name, call=CallData()))
