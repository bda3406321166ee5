"""Pages of a small night with sound, in a real Chromium."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser

from qa_scorer.hearing.playable import write_playable
from qa_scorer.language import Language
from qa_scorer.model import Night, Outline, ScoredCall, in_hand
from qa_scorer.scorecards import write_night
from qa_scorer.scorecards.page_names import page_name
from qa_scorer.scorecards.pages.call_page import PageSound
from tests.browser import browser
from tests.nights import small_night

CALL = "1206/b.wav"  # no farewell (#5, at 61.26 s) and half the points for speed (#3, at 1.25 s)
SECONDS = 62.5


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


def drawn(scored: ScoredCall) -> ScoredCall:
    """With an outline of either channel: the left one loud, the right one quiet."""
    steps = round(SECONDS / Outline.STEP_S)
    outlines = tuple(
        Outline(side=side, peaks=b64encode(bytes((top * (step % 20)) // 20 for step in range(steps))).decode())
        for side, top in (("left", 200), ("right", 80))
    )
    return replace(scored, call=replace(scored.call, evidence=replace(scored.call.evidence, outlines=outlines)))


def night_with_pictures() -> Night:
    night = small_night()
    return replace(night, scored=in_hand(drawn(scored) for scored in night.scored))


def put_tone(scored: ScoredCall, folder: Path) -> PageSound | None:
    """A tone as long as the call as the sound of `CALL`; the others have none."""
    if scored.call.name != CALL:
        return None
    name = f"{page_name(scored.call)}.ogg"
    time_s = np.arange(round(SECONDS * 16000)) / 16000
    tone = np.round(8000 * np.sin(2 * np.pi * 440 * time_s)).astype(np.int16)
    folder.mkdir(exist_ok=True)
    write_playable(np.stack([tone, tone]), folder / name)
    return PageSound(call=name)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    """The folder of the night in each language."""
    folders: dict[Language, Path] = {"zh": tmp_path_factory.mktemp("zh"), "en": tmp_path_factory.mktemp("en")}
    for lang, folder in folders.items():
        write_night(night_with_pictures(), folder, lang, sound=put_tone)
    return folders


@pytest.fixture(scope="session")
def call_page(written: dict[Language, Path]) -> Path:
    """The page of `CALL`, in English."""
    (call,) = (scored.call for scored in night_with_pictures().scored if scored.call.name == CALL)
    return written["en"] / "calls" / f"{page_name(call)}.html"
