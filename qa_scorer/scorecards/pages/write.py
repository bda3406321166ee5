"""All pages of a night, written call by call: a night need not fit into memory."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.language import Language
from qa_scorer.model import Night, ScoredCall
from qa_scorer.scorecards.page_names import PAGES, page_name
from qa_scorer.scorecards.pages.call_page import PageSound, write_call_page
from qa_scorer.scorecards.pages.night_page import Books, write_night_page
from qa_scorer.scorecards.safe_write import Placed, place

# Has the sound of a call ready for a page in a folder; None where there is none. Called from several threads.
SoundOf = Callable[[ScoredCall, Path], PageSound | None]

_MOST_THREADS: Final = 4  # each holds one decoded recording: of two hours of stereo that is half a gigabyte


def no_sound(scored: ScoredCall, folder: Path) -> None:
    """The `SoundOf` of pages without sound."""


def write_pages(
    night: Night,
    figures: NightFigures,
    books: Books,
    out: Path,
    lang: Language,
    sound: SoundOf = no_sound,
    tell: Callable[[], None] = lambda: None,
) -> Placed:
    """Write out/calls/<call>.html of each call, then out/index.html; `night` is masked already. `tell`: one is done.

    Raises MachineError, naming the file.
    """
    for scored, beside in _with_sound(night.scored, sound, out / PAGES):
        page = out / PAGES / f"{page_name(scored.call)}.html"
        place(page, partial(write_call_page, scored, night.rubric, lang, sound=beside), keep_older=False)
        tell()
    return place(out / "index.html", partial(write_night_page, night, figures, books, lang), keep_older=False)


def _with_sound(
    calls: Iterable[ScoredCall], sound: SoundOf, folder: Path
) -> Iterator[tuple[ScoredCall, PageSound | None]]:
    """Each call, in its order, with its sound; that of some is made at once while the pages before are written."""
    threads = min(os.cpu_count() or 1, _MOST_THREADS)
    pool, waiting = ThreadPoolExecutor(threads), deque[tuple[ScoredCall, Future[PageSound | None]]]()
    try:
        for scored in calls:
            waiting.append((scored, pool.submit(sound, scored, folder)))
            if len(waiting) > threads:
                first, made = waiting.popleft()
                yield first, made.result()
        for first, made in waiting:
            yield first, made.result()
    finally:
        pool.shutdown(cancel_futures=True)
