"""What checks ask of the words: was one of these phrases said, by whom, when, and how sure is that?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from qa_scorer.model import Call, Role, Turn
from qa_scorer.wording.passage import Passage, passage
from qa_scorer.wording.phrases import SURE, Hit, all_hits, best_hit, hits_in_order, sound_hits
from qa_scorer.wording.window import EVERYWHERE, Window, passage_within, turns_within

_MOST_ASKED = 3  # places of which the recogniser is asked again: each takes its time


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A phrase in a call. `likeness` is 1.0 for the exact words; `probability` is the recogniser's own of them, 0..1.

    `holes`: what stood in the phrase's {*} and {#}, normalised; `reading`: the phrase with them. `turn` is the one it
    begins in.
    """

    phrase: str
    quote: str
    start_s: float
    end_s: float
    exact: bool
    likeness: float
    probability: float
    reading: str
    holes: tuple[str, ...]
    turn: Turn

    @property
    def confidence(self) -> float:
        """How sure it is that the phrase was said, 0..1; what is found by sound is doubted twice."""
        return self.probability if self.exact else self.likeness**2


def find(
    call: Call,
    role: Role | None,
    phrases: Sequence[str],
    within: Window = EVERYWHERE,
    *,
    at_least: float = SURE,
) -> Found | None:
    """The first exact words, or else what sounds most like a phrase and is `at_least` (0..1) alike.

    `role` None: said by anybody.
    """
    heard = passage_within(call, role, within)
    hit = best_hit(heard, phrases, at_least)
    return found_in(heard, hit) if hit else None


def find_all(call: Call, role: Role | None, phrases: Sequence[str]) -> list[Found]:
    """Everything found, in order: of each turn all exact words, or else what sounds most like a phrase."""
    heard = [passage((turn,)) for turn in turns_within(call, role, EVERYWHERE)]
    found = [found_in(said, hit) for said in heard for hit in all_hits(said, phrases)]
    return sorted(found, key=lambda each: each.start_s)


def nearest(
    call: Call,
    role: Role | None,
    phrases: Sequence[str],
    within: Window = EVERYWHERE,
    *,
    at_least: float,
) -> list[Found]:
    """What sounds most like each phrase, the most alike first: where a doubt may ask whether it was said after all.

    The likeliest is also looked for turn by turn: in a long text the fast aligner may pass the best place by.
    """
    heard = passage_within(call, role, within)
    hits = sorted(sound_hits(heard, phrases, at_least, at_least), key=lambda hit: -hit.degree)[:_MOST_ASKED]
    places = [found_in(heard, hit) for hit in hits]
    for hit in hits[:1]:
        turns = [passage((turn,)) for turn in turns_within(call, role, within)]
        least = floor(hit.degree * 10) / 10  # rounded: what is looked for is prepared once and remembered
        places += [found_in(said, each) for said in turns for each in sound_hits(said, (hit.phrase,), least, least)]
    different = {(place.reading, place.start_s): place for place in places}
    return sorted(different.values(), key=lambda place: -place.likeness)[:_MOST_ASKED]


def find_in_order(
    call: Call,
    role: Role | None,
    steps: Sequence[Sequence[str]],
    within: Window = EVERYWHERE,
    *,
    at_least: float = SURE,
) -> list[Found | None]:
    """For each step (phrases, any of which will do) where it was said, behind the step before; None: not said."""
    heard = passage_within(call, role, within)
    return [found_in(heard, hit) if hit else None for hit in hits_in_order(heard, steps, at_least)]


def found_in(heard: Passage, hit: Hit) -> Found:
    """What a hit is in its call."""
    start_s, end_s = heard.span(hit.start, hit.end)
    return Found(
        phrase=hit.phrase,
        quote=heard.quote(hit.start, hit.end),
        start_s=start_s,
        end_s=end_s,
        exact=hit.exact,
        likeness=hit.degree,
        probability=heard.probability(hit.start, hit.end),
        reading=hit.reading,
        holes=hit.holes,
        turn=heard.heard[heard.turn_of[hit.start]].turn,
    )
