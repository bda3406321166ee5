"""qa-scorer: listens to call recordings offline and says how each agent did, and why.

The commands are thin over these functions:

    listen(recording, engine)     file -> Evidence (slow; knows no rubric)
    load_rubric(path)             YAML -> Rubric
    score_call(rubric, call)      Call -> ScoredCall (fast; knows no audio)
    write_night(night, out, lang) Night -> workbooks, pages, scorecards.json
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa_scorer.judge import score_call
    from qa_scorer.listening.listen import listen
    from qa_scorer.rubric import load_rubric, shipped_rubric
    from qa_scorer.scorecards import write_night
    from qa_scorer.transcript.engine import open_engine

__version__ = "0.1.0"
__all__ = ["listen", "load_rubric", "open_engine", "score_call", "shipped_rubric", "write_night"]

_HOMES = {
    "listen": "qa_scorer.listening.listen",
    "load_rubric": "qa_scorer.rubric",
    "open_engine": "qa_scorer.transcript.engine",
    "score_call": "qa_scorer.judge",
    "shipped_rubric": "qa_scorer.rubric",
    "write_night": "qa_scorer.scorecards",
}


def __getattr__(name: str) -> Any:
    """Import a public function when it is first used: `qa-scorer --help` must not wait for torch."""
    if name not in _HOMES:
        raise AttributeError(f"module 'qa_scorer' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
