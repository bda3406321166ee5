"""Where the time of a night goes, and how it compares with bare recognition of the same sound.

Everything is measured in one run on one machine with models loaded and caches warm; the cold start is printed apart.
"Bare" is the same engine given the same pieces of decoded sound with the same settings, and nothing else.
Real-time factor: seconds of work per second of recording (smaller is faster).
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import psutil
from numpy.typing import NDArray

from qa_scorer import nightly, open_engine
from qa_scorer.hearing import decode, hear
from qa_scorer.intake import gather
from qa_scorer.model import Night
from qa_scorer.rubric import load_rubric, shipped_rubric
from qa_scorer.scorecards import write_night
from qa_scorer.transcript import recognise
from qa_scorer.transcript.engine import Engine, Heard

# Where `listen` and `run_night` find each stage's function.
_STAGES = {
    "decode": (decode, "decode"),
    "activity, loudness": (hear, "hear"),
    "recognise": (recognise, "recognise"),
    "ask the rubric, score": (nightly, "score_call"),
}


class _Listening:
    """An engine that remembers what it was given."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.name = engine, engine.name
        self.chunks: list[NDArray[np.float32]] = []

    def recognise(self, samples: NDArray[np.float32]) -> Heard:
        self.chunks.append(samples)
        return self.engine.recognise(samples)


def main(audio: Path) -> None:
    started = time.perf_counter()
    engine = open_engine("faster-whisper", "base")
    opened = time.perf_counter() - started
    listening = _Listening(engine)
    cold = _timed(lambda: _night(audio, listening))[1]
    chunks = list(listening.chunks)
    with _stage_times() as by_stage:
        night, warm = _timed(lambda: _night(audio, engine))
    bare = _timed(lambda: [engine.recognise(chunk) for chunk in chunks])[1]
    peak = _peak_bytes()
    reference = open_engine("openai-whisper", "base")
    slow = _timed(lambda: [reference.recognise(chunk) for chunk in chunks])[1]

    sound = sum(scored.call.evidence.facts.duration_s for scored in night.scored)
    print(f"{len(night.scored)} calls, {sound:.0f} s of recording; model loaded in {opened:.1f} s")
    for name, took in (
        ("cold start: first night after loading", cold),
        ("the whole run (warm)", warm),
        ("bare faster-whisper", bare),
        ("bare openai-whisper", slow),
    ):
        print(f"{name:<40}{took:>8.1f} s   real-time factor {took / sound:.3f}")
    print(f"whole run / bare faster-whisper         {warm / bare:>8.2f}     (at most 1.15)")
    print(f"bare openai-whisper / whole run         {slow / warm:>8.2f}")
    for stage, took in by_stage.most_common():
        print(f"  {stage:<38}{took:>8.2f} s   {took / warm:.1%}")
    print(f"  {'write, and the rest':<38}{warm - by_stage.total():>8.2f} s   {1 - by_stage.total() / warm:.1%}")
    print(f"memory with faster-whisper: {peak / 1e6:.0f} MB at its peak")


def _night(audio: Path, engine: Engine) -> Night:
    batch = gather([audio])
    night = nightly.run_night(batch.recordings, load_rubric(shipped_rubric()), engine)
    with tempfile.TemporaryDirectory() as out:
        write_night(night, Path(out), "zh")
    return night


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


@contextmanager
def _stage_times() -> Iterator[Counter[str]]:
    took: Counter[str] = Counter()
    with ExitStack() as stack:
        for stage, (module, function) in _STAGES.items():
            real = getattr(module, function)

            def timed(*given: Any, _real: Any = real, _stage: str = stage) -> Any:
                result, seconds = _timed(lambda: _real(*given))
                took[_stage] += seconds
                return result

            stack.enter_context(patch.object(module, function, timed))
        yield took


def _peak_bytes() -> int:
    """The peak working set where the system keeps it, else what is held now."""
    memory = psutil.Process().memory_info()
    if sys.platform == "win32":
        return int(memory.peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak if sys.platform == "darwin" else peak * 1024)
