"""Music on the line: sound of which a large share stands still (see `ridges`) for seconds on end.

A voice louder than the music under it keeps the share low: it stays speech, and so does a song with a strong voice.
The thresholds were read off the shares of 90 pieces (telephone hold music, light and game music) and of 2,000 s of
speech. Over 4 s, music lies above 0.45 in 9 windows of 10, speech in fewer than 1 of 200. Drums and very fast notes do
not stand still: of 17 pieces of dance and game music seen only afterwards, 79 % of the time was found.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_closing, uniform_filter1d

from qa_scorer.hearing.ridges import SPECTRA, Mask, Ridges
from qa_scorer.hearing.spectra import runs
from qa_scorer.model import Span

_MUSIC_SHARE = 0.45
_STILL_MUSIC_SHARE = 0.3  # where music is going on
_WINDOW_FRAMES = round(4.0 / SPECTRA.hop_s)
_EDGE_FRAMES = round(0.5 / SPECTRA.hop_s)  # where it begins and ends
_LEAST_FRAMES = round(3.0 / SPECTRA.hop_s)
_REST_FRAMES = round(2.0 / SPECTRA.hop_s)  # rests this long do not end music
_FAINT = 10 ** (-50 / 10)  # -50 dBFS: fainter is background, not something the line plays
# Music taken for speech lay above 0.4, nearly all of it for less than 1.5 s. Of 730 spans of speech 9 shorter than that
# lay above 0.4, which matters beside music only; no longer one, over music 5 dB below the voice or without, above 0.7.
_MISTAKEN_SHARE = 0.4
_MISTAKEN_PHRASE_SHARE = 0.7
_PHRASE_S = 1.5
_BESIDE_S = 0.5


def music_spans(heard: Ridges, speech: Sequence[Span], tones: Sequence[Span]) -> tuple[Span, ...]:
    """The stretches of music: between speech and tones, and over "speech" beside music that is music as well."""
    spoken, music = list(speech), _music_between(heard, [*speech, *tones])
    while mistaken := [span for span in spoken if _is_beside(span, music) and _is_mistaken(span, heard)]:
        spoken = [span for span in spoken if span not in mistaken]
        music = _music_between(heard, [*spoken, *tones])
    return tuple(music)


def _is_beside(span: Span, music: Sequence[Span]) -> bool:
    return any(m.start_s - _BESIDE_S < span.end_s and span.start_s < m.end_s + _BESIDE_S for m in music)


def _is_mistaken(span: Span, heard: Ridges) -> bool:
    return heard.share(span) > (_MISTAKEN_SHARE if span.duration_s < _PHRASE_S else _MISTAKEN_PHRASE_SHARE)


def _music_between(heard: Ridges, others: Sequence[Span]) -> list[Span]:
    """Music where none of `others` is."""
    free = heard.free_of(others)
    loud = free & (heard.energy > _FAINT)
    share = _share_around(heard, loud, _WINDOW_FRAMES)
    musical = share > _STILL_MUSIC_SHARE
    clear = _share_around(heard, loud, _EDGE_FRAMES) > _STILL_MUSIC_SHARE
    return [
        SPECTRA.span(_between_first_and_last(clear, run))
        for run in runs(_over_rests(musical, free))
        if np.count_nonzero(musical[run] & clear[run]) >= _LEAST_FRAMES and share[run].max() > _MUSIC_SHARE
    ]


def _share_around(heard: Ridges, loud: Mask, frames: int) -> NDArray[np.float64]:
    """The ridge share of `frames` around each frame, only `loud` ones counted; 0 where a frame is not loud."""
    energy, standing = (
        uniform_filter1d(np.where(loud, values, 0).astype(np.float64), frames, mode="constant")
        for values in (heard.energy, heard.standing)
    )
    return np.where(loud, standing / (energy + 1e-12), 0.0)


def _between_first_and_last(clear: Mask, run: slice) -> slice:
    """The part of `run` from the first `clear` frame to the last."""
    inside = np.flatnonzero(clear[run])
    return slice(run.start + int(inside[0]), run.start + int(inside[-1]) + 1)


def _over_rests(musical: Mask, free: Mask) -> Mask:
    padded = np.pad(musical, _REST_FRAMES)
    closed = binary_closing(padded, np.ones(_REST_FRAMES))[_REST_FRAMES:-_REST_FRAMES]
    return np.asarray(musical | (closed & free))
