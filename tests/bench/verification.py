"""How far the recogniser's second opinion can be trusted: of answers of 0.8, are eight in ten right?

Windows of spoken_windows.py, one half asked for a phrase that was said, the other for one that was not but sounds like
it. The coefficients of calibration.py were fitted on other calls and other voices:

python -m tests.bench.verification fit CALLS… NEAR_MISSES

CALLS are sets made by sample_audio/make_samples.py (seeds 1 and 2), NEAR_MISSES is sample_audio/near_misses. Only lines
of the FITTED voices are used for it, and none of them for the test.
"""

import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from numpy.typing import NDArray
from scipy.optimize import minimize

from qa_scorer.checks._second_opinion import ASK_FROM
from qa_scorer.listening.second_opinions import around
from qa_scorer.transcript.calibration import Signs, probability
from qa_scorer.transcript.forced_decoding import ForcedDecoding
from qa_scorer.transcript.verification import Verifier
from qa_scorer.transcript.weights import base_folder
from qa_scorer.wording.placing import place_of
from qa_scorer.wording.script import fold
from tests.bench.spoken_windows import VOICES, SpokenWindow, other_number, spoken_windows

SAMPLES = Path(__file__).parents[2] / "sample_audio"
FITTED = ("zm_yunyang", "zf_xiaoyi", "zf_xiaobei", "zm_yunxia")
_SEED, _FIT_SEED, _FIT_WINDOWS = 0, 1, 380
_TAKES, _FIT_TAKES = 7, 4
_ROSTER, _MOST_NUMBERS = 20, 8
_LOOPS = 2.0  # UTF-8 bytes over bytes compressed: from here on the night throws a line away


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with its answer. `doubtful`: the words do not stand in what was recognised."""

    window: SpokenWindow
    phrase: str
    said: bool
    kind: str
    doubtful: bool
    recognised: str
    signs: Signs

    @property
    def probability(self) -> float:
        return probability(self.signs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A number said and the probability of each of a roster of numbers; `listed`: whether it is one of them."""

    number: str
    listed: bool
    found: dict[str, float]


class Bench:
    """The verifier on the real weights, and the recogniser on the same short windows."""

    def __init__(self) -> None:
        self._model = WhisperModel(str(base_folder()), device="cpu", compute_type="int8", cpu_threads=1)
        self.decoding = ForcedDecoding(self._model, "faster-whisper base int8")
        self.verifier = Verifier(self.decoding)

    def ask(self, windows: Iterable[SpokenWindow]) -> Iterator[Asked]:
        for window in windows:
            recognised = self.recognised(window.samples)
            for question in window.questions:
                yield Asked(
                    window=window,
                    phrase=question.phrase,
                    said=question.said,
                    kind=question.kind,
                    doubtful=question.phrase not in fold(recognised),
                    recognised=recognised,
                    signs=self.verifier.signs(window.samples, around(question.phrase, recognised), question.phrase),
                )

    def tell_numbers(self, asked: Iterable[Asked]) -> Iterator[Told]:
        """Numbers that were said and asked for, against a roster with them and against one without them."""
        for each in asked:
            number = "".join(filter(str.isdecimal, each.phrase))
            if not each.said or len(number) != 4:
                continue
            rng = Random(f"{number} {each.window.snr_db}")
            near = [other_number(number, rng) for _ in range(3)]
            roster = [*near, *(f"{rng.randrange(1000, 10_000)}" for _ in range(_ROSTER - 1 - len(near)))]
            for listed in (True, False):
                names = nearest([*roster, number] if listed else [name for name in roster if name != number], each)
                found = self.verifier.likeliest(each.window.samples, around(names[0], each.recognised), names)
                yield Told(number=number, listed=listed, found=found)

    def recognised(self, samples: NDArray[np.float32]) -> str:
        """What the recogniser writes by itself, with the night's beam; nothing where it only repeats itself."""
        sound = ctranslate2.StorageView.from_array(self.decoding.encode(samples))
        prompt = self.decoding.tokenizer.sot_sequence
        (result,) = self._model.model.generate(sound, [prompt], beam_size=5, max_length=100)
        text: str = self.decoding.tokenizer.decode(result.sequences_ids[0]).strip()
        written = text.encode()
        return text if len(written) <= _LOOPS * len(zlib.compress(written)) else ""


