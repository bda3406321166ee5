"""What a worker must be told to hear a recording just as any other worker would."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa_scorer.listening.settings import HeardWith
from qa_scorer.model import Side

if TYPE_CHECKING:
    from qa_scorer.transcript.word_source import WordSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """The settings of listening, as `transcript.engine.open_engine` and `listening.listen` take them."""

    engine: str = "faster-whisper"
    model: str = "base"
    device: str = "auto"
    transcripts: Path | None = None  # a folder of ready ones: then no engine is opened
    agent_channel: Side | None = None
    terms: tuple[str, ...] = ()

    def open(self, threads: int = 0) -> "WordSource":
        """Load the model; `threads` 0 leaves their number to the engine. Raises UsageError, MachineError."""
        source = self._source(threads)
        source.terms = self.terms
        return source

    def _source(self, threads: int) -> "WordSource":
        if self.transcripts:
            from qa_scorer.transcript.ready.folder import ReadyTranscripts

            return ReadyTranscripts(self.transcripts)
        from qa_scorer.transcript.engine import open_engine

        return open_engine(self.engine, self.model, self.device, threads)

    @property
    def heard_with(self) -> HeardWith:
        """What `open` would return by its name, and what else bears on what is heard. Raises as `open` does."""
        if self.transcripts:
            from qa_scorer.transcript.ready.folder import ReadyTranscripts

            ready = ReadyTranscripts(self.transcripts)
            return HeardWith(
                recogniser=ready.name, agent_channel=self.agent_channel, transcripts=ready, terms=self.terms
            )
        from qa_scorer.transcript.engine import engine_name

        name = engine_name(self.engine, self.model, self.device)
        return HeardWith(recogniser=name, agent_channel=self.agent_channel, terms=self.terms)
