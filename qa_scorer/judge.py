"""Stored calls -> answers and scorecards in the store. Only what has not been asked is asked.

An answer rests on what was heard, the call data, the agent's usual voice and the code that asks; where one of these
has changed the call's answers are asked again, and otherwise only those of new or changed rules.
"""

import gc
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from qa_scorer.baselines import usual_voices
from qa_scorer.checks import find_out
from qa_scorer.model import Answer, Baseline, Call, Rubric, ScoredCall
from qa_scorer.scoring import score
from qa_scorer.store import Store, StoredCall
from qa_scorer.wording import prepared

_JUDGING: Final = (
    "qa_scorer.checks",
    "qa_scorer.wording",
    "qa_scorer.call_figures",
    "qa_scorer.scoring",
    "qa_scorer.model",
)
_AT_ONCE: Final = 50  # calls judged between two commits
_OBJECTS_BEFORE_CYCLES: Final = 50_000  # calls hold no cycles; to look for some so seldom saves a fifth of the time
_WORTH_PROCESSES: Final = 400  # calls; for fewer, starting a process takes longer than it saves


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A call to be judged. `afresh`: what its answers rest on has changed."""

    number: int
    basis_sha256: str
    baseline: Baseline | None
    afresh: bool


def score_call(rubric: Rubric, call: Call, known: Mapping[str, Answer] | None = None) -> ScoredCall:
    """Ask every rule of one call and count the points. `known`: answers by `Rule.sha256`, not asked again."""
    return ScoredCall(call=call, scorecard=score(rubric, find_out(rubric, call, known)))


def judge(
    store: Store, rubric: Rubric, numbers: Sequence[int], *, processes: int = 1,
    tell: Callable[[int], None] = lambda calls: None,
) -> dict[int, Exception]:  # fmt: skip
    """Have every call answered and scored by `rubric`. `tell` is told how many more calls are done.

    Returns the calls that could not be judged, and what kept them from it: DamagedError, or an error of ours.
    """
    store.keep_rubric(rubric)
    jobs = list(_jobs(store, rubric, numbers))
    tell(len(numbers) - len(jobs))
    chunks = [jobs[start : start + _AT_ONCE] for start in range(0, len(jobs), _AT_ONCE)]
    failed: dict[int, Exception] = {}
    for chunk, errors in zip(chunks, _each(store, rubric, chunks, processes), strict=True):
        failed |= errors
        tell(len(chunk))
    return failed


def _jobs(store: Store, rubric: Rubric, numbers: Sequence[int]) -> Iterator[_Job]:
    """The calls of which an answer or the scorecard is missing."""
    usual = usual_voices(store.agent_voices(numbers))
    grounds = {agent: json.dumps(asdict(baseline)) for agent, baseline in usual.items()}
    for ground in store.grounds(rubric, numbers):
        own = grounds.get(ground.agent_id, "")
        basis = hashlib.sha256("\n".join((_code_sha256(), ground.heard_and_data, own)).encode()).hexdigest()
        if basis != ground.basis_sha256 or not ground.is_scored:
            yield _Job(
                number=ground.call,
                basis_sha256=basis,
                baseline=usual.get(ground.agent_id),
                afresh=basis != ground.basis_sha256,
            )


def _each(
    store: Store, rubric: Rubric, chunks: Sequence[Sequence[_Job]], processes: int
) -> Iterator[Mapping[int, Exception]]:
    if store.path is None or processes < 2 or sum(map(len, chunks)) < _WORTH_PROCESSES:
        yield from (_judge_some(store, rubric, chunk) for chunk in chunks)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _open_here, (store.path, rubric)) as pool:
        yield from pool.map(_judge_here, chunks)


_here: tuple[Store, Rubric]  # of a process that helps: what it works with


def _open_here(path: Path, rubric: Rubric) -> None:
    global _here
    _here = Store.open_beside(path), rubric
    gc.set_threshold(_OBJECTS_BEFORE_CYCLES)


def _judge_here(jobs: Sequence[_Job]) -> Mapping[int, Exception]:
    return _judge_some(*_here, jobs)


def _judge_some(store: Store, rubric: Rubric, jobs: Sequence[_Job]) -> Mapping[int, Exception]:
    """All is asked before anything is written, so that other processes may write in the meantime."""
    rule_numbers = store.keep_rubric(rubric)
    by_number = {job.number: job for job in jobs}
    failed: dict[int, Exception] = {}
    done: list[tuple[_Job, Mapping[str, Answer], ScoredCall]] = []
    texts: dict[int, bytes] = {}
    for stored in store.stored_calls(list(by_number), failed):
        job = by_number[stored.id]
        known: Mapping[str, Answer] = {} if job.afresh else store.answers(stored.id, rule_numbers)
        try:
            if text := _made_ready(store, stored):
                texts[stored.id] = text
            done.append((job, known, score_call(rubric, replace(stored.call, baseline=job.baseline), known)))
        except Exception as bug:  # whatever it is, the other calls are still to be judged
            failed[stored.id] = bug
    with store.together():
        for job, known, result in done:
            _keep(store, rule_numbers, job, known, result)
        for number, text in texts.items():
            store.keep_prepared_text(number, prepared.code_sha256(), text)
    return failed


def _made_ready(store: Store, stored: StoredCall) -> bytes | None:
    """The call's text for the rules, where that is not kept yet; what is kept need not be made again."""
    evidence, kept = stored.call.evidence, store.prepared_text(stored.id, prepared.code_sha256())
    return None if kept and prepared.know(evidence, kept) else prepared.packed_text(evidence)


def _keep(store: Store, numbers: Mapping[str, int], job: _Job, known: Mapping[str, Answer], result: ScoredCall) -> None:
    if job.afresh:
        store.start_afresh(job.number, job.basis_sha256, job.baseline)
    new = {item.rule.sha256: item.finding.answer for item in result.scorecard.items if item.rule.sha256 not in known}
    store.keep_answers(job.number, new.items(), numbers)
    store.keep_scorecard(job.number, result.scorecard)


@cache
def _code_sha256() -> str:
    """Of the code that answers and scores: a new version of a check asks anew."""
    digest = hashlib.sha256()
    for name in _JUDGING:
        found = find_spec(name)
        assert found and found.origin
        file = Path(found.origin)
        for source in sorted(file.parent.glob("*.py")) if file.name == "__init__.py" else [file]:
            digest.update(source.read_bytes())
    return digest.hexdigest()
