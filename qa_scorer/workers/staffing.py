"""How many processes, and how many threads each: all threads together are the cores of the machine."""

import os
from typing import Final

from qa_scorer.workers.ears import Ears
from qa_scorer.workers.machine import cores, free_memory_bytes, graphics_cards
from qa_scorer.workers.processes import Processes

# What one worker takes with Whisper base, at its peak on calls of some minutes; a larger model takes its size more.
WORKER_BYTES: Final = 1_200_000_000


def processes(ears: Ears, asked: int | None = None) -> Processes:
    """`asked` workers; None takes one a graphics card, or, without any, one a core as far as the memory goes."""
    cards = _cards(graphics_cards(ears.device))
    return Processes(ears, workers=asked or workers_that_fit(ears.device), cores=cores(), cards=cards)


def workers_that_fit(device: str) -> int:
    """What `auto` comes to on this machine, now."""
    return graphics_cards(device) or max(1, min(cores(), free_memory_bytes() // WORKER_BYTES))


def _cards(count: int) -> list[str]:
    """As CUDA counts them; what the environment leaves visible stays so."""
    visible = os.environ.get("CUDA_VISIBLE_DEVICES", "")
    named = [card.strip() for card in visible.split(",") if card.strip()]
    return (named or [str(card) for card in range(count)])[:count]
