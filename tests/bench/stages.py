"""Where the time of a night goes, and how it compares with bare recognition of the same sound.

Everything is measured in one run on one machine with models loaded and caches warm; the cold start is printed apart.
"Bare" is the same engine given the same pieces of decoded sound with the same settings, and nothing else.
Real-time factor: seconds of work per second of recording (smaller is faster).
"""

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from qa_scorer import judge, nightly, open_engine
from qa_scorer.intake import gather
from qa_scorer.listening import listen, sides, understand
from qa_scorer.model import Night, Recording
from qa_scorer.rubric import load_rubric, shipped_rubric
from qa_scorer.scorecards import write_night
from qa_scorer.transcript.engine import Engine, Heard
from qa_scorer.workers.here import Here
from tests.bench.peak_memory import peak_bytes

# Where each stage's function is looked up.
_STAGES = {
    "decode": (listen, "decode"),
    "who spoke when": (listen, "hear"),
    "recognise": (understand, "recognise_sides"),
    "who is who": (listen, "follow"),
    "how it sounded": (sides, "how_it_sounded"),
    "ask the rubric, score": (judge, "score_call"),
}


_COMPARED = 8  # chunks openai-whisper is given: it is slow


class _Listening:
    """An engine that remembers what it was given."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.name = engine, engine.name
        self.terms = engine.terms
        self.chunks: list[NDArray[np.float32]] = []

    def recognise(self, chunks: Sequence[NDArray[np.float32]]) -> Sequence[Heard]:
        self.chunks.extend(chunks)
        return self.engine.recognise(chunks)

    def languages(self, samples: NDArray[np.float32]) -> Mapping[str, float]:
        return self.engine.languages(samples)


def main(audio: Path) -> None:
    engine, opened = _timed(lambda: open_engine("faster-whisper", "base"))
    recordings = gather([audio]).recordings
    _, cold = _timed(lambda: _night(recordings[:1], engine))
    print(f"cold start: model loaded in {opened:.1f} s, the first call heard and written in {cold:.1f} s", flush=True)

    listening = _Listening(engine)
    with _stage_times() as by_stage:
        night, whole = _timed(lambda: _night(recordings, listening))
    sound = sum(scored.call.evidence.facts.duration_s for scored in night.scored)
    print(f"warm, {len(night.scored)} calls, {sound:.0f} s of recording; real-time factors:")
    print(f"  the whole run          {whole / sound:.3f}   memory {peak_bytes() / 1e6:.0f} MB at its peak", flush=True)
    bare = _recognising(engine, listening.chunks)
    print(f"  bare faster-whisper    {bare / sound:.3f}")
    print(f"  whole run / bare       {whole / bare:.2f}    (at most 1.15)")
    for stage, took in by_stage.most_common():
        print(f"  {stage:<22} {took / whole:6.1%} of the whole run")
    print(f"  {'write, and the rest':<22} {1 - by_stage.total() / whole:6.1%}", flush=True)

    some = listening.chunks[:_COMPARED]
    slow, fast = _recognising(open_engine("openai-whisper", "base"), some), _recognising(engine, some)
    print(f"  openai-whisper takes {slow / fast:.1f} times as long as faster-whisper (on {len(some)} chunks)")


def _recognising(engine: Engine, chunks: list[NDArray[np.float32]]) -> float:
    return _timed(lambda: engine.recognise(chunks))[1]


def _night(recordings: Sequence[Recording], engine: Engine) -> Night:
    night = nightly.run_night(recordings, load_rubric(shipped_rubric()), Here(engine))
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
