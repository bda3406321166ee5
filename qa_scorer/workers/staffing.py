"""How many processes, and how many threads each: all threads together are the cores of the machine."""

import os
from pathlib import Path
from typing import Final

from qa_scorer.workers.ears import Ears
from qa_scorer.workers.machine import cores, free_memory_bytes, graphics_cards
from qa_scorer.workers.processes import Processes

# What a worker took at its peak on calls of a minute, with Whisper base in it, was 0.9 GB; longer ones take more.
_WITH_BASE_BYTES: Final = 1_200_000_000
_BASE_BYTES: Final = 150_000_000


def processes(ears: Ears, asked: int | None = None) -> Processes:
    """`asked` workers; None takes one a graphics card, or, without any, one a core as far as the memory goes."""
    cards = _cards(graphics_cards(ears.device))
    return Processes(ears, workers=asked or workers_that_fit(ears), cores=cores(), cards=cards)


def workers_that_fit(ears: Ears) -> int:
    """What `auto` comes to on this machine, now."""
    return graphics_cards(ears.device) or max(1, min(cores(), free_memory_bytes() // worker_bytes(ears)))


def worker_bytes(ears: Ears) -> int:
    """The memory to allow for each worker: what one takes with Whisper base, and what its model is larger than that."""
    return _WITH_BASE_BYTES + max(0, model_bytes(ears.model) - _BASE_BYTES)


def model_bytes(model: str) -> int:
    """The size of a model's files on this machine; 0 where none are here yet."""
    from qa_scorer.transcript.weights import models_folder

    given = Path(model).expanduser()
    place = given if given.exists() else models_folder() / model
    files = [place] if place.is_file() else place.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file())


def _cards(count: int) -> list[str]:
    """As CUDA counts them; what the environment leaves visible stays so."""
    visible = os.environ.get("CUDA_VISIBLE_DEVICES", "")
    named = [card.strip() for card in visible.split(",") if card.strip()]
    return (named or [str(card) for card in range(count)])[:count]
