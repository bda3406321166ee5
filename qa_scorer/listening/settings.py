"""What bears on what is heard in a recording: where one of these differs, it has to be heard again."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from qa_scorer.errors import RecordingError
from qa_scorer.model import Recording, Side

if TYPE_CHECKING:
    from qa_scorer.transcript.ready.folder import ReadyTranscripts

# Raise a stage's number where a change of the code changes what it finds: recordings heard before are heard again.
VERSIONS: Final = {"hearing": 1, "words": 1, "conversation": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardWith:
    """How recordings are heard: who recognises the words (or whose transcripts are read), the site's terms, and the
    agent's channel where the call table does not name it."""

    recogniser: str
    agent_channel: Side | None = None
    transcripts: "ReadyTranscripts | None" = None
    terms: tuple[str, ...] = ()

    def sha256(self, recording: Recording) -> str:
        """Of everything beside the sound itself that bears on what is heard in `recording`."""
        call = recording.call
        settings = {
            "versions": VERSIONS,
            "recogniser": self.recogniser,
            "transcript": self._transcript_sha256(recording),
            "raw": asdict(recording.raw) if recording.raw else None,
            "terms": self.terms,
            "agent_channel": call.agent_channel or self.agent_channel,
            "agent_id": call.agent_id,  # they help to tell who is who
            "direction": call.direction,
        }
        return hashlib.sha256(json.dumps(settings, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def recogniser_sha256(self) -> str:
        """Of what bears on the words that are recognised in a sound: neither the call's data nor the terms do."""
        return hashlib.sha256(self.recogniser.encode()).hexdigest()

    def _transcript_sha256(self, recording: Recording) -> str:
        """Empty where the words are recognised, or where there is no transcript."""
        if self.transcripts is None:
            return ""
        try:
            return hashlib.sha256(self.transcripts.file_of(recording).read_bytes()).hexdigest()
        except (RecordingError, OSError):
            return ""
