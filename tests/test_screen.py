"""The night on one screen."""

from dataclasses import replace
from pathlib import Path

from qa_scorer.cli.screen import summary
from qa_scorer.language import Language
from qa_scorer.model import Night, Verdict
from qa_scorer.scorecards import Written
from tests.nights import in_hand, small_night, standings


def _screen(night: Night, lang: Language) -> str:
    place = Path("out")
    written = Written(
        agent_workbooks=(), team_workbook=place, json_file=place, night_page=None, standings=standings(night)
    )
    return summary(night, written, place, lang)


def test_the_verdicts_add_up_to_the_calls_scored() -> None:
    """A call too short for a verdict is scored too."""
    night = small_night()
    assert "合格 2，不合格 2，需人工复核 0\n" in _screen(night, "zh")
    first, *rest = night.scored
    short = replace(first, scorecard=replace(first.scorecard, verdict=Verdict.NO_VERDICT))
    night = replace(night, scored=in_hand([short, *rest]))
    assert "，太短不评 1\n" in _screen(night, "zh")
    assert ", 1 too short for a verdict\n" in _screen(night, "en")
