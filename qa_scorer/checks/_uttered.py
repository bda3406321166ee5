"""Words that someone said, each with how sure that is: what events and vocabulary rules start from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.checks._harmless import harmless, perhaps_harmless
from qa_scorer.model import Call, Role, Turn
from qa_scorer.wording import EVERYWHERE, SURE, Found, Window
from qa_scorer.wording.find import found_in
from qa_scorer.wording.passage import passage
from qa_scorer.wording.phrases import all_hits
from qa_scorer.wording.window import passage_within

_SURE_BY_SOUND = 0.9  # likeness from which words that only sound right are certain
_SURE_PROBABILITY = 0.6  # the recogniser's own, from which exact words are
_SHORT = 3  # characters: shorter words sound like too many others to be certain by sound
_DENIED = re.compile("(不|没有?|别)(是|想|要|用|会|是要|是想|打算)?$")  # 我不是要投诉
_DENIED_WITHIN = 4
_SLACK_S = 0.05


@dataclass(frozen=True, slots=True)
class Utterance:
    """`sure`: in these very words and well recognised, or nearly the same by sound, and of no misheard `except_in`."""

    found: Found
    sure: bool


def utterances(
    call: Call,
    role: Role | None,
    phrases: Sequence[str],
    within: Window = EVERYWHERE,
    *,
    except_in: Sequence[str] = (),
    at_least: float = SURE,
) -> list[Utterance]:
    """Every time `role` said one of `phrases`, in order, unless denied or part of the harmless `except_in`.

    Where none was said in these very words, what sounds most like one, if `at_least` (0..1) alike.
    """
    heard = passage_within(call, role, within)
    said = [hit for hit in all_hits(heard, phrases, at_least) if not harmless(heard, hit, except_in)]
    each = ((found_in(heard, hit), perhaps_harmless(heard, hit, except_in)) for hit in said)
    return [Utterance(found, _sure(found) and not perhaps) for found, perhaps in each if not _denied(found)]


def _sure(found: Found) -> bool:
    if found.exact:
        return found.probability >= _SURE_PROBABILITY
    return found.likeness >= _SURE_BY_SOUND and len(found.phrase) >= _SHORT


def _denied(found: Found) -> bool:
    return _DENIED.search(text_before(found.turn, found.start_s)[-_DENIED_WITHIN:]) is not None


def text_before(turn: Turn, time_s: float) -> str:
    """What was said in the turn before `time_s`, normalised."""
    said = passage((turn,))
    return "".join(char for char, glyph in zip(said.text, said.glyphs, strict=True) if glyph.end_s <= time_s + _SLACK_S)
