"""Was it said? Heard, heard in doubt and settled by asking the recogniser again, or not heard.

Its answers are probabilities that can be taken at their word (transcript/calibration.py), or a little more: of doubtful
phrases given 0.8 to 0.9, 122 of 127 had been said (`python -m tests.bench verification`). That is enough to let off;
what speaks against a person has to be surer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.language import Text
from qa_scorer.model import Call, Doubt, Outcome, Role
from qa_scorer.wording import DOUBT, EVERYWHERE, SURE, Found, Window, find, nearest

SAID_FROM, NOT_SAID_BELOW = 0.8, 0.1
SURELY_SAID_FROM = 0.9  # where that leads to an accusation
_SHORT, _SHORT_DOUBT = 3, 0.7  # two syllables of three are too little to doubt by
NO_MORE = Text("", "")  # to be said
# The answers are given at even odds. What is less than `doubt_from` alike was hardly ever said: 0.4 there is no doubt.
_NOT_SAID_BELOW_IF_UNLIKE = 0.4
ASK_FROM = 0.35  # likeness by sound from which it is worth asking


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """`outcome` met: it was said; missed: it was not; undetermined: a person should listen to `found`.

    `how` tells people by what; `confidence`, 0..1, is of its having been said. `doubts` go into the answer of a check
    whatever it makes of them.
    """

    outcome: Outcome
    found: Found | None = None
    how: Text = NO_MORE
    confidence: float = 0.0
    doubts: tuple[Doubt, ...] = ()


def heard(
    call: Call,
    role: Role | None,
    phrases: Sequence[str],
    within: Window = EVERYWHERE,
    *,
    sure_from: float = SURE,
    doubt_from: float = DOUBT,
    ask_from: float = ASK_FROM,
) -> Heard:
    """Whether `role` said any of `phrases`. From `sure_from` alike by sound it did, from `ask_from` it is asked about.

    Where nobody could be asked it stays open from `doubt_from`, but a phrase of three syllables not for two of them.
    """
    if found := find(call, role, phrases, within, at_least=sure_from):
        how = Text("原词", "the exact words") if found.exact else Text("读音相符", "the same sound")
        return Heard(outcome=Outcome.MET, found=found, how=how, confidence=found.confidence)
    near = nearest(call, role, phrases, within, at_least=ask_from)
    doubts = tuple(doubt_about(each, role) for each in near)
    asked = [(each, call.evidence.probability_of(doubt)) for each, doubt in zip(near, doubts, strict=True)]
    answers = [
        _opinion(found, probability, doubts, found.likeness >= doubt_from)
        for found, probability in asked
        if probability is not None
    ]
    if answers:
        return max(answers, key=lambda answer: answer.confidence)
    if near and near[0].likeness >= (doubt_from if len(near[0].reading) > _SHORT else max(doubt_from, _SHORT_DOUBT)):
        how = Text(f"相似 {near[0].likeness:.0%}", f"{near[0].likeness:.0%} alike")
        return Heard(outcome=Outcome.UNDETERMINED, found=near[0], how=how, confidence=near[0].likeness, doubts=doubts)
    return Heard(outcome=Outcome.MISSED, doubts=doubts)


def _opinion(found: Found, probability: float, doubts: tuple[Doubt, ...], likely: bool) -> Heard:
    outcome = Outcome.MET if probability >= SAID_FROM else Outcome.UNDETERMINED
    if probability < (NOT_SAID_BELOW if likely else _NOT_SAID_BELOW_IF_UNLIKE):
        outcome = Outcome.MISSED
    return Heard(outcome=outcome, found=found, how=again(probability), confidence=probability, doubts=doubts)


def doubt_about(found: Found, role: Role | None) -> Doubt:
    return Doubt(phrase=found.reading, role=role or found.turn.role, start_s=found.start_s, end_s=found.end_s)


def again(probability: float) -> Text:
    """What a reason says of the second opinion."""
    return Text(f"再次核对录音，把握 {probability:.0%}", f"the recogniser, asked again, gives {probability:.0%}")
