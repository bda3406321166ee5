"""A great store: how soon a run sees that nothing is left, how fast all is scored again, and whether memory stays flat.

The calls are made from a seed (tests/made_calls.py), three minutes each.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from qa_scorer import load_rubric, shipped_rubric
from qa_scorer.intake import gather
from qa_scorer.judge import judge
from qa_scorer.ledger import ALL_TRUST, Ledger
from qa_scorer.listening.settings import HeardWith
from qa_scorer.model import Call, Recording, Role, Rubric, VoiceWords
from qa_scorer.store import Store, WordsKey
from qa_scorer.store.files import look_at
from qa_scorer.workers.machine import cores
from tests.bench.peak_memory import peak_bytes
from tests.made_calls import made_calls

_CALLS, _FEW = 10_000, 100
_HEARD_WITH = HeardWith(recogniser="made")


def main(_audio: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number in (_FEW, _CALLS):
            subprocess.run([sys.executable, "-m", "tests.bench.stored", folder, str(number)], check=True)


def measure(folder: Path, calls: int) -> None:
    """In a process of its own, so that its peak of memory is its own."""
    recordings, path = folder / f"{calls}", folder / f"{calls}.db"
    shipped = load_rubric(shipped_rubric())
    with Store.open_to_write(path, "bench") as store:
        started = time.perf_counter()
        _fill(store, recordings, calls)
        made_s = time.perf_counter() - started
        print(f"{calls} calls:", flush=True)
        print(f"  kept           {1000 * made_s / calls:8.1f} ms a call, with making it", flush=True)
        print(f"  nothing left   {_seconds_to_see_that_nothing_is_left(store, recordings):8.1f} s", flush=True)
        rubrics = {
            "all asked": shipped,
            "asked again": shipped,
            "nothing new": shipped,
            "a few rules": _changed(folder),
        }
        for what, rubric in rubrics.items():
            if what == "asked again":  # as a new version of the program does
                store.db.execute("UPDATE calls SET basis_sha256 = NULL")
            took_s, worked_s = _seconds_to_judge(store, rubric)
            print(f"  {what:<14} {took_s:8.1f} s on {cores()} cores, {worked_s:.1f} s of work", flush=True)
        print(f"  peak memory    {peak_bytes() / 1e6:8.0f} MB", flush=True)
    print(f"  store          {path.stat().st_size / calls / 1000:8.0f} kB a call", flush=True)


def _changed(folder: Path) -> Rubric:
    """The shipped rubric, but the rules that must be met within five seconds give one more."""
    words = shipped_rubric().read_text("utf-8")
    assert "within_s: 5" in words
    (folder / "changed.yaml").write_text(words.replace("within_s: 5", "within_s: 6"), "utf-8")
    return load_rubric(folder / "changed.yaml")


def _fill(store: Store, folder: Path, calls: int) -> None:
    folder.mkdir()
    with (folder / "calls.csv").open("w", encoding="utf-8") as table:
        table.write("file,call_id,agent_id,team,started_at,released_by\n")
        for place, call in enumerate(made_calls(calls)):
            data = call.data
            name = call.name.replace("/", "-")
            row = (name, data.call_id, data.agent_id, data.team, data.started_at.isoformat(), data.released_by)
            table.write(",".join(row) + "\n")
            (folder / name).write_bytes(b"RIFF\x24\0\0\0WAVEfmt " + place.to_bytes(8, "little"))
            with store.together():
                _keep(store, folder / name, replace(call, name=name))


def _keep(store: Store, recording: Path, call: Call) -> None:
    settings = _HEARD_WITH.sha256(Recording(path=recording, name=call.name, call=call.data))
    store.keep_words(_words_key(call), [_words_of(role, call) for role in (Role.AGENT, Role.CUSTOMER)])
    store.keep_call(call.name, recording, call.data, store.keep_evidence(call.evidence, settings))
    store.remember_file(recording, look_at(recording), call.evidence.facts.sha256)


def _words_key(call: Call) -> WordsKey:
    return WordsKey(audio_sha256=call.sha256, version=1, settings_sha256=_HEARD_WITH.recogniser_sha256)


def _words_of(role: Role, call: Call) -> VoiceWords:
    words = tuple(word for turn in call.evidence.turns if turn.role is role for word in turn.words)
    return VoiceWords(sound_sha256=call.sha256, words=words, discarded=call.evidence.discarded)


def _seconds_to_see_that_nothing_is_left(store: Store, folder: Path) -> float:
    started = time.perf_counter()
    recordings = gather([folder]).recordings
    names = [recording.name for recording in recordings]
    run = store.begin_run("run", rubric_sha256="", recogniser="made", out=folder, settings={}, names=names)
    ledger = Ledger(store, run, _HEARD_WITH, ALL_TRUST)
    ledger.begin(recordings)
    took_s = time.perf_counter() - started
    assert not ledger.waiting and len(ledger.numbers) == len(recordings), ledger.waiting
    return took_s


def _seconds_to_judge(store: Store, rubric: Rubric) -> tuple[float, float]:
    """By the clock, and of the cores' time in all: the second does not grow where others use them too."""
    numbers = store.call_numbers()
    started, worked_s = time.perf_counter(), _worked_s()
    assert not judge(store, rubric, numbers, processes=cores())
    return time.perf_counter() - started, _worked_s() - worked_s


def _worked_s() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    measure(Path(sys.argv[1]), int(sys.argv[2]))
