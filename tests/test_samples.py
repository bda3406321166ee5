"""The sample calls are what their table and their truth say, and the bank of dialogues keeps its own rules."""

import csv
import importlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

SAMPLES = Path(__file__).parent.parent / "sample_audio"
ENDINGS = {".wav", ".mp3", ".ogg", ".m4a", ".amr"}
RECORDINGS = sorted(path for path in SAMPLES.iterdir() if path.suffix in ENDINGS)
SITUATIONS = SAMPLES / "situations"
SCENES = sorted(path for path in SITUATIONS.iterdir() if path.suffix in ENDINGS)
CODEC_DELAY_S = 0.15  # what a lossy codec may add to or take from a call's ends
SEEDS = range(25)
FORBIDDEN = re.compile(
    "喂|嘿|不是跟你说了|到底想|到底在说|问我，我问谁|难道你|听不听我|就是不行|用不起|要告就告|啰嗦|不是我办理|这么规定|没办法"
    "|不关我的事|自己看|不清楚|查不到|公司规定|必须|你们应该"
)


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SAMPLES))
    return importlib.import_module("making")


def table(folder: Path = SAMPLES) -> dict[str, dict[str, str]]:
    with (folder / "calls.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def truth(recording: Path) -> dict[str, Any]:
    file = recording.parent / "truth" / f"{recording.stem}.json"
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


def decoded(recording: Path) -> tuple[NDArray[np.float32], int]:
    """Samples of shape (channels, n) and their rate."""
    with av.open(str(recording)) as container:
        rate = container.streams.audio[0].rate
        resampler = av.AudioResampler(format="fltp")
        frames = [out.to_ndarray() for frame in container.decode(audio=0) for out in resampler.resample(frame)]
    return np.concatenate(frames, axis=1), rate


def scripts(making: ModuleType) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Plans and their lines of the shipped set and of 24 others; no voice is needed for them."""
    bank, casting, dialogues = (importlib.import_module(f"making.{name}") for name in ("bank", "casting", "dialogues"))
    sayings = bank.load()
    for seed in SEEDS:
        for plan in casting.cast(seed, None, sayings):
            yield plan, dialogues.compose(plan, sayings, Random(f"{seed} {plan.call_id}"))


def test_every_recording_has_a_row_and_a_truth_and_no_row_or_truth_stands_alone() -> None:
    assert len(RECORDINGS) >= 12
    assert {path.name for path in RECORDINGS} == set(table())
    assert {path.stem for path in RECORDINGS} == {path.stem for path in (SAMPLES / "truth").iterdir()}


def test_every_scene_has_its_recording_row_and_truth(making: ModuleType) -> None:
    bank, scenes = (importlib.import_module(f"making.{name}") for name in ("bank", "scenes"))
    acted = scenes.load()
    stems = {plan.stem for plan in scenes.cast(acted, 0, bank.load())}
    assert len(acted) >= 25
    assert stems == {path.stem for path in SCENES} == {path.stem for path in (SITUATIONS / "truth").iterdir()}
    assert {path.name: truth(path)["call"] for path in SCENES} == table(SITUATIONS)


def test_a_scene_says_the_same_words_again_and_other_ones_with_another_seed(making: ModuleType) -> None:
    bank, scenes = (importlib.import_module(f"making.{name}") for name in ("bank", "scenes"))
    acted, sayings = scenes.load(), bank.load()
    said = {}
    for seed in (0, 5):
        for scene, plan in zip(acted, scenes.cast(acted, seed, sayings), strict=True):
            lines = scenes.compose(scene, plan, sayings, Random(f"{seed} {plan.call_id}"))
            said[seed, scene.name] = [line.text for line in lines]
            if not seed:
                told = {turn["text"] for turn in truth(SITUATIONS / f"{plan.stem}.ogg")["turns"]}
                assert set("".join(said[seed, scene.name])) == set("".join(told))
    assert sum(said[0, scene.name] != said[5, scene.name] for scene in acted) > len(acted) / 2


def test_the_set_is_small_enough_to_ship() -> None:
    files = [path for path in SAMPLES.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) < 8_000_000


def test_the_set_spans_agents_teams_days_and_formats() -> None:
    rows = table().values()
    assert len({row["agent_id"] for row in rows}) >= 4
    assert len({row["team"] for row in rows}) >= 2
    assert len({row["started_at"][:10] for row in rows}) >= 2
    assert {row["agent_channel"] for row in rows} == {"left", "right", ""}
    assert {path.suffix for path in RECORDINGS} == ENDINGS


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_the_file_name_the_table_and_the_truth_agree(recording: Path) -> None:
    row = table()[recording.name]
    started_at = datetime.fromisoformat(row["started_at"])
    assert recording.stem == f"{row['agent_id']}_{started_at:%Y%m%d%H%M%S}_{row['call_id']}"
    assert truth(recording)["call"] == row


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_the_sound_is_as_long_as_the_truth_says_and_holds_all_its_turns(recording: Path) -> None:
    samples, rate = decoded(recording)
    facts, length_s = truth(recording), samples.shape[1] / rate
    assert length_s == pytest.approx(facts["duration_s"], abs=CODEC_DELAY_S)
    assert all(0 <= turn["start_s"] < turn["end_s"] <= length_s for turn in facts["turns"])
    assert np.abs(samples).max() < 1.0


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_on_stereo_each_turn_sounds_on_the_side_of_its_speaker(recording: Path) -> None:
    samples, rate = decoded(recording)
    side = table()[recording.name]["agent_channel"]
    assert len(samples) == (2 if side else 1)
    if side:
        agent = 0 if side == "left" else 1
        for turn in truth(recording)["turns"]:
            heard = samples[:, round(turn["start_s"] * rate) : round(turn["end_s"] * rate)]
            own = agent if turn["role"] == "agent" else 1 - agent
            alone = "backchannel" not in {tag for phrase in turn["phrases"] for tag in phrase["tags"]}
            assert np.mean(heard[own] ** 2) > np.mean(heard[1 - own] ** 2) or not alone


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_a_silence_of_the_truth_is_quiet_against_its_speech(recording: Path) -> None:
    samples, rate = decoded(recording)
    facts = truth(recording)
    speech = np.mean([_power(samples, turn, rate) for turn in facts["turns"]])
    assert all(_power(samples, silence, rate) < speech / 30 for silence in facts["silences"])


def _power(samples: NDArray[np.float32], span: dict[str, Any], rate: int) -> float:
    return float(np.mean(samples[:, round(span["start_s"] * rate) : round(span["end_s"] * rate)] ** 2))


def test_the_main_rules_are_both_met_and_missed_in_the_set() -> None:
    seen = Counter(outcome for path in RECORDINGS for outcome in truth(path)["outcomes"].items())
    for rule in (
        "opening.greeting", "opening.identity", "opening.offer", "closing.anything_else", "closing.thanks",
        "closing.farewell", "voice.speech_rate", "voice.silence", "conduct.hold_request", "conduct.hold_return",
        "forbidden.rude_address", "forbidden.scolding", "forbidden.arrogance", "forbidden.buck_passing",
        "forbidden.insult", "forbidden.commands",
    ):  # fmt: skip
        assert seen[rule, "met"] and seen[rule, "missed"], rule


def test_the_shipped_scripts_can_be_composed_again_word_for_word(making: ModuleType) -> None:
    texts = {path.stem: truth(path)["turns"] for path in RECORDINGS}
    shipped = [(plan, lines) for plan, lines in scripts(making) if plan.call_id.startswith("C")]
    assert {plan.stem for plan, _ in shipped} == set(texts)
    for plan, lines in shipped:
        for speaker in ("agent", "customer"):
            composed = "".join(line.text for line in lines if line.speaker == speaker)
            assert composed == "".join(turn["text"] for turn in texts[plan.stem] if turn["role"] == speaker)


def test_an_agent_never_says_a_forbidden_phrase_without_a_tag_for_it(making: ModuleType) -> None:
    phrases = [phrase for _, lines in scripts(making) for line in lines for phrase in line.phrases
               if line.speaker == "agent" and FORBIDDEN.search(phrase.text)]  # fmt: skip
    assert phrases
    assert all(any(tag.startswith(("forbidden.", "harmless.")) for tag in phrase.tags) for phrase in phrases)


def test_a_skipped_phrase_is_left_out_and_all_else_of_the_frame_is_said(making: ModuleType) -> None:
    frame = {"opening.greeting", "opening.offer", "closing.anything_else", "closing.thanks", "closing.farewell"}
    for plan, lines in scripts(making):
        said = {tag for line in lines if line.speaker == "agent" for tag in line.tags}
        assert frame & said == frame - plan.skips
        assert ("identity.wrong" in said) == plan.wrong_number


def test_a_smaller_set_is_the_beginning_of_the_whole_one(making: ModuleType) -> None:
    bank, casting = (importlib.import_module(f"making.{name}") for name in ("bank", "casting"))
    sayings = bank.load()
    assert all(casting.cast(seed, 7, sayings) == casting.cast(seed, None, sayings)[:7] for seed in (0, 1, 2))


def test_a_customer_who_thanks_carries_the_tag_for_it(making: ModuleType) -> None:
    lines = [line for _, lines in scripts(making) for line in lines if line.speaker == "customer"]
    thanking = [line for line in lines if re.search("谢谢|多谢|感谢", line.text)]
    assert thanking and all("customer.thanks" in line.tags for line in thanking)


def test_a_turn_never_starts_or_ends_with_a_comma(making: ModuleType) -> None:
    assert not [line.text for _, lines in scripts(making) for line in lines if line.text[-1] in "，、"]


def test_the_broken_file_is_no_recording() -> None:
    (broken,) = (SAMPLES / "broken").iterdir()
    with pytest.raises(av.FFmpegError):
        av.open(str(broken))


@pytest.mark.parametrize("recording", [path for path in (*RECORDINGS, *SCENES) if decoded(path)[0].shape[0] == 2])
def test_two_channels_are_two_sides(recording: Path) -> None:
    """A codec with too few bits quietly writes the sum of both into either channel: Opus below 17 kbit/s does."""
    left, right = decoded(recording)[0]
    assert np.corrcoef(left, right)[0, 1] < 0.99