def nearest(names: Sequence[str], asked: Asked) -> list[str]:
    """Those that sound most like what was recognised; a check asks for no more of a roster."""
    return sorted(names, key=lambda name: -place_of(name, asked.recognised).likeness)[:_MOST_NUMBERS]


def main(audio: Path) -> None:
    """Print the tables for the set in `audio` and its near misses of voices that were not fitted."""
    bench, started = Bench(), time.process_time()
    asked = list(bench.ask(tested(audio)))
    took = time.process_time() - started
    print_tables(asked)
    print(f"\n{took / len(asked):.2f} CPU s a question, its recognition and encoding included (one thread)")
    print_numbers(list(bench.tell_numbers(asked)))
    _print_speed(bench, asked[:: max(len(asked) // 20, 1)])


def tested(audio: Path) -> Iterator[SpokenWindow]:
    """Windows of calls and of voices that were not fitted; every other one is asked for what was not said in it."""
    not_fitted = [voice for voice in VOICES if voice not in FITTED]
    folders = (audio, SAMPLES / "near_misses")
    windows = (each for folder in folders for each in spoken_windows(folder, _TAKES, _SEED, not_fitted))
    for place, window in enumerate(windows):
        yield replace(window, questions=(window.questions[place % len(window.questions)],))


def fitted(folders: Sequence[Path]) -> list[SpokenWindow]:
    takes = {folder: _FIT_TAKES if folder.name == "near_misses" else 1 for folder in folders}
    windows = [w for folder in folders for w in spoken_windows(folder, takes[folder], _FIT_SEED, FITTED)]
    Random(_FIT_SEED).shuffle(windows)
    return windows[:_FIT_WINDOWS]


def fit(asked: Sequence[Asked]) -> dict[str, float]:
    """Logistic regression of whether it was said on the terms of its signs, with a faint pull towards zero."""
    terms = np.array([each.signs.terms for each in asked])
    said = np.array([each.said for each in asked])

    def loss(weights: NDArray[np.float64]) -> float:
        value = weights[0] + terms @ weights[1:]
        return float(np.logaddexp(0, np.where(said, -value, value)).sum() + 0.05 * (weights[1:] ** 2).sum())

    found = minimize(loss, np.zeros(terms.shape[1] + 1)).x
    names = ("bias", "weakest", "mean", "margin")
    return {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}


def calibration_error(asked: Sequence[Asked]) -> float:
    """The expected calibration error: over ten bins of the probability, the mean distance from the share said."""
    return sum(
        len(group) / len(asked) * abs(_mean(each.probability for each in group) - _mean(each.said for each in group))
        for group in _bins(asked)
        if group
    )


def _bins(asked: Sequence[Asked]) -> list[list[Asked]]:
    return [[each for each in asked if min(int(each.probability * 10), 9) == bin_] for bin_ in range(10)]


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / max(len(numbers), 1)


def print_tables(asked: Sequence[Asked]) -> None:
    print(f"{len(asked)} questions about {len({id(each.window) for each in asked})} windows, base int8\n")
    print(f"{'probability':<14}{'questions':>10}{'mean':>8}{'said':>8}")
    for bin_, group in enumerate(_bins(asked)):
        mean, said = _mean(each.probability for each in group), _mean(each.said for each in group)
        print(f"{bin_ / 10:.1f} to {(bin_ + 1) / 10:.1f}    {len(group):>10}{mean:>8.3f}{said:>8.3f}")
    print(f"\n{'':<28}{'questions':>10}{'ECE':>7}{'right':>7}{'AUC':>7}{'said >.9':>10}{'not >.9':>9}{'said <.1':>10}")
    for name, wanted in _GROUPS.items():
        if group := [each for each in asked if wanted(each)]:
            _print_group(name, group)
    _print_thresholds(asked)


_GROUPS: dict[str, Callable[[Asked], bool]] = {
    "all": lambda each: True,
    "doubtful": lambda each: each.doubtful,
    "alike, as checks ask": lambda each: each.doubtful and place_of(each.phrase, each.recognised).likeness >= ASK_FROM,
    "required phrases": lambda each: each.kind == "required",
    "forbidden phrases": lambda each: each.kind == "forbidden",
    "numbers": lambda each: each.kind == "number",
    "other words": lambda each: each.kind == "other",
    "2 or 3 characters": lambda each: len(each.phrase) <= 3,
    "noise 0 to 10 dB below": lambda each: each.window.snr_db < 10,
    "noise 10 to 20 dB below": lambda each: 10 <= each.window.snr_db < 20,
    "noise 20 to 30 dB below": lambda each: each.window.snr_db >= 20,
}


def _print_group(name: str, group: Sequence[Asked]) -> None:
    said, not_said = [e.probability for e in group if e.said], [e.probability for e in group if not e.said]
    right = _mean((each.probability >= 0.5) == each.said for each in group)
    above = _mean((a > b) + (a == b) / 2 for a in said for b in not_said)
    print(
        f"{name:<28}{len(group):>10}{calibration_error(group):>7.3f}{right:>7.3f}{above:>7.3f}"
        f"{_mean(p > 0.9 for p in said):>10.3f}{_mean(p > 0.9 for p in not_said):>9.4f}"
        f"{_mean(p < 0.1 for p in said):>10.4f}"
    )


def _print_thresholds(asked: Sequence[Asked]) -> None:
    """How often a threshold accuses wrongly, and how much it settles."""
    print(f"\n{'said from':<12}{'not said, yet':>14}{'said, found':>13}    ", end="")
    print(f"{'not said below':<16}{'said, yet':>10}{'not, found':>12}")
    said, not_said = [e.probability for e in asked if e.said], [e.probability for e in asked if not e.said]
    for high, low in ((0.7, 0.3), (0.8, 0.2), (0.9, 0.1), (0.95, 0.05), (0.97, 0.03), (0.98, 0.02), (0.99, 0.01)):
        print(
            f"{high:<12}{_mean(p >= high for p in not_said):>14.4f}{_mean(p >= high for p in said):>13.3f}    "
            f"{low:<16}{_mean(p < low for p in said):>10.4f}{_mean(p < low for p in not_said):>12.3f}"
        )


def print_numbers(told: Sequence[Told]) -> None:
    listed, absent = [each for each in told if each.listed], [each for each in told if not each.listed]
    if not listed:
        return
    own = [each.found[each.number] for each in listed]
    first = _mean(max(each.found, key=each.found.__getitem__) == each.number for each in listed)
    print(f"\n{len(listed)} numbers said, against {_ROSTER} of a roster, three of them differing in a digit or two")
    print(f"the one said is the likeliest {first:.3f}; its mean probability {_mean(own):.3f}")
    for least in (0.5, 0.8, 0.9, 0.95):
        top = [max(each.found.items(), key=lambda pair: pair[1]) for each in listed]
        sure = [(name, each.number) for (name, p), each in zip(top, listed, strict=True) if p >= least]
        wrong = _mean(name != number for name, number in sure)
        stranger = _mean(max(each.found.values()) >= least for each in absent)
        print(
            f"  from {least:<5} settled {len(sure) / len(listed):.3f}, another number {wrong:.3f} of these; "
            f"one from a roster without it {stranger:.3f}"
        )


def _print_speed(bench: Bench, asked: Sequence[Asked]) -> None:
    encoding, reading = 0.0, 0.0
    for each in asked:
        samples = each.window.samples.copy()  # another array: encoded anew
        started = time.process_time()
        bench.decoding.encode(samples)
        encoded = time.process_time()
        bench.decoding.score(samples, [each.phrase] * 6)
        encoding, reading = encoding + encoded - started, reading + time.process_time() - encoded
    print(f"\nCPU s: a window encoded {encoding / len(asked):.3f}, a candidate {reading / len(asked) / 6:.3f}")


if __name__ == "__main__" and sys.argv[1:2] == ["fit"]:
    print(fit(list(Bench().ask(fitted([Path(folder) for folder in sys.argv[2:]])))))
