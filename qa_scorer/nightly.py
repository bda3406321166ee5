"""The whole batch on one page: hear each recording, ask the rubric, score, hand over to be written.

One bad recording never stops a night: it becomes an `UnscoredCall` with the reason.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from qa_scorer.baselines import baselines
from qa_scorer.checks import doubts, find_out
from qa_scorer.language import Text
from qa_scorer.model import (
    UNKNOWN_AGENT,
    Call,
    Doubt,
    Evidence,
    Night,
    Recording,
    Rubric,
    ScoredCall,
    UnscoredCall,
    in_hand,
)
from qa_scorer.scoring import score
from qa_scorer.workers import Workers
from qa_scorer.workers.hear_one import because_of

# Told after each recording: what became of it and the seconds of sound it held (0 where it could not be read).
Progress = Callable[["Call | UnscoredCall", float], None]


def score_call(rubric: Rubric, call: Call) -> ScoredCall:
    """Ask every rule of one call and count the points. Needs neither audio nor a model."""
    return ScoredCall(call=call, scorecard=score(rubric, find_out(rubric, call)))


def run_night(
    recordings: Sequence[Recording],
    rubric: Rubric,
    workers: Workers,
    *,
    unscored: Sequence[UnscoredCall] = (),
    remarks: Sequence[Text] = (),
    tell: Progress = lambda result, seconds: None,
) -> Night:
    """Hear a batch, then score it. `unscored` and `remarks` are what intake already knew; they go into the result.

    Scoring comes after all listening because an agent's voice is compared with that agent's other calls. A
    KeyboardInterrupt ends the listening early; what was heard is scored, and `Night.remarks` says so.
    """
    started_at = _now()
    calls: list[Call] = []
    failed: list[UnscoredCall] = []
    said = [*remarks, *_about_agents(recordings)]
    interrupted = False
    try:
        for result in workers.heard(recordings, partial(_doubts, rubric, _roster(recordings))):
            if isinstance(result, Call):
                calls.append(result)
            else:
                failed.append(result)
            tell(result, result.evidence.facts.duration_s if isinstance(result, Call) else 0.0)
    except KeyboardInterrupt:
        interrupted = True
        left = len(recordings) - len(calls) - len(failed)
        said.append(Text(f"运行被中断，还有 {left} 个录音没有听", f"interrupted: {left} recording(s) were not heard"))
    place = {recording.name: number for number, recording in enumerate(recordings)}  # workers finish in any order
    results = list(_scored(rubric, sorted(calls, key=lambda call: place[call.name])))
    failed.sort(key=lambda call: place[call.name])
    return Night(
        rubric=rubric,
        scored=in_hand(result for result in results if isinstance(result, ScoredCall)),
        unscored=(*unscored, *failed, *(result for result in results if isinstance(result, UnscoredCall))),
        started_at=started_at,
        finished_at=_now(),
        engine=workers.recogniser,
        remarks=tuple(said),
        interrupted=interrupted,
    )


def _now() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None)


def _roster(recordings: Sequence[Recording]) -> tuple[str, ...]:
    return tuple(sorted({recording.call.agent_id for recording in recordings} - {UNKNOWN_AGENT}))


def _doubts(rubric: Rubric, roster: tuple[str, ...], recording: Recording, evidence: Evidence) -> tuple[Doubt, ...]:
    """What the rubric would have heard again while the sound is at hand. Workers are sent this with the rubric."""
    return doubts(rubric, Call(name=recording.name, data=recording.call, evidence=evidence, roster=roster))


def _scored(rubric: Rubric, calls: Sequence[Call]) -> Iterator[ScoredCall | UnscoredCall]:
    usual = baselines(calls)
    for call in calls:
        try:
            yield score_call(rubric, replace(call, baseline=usual.get(call.data.agent_id)))
        except Exception as bug:  # whatever it is, the other calls are still to be scored
            yield because_of(bug, call.name, call.data)


def _about_agents(recordings: Sequence[Recording]) -> Iterator[Text]:
    unknown = sum(recording.call.agent_id == UNKNOWN_AGENT for recording in recordings)
    if unknown:
        yield Text(
            f"{unknown} 个录音不知道是哪位坐席，记在 unknown 名下；"
            "请提供通话清单（--calls）或文件名格式（--name-pattern）",
            f"{unknown} recording(s) name no agent and stand under “unknown”; give --calls or --name-pattern",
        )
