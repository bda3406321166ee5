"""How long a worker may take before it counts as hung: by the length of the sound, and by how fast the others were."""

from typing import Final

_SLOWEST_READ_BYTES_PER_S: Final = 200_000  # over a slow network share as well
_MOST_RATIO: Final = 30.0  # work over sound, before anything is known: openai-whisper large on one core
_SLACK: Final = 10.0  # over the slowest so far
_SHORT_S: Final = 30.0  # less sound says little about the speed
_KNOWN_AFTER: Final = 5  # recordings, until which "the slowest so far" says little


class Patience:
    """Learns from every recording heard how slow is slow on this machine with this model.

    `loading_s` is for loading the model, `at_least_s` for opening a file and for hearing it, however short it is.
    """

    def __init__(self, *, loading_s: float = 900.0, at_least_s: float = 120.0) -> None:
        self.loading_s, self._at_least_s = loading_s, at_least_s
        self._slowest_ratio = 0.0
        self._heard = 0

    def learn(self, duration_s: float, took_s: float) -> None:
        """`duration_s` of sound took `took_s` of work."""
        self._heard += 1
        self._slowest_ratio = max(self._slowest_ratio, took_s / max(duration_s, _SHORT_S))

    def decoding_s(self, size_bytes: int) -> float:
        """How long opening and decoding a file may take."""
        return self._at_least_s + size_bytes / _SLOWEST_READ_BYTES_PER_S

    def hearing_s(self, duration_s: float) -> float:
        """How long hearing that much decoded sound may take."""
        known = self._heard >= _KNOWN_AFTER
        ratio = min(_MOST_RATIO, _SLACK * self._slowest_ratio) if known else _MOST_RATIO
        return self._at_least_s + ratio * duration_s
