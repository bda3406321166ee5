"""One recording heard, wherever the worker is: a bad one becomes an `UnscoredCall`, never the end of a night."""

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from qa_scorer.errors import MachineError, QaScorerError, RecordingError
from qa_scorer.language import Text
from qa_scorer.model import Call, CallData, Recording, Side, UnscoredCall
from qa_scorer.workers import DoubtsOf

if TYPE_CHECKING:
    from qa_scorer.transcript.word_source import WordSource

log = logging.getLogger(__name__)


def hear_one(
    recording: Recording,
    source: "WordSource",
    agent_channel: Side | None,
    doubts_of: DoubtsOf | None = None,
    tell_length: Callable[[float], None] = lambda duration_s: None,
) -> Call | UnscoredCall:
    """What was heard, or why nothing was. `tell_length` is told the seconds of sound once they are decoded.

    Raises MemoryError and MachineError where the machine gave out: another worker may fare better.
    """
    from qa_scorer.listening.listen import listen

    doubts = partial(doubts_of, recording) if doubts_of else None
    try:
        evidence = listen(recording, source, agent_channel, doubts, tell_length)
    except (MachineError, MemoryError):
        raise
    except RecordingError as problem:
        log.warning("%s", problem, extra={"recording": recording.name})
        return not_heard(recording, problem)
    except Exception as bug:  # whatever it is, the other recordings are still to be heard
        return because_of(bug, recording.name, recording.call)
    return Call(name=recording.name, data=recording.call, evidence=evidence)


def not_heard(recording: Recording, problem: QaScorerError) -> UnscoredCall:
    """Final, unless the file was out of reach: the same one may be read the next time."""
    final = isinstance(problem, RecordingError) and not isinstance(problem.__context__, OSError)
    return UnscoredCall(name=recording.name, data=recording.call, why=problem.why, mend=problem.mend, final=final)


def because_of(bug: Exception, name: str, data: CallData) -> UnscoredCall:
    """A call that an error of ours left unscored; the traceback goes to the log."""
    log.error("%s: not scored because of a bug", name, exc_info=bug)
    return UnscoredCall(
        name=name,
        data=data,
        why=Text(f"程序内部错误（{type(bug).__name__}）", f"an error of ours ({type(bug).__name__})"),
        mend=Text("请把日志文件发给我们", "please send us the log file"),
    )
