"""Who takes part in a call: a voice before, and a party after it is known whose voice it is."""

from dataclasses import dataclass

from qa_scorer.model import Role, Side, Span, Turn, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A voice: when it spoke and what it said; `side` is its channel, None on a single one."""

    speech: tuple[Span, ...]
    words: tuple[Word, ...]
    side: Side | None = None

    def between(self, start_s: float, end_s: float) -> "Spoken":
        """The part whose spans and words have their middle in the stretch."""
        return Spoken(
            speech=tuple(span for span in self.speech if start_s <= (span.start_s + span.end_s) / 2 < end_s),
            words=tuple(word for word in self.words if start_s <= (word.start_s + word.end_s) / 2 < end_s),
            side=self.side,
        )

    def as_turn(self) -> Turn:
        """All its words as one turn, for the matcher."""
        if not self.speech:
            return Turn(role=Role.UNKNOWN, start_s=0.0, end_s=0.0, words=self.words)
        return Turn(role=Role.UNKNOWN, start_s=self.speech[0].start_s, end_s=self.speech[-1].end_s, words=self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A voice that has its role; `voice` is its place among the voices heard."""

    role: Role
    voice: int
    spoken: Spoken
