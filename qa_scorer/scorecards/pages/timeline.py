"""What lies where along a call: silences, talkover, other sounds, findings, and the hours' marks. Places in percent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa_scorer.language import Text
from qa_scorer.model import Evidence, Item, LineSoundKind, Outcome, ScoredCall, Silence, Talkover, TalkoverKind
from qa_scorer.scorecards.pages.clock import clock
from qa_scorer.scorecards.wordings import OUTCOMES, ROLES

_ROWS = 4  # of marks above each other, where findings lie close together
_APART = 2.4  # percent of the width that a mark takes
_TICKS_S = (5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600)
_MOST_TICKS = 12

_TALKOVER = {
    TalkoverKind.INTERRUPTION: Text("插话", "cuts in"),
    TalkoverKind.OVERLAP: Text("同时说话", "both speak"),
    TalkoverKind.BACKCHANNEL: Text("附和", "listening sign"),
}
LINE_SOUNDS = {
    LineSoundKind.RING_BACK: Text("回铃音", "ring-back"),
    LineSoundKind.BUSY_TONE: Text("忙音", "busy tone"),
    LineSoundKind.DTMF: Text("按键音", "key"),
    LineSoundKind.TONE: Text("信号音", "tone"),
    LineSoundKind.MUSIC: Text("音乐", "music"),
    LineSoundKind.NOISE: Text("噪声", "noise"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """A stretch of the call that is shaded; `kind` is its class in the page's style."""

    kind: str
    start: str
    width: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A finding on the time line; `row` counts from 0, met ones lie on a line of their own (None)."""

    number: int
    outcome: str
    place: str
    row: int | None
    title: Text


@dataclass(frozen=True, slots=True)
class Tick:
    place: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    shades: tuple[Shade, ...]
    marks: tuple[Mark, ...]
    rows: int
    ticks: tuple[Tick, ...]


def timeline(scored: ScoredCall) -> Timeline:
    evidence = scored.call.evidence
    marks = tuple(_marks(scored.scorecard.items, evidence.facts.duration_s))
    return Timeline(
        shades=tuple(_shades(evidence)),
        marks=marks,
        rows=1 + max((mark.row for mark in marks if mark.row is not None), default=-1),
        ticks=tuple(_ticks(evidence.facts.duration_s)),
    )


def percent(at_s: float, of_s: float) -> str:
    return f"{100 * min(max(at_s / of_s, 0), 1) if of_s else 0:.2f}%"


def _shades(evidence: Evidence) -> Iterator[Shade]:
    for silence in evidence.silences:
        yield _shade(
            evidence, f"silence {_silence_kind(silence)}", silence.start_s, silence.end_s, _of_silence(silence)
        )
    for sound in evidence.line_sounds:
        yield _shade(evidence, "sound", sound.span.start_s, sound.span.end_s, LINE_SOUNDS[sound.kind])
    for talkover in evidence.talkovers:
        yield _shade(evidence, talkover.kind.value, talkover.start_s, talkover.end_s, _of_talkover(talkover))


def _shade(evidence: Evidence, kind: str, start_s: float, end_s: float, what: Text) -> Shade:
    duration_s, when = evidence.facts.duration_s, f"{clock(start_s, True)}–{clock(end_s, True)}"
    return Shade(
        kind=kind,
        start=percent(start_s, duration_s),
        width=percent(end_s - start_s, duration_s),
        title=Text(f"{what.zh}，{when}，{end_s - start_s:.1f} 秒", f"{what.en}, {when}, {end_s - start_s:.1f} s"),
    )


def _silence_kind(silence: Silence) -> str:
    if silence.announced:
        return "announced"
    return f"owed-by-{silence.owed_by.value}" if silence.owed_by else ""


def _of_silence(silence: Silence) -> Text:
    if silence.announced:
        return Text("已请等候的静默", "silence, a wait was asked for")
    if silence.owed_by:
        owed = ROLES[silence.owed_by]
        return Text(f"静默，该{owed.zh}说话", f"silence, the {owed.en} should have spoken")
    return Text("静默", "silence")


def _of_talkover(talkover: Talkover) -> Text:
    who, what = ROLES[talkover.interrupter], _TALKOVER[talkover.kind]
    words = f"“{talkover.words}”" if talkover.words else ""
    return Text(f"{who.zh}{what.zh}{words}", f"{who.en}: {what.en} {words}".strip())


def _marks(items: Iterable[Item], duration_s: float) -> Iterator[Mark]:
    taken = [-100.0] * _ROWS  # where the last mark of each row lies
    placed = [(item.finding.answer.start_s, number, item) for number, item in enumerate(items, 1)]
    for start_s, number, item in sorted((at, number, item) for at, number, item in placed if at is not None):
        answer, place = item.finding.answer, 100 * start_s / duration_s if duration_s else 0.0
        row = None
        if answer.outcome in (Outcome.MISSED, Outcome.UNDETERMINED):
            row = next((r for r in range(_ROWS) if place - taken[r] >= _APART), taken.index(min(taken)))
            taken[row] = place
        yield Mark(number=number, outcome=answer.outcome.value, place=percent(start_s, duration_s), row=row,
                   title=_of_mark(number, item))  # fmt: skip


def _of_mark(number: int, item: Item) -> Text:
    title, answer = item.rule.title, item.finding.answer
    outcome, quote = OUTCOMES[answer.outcome], f" “{answer.quote}”" if answer.quote else ""
    return Text(
        f"#{number} {title.zh}：{outcome.zh}{quote}，{answer.reason.zh}",
        f"#{number} {title.en}: {outcome.en}{quote}, {answer.reason.en}",
    )


def _ticks(duration_s: float) -> Iterator[Tick]:
    step_s = next((step for step in _TICKS_S if duration_s / step <= _MOST_TICKS), _TICKS_S[-1])
    for at_s in range(0, int(0.98 * duration_s) + 1, step_s):  # one at the very end would run over the edge
        yield Tick(percent(at_s, duration_s), clock(at_s))
