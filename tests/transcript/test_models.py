"""What a person may give as --model, and what is said where the model is not there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from qa_scorer.errors import MachineError, QaScorerError, UsageError
from qa_scorer.transcript.engine import open_engine
from qa_scorer.transcript.models import checkpoint_file, ctranslate2_folder
from qa_scorer.transcript.weights import base_folder

# The hub's client and urllib both heed these: nothing leaves the machine, whatever network it has.
_NO_NETWORK = {
    "HF_HUB_OFFLINE": "1",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
    "NO_PROXY": "",
    "no_proxy": "",
}


@pytest.mark.parametrize(
    ("engine", "to_copy"),
    [("faster-whisper", ("model.bin", "tokenizer.json", "models/small")), ("openai-whisper", ("small.pt",))],
)
def test_without_a_hub_it_says_what_to_copy_where(engine: str, to_copy: tuple[str, ...], tmp_path: Path) -> None:
    """Run in a process of its own, because the hub's client reads its environment when it is imported."""
    code = (
        "from qa_scorer import open_engine\n"
        "from qa_scorer.errors import MachineError\n"
        f"try: open_engine({engine!r}, 'small')\n"
        "except MachineError as problem: print(problem.read('en')); print(problem.read('zh'))"
    )
    environment = {**os.environ, **_NO_NETWORK, "HF_HOME": str(tmp_path / "hub"), "PYTHONIOENCODING": "utf-8",
                   "QA_SCORER_CACHE": str(tmp_path / "cache")}  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    english, chinese = ran.stdout.splitlines()
    for words in (*to_copy, str(tmp_path / "cache" / "models" / "small")):
        assert Path(words).name in english and Path(words).name in chinese
    assert str(tmp_path / "cache" / "models") in english
    assert ran.stderr == ""


def test_a_model_in_the_cache_is_taken_before_the_hub_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_SCORER_CACHE", str(tmp_path))
    (tmp_path / "models" / "small").mkdir(parents=True)
    assert ctranslate2_folder("small") == tmp_path / "models" / "small"


def test_a_path_may_be_given_and_names_the_engine(tmp_path: Path) -> None:
    shutil.copytree(base_folder(), tmp_path / "ours")
    assert open_engine("faster-whisper", str(tmp_path / "ours"), device="cpu").name == "faster-whisper ours int8"


def test_a_checkpoint_is_for_the_other_engine(tmp_path: Path) -> None:
    (tmp_path / "large.pt").touch()
    with pytest.raises(UsageError, match="add --engine openai-whisper"):
        ctranslate2_folder(str(tmp_path / "large.pt"))


def test_a_folder_is_for_the_other_engine() -> None:
    with pytest.raises(UsageError, match="add --engine faster-whisper"):
        checkpoint_file(str(base_folder()))


def test_a_folder_that_is_no_model_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "model.bin").touch()
    with pytest.raises(UsageError, match=r"config\.json, tokenizer\.json not there"):
        ctranslate2_folder(str(tmp_path))


def test_a_folder_whose_model_is_not_one_is_refused(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(MachineError, match="models verify"):
        open_engine("faster-whisper", str(tmp_path), device="cpu")


def test_a_checkpoint_that_is_not_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ours.pt").write_text("not a zip archive")
    with pytest.raises(MachineError, match="damaged"):
        open_engine("openai-whisper", str(tmp_path / "ours.pt"), device="cpu")


@pytest.mark.parametrize("find", [ctranslate2_folder, checkpoint_file])
@pytest.mark.parametrize("model", ["huge", "small.en", "no/such/folder"])
def test_a_name_nobody_knows_is_refused_with_those_that_are(find: type, model: str) -> None:
    """English-only models are not known: they cannot write Mandarin."""
    with pytest.raises(QaScorerError, match="large-v3-turbo") as refused:
        find(model)
    assert isinstance(refused.value, UsageError)


def test_a_zip_archive_that_holds_no_weights_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "ours.pt", "w") as archive:
        archive.writestr("ours/data.pkl", "cos\nsystem\n.")
    with pytest.raises(MachineError, match="models verify"):
        open_engine("openai-whisper", str(tmp_path / "ours.pt"), device="cpu")
