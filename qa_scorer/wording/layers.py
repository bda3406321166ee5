"""A text made of another one, in which every character knows where it came from.

Three layers lie over each other: what was recognised; the same normalised (script.py); and how that sounds, one
syllable for each normalised character (sound.py). So a match at any height can be shown as a quote, with its time.
"""

from collections.abc import Iterable
from dataclasses import dataclass

Place = tuple[int, int]  # first and one past the last character


@dataclass(frozen=True, slots=True)
class Change:
    """`text` stands for the characters `start` to `end` of the layer before; an empty one leaves them out."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Layer:
    """`text[i]` stands for the characters `places[i]` of the layer before."""

    text: str
    places: tuple[Place, ...]

    def changed(self, changes: Iterable[Change]) -> "Layer":
        """What `changes` of this text make of it, as a layer on the one before this."""
        if not (given := tuple(changes)):
            return self
        upper = rewritten(self.text, given)
        return Layer(upper.text, tuple((self.places[a][0], self.places[b - 1][1]) for a, b in upper.places))


def rewritten(text: str, changes: Iterable[Change]) -> Layer:
    """`text` with `changes` (in order, none over another); a change as long as what it replaces goes one to one."""
    out: list[str] = []
    places: list[Place] = []
    done = 0
    for change in (*changes, Change(len(text), len(text), "")):
        out += text[done : change.start]
        places += [(i, i + 1) for i in range(done, change.start)]
        even = len(change.text) == change.end - change.start
        out += change.text
        places += [
            (change.start + i, change.start + i + 1) if even else (change.start, change.end)
            for i in range(len(change.text))
        ]
        done = change.end
    return Layer("".join(out), tuple(places))
