"""What is known of a call once its words are: by recognition, or from a transcript that was ready."""

from dataclasses import dataclass

from qa_scorer.hearing.hear import Hearing
from qa_scorer.model import Discarded, Role, VoiceWords, Word


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Understood:
    """For each voice of `hearing` its words, and its role where a transcript tells it (else `unknown`).

    `recognised`: the same words as the recogniser gave them; empty where there was a transcript.
    """

    hearing: Hearing
    words: tuple[tuple[Word, ...], ...]
    roles: tuple[Role, ...]
    discarded: tuple[Discarded, ...] = ()
    recognised: tuple[VoiceWords, ...] = ()
