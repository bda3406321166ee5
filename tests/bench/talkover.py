"""Who cut in on whom: talkovers found against those of calls made to be full of them.

The calls are those of sample_audio/make_talkover.py: a folder made by it, or else 200 interruptions and 200
backchannels of seed 7. A true and a found talkover belong together where they overlap or lie within 0.5 s of each
other, each with one other at most. An interruption is right where both call it one and the interrupter is the same.
"""

import importlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from qa_scorer import open_engine
from qa_scorer.conversation.parties import Party, Spoken
from qa_scorer.conversation.talkover import talkovers
from qa_scorer.conversation.turns import turns_of
from qa_scorer.hearing.activity import speech_spans
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.leakage import without_leakage
from qa_scorer.hearing.sound import Samples
from qa_scorer.model import CallData, Recording, Role, Span, Talkover, TalkoverKind, Word
from qa_scorer.transcript.engine import Engine
from qa_scorer.transcript.recognise import recognise

_SAMPLES = Path(__file__).parents[2] / "sample_audio"
_SEED, _EVENTS = 7, 200
_APART_S = 0.5
_OTHER = {Role.AGENT: Role.CUSTOMER, Role.CUSTOMER: Role.AGENT}

Pair = tuple[Talkover | None, Talkover | None]  # true, found; None: it has no other
Sides = Mapping[Role, tuple[Samples, tuple[Span, ...]]]


def main(audio: Path, *, words: bool = True) -> None:
    """Print the tables for the set in `audio`; `words` False: without recognition, which is nearly all the time."""
    with tempfile.TemporaryDirectory() as made:
        folder = audio if _is_made(audio) else _make(Path(made))
        calls = [(_true(truth), _sides(folder, truth)) for truth in _truths(folder)]
    _print("without words", [pair for true, sides in calls for pair in paired(true, _found(sides, {}))])
    if words:
        engine = open_engine("faster-whisper", "base")
        heard = [pair for true, sides in calls for pair in paired(true, _found(sides, _words(engine, sides)))]
        _print(f"with the words of {engine.name}", heard)


def paired(true: Sequence[Talkover], found: Sequence[Talkover]) -> list[Pair]:
    """Each with the one nearest to it: the pairs that overlap most first, then those closest by."""
    near = sorted(
        ((_together_s(a, b), i, j) for i, a in enumerate(true) for j, b in enumerate(found)),
        key=lambda pair: -pair[0],
    )
    of_true: dict[int, int] = {}
    for together_s, i, j in near:
        if together_s >= -_APART_S and i not in of_true and j not in of_true.values():
            of_true[i] = j
    matched = [(each, found[of_true[i]] if i in of_true else None) for i, each in enumerate(true)]
    return matched + [(None, each) for j, each in enumerate(found) if j not in of_true.values()]


def _together_s(one: Talkover, other: Talkover) -> float:
    """Seconds in common; below zero, the seconds between."""
    return min(one.end_s, other.end_s) - max(one.start_s, other.start_s)


def _is_made(folder: Path) -> bool:
    return any('"talkovers"' in file.read_text("utf-8") for file in (folder / "truth").glob("*.json"))


def _make(folder: Path) -> Path:
    sys.path.insert(0, str(_SAMPLES))
    importlib.import_module("make_talkover").make(_SEED, _EVENTS, folder)
    return folder


def _truths(folder: Path) -> Iterator[dict[str, object]]:
    for file in sorted((folder / "truth").glob("*.json")):
        yield json.loads(file.read_text("utf-8"))


def _true(truth: Mapping[str, object]) -> list[Talkover]:
    rows: list[tuple[str, str, float, float, bool]] = truth["talkovers"]  # type: ignore[assignment]  # out of JSON
    return [
        Talkover(
            kind=TalkoverKind(kind),
            interrupter=Role(by),
            interrupted=_OTHER[Role(by)],
            start_s=start_s,
            end_s=end_s,
            other_stopped=stopped,
        )
        for kind, by, start_s, end_s, stopped in rows
    ]


def _sides(folder: Path, truth: Mapping[str, object]) -> Sides:
    path, call = folder / str(truth["file"]), truth["call"]
    assert isinstance(call, dict)
    left, right = decode(Recording(path=path, name=path.name, call=CallData())).samples
    spoken_left, spoken_right = speech_spans(left), speech_spans(right)
    sides = [(left, without_leakage(left, spoken_left, right)), (right, without_leakage(right, spoken_right, left))]
    return dict(zip((Role.AGENT, Role.CUSTOMER), sides[:: 1 if call["agent_channel"] == "left" else -1], strict=True))


def _words(engine: Engine, sides: Sides) -> dict[Role, tuple[Word, ...]]:
    return {role: recognise(engine, samples, speech)[0] for role, (samples, speech) in sides.items()}


def _found(sides: Sides, words: Mapping[Role, tuple[Word, ...]]) -> tuple[Talkover, ...]:
    parties = [
        Party(role=role, voice=voice, spoken=Spoken(speech=speech, words=words.get(role, ())))
        for voice, (role, (_, speech)) in enumerate(sides.items())
    ]
    return talkovers(turns_of(parties), {role: speech for role, (_, speech) in sides.items()})


def _print(title: str, pairs: Sequence[Pair]) -> None:
    print(f"\n{title}\n{'true / found':<16}" + "".join(f"{name:>14}" for name in (*TalkoverKind, "none")))
    counts = Counter((_name(true), _name(found)) for true, found in pairs)
    for row in (*TalkoverKind, "none"):
        print(f"{row:<16}" + "".join(f"{counts[row, column]:>14}" for column in (*TalkoverKind, "none")))
    print(f"\n{'interruptions':<16}{'true':>8}{'found':>8}{'precision':>11}{'recall':>8}{'F1':>7}", end="")
    print(f"{'true s':>9}{'found s':>9}")
    for name, roles in (("agent", [Role.AGENT]), ("customer", [Role.CUSTOMER]), ("all", [*_OTHER])):
        _print_interruptions(name, roles, pairs)
    both = [(true, found) for true, found in pairs if true and found and _right((true, found))]
    stopped = sum(true.other_stopped is found.other_stopped for true, found in both)
    print(f"whether the other stopped: right in {stopped} of {len(both)}")


def _print_interruptions(name: str, roles: Sequence[Role], pairs: Sequence[Pair]) -> None:
    true = [a for a, _ in pairs if a and a.kind is TalkoverKind.INTERRUPTION and a.interrupter in roles]
    found = [b for _, b in pairs if b and b.kind is TalkoverKind.INTERRUPTION and b.interrupter in roles]
    right = sum(_right(pair) for pair in pairs if pair[0] and pair[0].interrupter in roles)
    precision, recall = right / max(len(found), 1), right / max(len(true), 1)
    f1 = 2 * right / max(len(true) + len(found), 1)
    seconds = [sum(each.duration_s for each in group) for group in (true, found)]
    print(
        f"{name:<16}{len(true):>8}{len(found):>8}{precision:>11.3f}{recall:>8.3f}{f1:>7.3f}"
        f"{seconds[0]:>9.1f}{seconds[1]:>9.1f}"
    )


def _right(pair: Pair) -> bool:
    true, found = pair
    both = true is not None and found is not None and true.interrupter is found.interrupter
    return both and {each.kind for each in pair if each} == {TalkoverKind.INTERRUPTION}


def _name(talkover: Talkover | None) -> str:
    return talkover.kind if talkover else "none"
