"""The whole batch on one page: hear each recording, ask the rubric, score, hand over to be written.

One bad recording never stops a night: it becomes an `UnscoredCall` with the reason.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from qa_scorer.checks import find_out
from qa_scorer.errors import RecordingError
from qa_scorer.language import Text
from qa_scorer.model import (
    UNKNOWN_AGENT,
    Call,
    Evidence,
    Night,
    Recording,
    Rubric,
    ScoredCall,
    Side,
    SideMeasures,
    UnscoredCall,
)
from qa_scorer.scoring import score

if TYPE_CHECKING:
    from qa_scorer.hearing.hear import HeardSide
    from qa_scorer.transcript.engine import Engine

log = logging.getLogger(__name__)

# Told after each recording: its result and the seconds of sound it held (0 where it could not be read).
Progress = Callable[["ScoredCall | UnscoredCall", float], None]


def listen(recording: Recording, engine: "Engine", agent_channel: Side = "left") -> Evidence:
    """Hear one recording. The call table's own `agent_channel` beats the one given.

    Raises RecordingError if the file cannot be decoded or nobody is understood in it.
    """
    from qa_scorer.hearing.decode import decode
    from qa_scorer.hearing.hear import hear
    from qa_scorer.transcript.recognise import recognise
    from qa_scorer.transcript.turns import turns_of

    sound = decode(recording)
    hearing = hear(sound, recording.call.agent_channel or agent_channel)
    heard = {side.role: recognise(engine, side.samples, side.speech) for side in hearing.sides}
    words = {role: words for role, (words, _) in heard.items()}
    if not any(words.values()):
        raise RecordingError(
            where=recording.name,
            why=Text(
                "没有听到能听懂的话，只有静音、噪声、音乐或提示音",
                "no words in it, only silence, noise, music or tones",
            ),
            mend=Text("听一下这个录音，检查录音系统接的线路", "listen to it, and check which line the recorder taps"),
        )
    return Evidence(
        facts=replace(sound.facts, remarks=sound.facts.remarks + hearing.remarks),
        turns=turns_of({side.role: side.speech for side in hearing.sides}, words),
        silences=hearing.silences,
        non_talk_s=hearing.non_talk_s,
        sides=tuple(
            _measured(side, "".join(word.text for word in words[side.role]), sound.duration_s) for side in hearing.sides
        ),
        discarded=tuple(line for _, thrown_away in heard.values() for line in thrown_away),
        recogniser=engine.name,
    )


def score_call(rubric: Rubric, call: Call) -> ScoredCall:
    """Ask every rule of one call and count the points. Needs neither audio nor a model."""
    return ScoredCall(call=call, scorecard=score(rubric, find_out(rubric, call)))


def run_night(
    recordings: Sequence[Recording],
    rubric: Rubric,
    engine: "Engine",
    *,
    agent_channel: Side = "left",
    unscored: Sequence[UnscoredCall] = (),
    remarks: Sequence[Text] = (),
    tell: Progress = lambda result, seconds: None,
) -> Night:
    """Score a batch. `unscored` and `remarks` are what intake already knew; they go into the result.

    A KeyboardInterrupt ends the batch early with what is done; `Night.remarks` says so.
    """
    started_at = datetime.now().astimezone().replace(tzinfo=None)
    results: list[ScoredCall | UnscoredCall] = list(unscored)
    said = [*remarks, *_about_agents(recordings)]
    interrupted = False
    try:
        for result in _results(recordings, rubric, engine, agent_channel):
            results.append(result)
            tell(result, result.call.evidence.facts.duration_s if isinstance(result, ScoredCall) else 0.0)
    except KeyboardInterrupt:
        interrupted = True
        left = len(recordings) + len(unscored) - len(results)
        said.append(Text(f"运行被中断，还有 {left} 个录音没有听", f"interrupted: {left} recording(s) were not heard"))
    return Night(
        rubric=rubric,
        scored=tuple(result for result in results if isinstance(result, ScoredCall)),
        unscored=tuple(result for result in results if isinstance(result, UnscoredCall)),
        started_at=started_at,
        finished_at=datetime.now().astimezone().replace(tzinfo=None),
        engine=engine.name,
        remarks=tuple(said),
        interrupted=interrupted,
    )


def _results(
    recordings: Sequence[Recording], rubric: Rubric, engine: "Engine", agent_channel: Side
) -> Iterator[ScoredCall | UnscoredCall]:
    for recording in recordings:
        try:
            evidence = listen(recording, engine, agent_channel)
            yield score_call(rubric, Call(name=recording.name, data=recording.call, evidence=evidence))
            log.info("%s: scored", recording.name)
        except RecordingError as problem:
            log.warning("%s", problem)
            yield UnscoredCall(name=recording.name, data=recording.call, why=problem.why, mend=problem.mend)
        except Exception as bug:  # whatever it is, the other recordings are still to be heard
            log.exception("%s: not scored because of a bug", recording.name)
            yield UnscoredCall(
                name=recording.name,
                data=recording.call,
                why=Text(f"程序内部错误（{type(bug).__name__}）", f"an error of ours ({type(bug).__name__})"),
                mend=Text("请把日志文件发给我们", "please send us the log file"),
            )


def _measured(side: "HeardSide", text: str, call_s: float) -> SideMeasures:
    from qa_scorer.hearing.spans import total_s
    from qa_scorer.transcript.speech_rate import count_characters, gross_per_min, net_per_min

    talk_s, characters = total_s(side.speech), count_characters(text)
    return SideMeasures(
        role=side.role,
        talk_s=talk_s,
        level_dbfs=side.loudness.level_dbfs,
        loudness_lufs=side.loudness.loudness_lufs,
        clipping_ratio=side.loudness.clipping_ratio,
        characters=characters,
        speech_rate_gross_per_min=gross_per_min(characters, call_s),
        speech_rate_net_per_min=net_per_min(characters, talk_s),
    )


def _about_agents(recordings: Sequence[Recording]) -> Iterator[Text]:
    unknown = sum(recording.call.agent_id == UNKNOWN_AGENT for recording in recordings)
    if unknown:
        yield Text(
            f"{unknown} 个录音不知道是哪位坐席，记在 unknown 名下；"
            "请提供通话清单（--calls）或文件名格式（--name-pattern）",
            f"{unknown} recording(s) name no agent and stand under “unknown”; give --calls or --name-pattern",
        )
