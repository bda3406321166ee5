"""Where the words of a night come from: a recogniser, or a folder of transcripts that are ready."""

from qa_scorer.transcript.engine import Engine
from qa_scorer.transcript.ready.folder import ReadyTranscripts

WordSource = Engine | ReadyTranscripts
