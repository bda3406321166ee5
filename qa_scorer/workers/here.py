"""Listening in this very process, one recording after the other: for a library's user, tests and a single file."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qa_scorer.errors import MachineError
from qa_scorer.listening.settings import HeardWith
from qa_scorer.model import Call, Recording, Side, UnscoredCall
from qa_scorer.workers import DoubtsOf, Recall, nothing_before
from qa_scorer.workers.hear_one import hear_one, not_heard
from qa_scorer.workers.losses import OUT_OF_MEMORY, given_up

if TYPE_CHECKING:
    from qa_scorer.transcript.word_source import WordSource


class Here:
    """`Workers` of one: an engine whose model is loaded already, or transcripts that are ready."""

    def __init__(self, source: "WordSource", agent_channel: Side | None = None) -> None:
        self._source, self._agent_channel = source, agent_channel

    @property
    def heard_with(self) -> HeardWith:
        from qa_scorer.transcript.ready.folder import ReadyTranscripts

        source = self._source
        ready = source if isinstance(source, ReadyTranscripts) else None
        return HeardWith(
            recogniser=source.name, agent_channel=self._agent_channel, transcripts=ready, terms=source.terms
        )

    def heard(
        self, recordings: Sequence[Recording], doubts_of: DoubtsOf | None = None, recall: Recall = nothing_before
    ) -> Iterator[Call | UnscoredCall]:
        for recording in recordings:
            try:
                yield hear_one(recall(recording), self._source, self._agent_channel, doubts_of)
            except MachineError as problem:
                yield not_heard(recording, problem)
            except MemoryError:
                yield given_up(recording, OUT_OF_MEMORY)
