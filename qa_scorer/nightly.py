"""The whole batch on one page: hear what was not heard before, ask the rubric, score, hand over to be written.

One bad recording never stops a night: it becomes an `UnscoredCall` with the reason.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from qa_scorer.checks import doubts
from qa_scorer.intake.listing import listed
from qa_scorer.judge import judge
from qa_scorer.language import Text
from qa_scorer.ledger import ALL_TRUST, Ledger, Trust
from qa_scorer.model import (
    UNKNOWN_AGENT,
    Call,
    Doubt,
    Evidence,
    Night,
    Recording,
    Rubric,
    UnscoredCall,
)
from qa_scorer.progress import Progress
from qa_scorer.store import DamagedError, Refusal, RunFile, Store
from qa_scorer.stored_night import stored_calls
from qa_scorer.workers import DoubtsOf, Workers
from qa_scorer.workers.hear_one import because_of

log = logging.getLogger(__name__)

NO_SETTINGS: Final[Mapping[str, object]] = MappingProxyType({})
_NOBODY: Final = Progress()


def run_night(
    recordings: Sequence[Recording],
    rubric: Rubric,
    workers: Workers,
    *,
    store: Store | None = None,
    out: Path = Path(),
    trust: Trust = ALL_TRUST,
    settings: Mapping[str, object] = NO_SETTINGS,
    processes: int = 1,
    unscored: Sequence[UnscoredCall] = (),
    remarks: Sequence[Text] = (),
    tell: Progress = _NOBODY,
) -> Night:
    """Hear what the store does not hold yet, each call committed as it comes, then have all calls judged.

    `unscored` and `remarks` are what intake already knew; they go into the result. The night's calls lie in `store`
    (without one, in memory), which must stay open while the night is gone through. `settings` are kept with the run.

    Scoring comes after all listening because an agent's voice is compared with that agent's other calls. A
    KeyboardInterrupt ends the listening early; what was heard is scored, and `Night.remarks` says so.
    """
    started_at = _now()
    kept = store or Store.in_memory()
    names = [recording.name for recording in recordings]
    heard_with = workers.heard_with
    run = kept.begin_run(
        "run", rubric_sha256=rubric.sha256, recogniser=heard_with.recogniser, out=out, settings=settings, names=names
    )  # fmt: skip
    kept.note_files(run, [RunFile(name=call.name, outcome="not_scored", refusal=_refusal(call)) for call in unscored])
    log.info("run %d: %d recordings, %s, rubric %s", run, len(names), heard_with.recogniser, rubric.id)
    ledger = Ledger(kept, run, heard_with, trust)
    said = [*remarks, *_about_agents(recordings)]
    interrupted = not _listened(recordings, ledger, workers, partial(_doubts, rubric, _roster(recordings)), tell)
    if interrupted:
        said.append(_interrupted(ledger.waiting))
    failed = judge(kept, rubric, ledger.numbers, processes=processes, tell=tell.judged)
    said += _about_copies(kept.of_one_sound(ledger.numbers))
    kept.end_run(run, "interrupted" if interrupted else "done")
    log.info(
        "run %d: %d calls judged, %d recordings not heard", run, len(ledger.numbers) - len(failed), len(ledger.unscored)
    )
    return Night(
        rubric=rubric,
        scored=stored_calls(kept, rubric, [number for number in ledger.numbers if number not in failed]),
        unscored=(*unscored, *sorted(ledger.unscored, key=lambda call: call.name), *_not_judged(kept, failed)),
        started_at=started_at,
        finished_at=_now(),
        engine=heard_with.recogniser,
        remarks=tuple(said),
        interrupted=interrupted,
    )


def _listened(
    recordings: Sequence[Recording], ledger: Ledger, workers: Workers, doubts_of: DoubtsOf, tell: Progress
) -> bool:
    """Hear what the ledger does not know; False where a KeyboardInterrupt ended it early."""
    try:
        ledger.begin(recordings)
        tell.to_hear(ledger.waiting)
        for unheard in ledger.rounds():
            for result in workers.heard(unheard, doubts_of, ledger.recall):
                left = ledger.enter(result)
                seconds = result.evidence.facts.duration_s if isinstance(result, Call) else 0.0
                if isinstance(left or result, Call):  # said when it is kept, and not before
                    log.info("%s: heard", result.name, extra={"recording": result.name, "seconds": seconds})
                tell.heard(left or result, seconds)
    except KeyboardInterrupt:
        return False
    return True


def rescore(
    store: Store, rubric: Rubric, numbers: Sequence[int], *, out: Path,
    settings: Mapping[str, object] = NO_SETTINGS, processes: int = 1, tell: Callable[[int], None] = lambda calls: None,
) -> Night:  # fmt: skip
    """Calls of the store judged by `rubric`, without listening: a night of their own. `tell`: so many more are done."""
    started_at = _now()
    run = store.begin_run("rescore", rubric_sha256=rubric.sha256, recogniser="", out=out, settings=settings, names=())
    with store.together():
        stored = store.names_of(numbers)
        store.note_files(run, [RunFile(name=name, outcome="stored", call=number) for number, name, _ in stored])
    log.info("run %d: %d stored calls, rubric %s", run, len(numbers), rubric.id)
    failed = judge(store, rubric, numbers, processes=processes, tell=tell)
    store.end_run(run, "done")
    log.info("run %d: %d calls judged", run, len(numbers) - len(failed))
    return Night(
        rubric=rubric,
        scored=stored_calls(store, rubric, [number for number in numbers if number not in failed]),
        unscored=tuple(_not_judged(store, failed)),
        started_at=started_at,
        finished_at=_now(),
        engine=", ".join(store.recognisers(numbers)),
        remarks=tuple(_about_copies(store.of_one_sound(numbers))),
    )


def _now() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None)


def _refusal(call: UnscoredCall) -> Refusal:
    return Refusal(why=call.why, mend=call.mend)


def _interrupted(left: int) -> Text:
    return Text(f"运行被中断，还有 {left} 个录音没有听", f"interrupted: {left} recording(s) were not heard")


def _roster(recordings: Sequence[Recording]) -> tuple[str, ...]:
    return tuple(sorted({recording.call.agent_id for recording in recordings} - {UNKNOWN_AGENT}))


def _doubts(rubric: Rubric, roster: tuple[str, ...], recording: Recording, evidence: Evidence) -> tuple[Doubt, ...]:
    """What the rubric would have heard again while the sound is at hand. Workers are sent this with the rubric."""
    return doubts(rubric, Call(name=recording.name, data=recording.call, evidence=evidence, roster=roster))


def _not_judged(store: Store, failed: Mapping[int, Exception]) -> Iterator[UnscoredCall]:
    for number, name, data in store.names_of(failed):
        if isinstance(failed[number], DamagedError):
            log.error("%s: what was kept of it is damaged", name)
            store.distrust(number)
            yield UnscoredCall(name=name, data=data, why=_DAMAGED, mend=_HEAR_AGAIN)
        else:
            yield because_of(failed[number], name, data)


def _about_agents(recordings: Sequence[Recording]) -> Iterator[Text]:
    unknown = sum(recording.call.agent_id == UNKNOWN_AGENT for recording in recordings)
    if unknown:
        yield Text(
            f"{unknown} 个录音不知道是哪位坐席，记在 unknown 名下；"
            "请提供通话清单（--calls）或文件名格式（--name-pattern）",
            f"{unknown} recording(s) name no agent and stand under “unknown”; give --calls or --name-pattern",
        )


def _about_copies(groups: Sequence[Sequence[str]]) -> Iterator[Text]:
    if groups:
        some = listed([" = ".join(group) for group in groups])
        yield Text(
            f"同一段声音用了几个文件名，每个都计入了得分，如是误放的副本请删去：{some.zh}",
            f"the same sound lies there under several names, and each counts; delete copies made by mistake: {some.en}",
        )


_DAMAGED = Text("数据库里保存的这通电话已损坏", "what the store kept of it is damaged")
_HEAR_AGAIN = Text("再运行一次，会重新听它", "run again, and it is heard once more")
