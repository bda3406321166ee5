"""The sound beside the pages of the calls: a small copy of each recording, a link to it, or none.

A copy is named after the recording's bytes and made once: a second run finds it there. The sound is what was said, with
every number in it; only the words on the page are masked.
"""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Literal
from urllib.parse import quote

from qa_scorer.errors import MachineError, RecordingError
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.playable import ENDING, write_playable
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import Call, Outcome, Recording, ScoredCall, Span
from qa_scorer.scorecards.page_names import page_name
from qa_scorer.scorecards.pages.call_page import PageSound
from qa_scorer.scorecards.safe_write import place

log = logging.getLogger(__name__)

SoundChoice = Literal["copy", "link", "none"]

CLIPS: Final = "clips"
_BEFORE_S: Final = 3.0  # a clip begins so much before its finding, to be understood,
_AFTER_S: Final = 3.0  # ends so much after it,
_LONGEST_S: Final = 60.0  # and is not longer


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundBeside:
    """`recording_of`: where the sound of a call is; None where nobody knows."""

    recording_of: Callable[[Call], Recording | None]
    choice: SoundChoice = "copy"
    clips: bool = False

    def put(self, scored: ScoredCall, folder: Path) -> PageSound | None:
        """Have the sound ready for a page in `folder`; None where there is none, or it can no longer be read.

        Raises MachineError where a copy cannot be written.
        """
        recording = self.recording_of(scored.call)
        if recording is None or self.choice == "none":
            return None
        clips = _wanted(scored) if self.clips else {}
        copy = _copy_name(scored) if self.choice == "copy" else None
        try:
            _make(recording, folder, copy, clips)
        except RecordingError as problem:
            log.warning("%s", problem)
            return None
        except MachineError:
            raise
        except Exception:  # whatever it is, the page is still to be written
            log.exception("%s: no sound for its page because of a bug", scored.call.name)
            return None
        return PageSound(
            call=copy or _link(recording, folder), clips={number: clip for number, (clip, _) in clips.items()}
        )


Clips = Mapping[int, tuple[str, Span]]  # by the number of the finding: the name of its clip, and what is on it


def _copy_name(scored: ScoredCall) -> str:
    return f"{page_name(scored.call)}.{scored.call.sha256[:8]}{ENDING}"


def _wanted(scored: ScoredCall) -> Clips:
    """A clip of each finding that was missed or is undetermined and has a time."""
    found: dict[int, tuple[str, Span]] = {}
    for number, item in enumerate(scored.scorecard.items, 1):
        answer = item.finding.answer
        if answer.start_s is None or answer.outcome not in (Outcome.MISSED, Outcome.UNDETERMINED):
            continue
        start_s = max(answer.start_s - _BEFORE_S, 0.0)
        end_s = min((answer.end_s or answer.start_s) + _AFTER_S, start_s + _LONGEST_S)
        name = f"{CLIPS}/{_copy_name(scored).removesuffix(ENDING)}.{start_s:.1f}-{end_s:.1f}{ENDING}"
        found[number] = (name, Span(start_s, end_s))
    return found


def _make(recording: Recording, folder: Path, copy: str | None, clips: Clips) -> None:
    """Write what is not there yet; the recording is decoded once, and only then."""
    wanted: dict[str, Span | None] = {copy: None} if copy else {}
    wanted |= dict(clips.values())
    missing = {name: span for name, span in wanted.items() if not (folder / name).exists()}
    if not missing:
        return
    samples = decode(recording).samples
    for name, span in missing.items():
        place(folder / name, partial(write_playable, _part(samples, span)), keep_older=False)


def _part(samples: Samples, span: Span | None) -> Samples:
    if span is None:
        return samples
    return samples[:, round(span.start_s * SAMPLE_RATE_HZ) : round(span.end_s * SAMPLE_RATE_HZ)]


def _link(recording: Recording, folder: Path) -> str:
    """From the page to the recording: relative, so that both can be moved together, unless it is on another drive."""
    try:
        return quote(Path(os.path.relpath(recording.path, folder)).as_posix())
    except ValueError:
        return recording.path.absolute().as_uri()
