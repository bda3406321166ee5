"""The noise behind a voice, as a signal-to-noise ratio."""

from collections.abc import Sequence

import numpy as np

from qa_scorer.hearing.levels import FRAME_S, Levels, energy_mean_db, frames_in
from qa_scorer.model import Span

_LEAST_S = 1.0  # of speech, and of background
_MARGIN_S = 0.25  # around speech: its onset, its fading, and the echo of a room
# Digital silence between the words (a phone that sends nothing in pauses) says nothing of the noise in them.
_FLOOR_DBFS = -80.0
_CAP_DB = 60.0


def snr_db(levels: Levels, speech: Sequence[Span], no_background: Sequence[Span] = ()) -> float | None:
    """Speech to background noise on one channel in decibels, 0 to 60; `levels` as `frame_levels_dbfs` gives them.

    noise   the median level of the 50 ms frames at least 0.25 s away from `speech` and from `no_background` (whatever
            else is on the channel and not noise: other people, music, tones), at least -80 dBFS: the noise floor of a
            line that idles, which a knock or a breath does not move
    speech  the energy mean of the frames in `speech`, less the power of that noise
    ratio   one to the other (the signal to noise ratio of ITU-T P.56 levels, unweighted)

    None with less than a second of either.
    """
    frames = len(levels)
    spoken = levels[frames_in(speech, frames)]
    behind = levels[~frames_in([*speech, *no_background], frames, _MARGIN_S)]
    if min(len(spoken), len(behind)) * FRAME_S < _LEAST_S:
        return None
    noise_dbfs = max(float(np.median(behind)), _FLOOR_DBFS)
    voice = 10 ** (energy_mean_db(spoken) / 10) - 10 ** (noise_dbfs / 10)
    ratio_db = 10 * np.log10(voice) - noise_dbfs if voice > 0 else 0.0
    return float(np.clip(ratio_db, 0.0, _CAP_DB))
