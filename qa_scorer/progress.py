"""How far a night is, for whoever shows it."""

from qa_scorer.model import Call, UnscoredCall


class Progress:
    """What a night is told of as it goes on; this one tells nobody."""

    def to_hear(self, recordings: int) -> None:
        """So many are not known from earlier nights."""

    def heard(self, result: Call | UnscoredCall, seconds: float) -> None:
        """What became of one of them, and the seconds of sound it held (0 where it could not be read)."""

    def judged(self, calls: int) -> None:
        """So many more of the night's calls."""
