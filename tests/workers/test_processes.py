"""Worker processes, real ones: what they hear, and what becomes of a night in which they are lost."""

import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
import pytest

from qa_scorer.errors import MachineError, UsageError
from qa_scorer.model import Call, CallData, Recording, UnscoredCall
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.handout import Job
from qa_scorer.workers.patience import Patience
from qa_scorer.workers.process_member import ProcessMember
from qa_scorer.workers.processes import Processes
from tests.workers.other_words import holds_no_other, in_other_words

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
needs_prlimit = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another process's memory")


def processes(workers: int = 1, at_least_s: float = 120.0) -> Processes:
    return Processes(Ears(), workers=workers, cores=workers, patience=lambda: Patience(at_least_s=at_least_s))


def workers_of_this_process() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


def by_name(results: Sequence[Call | UnscoredCall]) -> dict[str, Call | UnscoredCall]:
    assert len({result.name for result in results}) == len(results), "a recording came back twice"
    return {result.name: result for result in results}


def at_each_handing_over(monkeypatch: pytest.MonkeyPatch, then: Callable[[int, Job], None]) -> None:
    """Have `then(pid, job)` called for every worker that has just been handed a recording."""
    give = ProcessMember.give

    def spied(member: ProcessMember, job: Job, limit_s: float) -> None:
        give(member, job, limit_s)
        pid = member.process.pid
        assert pid is not None
        then(pid, job)

    monkeypatch.setattr(ProcessMember, "give", spied)


def test_two_workers_hear_what_one_engine_hears_here(
    recordings: Sequence[Recording], heard_here: dict[str, Call]
) -> None:
    assert by_name(list(processes(2).heard(recordings))) == heard_here
    assert not workers_of_this_process()


def test_a_worker_takes_the_words_it_is_told_and_says_nothing_of_how_long_recognising_takes(
    recordings: Sequence[Recording], heard_here: dict[str, Call]
) -> None:
    learnt = _Learnt()
    workers = Processes(Ears(), workers=1, cores=1, patience=lambda: learnt)
    (call,) = workers.heard(recordings[:1], recall=lambda recording: in_other_words(recording, heard_here))
    assert isinstance(call, Call) and holds_no_other(call.evidence)
    assert not learnt.ratios
    list(workers.heard(recordings[:1]))
    assert len(learnt.ratios) == 1


class _Learnt(Patience):
    def __init__(self) -> None:
        super().__init__()
        self.ratios: list[float] = []

    def learn(self, duration_s: float, took_s: float) -> None:
        self.ratios.append(took_s / duration_s)


