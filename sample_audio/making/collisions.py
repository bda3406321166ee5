"""A conversation in which the parties keep running into each other, composed from clips, with what happens when.

It is a row of scenes. In a scene one party holds the floor and the other puts in a listener's sign, cuts in and takes
the floor, or cuts in and gives it up again. Between scenes the floor passes on, with a pause or a short overlap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from making.cut_turns import Clip
from making.script import Speaker

Kind = Literal["backchannel", "overlap", "interruption"]
Scene = Literal["backchannel", "cuts in", "gives up"]

ENDS_S = (0.4, 0.9)  # silence before the first words and after the last
PACE_S = (0.25, 0.8)  # from one party's last word to the other's first
OVERLAP_S = (0.2, 0.7)  # a take-over at a turn's end
TOGETHER_S = (1.2, 2.5)  # an interruption, until one of the two is silent
HEAD_S = 0.8  # the holder speaks alone this long before the other comes in …
REST_S = 0.6  # … and this much is left unsaid, or said alone after it
GIVES_UP_RATIO = 0.2
OVERLAP_RATIO = 0.6  # of the passings of the floor that may be early; the others have a pause
OTHER: dict[Speaker, Speaker] = {"agent": "customer", "customer": "agent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    clip: Clip
    start_s: float

    @property
    def end_s(self) -> float:
        return self.start_s + self.clip.duration_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """`interrupter` began while the other was speaking; both speak from `start_s` to `end_s`."""

    kind: Kind
    interrupter: Speaker
    start_s: float
    end_s: float
    other_stopped: bool


class Conversation:
    """Grows scene by scene; `laid` and `collisions` are what came of it."""

    def __init__(self, clips: Sequence[Clip], rng: Random) -> None:
        self.rng = rng
        self.laid: list[Laid] = []
        self.collisions: list[Collision] = []
        self._sayings = [clip for clip in clips if not clip.is_sign]
        self._signs = [clip for clip in clips if clip.is_sign]
        self._next: Speaker = rng.choice(("agent", "customer"))
        self._clock_s = rng.uniform(*ENDS_S)

    @property
    def duration_s(self) -> float:
        return self._clock_s

    def play(self, scene: Scene) -> None:
        if scene == "backchannel":
            self._backchannel()
        elif scene == "cuts in":
            self._cuts_in()
        else:
            self._gives_up()

    def close(self) -> None:
        self._clock_s = max(laid.end_s for laid in self.laid) + self.rng.uniform(*ENDS_S)

    def _backchannel(self) -> None:
        sign = self._drawn(self._signs, OTHER[self._next])
        holder = self._hold(HEAD_S + sign.duration_s + REST_S)
        self._lay_into(holder, sign, "backchannel")
        self._pass_floor(holder)

    def _gives_up(self) -> None:
        together_s = self.rng.uniform(*TOGETHER_S)
        saying = self._drawn(self._sayings, OTHER[self._next], together_s).broken_off(together_s)
        holder = self._hold(HEAD_S + together_s + REST_S)
        self._lay_into(holder, saying, "interruption")
        self._pass_floor(holder)

    def _cuts_in(self) -> None:
        together_s = self.rng.uniform(*TOGETHER_S)
        speaker = OTHER[self._next]
        whole = self._drawn(self._sayings, self._next, HEAD_S + together_s + REST_S)
        at_s = self.rng.uniform(HEAD_S, whole.duration_s - together_s - REST_S)
        holder = self._lay(whole.broken_off(at_s + together_s), self._clock_s)
        cutting = self._lay(self._drawn(self._sayings, speaker, together_s + REST_S), holder.start_s + at_s)
        self._collide("interruption", cutting, holder.end_s)
        self._pass_floor(cutting)

    def _hold(self, least_s: float) -> Laid:
        return self._lay(self._drawn(self._sayings, self._next, least_s), self._clock_s)

    def _lay_into(self, holder: Laid, clip: Clip, kind: Kind) -> None:
        """`clip` somewhere in the middle of the holder's turn, which goes on."""
        start_s = self.rng.uniform(HEAD_S, holder.clip.duration_s - clip.duration_s - REST_S)
        laid = self._lay(clip, holder.start_s + start_s)
        self._collide(kind, laid, laid.end_s)

    def _pass_floor(self, last: Laid) -> None:
        """The other party comes next, after a pause or, where it has been silent a while, a little too early."""
        self._next = OTHER[last.clip.speaker]
        early_s = last.end_s - self.rng.uniform(*OVERLAP_S)
        silent_since_s = max(laid.end_s for laid in self.laid if laid.clip.speaker == self._next)
        if early_s >= silent_since_s + HEAD_S and self.rng.random() < OVERLAP_RATIO:
            early = self._lay(self._drawn(self._sayings, self._next, HEAD_S + OVERLAP_S[1]), early_s)
            self._collide("overlap", early, last.end_s)
            self._next = OTHER[self._next]
        self._clock_s += self.rng.uniform(*PACE_S)

    def _drawn(self, clips: Sequence[Clip], speaker: Speaker, least_s: float = 0.0) -> Clip:
        return self.rng.choice([clip for clip in clips if clip.speaker == speaker and clip.duration_s >= least_s])

    def _lay(self, clip: Clip, start_s: float) -> Laid:
        laid = Laid(clip=clip, start_s=start_s)
        self.laid.append(laid)
        self._clock_s = max(self._clock_s, laid.end_s)
        return laid

    def _collide(self, kind: Kind, by: Laid, end_s: float) -> None:
        collision = Collision(
            kind=kind,
            interrupter=by.clip.speaker,
            start_s=by.start_s,
            end_s=end_s,
            other_stopped=end_s < by.end_s,
        )
        self.collisions.append(collision)


def scenes(events: int, rng: Random) -> list[Scene]:
    """`events` interruptions and as many backchannels, shuffled."""
    given_up = round(events * GIVES_UP_RATIO)
    counts: dict[Scene, int] = {"backchannel": events, "gives up": given_up, "cuts in": events - given_up}
    drawn = [scene for scene, count in counts.items() for _ in range(count)]
    return rng.sample(drawn, len(drawn))
