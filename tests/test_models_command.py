"""`qa-scorer models list | get | verify`."""

from pathlib import Path

import pytest

from qa_scorer.cli.models import models_app
from qa_scorer.errors import UsageError, VerificationError
from qa_scorer.transcript.inventory import Readiness, list_models
from qa_scorer.transcript.weights import wrong_file


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("QA_SCORER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def run(*arguments: str) -> None:
    models_app("en")(list(arguments), standalone_mode=False)


def state(name: str) -> Readiness:
    return next(model.state for model in list_models() if model.name == name)


def test_base_is_in_the_package_until_it_is_fetched() -> None:
    assert state("base") is Readiness.IN_PACKAGE
    run("get", "base")
    assert state("base") is Readiness.READY
    assert state("large-v3") is Readiness.ABSENT


def test_list_speaks_both_languages_and_joins_nothing(capsys: pytest.CaptureFixture[str], cache: Path) -> None:
    run("list")
    assert "installed, joined on first use" in capsys.readouterr().out
    run("list", "--lang", "zh")
    shown = capsys.readouterr().out
    assert "已随数据包安装" in shown and "不在本机" in shown
    assert not cache.exists()


def test_get_puts_a_whole_model_into_the_folder_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("get", "base", "--to", str(tmp_path / "stick"))
    assert wrong_file(tmp_path / "stick" / "base") is None
    assert str(tmp_path / "stick" / "base") in capsys.readouterr().out


def test_get_refuses_a_name_nobody_knows() -> None:
    with pytest.raises(UsageError, match="large-v3-turbo"):
        run("get", "huge")


def test_verify_checks_the_data_packages_before_anything_is_joined(capsys: pytest.CaptureFixture[str]) -> None:
    run("verify")
    assert "base" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["model.bin", "vocabulary.txt"])
def test_verify_finds_the_wrong_file(name: str, cache: Path) -> None:
    run("get", "base")
    run("verify")
    with (cache / "models" / "base" / name).open("ab") as file:
        file.write(b"x")
    with pytest.raises(VerificationError) as wrong:
        run("verify")
    assert wrong.value.where.endswith(name) and wrong.value.exit_code == 1


def test_verify_finds_a_larger_model_that_was_copied_in_part(cache: Path) -> None:
    (cache / "models" / "small").mkdir(parents=True)
    (cache / "models" / "small" / "model.bin").write_bytes(b"\x06\x00\x00\x00")
    with pytest.raises(VerificationError, match="not a whole Whisper model"):
        run("verify")


def test_verify_finds_a_damaged_checkpoint(cache: Path) -> None:
    (cache / "models").mkdir(parents=True)
    (cache / "models" / "medium.pt").write_bytes(b"half of it")
    with pytest.raises(VerificationError, match="damaged"):
        run("verify")
