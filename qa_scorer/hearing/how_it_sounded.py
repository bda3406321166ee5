"""How one party's voice sounded: every measurement that is taken from the sound alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.hearing.background import snr_db
from qa_scorer.hearing.levels import frame_levels_dbfs
from qa_scorer.hearing.loudness import loudness
from qa_scorer.hearing.per_second import BySecond, level_per_second, pitch_per_second, seconds_of
from qa_scorer.hearing.pitch import pitch
from qa_scorer.hearing.rises import sudden_rises
from qa_scorer.hearing.sound import Samples
from qa_scorer.model import Rise, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounded:
    """None: there was too little to measure. Definitions stand in the modules named.

    level_dbfs, level_range_db, loudness_lufs, clipping_ratio  `loudness`
    snr_db                                                     `background`
    sudden_rises                                               `rises`
    pitch_median_hz, pitch_range_semitones                     `pitch`
    level_per_second (dBFS), pitch_per_second (Hz)             `per_second`: one value a second of the recording
    """

    level_dbfs: float | None
    level_range_db: float | None
    loudness_lufs: float | None
    clipping_ratio: float
    snr_db: float | None
    sudden_rises: tuple[Rise, ...]
    pitch_median_hz: float | None
    pitch_range_semitones: float | None
    level_per_second: BySecond
    pitch_per_second: BySecond


def how_it_sounded(samples: Samples, speech: Sequence[Span], no_background: Sequence[Span] = ()) -> Sounded:
    """Measure the party that speaks in `speech` on the channel `samples`, shape (n,).

    `no_background`: whatever else is on this channel and is no noise: the other party, also where its voice only comes
    back as an echo or a leak; music, tones.
    """
    levels = frame_levels_dbfs(samples)
    seconds = seconds_of(len(samples))
    loud = loudness(samples, speech)
    heard = pitch(samples, levels, speech)
    return Sounded(
        level_dbfs=loud.level_dbfs,
        level_range_db=loud.level_range_db,
        loudness_lufs=loud.loudness_lufs,
        clipping_ratio=loud.clipping_ratio,
        snr_db=snr_db(levels, speech, no_background),
        sudden_rises=sudden_rises(levels, speech),
        pitch_median_hz=heard.median_hz,
        pitch_range_semitones=heard.range_semitones,
        level_per_second=level_per_second(levels, speech, seconds),
        pitch_per_second=pitch_per_second(heard, seconds),
    )
