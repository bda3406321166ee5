"""From a file to one or two channels of samples, by whichever library can read it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, Self

from qa_scorer.hearing import remarks
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.hearing.tape import Block, carrying_sound, mixed, only, wound
from qa_scorer.language import Text


class Audio(Protocol):
    """One pass over an opened file. What concerns damage and gaps is known once `blocks` has come to its end."""

    @property
    def container(self) -> str: ...
    @property
    def codec(self) -> str: ...
    @property
    def sample_rate_hz(self) -> int: ...
    @property
    def declared_s(self) -> float | None: ...
    @property
    def tracks(self) -> int: ...
    @property
    def broken_stretches(self) -> int: ...
    @property
    def ends_in_damage(self) -> bool: ...
    @property
    def mostly_damaged(self) -> bool: ...
    @property
    def filled_s(self) -> float: ...
    @property
    def heard_s(self) -> float: ...
    def blocks(self) -> Iterator[Block]: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *error: object) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Playback:
    """What came out: `samples` (1 or 2, n) at 16 kHz; `channels` and `sample_rate_hz` are those of the file."""

    samples: Samples
    container: str
    codec: str
    sample_rate_hz: int
    channels: int
    heard_s: float  # by the file's own samples: a few of them are too few to come out of the resampler
    header_s: float | None
    ends_in_damage: bool
    mostly_damaged: bool
    remarks: tuple[Text, ...]

    @property
    def duration_s(self) -> float:
        return float(self.samples.shape[1]) / SAMPLE_RATE_HZ


def played(open_audio: Callable[[], Audio]) -> Playback:
    """Play a file to its end; more than two channels become one or two."""
    channels, loud = _channels(open_audio)
    with open_audio() as audio:
        blocks = audio.blocks()
        said: tuple[Text, ...] = ()
        if channels > 2 and len(loud) in (1, 2):
            blocks, said = only(blocks, loud), (remarks.channels_kept(channels=channels, kept=loud),)
        elif channels > 2:
            blocks = mixed(only(blocks, loud) if loud else blocks)
            said = (remarks.channels_mixed(channels=channels),)
        return _played_out(audio, wound(blocks), channels, said)


def _channels(open_audio: Callable[[], Audio]) -> tuple[int, tuple[int, ...]]:
    """How many channels there are and, where they are more than two, which of them carry sound.

    That takes a pass of its own: six channels of two hours, kept until it is known, would not fit into memory.
    """
    with open_audio() as audio:
        blocks = audio.blocks()
        first = next(blocks, None)
        if first is None:
            return 0, ()
        channels = int(first.shape[1])
        return channels, carrying_sound(chain([first], blocks)) if channels > 2 else ()


def _played_out(audio: Audio, samples: Samples, channels: int, said: tuple[Text, ...]) -> Playback:
    return Playback(
        samples=samples,
        container=audio.container,
        codec=audio.codec,
        sample_rate_hz=audio.sample_rate_hz,
        channels=channels,
        heard_s=audio.heard_s,
        header_s=audio.declared_s,
        ends_in_damage=audio.ends_in_damage,
        mostly_damaged=audio.mostly_damaged,
        remarks=(*_oddities(audio), *said),
    )


def _oddities(audio: Audio) -> Iterator[Text]:
    if audio.broken_stretches:
        yield remarks.damaged(stretches=audio.broken_stretches)
    if audio.filled_s:
        yield remarks.gaps_filled(filled_s=audio.filled_s)
    if audio.tracks > 1:
        yield remarks.other_tracks(tracks=audio.tracks)
