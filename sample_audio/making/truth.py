"""The truth of a call, from its script and the clock of its synthesis; nothing here has listened to the recording."""

import json
from collections.abc import Iterator
from pathlib import Path

from making import figures, outcomes
from making.script import Plan
from making.staging import Placed, Stage

SAME_TURN_S = 1.0  # a side going on within this goes on with its turn

Json = dict[str, object]


def write(path: Path, story: outcomes.Story, *, seed: int, call: dict[str, str]) -> None:
    """`call` is the call's row of the call table."""
    plan, stage = story.plan, story.stage
    truth: Json = {
        "file": call["file"],
        "seed": seed,
        "duration_s": round(stage.duration_s, 3),
        "call": call,
        "sound": _sound(plan),
        "turns": [_turn(lines) for lines in _turns(stage)],
        "silences": [_silence(*silence) for silence in figures.silences(stage)],
        "rates": {speaker: figures.rates(stage, speaker) for speaker in ("agent", "customer")},
        "outcomes": outcomes.of(story),
    }
    path.write_text(_laid_out(truth), encoding="utf-8", newline="\n")


def _sound(plan: Plan) -> Json:
    return {
        "audio": plan.audio,
        "agent_voice": plan.agent.voice,
        "customer_voice": plan.customer_voice,
        "agent_dbov": round(plan.agent_dbov, 1),
        "customer_dbov": round(plan.customer_dbov, 1),
        "snr_db": round(plan.snr_db, 1),
        "crosstalk_db": round(plan.crosstalk_db, 1),
    }


def _silence(start_s: float, end_s: float, announced: bool) -> Json:
    return {"start_s": round(start_s, 3), "end_s": round(end_s, 3), "announced": announced}


def _turns(stage: Stage) -> list[list[Placed]]:
    turns: list[list[Placed]] = []
    for placed in sorted(stage.placed, key=lambda each: each.start_s):
        last = turns[-1][-1] if turns else None
        if last and last.line.speaker == placed.line.speaker and placed.start_s - last.end_s < SAME_TURN_S:
            turns[-1].append(placed)
        else:
            turns.append([placed])
    return turns


def _turn(lines: list[Placed]) -> Json:
    return {
        "role": lines[0].line.speaker,
        "start_s": round(lines[0].start_s, 3),
        "end_s": round(lines[-1].end_s, 3),
        "text": "".join(placed.line.text for placed in lines),
        "phrases": [phrase for placed in lines for phrase in _tagged(placed)],
        "words": [word for placed in lines for word in _words(placed)],
    }


def _tagged(placed: Placed) -> Iterator[Json]:
    """The tagged phrases of a line with their approximate times."""
    words = _words(placed)
    for phrase in placed.line.phrases:
        own, words = words[: _count(phrase.text)], words[_count(phrase.text) :]
        if phrase.tags:
            yield {"text": phrase.text, "tags": phrase.tags, "start_s": own[0][1], "end_s": own[-1][2]}


def _words(placed: Placed) -> list[tuple[str, float, float]]:
    """(character, start_s, end_s), approximate: the line's speaking time split evenly over its characters."""
    share_s = figures.talk_s(placed) / _count(placed.line.text)
    return [
        (character, round(_clock(placed, i * share_s), 2), round(_clock(placed, (i + 1) * share_s), 2))
        for i, character in enumerate(figures.SPOKEN.findall(placed.line.text))
    ]


def _count(text: str) -> int:
    return len(figures.SPOKEN.findall(text))


def _clock(placed: Placed, spoken_s: float) -> float:
    """The call's time at which `spoken_s` of the line's speech is over."""
    for start_s, end_s in placed.spans:
        if spoken_s <= end_s - start_s:
            return start_s + spoken_s
        spoken_s -= end_s - start_s
    return placed.end_s


def _laid_out(truth: Json) -> str:
    """JSON with one key a line, and one turn or silence a line."""
    return "{\n" + ",\n".join(f' "{key}": {_value(value)}' for key, value in truth.items()) + "\n}\n"


def _value(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(json.dumps(each, ensure_ascii=False) for each in value) + "\n ]"
    return json.dumps(value, ensure_ascii=False)
