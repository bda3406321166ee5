"""A night end to end: the real command, the real Whisper weights, real sound, real workbooks."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest

from qa_scorer.hearing.decode import decode
from qa_scorer.model import CallData, Recording
from qa_scorer.wording.script import fold_character
from tests.command import ROOT, SAMPLES, command_line, environment, qa_scorer

STEREO = ("1206_20261118093012_C0001.wav", "1206_20261118162005_C0005.wav")


@dataclass(frozen=True)
class DoneNight:
    done: subprocess.CompletedProcess[str]
    out: Path
    scorecards: dict[str, Any]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> DoneNight:
    """Two good recordings and a broken one, scored in Chinese."""
    folder = tmp_path_factory.mktemp("calls")
    for name in (*STEREO, "calls.csv"):
        shutil.copy(SAMPLES / name, folder)
    rows = (SAMPLES / "calls.csv").read_text("utf-8").splitlines()
    own = [rows[0], *(row for row in rows if row.startswith(STEREO))]
    (folder / "calls.csv").write_text("\n".join(own) + "\n", "utf-8")
    broken = next(path for path in (SAMPLES / "broken").iterdir() if path.suffix != ".md")
    shutil.copy(broken, folder)
    out = folder / "out"
    done = qa_scorer("run", folder, "--out", out, lang="zh")
    return DoneNight(done, out, json.loads((out / "scorecards.json").read_text("utf-8")))


def test_one_bad_file_is_named_and_the_others_are_scored(night: DoneNight) -> None:
    assert night.done.returncode == 3, night.done.stderr
    assert [call["file"] for call in night.scorecards["calls"]] == list(STEREO)
    assert len(night.scorecards["not_scored"]) == 1
    assert "Traceback" not in night.done.stdout + night.done.stderr
    assert "未能评分" in night.done.stdout


def test_the_turns_are_those_of_the_script(night: DoneNight) -> None:
    """Talk time per role within a tenth of the truth, and most of the agent's characters recognised."""
    for call in night.scorecards["calls"]:
        truth = json.loads((SAMPLES / "truth" / f"{Path(call['file']).stem}.json").read_text("utf-8"))
        for role in ("agent", "customer"):
            spoken = sum(t["end_s"] - t["start_s"] for t in truth["turns"] if t["role"] == role)
            measured = next(side["talk_s"] for side in call["measures"] if side["role"] == role)
            assert measured == pytest.approx(spoken, rel=0.1)
        said = {c for t in truth["turns"] if t["role"] == "agent" for c in map(fold_character, t["text"])}
        heard = {c for t in call["turns"] if t["role"] == "agent" for c in map(fold_character, t["text"])}
        assert len(said & heard) > 0.6 * len(said)


def test_no_offence_is_invented(night: DoneNight) -> None:
    for call in night.scorecards["calls"]:
        truth = json.loads((SAMPLES / "truth" / f"{Path(call['file']).stem}.json").read_text("utf-8"))
        for finding in call["findings"]:
            if finding["rule"].startswith("forbidden.") and truth["outcomes"].get(finding["rule"]) == "met":
                assert finding["outcome"] != "missed", finding


def test_every_rule_has_a_finding_with_a_reason(night: DoneNight) -> None:
    rules = [rule["id"] for rule in night.scorecards["rubric"]["rules"]]
    for call in night.scorecards["calls"]:
        assert [finding["rule"] for finding in call["findings"]] == rules
        assert all(finding["reason"] for finding in call["findings"])


def test_the_workbooks_open_and_hold_the_calls(night: DoneNight) -> None:
    assert openpyxl.load_workbook(night.out / "team.xlsx").sheetnames
    book = openpyxl.load_workbook(night.out / "agents" / "1206.xlsx")
    shown = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any("C0001" in text for text in shown)


def test_each_call_has_a_page_with_its_sound_and_the_night_one_that_leads_there(night: DoneNight) -> None:
    index = (night.out / "index.html").read_text("utf-8")
    pages = sorted((night.out / "calls").glob("*.html"))
    assert len(pages) == len(STEREO)
    for page, name in zip(pages, STEREO, strict=True):
        text = page.read_text("utf-8")
        (sound,) = re.findall(r'<audio id="sound" src="([^"]+)"', text)
        copy, original = (
            decode(Recording(path=path, name=path.name, call=CallData()))
            for path in (page.parent / sound, SAMPLES / name)
        )
        assert copy.channels == 2 and copy.duration_s == pytest.approx(original.duration_s, abs=0.05)
        assert text.count('class="voice') == 2 and f'href="calls/{page.name}"' in index


def test_the_exports_hold_every_finding(night: DoneNight) -> None:
    rows = pandas.read_parquet(night.out / "findings.parquet")
    findings = [(call["file"], f["rule"], f["outcome"]) for call in night.scorecards["calls"] for f in call["findings"]]
    assert list(rows[["file", "rule", "outcome"]].itertuples(index=False, name=None)) == findings


def test_the_log_is_beside_the_scorecards(night: DoneNight) -> None:
    assert (night.out / "qa-scorer.log").exists()


def test_a_second_run_keeps_the_older_workbooks(night: DoneNight) -> None:
    only = night.out.parent / STEREO[0]
    before = (night.out / "agents" / "1206.xlsx").read_bytes()
    again = qa_scorer("run", only, "--out", night.out, "--calls", night.out.parent / "calls.csv")
    kept = [path for path in (night.out / "agents").glob("1206.*.xlsx") if path.read_bytes() == before]
    assert len(kept) == 1
    assert kept[0].name in again.stdout


def test_a_bad_rubric_stops_before_anything_is_touched(tmp_path: Path) -> None:
    rubric = tmp_path / "bad.yaml"
    rubric.write_text("id: x\n", "utf-8")
    done = qa_scorer("run", SAMPLES, "--rubric", rubric, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert f"{rubric}:1:1" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_without_recordings_is_a_usage_error(tmp_path: Path) -> None:
    done = qa_scorer("run", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "no recordings" in done.stderr


def test_only_broken_recordings_is_exit_4(tmp_path: Path) -> None:
    done = qa_scorer("run", SAMPLES / "broken", "--out", tmp_path / "out")
    assert done.returncode == 4, done.stderr
    assert (tmp_path / "out" / "team.xlsx").exists()


def test_an_output_that_cannot_be_written_is_found_before_listening(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = qa_scorer("run", SAMPLES, "--out", tmp_path / "file" / "out")
    assert done.returncode == 5
    assert "What to do" in done.stderr


def test_quiet_prints_problems_only(tmp_path: Path) -> None:
    done = qa_scorer("run", SAMPLES / "broken", "--out", tmp_path / "out", "--quiet")
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for a child process")
def test_ctrl_c_writes_what_is_done(tmp_path: Path) -> None:
    with subprocess.Popen(
        command_line("run", SAMPLES, "--out", tmp_path / "out"), env=environment("en"), cwd=ROOT, stdout=subprocess.PIPE
    ) as running:
        log = tmp_path / "out" / "qa-scorer.log"
        while not (log.exists() and ": heard" in log.read_text("utf-8")):
            assert running.poll() is None
            time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=120) == 130
    scorecards = json.loads((tmp_path / "out" / "scorecards.json").read_text("utf-8"))
    assert 1 <= len(scorecards["calls"]) < 12
    assert any("interrupted" in remark for remark in scorecards["run"]["remarks"])


def test_the_example_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    example = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert example
    monkeypatch.chdir(ROOT)
    exec(compile(example[1], "README.md", "exec"), {})
    assert "opening.greeting met" in capsys.readouterr().out
