"""The picture of a call: what was loud when, on either side of a middle line.

The agent goes up and the customer down. On a single channel its outline goes to whoever speaks at the time, and to both
where nobody does.
"""

from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass

from qa_scorer.model import Evidence, Outline, Role, Side

COLUMNS = 2000  # across the picture: more than a screen is wide, few enough for half an hour in 30 kB
HEIGHT = 50  # of each half

_UP = (Role.AGENT, Role.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """Two closed SVG paths in a box of `columns` by 100, the middle line at 50. `up_is`: who is drawn upwards.

    `up_is` is None where nobody can tell who is who: then up is the left channel, down the right one.
    """

    columns: int
    up: str
    down: str
    up_is: Role | None


def wave(evidence: Evidence) -> Wave | None:
    """None where no outline was kept of the recording."""
    peaks = {outline.side: _columns(outline) for outline in evidence.outlines}
    if not peaks or not any(map(len, peaks.values())):
        return None
    columns = max(map(len, peaks.values()))
    if len(peaks) == 2:
        up_side = _agents_side(evidence)
        up, down = peaks[up_side], peaks["right" if up_side == "left" else "left"]
    else:
        up, down = _shared_out(next(iter(peaks.values())), evidence)
    loudest = max(*up, *down, 1)
    return Wave(
        columns=columns,
        up=_path(up, -HEIGHT / loudest),
        down=_path(down, HEIGHT / loudest),
        up_is=Role.AGENT if evidence.roles_known else None,
    )


def _agents_side(evidence: Evidence) -> Side:
    agent, customer = evidence.side(Role.AGENT), evidence.side(Role.CUSTOMER)
    if agent and agent.side:
        return agent.side
    return "left" if not customer or customer.side != "left" else "right"


def _columns(outline: Outline) -> list[int]:
    """The outline in at most `COLUMNS`, each as high as the highest peak in it."""
    peaks = b64decode(outline.peaks)
    width = -(-len(peaks) // COLUMNS) or 1
    return [max(peaks[first : first + width]) for first in range(0, len(peaks), width)]


def _shared_out(peaks: list[int], evidence: Evidence) -> tuple[list[int], list[int]]:
    """One channel's columns to the side of whoever speaks."""
    up, down = _speaking(evidence, len(peaks), _UP), _speaking(evidence, len(peaks), (Role.CUSTOMER,))
    nobody = [not (above or below) for above, below in zip(up, down, strict=True)]
    return _kept(peaks, up, nobody), _kept(peaks, down, nobody)


def _kept(peaks: list[int], speaking: list[bool], nobody: list[bool]) -> list[int]:
    return [peak if own or none else 0 for peak, own, none in zip(peaks, speaking, nobody, strict=True)]


def _speaking(evidence: Evidence, columns: int, roles: Iterable[Role]) -> list[bool]:
    """In which of so many columns one of `roles` has a turn."""
    speaking, column_s = [False] * columns, (evidence.facts.duration_s or 1) / columns
    for turn in evidence.turns:
        if turn.role in roles:
            first, last = int(turn.start_s / column_s), min(int(turn.end_s / column_s) + 1, columns)
            speaking[first:last] = [True] * max(last - first, 0)
    return speaking


def _path(columns: list[int], scale: float) -> str:
    """From the middle line along the outline and back to it."""
    heights = [round(HEIGHT + column * scale) for column in columns]
    steps = "".join(
        f"V{height}h1" if height != before else "h1" for before, height in zip([None, *heights], heights, strict=False)
    )
    return f"M0 {HEIGHT}{steps}V{HEIGHT}z"
