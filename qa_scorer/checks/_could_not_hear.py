"""What people say when they cannot hear each other; a voice raised after it is kindness, not temper."""

from qa_scorer.model import Call, Role
from qa_scorer.wording.passage import passage
from qa_scorer.wording.phrases import best_hit

COULD_NOT_HEAR = (
    "听不清", "听不见", "听不到", "没听清", "没听见", "没听到", "听得到吗", "听得见吗", "能听到吗", "能听见吗",
    "听到了吗", "大声点", "大点声", "大声一点", "声音太小", "声音很小", "声音好小", "声音大一点",
)  # fmt: skip
_ALIKE = 0.8  # likeness by sound; a false hit here only excuses


def said_between(
    call: Call, phrases: tuple[str, ...], start_s: float, end_s: float, role: Role | None = None
) -> str | None:
    """The phrase of `phrases` that `role` (None: anyone) said in a turn that touches `start_s` to `end_s`."""
    turns = [
        turn
        for turn in call.evidence.turns
        if turn.start_s < end_s and turn.end_s > start_s and role in (None, turn.role)
    ]
    hit = best_hit(passage(turns), phrases, _ALIKE)
    return hit.phrase if hit else None
