"""Recorded prompts at the head of a call (an IVR menu, a notice, a queue) are nobody's words.

They are told by what they say, and by what follows: ringing or music, or a second welcome by the same side. A head
that may as well be the agent's stays the agent's.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from qa_scorer.conversation.parties import Spoken
from qa_scorer.model import LineSound, LineSoundKind, Span
from qa_scorer.wording.passage import Passage, passage
from qa_scorer.wording.phrases import best_hit

# Only a machine says these before anybody else has spoken.
_PROMPTS: Final = (
    "请按一", "请按二", "请按三", "请按零", "请按1", "请按2", "请按3", "请按0", "请按井号键", "请按星号键", "按一",
    "按零", "通话可能会被录音", "通话将被录音", "通话会被录音", "通话可能被录音", "通话内容将", "坐席正忙", "坐席忙",
    "座席全忙", "话务员正忙", "正在为您转接", "正在转接", "转接人工服务", "转人工服务", "人工服务请", "前面还有",
    "排队等候", "普通话请按", "英文服务请按", "号话务员为您服务", "重听请按",
)  # fmt: skip
_WELCOMES: Final = ("欢迎致电", "欢迎拨打", "欢迎您致电", "为您服务", "您好欢迎")
_GREETINGS: Final = ("您好", "你好", "早上好", "上午好", "中午好", "下午好", "晚上好")
_AGENTS: Final = ("工号", "客服", "为您", "帮您", "请问", "这里是", "热线")
_ALIKE: Final = 0.8
_HEAD_S: Final = 120.0  # a menu and a queue are over by then, or they are the call
_SAME_BREATH_S: Final = 0.7  # a prompt's sentences follow each other sooner
_LEFT_ALONE_S: Final = 4.0  # a second welcome later than this is an agent greeting again into a silence


def system_heads(voices: Sequence[Spoken], line_sounds: Sequence[LineSound]) -> tuple[float, ...]:
    """For each voice the time until which it is a machine's: 0.0 where it has no such head."""
    pieces = sorted(_pieces(voices), key=lambda piece: piece[1].start_s)
    ends = [0.0] * len(voices)
    for place, (voice, piece) in enumerate(pieces):
        if piece.start_s > _HEAD_S:
            break
        following = [after for speaker, after in pieces[place + 1 :] if speaker == voice]
        said = _said(voices[voice], piece)
        then = _then(voices, voice, pieces[place + 1 :])
        if _is_prompt(said) or (then and _is_first_welcome(said, piece, *then, line_sounds)):
            ends[voice] = piece.end_s
        elif ends[voice] and not _greets(said) and piece.start_s - ends[voice] <= _SAME_BREATH_S:
            ends[voice] = piece.end_s  # the rest of the prompt
        elif not _leads_to_prompt(voices[voice], following):
            break
    return tuple(ends)


def _pieces(voices: Sequence[Spoken]) -> Iterator[tuple[int, Span]]:
    """Each voice's stretches between pauses."""
    for place, voice in enumerate(voices):
        yield from ((place, span) for span in voice.speech)


def _said(voice: Spoken, piece: Span) -> Passage:
    return passage([voice.between(piece.start_s, piece.end_s).as_turn()])


def _is_prompt(said: Passage) -> bool:
    return any(best_hit(said, (words,), _ALIKE if len(words) > 4 else 1.0) for words in _PROMPTS)


def _greets(said: Passage) -> bool:
    return best_hit(said, _GREETINGS, 1.0) is not None


def _then(voices: Sequence[Spoken], voice: int, later: Sequence[tuple[int, Span]]) -> tuple[Span, bool] | None:
    """What the same side says next, and whether an agent's greeting is in it.

    On a single channel the agent is another voice than the prompt; a customer's 你好 is not an agent's greeting.
    """
    for speaker, piece in later:
        said = _said(voices[speaker], piece)
        if speaker == voice:
            return piece, _greets(said)
        if voices[voice].side is None:
            return piece, _greets(said) and best_hit(said, _AGENTS, 1.0) is not None
    return None


def _is_first_welcome(
    said: Passage, piece: Span, then: Span, agent_greets: bool, line_sounds: Sequence[LineSound]
) -> bool:
    """A welcome before ringing or music, or one that is soon followed by an agent's greeting."""
    if best_hit(said, _WELCOMES, _ALIKE) is None:
        return False
    waits = (LineSoundKind.RING_BACK, LineSoundKind.MUSIC)
    if any(s.kind in waits and piece.end_s - 1.0 <= s.span.start_s < then.start_s for s in line_sounds):
        return True
    return agent_greets and then.start_s - piece.end_s <= _LEFT_ALONE_S


def _leads_to_prompt(voice: Spoken, following: Sequence[Span]) -> bool:
    """Whether the prompt is yet to come in the same breath: 您好，欢迎致电…… before 请按一."""
    return bool(following) and _is_prompt(_said(voice, following[0]))
