"""The GitHub workflow and the pre-commit hooks of the README, run as they stand there on a small repository."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from qa_scorer.rubric.starter import write_starter
from tests.command import environment

README = Path(__file__).resolve().parents[2] / "README.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
STEPS = [
    step["run"]
    for block in BLOCKS
    if block.startswith("name: rubric")
    for step in yaml.safe_load(block)["jobs"]["rubric"]["steps"]
    if "run" in step
]
HOOKS = [
    shlex.split(hook["entry"])
    for block in BLOCKS
    if block.startswith("repos:")
    for hook in yaml.safe_load(block)["repos"][0]["hooks"]
]
CASE = """\
dialogue: |
  0 坐席：早上好，请讲。
  3-4 客户：我想查话费。
  45 坐席：好的。
expect: {opening.greeting: met, voice.silence: missed}
"""
NO_MORNING = ("[您好, 早上好]", "[您好]")
SILENCE_FAILS = ("check: dead_air", "fatal: true\n        check: dead_air")

pytestmark = pytest.mark.skipif(
    os.name != "posix" or not shutil.which("git"), reason="the recipes are for a POSIX shell with git"
)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One with a rubric and a case, cloned from an origin that has them too; `qa-scorer` is this one."""
    program = tmp_path / "bin" / "qa-scorer"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m qa_scorer "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for name, value in environment("en").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    (origin / "rubrics").mkdir(parents=True)
    (origin / "tests" / "cases").mkdir(parents=True)
    write_starter(origin / "rubrics" / "desk.yaml")
    (origin / "tests" / "cases" / "waits.yaml").write_text(CASE, encoding="utf-8")
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org")
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "desk")):
        assert done([*git, *command], origin).returncode == 0
    assert done(["git", "clone", "-q", str(origin), str(clone)], tmp_path).returncode == 0
    return clone


def done(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def change(repository: Path, change: tuple[str, str]) -> None:
    rubric = repository / "rubrics" / "desk.yaml"
    text = rubric.read_text(encoding="utf-8")
    assert change[0] in text
    rubric.write_text(text.replace(*change, 1), encoding="utf-8")


def test_the_hooks_let_pass_what_is_right_and_stop_what_newly_fails_a_call(repository: Path) -> None:
    checks, difference = HOOKS
    assert [done(hook, repository).returncode for hook in (checks, difference)] == [0, 0]
    change(repository, SILENCE_FAILS)
    assert done(checks, repository).returncode == 0
    stopped = done(difference, repository)
    assert (stopped.returncode, "1 newly fail by a fatal rule" in stopped.stdout) == (1, True)


def test_the_hooks_stop_a_rubric_whose_examples_do_not_hold(repository: Path) -> None:
    change(repository, NO_MORNING)
    stopped = done(HOOKS[0], repository)
    assert (stopped.returncode, "missed instead of met" in stopped.stderr) == (1, True)


@pytest.mark.parametrize(
    ("what", "codes", "summary"),
    [
        (("pass_mark: 80", "pass_mark: 70"), [0, 0, 0, 0], "0 newly fail by a fatal rule"),
        (SILENCE_FAILS, [0, 0, 0, 1], "| tests/cases/waits.yaml |"),
        (NO_MORNING, [0, 1, 0, 0], "1 lose"),
    ],
)
def test_the_workflow_checks_tests_mutates_and_tells_what_would_change(
    repository: Path, monkeypatch: pytest.MonkeyPatch, what: tuple[str, str], codes: list[int], summary: str
) -> None:
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(repository.parent / "summary.md"))
    install, *steps = STEPS
    assert install == "pip install ."
    change(repository, what)
    assert [done(["bash", "-e", "-c", step], repository).returncode for step in steps] == codes
    assert summary in (repository.parent / "summary.md").read_text(encoding="utf-8")
