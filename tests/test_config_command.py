"""The settings file: written, shown, checked, and used by `run`, with the command line before it."""

import tomllib
from pathlib import Path

import pytest

from tests.command import SAMPLES, qa_scorer


def test_the_sample_lists_every_option_and_is_right(tmp_path: Path) -> None:
    done = qa_scorer("config", "init", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "night.toml").read_text("utf-8")
    for option in ("recordings", "out", "workers", "cluster", "agent-channel", "summary", "metrics", "log-format"):
        assert f"{option} = " in written
    every_line_used = "\n".join(line.removeprefix("# ") if " = " in line else line for line in written.splitlines())
    read = tomllib.loads(every_line_used)
    assert (read["workers"], read["cluster-path"]) == ("auto", ["…"])
    assert qa_scorer("config", "check", cwd=tmp_path).returncode == 0


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "night.toml").write_text("mine", "utf-8")
    assert qa_scorer("config", "init", cwd=tmp_path).returncode == 2
    assert (tmp_path / "night.toml").read_text("utf-8") == "mine"


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "night.toml"
    file.write_text(
        'out = "reports"\nagent_chanel = "left"\ndevice = "gpu"\n'
        'quiet = "yes"\nrecordings = "calls"\n\n[other]\na = 1\n',
        "utf-8",
    )
    done = qa_scorer("config", "check", file)
    assert done.returncode == 2
    told = done.stderr.splitlines()
    assert [line.split(": ")[0] for line in told] == [f"{file}:{line}" for line in (2, 3, 4, 5, 7)]
    assert "agent-channel" in told[0]
    assert "'auto', 'cpu', 'cuda'" in told[1]


def test_what_is_no_toml_is_told_with_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "night.toml"
    file.write_text("out = reports\n", "utf-8")
    assert f"{file}:1:7" in qa_scorer("config", "check", file, lang="zh").stderr


def test_show_tells_where_each_value_is_from(tmp_path: Path) -> None:
    file = tmp_path / "night.toml"
    file.write_text('out = "reports"\nworkers = 2\n', "utf-8")
    shown = {line.split()[0]: line.split()[1:] for line in qa_scorer("config", "show", file).stdout.splitlines()}
    assert shown["workers"] == ['"2"', f"{file}:2"]
    assert shown["device"] == ['"auto"', "default"]


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """A night without recordings, which ends before anything is loaded and names the folder it looked in."""
    (tmp_path / "calls").mkdir()
    file = tmp_path / "night.toml"
    file.write_text('recordings = ["calls"]\nout = "reports"\nworkers = "many"\n', "utf-8")
    return file


def test_run_takes_its_settings_from_the_file_and_paths_from_beside_it(settings: Path) -> None:
    assert "'many' is not a number" in qa_scorer("run", "--config", settings).stderr
    done = qa_scorer("run", "--config", settings, "--workers", "1", cwd=SAMPLES)
    assert done.returncode == 2
    assert str(settings.parent / "calls") in done.stderr


def test_the_command_line_goes_before_the_file(settings: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert str(other) in qa_scorer("run", other, "--config", settings, "--workers", "1").stderr


def test_a_wrong_file_ends_the_run_before_it_begins(tmp_path: Path) -> None:
    file = tmp_path / "night.toml"
    file.write_text('recordings = ["calls"]\nout = "reports"\nworker = 2\n', "utf-8")
    done = qa_scorer("run", "--config", file)
    assert done.returncode == 2
    assert f"{file}:3" in done.stderr
    assert not (tmp_path / "reports").exists()