def test_the_longest_is_handed_out_first(recordings: Sequence[Recording], monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[int] = []
    at_each_handing_over(monkeypatch, lambda pid, job: handed.append(job.size_bytes))
    list(processes().heard(recordings))
    assert handed == sorted(handed, reverse=True)
    assert len(set(handed)) == len(recordings)


def test_what_a_worker_logs_and_refuses_comes_back(
    recordings: Sequence[Recording], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "text.wav"
    broken.write_text("not a recording")
    with caplog.at_level("INFO"):
        results = list(processes().heard([Recording(path=broken, name="text.wav", call=CallData()), recordings[0]]))
    refused, heard = sorted(results, key=lambda result: isinstance(result, Call))
    assert isinstance(refused, UnscoredCall)
    assert "text" in refused.why.en
    assert isinstance(heard, Call)
    assert any("text.wav" in message for message in caplog.messages)


@needs_signals
@pytest.mark.parametrize("seed", range(3))
def test_a_worker_killed_at_any_moment_costs_nothing(
    seed: int, recordings: Sequence[Recording], heard_here: dict[str, Call]
) -> None:
    def kill_one() -> None:
        time.sleep(random.Random(seed).uniform(0.0, 6.0))
        for worker in workers_of_this_process()[:1]:
            worker.kill()

    killer = threading.Thread(target=kill_one)
    killer.start()
    results = list(processes(2).heard(recordings))
    killer.join()
    assert by_name(results) == heard_here


@needs_signals
def test_a_recording_that_kills_every_worker_is_tried_twice_and_named(
    recordings: Sequence[Recording], heard_here: dict[str, Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = recordings[0], recordings[1]

    def kill(pid: int, job: Job) -> None:
        if job.recording == bad:
            tried.append(pid)
            psutil.Process(pid).kill()

    tried: list[int] = []
    at_each_handing_over(monkeypatch, kill)
    results = by_name(list(processes().heard([bad, good])))
    named = results[bad.name]
    assert isinstance(named, UnscoredCall)
    assert "SIGKILL" in named.why.en
    assert named.mend.zh
    assert len(set(tried)) == 2
    assert results[good.name] == heard_here[good.name]


@needs_signals
def test_a_worker_that_hangs_is_killed_and_its_recording_tried_again(
    recordings: Sequence[Recording], heard_here: dict[str, Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stopped process stands still for good, as one that waits for a dead network share does."""
    stopped: list[int] = []

    def stop_the_first(pid: int, job: Job) -> None:
        if not stopped:
            stopped.append(pid)
            psutil.Process(pid).send_signal(signal.SIGSTOP)

    at_each_handing_over(monkeypatch, stop_the_first)
    results = by_name(list(processes(at_least_s=8).heard(recordings[:1])))
    assert results == {recordings[0].name: heard_here[recordings[0].name]}
    assert not psutil.pid_exists(stopped[0])


@needs_signals
def test_a_recording_over_which_every_worker_hangs_is_named(
    recordings: Sequence[Recording], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_each_handing_over(monkeypatch, lambda pid, job: psutil.Process(pid).send_signal(signal.SIGSTOP))
    (named,) = processes(at_least_s=0.5).heard(recordings[:1])
    assert isinstance(named, UnscoredCall)
    assert "tried twice: it was not heard within" in named.why.en


@needs_prlimit
def test_a_worker_without_memory_is_told_of_and_the_next_one_has_it(
    recordings: Sequence[Recording], heard_here: dict[str, Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    limited: list[int] = []

    def limit(pid: int, job: Job) -> None:
        import resource

        if job.recording == recordings[0]:
            limited.append(pid)
            already = psutil.Process(pid).memory_info().vms
            resource.prlimit(pid, resource.RLIMIT_AS, (already + 2_000_000, already + 2_000_000))

    at_each_handing_over(monkeypatch, limit)
    results = by_name(list(processes().heard(recordings[:2])))
    assert len(set(limited)) == 2
    named = results[recordings[0].name]
    assert isinstance(named, UnscoredCall)
    assert named.why.en.startswith("tried twice")
    assert "memory" in named.mend.en + named.why.en
    assert results[recordings[1].name] == heard_here[recordings[1].name]


@needs_signals
def test_workers_that_never_start_end_the_night_with_a_reason(
    recordings: Sequence[Recording], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = ProcessMember.__init__

    def start_and_kill(member: ProcessMember, *given: object) -> None:
        start(member, *given)  # type: ignore[arg-type]
        member.process.kill()

    monkeypatch.setattr(ProcessMember, "__init__", start_and_kill)
    with pytest.raises(MachineError) as caught:
        list(processes().heard(recordings))
    assert "--workers" in caught.value.mend.en


def test_a_model_that_is_not_there_is_the_error_of_the_night(recordings: Sequence[Recording]) -> None:
    with pytest.raises(UsageError) as caught:
        list(Processes(Ears(model="no such model"), workers=2, cores=2).heard(recordings))
    assert caught.value.where == "no such model"


def test_closing_the_iterator_ends_the_workers(recordings: Sequence[Recording]) -> None:
    results = processes(2).heard(recordings)
    next(results)
    assert workers_of_this_process()
    results.close()  # type: ignore[attr-defined]
    assert not workers_of_this_process()


@pytest.mark.parametrize(("workers", "recordings_given"), [(4, 1), (4, 0)])
def test_no_more_workers_than_recordings(
    workers: int, recordings_given: int, recordings: Sequence[Recording], monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: set[int] = set()
    at_each_handing_over(monkeypatch, lambda pid, job: handed.add(pid))
    assert len(list(processes(workers).heard(recordings[:recordings_given]))) == recordings_given
    assert len(handed) == recordings_given
