"""What a worker must be told to hear a recording just as any other worker would."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_scorer.model import Side

if TYPE_CHECKING:
    from qa_scorer.transcript.engine import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """The settings of listening, as `transcript.engine.open_engine` and `listening.listen` take them."""

    engine: str = "faster-whisper"
    model: str = "base"
    device: str = "auto"
    agent_channel: Side | None = None

    def open(self, threads: int = 0) -> "Engine":
        """Load the model; `threads` 0 leaves their number to the engine. Raises UsageError, MachineError."""
        from qa_scorer.transcript.engine import open_engine

        return open_engine(self.engine, self.model, self.device, threads)

    @property
    def recogniser(self) -> str:
        """The name of the engine that `open` would return. Raises as it does."""
        from qa_scorer.transcript.engine import engine_name

        return engine_name(self.engine, self.model, self.device)
