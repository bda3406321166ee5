"""How long `rubric diff` takes over thousands of stored calls, and how much memory.

One phrase of one rule is changed, so its answers are asked again; all others are in the store, as a night leaves them.
The calls are made from a seed, two thousand that differ, over and over; so are the answers of the first hundred.
"""

import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import psutil

from qa_scorer.checks import find_out
from qa_scorer.model import Answer, Rubric
from qa_scorer.rubric import load_rubric, shipped_rubric
from qa_scorer.store import Store
from qa_scorer.wording import prepared
from tests.bench.peak_memory import peak_bytes_of
from tests.made_calls import made_calls

CHANGES: dict[str, tuple[str, ...]] = {  # the rules that are given a phrase more
    "only the pass mark": (),
    "a phrase of one rule": ("forbidden.insult",),
    "a phrase of each of five rules": (
        "forbidden.insult",
        "opening.offer",
        "closing.farewell",
        "conduct.hold_return",
        "complaint.escalate",
    ),
}
_SIZES = (1_000, 10_000)
_DISTINCT, _ANSWERED = 2_000, 100


def main(_audio: Path) -> None:
    rubric = load_rubric(shipped_rubric())
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'calls':>7}  {'changed':<32}{'seconds':>9}{'ms a call':>11}{'peak MB':>9}", flush=True)
        for size in _SIZES:
            store = _stored(Path(folder) / f"{size}.db", size, rubric)
            for name, rules in CHANGES.items():
                seconds, megabytes = _timed(store, _changed(Path(folder) / "new.yaml", rules))
                row = f"{size:>7}  {name:<32}{seconds:>9.1f}{1000 * seconds / size:>11.2f}{megabytes:>9.0f}"
                print(row, flush=True)


def _stored(path: Path, size: int, rubric: Rubric) -> Path:
    kept: list[list[tuple[str, Answer]]] = []
    for call in made_calls(_ANSWERED):
        found = find_out(rubric, call)
        kept.append([(rule.sha256, each.answer) for rule, each in zip(rubric.rules, found, strict=True)])
    with Store.open_to_write(path, "bench") as store, store.together():
        numbers = store.keep_rubric(rubric)
        made = cycle(made_calls(min(size, _DISTINCT)))
        for place, (call, answers) in enumerate(zip(islice(made, size), cycle(kept), strict=False)):
            facts = replace(call.evidence.facts, sha256=f"{place:064x}")
            evidence = store.keep_evidence(replace(call.evidence, facts=facts), "be" * 32)
            number = store.keep_call(f"{place}.wav", Path(call.name), call.data, evidence)
            store.keep_answers(number, answers, numbers)
            store.keep_prepared_text(number, prepared.code_sha256(), prepared.packed_text(call.evidence))
    return path


def _changed(path: Path, rules: tuple[str, ...]) -> Path:
    text = shipped_rubric().read_text(encoding="utf-8").replace("pass_mark: 80", "pass_mark: 85")
    for rule in rules:
        head, start, rest = text.partition(f"- id: {rule}\n")
        before, key, after = rest.partition("_of:")
        listed = after.lstrip()
        bracket = listed.startswith("[")
        more = f" [从未说过的话, {listed[1:]}" if bracket else f"\n          - 从未说过的话{after}"
        text = head + start + before + key + more
    path.write_text(text, encoding="utf-8")
    load_rubric(path)
    return path


def _timed(store: Path, new: Path) -> tuple[float, float]:
    """Seconds and, of all its processes together, the peak megabytes of the command."""
    command = [
        sys.executable,
        "-m",
        "qa_scorer",
        "rubric",
        "diff",
        str(shipped_rubric()),
        str(new),
        "--store",
        str(store),
    ]
    started, peak = time.perf_counter(), 0
    running = subprocess.Popen([*command, "--format", "json"], stdout=subprocess.DEVNULL)
    process = psutil.Process(running.pid)
    while running.poll() is None:
        with suppress(psutil.Error, OSError):  # where it ended meanwhile
            peak = max(peak, sum(map(peak_bytes_of, [process, *process.children(recursive=True)])))
        time.sleep(0.2)
    if running.returncode:
        raise SystemExit(f"rubric diff ended with {running.returncode}")
    return time.perf_counter() - started, peak / 1e6
