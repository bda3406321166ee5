"""What is left for the morning beside the workbooks: the letter, the metrics, the log for machines."""

import json
import logging
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from qa_scorer.cli.log import log_into
from qa_scorer.cli.metrics import write_metrics
from qa_scorer.cli.morning_summary import write_summary
from qa_scorer.errors import MachineError
from qa_scorer.language import Language, Text
from qa_scorer.model import Night, UnscoredCall
from qa_scorer.scorecards import Written, write_night
from tests.nights import data, night, small_night

SCORED, UNSCORED = 4, 2


@pytest.fixture
def done(tmp_path: Path) -> tuple[Night, Written]:
    small = small_night()
    return small, write_night(small, tmp_path / "out", "en")


class _Balanced(HTMLParser):
    """Fails where a tag is closed that is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_letter_names_who_needs_help_and_what_was_not_scored(
    done: tuple[Night, Written], tmp_path: Path, lang: Language
) -> None:
    write_summary(tmp_path / "morning.html", *done, tmp_path / "log", lang)
    letter = (tmp_path / "morning.html").read_text("utf-8")
    page = _Balanced()
    page.feed(letter)
    assert not page.open
    assert all(words in letter for words in ("1206 张丽", "1301", "1302/x.wav", "team.xlsx"))
    assert ("需要帮助的坐席" in letter) == (lang == "zh")
    assert ("合格 2，不合格 2，需人工复核 0" in letter) == (lang == "zh")
    assert not re.search(r"<(style|script|link|img)", letter), "mail programs drop what is not in the letter itself"


def test_names_cannot_break_the_letter(done: tuple[Night, Written], tmp_path: Path) -> None:
    odd = UnscoredCall(name="<b>&.wav", data=data("1"), why=Text("空", "empty"), mend=Text("重", "again"))
    write_summary(tmp_path / "m.html", night([], [odd]), done[1], tmp_path / "log", "en")
    assert "&lt;b&gt;&amp;.wav" in (tmp_path / "m.html").read_text("utf-8")


def test_plain_text_is_what_the_screen_shows(done: tuple[Night, Written], tmp_path: Path) -> None:
    write_summary(tmp_path / "morning.txt", *done, tmp_path / "log", "en")
    words = (tmp_path / "morning.txt").read_text("utf-8")
    assert words.startswith(f"{SCORED} recording(s) scored")
    assert "1302/x.wav" in words


def test_prometheus_reads_the_metrics(done: tuple[Night, Written], tmp_path: Path) -> None:
    small, written = done
    write_metrics(tmp_path / "m" / "qa.prom", small, written.standings, 3)
    families = text_string_to_metric_families((tmp_path / "m" / "qa.prom").read_text("utf-8"))
    samples = {
        (s.name.removeprefix("qa_scorer_run_"), *s.labels.values()): s.value for f in families for s in f.samples
    }
    assert samples["recordings", "scored"] == SCORED
    assert samples["recordings", "not_scored"] == UNSCORED
    assert samples["calls", "pass"] + samples["calls", "fail"] + samples["calls", "needs_person"] == SCORED
    assert samples[("exit_code",)] == 3
    assert samples[("finished_timestamp_seconds",)] == small.finished_at.timestamp()


def test_metrics_that_cannot_be_written_are_told(done: tuple[Night, Written], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MachineError, match="--metrics"):
        write_metrics(tmp_path / "file" / "qa.prom", done[0], done[1].standings, 0)


def test_the_log_for_machines_is_a_json_object_a_line(tmp_path: Path) -> None:
    handlers = logging.getLogger().handlers[:]
    path = log_into(tmp_path, "json")
    try:
        logging.getLogger("x").info("%s: heard", "录音.wav", extra={"recording": "录音.wav", "seconds": 1.5})
        try:
            raise ValueError("wrong")
        except ValueError:
            logging.getLogger("x").exception("a bug")
    finally:
        logging.getLogger().handlers[0].close()
        logging.getLogger().handlers[:] = handlers
    heard, bug = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    assert (heard["message"], heard["recording"], heard["seconds"]) == ("录音.wav: heard", "录音.wav", 1.5)
    assert "ValueError: wrong" in bug["traceback"]
    assert re.match(r"\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$", bug["time"])
