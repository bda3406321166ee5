"""What can be counted on a call's clock: silences, speaking time, characters a minute."""

import re

from making.script import Speaker
from making.staging import Placed, Stage

SILENCE_S = 1.0  # shorter ones are the pace of talk
SPOKEN = re.compile(r"[\u3400-\u9fff\d]")  # what counts as a character: Han characters and digits, no punctuation


def silences(stage: Stage) -> list[tuple[float, float, bool]]:
    """(start_s, end_s, announced) of SILENCE_S or more in which nobody speaks, the two ends of the call included."""
    announced_before = {placed.start_s for placed in stage.placed if placed.line.announced}
    speech = sorted(span for placed in stage.placed for span in placed.spans)
    found, clock_s = [], 0.0
    for start_s, end_s in [*speech, (stage.duration_s, stage.duration_s)]:
        if start_s - clock_s >= SILENCE_S:
            found.append((clock_s, start_s, start_s in announced_before))
        clock_s = max(clock_s, end_s)
    return found


def talk_s(placed: Placed) -> float:
    """A line's speaking time: its pauses of 0.3 s or more left out."""
    return sum(end_s - start_s for start_s, end_s in placed.spans)


def characters(stage: Stage, speaker: Speaker) -> int:
    return sum(len(SPOKEN.findall(placed.line.text)) for placed in stage.of(speaker))


def gross_per_min(stage: Stage, speaker: Speaker) -> float:
    """Characters over the length of the call."""
    return characters(stage, speaker) / stage.duration_s * 60


def rates(stage: Stage, speaker: Speaker) -> dict[str, float]:
    """Characters, speaking time, gross rate and net rate (characters over speaking time)."""
    speaking_s = sum(talk_s(placed) for placed in stage.of(speaker))
    return {
        "characters": characters(stage, speaker),
        "talk_s": round(speaking_s, 2),
        "gross_per_min": round(gross_per_min(stage, speaker), 1),
        "net_per_min": round(characters(stage, speaker) / speaking_s * 60, 1) if speaking_s else 0.0,
    }
